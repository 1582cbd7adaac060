# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which session is to be opened, or which one is open."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.content_set import ContentSet
from app.domain.session_state import SessionState
from app.ui.theme.model import Theme
from app.ui.widgets.hold_button import HoldButton
from app.ui.widgets.labels import set_tone, tell
from app.ui.widgets.panel import Panel

_MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class SessionChoice:
    """What the person chose. ``lineup_id`` None: the shop's plain run."""

    shop_id: str
    shop_name: str
    anchor: str
    lineup_id: str | None


class SessionPanel(Panel):
    """Shop, anchor and lineup with two ways to start; while a session is open, that session instead.

    ``waiver`` opens itself under the buttons when going live needs a reason.

    Signals:
        shop_changed(str): another shop is chosen.
        start_wanted(bool): start a rehearsal (True) or go live (False).
        live_wanted(): back to the Live page.
        close_wanted(): the close button was held long enough.
    """

    shop_changed = Signal(str)
    start_wanted = Signal(bool)
    live_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, theme: Theme, anchor: str, waiver: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._content = ContentSet()
        self._busy = False
        self._waiver = waiver
        self._choose = self._build_choose(anchor)
        self._open = self._build_open(theme)
        self._notice = QLabel()
        self._notice.setWordWrap(True)
        self.body.addWidget(self._choose)
        self.body.addWidget(self._open)
        self.body.addWidget(self._notice)
        self.show_session(None)
        self._refresh()

    @property
    def choice(self) -> SessionChoice | None:
        """What is chosen, None while shop or anchor is missing."""
        shop_id, anchor = self._shop.currentData(), self._anchor.text().strip()
        if not shop_id or not anchor:
            return None
        return SessionChoice(shop_id, self._shop.currentText(), anchor, self.lineup_id)

    @property
    def lineup_id(self) -> str | None:
        """The chosen lineup, None for the shop's plain run."""
        return self._lineup.currentData() or None

    @property
    def shop_id(self) -> str:
        """The chosen shop, empty if there is none."""
        return str(self._shop.currentData() or "")

    def set_content(self, content: ContentSet) -> None:
        """Offer other shops and lineups, keeping what is chosen where it still exists."""
        chosen = self.shop_id
        self._content = content
        self._shop.blockSignals(True)
        self._shop.clear()
        for shop in content.shops.values():
            self._shop.addItem(shop.name, shop.shop_id)
        self._shop.setCurrentIndex(max(0, self._shop.findData(chosen)) if content.shops else -1)
        self._shop.blockSignals(False)
        self._on_shop_chosen()

    def show_session(self, state: SessionState | None) -> None:
        """Show the open session, or the choice of a new one."""
        self._busy = False
        self.show_notice("")
        self._choose.setVisible(state is None)
        self._open.setVisible(state is not None)
        self.set_title(self.tr("Start a session") if state is None else self.tr("A session is open"))
        if state is not None:
            kind = self.tr("Rehearsal, does not count") if state.rehearsal else self.tr("Live")
            sold = self.tr("{units} units sold so far").format(units=state.totals.units)
            text = f"{state.shop_name} · {state.anchor} · {kind}\n{sold}"
            tell(self._open_text, text)
        self._refresh()

    def show_busy(self, text: str) -> None:
        """Say what is under way, and take no second press until it ended."""
        self._busy = True
        self.show_notice(text, tone="muted")
        self._refresh()

    def show_notice(self, text: str, *, tone: str = "bad") -> None:
        """Say a sentence under the buttons; an empty text takes it away."""
        if tone == "bad":
            self._busy = False
        set_tone(self._notice, tone)
        tell(self._notice, text)
        self._notice.setVisible(bool(text))
        self._refresh()

    def _build_choose(self, anchor: str) -> QWidget:
        page = QWidget()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self._shop = QComboBox()
        self._shop.setAccessibleName(self.tr("Shop"))
        self._shop.setPlaceholderText(self.tr("No shop yet"))
        self._shop.currentIndexChanged.connect(self._on_shop_chosen)
        self._anchor = QLineEdit(anchor)
        self._anchor.setMaxLength(_MAX_NAME)
        self._anchor.setAccessibleName(self.tr("Anchor"))
        self._anchor.setPlaceholderText(self.tr("Who presents"))
        self._anchor.textChanged.connect(self._refresh)
        self._lineup = QComboBox()
        self._lineup.setAccessibleName(self.tr("Lineup"))
        form.addRow(self.tr("Shop"), self._shop)
        form.addRow(self.tr("Anchor"), self._anchor)
        form.addRow(self.tr("Lineup"), self._lineup)
        self._live = QPushButton(self.tr("Go live"))
        self._live.setProperty("kind", "primary")
        self._live.clicked.connect(self._on_live_clicked)
        self._rehearse = QPushButton(self.tr("Rehearse"))
        self._rehearse.clicked.connect(self._on_rehearse_clicked)
        for button in (self._live, self._rehearse):
            button.setAccessibleName(button.text())
            button.setMinimumHeight(40)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._live, 1)
        buttons.addWidget(self._rehearse, 1)
        self._why = QLabel()
        self._why.setWordWrap(True)
        set_tone(self._why, "muted")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addLayout(buttons)
        layout.addWidget(self._waiver)
        layout.addWidget(self._why)
        return page

    def _build_open(self, theme: Theme) -> QWidget:
        page = QWidget()
        self._open_text = QLabel()
        self._open_text.setWordWrap(True)
        self._back = QPushButton(self.tr("Back to Live"))
        self._back.setProperty("kind", "primary")
        self._back.clicked.connect(self.live_wanted)
        self._close = HoldButton(theme)
        self._close.setText(self.tr("Hold to close the session"))
        self._close.set_hold(True)
        self._close.confirmed.connect(self.close_wanted)
        for button in (self._back, self._close):
            button.setAccessibleName(button.text())
            button.setMinimumHeight(40)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._back, 1)
        buttons.addWidget(self._close, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._open_text)
        layout.addLayout(buttons)
        return page

    def _on_shop_chosen(self) -> None:
        shop_id = self.shop_id
        self._lineup.clear()
        for lineup_id in reversed(self._content.lineups_of(shop_id) if shop_id else ()):
            rows = self._content.lineup(lineup_id)
            minutes = round(sum(row.planned_s for row in rows) / 60)
            text = self.tr("{lineup} · {rows} rows, {minutes} min")
            self._lineup.addItem(text.format(lineup=lineup_id, rows=len(rows), minutes=minutes), lineup_id)
        if not self._lineup.count():
            self._lineup.addItem(self.tr("All products, one after another"), None)
        self._refresh()
        self.shop_changed.emit(shop_id)

    def _refresh(self) -> None:
        ready = self.choice is not None and not self._busy
        self._live.setEnabled(ready)
        self._rehearse.setEnabled(ready)
        why = ""
        if not self.shop_id:
            why = self.tr(
                "Import a shop first: drop its spreadsheets on this page. To try everything with sample shops, close "
                "the program and start it as: anchor-desk demo"
            )
        elif self.choice is None:
            why = self.tr("Type the anchor's name to start.")
        tell(self._why, why)
        self._why.setVisible(bool(why))

    def _on_live_clicked(self) -> None:
        self.start_wanted.emit(False)

    def _on_rehearse_clicked(self) -> None:
        self.start_wanted.emit(True)
