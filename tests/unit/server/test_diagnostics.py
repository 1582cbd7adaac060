# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A poison event is noted and stepped over; nothing else can be stepped over."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.contract.ids import new_id
from app.contract.protocol import MAX_POISON_CHARS
from app.domain.sync import SyncEngine
from app.server.database import Database
from app.server.tables import POISON, RAW_EVENT
from tests.helpers.base_client import MemoryInbox, MemoryParked, client_for
from tests.helpers.ledger import Evening
from tests.unit.server.test_push import PushingDesk, count


@pytest.fixture
def desk(base: TestClient, db_url: str) -> PushingDesk:
    made, evening = PushingDesk(base, db_url), Evening()
    made.outbox.append_all([evening.opening, *(evening.sale() for _ in range(5))])
    return made


def report(desk: PushingDesk, seq: int, **changed: Any) -> Any:
    event = desk.outbox.rows[seq - 1]
    body = {
        "server_epoch": desk.epoch,
        "gen": 1,
        "seq": seq,
        "event_id": event.event_id,
        "prev_hash": event.prev_hash,
        "hash": event.hash,
        "code": "bad_envelope",
        "size": 9,
        "text": "a\x00b",
    }
    return desk.base.post("/v1/diagnostics", json=body | changed, headers=desk.headers)


def test_a_reported_event_is_noted_and_what_follows_it_flows(desk: PushingDesk, db_url: str) -> None:
    desk.send(1, 2)
    assert report(desk, 3).json()["acked_through"] == 3
    assert report(desk, 3).json()["acked_through"] == 3
    assert desk.send(4, 6).json()["acked_through"] == 6
    assert (count(db_url, POISON), count(db_url, RAW_EVENT)) == (1, 5)


def test_once_the_base_can_take_it_it_is_taken(desk: PushingDesk, db_url: str) -> None:
    desk.send(1, 2)
    report(desk, 3)
    assert desk.send(3, 6).json()["applied"] == 4
    assert count(db_url, RAW_EVENT) == 6


@pytest.mark.parametrize(
    ("seq", "changed", "code"),
    [
        (4, {}, "seq_gap"),
        (3, {"prev_hash": "f" * 64}, "device_forked"),
        (3, {"server_epoch": "another"}, "epoch_changed"),
        (3, {"text": "x" * (MAX_POISON_CHARS + 1)}, "bad_envelope"),
    ],
    ids=["gap", "fork", "epoch", "too long"],
)
def test_nothing_else_is_stepped_over(
    desk: PushingDesk, db_url: str, seq: int, changed: dict[str, Any], code: str
) -> None:
    desk.send(1, 2)
    assert report(desk, seq, **changed).json()["code"] == code
    assert (count(db_url, POISON), desk.hello()["acked_through"]) == (0, 2)


def test_the_number_of_reports_of_a_desk_is_bounded(desk: PushingDesk, db_url: str) -> None:
    desk.send(1, 2)
    database = Database(db_url)
    noted = {"hash": "0", "code": "c", "detail": "", "size": 1, "text": "", "noted_at": "", "gen": 1}
    with database.write() as connection:
        rows = [noted | {"device_id": desk.outbox.device_id, "seq": n, "event_id": new_id()} for n in range(900, 1_100)]
        connection.execute(POISON.insert(), rows)
    database.close()
    answer = report(desk, 3)
    assert (answer.status_code, answer.json()["code"], "retry-after" in answer.headers) == (429, "rate_limited", True)


def test_an_event_of_five_megabytes_is_parked_and_the_others_arrive(
    desk: PushingDesk, base: TestClient, db_url: str
) -> None:
    evening = Evening()
    huge = evening.sale()
    huge.body["padding"] = "x" * 5_000_000
    desk.outbox.append_all([huge, evening.sale()])
    parked = MemoryParked()
    client = client_for(base, desk.token)
    SyncEngine(desk.outbox, MemoryInbox(desk.outbox), client, app_version="0.1.0", parked=parked).run_once()
    client.close()
    database = Database(db_url)
    with database.read() as connection:
        row = connection.execute(select(POISON)).one()
    database.close()
    assert (row.seq, row.code, len(row.text)) == (7, "too_large", MAX_POISON_CHARS)
    assert (row.size > 5_000_000, count(db_url, RAW_EVENT), parked.codes) == (True, 7, {huge.event_id: "too_large"})
