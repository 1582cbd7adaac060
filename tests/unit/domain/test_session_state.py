# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from functools import reduce

import pytest

from app.contract.events import EventKind, LedgerEvent, SessionCloseBody
from app.contract.session_bodies import ApprovalBody, NoteBody, PolicyCoveredBody, SlipCorrectedBody
from app.domain.session_state import SessionState, Totals, Waiver, fold, fold_event
from tests.helpers.ledger import Evening, chained


@pytest.fixture
def evening() -> Evening:
    return Evening()


def _state(evening: Evening, events: list[LedgerEvent]) -> SessionState:
    return fold(evening.session_id, events)


def test_no_events_is_a_session_that_never_opened() -> None:
    assert not fold("s", []).is_open


def test_opening_tells_shop_anchor_and_lineup(evening: Evening) -> None:
    state = _state(evening, chained([evening.opening]))
    assert (state.shop_id, state.shop_name, state.anchor, state.lineup_id) == ("S01", "天山干果铺", "Aygul", "L01")
    assert state.is_open


def test_a_rehearsal_is_marked() -> None:
    evening = Evening(rehearsal=True)
    assert _state(evening, chained([evening.opening])).rehearsal


def test_sales_add_up_in_units_and_fen(evening: Evening) -> None:
    sales = [evening.sale(units=2, price_fen=1_990), evening.sale(units=3, price_fen=500)]
    assert _state(evening, chained([evening.opening, *sales])).totals == Totals(2, 5, 2 * 1_990 + 3 * 500, 0)


def test_units_without_a_price_are_counted_apart(evening: Evening) -> None:
    state = _state(evening, chained([evening.opening, evening.sale(units=4, price_fen=None)]))
    assert state.totals == Totals(1, 4, 0, 4)


def test_a_void_takes_back_the_whole_sale_and_keeps_its_row(evening: Evening) -> None:
    sale = evening.sale()
    void = evening.void(sale.event_id)
    state = _state(evening, chained([evening.opening, sale, void]))
    assert state.totals == Totals()
    assert [(row.event_id, row.voided_by) for row in state.sales] == [(sale.event_id, void.event_id)]


def test_a_second_void_of_one_sale_changes_nothing(evening: Evening) -> None:
    sale, kept = evening.sale(), evening.sale(units=1)
    first = evening.void(sale.event_id)
    state = _state(evening, chained([evening.opening, sale, kept, first, evening.void(sale.event_id)]))
    assert state.totals.units == 1
    assert state.sales[0].voided_by == first.event_id


def test_a_void_before_its_sale_changes_nothing(evening: Evening) -> None:
    sale = evening.sale()
    state = _state(evening, chained([evening.opening, evening.void(sale.event_id), sale]))
    assert state.totals.sales == 1


def test_presented_rows_keep_their_order(evening: Evening) -> None:
    state = _state(evening, chained([evening.opening, evening.present("R02"), evening.present("R01")]))
    assert [row.row_id for row in state.presented] == ["R02", "R01"]


def test_the_first_close_counts(evening: Evening) -> None:
    events = chained([evening.opening, evening.close(), evening.close()])
    events[2] = events[2].model_copy(update={"occurred_at": "2026-05-21T00:00:00.000000+00:00"})
    state = _state(evening, events)
    assert state.closed_at == events[1].occurred_at
    assert not state.is_open


def test_a_sale_after_the_close_still_counts(evening: Evening) -> None:
    state = _state(evening, chained([evening.opening, evening.close(), evening.sale(units=5)]))
    assert state.totals.units == 5


def test_other_sessions_and_unknown_kinds_change_nothing(evening: Evening) -> None:
    events = chained([evening.opening, Evening().opening, Evening().sale(), evening.sale()])
    events.append(events[3].model_copy(update={"kind": "weather.changed", "event_id": "x" * 36}))
    assert _state(evening, events).totals.sales == 1


def test_folding_all_is_folding_one_by_one(evening: Evening) -> None:
    sales = [evening.sale(units=n) for n in range(1, 9)]
    voids = [evening.void(sale.event_id) for sale in sales[::3]]
    more = [evening.present(), evening.waive(), *voids, evening.close(), voids[0]]
    events = chained([evening.opening, *sales, *more])
    events.append(events[2])
    one_by_one = reduce(fold_event, events, SessionState(evening.session_id))
    assert fold(evening.session_id, events) == one_by_one


