# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The session certificate: verified, the exact numbers that are missing, or what the base counts instead."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete, select

from app.contract.ids import new_id
from app.domain.drafts import EventDraft
from app.server.database import Database
from app.server.pages.texts import TEXTS
from app.server.tables import DEVICE, QUARANTINE, RAW_EVENT, SALE
from tests.helpers.clock import FixedClock
from tests.helpers.ledger import Evening
from tests.unit.server.test_push import PushingDesk, sealed


class Desk(PushingDesk):
    """An enrolled desk that pushes and asks by hand."""

    def log(self, *drafts: EventDraft) -> None:
        self.outbox.append_all(drafts)

    def push(self, first: int = 1, last: int | None = None) -> None:
        assert self.send(first, last or len(self.outbox.rows)).status_code == 200

    def tell(self) -> None:
        """Say hello as a desk does before it pushes."""
        head = self.outbox.head()
        session_id = self.outbox.rows[-1].session_id
        self.hello(gen=head.gen, last_seq=head.last_seq, head_hash=head.head_hash, head_session_id=session_id)

    def ask(self, session_id: str, **changed: Any) -> dict[str, Any]:
        rows = [event for event in self.outbox.rows if event.session_id == session_id]
        voided = {event.body["target"] for event in rows if event.kind == "sale.void"}
        sales = [event.body for event in rows if event.kind == "sale.add" and event.event_id not in voided]
        claim = {
            "device_id": self.outbox.device_id,
            "gen": rows[-1].gen,
            "last_seq": rows[-1].seq,
            "count": len(rows),
            "chain_hash": rows[-1].hash,
            "totals": {
                "sales": len(sales),
                "units": sum(body["units"] for body in sales),
                "total_fen": sum(body["units"] * body["unit_price_fen"] for body in sales),
            },
        }
        answer = self.base.post(f"/v1/sessions/{session_id}/verify", json=claim | changed, headers=self.headers)
        return dict(answer.json())


@pytest.fixture
def desk(base: TestClient, db_url: str) -> Desk:
    return Desk(base, db_url)


@pytest.fixture
def evening(desk: Desk) -> Evening:
    made = Evening()
    sales = [made.sale(units=n) for n in range(1, 9)]
    desk.log(made.opening, *sales, made.void(sales[2].event_id), made.close())
    return made


def test_a_session_that_is_all_here_is_verified(desk: Desk, evening: Evening) -> None:
    desk.push()
    answer = desk.ask(evening.session_id)
    assert (answer["status"], answer["missing"], answer["count"]) == ("verified", [], 11)


def test_what_was_not_pushed_is_named_by_its_numbers(desk: Desk, evening: Evening) -> None:
    desk.push(1, 6)
    answer = desk.ask(evening.session_id)
    assert (answer["status"], answer["missing"]) == ("incomplete", [[1, 7, 11]])


def test_rows_that_the_base_lost_are_named_and_can_be_sent_again(desk: Desk, evening: Evening, db_url: str) -> None:
    desk.push()
    database = Database(db_url)
    with database.write() as connection:
        for table in (QUARANTINE, SALE):
            connection.execute(delete(table))
        connection.execute(delete(RAW_EVENT).where(RAW_EVENT.c.seq.in_((2, 3, 5, 11))))
    database.close()
    answer = desk.ask(evening.session_id)
    assert (answer["status"], answer["missing"]) == ("incomplete", [[1, 2, 3], [1, 5, 5], [1, 11, 11]])
    desk.push(2, 3)
    desk.push(5, 5)
    desk.push(11, 11)
    assert desk.ask(evening.session_id)["missing"] == []


@pytest.mark.parametrize(
    "changed",
    [
        {"totals": {"sales": 7, "units": 33, "total_fen": 1}},
        {"count": 10},
        {"chain_hash": "f" * 64},
    ],
    ids=["totals", "count", "chain"],
)
def test_a_claim_that_differs_is_a_mismatch_with_the_bases_totals(
    desk: Desk, evening: Evening, changed: dict[str, Any]
) -> None:
    desk.push()
    answer = desk.ask(evening.session_id, **changed)
    assert (answer["status"], answer["missing"]) == ("mismatch", [])
    assert answer["totals"] == {"sales": 7, "units": 33, "total_fen": 33 * 1_990}


