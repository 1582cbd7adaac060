# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A button for what must not happen by a slip: it acts only when held down."""

from PySide6.QtCore import QElapsedTimer, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme.model import Theme

HOLD_MS = 1000
_FRAME_MS = 33


class HoldButton(QPushButton):
    """Acts on a click, or, while ``hold`` is on, only after being held for one second by mouse or space bar.

    Signals:
        confirmed: it was clicked, or held long enough.
    """

    confirmed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hold = False
        self._held = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setObjectName("hold-button")
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._on_tick)
        self.pressed.connect(self._on_pressed)
        self.released.connect(self._stop)
        self.clicked.connect(self._on_clicked)

    @property
    def hold(self) -> bool:
        """Whether the button must be held."""
        return self._hold

    def set_hold(self, hold: bool) -> None:
        """Choose between a click and a hold."""
        self._hold = hold
        self._stop()

    def progress(self) -> float:
        """Return how much of the hold is done, 0 to 1."""
        return min(1.0, self._held.elapsed() / HOLD_MS) if self._timer.isActive() else 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and, while it is held, a line that grows."""
        super().paintEvent(event)
        done = self.progress()
        if done > 0:
            painter = QPainter(self)
            painter.fillRect(QRectF(2, self.height() - 6, (self.width() - 4) * done, 4), self._theme.color("bad"))

    def _on_pressed(self) -> None:
        if self._hold:
            self._held.start()
            self._timer.start()

    def _on_clicked(self) -> None:
        if not self._hold:
            self.confirmed.emit()

    def _on_tick(self) -> None:
        self.update()
        if self._held.elapsed() >= HOLD_MS:
            self._stop()
            self.confirmed.emit()

    def _stop(self) -> None:
        self._timer.stop()
        self.update()