def test_who_went_live_in_spite_of_the_preflight_is_kept(evening: Evening) -> None:
    first, second = evening.waive(reason="备用机位", by="小周"), evening.waive(reason="灯坏了", by="小古")
    state = _state(evening, chained([evening.opening, first, second]))
    when, codes = first.stamp.occurred_at, ("picture.black", "mic.muted")
    assert state.waivers == (
        Waiver(first.event_id, codes, "备用机位", "小周", when),
        Waiver(second.event_id, codes, "灯坏了", "小古", second.stamp.occurred_at),
    )
    assert state.is_open
    assert state.totals == Totals()


def test_what_obs_did_is_told_in_order(evening: Evening) -> None:
    drafts = [evening.opening, evening.output(EventKind.STREAM_STARTED), evening.scene("产品", found=True)]
    events = chained(drafts)
    state = _state(evening, events)
    assert [(note.kind, note.scene, note.found) for note in state.studio] == [
        ("stream.started", "", False),
        ("scene.changed", "产品", True),
    ]
    assert state == reduce(fold_event, events, SessionState(evening.session_id))


def test_a_number_is_corrected_and_the_first_one_stays_known(evening: Evening) -> None:
    sale = evening.sale(units=5)
    events = chained([evening.opening, sale, evening.adjust(sale.event_id, -2), evening.adjust(sale.event_id, -9)])
    state = _state(evening, events)
    assert (state.sales[0].units, state.sales[0].first_units) == (0, 5)
    assert [change.delta for change in state.sales[0].adjustments] == [-2, -9]
    assert state == reduce(fold_event, events, SessionState(evening.session_id))


def test_a_refund_leaves_what_was_sold(evening: Evening) -> None:
    drafts = [evening.opening, evening.sale(units=5, price_fen=100), evening.refund(units=2, price_fen=100)]
    events = chained([*drafts, evening.refund(units=1, price_fen=None)])
    state = _state(evening, events)
    assert state.totals == Totals(1, 5, 500, refunded_units=3, refunded_fen=200)
    assert (state.totals.net_units, state.totals.net_fen) == (2, 300)
    assert state == reduce(fold_event, events, SessionState(evening.session_id))
    body = state.close_body(last_seq=4, chain_hash=events[-1].hash)
    assert (body.units, body.total_fen, body.refunded_units, body.refunded_fen) == (5, 500, 3, 200)


def test_what_people_said_and_signed_is_told(evening: Evening) -> None:
    drafter, session_id = evening.drafter, evening.session_id
    slip = SlipCorrectedBody(said="九块九", correction="十五块九", row_id="R01", record_ms=61_000, revision="r3")
    drafts = [
        evening.opening,
        drafter.approval(session_id, ApprovalBody(reviewer="小周", revision_hash="abc", findings=2)),
        drafter.policy_covered(session_id, PolicyCoveredBody(policy_id="P08", how="tick")),
        drafter.slip_corrected(session_id, slip),
        drafter.note(session_id, NoteBody(text="加快", note_id="n1"), EventKind.NOTE_SENT),
        drafter.note(session_id, NoteBody(text="加快", note_id="n1"), EventKind.NOTE_ACKNOWLEDGED),
        drafter.note(session_id, NoteBody(text="灯光偏暗")),
    ]
    events = chained(drafts)
    state = _state(evening, events)
    assert (state.approvals[0].reviewer, state.approvals[0].findings) == ("小周", 2)
    assert (state.covered[0].policy_id, state.covered[0].how) == ("P08", "tick")
    assert (state.slips[0].correction, state.slips[0].record_ms) == ("十五块九", 61_000)
    assert [(note.kind, note.note_id, note.text) for note in state.notes] == [
        ("note.sent", "n1", "加快"),
        ("note.acknowledged", "n1", "加快"),
        ("note", "", "灯光偏暗"),
    ]
    assert state == reduce(fold_event, events, SessionState(session_id))


def test_the_close_counts_every_event_before_it_also_of_kinds_that_are_not_known(evening: Evening) -> None:
    events = chained([evening.opening, evening.sale(), evening.present(), evening.waive(), evening.close()])
    events[2] = events[2].model_copy(update={"kind": "weather.changed"})
    state = _state(evening, [*events[:4], *chained([Evening().opening])])
    assert (state.events, state.last_seq) == (4, 4)
    assert state.close_body(last_seq=4, chain_hash=events[3].hash).events == 4


def test_a_close_from_before_events_were_counted_says_so() -> None:
    old = {"sales": 1, "units": 2, "total_fen": 3, "last_seq": 4, "chain_hash": "0" * 64}
    assert SessionCloseBody.model_validate(old).events is None
