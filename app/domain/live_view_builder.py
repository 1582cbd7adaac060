# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the Live page's data from the session, the content and what is not saved yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from app.contract.content import LineupItem, Product, Script, SegmentKind
from app.domain.content_set import ContentSet
from app.domain.lineup import row_title
from app.domain.live_view import (
    LineupRow,
    LiveView,
    PolicyCard,
    ProductCard,
    RowState,
    Safety,
    SaveMark,
    SessionHead,
    SkuLine,
    TapeRow,
)
from app.domain.policy import source_line, validity
from app.domain.reading import reading_view
from app.domain.sales_tally import Counts, StandingTally
from app.domain.session_state import Adjustment, Presented, Refund, Sale, SessionState, Totals
from app.domain.sync import Acknowledged

TAPE_ROWS = 200
_AnySale = TypeVar("_AnySale", Sale, "PendingSale")


@dataclass(frozen=True, slots=True)
class PendingSale:
    """A sale that is shown but not saved yet. ``failed``: the last try to save it failed. Price in fen."""

    event_id: str
    sku_id: str
    product_id: str | None
    row_id: str | None
    units: int
    unit_price_fen: int | None
    occurred_at: str
    tz_offset_min: int
    failed: bool = False
    voided: bool = False

    @property
    def amount_fen(self) -> int | None:
        """Units times unit price in fen; None where no price was agreed here."""
        return None if self.unit_price_fen is None else self.units * self.unit_price_fen


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A correction or refund of a sale that is not saved yet. ``delta`` and ``refunded`` in units, money in fen."""

    delta: int = 0
    refunded: int = 0
    refunded_fen: int = 0
    failed: bool = False

    def joined(self, other: "PendingChange") -> "PendingChange":
        """Return what both change together."""
        return PendingChange(
            self.delta + other.delta,
            self.refunded + other.refunded,
            self.refunded_fen + other.refunded_fen,
            self.failed or other.failed,
        )


@dataclass(frozen=True, slots=True)
class CurrentSegment:
    """The lineup row that is on. ``event_id`` is that of its ``item.presented``, saved or not."""

    row_id: str
    event_id: str
    started_at: str


@dataclass(frozen=True, slots=True)
class LiveInputs:
    """Everything a Live view is made of.

    ``voiding`` maps sales whose void is not saved yet to whether saving it failed, ``changing`` sales to what is not
    saved yet of their corrections and refunds. ``script`` is the wording taken when the current segment began: new
    wording waits for the next segment. ``now`` is aware. ``parked`` are events that the base did not take.
    """

    session: SessionState | None
    content: ContentSet
    now: datetime
    lineup: tuple[LineupItem, ...] = ()
    current: CurrentSegment | None = None
    script: Script | None = None
    pending: tuple[PendingSale, ...] = ()
    voiding: Mapping[str, bool] = field(default_factory=dict)
    changing: Mapping[str, PendingChange] = field(default_factory=dict)
    parked: frozenset[str] = frozenset()
    acknowledged: Acknowledged = field(default_factory=Acknowledged)
    selected_sku_id: str | None = None
    not_saved: str = ""


def build_live_view(inputs: LiveInputs, tally: StandingTally | None = None) -> LiveView:
    """Return the Live view. Without an open session it carries the NOT SAVED sentence and nothing else.

    Who builds often passes the same ``tally`` each time: then only sales that changed since are counted.
    """
    session = inputs.session
    if session is None:
        return LiveView(not_saved=inputs.not_saved)
    counts = _count(inputs, tally or StandingTally())
    item = current_item(inputs)
    product = _product_card(inputs, item, counts.by_sku)
    selected = _selected(product, inputs.selected_sku_id)
    rows = _lineup_rows(inputs, counts.by_row)
    return LiveView(
        session=_head(session, inputs.current, item),
        rows=rows,
        current_row_id=inputs.current.row_id if inputs.current else None,
        next_title=next((row.title for row in rows if row.state is RowState.NEXT), ""),
        product=product,
        policy=_policy_card(inputs, item),
        script=reading_view(
            item,
            inputs.content,
            segment_id=inputs.current.event_id if inputs.current else "",
            title=row_title(item, inputs.content) if item else "",
            script=inputs.script,
            card=product,
            selected_sku_id=selected,
        ),
        selected_sku_id=selected,
        tape=_tape(inputs),
        totals=_with_refunds(counts.totals(), inputs),
        not_saved=inputs.not_saved,
        safety=safety_of(inputs),
    )


def _with_refunds(totals: Totals, inputs: LiveInputs) -> Totals:
    refunds = inputs.session.refunds if inputs.session else ()
    changes = inputs.changing.values()
    return replace(
        totals,
        refunded_units=sum(refund.units for refund in refunds) + sum(change.refunded for change in changes),
        refunded_fen=sum(refund.amount_fen or 0 for refund in refunds) + sum(change.refunded_fen for change in changes),
    )


def safety_of(inputs: LiveInputs) -> Safety:
    """Return how many of the session's events are at the base, only on this PC, not saved, or need attention."""
    session = inputs.session
    events = session.events if session else 0
    waiting = min(events, _waiting(session, inputs.acknowledged)) if session else 0
    changes = [*inputs.voiding.values(), *(change.failed for change in inputs.changing.values())]
    unsaved = [*(row.failed for row in inputs.pending), *changes]
    return Safety(
        at_base=events - waiting,
        on_pc=waiting,
        saving=unsaved.count(False),
        not_saved=unsaved.count(True),
        attention=len(inputs.parked),
    )


