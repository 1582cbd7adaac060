# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The push transaction: each well-formed event is stored once, whatever is sent how often."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.contract.events import GENESIS_HASH, LedgerEvent, chain_hash, content_hash
from app.contract.ids import new_id
from app.contract.protocol import PROTO_HEADER
from app.server.database import Database
from app.server.tables import QUARANTINE, RAW_EVENT, SALE
from tests.helpers.base_client import MemoryOutbox, enrolled_token
from tests.helpers.ledger import Evening


class PushingDesk:
    """An enrolled desk that sends what a test tells it to."""

    def __init__(self, base: TestClient, db_url: str) -> None:
        self.outbox = MemoryOutbox()
        self.base = base
        self.token = enrolled_token(base, db_url, self.outbox.device_id)
        self.epoch = self.hello()["server_epoch"]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", PROTO_HEADER: "1"}

    def hello(self, **changed: Any) -> dict[str, Any]:
        body = {"app_version": "0.1.0", "gen": 1, "last_seq": 0, "acked_through": 0, "head_hash": GENESIS_HASH}
        return dict(self.base.post("/v1/hello", json=body | changed, headers=self.headers).json())

    def send(self, first: int, last: int, **changed: Any) -> Any:
        events = [event.model_dump(mode="json") for event in self.outbox.rows[first - 1 : last]]
        return self.send_raw(events, first_seq=first, **changed)

    def send_raw(self, events: list[dict[str, Any]], **changed: Any) -> Any:
        body = {
            "batch_id": new_id(),
            "server_epoch": self.epoch,
            "gen": self.outbox.gen,
            "first_seq": 1,
            "events": events,
        } | changed
        return self.base.post("/v1/push", json=body, headers=self.headers)


@pytest.fixture
def desk(base: TestClient, db_url: str) -> PushingDesk:
    made = PushingDesk(base, db_url)
    evening = Evening()
    made.outbox.append_all([evening.opening, *(evening.sale(units=n) for n in range(1, 10))])
    return made


def stored_rows(db_url: str) -> list[tuple[str, int]]:
    database = Database(db_url)
    with database.read() as connection:
        rows = connection.execute(select(RAW_EVENT.c.event_id, RAW_EVENT.c.seq).order_by(RAW_EVENT.c.seq)).all()
    database.close()
    return [(row.event_id, row.seq) for row in rows]


def count(db_url: str, table: Any) -> int:
    database = Database(db_url)
    with database.read() as connection:
        number = connection.execute(select(func.count()).select_from(table)).scalar_one()
    database.close()
    return int(number)


def sealed(event: dict[str, Any]) -> dict[str, Any]:
    """Return ``event`` with the hash that fits it."""
    content = content_hash(event)
    link = {name: event[name] for name in ("prev_hash", "device_id", "gen", "seq")}
    return event | {"hash": chain_hash(**link, content=content)}


def test_a_batch_is_stored_and_the_watermark_answers_its_end(desk: PushingDesk, db_url: str) -> None:
    answer = desk.send(1, 10).json()
    assert (answer["acked_through"], answer["applied"], answer["duplicates"]) == (10, 10, 0)
    assert answer["acked_hash"] == desk.outbox.rows[-1].hash
    assert stored_rows(db_url) == [(event.event_id, event.seq) for event in desk.outbox.rows]


def test_a_batch_sent_twice_is_stored_once(desk: PushingDesk, db_url: str) -> None:
    desk.send(1, 10)
    answer = desk.send(1, 10).json()
    assert (answer["acked_through"], answer["applied"], answer["duplicates"]) == (10, 0, 10)
    assert len(stored_rows(db_url)) == 10


def test_overlapping_batches_store_each_event_once(desk: PushingDesk, db_url: str) -> None:
    for first, last in ((1, 4), (3, 7), (2, 3), (6, 10)):
        assert desk.send(first, last).status_code == 200
    assert stored_rows(db_url) == [(event.event_id, event.seq) for event in desk.outbox.rows]


def test_an_old_batch_does_not_take_the_watermark_back(desk: PushingDesk) -> None:
    desk.send(1, 10)
    assert desk.send(2, 3).json()["acked_through"] == 10
    assert desk.hello()["acked_through"] == 10


def test_a_gap_is_refused_with_the_number_that_is_expected(desk: PushingDesk, db_url: str) -> None:
    desk.send(1, 3)
    answer = desk.send(5, 6)
    assert (answer.status_code, answer.json()["code"], answer.json()["expected"]) == (409, "seq_gap", 4)
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(stored_rows(db_url)) == 3


def test_another_history_under_the_same_numbers_is_a_fork_and_overwrites_nothing(
    desk: PushingDesk, db_url: str
) -> None:
    desk.send(1, 10)
    before = stored_rows(db_url)
    other = MemoryOutbox(desk.outbox.device_id)
    evening = Evening()
    other.append_all([evening.opening, *(evening.sale() for _ in range(12))])
    desk.outbox = other
    for first, last in ((1, 3), (8, 12), (11, 13)):
        answer = desk.send(first, last)
        assert (answer.status_code, answer.json()["code"]) == (409, "device_forked")
    assert stored_rows(db_url) == before


def test_an_event_whose_content_changed_is_a_fork(desk: PushingDesk) -> None:
    desk.send(1, 3)
    changed = desk.outbox.rows[1].model_dump(mode="json")
    changed["body"] = changed["body"] | {"units": 99}
    answer = desk.send_raw([sealed(changed)], first_seq=2)
    assert answer.json()["code"] == "device_forked"


