# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of what is ready, with the two connections that can be put right from it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.icons import IconSet
from app.ui.prepare.readiness import Level, ReadyItem
from app.ui.theme.scale import ROOMY, Type
from app.ui.widgets.labels import set_tone, tell
from app.ui.widgets.panel import Panel

_ICONS = {Level.GOOD: "check", Level.WARN: "warning", Level.BAD: "error"}


class ReadyRow(QWidget):
    """One line: icon, title, sentence; buttons and a form that opens below where there is something to do."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon = QLabel()
        self._icon.setFixedWidth(24)
        self._title = QLabel()
        self._title.setFont(ROOMY.font(Type.BODY, bold=True))
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        set_tone(self._sentence, "muted")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        head.addLayout(self.buttons)
        self.below = QVBoxLayout()
        self.below.setSpacing(8)
        self.below.setContentsMargins(32, 0, 0, 0)
        self.below.addWidget(self._sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self.below)

    def show_item(self, item: ReadyItem) -> None:
        """Show a finding."""
        self._icon.setPixmap(self._icons.pixmap(_ICONS[item.level], item.level.value, 24))
        tell(self._title, item.title)
        tell(self._sentence, item.sentence)
        self.setAccessibleName(f"{item.title}: {item.sentence}")


class ReadyPanel(Panel):
    """Every finding as a row. The forms for OBS and the base open under theirs.

    Signals:
        retry_obs_wanted(): connect to OBS now.
        retry_base_wanted(): ask the base now.
    """

    retry_obs_wanted = Signal()
    retry_base_wanted = Signal()

    def __init__(self, icons: IconSet, obs_form: QWidget, base_form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Ready?"))
        self.body.setSpacing(16)
        self._rows: dict[str, ReadyRow] = {}
        for subject in ("obs", "base", "content", "seller", "wording", "policy"):
            row = ReadyRow(icons)
            self._rows[subject] = row
            self.body.addWidget(row)
        self._retry_obs = self._add_button("obs", self.tr("Try again"), self.tr("Connect to OBS now"))
        self._retry_obs.clicked.connect(self.retry_obs_wanted)
        self._add_form("obs", obs_form, self.tr("Connection"), self.tr("OBS connection"))
        self._retry_base = self._add_button("base", self.tr("Try again"), self.tr("Ask the base now"))
        self._retry_base.clicked.connect(self.retry_base_wanted)
        self._add_form("base", base_form, self.tr("Join"), self.tr("Join a base"))

    def sentence(self, subject: str) -> str:
        """Return what the row of ``subject`` says."""
        return self._rows[subject].accessibleName()

    def show_items(self, items: Sequence[ReadyItem], *, base_joined: bool) -> None:
        """Show ``items``; rows without one are hidden."""
        found = {item.subject: item for item in items}
        for subject, row in self._rows.items():
            row.setVisible(subject in found)
            if subject in found:
                row.show_item(found[subject])
        self._retry_obs.setVisible(found["obs"].level is not Level.GOOD)
        self._retry_base.setVisible(base_joined and found["base"].level is not Level.GOOD)

    def _add_button(self, subject: str, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        self._rows[subject].buttons.addWidget(button)
        return button

    def _add_form(self, subject: str, form: QWidget, text: str, name: str) -> None:
        button = self._add_button(subject, text, name)
        button.setCheckable(True)
        button.toggled.connect(form.setVisible)
        form.hide()
        self._rows[subject].below.addWidget(form)
