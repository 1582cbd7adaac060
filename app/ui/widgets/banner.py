# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A line across the whole width that says what happened; never a dialog."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.ui.icons import IconSet
from app.ui.widgets.labels import tell


class Banner(QFrame):
    """Icon and sentence on the alarm colour, hidden while there is nothing to say.

    Signals:
        action_clicked: the banner's button was pressed.
    """

    action_clicked = Signal()

    def __init__(
        self, icons: IconSet, *, icon: str = "warning", action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("banner", "alarm")
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, "on_alarm", 28))
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        font = self._text.font()
        font.setPixelSize(20)
        font.setBold(True)
        self._text.setFont(font)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(16)
        layout.addWidget(picture)
        layout.addWidget(self._text, 1)
        self._action = QPushButton(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.action_clicked)
        layout.addWidget(self._action)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show, empty while hidden."""
        return self._text.text()

    def show_text(self, text: str) -> None:
        """Show ``text``; an empty text hides the banner."""
        tell(self._text, text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
