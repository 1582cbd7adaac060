# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk opens a new generation of its own ledger; by the call or by a push it is one and the same."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.contract.events import GENESIS_HASH
from app.contract.ids import new_id
from app.server.admin import list_devices, revoke_device
from app.server.tables import GENERATION, RAW_EVENT
from tests.helpers.clock import FixedClock
from tests.helpers.ledger import Evening
from tests.unit.server.test_push import PushingDesk, count


@pytest.fixture
def desk(base: TestClient, db_url: str) -> PushingDesk:
    made, evening = PushingDesk(base, db_url), Evening()
    made.outbox.append_all([evening.opening, *(evening.sale() for _ in range(5))])
    made.send(1, 4)
    made.outbox.acked_through = 4
    return made


def opened(desk: PushingDesk, gen: int, *, device_id: str | None = None, reason: str = "rolled_back") -> Any:
    path = f"/v1/devices/{device_id or desk.outbox.device_id}/generations"
    return desk.base.post(path, json={"gen": gen, "reason": reason}, headers=desk.headers)


def test_a_new_generation_begins_empty_and_the_old_one_is_closed(desk: PushingDesk, db_url: str) -> None:
    answer = opened(desk, 2).json()
    assert (answer["gen"], answer["acked_through"], answer["acked_hash"]) == (2, 0, GENESIS_HASH)
    assert answer["opened"]
    refused = desk.send(5, 6).json()
    assert (refused["code"], refused["expected"]) == ("gen_stale", 3)
    assert count(db_url, RAW_EVENT) == 4


def test_asking_again_opens_nothing_and_tells_how_far_it_is_stored(desk: PushingDesk) -> None:
    opened(desk, 2)
    desk.outbox.open_generation("rolled_back")
    assert desk.send(1, 2).status_code == 200
    again = opened(desk, 2).json()
    assert (again["opened"], again["acked_through"]) == (False, 2)
    assert again["acked_hash"] == desk.outbox.rows[-1].hash


def test_generations_only_go_up(desk: PushingDesk) -> None:
    opened(desk, 7)
    answer = opened(desk, 6)
    assert (answer.status_code, answer.json()["code"], answer.json()["expected"]) == (409, "gen_stale", 8)


def test_a_push_in_a_higher_generation_opens_it_just_so(desk: PushingDesk, db_url: str) -> None:
    desk.outbox.open_generation("device_forked")
    assert desk.send(1, 2).status_code == 200
    assert not opened(desk, 2).json()["opened"]
    assert (count(db_url, GENERATION), list_devices(db_url)[0].gen) == (1, 2)


def test_a_refused_push_opens_nothing(desk: PushingDesk, db_url: str) -> None:
    desk.outbox.open_generation("device_forked")
    assert desk.send(2, 2).json()["code"] == "seq_gap"
    assert count(db_url, GENERATION) == 0
    assert desk.hello()["acked_gen"] == 1


def test_a_desk_opens_generations_of_its_own_ledger_only(desk: PushingDesk, base: TestClient, db_url: str) -> None:
    other = PushingDesk(base, db_url)
    for device_id in (other.outbox.device_id, new_id()):
        answer = opened(desk, 2, device_id=device_id)
        assert (answer.status_code, answer.json()["code"]) == (403, "scope")
    assert other.hello()["acked_gen"] == 1


def test_the_staff_see_why(desk: PushingDesk, db_url: str) -> None:
    opened(desk, 2, reason="cloned\x00")
    device = list_devices(db_url)[0]
    assert (device.gen, device.gen_reason) == (2, "cloned\ufffd")


def test_a_removed_desk_may_still_open_one_to_bring_in_its_events(
    desk: PushingDesk, db_url: str, clock: FixedClock
) -> None:
    revoke_device(db_url, desk.outbox.device_id, clock=clock)
    assert opened(desk, 2).status_code == 200


@pytest.mark.parametrize("gen", [0, -1, 2**63, "two"])
def test_a_number_that_is_no_generation_is_a_bad_envelope(desk: PushingDesk, gen: Any) -> None:
    assert opened(desk, gen).json()["code"] == "bad_envelope"
