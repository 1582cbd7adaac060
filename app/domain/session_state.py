# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session as the fold of its ledger events."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from app.contract.events import EventKind, LedgerEvent, SessionCloseBody
from app.domain.session_record import Approval, Note, PolicyCovered, SlipCorrected


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A correction of a sale's number by ``delta`` units. ``seq`` counts within generation ``gen``, here as below."""

    event_id: str
    seq: int
    delta: int
    reason: str
    occurred_at: str
    tz_offset_min: int
    gen: int = 1


@dataclass(frozen=True, slots=True)
class Sale:
    """One sale. ``voided_by`` and ``voided_seq`` name the event that took it back. ``unit_price_fen`` in fen.

    ``units`` is the number as corrected, never below 0; ``first_units`` the number first typed, None where nobody
    corrected it; ``adjustments`` are the corrections, oldest first.
    """

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
    first_units: int | None = None
    adjustments: tuple[Adjustment, ...] = ()
    gen: int = 1
    voided_gen: int = 1

    @property
    def amount_fen(self) -> int | None:
        """Units times unit price in fen; None where no price was agreed here."""
        return None if self.unit_price_fen is None else self.units * self.unit_price_fen


@dataclass(frozen=True, slots=True)
class Refund:
    """Units given back. ``target`` is the sale it belongs to, if known. ``unit_price_fen`` in fen."""

    event_id: str
    seq: int
    sku_id: str
    product_id: str | None
    units: int
    unit_price_fen: int | None
    target: str | None
    reason: str
    occurred_at: str
    tz_offset_min: int
    gen: int = 1

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
    """Sums over the sales that stand, with their numbers as corrected, before refunds.

    ``unpriced`` counts units with no price, which ``amount_fen`` leaves out. ``refunded_units`` and ``refunded_fen``
    are what was given back; refunds without a price are in the units only.
    """

    sales: int = 0
    units: int = 0
    amount_fen: int = 0
    unpriced: int = 0
    refunded_units: int = 0
    refunded_fen: int = 0

    @property
    def net_units(self) -> int:
        """Units after refunds; below 0 where more came back than was logged here."""
        return self.units - self.refunded_units

    @property
    def net_fen(self) -> int:
        """Money in fen after refunds."""
        return self.amount_fen - self.refunded_fen


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything the ledger says about one session.

    ``events`` counts all that was folded, of whatever kind; ``last_seq`` is the highest sequence number among them, in
    ``last_gen``, the newest generation.
    """

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
    refunds: tuple[Refund, ...] = ()
    covered: tuple[PolicyCovered, ...] = ()
    slips: tuple[SlipCorrected, ...] = ()
    approvals: tuple[Approval, ...] = ()
    notes: tuple[Note, ...] = ()
    events: int = 0
    last_gen: int = 0
    last_seq: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the session was opened and not closed."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def totals(self) -> Totals:
        """Sums over the sales that were not taken back, and over the refunds."""
        standing = [sale for sale in self.sales if sale.voided_by is None]
        return Totals(
            sales=len(standing),
            units=sum(sale.units for sale in standing),
            amount_fen=sum(sale.amount_fen or 0 for sale in standing),
            unpriced=sum(sale.units for sale in standing if sale.unit_price_fen is None),
            refunded_units=sum(refund.units for refund in self.refunds),
            refunded_fen=sum(refund.amount_fen or 0 for refund in self.refunds),
        )

    def close_body(self, *, last_seq: int, chain_hash: str) -> SessionCloseBody:
        """Return what the close of this session says, with the ledger's end just before it."""
        totals = self.totals
        return SessionCloseBody(
            sales=totals.sales,
            units=totals.units,
            total_fen=totals.amount_fen,
            last_seq=last_seq,
            chain_hash=chain_hash,
            refunded_units=totals.refunded_units,
            refunded_fen=totals.refunded_fen,
            events=self.events,
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
    count, last = 0, (0, 0)
    for event in events:
        if event.session_id != session_id:
            continue
        count, last = count + 1, max(last, (event.gen, event.seq))
        if event.kind == EventKind.SALE_ADD:
            sales.setdefault(event.event_id, _sale_of(event))
        elif event.kind in _SALE_CHANGES:
            target = sales.get(event.body["target"])
            if target is not None:
                sales[target.event_id] = _SALE_CHANGES[event.kind](target, event)
        elif event.kind == EventKind.ITEM_PRESENTED:
            presented.append(_presentation_of(event))
        elif event.kind in _STUDIO_KINDS:
            studio.append(_note_of(event))
        else:
            state = fold_event(state, event)
    return replace(
        state,
        sales=tuple(sales.values()),
        presented=tuple(presented),
        studio=tuple(studio),
        events=count,
        last_gen=last[0],
        last_seq=last[1],
    )


def fold_event(state: SessionState, event: LedgerEvent) -> SessionState:
    """Return ``state`` after ``event``. Events of other sessions change nothing, unknown kinds only the count."""
    if event.session_id != state.session_id:
        return state
    step = _STEPS.get(event.kind)
    after = state if step is None else step(state, event, event.body)
    gen, seq = max((state.last_gen, state.last_seq), (event.gen, event.seq))
    return replace(after, events=state.events + 1, last_gen=gen, last_seq=seq)


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


def _sale_changed(state: SessionState, event: LedgerEvent, body: dict[str, Any]) -> SessionState:
    target, change = body["target"], _SALE_CHANGES[event.kind]
    sales = tuple(change(sale, event) if sale.event_id == target else sale for sale in state.sales)
    return replace(state, sales=sales)


def _refunded(state: SessionState, event: LedgerEvent, body: dict[str, Any]) -> SessionState:
    refund = Refund(
        event_id=event.event_id,
        seq=event.seq,
        sku_id=body["sku_id"],
        product_id=body.get("product_id"),
        units=body["units"],
        unit_price_fen=body.get("unit_price_fen"),
        target=body.get("target"),
        reason=body.get("reason", ""),
        occurred_at=event.occurred_at,
        tz_offset_min=event.tz_offset_min,
        gen=event.gen,
    )
    return replace(state, refunds=(*state.refunds, refund))


def _waived(state: SessionState, event: LedgerEvent, body: dict[str, Any]) -> SessionState:
    waiver = Waiver(event.event_id, tuple(body.get("codes", ())), body["reason"], body["by"], event.occurred_at)
    return replace(state, waivers=(*state.waivers, waiver))


def _covered(state: SessionState, event: LedgerEvent, _body: dict[str, Any]) -> SessionState:
    return replace(state, covered=(*state.covered, PolicyCovered.of(event)))


def _slip_corrected(state: SessionState, event: LedgerEvent, _body: dict[str, Any]) -> SessionState:
    return replace(state, slips=(*state.slips, SlipCorrected.of(event)))


def _approved(state: SessionState, event: LedgerEvent, _body: dict[str, Any]) -> SessionState:
    return replace(state, approvals=(*state.approvals, Approval.of(event)))


def _note_added(state: SessionState, event: LedgerEvent, _body: dict[str, Any]) -> SessionState:
    return replace(state, notes=(*state.notes, Note.of(event)))


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
        gen=event.gen,
    )


