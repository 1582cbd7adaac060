# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from app.contract.content import LineupItem, PolicyPoint, Product, SegmentKind
from app.domain.content_set import ContentSet
from app.domain.lineup import default_lineup, lineup_for, planned_total_s, row_title, run_timing, start_offsets


def product(product_id: str, shop_id: str = "S1") -> Product:
    return Product(product_id=product_id, shop_id=shop_id, name_zh=f"名{product_id}")


def row(lineup_id: str, seq: int, planned_s: int = 60, **fields: object) -> LineupItem:
    base = {"row_id": f"{lineup_id}-{seq}", "lineup_id": lineup_id, "seq": seq, "kind": "product"}
    return LineupItem.model_validate({**base, "planned_s": planned_s, **fields})


ROWS = (row("L", 1, 100), row("L", 2, 200), row("L", 3, 300))


def test_a_named_lineup_is_run_in_its_order() -> None:
    content = ContentSet.of([row("L", 2), row("L", 1), row("M", 1)])

    assert [item.row_id for item in lineup_for(content, "S1", "L")] == ["L-1", "L-2"]


def test_without_a_name_the_newest_lineup_of_the_shop_is_run() -> None:
    rows = [row("2026-01-01", 1, product_id="A"), row("2026-02-01", 1, product_id="A"), row("2026-03-01", 1)]
    content = ContentSet.of([product("A"), *rows])

    assert [item.lineup_id for item in lineup_for(content, "S1", None)] == ["2026-02-01"]


def test_a_shop_without_a_lineup_runs_all_its_products_between_opening_and_closing() -> None:
    content = ContentSet.of([product("B"), product("A"), product("C", "S2")])

    rows = lineup_for(content, "S1", None)

    assert [item.kind for item in rows] == ["opening", "product", "product", "closing"]
    assert [item.product_id for item in rows] == [None, "A", "B", None]
    assert [item.link_no for item in rows] == [None, 1, 2, None]
    assert [item.seq for item in rows] == [1, 2, 3, 4]
    assert rows == lineup_for(content, "S1", "unknown")


def test_a_generated_row_keeps_its_id() -> None:
    content = ContentSet.of([product("A")])

    assert default_lineup(content, "S" * 64) == default_lineup(content, "S" * 64)


def test_rows_are_due_one_after_another() -> None:
    assert start_offsets(ROWS) == (0, 100, 300)
    assert planned_total_s(ROWS) == 600
    assert start_offsets(()) == ()


def test_a_run_is_on_time_while_its_first_row_is_within_its_plan() -> None:
    timing = run_timing(ROWS, {"L-1": 60}, "L-1")

    assert (timing.offset_s, timing.projected_s) == (0, 600)


def test_a_row_that_runs_over_delays_the_end_at_once() -> None:
    assert run_timing(ROWS, {"L-1": 130}, "L-1").projected_s == 630


def test_a_row_left_early_wins_time() -> None:
    assert run_timing(ROWS, {"L-1": 40, "L-2": 10}, "L-2").offset_s == -60


def test_a_skipped_row_wins_all_its_time() -> None:
    assert run_timing(ROWS, {"L-1": 100}, "L-3").offset_s == -200


def test_after_the_last_row_only_what_was_shown_counts() -> None:
    assert run_timing(ROWS, {"L-1": 150}, None).offset_s == 50


def test_a_row_is_called_by_its_title_else_by_what_it_presents() -> None:
    content = ContentSet.of([product("A"), PolicyPoint(policy_id="P", topic="医保")])

    assert row_title(row("L", 1, title="返场", product_id="A"), content) == "返场"
    assert row_title(row("L", 1, product_id="A"), content) == "名A"
    assert row_title(row("L", 1, kind=SegmentKind.POLICY, policy_id="P"), content) == "医保"
    assert row_title(row("L", 1, kind=SegmentKind.OPENING, note="问好"), content) == "问好"