def test_events_renumbered_under_a_new_generation_are_known_by_their_content(desk: PushingDesk, db_url: str) -> None:
    desk.send(1, 10)
    renumbered: list[dict[str, Any]] = []
    previous = GENESIS_HASH
    for seq, event in enumerate(desk.outbox.rows[5:], start=1):
        moved = sealed(event.model_dump(mode="json") | {"gen": 2, "seq": seq, "prev_hash": previous})
        previous = moved["hash"]
        renumbered.append(moved)
    answer = desk.send_raw(renumbered, gen=2).json()
    assert (answer["gen"], answer["acked_through"], answer["duplicates"]) == (2, 5, 5)
    assert len(stored_rows(db_url)) == 10
    assert desk.send(1, 10).json()["code"] == "gen_stale"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("kind", "sale.bundle", "unknown_kind"),
        ("schema_version", 9, "newer_schema"),
        ("body", {"units": "many"}, "bad_body"),
    ],
)
def test_what_cannot_be_read_yet_is_stored_raw_and_quarantined(
    desk: PushingDesk, db_url: str, field: str, value: object, code: str
) -> None:
    desk.send(1, 1)
    strange = sealed(desk.outbox.rows[1].model_dump(mode="json") | {field: value, "from_tomorrow": 1})
    answer = desk.send_raw([strange], first_seq=2).json()
    assert answer["acked_through"] == 2
    assert answer["quarantined"] == [{"event_id": strange["event_id"], "code": code}]
    assert (count(db_url, RAW_EVENT), count(db_url, QUARANTINE), count(db_url, SALE)) == (2, 1, 0)
    again = desk.send_raw([strange], first_seq=2).json()
    assert again["quarantined"] == answer["quarantined"]


def test_a_waived_preflight_is_kept_and_not_quarantined(base: TestClient, db_url: str) -> None:
    desk, evening = PushingDesk(base, db_url), Evening()
    desk.outbox.append_all([evening.opening, evening.waive(reason="备用机位")])
    answer = desk.send(1, 2).json()
    assert (answer["acked_through"], answer["quarantined"]) == (2, [])
    database = Database(db_url)
    with database.read() as connection:
        contents = connection.execute(select(RAW_EVENT.c.content)).scalars().all()
    database.close()
    assert any("备用机位" in content for content in contents)


def test_fields_of_a_newer_desk_are_kept(desk: PushingDesk, db_url: str) -> None:
    event = sealed(desk.outbox.rows[0].model_dump(mode="json") | {"studio": "2"})
    assert desk.send_raw([event]).status_code == 200
    database = Database(db_url)
    with database.read() as connection:
        content = connection.execute(select(RAW_EVENT.c.content)).scalar_one()
    database.close()
    assert '"studio":"2"' in content


def test_text_that_a_column_cannot_hold_is_still_accepted(desk: PushingDesk, db_url: str) -> None:
    event = desk.outbox.rows[0].model_dump(mode="json")
    event["body"] = event["body"] | {"shop_name": "a\x00b"}
    answer = desk.send_raw([sealed(event | {"session_id": "s\x001"})])
    assert answer.json()["quarantined"] == []
    assert count(db_url, RAW_EVENT) == 1


def test_numbers_that_a_column_cannot_hold_are_quarantined_alone(desk: PushingDesk, db_url: str) -> None:
    evening = Evening()
    event = desk.outbox.rows[0].model_dump(mode="json")
    huge = sealed(event | {"tz_offset_min": 2**70})
    sale = MemoryOutbox(desk.outbox.device_id)
    sale.append(evening.opening)
    following = sealed(desk.outbox.rows[1].model_dump(mode="json") | {"prev_hash": huge["hash"]})
    answer = desk.send_raw([huge, following]).json()
    assert answer["quarantined"] == [{"event_id": huge["event_id"], "code": "not_projected"}]
    assert (count(db_url, RAW_EVENT), count(db_url, SALE)) == (2, 1)


def test_a_damaged_event_is_refused_and_named(desk: PushingDesk, db_url: str) -> None:
    damaged = desk.outbox.rows[0].model_dump(mode="json") | {"actor": "someone else"}
    answer = desk.send_raw([damaged])
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_envelope")
    assert damaged["event_id"] in answer.json()["detail"]
    assert count(db_url, RAW_EVENT) == 0


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"events": [NaN]}', b'"\\ud800"', b"[" * 5_000])
def test_what_is_no_batch_is_a_bad_envelope(desk: PushingDesk, body: bytes) -> None:
    answer = desk.base.post("/v1/push", content=body, headers=desk.headers)
    assert answer.status_code in {400, 422}
    assert answer.json()["code"] == "bad_envelope"


def test_a_desk_brings_in_its_own_events_only(desk: PushingDesk, base: TestClient, db_url: str) -> None:
    other = PushingDesk(base, db_url)
    other.outbox = desk.outbox
    answer = other.send(1, 2)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope")
    assert count(db_url, RAW_EVENT) == 0


def test_a_batch_for_another_life_of_the_base_is_refused(desk: PushingDesk, db_url: str) -> None:
    answer = desk.send(1, 2, server_epoch=new_id())
    assert (answer.status_code, answer.json()["code"]) == (409, "epoch_changed")
    assert count(db_url, RAW_EVENT) == 0


def test_events_keep_their_own_hash_when_read_back(desk: PushingDesk, db_url: str) -> None:
    desk.send(1, 10)
    database = Database(db_url)
    with database.read() as connection:
        rows = connection.execute(select(RAW_EVENT).order_by(RAW_EVENT.c.seq)).all()
    database.close()
    for row, event in zip(rows, desk.outbox.rows, strict=True):
        assert isinstance(event, LedgerEvent)
        linked = chain_hash(
            prev_hash=row.prev_hash, device_id=row.device_id, gen=row.gen, seq=row.seq, content=row.content_hash
        )
        assert linked == row.hash == event.hash