def current_item(inputs: LiveInputs) -> LineupItem | None:
    """Return the lineup row that is on, if the lineup still has it."""
    if inputs.current is None:
        return None
    return next((item for item in inputs.lineup if item.row_id == inputs.current.row_id), None)


def _head(session: SessionState, current: CurrentSegment | None, item: LineupItem | None) -> SessionHead:
    return SessionHead(
        session_id=session.session_id,
        shop_name=session.shop_name,
        anchor=session.anchor,
        rehearsal=session.rehearsal,
        opened_at=session.opened_at or "",
        segment_started_at=current.started_at if current else None,
        segment_planned_s=item.planned_s if item else 0,
        shop_id=session.shop_id,
    )


def _count(inputs: LiveInputs, tally: StandingTally) -> Counts:
    """Return the sums over the sales that stand, saved or still being saved."""
    tally.follow(inputs.session.sales if inputs.session else ())
    counts = tally.counts()
    for sale in inputs.session.sales if inputs.session and inputs.voiding else ():
        if sale.voided_by is None and sale.event_id in inputs.voiding:
            counts.add(sale, -1)
    for row in _pending(inputs):
        if not row.voided:
            counts.add(row, 1)
    for event_id in inputs.changing:
        changed = inputs.session.sale(event_id) if inputs.session else None
        if changed is not None and changed.voided_by is None and event_id not in inputs.voiding:
            counts.add(changed, -1)
            counts.add(_as_changed(inputs, changed), 1)
    return counts


def _pending(inputs: LiveInputs) -> tuple[PendingSale, ...]:
    """Return the sales that are not saved yet, with their numbers as corrected since."""
    return tuple(_as_changed(inputs, row) for row in inputs.pending)


def _as_changed(inputs: LiveInputs, sale: _AnySale) -> _AnySale:
    change = inputs.changing.get(sale.event_id)
    return sale if change is None else replace(sale, units=max(0, sale.units + change.delta))


def _lineup_rows(inputs: LiveInputs, units: Mapping[str, int]) -> tuple[LineupRow, ...]:
    seconds = presented_seconds(inputs)
    current = next((i for i, item in enumerate(inputs.lineup) if item is current_item(inputs)), -1)
    return tuple(
        LineupRow(
            row_id=item.row_id,
            seq=item.seq,
            link_no=item.link_no,
            kind=item.kind,
            title=row_title(item, inputs.content),
            planned_s=item.planned_s,
            actual_s=int(seconds.get(item.row_id, 0)),
            units=units.get(item.row_id, 0),
            state=_row_state(index, current, item.row_id in seconds),
            obs_scene=item.obs_scene,
        )
        for index, item in enumerate(inputs.lineup)
    )


