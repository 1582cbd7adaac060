# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the base counts, who may read it, and which protocol versions it speaks."""

import pytest
from fastapi.testclient import TestClient

from app.contract.protocol import PROTO, PROTO_HEADER
from app.server.admin import create_page_key, revoke_device
from app.server.auth import speaks
from tests.helpers.clock import FixedClock
from tests.helpers.ledger import Evening
from tests.unit.server.test_push import PushingDesk


def lines(base: TestClient) -> list[str]:
    answer = base.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return str(answer.text).splitlines()


def test_pushes_desks_and_quarantine_are_counted(base: TestClient, db_url: str, clock: FixedClock) -> None:
    desk, gone, evening = PushingDesk(base, db_url), PushingDesk(base, db_url), Evening()
    desk.outbox.append_all([evening.opening, evening.sale(), evening.sale()])
    desk.send(1, 2)
    desk.send(1, 3)
    desk.send_raw([])
    revoke_device(db_url, gone.outbox.device_id, clock=clock)
    found = lines(base)
    for line in (
        'studio_push_events_total{result="applied"} 3',
        'studio_push_events_total{result="duplicate"} 2',
        'studio_push_events_total{result="refused"} 1',
        'studio_devices{state="active"} 1',
        'studio_devices{state="draining"} 1',
        "studio_quarantine_events 0",
        "studio_push_duration_seconds_count 3",
        'studio_device_lag_seconds_bucket{le="+Inf"} 1',
    ):
        assert line in found
    assert desk.outbox.device_id not in "\n".join(found)


def test_who_may_not_read_the_pages_may_not_read_the_metrics(base: TestClient, db_url: str) -> None:
    key = create_page_key(db_url)
    assert base.get("/metrics").status_code == 401
    assert base.get("/metrics", auth=("prometheus", key)).status_code == 200


@pytest.mark.parametrize(
    ("version", "spoken"),
    [("4", True), ("2", True), ("1", False), ("5", False), ("", False), ("²", False), ("02", False)],
)
def test_the_two_versions_before_the_newest_are_spoken(version: str, spoken: bool) -> None:
    assert speaks(version, oldest=2, newest=4) is spoken


def test_a_version_that_is_not_spoken_must_upgrade_and_is_told_which_is(base: TestClient, db_url: str) -> None:
    desk = PushingDesk(base, db_url)
    headers = desk.headers | {PROTO_HEADER: str(PROTO + 1)}
    answer = base.post("/v1/hello", json={}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (426, "upgrade_required")
    assert answer.headers[PROTO_HEADER] == str(PROTO)
