# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.contract.content import PolicyPoint, Script
from app.domain.content_set import ContentSet
from app.domain.live_inputs import CurrentSegment, LiveInputs, PendingChange, PendingSale
from app.domain.live_tape import TAPE_ROWS, KeptRows, local_time
from app.domain.live_view import PolicyValidity, RowState, Safety, SaveMark
from app.domain.live_view_builder import build_live_view
from app.domain.sales_tally import StandingTally
from app.domain.session_state import Presented, Refund, Sale, SessionState, Totals
from app.domain.sync import Acknowledged
from tests.helpers.services import sample_content

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
CONTENT = sample_content()


def at(minutes: int) -> str:
    return f"2026-03-14T12:{minutes:02}:00.000000+00:00"


def sale(number: int, *, units: int = 1, row_id: str | None = "R2", sku_id: str = "X01-1") -> Sale:
    return Sale(f"sale-{number}", number, sku_id, "X01", row_id, units, 550, at(1), 480)


def pending(name: str, *, units: int = 1, failed: bool = False, voided: bool = False) -> PendingSale:
    return PendingSale(name, "X01-1", "X01", "R2", units, 550, at(2), 480, failed, voided)


def inputs(row_id: str = "R2", **fields: object) -> LiveInputs:
    current = CurrentSegment(row_id, "presented-1", at(0))
    session = SessionState("session-1", "S1", "疆味坑馕坊", "小古", "L1", opened_at=at(0))
    made = LiveInputs(session=session, content=CONTENT, now=NOON, lineup=CONTENT.lineup("L1"), current=current)
    return replace(made, **fields)  # type: ignore[arg-type]


def with_sales(*sales: Sale, **fields: object) -> LiveInputs:
    made = inputs(**fields)
    assert made.session is not None
    return replace(made, session=replace(made.session, sales=sales))


def test_without_a_session_only_what_is_not_saved_is_told() -> None:
    view = build_live_view(inputs(session=None, not_saved="NOT SAVED: 1."))
    assert (view.session, view.rows, view.product, view.not_saved) == (None, (), None, "NOT SAVED: 1.")


def test_rows_tell_what_was_on_what_is_on_and_what_comes() -> None:
    made = inputs("R2")
    assert made.session is not None
    shown = (
        Presented("p0", "R1", "opening", None, at(0)),
        Presented("presented-1", "R2", "product", "X01", at(5)),
    )
    now = NOON.replace(minute=7)
    view = build_live_view(replace(made, session=replace(made.session, presented=shown), now=now))
    assert [row.state for row in view.rows] == [RowState.DONE, RowState.CURRENT, RowState.NEXT, RowState.UPCOMING]
    assert [row.actual_s for row in view.rows] == [300, 120, 0, 0]
    assert view.next_title == "育儿补贴"


def test_a_row_that_is_on_twice_adds_up_and_a_clock_set_back_counts_as_nothing() -> None:
    made = inputs("R1")
    assert made.session is not None
    shown = (
        Presented("p0", "R1", "opening", None, at(0)),
        Presented("p1", "R2", "product", "X01", at(2)),
        Presented("presented-1", "R1", "opening", None, at(3)),
    )
    view = build_live_view(replace(made, session=replace(made.session, presented=shown), now=NOON.replace(minute=4)))
    assert [row.actual_s for row in view.rows][:2] == [180, 60]
    back = build_live_view(replace(made, session=replace(made.session, presented=shown), now=NOON))
    assert [row.actual_s for row in back.rows][:2] == [120, 60]


def test_the_row_is_timed_from_the_press_before_its_event_is_saved() -> None:
    view = build_live_view(inputs("R2", now=NOON.replace(minute=1)))
    assert {row.row_id: row.actual_s for row in view.rows}["R2"] == 60
    assert view.session is not None
    assert (view.session.segment_started_at, view.session.segment_planned_s) == (at(0), 300)


def test_the_card_counts_down_the_stock_with_what_is_sold_and_still_being_saved() -> None:
    view = build_live_view(with_sales(sale(1, units=3), pending=(pending("a", units=2), pending("b", voided=True))))
    assert view.product is not None
    assert [(line.stock_left, line.units_sold) for line in view.product.skus] == [(95, 5), (None, 0)]
    assert view.totals == Totals(sales=2, units=5, amount_fen=2750)
    assert {row.row_id: row.units for row in view.rows}["R2"] == 5


