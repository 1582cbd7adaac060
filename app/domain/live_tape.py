# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tape of sales, and where the session's entries are, as the Live page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from app.domain.content_set import ContentSet
from app.domain.live_inputs import LiveInputs, PendingSale
from app.domain.live_view import Safety, SaveMark, TapeRow
from app.domain.session_state import Adjustment, Refund, Sale, SessionState
from app.domain.sync import Acknowledged

TAPE_ROWS = 200
_AnySale = TypeVar("_AnySale", Sale, PendingSale)


class KeptRows:
    """The tape's rows of before with the sales they were made of, so that only changed ones are made anew.

    Not for two threads.
    """

    def __init__(self) -> None:
        self._content: ContentSet | None = None
        self._before: dict[str, tuple[Sale, TapeRow]] = {}
        self._now: dict[str, tuple[Sale, TapeRow]] = {}

    def begin(self, content: ContentSet) -> None:
        """Begin a new tape; rows that the last one did not have are forgotten, and all of them with other content."""
        self._before = self._now if content is self._content else {}
        self._content, self._now = content, {}

    def row(self, content: ContentSet, sale: Sale, mark: SaveMark, *, voided: bool, refunded: int) -> TapeRow:
        """Return the row of a saved sale; the same object as before where nothing in it changed."""
        known_sale, row = self._before.get(sale.event_id, (None, None))
        shown = (mark, voided, refunded)
        if row is None or known_sale is not sale or (row.mark, row.voided, row.refunded) != shown:
            row = _tape_row(content, sale, mark, voided, refunded=refunded)
        self._now[sale.event_id] = (sale, row)
        return row


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


def pending_sales(inputs: LiveInputs) -> tuple[PendingSale, ...]:
    """Return the sales that are not saved yet, with their numbers as corrected since."""
    return tuple(as_changed(inputs, row) for row in inputs.pending)


def as_changed(inputs: LiveInputs, sale: _AnySale) -> _AnySale:
    """Return a sale with its number as corrected, though the correction is not saved yet."""
    change = inputs.changing.get(sale.event_id)
    return sale if change is None else replace(sale, units=max(0, sale.units + change.delta))


def tape_rows(inputs: LiveInputs, kept: KeptRows) -> tuple[TapeRow, ...]:
    """Return the newest rows: what is not saved on top, then the saved by sequence."""
    kept.begin(inputs.content)
    rows = [_pending_row(inputs, row) for row in reversed(pending_sales(inputs))][:TAPE_ROWS]
    session = inputs.session
    refunds = _refunds_by_sale(session.refunds if session else ())
    for sale in reversed(session.sales[-TAPE_ROWS:] if session else ()):
        if len(rows) >= TAPE_ROWS:
            break
        rows.append(_saved_row(inputs, sale, refunds.get(sale.event_id, ()), kept))
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


def _saved_row(inputs: LiveInputs, sale: Sale, refunds: Sequence[Refund], kept: KeptRows) -> TapeRow:
    change = inputs.changing.get(sale.event_id)
    refunded = sum(refund.units for refund in refunds) + (change.refunded if change else 0)
    void_failed = inputs.voiding.get(sale.event_id)
    voided = void_failed is not None or sale.voided_by is not None
    if void_failed is not None or change is not None:
        mark = SaveMark.FAILED if void_failed or (change and change.failed) else SaveMark.PENDING
    else:
        mark = _saved_mark(inputs, sale, refunds)
    return kept.row(inputs.content, as_changed(inputs, sale), mark, voided=voided, refunded=refunded)


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
