# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.domain.live_view import SaveMark
from app.domain.session_state import Totals
from app.domain.sync import Acknowledged
from tests.helpers.services import Rig, pump

NOT_SAVED_LOG = pytest.mark.expected_log("not saved")


def marks(rig: Rig) -> list[SaveMark]:
    rig.live_view.refresh_now()
    return [row.mark for row in rig.live_view.view.tape]


def test_a_sale_is_on_the_tape_before_it_is_saved(live: Rig) -> None:
    live.ledger.hold = True
    live.sales.sell("X01-1", 3)
    assert marks(live) == [SaveMark.PENDING]
    assert live.live_view.view.totals == Totals(sales=1, units=3, amount_fen=1650)
    live.ledger.release()
    live.settle()
    assert marks(live) == [SaveMark.SAVED]
    assert live.live_view.view.totals == Totals(sales=1, units=3, amount_fen=1650)


def test_a_row_turns_to_at_the_base_when_sync_acknowledges_its_sequence(live: Rig) -> None:
    live.sales.sell("X01-1", 1)
    live.sales.sell("X01-1", 2)
    live.settle()
    live.live_view.set_acknowledged(Acknowledged(1, live.ledger.stored[-1].seq - 1))
    assert marks(live) == [SaveMark.SAVED, SaveMark.AT_BASE]


@NOT_SAVED_LOG
def test_a_failed_save_is_shown_and_retried_with_the_same_id_until_it_is_saved(live: Rig) -> None:
    live.ledger.fail_code = "disk_full"
    event_id = live.sales.sell("X01-1", 1)
    pump(lambda: bool(live.sales.not_saved))
    assert marks(live) == [SaveMark.FAILED]
    assert "disk is full" in live.live_view.view.not_saved
    live.ledger.fail_code = ""
    pump(lambda: live.sales.feed.idle)
    live.live_view.refresh_now()
    assert live.sales.not_saved == live.live_view.view.not_saved == ""
    assert [event.event_id for event in live.ledger.stored if event.kind == "sale.add"] == [event_id]
    assert live.ledger.tries.count(str(event_id)) >= 2


@NOT_SAVED_LOG
def test_sales_go_on_while_one_is_not_saved(live: Rig) -> None:
    live.ledger.fail_code = "busy"
    live.sales.sell("X01-1", 1)
    pump(lambda: bool(live.sales.not_saved))
    live.ledger.fail_code = ""
    live.sales.sell("X01-3", 2)
    live.settle()
    assert [event.body["units"] for event in live.ledger.stored if event.kind == "sale.add"] == [2, 1]


def test_undo_takes_back_the_newest_sale_that_stands(live: Rig) -> None:
    live.sales.sell("X01-1", 1)
    live.sales.sell("X01-1", 5)
    live.settle()
    live.sales.undo_last()
    live.sales.undo_last()
    live.settle()
    assert [row.voided for row in live.live_view.view.tape] == [True, True]
    assert live.live_view.view.totals == Totals()
    assert live.sales.undo_last() is None


def test_undo_of_a_sale_still_being_saved_is_saved_after_it(live: Rig) -> None:
    live.ledger.hold = True
    live.sales.sell("X01-1", 4)
    live.sales.undo_last()
    live.live_view.refresh_now()
    assert [row.voided for row in live.live_view.view.tape] == [True]
    assert live.live_view.view.totals.units == 0
    live.ledger.release()
    live.settle()
    assert live.ledger.kinds()[-2:] == ["sale.add", "sale.void"]
    assert live.session.state is not None
    assert live.session.state.totals == Totals()


@NOT_SAVED_LOG
def test_undo_of_a_sale_that_failed_still_comes_after_it(live: Rig) -> None:
    live.ledger.fail_code = "disk_full"
    live.sales.sell("X01-1", 4)
    pump(lambda: bool(live.sales.not_saved))
    live.ledger.fail_code = ""
    live.sales.undo_last()
    live.settle()
    assert live.ledger.kinds()[-2:] == ["sale.add", "sale.void"]


