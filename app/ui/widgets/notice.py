# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A sentence that floats over the page for a while: told, never asked."""

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.icons import IconSet
from app.ui.widgets.labels import tell

SHOWN_MS = 8000
_LEAST_PX = 320


class Notice(QFrame):
    """Shows the newest sentence; it goes by itself or with its button. It lies on ``parent``, across ``over``."""

    def __init__(self, icons: IconSet, parent: QWidget, over: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._over = over
        self._lift = 0
        self.setProperty("banner", "notice")
        icon = QLabel()
        icon.setPixmap(icons.pixmap("info", "accent", 20))
        self._text = QLabel()
        self._text.setWordWrap(True)
        close = QPushButton()
        close.setProperty("kind", "quiet")
        close.setIcon(icons.icon("close", size=16))
        close.setAccessibleName(self.tr("Dismiss the message"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setObjectName("notice")
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show, empty while hidden."""
        return self._text.text() if not self.isHidden() else ""

    def tell(self, sentence: str) -> None:
        """Show ``sentence``; an empty one hides the notice."""
        if not sentence:
            self.hide()
            return
        tell(self._text, sentence)
        self.setAccessibleName(sentence)
        self.show()
        self.raise_()
        self.place()
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Count the time while the sentence can be seen."""
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        self._timer.stop()
        super().hideEvent(event)

    def place(self, *, above: int = 0) -> None:
        """Lie across ``over``, ``above`` pixels over the lower edge of the parent: no button beside it is covered."""
        room = self._room.rect()
        self._lift = above or self._lift
        left = self._over.mapTo(self._room, QPoint(0, 0)).x()
        width = max(_LEAST_PX, self._over.width())
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        left = max(0, min(left, room.width() - width))
        self.setGeometry(QRect(left, room.height() - self._lift - height - 8, width, height))
