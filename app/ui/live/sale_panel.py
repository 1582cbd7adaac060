# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The right side: keys that sell, the tape of what was sold, totals."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.live_view import LiveView
from app.domain.money import format_amount, format_yuan
from app.domain.session_state import Totals
from app.domain.sync import SyncStatus
from app.ui.icons import IconSet
from app.ui.live.painting import TapeDelegate
from app.ui.live.quantity import Quantity
from app.ui.live.safety_line import SafetyLine
from app.ui.models.tape_model import SALE_ROLE, TapeModel
from app.ui.theme.model import Theme
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.labels import ElidedLabel, set_tone, tell

SALE_KEYS = ((1, "F1"), (2, "F2"), (5, "F3"), (10, "F4"))


class SaleKey(QPushButton):
    """A large button with its number, and the key that does the same beneath it."""

    def __init__(self, units: int, key: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._units = QLabel(f"+{units}")
        self._key = QLabel(key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(0)
        for label in (self._units, self._key):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._units.setFont(scale.font(Type.CLOCK, bold=True))
        self._key.setFont(scale.font(Type.SMALL))
        self.setFixedHeight(48 if scale.compact else 72)

    def changeEvent(self, event: QEvent) -> None:
        """Grey the words with the button."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            set_tone(self._units, "" if self.isEnabled() else "disabled")
            set_tone(self._key, "muted" if self.isEnabled() else "disabled")


class SalePanel(QFrame):
    """Sells the selected variant and shows the tape.

    Signals:
        sell_requested(int): sell so many of the selected variant.
        typed_sell_requested: sell the number that was typed.
        void_requested(str): take back the sale with this event id.
        undo_requested: take back the newest sale.
        correct_requested(str): make the sale's number the one typed.
        refund_requested(str): give back of the sale the number typed.
    """

    sell_requested = Signal(int)
    typed_sell_requested = Signal()
    void_requested = Signal(str)
    undo_requested = Signal()
    correct_requested = Signal(str)
    refund_requested = Signal(str)

    def __init__(self, theme: Theme, icons: IconSet, quantity: Quantity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._icons = icons
        self._quantity = quantity
        self._scale = ROOMY
        self._can_sell = False
        self._selected = ElidedLabel()
        self._keys = [self._build_key(units, key) for units, key in SALE_KEYS]
        self._typed = QLabel()
        self._typed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sell = QPushButton(self.tr("Sell ↵"))
        self._model = TapeModel(self)
        self._list = QListView()
        self._delegate = TapeDelegate(theme, icons, self._list)
        self._empty = QLabel(self.tr("No sale yet."))
        self._units = QLabel()
        self._amount = ElidedLabel()
        self._undo = QPushButton(self.tr("Undo last"))
        self._void = QPushButton(self.tr("Take back"))
        self._correct = QPushButton(self.tr("Set number"))
        self._refund = QPushButton(self.tr("Refund"))
        self._safety = SafetyLine(icons)
        self._configure()
        self._build()
        quantity.changed.connect(self._on_quantity_changed)
        self._on_quantity_changed()

    @property
    def tape_model(self) -> TapeModel:
        """The sales on show."""
        return self._model

    @property
    def selected_sale(self) -> str | None:
        """The event id of the row selected on the tape, None if there is none that stands."""
        index = self._list.currentIndex()
        row = index.data(SALE_ROLE) if index.isValid() else None
        return row.event_id if row is not None and not row.voided else None

    def move_selection(self, step: int) -> None:
        """Select the sale ``step`` rows older (or newer), the newest where none is selected."""
        current = self._list.currentIndex()
        position = current.row() + step if current.isValid() else 0
        if self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(max(0, min(position, self._model.rowCount() - 1))))

    def clear_selection(self) -> None:
        """Select no sale."""
        self._list.setCurrentIndex(QModelIndex())

    def set_sync(self, status: SyncStatus) -> None:
        """Know since when entries wait for the base."""
        self._safety.set_sync(status)

    def tick(self, now: datetime) -> None:
        """Bring the age of what waits up to date."""
        self._safety.tick(now)

    def set_view(self, view: LiveView) -> None:
        """Show keys, tape and totals of ``view``."""
        skus = view.product.skus if view.product is not None and view.policy is None else ()
        sku = next((sku for sku in skus if sku.sku_id == view.selected_sku_id), None)
        if sku is not None:
            price = self.tr("price on the day") if sku.live_price_fen is None else format_yuan(sku.live_price_fen)
            tell(self._selected, self.tr("Selling: {spec}  {price}").format(spec=sku.spec, price=price))
        elif view.policy is not None:
            tell(self._selected, self.tr("Policy talk: nothing is sold now."))
        else:
            tell(self._selected, self.tr("No variant is selected."))
        set_tone(self._selected, "" if sku is not None else "muted")
        self._can_sell = sku is not None and view.session is not None
        for key in self._keys:
            key.setEnabled(self._can_sell)
        self._on_quantity_changed()
        self._model.set_rows(view.tape)
        self._empty.setVisible(not view.tape)
        self._list.setVisible(bool(view.tape))
        self._undo.setEnabled(any(not row.voided for row in view.tape))
        self._on_current_changed()
        self._show_totals(view.totals)
        self._safety.set_safety(view.safety)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._delegate.set_scale(scale)
        self._list.scheduleDelayedItemsLayout()
        self._selected.setFont(scale.font(Type.BODY))
        for key in self._keys:
            key.set_scale(scale)
        self._scale = scale
        self._on_quantity_changed()
        self._sell.setFont(scale.font(Type.BODY))
        self._units.setFont(scale.font(Type.CLOCK, bold=True))
        self._amount.setFont(scale.font(Type.BODY))
        self._empty.setFont(scale.font(Type.BODY))
        for button in self._buttons:
            button.setFont(scale.font(Type.SMALL))
        self._safety.set_scale(scale)
        self._layout.setContentsMargins(1, scale.gap, 1, scale.gap)
        self._layout.setSpacing(scale.gap)
        self._top.setContentsMargins(scale.margin, 0, scale.margin, 0)
        self._top.setSpacing(scale.gap)
        self._foot.setContentsMargins(scale.margin, scale.gap, scale.margin, 0)
        self._foot.setSpacing(scale.gap)

    def _build_key(self, units: int, key: str) -> SaleKey:
        button = SaleKey(units, key)
        button.setAccessibleName(self.tr("Sell {units} of the selected variant").format(units=units))
        button.clicked.connect(partial(self._on_key_clicked, units))
        return button

    def _configure(self) -> None:
        self._sell.setProperty("kind", "primary")
        self._sell.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._sell.setAccessibleName(self.tr("Sell the number typed"))
        self._sell.clicked.connect(self.typed_sell_requested)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Sales of this session"))
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("tone", "muted")
        self._amount.setProperty("tone", "muted")
        self._undo.setIcon(self._icons.icon("undo"))
        self._undo.setAccessibleName(self.tr("Take back the newest sale"))
        self._undo.setToolTip("Ctrl+Z")
        self._undo.clicked.connect(self.undo_requested)
        self._void.setAccessibleName(self.tr("Take back the selected sale"))
        self._void.setToolTip("Delete")
        self._void.clicked.connect(partial(self._emit_selected, self.void_requested))
        self._correct.setAccessibleName(self.tr("Make the selected sale's number the one typed"))
        self._correct.setToolTip("Ctrl+E")
        self._correct.clicked.connect(partial(self._emit_selected, self.correct_requested))
        self._refund.setAccessibleName(self.tr("Refund of the selected sale the number typed"))
        self._refund.setToolTip("Ctrl+G")
        self._refund.clicked.connect(partial(self._emit_selected, self.refund_requested))
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _build(self) -> None:
        self._top = QGridLayout()
        self._top.addWidget(self._selected, 0, 0, 1, 4)
        for column, key in enumerate(self._keys):
            self._top.addWidget(key, 1, column)
            self._top.setColumnStretch(column, 1)
        typed = QFrame()
        typed.setProperty("panel", "sunken")
        inside = QHBoxLayout(typed)
        inside.setContentsMargins(8, 2, 8, 2)
        inside.addWidget(self._typed)
        self._top.addWidget(typed, 2, 0, 1, 2)
        self._top.addWidget(self._sell, 2, 2, 1, 2)
        rule = QFrame()
        rule.setProperty("line", "true")
        rule.setFixedHeight(1)
        totals = QHBoxLayout()
        totals.addWidget(self._units)
        totals.addWidget(self._amount, 1)
        buttons = QGridLayout()
        for position, button in enumerate(self._buttons):
            buttons.addWidget(button, position // 2, position % 2)
        self._foot = QVBoxLayout()
        self._foot.addLayout(totals)
        self._foot.addWidget(self._safety)
        self._foot.addLayout(buttons)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._top)
        self._layout.addWidget(rule)
        self._layout.addWidget(self._list, 1)
        self._layout.addWidget(self._empty, 1)
        self._layout.addLayout(self._foot)

    def _show_totals(self, totals: Totals) -> None:
        tell(self._units, self.tr("{units} sold").format(units=totals.units))
        words = self.tr("{amount} in {sales} sales").format(amount=format_amount(totals.amount_fen), sales=totals.sales)
        if totals.unpriced:
            words = self.tr("{words}, {units} without a price").format(words=words, units=totals.unpriced)
        tell(self._amount, words)

    def _on_quantity_changed(self) -> None:
        digits = self._quantity.digits
        tell(self._typed, f"× {digits}" if digits else self.tr("type a number"))
        set_tone(self._typed, "" if digits else "muted")
        self._typed.setFont(self._scale.font(Type.TITLE, bold=True) if digits else self._scale.font(Type.SMALL))
        self._sell.setEnabled(bool(digits) and self._can_sell)

    def _on_current_changed(self, *_indexes: QModelIndex) -> None:
        chosen = self.selected_sale is not None
        self._void.setEnabled(chosen)
        # The tape needs the room while nobody changes a sale.
        for button in (self._correct, self._refund):
            button.setVisible(chosen)

    def _on_key_clicked(self, units: int) -> None:
        self.sell_requested.emit(units)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self._undo, self._void, self._correct, self._refund

    def _emit_selected(self, signal: SignalInstance, *_checked: bool) -> None:
        chosen = self.selected_sale
        if chosen is not None:
            signal.emit(chosen)
