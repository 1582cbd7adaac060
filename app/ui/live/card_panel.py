# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The middle of the page: the cue card or the policy point, and beneath it what is read aloud."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.live_view import LiveView, ProductCard, ScriptBlock, ScriptSpan
from app.ui.icons import IconSet
from app.ui.live.policy_card import PolicyCardView
from app.ui.live.product_card import ProductCardView
from app.ui.live.reader import Reader
from app.ui.theme.model import Theme
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.labels import tell
from app.ui.widgets.one_layout import one_layout

_SIDE_BY_SIDE_PX = 760


class CardPanel(QFrame):
    """Product or policy, script and points. Wide enough, script and points stand side by side, else one at a time.

    Signals:
        sku_clicked(str): the person chose this variant.
        cover_clicked: the policy point that is on was said.
    """

    sku_clicked = Signal(str)
    cover_clicked = Signal()

    def __init__(self, theme: Theme, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._scale = ROOMY
        self._wide = False
        self._product = ProductCardView(icons)
        self._product.sku_clicked.connect(self.sku_clicked)
        self._policy = PolicyCardView(icons)
        self._policy.cover_clicked.connect(self.cover_clicked)
        self._plain = QLabel()
        self._plain.setWordWrap(True)
        self._plain.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._script = Reader(theme, self.tr("Script"))
        self._points = Reader(theme, self.tr("Points and answers"))
        self._points.set_step(Type.TITLE)
        self._current: QWidget = self._plain
        self._tabs = QWidget()
        self._script_tab = QPushButton(self.tr("Script"))
        self._points_tab = QPushButton(self.tr("Points and answers"))
        self._rule = QFrame()
        self._divider = QFrame()
        self._build()

    @property
    def script_reader(self) -> Reader:
        """What is read aloud."""
        return self._script

    def set_view(self, view: LiveView) -> None:
        """Show what is on in ``view``."""
        with one_layout(self._layout, self._body_layout):
            self._show(view)

    def _show(self, view: LiveView) -> None:
        if view.policy is not None:
            self._policy.show_card(view.policy)
            self._current = self._policy
        elif view.product is not None:
            self._product.show_card(view.product, view.selected_sku_id)
            self._current = self._product
        else:
            current = next((row.title for row in view.rows if row.row_id == view.current_row_id), "")
            nothing = self.tr("Nothing is on yet. Press Page Down to put the first row on.")
            tell(self._plain, current or nothing)
            self._current = self._plain
        for page in (self._policy, self._product, self._plain):
            page.setVisible(page is self._current)
        points = points_blocks(view.product) if view.product is not None and view.policy is None else ()
        self._points.show_blocks(f"points:{view.product.product_id}" if view.product else "", points)
        script = view.script
        self._script.show_blocks(script.segment_id if script else "", script.blocks if script else ())
        self._arrange()

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self._layout.setContentsMargins(scale.margin, scale.gap, scale.margin, scale.gap)
        self._layout.setSpacing(scale.gap)
        self._product.set_scale(scale)
        self._policy.set_scale(scale)
        self._plain.setFont(scale.font(Type.NAME, bold=True))
        self._script.set_scale(scale)
        self._points.set_scale(scale)
        for tab in (self._script_tab, self._points_tab):
            tab.setFont(scale.font(Type.SMALL))
        self._body_layout.setSpacing(scale.margin)

    def toggle_points(self) -> None:
        """Change between script and points where only one has room."""
        (self._script_tab if self._points_tab.isChecked() else self._points_tab).setChecked(True)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width."""
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE_PX
        if wide is not self._wide:
            self._wide = wide
            self._arrange()

    def _arrange(self) -> None:
        has_points = bool(self._points.toPlainText())
        has_script = bool(self._script.toPlainText())
        both = has_points and has_script
        chosen_points = self._points_tab.isChecked()
        self._tabs.setVisible(both and not self._wide)
        self._points.setVisible(has_points and (self._wide or chosen_points or not has_script))
        self._script.setVisible(has_script and (self._wide or not chosen_points or not has_points))
        self._divider.setVisible(both and self._wide)
        self._rule.setVisible(has_points or has_script)
        policy = self._current is self._policy
        reading = has_points or has_script
        self._body.setVisible(reading)
        self._layout.setStretchFactor(self._product, 0 if reading else 1)
        self._layout.setStretchFactor(self._policy, 3)
        self._layout.setStretchFactor(self._plain, 0 if reading else 1)
        self._layout.setStretchFactor(self._body, 2 if policy else 1 if reading else 0)

    def _build(self) -> None:
        for line in (self._rule, self._divider):
            line.setProperty("line", "true")
        self._rule.setFixedHeight(1)
        self._divider.setFixedWidth(1)
        self._layout = QVBoxLayout(self)
        for page in (self._product, self._policy, self._plain):
            page.setVisible(page is self._current)
            self._layout.addWidget(page)
        self._layout.addWidget(self._rule)
        self._layout.addWidget(self._build_tabs())
        self._body = QWidget()
        self._body_layout = QHBoxLayout(self._body)
        self._body_layout.setContentsMargins(0, 0, 0, 0)
        self._body_layout.addWidget(self._script, 3)
        self._body_layout.addWidget(self._divider)
        self._body_layout.addWidget(self._points, 2)
        self._layout.addWidget(self._body)

    def _build_tabs(self) -> QWidget:
        group = QButtonGroup(self)
        row = QHBoxLayout(self._tabs)
        row.setContentsMargins(0, 0, 0, 0)
        for tab in (self._script_tab, self._points_tab):
            tab.setCheckable(True)
            tab.setProperty("segment", "true")
            tab.setAccessibleName(tab.text())
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tab.clicked.connect(self._arrange)
            group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        self._script_tab.setChecked(True)
        return self._tabs


def points_blocks(card: ProductCard) -> tuple[ScriptBlock, ...]:
    """Return selling points, expected questions and usage of a product as blocks to read."""
    blocks = [ScriptBlock((ScriptSpan(f"•  {point}"),)) for point in card.selling_points]
    for question in card.faq:
        blocks.append(ScriptBlock((ScriptSpan(f"?  {question.question}"),), heading=True))
        blocks.append(ScriptBlock((ScriptSpan(question.answer),)))
    if card.usage:
        blocks.append(ScriptBlock((ScriptSpan(card.usage),), heading=True))
    return tuple(blocks)
