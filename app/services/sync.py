# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sync in the background: one thread that runs the engine, waits, and tells how it stands."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.contract.errors import ErrorCode
from app.domain.clock import Clock, SystemClock
from app.domain.ports import BaseRefused, BaseUnreachable, BaseUntrusted, Outbox, ParkedEvents
from app.domain.sync import KEYRING, Acknowledged, Backoff, SyncEngine, SyncPhase, SyncStatus
from app.domain.tls_fault import TlsFault

IDLE_S: Final = 15.0
REFUSED_S: Final = 15 * 60.0
STOP_S: Final = 2.5

_logger = logging.getLogger(__name__)


class SyncService(QObject):
    """Keeps this desk and the base level for as long as the program runs, with or without a base.

    The engine is built, and the ledger read, on the sync thread only.

    Signals:
        status_changed(SyncStatus): how the sync stands, whenever that changes.
        acknowledged(Acknowledged): how far the base is in which generation; also after it answered about a session.
        content_pulled(): new content of the base was stored.
    """

    status_changed = Signal(object)
    acknowledged = Signal(object)
    content_pulled = Signal()

    def __init__(
        self,
        engine_factory: Callable[[], SyncEngine | None],
        *,
        outbox: Outbox,
        parked: ParkedEvents | None = None,
        parent: QObject | None = None,
        clock: Clock | None = None,
        backoff: Backoff | None = None,
        idle_s: float = IDLE_S,
    ) -> None:
        """Prepare; nothing runs before ``start``.

        Args:
            engine_factory: makes the engine, or returns None while this PC is not enrolled; may do I/O.
            outbox: the ledger as sync sees it.
            parked: the events that the base did not take, to be counted.
            parent: the Qt parent.
            clock: where ``last_success_at`` comes from.
            backoff: the waits while the base is away.
            idle_s: seconds between looks at the base when nothing is new here.
        """
        super().__init__(parent)
        self.setObjectName("sync-service")
        self._engine_factory = engine_factory
        self._outbox = outbox
        self._parked = parked
        self._clock_offset_ms: int | None = None
        self._clock = clock or SystemClock()
        self._backoff = backoff or Backoff()
        self._idle_s = idle_s
        self._engine: SyncEngine | None = None
        self._lock = threading.RLock()
        self._status = SyncStatus(SyncPhase.NOT_ENROLLED)
        self._stopping = False
        self._rebuild = False
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def status(self) -> SyncStatus:
        """How the sync stands now."""
        with self._lock:
            return self._status

    def clock_offset_ms(self) -> int | None:
        """Return the base's clock minus this PC's, None before the base first answered."""
        return self.status.clock_offset_ms

    def start(self) -> None:
        """Start the sync thread; a second call does nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop within 3 s, also while the base hangs. After it no signal comes and nothing is written."""
        with self._lock:
            self._stopping = True
            engine = self._engine
        if engine is not None:
            engine.close()
        self._wake.set()
        if self._thread is not None:
            # Only a connection attempt to a silent host can outlast this; the closed engine writes nothing after it.
            self._thread.join(STOP_S)

    def nudge(self) -> None:
        """Say that something new waits. Many nudges make one run; while the base is away its retry time stands."""
        self._wake.set()

    def retry_now(self) -> None:
        """Try at once with a new engine: the user asked, or address or enrolment changed."""
        with self._lock:
            self._rebuild = True
        self._wake.set()

    def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            self._wait(self._attempt())
        self._drop_engine()

    def _wait(self, delay_s: float) -> None:
        deadline = time.monotonic() + delay_s
        waits_out = self.status.phase in {SyncPhase.OFFLINE, SyncPhase.REFUSED}
        while (left := deadline - time.monotonic()) > 0 and not self._stopping:
            if not self._wake.wait(left):
                return
            if self._rebuild or not waits_out:
                return
            self._wake.clear()
            self._publish(self._counted(self.status))

    def _attempt(self) -> float:
        """Run the engine once and return the seconds to wait before the next run."""
        try:
            return self._sync()
        except BaseUnreachable as error:
            tls = error.fault if isinstance(error, BaseUntrusted) else None
            self._tell(SyncPhase.OFFLINE, str(error), tls=tls)
            return self._backoff.next(at_least_s=error.retry_after_s)
        except BaseRefused as error:
            if error.code in {ErrorCode.RATE_LIMITED, KEYRING}:
                self._tell(SyncPhase.OFFLINE, str(error), code=error.code)
                return self._backoff.next(at_least_s=error.retry_after_s)
            self._drop_engine()
            self._tell(SyncPhase.REFUSED, str(error), code=error.code)
            return REFUSED_S
        except Exception:  # whatever fails here, the thread must try again for as long as the desk runs
            _logger.exception("sync failed")
            self._drop_engine()
            sentence = "Sync failed on this PC. Sales are still saved here; it will try again."
            self._tell(SyncPhase.OFFLINE, sentence, code="local")
            return self._backoff.next()

    def _sync(self) -> float:
        engine = self._ready_engine()
        if engine is None:
            self._tell(SyncPhase.NOT_ENROLLED, "")
            return self._idle_s
        if self.status.phase is not SyncPhase.SYNCING and self._outbox.head().pending:
            self._tell(SyncPhase.SYNCING, "")
        try:
            result = engine.run_once()
        finally:
            self._clock_offset_ms = engine.clock_offset_ms
        self._backoff.reset()
        self._tell(SyncPhase.IDLE, "", last_success_at=self._clock.now().isoformat(timespec="seconds"))
        if result.checked:
            self._emit(self.acknowledged, self.status.acknowledged)
        if result.pulled:
            self._emit(self.content_pulled)
        return self._idle_s

    def _ready_engine(self) -> SyncEngine | None:
        if self._rebuild:
            self._rebuild = False
            self._drop_engine()
        if self._engine is None:
            engine = self._engine_factory()
            with self._lock:
                self._engine = engine
                if engine is not None and self._stopping:
                    engine.close()
        return self._engine

    def _drop_engine(self) -> None:
        with self._lock:
            engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def _tell(
        self,
        phase: SyncPhase,
        detail: str,
        *,
        code: str = "",
        tls: TlsFault | None = None,
        last_success_at: str | None = None,
    ) -> None:
        counted = self._counted(self.status)
        success = last_success_at or counted.last_success_at
        self._publish(replace(counted, phase=phase, detail=detail, code=code, tls=tls, last_success_at=success))

    def _publish(self, after: SyncStatus) -> None:
        """Publish the new status if anything in it changed."""
        if self._stopping:
            return
        before = self.status
        with self._lock:
            self._status = after
        if after.acknowledged != before.acknowledged:
            self._emit(self.acknowledged, after.acknowledged)
        if after != before:
            self._emit(self.status_changed, after)

    def _counted(self, status: SyncStatus) -> SyncStatus:
        try:
            head = self._outbox.head()
            parked = 0 if self._parked is None else self._parked.count()
            waiting = self._outbox.pending(head.acked_through, 1) if head.pending else ()
        except Exception:  # a ledger that cannot be read must not end the thread: it may be readable again later
            _logger.exception("the ledger could not be read")
            return status
        return replace(
            status,
            pending=head.pending,
            parked=parked,
            clock_offset_ms=self._clock_offset_ms,
            acknowledged=Acknowledged(head.gen, head.acked_through),
            oldest_pending_at=waiting[0].occurred_at if waiting else None,
        )

    def _emit(self, signal: SignalInstance, *values: object) -> None:
        with self._lock:
            if not self._stopping:
                signal.emit(*values)
