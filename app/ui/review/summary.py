# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session came to: sales by item, and planned against actual time. Pure folds, no I/O."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from app.contract.events import LedgerEvent
from app.domain.content_set import ContentSet
from app.domain.lineup import lineup_for, row_title
from app.domain.ports import LedgerHead
from app.domain.session_state import Refund, Sale, SessionState


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """One session as read: its fold, and how many of its events the base has."""

    state: SessionState
    events: int
    at_base: int


@dataclass(frozen=True, slots=True)
class ItemSales:
    """Sales of one variant that stand. ``amount_fen`` leaves out ``unpriced`` units; ``undone`` units were voided.

    ``refunded`` units came back; they are not taken out of ``units``.
    """

    sku_id: str
    title: str
    spec: str
    units: int = 0
    amount_fen: int = 0
    unpriced: int = 0
    undone: int = 0
    refunded: int = 0


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One time an item was on. Seconds; ``planned_s`` 0: nothing was planned. ``started_at`` is ISO 8601 UTC."""

    started_at: str
    title: str
    kind: str
    planned_s: int
    actual_s: int


@dataclass(frozen=True, slots=True)
class RecordRow:
    """Something said or signed. ``at`` is ISO 8601 UTC; ``kind`` what it is, not for people."""

    at: str
    kind: str
    text: str


def detail_of(state: SessionState, events: Sequence[LedgerEvent], head: LedgerHead) -> SessionDetail:
    """Join what was read about a session."""
    at_base = sum(1 for event in events if _is_at_base(event, head))
    return SessionDetail(state, len(events), at_base)


def item_sales(state: SessionState, content: ContentSet) -> tuple[ItemSales, ...]:
    """Return sales and refunds of each variant, most units first."""
    found: dict[str, ItemSales] = {}
    for sale in state.sales:
        row = found.get(sale.sku_id) or _named(sale, content)
        found[sale.sku_id] = _add(row, sale)
    for refund in state.refunds:
        row = found.get(refund.sku_id) or _named(refund, content)
        found[refund.sku_id] = replace(row, refunded=row.refunded + refund.units)
    return tuple(sorted(found.values(), key=lambda row: (-row.units, row.title, row.spec)))


def timeline(state: SessionState, content: ContentSet, now: datetime) -> tuple[TimelineRow, ...]:
    """Return when each item was on, in order. The last one lasts until the session's end, or ``now``."""
    plan = {item.row_id: item for item in lineup_for(content, state.shop_id, state.lineup_id)}
    end = state.closed_at or now.isoformat()
    ends = [shown.occurred_at for shown in state.presented[1:]] + [end]
    rows = []
    for shown, until in zip(state.presented, ends, strict=False):
        item = plan.get(shown.row_id)
        product = content.products.get(shown.product_id or "")
        title = row_title(item, content) if item is not None else product.name_zh if product else ""
        actual = max(
            0, int((datetime.fromisoformat(until) - datetime.fromisoformat(shown.occurred_at)).total_seconds())
        )
        planned = item.planned_s if item is not None else 0
        rows.append(TimelineRow(shown.occurred_at, title or shown.row_id, shown.segment_kind, planned, actual))
    return tuple(rows)


def records(state: SessionState) -> tuple[RecordRow, ...]:
    """Return what was said and signed, oldest first."""
    rows = [RecordRow(one.occurred_at, "approval", f"{one.reviewer} · {one.findings}") for one in state.approvals]
    rows += [RecordRow(one.occurred_at, "waiver", f"{one.by}: {one.reason}") for one in state.waivers]
    rows += [
        RecordRow(one.occurred_at, f"policy.{one.how}", " · ".join(filter(None, (one.policy_id, one.reason))))
        for one in state.covered
    ]
    rows += [RecordRow(one.occurred_at, "slip", f"{one.said} → {one.correction}") for one in state.slips]
    rows += [RecordRow(one.occurred_at, one.kind, one.text) for one in state.notes]
    return tuple(sorted(rows, key=lambda row: row.at))


def session_seconds(opened_at: str | None, closed_at: str | None, now: datetime) -> int:
    """Return how long a session lasted, or has lasted until ``now``."""
    if opened_at is None:
        return 0
    end = datetime.fromisoformat(closed_at) if closed_at else now
    return max(0, int((end - datetime.fromisoformat(opened_at)).total_seconds()))


def local_text(iso: str, *, date: bool = False, tz_offset_min: int | None = None) -> str:
    """Return an ISO 8601 UTC time as ``HH:MM``, or ``YYYY-MM-DD HH:MM``, in this PC's zone or at the given offset."""
    zone = None if tz_offset_min is None else timezone(timedelta(minutes=tz_offset_min))
    return datetime.fromisoformat(iso).astimezone(zone).strftime("%Y-%m-%d %H:%M" if date else "%H:%M")


def _named(sale: Sale | Refund, content: ContentSet) -> ItemSales:
    sku = content.skus.get(sale.sku_id)
    product = content.products.get(sale.product_id or (sku.product_id if sku else ""))
    return ItemSales(sale.sku_id, product.name_zh if product else sale.sku_id, sku.spec if sku else "")


def _add(row: ItemSales, sale: Sale) -> ItemSales:
    if sale.voided_by is not None:
        return replace(row, undone=row.undone + sale.units)
    if sale.amount_fen is None:
        return replace(row, units=row.units + sale.units, unpriced=row.unpriced + sale.units)
    return replace(row, units=row.units + sale.units, amount_fen=row.amount_fen + sale.amount_fen)


def _is_at_base(event: LedgerEvent, head: LedgerHead) -> bool:
    """Return whether the base has the event: a newer generation took along all that was not there."""
    is_of_this_chain = (event.device_id, event.gen) == (head.device_id, head.gen)
    return not is_of_this_chain or event.seq <= head.acked_through
