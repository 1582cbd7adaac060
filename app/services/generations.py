# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far the base is, told only once the open session has the numbers of the generation that it is about."""

import logging
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.ports import LedgerReader
from app.domain.session_state import SessionState
from app.domain.sync import Acknowledged
from app.services.session import SessionService
from app.services.worker import Worker

_log = logging.getLogger(__name__)


class GenerationsService(QObject):
    """Stands between the sync and what marks sales as being at the base.

    A new generation numbers anew what the base lacks, so the session is read again before its numbers are compared.

    Signals:
        acknowledged(Acknowledged): how far the base is, in numbers that the session has.
    """

    acknowledged = Signal(object)

    def __init__(
        self, session: SessionService, reader: LedgerReader, worker: Worker, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = reader
        self._worker = worker
        self._told: Acknowledged | None = None

    def follow(self, acknowledged: Acknowledged) -> None:
        """Pass on how far the base is; in a new generation only once the session was read with its new numbers."""
        reading, self._told = self._told, acknowledged
        if self._session.state is None or acknowledged.generation == self._session.generation:
            self._pass_on()
        elif reading is None:
            self._read_again()

    def _pass_on(self) -> None:
        told, self._told = self._told, None
        if told is not None:
            self.acknowledged.emit(told)

    def _read_again(self) -> None:
        state = self._session.state
        if state is not None:
            job = partial(self._reader.session, state.session_id)
            self._worker.run(job, self._on_read_again, self._on_failed)

    def _on_read_again(self, state: SessionState | None) -> None:
        before = self._session.state
        if before is None or state is None or not state.is_open or state.session_id != before.session_id:
            self._pass_on()
        elif state.events < before.events:
            # A sale was saved after the reading: what is shown must never lose it.
            self._read_again()
        else:
            self._session.take(state, generation=self._told.generation if self._told else state.last_gen)
            self._pass_on()

    def _on_failed(self, error: Exception) -> None:
        # What is shown stays as it was, never better than it is; the next word of the base tries again.
        _log.error("reading the session in its new generation failed", exc_info=error)
        self._told = None
