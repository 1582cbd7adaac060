# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lineup of a session: which rows, when each is due, how far the run is ahead or behind. Times in whole seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from app.contract.content import LineupItem, Product, SegmentKind
from app.domain.content_set import ContentSet

DEFAULT_PRODUCT_S: Final = 600
DEFAULT_OPENING_S: Final = 300
DEFAULT_CLOSING_S: Final = 300
_GENERATED_ID_ROOM: Final = 50


def lineup_for(content: ContentSet, shop_id: str, lineup_id: str | None) -> tuple[LineupItem, ...]:
    """Return the rows to run for a shop.

    The named lineup if it has rows; without a name the shop's last one in id order (dated ids: the newest); a shop
    without any gets ``default_lineup``.
    """
    if lineup_id is not None:
        rows = content.lineup(lineup_id)
        return rows or default_lineup(content, shop_id)
    known = content.lineups_of(shop_id)
    return content.lineup(known[-1]) if known else default_lineup(content, shop_id)


def default_lineup(content: ContentSet, shop_id: str) -> tuple[LineupItem, ...]:
    """Return a plain run for a shop that has no lineup: opening, every product under its link number, closing."""
    lineup_id = f"auto-{shop_id[:_GENERATED_ID_ROOM]}"
    products = content.products_of(shop_id)
    opening = _generated(lineup_id, 1, SegmentKind.OPENING, DEFAULT_OPENING_S)
    closing = _generated(lineup_id, len(products) + 2, SegmentKind.CLOSING, DEFAULT_CLOSING_S)
    rows = (
        _generated(lineup_id, number + 1, SegmentKind.PRODUCT, DEFAULT_PRODUCT_S, product=product, link_no=number)
        for number, product in enumerate(products, start=1)
    )
    return (opening, *rows, closing)


def planned_total_s(items: Sequence[LineupItem]) -> int:
    """Return the planned length of the whole run."""
    return sum(item.planned_s for item in items)


def start_offsets(items: Sequence[LineupItem]) -> tuple[int, ...]:
    """Return when each row is due, counted from the start of the run."""
    return tuple(accumulate((item.planned_s for item in items[:-1]), initial=0)) if items else ()


@dataclass(frozen=True, slots=True)
class RunTiming:
    """Where a run stands. ``offset_s`` above zero: behind the plan. ``projected_s`` is the length it is heading for."""

    planned_s: int
    offset_s: int
    projected_s: int


def run_timing(items: Sequence[LineupItem], actual_s: Mapping[str, int], current_row_id: str | None) -> RunTiming:
    """Return how far a run is ahead or behind.

    A row counts once it has been left, and skipped rows before the current one count as time won; the current row
    counts as soon as it runs over.

    Args:
        items: the rows in order.
        actual_s: time spent so far by row_id; rows never shown may be missing.
        current_row_id: the row now on, None before the first or after the last.
    """
    planned = planned_total_s(items)
    ids = [item.row_id for item in items]
    position = ids.index(current_row_id) if current_row_id in ids else None
    offset = 0
    for index, item in enumerate(items):
        difference = actual_s.get(item.row_id, 0) - item.planned_s
        if index == position:
            offset += max(difference, 0)
        elif item.row_id in actual_s or (position is not None and index < position):
            offset += difference
    return RunTiming(planned, offset, planned + offset)


def row_title(item: LineupItem, content: ContentSet) -> str:
    """Return what a row is called: its own title, else its product's or policy point's, else empty."""
    if item.title:
        return item.title
    product = content.products.get(item.product_id or "")
    if product is not None:
        return product.name_zh
    point = content.policy_points.get(item.policy_id or "")
    return point.topic if point is not None else item.note


def _generated(
    lineup_id: str,
    seq: int,
    kind: SegmentKind,
    planned_s: int,
    *,
    product: Product | None = None,
    link_no: int | None = None,
) -> LineupItem:
    return LineupItem(
        row_id=f"{lineup_id}-{seq}",
        lineup_id=lineup_id,
        seq=seq,
        kind=kind,
        planned_s=planned_s,
        product_id=product.product_id if product else None,
        link_no=link_no,
    )