def test_a_policy_segment_shows_no_product_and_its_point_with_validity() -> None:
    point = PolicyPoint.model_validate(
        {"policy_id": "P08", "topic": "育儿补贴", "plain_zh": "每孩每年3600元", "effective_to": "2026-03-13"}
    )
    content = ContentSet.of((*CONTENT.lineup_items.values(), *CONTENT.products.values(), point))
    view = build_live_view(inputs("R3", content=content))
    assert view.product is None
    assert view.selected_sku_id is None
    assert view.policy is not None
    assert (view.policy.topic, view.policy.validity) == ("育儿补贴", PolicyValidity.EXPIRED)


def test_a_policy_segment_never_shows_a_product_even_if_its_row_names_one() -> None:
    rows = tuple(
        item.model_copy(update={"product_id": "X01"}) if item.row_id == "R3" else item for item in CONTENT.lineup("L1")
    )
    view = build_live_view(inputs("R3", lineup=rows))
    assert view.product is None
    assert view.script is not None
    assert "芝麻馕" not in "".join(block.text for block in view.script.blocks)


def test_numbers_in_the_script_follow_the_selected_variant() -> None:
    script = Script(script_id="x01.md", text="今天{{live_price}}元")
    texts = [
        build_live_view(inputs(script=script, selected_sku_id=sku_id)).script for sku_id in ("X01-1", "X01-3", "gone")
    ]
    said = ["".join(block.text for block in view.blocks).strip() for view in texts if view is not None]
    assert [text.replace("\u2068", "").replace("\u2069", "") for text in said] == [
        "今天5.5元",
        "今天15.9元",
        "今天5.5元",
    ]


def test_without_a_script_the_key_lines_are_read() -> None:
    view = build_live_view(inputs("R2", script=None)).script
    assert view is not None
    assert [block.text.replace("\u2068", "").replace("\u2069", "") for block in view.blocks] == [
        "皮牙子芝麻馕",
        "1个 ¥5.5",
        "现烤",
        "当天发货",
    ]


def test_the_tape_shows_the_newest_first_with_how_safe_each_row_is() -> None:
    taken_back = replace(sale(3), voided_by="void", voided_seq=9)
    view = build_live_view(
        with_sales(
            sale(1),
            sale(2),
            taken_back,
            sale(4),
            pending=(pending("a"), pending("b", failed=True)),
            voiding={"sale-2": False, "sale-4": True},
            acknowledged=Acknowledged(1, 8),
        )
    )
    assert [(row.event_id, row.mark, row.voided) for row in view.tape] == [
        ("b", SaveMark.FAILED, False),
        ("a", SaveMark.PENDING, False),
        ("sale-4", SaveMark.FAILED, True),
        ("sale-3", SaveMark.SAVED, True),
        ("sale-2", SaveMark.PENDING, True),
        ("sale-1", SaveMark.AT_BASE, False),
    ]
    assert view.totals.sales == 3


def test_the_tape_is_limited_to_the_newest_rows() -> None:
    view = build_live_view(with_sales(*(sale(number) for number in range(1, 1000))))
    assert len(view.tape) == TAPE_ROWS
    assert (view.tape[0].event_id, view.tape[-1].event_id) == ("sale-999", f"sale-{1000 - TAPE_ROWS}")
    assert view.totals.sales == 999


def test_a_tally_that_follows_a_session_counts_the_same_as_a_new_one() -> None:
    tally = StandingTally()
    steps = [
        (sale(1), sale(2, units=4)),
        (sale(1), replace(sale(2, units=4), voided_by="void")),
        (sale(1), replace(sale(2, units=4), voided_by="void"), sale(3, units=2, sku_id="X01-3")),
        (sale(9, units=7),),
        (),
    ]
    for sales in steps:
        assert build_live_view(with_sales(*sales), tally).totals == build_live_view(with_sales(*sales)).totals


def test_only_changed_sales_make_new_rows_and_the_tape_reads_the_same() -> None:
    kept = KeptRows()
    sales = tuple(sale(number) for number in range(1, 6))
    content = sample_content()
    first = build_live_view(with_sales(*sales, content=content, acknowledged=Acknowledged(1, 2)), kept=kept).tape
    changed = (*sales[:4], replace(sales[4], voided_by="void", voided_seq=9), sale(6))
    steps = with_sales(*changed, content=content, acknowledged=Acknowledged(1, 3))
    second = build_live_view(steps, kept=kept).tape

    made = [row.event_id for row in second if not any(row is old for old in first)]
    assert made == ["sale-6", "sale-5", "sale-3"]
    assert second == build_live_view(steps).tape


def test_other_content_makes_all_rows_anew() -> None:
    kept = KeptRows()
    build_live_view(with_sales(sale(1)), kept=kept)
    empty = with_sales(sale(1), content=ContentSet())

    assert build_live_view(empty, kept=kept).tape == build_live_view(empty).tape


