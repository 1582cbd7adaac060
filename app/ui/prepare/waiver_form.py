# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why, and on whose word, a session goes live though the preflight is red. Not a dialog: the page stays usable."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.widgets.labels import set_tone, tell

_MOST = 400


class WaiverForm(QFrame):
    """Reason and name; both must be filled before going live is possible.

    Signals:
        given(str, str): go live, for this reason, on the word of this person.
    """

    given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "sunken")
        self._why = QLabel()
        self._why.setWordWrap(True)
        set_tone(self._why, "bad")
        self._reason = self._line(self.tr("Reason"), self.tr("Why it may go on air like this"))
        self._by = self._line(self.tr("Decided by"), self.tr("Name of who decides it"))
        self._go = QPushButton(self.tr("Go live with this reason"))
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self._on_go)
        self._not_yet = QPushButton(self.tr("Not yet"))
        self._not_yet.clicked.connect(self.hide)
        fields = QFormLayout()
        fields.setHorizontalSpacing(16)
        fields.setVerticalSpacing(8)
        fields.addRow(self.tr("Reason"), self._reason)
        fields.addRow(self.tr("Decided by"), self._by)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._go, self._not_yet):
            button.setAccessibleName(button.text())
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._why)
        column.addLayout(fields)
        column.addLayout(buttons)
        self._refresh()
        self.hide()

    def ask(self, count: int) -> None:
        """Open with empty fields; ``count`` is how many findings are red."""
        sentence = self.tr(
            "The preflight found {count} things to mend. To go live all the same, say why and who decides it: both are "
            "kept in the session's record. A rehearsal needs neither."
        )
        tell(self._why, sentence.format(count=count))
        self._reason.clear()
        self._by.clear()
        self.show()
        self._reason.setFocus()

    def _line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(_MOST)
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.textChanged.connect(self._refresh)
        line.returnPressed.connect(self._on_go)
        return line

    def _refresh(self) -> None:
        self._go.setEnabled(all(self._filled()))

    def _filled(self) -> tuple[str, str]:
        return self._reason.text().strip(), self._by.text().strip()

    def _on_go(self) -> None:
        reason, by = self._filled()
        if reason and by:
            self.hide()
            self.given.emit(reason, by)
