# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What keys and buttons of the Live page ask of the services."""

from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.domain.live_view import LiveView
from app.domain.obs.state import AudioInput, ObsState
from app.ui.live.quantity import Quantity
from app.ui.live.services import LivePageServices
from app.ui.press_guard import PressGuard

Source = Literal["key", "pad"]


def microphone(state: ObsState) -> AudioInput | None:
    """Return the input that is most likely the microphone: by its name, else the first one; None without a link."""
    if not state.connected:
        return None
    named = (one for one in state.audio if "mic" in one.name.casefold() or "麦" in one.name)
    return next(named, state.audio[0] if state.audio else None)


class LiveActions(QObject):
    """Turns presses into calls of the services.

    Signals:
        told(str): a plain sentence about a press that did nothing.
    """

    told = Signal(str)

    def __init__(self, services: LivePageServices, quantity: Quantity, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._quantity = quantity
        self._guard = PressGuard(services.clock)

    @property
    def _view(self) -> LiveView:
        return self._services.live_view.view

    def can_sell(self) -> bool:
        """Return whether a session is open and a variant is selected while no policy point is on."""
        view = self._view
        return view.session is not None and view.policy is None and view.selected_sku_id is not None

    def sell(self, units: int) -> None:
        """Log a sale by key."""
        self._sell_once(units, "key")

    def sell_by_button(self, units: int) -> None:
        """Log a sale by a button on the screen."""
        self._sell_once(units, "pad")

    def sell_typed(self) -> None:
        """Log a sale of the number typed; nothing typed sells nothing, and a number that cannot be sold stays."""
        self._sell_typed("key")

    def sell_typed_by_button(self) -> None:
        """Do the same for the button on the screen."""
        self._sell_typed("pad")

    def sell_scanned(self, code: str) -> None:
        """Log a sale of the variant with the code scanned: the number typed before it, else one."""
        if self._view.policy is not None:
            self.told.emit(self.tr("Nothing was logged: nothing is sold during policy talk."))
            return
        self._services.sales.sell_code(code, self._quantity.take() or 1)

    def undo_sale(self) -> None:
        """Take back the newest sale."""
        if self._guard.accepts("undo"):
            self._services.sales.undo_last()

    def void(self, event_id: str | None) -> None:
        """Take back one sale."""
        if event_id is None:
            self.told.emit(self.tr("Choose a sale on the tape first: Ctrl+Down and Ctrl+Up move through it."))
        elif self._guard.accepts("void"):
            self._services.sales.void(event_id)

    def refund(self, event_id: str | None) -> None:
        """Log that the number typed came back of one sale."""
        if event_id is None or not self._quantity.digits:
            self.told.emit(self.tr("Choose a sale on the tape and type how many came back first, then press Ctrl+G."))
            return
        self._services.sales.refund(event_id, self._quantity.take() or 0)

    def correct(self, event_id: str | None) -> None:
        """Make the number of one sale the number typed."""
        if event_id is None or not self._quantity.digits:
            self.told.emit(self.tr("Choose a sale on the tape and type the right number first, then press Ctrl+E."))
            return
        self._services.sales.correct(event_id, self._quantity.take() or 0)

    def cover_policy(self) -> None:
        """Mark the policy point that is on as said."""
        card = self._view.policy
        if card is None:
            self.told.emit(self.tr("No policy point is on, so none was marked as said."))
        elif self._guard.accepts("cover"):
            self._services.records.cover_policy(card.policy_id)

    def select_variant(self, sku_id: str) -> None:
        """Select a variant of the card."""
        self._services.live_view.select_sku(sku_id)

    def select_next_variant(self) -> None:
        """Select the next variant of the card."""
        self._services.live_view.select_next_sku()

    def present(self, row_id: str) -> None:
        """Put a row on."""
        self._services.presenting.present(row_id)

    def next_item(self) -> None:
        """Put the next row on."""
        if self._guard.accepts("next"):
            self._services.presenting.next()

    def previous_item(self) -> None:
        """Put the row before on."""
        if self._guard.accepts("previous"):
            self._services.presenting.previous()

    def jump_to_link(self) -> None:
        """Put the row with the link number typed on."""
        number = self._quantity.take()
        if number is None:
            self.told.emit(self.tr("Type a link number first, then press G."))
        else:
            self._services.presenting.present_link(number)

    def undo_present(self) -> None:
        """Go back to the row that was on before."""
        self._services.presenting.undo()

    def nudge_base(self) -> None:
        """Send to the base now."""
        self._services.sync.nudge()

    def _sell_once(self, units: int, source: Source) -> None:
        # A key or mouse button that bounces would double the sale.
        if self._guard.accepts(f"{source} {units}"):
            self._sell(units, source)

    def _sell(self, units: int, source: Source) -> None:
        sku_id = self._view.selected_sku_id
        if self.can_sell() and sku_id is not None:
            self._services.sales.sell(sku_id, units, source)
        else:
            self.told.emit(self.tr("Nothing was logged: put a product on and choose a variant."))

    def _sell_typed(self, source: Source) -> None:
        if not self._quantity.digits:
            return
        units = self._quantity.take() if self.can_sell() else 0
        self._sell(units or 0, source)
