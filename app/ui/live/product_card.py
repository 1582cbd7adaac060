# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of a product's cue card: name, price, what is left, variants, what must not be said."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.live_view import ProductCard, SkuLine
from app.domain.money import format_yuan
from app.ui.icons import IconSet
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import ElidedLabel, HeadlineLabel, set_property, tell


class Fact(QWidget):
    """An icon and a short fact; hidden while there is none. A ``whole`` one is never elided."""

    def __init__(self, icons: IconSet, icon: str, *, tone: str = "text", whole: bool = False) -> None:
        super().__init__()
        self._icons, self._name, self._tone = icons, icon, tone
        self._icon = QLabel()
        self._text: QLabel = QLabel() if whole else ElidedLabel()
        self._text.setWordWrap(whole)
        if tone != "text":
            self._text.setProperty("tone", tone)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._text, 1)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._icon.setPixmap(self._icons.pixmap(self._name, self._tone, 16 if scale.compact else 20))
        self._text.setFont(scale.font(Type.BODY))
        self._layout.setSpacing(8)

    def show_text(self, text: str) -> None:
        """Show ``text``; an empty text hides the fact."""
        tell(self._text, text)
        self.setVisible(bool(text))


class ProductCardView(QWidget):
    """Shows a product.

    Signals:
        sku_clicked(str): the person chose this variant.
    """

    sku_clicked = Signal(str)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: ProductCard | None = None
        self._selected: str | None = None
        self._scale = ROOMY
        self._name = HeadlineLabel()
        self._name_ug = ElidedLabel(least=0.7)
        self._name_ug.setProperty("tone", "muted")
        self._name_ug.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._price = QLabel()
        self._price.setProperty("tone", "token")
        self._struck = QLabel()
        self._struck.setProperty("tone", "muted")
        self._basis = ElidedLabel()
        self._basis.setProperty("tone", "muted")
        self._facts = {
            "stock": Fact(icons, "stock"),
            "gift": Fact(icons, "gift", tone="good"),
            "limit": Fact(icons, "limit"),
        }
        self._do_not_say = Fact(icons, "forbidden", tone="bad", whole=True)
        self._variants = QWidget()
        self._flow = FlowLayout(self._variants)
        self._spare: list[QPushButton] = []
        self._buttons: dict[str, QPushButton] = {}
        self._build()

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self._name.setFont(scale.font(Type.NAME, bold=True))
        self._name_ug.setFont(scale.font(Type.TITLE))
        self._price.setFont(scale.font(Type.PRICE, bold=True))
        struck = scale.font(Type.TITLE)
        struck.setStrikeOut(True)
        self._struck.setFont(struck)
        self._basis.setFont(scale.font(Type.SMALL))
        for fact in (*self._facts.values(), self._do_not_say):
            fact.set_scale(scale)
        for button in (*self._buttons.values(), *self._spare):
            button.setFont(scale.font(Type.BODY))
        self._layout.setSpacing(scale.gap)
        self._flow.setSpacing(scale.gap)
        self._middle.setHorizontalSpacing(scale.margin + scale.gap)
        self._middle.setVerticalSpacing(2)

    def show_card(self, card: ProductCard, selected: str | None) -> None:
        """Show ``card`` with the variant ``selected``."""
        if card == self._card and selected == self._selected:
            return
        old, self._card, self._selected = self._card, card, selected
        tell(self._name, card.title)
        tell(self._name_ug, card.title_ug)
        self._name_ug.setVisible(bool(card.title_ug))
        words = self.tr("Do not say: {words}").format(words=" · ".join(card.do_not_say)) if card.do_not_say else ""
        self._do_not_say.show_text(words)
        if old is None or [s.sku_id for s in old.skus] != [s.sku_id for s in card.skus]:
            self._rebuild_variants(card)
        for sku in card.skus:
            self._label_variant(sku)
        self._show_sku(next((sku for sku in card.skus if sku.sku_id == selected), None), card.unit)

    def _build(self) -> None:
        names = QHBoxLayout()
        names.addWidget(self._name, 3)
        names.addWidget(self._name_ug, 1)
        struck = QVBoxLayout()
        struck.setSpacing(0)
        struck.addStretch(1)
        struck.addWidget(self._struck)
        struck.addWidget(self._basis)
        struck.addStretch(1)
        facts = QVBoxLayout()
        facts.setSpacing(2)
        facts.addStretch(1)
        for fact in self._facts.values():
            facts.addWidget(fact)
        facts.addStretch(1)
        self._middle = QGridLayout()
        self._middle.addWidget(self._price, 0, 0)
        self._middle.addLayout(struck, 0, 1)
        self._middle.addLayout(facts, 0, 2)
        self._middle.setColumnStretch(1, 1)
        self._middle.setColumnStretch(2, 2)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addLayout(names)
        self._layout.addLayout(self._middle)
        self._layout.addWidget(self._variants)
        self._layout.addWidget(self._do_not_say)

    def _rebuild_variants(self, card: ProductCard) -> None:
        """Give each variant a button, the same ones for every product: a new one costs a layout of the whole window."""
        buttons = [*self._buttons.values(), *self._spare]
        buttons += [self._new_variant_button() for _ in card.skus[len(buttons) :]]
        self._spare = buttons[len(card.skus) :]
        self._buttons = {sku.sku_id: button for sku, button in zip(card.skus, buttons, strict=False)}
        for button in buttons:
            button.setVisible(button not in self._spare)
        self._variants.setVisible(bool(card.skus))

    def _new_variant_button(self) -> QPushButton:
        button = QPushButton()
        button.setFont(self._scale.font(Type.BODY))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMinimumSize(QSize(48, 0))
        button.clicked.connect(partial(self._on_variant_clicked, button))
        self._flow.addWidget(button)
        return button

    def _label_variant(self, sku: SkuLine) -> None:
        chosen = sku.sku_id == self._selected
        price = self.tr("price on the day") if sku.live_price_fen is None else format_yuan(sku.live_price_fen)
        text = f"{sku.spec}  {price}"
        button = self._buttons[sku.sku_id]
        button.setText(f"✓ {text}" if chosen else text)
        name = self.tr("Variant {variant}, selected") if chosen else self.tr("Variant {variant}")
        button.setAccessibleName(name.format(variant=text))
        set_property(button, "state", "on" if chosen else "")

    def _show_sku(self, sku: SkuLine | None, unit: str) -> None:
        if sku is None:
            for label in (self._price, self._struck, self._basis):
                tell(label, "")
            for fact in self._facts.values():
                fact.show_text("")
            return
        tell(self._price, "—" if sku.live_price_fen is None else format_yuan(sku.live_price_fen))
        tell(self._struck, "" if sku.compare_price_fen is None else format_yuan(sku.compare_price_fen))
        tell(self._basis, self._basis_text(sku))
        for label in (self._struck, self._basis):
            label.setVisible(bool(label.text()))
        stock = "" if sku.stock_left is None else self.tr("{count} {unit} left").format(count=sku.stock_left, unit=unit)
        limit = "" if sku.limit is None else self.tr("at most {count} each").format(count=sku.limit)
        gift = self.tr("gift: {gift}").format(gift=sku.gift) if sku.gift else ""
        for name, text in {"stock": stock, "gift": gift, "limit": limit}.items():
            self._facts[name].show_text(text)

    def _basis_text(self, sku: SkuLine) -> str:
        if sku.live_price_fen is None:
            return self.tr("No price yet: say none.")
        if sku.compare_price_fen is None:
            return ""
        return sku.compare_basis or self.tr("No basis given: do not say the old price.")

    def _on_variant_clicked(self, button: QPushButton) -> None:
        self.sku_clicked.emit(next(sku_id for sku_id, one in self._buttons.items() if one is button))