def _row_state(index: int, current: int, was_on: bool) -> RowState:
    if index == current:
        return RowState.CURRENT
    if index == current + 1:
        return RowState.NEXT
    return RowState.DONE if was_on else RowState.UPCOMING


def presented_seconds(inputs: LiveInputs) -> dict[str, float]:
    """Return how many seconds each row has been on, the current one until ``now``. Clock steps back count as 0."""
    spans = [_span(row) for row in (inputs.session.presented if inputs.session else ())]
    current = inputs.current
    if current is not None and not (inputs.session and _has_event(inputs.session.presented, current.event_id)):
        spans.append((current.row_id, datetime.fromisoformat(current.started_at)))
    seconds: dict[str, float] = {}
    ends = (*(start for _row, start in spans[1:]), inputs.now)
    for (row_id, start), end in zip(spans, ends, strict=False):
        seconds[row_id] = seconds.get(row_id, 0.0) + max(0.0, (end - start).total_seconds())
    return seconds


def _span(row: Presented) -> tuple[str, datetime]:
    return row.row_id, datetime.fromisoformat(row.occurred_at)


def _has_event(presented: tuple[Presented, ...], event_id: str) -> bool:
    return any(row.event_id == event_id for row in reversed(presented))


def _product_card(inputs: LiveInputs, item: LineupItem | None, sold: Mapping[str, int]) -> ProductCard | None:
    if item is None or item.kind is SegmentKind.POLICY:
        return None
    product = inputs.content.products.get(item.product_id or "")
    if product is None:
        return None
    return ProductCard(
        product_id=product.product_id,
        title=product.name_zh,
        title_ug=product.name_ug,
        unit=product.unit,
        picture=product.picture,
        skus=_sku_lines(inputs.content, product, sold),
        selling_points=product.selling_points,
        faq=product.faq,
        do_not_say=product.do_not_say,
        usage=product.usage,
    )


def _sku_lines(content: ContentSet, product: Product, sold: Mapping[str, int]) -> tuple[SkuLine, ...]:
    return tuple(
        SkuLine(
            sku_id=sku.sku_id,
            spec=sku.spec,
            live_price_fen=sku.live_price,
            compare_price_fen=sku.compare_price,
            compare_basis=sku.compare_basis,
            stock_left=None if sku.stock is None else sku.stock - sold.get(sku.sku_id, 0),
            limit=sku.limit,
            gift=sku.gift,
            units_sold=sold.get(sku.sku_id, 0),
        )
        for sku in content.skus_of(product.product_id)
    )


def _selected(product: ProductCard | None, wanted: str | None) -> str | None:
    if product is None or not product.skus:
        return None
    ids = [line.sku_id for line in product.skus]
    return wanted if wanted in ids else ids[0]


def _policy_card(inputs: LiveInputs, item: LineupItem | None) -> PolicyCard | None:
    if item is None or item.kind is not SegmentKind.POLICY:
        return None
    point = inputs.content.policy_points.get(item.policy_id or "")
    if point is None:
        return None
    verdict, detail = validity(point, inputs.now.astimezone().date())
    covered = inputs.session.covered if inputs.session else ()
    return PolicyCard(
        policy_id=point.policy_id,
        topic=point.topic,
        plain=point.plain_zh,
        plain_ug=point.plain_ug,
        quote=point.quote,
        source=source_line(point),
        must_say=point.must_say,
        validity=verdict,
        validity_detail=detail,
        covered=any(one.policy_id == point.policy_id and one.how == "tick" for one in covered),
    )


