# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The technician's lock on the Studio page."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.clock import Clock
from app.services.permissions import PermissionsService
from app.ui.icons import IconSet
from app.ui.lock_box import LockBox

_SECOND_MS = 1_000


class LockPanel(LockBox):
    """A lock that counts the wait after too many wrong tries by itself, while it is seen."""

    def __init__(
        self, permissions: PermissionsService, icons: IconSet, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(permissions, icons, parent)
        self._clock = clock
        self._second = QTimer(self)
        self._second.setObjectName("studio-lock-second")
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._on_second)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to count."""
        super().showEvent(event)
        self._on_second()
        self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no wait that nobody sees."""
        self._second.stop()
        super().hideEvent(event)

    def _on_second(self) -> None:
        self.tick(self._clock.monotonic())
