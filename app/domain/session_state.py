# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session as the fold of its ledger events."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from app.contract.events import EventKind, LedgerEvent


@dataclass(frozen=True, slots=True)
class Sale:
    """One sale. ``voided_by`` and ``voided_seq`` name the event that took it back. ``unit_price_fen`` in fen."""

    event_id: str
    seq: int
    sku_id: str
    product_id: str | None
    row_id: str | None
    units: int
    unit_price_fen: int | None
    occurred_at: str
    tz_offset_min: int
    voided_by: str | None = None
    voided_seq: int | None = None

    @property
    def amount_fen(self) -> int | None:
        """Units times unit price in fen; None where no price was agreed here."""
        return None if self.unit_price_fen is None else self.units * self.unit_price_fen


@dataclass(frozen=True, slots=True)
class Presented:
    """A lineup row that came on at ``occurred_at``."""

    event_id: str
    row_id: str
    segment_kind: str
    product_id: str | None
    occurred_at: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody went live though the preflight was red; ``codes`` are its findings."""

    event_id: str
    codes: tuple[str, ...]
    reason: str
    by: str
    occurred_at: str


@dataclass(frozen=True, slots=True)
class StudioNote:
    """What OBS did: ``kind`` is the event's. ``found``: seen so late that nobody knows when it happened.

    ``scene`` is empty for outputs, ``path`` where OBS told none.
    """

    event_id: str
    kind: str
    occurred_at: str
    scene: str = ""
    path: str = ""
    found: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the sales that stand. ``unpriced`` counts units with no price, which ``amount_fen`` leaves out."""

    sales: int = 0
    units: int = 0
    amount_fen: int = 0
    unpriced: int = 0


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything the ledger says about one session."""

    session_id: str
    shop_id: str = ""
    shop_name: str = ""
    anchor: str = ""
    lineup_id: str | None = None
    rehearsal: bool = False
    opened_at: str | None = None
    closed_at: str | None = None
    sales: tuple[Sale, ...] = ()
    presented: tuple[Presented, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    studio: tuple[StudioNote, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the session was opened and not closed."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def totals(self) -> Totals:
        """Sums over the sales that were not taken back."""
        standing = [sale for sale in self.sales if sale.voided_by is None]
        return Totals(
            sales=len(standing),
            units=sum(sale.units for sale in standing),
            amount_fen=sum(sale.amount_fen or 0 for sale in standing),
            unpriced=sum(sale.units for sale in standing if sale.unit_price_fen is None),
        )

    def sale(self, event_id: str) -> Sale | None:
        """Return the sale with this event id."""
        return next((sale for sale in self.sales if sale.event_id == event_id), None)


def fold(session_id: str, events: Iterable[LedgerEvent]) -> SessionState:
    """Fold ``events`` (in sequence order) of one session: ``fold_event`` over all of them, in linear time."""
    state = SessionState(session_id)
    sales: dict[str, Sale] = {}
    presented: list[Presented] = []
    studio: list[StudioNote] = []
    for event in events:
        if event.session_id != session_id:
            continue
        if event.kind == EventKind.SALE_ADD:
            sales.setdefault(event.event_id, _sale_of(event))
        elif event.kind == EventKind.SALE_VOID:
            target = sales.get(event.body["target"])
            if target is not None:
                sales[target.event_id] = _taken_back(target, event)
        elif event.kind == EventKind.ITEM_PRESENTED:
            presented.append(_presentation_of(event))
        elif event.kind in _STUDIO_KINDS:
            studio.append(_note_of(event))
        else:
            state = fold_event(state, event)
    return replace(state, sales=tuple(sales.values()), presented=tuple(presented), studio=tuple(studio))


def fold_event(state: SessionState, event: LedgerEvent) -> SessionState:
    """Return ``state`` after ``event``. Events of other sessions and unknown kinds change nothing."""
    step = _STEPS.get(event.kind)
    if step is None or event.session_id != state.session_id:
        return state
    return step(state, event, event.body)


def _opened(state: SessionState, event: LedgerEvent, body: dict[str, Any]) -> SessionState:
    return replace(
        state,
        shop_id=body["shop_id"],
        shop_name=body["shop_name"],
        anchor=body["anchor"],
        lineup_id=body.get("lineup_id"),
        rehearsal=bool(body.get("rehearsal", False)),
        opened_at=event.occurred_at,
    )


def _closed(state: SessionState, event: LedgerEvent, _body: dict[str, Any]) -> SessionState:
    return replace(state, closed_at=event.occurred_at) if state.closed_at is None else state


def _presented(state: SessionState, event: LedgerEvent, _body: dict[str, Any]) -> SessionState:
    return replace(state, presented=(*state.presented, _presentation_of(event)))


def _sold(state: SessionState, event: LedgerEvent, _body: dict[str, Any]) -> SessionState:
    if state.sale(event.event_id) is not None:
        return state
    return replace(state, sales=(*state.sales, _sale_of(event)))


def _voided(state: SessionState, event: LedgerEvent, body: dict[str, Any]) -> SessionState:
    target = body["target"]
    sales = tuple(_taken_back(sale, event) if sale.event_id == target else sale for sale in state.sales)
    return replace(state, sales=sales)


def _waived(state: SessionState, event: LedgerEvent, body: dict[str, Any]) -> SessionState:
    waiver = Waiver(event.event_id, tuple(body.get("codes", ())), body["reason"], body["by"], event.occurred_at)
    return replace(state, waivers=(*state.waivers, waiver))


def _noted(state: SessionState, event: LedgerEvent, _body: dict[str, Any]) -> SessionState:
    return replace(state, studio=(*state.studio, _note_of(event)))


def _note_of(event: LedgerEvent) -> StudioNote:
    body = event.body
    scene, path, found = body.get("scene") or "", body.get("path") or "", bool(body.get("found", False))
    return StudioNote(event.event_id, event.kind, event.occurred_at, scene, path, found)


def _presentation_of(event: LedgerEvent) -> Presented:
    body = event.body
    return Presented(event.event_id, body["row_id"], body["segment_kind"], body.get("product_id"), event.occurred_at)


def _sale_of(event: LedgerEvent) -> Sale:
    body = event.body
    return Sale(
        event_id=event.event_id,
        seq=event.seq,
        sku_id=body["sku_id"],
        product_id=body.get("product_id"),
        row_id=body.get("row_id"),
        units=body["units"],
        unit_price_fen=body.get("unit_price_fen"),
        occurred_at=event.occurred_at,
        tz_offset_min=event.tz_offset_min,
    )


def _taken_back(sale: Sale, event: LedgerEvent) -> Sale:
    return sale if sale.voided_by is not None else replace(sale, voided_by=event.event_id, voided_seq=event.seq)


_STUDIO_KINDS = frozenset(
    (
        EventKind.STREAM_STARTED.value,
        EventKind.STREAM_STOPPED.value,
        EventKind.RECORD_STARTED.value,
        EventKind.RECORD_STOPPED.value,
        EventKind.SCENE_CHANGED.value,
    )
)
_STEPS = {
    EventKind.SESSION_OPEN.value: _opened,
    EventKind.SESSION_CLOSE.value: _closed,
    EventKind.ITEM_PRESENTED.value: _presented,
    EventKind.SALE_ADD.value: _sold,
    EventKind.SALE_VOID.value: _voided,
    EventKind.PREFLIGHT_WAIVED.value: _waived,
    **dict.fromkeys(_STUDIO_KINDS, _noted),
}
