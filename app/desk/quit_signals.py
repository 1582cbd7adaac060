# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGTERM and SIGINT as an orderly quit. Python alone would see them only when Qt next calls into Python."""

import signal
import socket
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class QuitSignals(QObject):
    """Emits ``asked`` when the process is told to end, until ``close``.

    Signals:
        asked(): SIGTERM or SIGINT arrived.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        self._former_fd = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._former: dict[int, Any] = {
            number: signal.signal(number, _wait_for_the_wakeup) for number in (signal.SIGTERM, signal.SIGINT)
        }
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_wakeup)

    def close(self) -> None:
        """Put the former handlers back."""
        self._notifier.setEnabled(False)
        for number, handler in self._former.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._former_fd)
        self._ours.close()
        self._theirs.close()

    def _on_wakeup(self) -> None:
        if set(self._ours.recv(64)) & set(self._former):
            self.asked.emit()


def _wait_for_the_wakeup(_number: int, _frame: FrameType | None) -> None:
    """Leave the work to the wake-up byte: here Qt must not be called."""
