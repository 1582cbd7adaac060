# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the Live page's data from the session, the content and what is not saved yet."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.contract.content import LineupItem, Product, SegmentKind
from app.domain.content_set import ContentSet
from app.domain.lineup import row_title
from app.domain.live_inputs import CurrentSegment, LiveInputs
from app.domain.live_tape import KeptRows, as_changed, pending_sales, safety_of, tape_rows
from app.domain.live_view import (
    LineupRow,
    LiveView,
    PolicyCard,
    ProductCard,
    RowState,
    SessionHead,
    SkuLine,
)
from app.domain.policy import source_line, validity
from app.domain.reading import reading_view
from app.domain.sales_tally import Counts, StandingTally
from app.domain.session_state import Presented, SessionState, Totals


def build_live_view(inputs: LiveInputs, tally: StandingTally | None = None, kept: KeptRows | None = None) -> LiveView:
    """Return the Live view. Without an open session it carries the NOT SAVED sentence and nothing else.

    Who builds often passes the same ``tally`` and ``kept`` each time: then only sales that changed since are counted,
    and only their rows are made.
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
        tape=tape_rows(inputs, kept or KeptRows()),
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
    for row in pending_sales(inputs):
        if not row.voided:
            counts.add(row, 1)
    for event_id in inputs.changing:
        changed = inputs.session.sale(event_id) if inputs.session else None
        if changed is not None and changed.voided_by is None and event_id not in inputs.voiding:
            counts.add(changed, -1)
            counts.add(as_changed(inputs, changed), 1)
    return counts


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