@pytest.mark.expected_log("was refused by the ledger")
def test_an_entry_that_no_ledger_takes_is_told_and_not_tried_for_ever(live: Rig) -> None:
    said: list[str] = []
    live.sales.refused.connect(said.append)
    live.ledger.fail_code = "invalid_event"
    event_id = live.sales.sell("X01-1", 4)
    pump(lambda: bool(said))
    assert "NOT logged" in said[0]
    assert live.sales.feed.idle
    assert live.ledger.tries.count(str(event_id)) == 1
    assert marks(live) == []


def test_any_row_can_be_taken_back_but_only_once(live: Rig) -> None:
    first = live.sales.sell("X01-1", 1)
    live.sales.sell("X01-1", 2)
    live.settle()
    assert live.sales.void(str(first)) is not None
    assert live.sales.void(str(first)) is None
    live.settle()
    assert live.sales.void(str(first)) is None
    assert live.live_view.view.totals.units == 2


@pytest.mark.parametrize(("sku_id", "units"), [("nothing", 1), ("X01-1", 0), ("X01-1", 10_000)])
def test_a_sale_that_cannot_be_is_refused_in_words(live: Rig, sku_id: str, units: int) -> None:
    said: list[str] = []
    live.sales.refused.connect(said.append)
    assert live.sales.sell(sku_id, units) is None
    assert len(said) == 1
    assert live.sales.rows == ()


def test_without_a_session_nothing_is_logged(rig: Rig) -> None:
    said: list[str] = []
    rig.sales.refused.connect(said.append)
    assert rig.sales.sell("X01-1", 1) is None
    assert said
    assert rig.ledger.stored == []


def test_a_sale_counts_with_the_row_that_is_on(live: Rig) -> None:
    live.presenting.present("R2")
    live.sales.sell("X01-1", 2)
    live.settle()
    assert live.ledger.stored[-1].body["row_id"] == "R2"
    assert {row.row_id: row.units for row in live.live_view.view.rows}["R2"] == 2


def test_a_sale_during_policy_talk_counts_with_no_row(live: Rig) -> None:
    live.presenting.present("R3")
    live.sales.sell("X01-1", 2)
    live.settle()
    assert live.ledger.stored[-1].body["row_id"] is None


def test_a_variant_without_a_price_is_counted_as_unpriced(live: Rig) -> None:
    live.sales.sell("X02-2", 2)
    live.settle()
    assert live.live_view.view.totals == Totals(sales=1, units=2, unpriced=2)
    assert live.live_view.view.tape[0].amount_fen is None


def test_sales_keys_work_while_obs_hangs(live: Rig) -> None:
    live.obs.answer = None
    live.presenting.present("R2")
    live.sales.sell("X01-1", 1)
    live.settle()
    assert live.ledger.kinds()[-1] == "sale.add"


def test_a_number_is_corrected_while_the_sale_is_still_being_saved_and_after(live: Rig) -> None:
    live.ledger.hold = True
    sale = str(live.sales.sell("X01-1", 3))
    assert live.sales.correct(sale, 5) is not None
    assert live.sales.correct(sale, 4) is not None
    live.ledger.release()
    live.settle()
    assert [event.body.get("delta") for event in live.ledger.stored[-3:]] == [None, 2, -1]
    assert live.live_view.view.totals == Totals(sales=1, units=4, amount_fen=2200)
    assert live.live_view.view.tape[0].units == 4
    assert live.sales.correct(sale, 9) is not None
    live.settle()
    assert live.live_view.view.totals == Totals(sales=1, units=9, amount_fen=4950)


def test_what_cannot_be_corrected_is_refused_with_a_sentence(live: Rig) -> None:
    said: list[str] = []
    live.sales.refused.connect(said.append)
    sale = str(live.sales.sell("X01-1", 3))
    live.settle()
    assert live.sales.correct(sale, 3) is None
    assert live.sales.correct("nobody", 3) is None
    live.sales.void(sale)
    assert live.sales.correct(sale, 5) is None
    live.settle()
    assert len(said) == 3
    assert live.ledger.kinds()[-2:] == ["sale.add", "sale.void"]