def _tape(inputs: LiveInputs) -> tuple[TapeRow, ...]:
    """Return the newest rows: what is not saved on top, then the saved by sequence."""
    rows = [_pending_row(inputs, row) for row in reversed(_pending(inputs))][:TAPE_ROWS]
    session = inputs.session
    refunds = _refunds_by_sale(session.refunds if session else ())
    for sale in reversed(session.sales[-TAPE_ROWS:] if session else ()):
        if len(rows) >= TAPE_ROWS:
            break
        rows.append(_saved_row(inputs, sale, refunds.get(sale.event_id, ())))
    return tuple(rows)


def _refunds_by_sale(refunds: tuple[Refund, ...]) -> Mapping[str, Sequence[Refund]]:
    found: dict[str, list[Refund]] = {}
    for refund in refunds:
        if refund.target is not None:
            found.setdefault(refund.target, []).append(refund)
    return found


def _pending_row(inputs: LiveInputs, row: PendingSale) -> TapeRow:
    change = inputs.changing.get(row.event_id)
    mark = SaveMark.FAILED if row.failed or (change and change.failed) else SaveMark.PENDING
    return _tape_row(inputs.content, row, mark, row.voided, refunded=change.refunded if change else 0)


def _saved_row(inputs: LiveInputs, sale: Sale, refunds: Sequence[Refund]) -> TapeRow:
    change = inputs.changing.get(sale.event_id)
    refunded = sum(refund.units for refund in refunds) + (change.refunded if change else 0)
    void_failed = inputs.voiding.get(sale.event_id)
    voided = void_failed is not None or sale.voided_by is not None
    if void_failed is not None or change is not None:
        mark = SaveMark.FAILED if void_failed or (change and change.failed) else SaveMark.PENDING
    else:
        mark = _saved_mark(inputs, sale, refunds)
    return _tape_row(inputs.content, _as_changed(inputs, sale), mark, voided, refunded=refunded)


def _saved_mark(inputs: LiveInputs, sale: Sale, refunds: Sequence[Refund]) -> SaveMark:
    """Return how safe a sale is, with all that was said of it since."""
    changes: list[Adjustment | Refund] = [*sale.adjustments, *refunds]
    if inputs.parked and not inputs.parked.isdisjoint(
        (sale.event_id, sale.voided_by or "", *(change.event_id for change in changes))
    ):
        return SaveMark.ATTENTION
    places = [(sale.gen, sale.seq), *((change.gen, change.seq) for change in changes)]
    if sale.voided_seq is not None:
        places.append((sale.voided_gen, sale.voided_seq))
    told = inputs.acknowledged
    return SaveMark.AT_BASE if all(is_at_base(*place, told) for place in places) else SaveMark.SAVED


def is_at_base(gen: int, seq: int, told: Acknowledged) -> bool:
    """Return whether the base has the event: a newer generation took along all that was not there."""
    return gen < told.generation or (gen == told.generation and seq <= told.through)


def _waiting(session: SessionState, told: Acknowledged) -> int:
    """Return how many events there are after the newest one at the base, those of other sessions among them."""
    if session.last_gen < told.generation:
        return 0
    return session.last_seq - (told.through if session.last_gen == told.generation else 0)


def _tape_row(content: ContentSet, sale: Sale | PendingSale, mark: SaveMark, voided: bool, *, refunded: int) -> TapeRow:
    sku = content.skus.get(sale.sku_id)
    product = content.products.get(sale.product_id or "")
    return TapeRow(
        event_id=sale.event_id,
        time_text=local_time(sale.occurred_at, sale.tz_offset_min),
        title=product.name_zh if product else sale.sku_id,
        spec=sku.spec if sku else "",
        units=sale.units,
        amount_fen=sale.amount_fen,
        mark=mark,
        voided=voided,
        refunded=refunded,
        first_units=sale.first_units if isinstance(sale, Sale) else None,
    )


def local_time(occurred_at: str, tz_offset_min: int) -> str:
    """Return HH:MM as the clock on the wall showed it; ``occurred_at`` is ISO 8601 UTC."""
    minutes = int(occurred_at[11:13]) * 60 + int(occurred_at[14:16]) + tz_offset_min
    hour, minute = divmod(minutes % (24 * 60), 60)
    return f"{hour:02}:{minute:02}"
