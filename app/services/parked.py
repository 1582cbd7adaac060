# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which events the base did not take, read again whenever their number changes."""

import logging

from PySide6.QtCore import QObject, Signal

from app.domain.ports import ParkedEvents
from app.domain.sync import SyncStatus
from app.services.worker import Worker

_log = logging.getLogger(__name__)


class ParkedService(QObject):
    """Follows the sync's count of parked events and tells their ids.

    Signals:
        parked_changed(frozenset[str]): the ids of all parked events.
    """

    parked_changed = Signal(object)

    def __init__(self, parked: ParkedEvents, worker: Worker, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parked = parked
        self._worker = worker
        self._count = 0

    def follow(self, status: SyncStatus) -> None:
        """Read which events are parked, if others are than before."""
        if status.parked != self._count:
            self._count = status.parked
            self._worker.run(self._parked.event_ids, self.parked_changed.emit, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        _log.error("the parked events could not be read", exc_info=error)
        self._count = -1