@pytest.mark.parametrize(
    ("occurred_at", "offset", "expected"),
    [
        ("2026-03-14T12:34:56.000000+00:00", 480, "20:34"),
        ("2026-03-14T23:59:59.000000+00:00", 480, "07:59"),
        ("2026-03-14T00:10:00.000000+00:00", -210, "20:40"),
    ],
)
def test_times_are_told_as_the_clock_on_the_wall_showed_them(occurred_at: str, offset: int, expected: str) -> None:
    assert local_time(occurred_at, offset) == expected


def refund(number: int, target: str, *, units: int = 1) -> Refund:
    return Refund(f"refund-{number}", number, "X01-1", "X01", units, 550, target, "", at(3), 480)


def test_a_correction_that_is_not_saved_yet_is_shown_and_counted() -> None:
    made = with_sales(sale(2, units=5), sale(3, units=1), changing={"sale-2": PendingChange(delta=-2)})
    view = build_live_view(replace(made, acknowledged=Acknowledged(1, 9)))
    assert [(row.units, row.mark) for row in view.tape] == [(1, SaveMark.AT_BASE), (3, SaveMark.PENDING)]
    assert (view.totals.units, view.totals.amount_fen) == (4, 4 * 550)


def test_a_correction_that_could_not_be_saved_marks_its_row() -> None:
    made = with_sales(sale(2, units=5), changing={"sale-2": PendingChange(delta=-2, failed=True)})
    assert [row.mark for row in build_live_view(made).tape] == [SaveMark.FAILED]


def test_a_refund_is_told_on_the_row_of_its_sale_and_what_was_sold_stays() -> None:
    made = with_sales(sale(2, units=5), changing={"sale-2": PendingChange(refunded=1, refunded_fen=550)})
    assert made.session is not None
    view = build_live_view(replace(made, session=replace(made.session, refunds=(refund(3, "sale-2", units=2),))))
    assert [(row.units, row.refunded) for row in view.tape] == [(5, 3)]
    assert (view.totals.units, view.totals.refunded_units, view.totals.refunded_fen) == (5, 3, 3 * 550)


def test_a_row_is_at_the_base_only_with_its_refund() -> None:
    made = with_sales(sale(2), acknowledged=Acknowledged(1, 2))
    assert made.session is not None
    refunded = replace(made, session=replace(made.session, refunds=(refund(3, "sale-2"),)))
    assert [row.mark for row in build_live_view(made).tape] == [SaveMark.AT_BASE]
    assert [row.mark for row in build_live_view(refunded).tape] == [SaveMark.SAVED]


def test_in_a_new_generation_only_what_stayed_in_the_old_one_is_at_the_base() -> None:
    made = with_sales(sale(7), replace(sale(1), gen=2), replace(sale(2), gen=2), acknowledged=Acknowledged(2, 1))
    assert [row.mark for row in build_live_view(made).tape] == [SaveMark.SAVED, SaveMark.AT_BASE, SaveMark.AT_BASE]


def test_a_sale_that_the_base_did_not_take_needs_attention_though_its_number_is_acknowledged() -> None:
    made = with_sales(sale(2), sale(3), acknowledged=Acknowledged(1, 3), parked=frozenset({"sale-2"}))
    assert [row.mark for row in build_live_view(made).tape] == [SaveMark.AT_BASE, SaveMark.ATTENTION]


@pytest.mark.parametrize(
    ("events", "last", "told", "at_base"),
    [
        (12, (1, 40), Acknowledged(1, 38), 10),
        (12, (1, 40), Acknowledged(1, 40), 12),
        (12, (1, 40), Acknowledged(1, 3), 0),
        (12, (1, 40), Acknowledged(2, 1), 12),
        (12, (2, 4), Acknowledged(2, 1), 9),
        (12, (2, 4), Acknowledged(1, 90), 8),
    ],
)
def test_entries_at_the_base_and_on_this_pc_are_counted(
    events: int, last: tuple[int, int], told: Acknowledged, at_base: int
) -> None:
    made = inputs(acknowledged=told)
    assert made.session is not None
    session = replace(made.session, events=events, last_gen=last[0], last_seq=last[1])
    safety = build_live_view(replace(made, session=session)).safety
    assert (safety.at_base, safety.on_pc) == (at_base, events - at_base)


def test_what_is_not_saved_and_what_the_base_did_not_take_are_counted() -> None:
    made = with_sales(
        sale(2),
        pending=(pending("a"), pending("b", failed=True)),
        voiding={"sale-2": True},
        changing={"sale-2": PendingChange(delta=1)},
        parked=frozenset({"x"}),
    )
    assert build_live_view(made).safety == Safety(saving=2, not_saved=2, attention=1)