def test_a_desk_asks_for_itself_only(desk: Desk, evening: Evening) -> None:
    assert desk.ask(evening.session_id, device_id=new_id())["code"] == "scope"


def test_a_late_event_stays_in_its_session_is_flagged_and_asks_for_a_new_check(
    desk: Desk, evening: Evening, base: TestClient
) -> None:
    desk.push()
    desk.ask(evening.session_id)
    path = f"/sessions/{evening.session_id}"
    assert TEXTS["en"]["verified"] in base.get(path, params={"lang": "en"}).text
    desk.log(evening.sale(sku_id="LATE"))
    desk.push(12)
    page = base.get(path, params={"lang": "en"}).text
    assert TEXTS["en"]["not_verified"] in page
    assert f"1 {TEXTS['en']['late']}" in page
    assert (desk.ask(evening.session_id)["status"], desk.ask(evening.session_id)["late"]) == ("verified", 1)
    assert TEXTS["en"]["verified"] in base.get(path, params={"lang": "en"}).text


def test_two_desks_in_one_session_are_a_union_and_each_is_verified_for_its_own(
    desk: Desk, evening: Evening, base: TestClient, db_url: str
) -> None:
    other = Desk(base, db_url)
    other.log(evening.sale(units=5))
    desk.push()
    answer = desk.ask(evening.session_id)
    assert (answer["status"], answer["devices"]) == ("verified", 1)
    other.push()
    assert desk.ask(evening.session_id)["devices"] == 2
    page = base.get(f"/sessions/{evening.session_id}", params={"lang": "en"}).text
    assert TEXTS["en"]["not_verified"] in page
    assert other.ask(evening.session_id)["status"] == "verified"
    page = base.get(f"/sessions/{evening.session_id}", params={"lang": "en"}).text
    assert TEXTS["en"]["verified"] in page


@pytest.mark.parametrize(("apart_s", "doubles"), [(5, 1), (6, 0)])
def test_one_sku_on_two_desks_within_five_seconds_is_a_possible_double_and_stays(
    desk: Desk, base: TestClient, db_url: str, apart_s: int, doubles: int
) -> None:
    clock = FixedClock()
    evening = Evening(clock=clock)
    other = Desk(base, db_url)
    desk.log(evening.opening, evening.sale(sku_id="A"), evening.sale(sku_id="A"), evening.sale(sku_id="B"))
    clock.advance(apart_s)
    other.log(evening.sale(sku_id="A"), evening.sale(sku_id="C"))
    desk.log(evening.close())
    desk.push()
    other.push()
    answer = desk.ask(evening.session_id)
    assert (answer["doubles"], answer["status"]) == (doubles, "verified")
    page = base.get(f"/sessions/{evening.session_id}", params={"lang": "zh"}).text
    assert (TEXTS["zh-CN"]["double"] in page) is bool(doubles)
    assert ">10<" in page.replace("\n", "")


def test_a_sale_that_was_taken_back_is_no_double(desk: Desk, base: TestClient, db_url: str) -> None:
    evening, other = Evening(), Desk(base, db_url)
    mine = evening.sale(sku_id="A")
    desk.log(evening.opening, mine, evening.void(mine.event_id), evening.close())
    other.log(evening.sale(sku_id="A"))
    desk.push()
    other.push()
    assert desk.ask(evening.session_id)["doubles"] == 0


def test_the_clock_difference_that_a_desk_knew_is_kept_and_decides_about_doubles(
    desk: Desk, base: TestClient, db_url: str
) -> None:
    """Desk and other sell one item at the same true moment; the other's clock is ten minutes ahead, and it knows."""
    clock = FixedClock()
    evening, other = Evening(clock=clock), Desk(base, db_url)
    desk.log(evening.opening, evening.sale(sku_id="A"), evening.sale(sku_id="B"), evening.close())
    clock.advance(600)
    other.log(evening.sale(sku_id="A"), evening.sale(sku_id="B"))
    known = sealed(other.outbox.rows[0].model_dump(mode="json") | {"clock_offset_ms": -600_000})
    unknown = sealed(other.outbox.rows[1].model_dump(mode="json") | {"prev_hash": known["hash"]})
    desk.push()
    assert other.send_raw([known, unknown]).json()["quarantined"] == []
    assert desk.ask(evening.session_id)["doubles"] == 1
    database = Database(db_url)
    with database.read() as connection:
        content = connection.execute(
            select(RAW_EVENT.c.content).where(RAW_EVENT.c.event_id == known["event_id"])
        ).scalar_one()
    database.close()
    assert json.loads(content)["clock_offset_ms"] == -600_000