def _taken_back(sale: Sale, event: LedgerEvent) -> Sale:
    if sale.voided_by is not None:
        return sale
    return replace(sale, voided_by=event.event_id, voided_seq=event.seq, voided_gen=event.gen)


def _adjusted(sale: Sale, event: LedgerEvent) -> Sale:
    body = event.body
    adjustment = Adjustment(
        event_id=event.event_id,
        seq=event.seq,
        delta=body["delta"],
        reason=body.get("reason", ""),
        occurred_at=event.occurred_at,
        tz_offset_min=event.tz_offset_min,
        gen=event.gen,
    )
    first = sale.units if sale.first_units is None else sale.first_units
    adjustments = (*sale.adjustments, adjustment)
    units = max(0, first + sum(one.delta for one in adjustments))
    return replace(sale, units=units, first_units=first, adjustments=adjustments)


_SALE_CHANGES = {EventKind.SALE_VOID.value: _taken_back, EventKind.SALE_ADJUST.value: _adjusted}
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
    **dict.fromkeys(_SALE_CHANGES, _sale_changed),
    EventKind.SALE_REFUND.value: _refunded,
    EventKind.PREFLIGHT_WAIVED.value: _waived,
    **dict.fromkeys(_STUDIO_KINDS, _noted),
    EventKind.POLICY_COVERED.value: _covered,
    EventKind.SLIP_CORRECTED.value: _slip_corrected,
    EventKind.APPROVAL.value: _approved,
    EventKind.NOTE.value: _note_added,
    EventKind.NOTE_SENT.value: _note_added,
    EventKind.NOTE_ACKNOWLEDGED.value: _note_added,
}
