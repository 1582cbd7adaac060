# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sales: shown at once, saved by the writer, kept and retried when a save fails, corrected, refunded, taken back."""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.contract.events import MAX_UNITS, EventKind, SaleAddBody, SaleAdjustBody, SaleRefundBody, SaleVoidBody
from app.domain.live_inputs import PendingChange, PendingSale
from app.domain.ports import LedgerWriter
from app.domain.session_state import Sale
from app.services.content import ContentService
from app.services.ledger_feed import LedgerFeed, Unsaved
from app.services.session import SessionService

SaleSource = Literal["key", "pad", "command_line"]


class SalesService(QObject):
    """Logs sales and voids of the open session. Nothing here waits: not for the disk, OBS or the base.

    Signals:
        rows_changed(): ``rows``, ``voiding`` or what is saved changed.
        not_saved_changed(str): the NOT SAVED sentence, empty when all is well again.
        refused(str): a plain sentence about why a key did nothing.
    """

    rows_changed = Signal()
    not_saved_changed = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        session: SessionService,
        ledger: LedgerWriter,
        content: ContentService,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._content = content
        self._not_saved = ""
        self._current_row_id: str | None = None
        self.feed = LedgerFeed(ledger, parent=self)
        session.attach_feed(self.feed)
        self.feed.changed.connect(self._on_feed_changed)
        self.feed.rejected.connect(self.refused)
        session.feed.changed.connect(self._on_feed_changed)

    @property
    def rows(self) -> tuple[PendingSale, ...]:
        """Sales that are not saved yet, oldest first."""
        voided = self.voiding
        return tuple(
            _pending_sale(entry, entry.draft.event_id in voided)
            for entry in self.feed.entries
            if entry.draft.kind == EventKind.SALE_ADD
        )

    @property
    def voiding(self) -> dict[str, bool]:
        """Sales whose void is not saved yet: event id of the sale to whether saving the void failed."""
        return {
            entry.draft.body["target"]: entry.failed
            for entry in self.feed.entries
            if entry.draft.kind == EventKind.SALE_VOID
        }

    @property
    def changing(self) -> dict[str, PendingChange]:
        """Corrections and refunds that are not saved yet, joined by the sale that they belong to."""
        changes: dict[str, PendingChange] = {}
        for entry in self.feed.entries:
            found = _pending_change(entry)
            if found is not None:
                target = entry.draft.body["target"]
                changes[target] = changes[target].joined(found) if target in changes else found
        return changes

    @property
    def not_saved(self) -> str:
        """The NOT SAVED sentence, empty when no save failed."""
        return self._not_saved

    def set_current_row(self, row_id: str | None) -> None:
        """Tell which lineup row sales belong to from now on; None while policy is talked about or nothing is on."""
        self._current_row_id = row_id

    def sell(self, sku_id: str, units: int, source: SaleSource = "key") -> str | None:
        """Log ``units`` of a variant. Returns the event id of the new row, None if it was refused."""
        state = self._session.state
        sku = self._content.content.skus.get(sku_id)
        if state is None or self._session.closing:
            self.refused.emit(
                QCoreApplication.translate("SalesService", "No session is open, so nothing was logged. Open one first.")
            )
            return None
        if sku is None or not 1 <= units <= MAX_UNITS:
            self.refused.emit(
                QCoreApplication.translate(
                    "SalesService", "Nothing was logged: choose a variant and a number from 1 to 9999."
                )
            )
            return None
        body = SaleAddBody(
            sku_id=sku_id,
            product_id=sku.product_id,
            units=units,
            unit_price_fen=sku.live_price,
            row_id=self._current_row_id,
            source=source,
        )
        draft = self._session.drafter().sale(state.session_id, body)
        self.feed.submit(draft)
        return draft.event_id

    def sell_code(self, code: str, units: int) -> str | None:
        """Log a sale of the open session's shop by a scanned code. Returns the event id, None if it was refused."""
        state, content = self._session.state, self._content.content
        wanted = code.casefold()
        found = None
        for product in content.products_of(state.shop_id) if state else ():
            found = found or next(
                (sku for sku in content.skus_of(product.product_id) if sku.sku_id.casefold() == wanted), None
            )
        if state is not None and found is None:
            sentence = QCoreApplication.translate(
                "SalesService", "Nothing was logged: this shop has no variant with the code {code}."
            )
            self.refused.emit(sentence.format(code=code))
            return None
        return self.sell(found.sku_id if found else "", units, "key")

    def void(self, event_id: str) -> str | None:
        """Take back one sale, saved or not. Returns the id of the void, None if there is nothing to take back."""
        state = self._session.state
        if state is None or self._session.closing or not self._stands(event_id):
            self.refused.emit(QCoreApplication.translate("SalesService", "There is no such sale to take back."))
            return None
        draft = self._session.drafter().void(state.session_id, SaleVoidBody(target=event_id))
        self.feed.submit(draft, after=event_id)
        return draft.event_id

    def correct(self, event_id: str, units: int) -> str | None:
        """Make the number of a sale ``units``, saved or not. Returns the id of the adjust, None if it was refused."""
        state = self._session.state
        before = self._units_of(event_id)
        if state is None or self._session.closing or before is None:
            self.refused.emit(QCoreApplication.translate("SalesService", "There is no such sale to correct."))
            return None
        if units == before:
            self.refused.emit(
                QCoreApplication.translate("SalesService", "Nothing was corrected: the sale has that number already.")
            )
            return None
        draft = self._session.drafter().adjust(state.session_id, SaleAdjustBody(target=event_id, delta=units - before))
        self.feed.submit(draft, after=event_id)
        return draft.event_id

    def refund(self, event_id: str, units: int) -> str | None:
        """Log that ``units`` of a sale came back; what was sold stays sold. Returns the id, None if it was refused."""
        sale = self._sold(event_id)
        state = self._session.state
        if state is None or self._session.closing or sale is None:
            self.refused.emit(QCoreApplication.translate("SalesService", "There is no such sale to refund."))
            return None
        left = (self._units_of(event_id) or 0) - self._refunded(event_id)
        if not 1 <= units <= left:
            sentence = QCoreApplication.translate(
                "SalesService", "Nothing was refunded: of this sale, {left} can be given back."
            )
            self.refused.emit(sentence.format(left=left))
            return None
        body = SaleRefundBody(
            sku_id=sale.sku_id,
            product_id=sale.product_id,
            units=units,
            unit_price_fen=sale.unit_price_fen,
            target=event_id,
        )
        draft = self._session.drafter().refund(state.session_id, body)
        self.feed.submit(draft, after=event_id)
        return draft.event_id

    def undo_last(self) -> str | None:
        """Take back the newest sale that stands, also one that is still being saved."""
        newest = self._newest_standing()
        if newest is None:
            self.refused.emit(QCoreApplication.translate("SalesService", "There is no sale to take back."))
            return None
        return self.void(newest)

    def _units_of(self, event_id: str) -> int | None:
        """Return the number of a sale that stands, with corrections that are still being saved; None without one."""
        sale = self._sold(event_id)
        change = self.changing.get(event_id)
        return None if sale is None else sale.units + (change.delta if change else 0)

    def _sold(self, event_id: str) -> Sale | PendingSale | None:
        """Return a sale that stands, saved or not."""
        if not self._stands(event_id):
            return None
        saved = self._session.state.sale(event_id) if self._session.state else None
        return saved or next((row for row in self.rows if row.event_id == event_id), None)

    def _refunded(self, event_id: str) -> int:
        """Return how many units of a sale were given back, saved or not."""
        change = self.changing.get(event_id)
        refunds = self._session.state.refunds if self._session.state else ()
        return sum(one.units for one in refunds if one.target == event_id) + (change.refunded if change else 0)

    def _stands(self, event_id: str) -> bool:
        if event_id in self.voiding:
            return False
        if any(row.event_id == event_id for row in self.rows):
            return True
        state = self._session.state
        sale = state.sale(event_id) if state else None
        return sale is not None and sale.voided_by is None

    def _newest_standing(self) -> str | None:
        voiding = self.voiding
        for row in reversed(self.rows):
            if not row.voided:
                return row.event_id
        sales = self._session.state.sales if self._session.state else ()
        for sale in reversed(sales):
            if sale.voided_by is None and sale.event_id not in voiding:
                return sale.event_id
        return None

    def _on_feed_changed(self) -> None:
        self.rows_changed.emit()
        sentence = self.feed.trouble() or self._session.feed.trouble()
        if sentence != self._not_saved:
            self._not_saved = sentence
            self.not_saved_changed.emit(sentence)


def _pending_sale(entry: Unsaved, voided: bool) -> PendingSale:
    body = entry.draft.body
    return PendingSale(
        event_id=entry.draft.event_id,
        sku_id=body["sku_id"],
        product_id=body["product_id"],
        row_id=body["row_id"],
        units=body["units"],
        unit_price_fen=body["unit_price_fen"],
        occurred_at=entry.draft.stamp.occurred_at,
        tz_offset_min=entry.draft.stamp.tz_offset_min,
        failed=entry.failed,
        voided=voided,
    )


def _pending_change(entry: Unsaved) -> PendingChange | None:
    """Return what an unsaved entry changes of its sale, None where it changes none."""
    body = entry.draft.body
    if entry.draft.kind == EventKind.SALE_ADJUST:
        return PendingChange(delta=body["delta"], failed=entry.failed)
    if entry.draft.kind == EventKind.SALE_REFUND and body["target"] is not None:
        refunded = body["units"]
        return PendingChange(
            refunded=refunded, refunded_fen=refunded * (body["unit_price_fen"] or 0), failed=entry.failed
        )
    return None