def test_what_another_desk_of_the_session_still_holds_is_named_until_it_arrives(
    desk: Desk, base: TestClient, db_url: str
) -> None:
    evening, other = Evening(), Desk(base, db_url)
    desk.log(evening.opening, evening.sale(), evening.close())
    other.log(*(evening.sale(units=n) for n in range(1, 6)))
    other.push(1, 2)
    other.tell()
    desk.push()
    answer = desk.ask(evening.session_id)
    assert (answer["status"], answer["missing"]) == ("incomplete", [])
    assert answer["elsewhere"] == [
        {"device_id": other.outbox.device_id, "device_name": "Studio 1", "missing": [[1, 3, 5]]}
    ]
    assert TEXTS["en"]["not_verified"] in base.get(f"/sessions/{evening.session_id}", params={"lang": "en"}).text
    other.push(3)
    answer = desk.ask(evening.session_id)
    assert (answer["status"], answer["elsewhere"]) == ("verified", [])


def test_a_desk_that_has_sent_nothing_of_the_session_yet_is_known_by_what_it_said(
    desk: Desk, base: TestClient, db_url: str
) -> None:
    evening, other = Evening(), Desk(base, db_url)
    desk.log(evening.opening, evening.close())
    desk.push()
    other.log(evening.sale(), evening.sale())
    other.tell()
    assert desk.ask(evening.session_id)["elsewhere"][0]["missing"] == [[1, 1, 2]]


def test_what_waits_under_a_new_generation_is_named_by_its_numbers_there(
    desk: Desk, base: TestClient, db_url: str
) -> None:
    evening, other = Evening(), Desk(base, db_url)
    desk.log(evening.opening, evening.close())
    desk.push()
    other.log(*(evening.sale(units=n) for n in range(1, 6)))
    other.push(1, 2)
    other.outbox.acked_through = 2
    other.outbox.open_generation("device_forked")
    other.tell()
    assert desk.ask(evening.session_id)["elsewhere"][0]["missing"] == [[2, 1, 3]]
    other.push()
    assert desk.ask(evening.session_id)["status"] == "verified"


def test_what_another_desk_holds_of_another_session_is_nothing_to_this_one(
    desk: Desk, base: TestClient, db_url: str
) -> None:
    evening, next_one, other = Evening(), Evening(), Desk(base, db_url)
    desk.log(evening.opening, evening.sale(), evening.close())
    desk.push()
    other.log(evening.sale(), next_one.opening, next_one.sale())
    other.push(1, 2)
    other.tell()
    assert desk.ask(evening.session_id)["status"] == "verified"


def test_a_claim_that_differs_stays_a_mismatch_whatever_others_hold(desk: Desk, base: TestClient, db_url: str) -> None:
    evening, other = Evening(), Desk(base, db_url)
    desk.log(evening.opening, evening.sale(), evening.close())
    desk.push()
    other.log(evening.sale())
    other.tell()
    assert desk.ask(evening.session_id, chain_hash="f" * 64)["status"] == "mismatch"


def test_nothing_is_written_when_a_desk_holds_no_more_than_is_here(desk: Desk, evening: Evening, db_url: str) -> None:
    desk.push()
    desk.tell()
    database = Database(db_url)
    with database.read() as connection:
        assert connection.execute(select(DEVICE.c.told_seq)).scalar_one() is None
    database.close()


def test_numbers_beyond_all_columns_in_a_hello_are_borne(desk: Desk) -> None:
    assert desk.hello(last_seq=2**70, gen=2**70, head_session_id="s\x001")["acked_through"] == 0
