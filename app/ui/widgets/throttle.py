# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values from a drag, at most so many a second, and always the last one."""

from PySide6.QtCore import QObject, QTimer, Signal


class Throttle(QObject):
    """Lets the first value through at once, then the newest one at most every ``interval_ms`` milliseconds.

    Signals:
        passed(float): a value whose turn it is.
    """

    passed = Signal(float)

    def __init__(self, interval_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: float | None = None
        self._timer = QTimer(self)
        self._timer.setObjectName("throttle")
        self._timer.setSingleShot(True)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._on_timeout)

    def push(self, value: float) -> None:
        """Take a new value; one that still waits is forgotten."""
        if self._timer.isActive():
            self._waiting = value
        else:
            self._timer.start()
            self.passed.emit(value)

    def _on_timeout(self) -> None:
        if self._waiting is not None:
            value, self._waiting = self._waiting, None
            self._timer.start()
            self.passed.emit(value)
