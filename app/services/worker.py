# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocking work off the UI thread, its result brought back by a queued signal."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    function: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_failed: Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class _Result:
    job: _Job
    value: Any = None
    error: Exception | None = None


class Worker(QObject):
    """One named thread that does jobs in order. Callbacks run on the thread this object lives on.

    The thread is a daemon: a job that hangs in a driver can never keep the program from ending.
    """

    _finished = Signal(object)

    def __init__(self, name: str = "anchor-desk-worker", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._gate = threading.Lock()
        self._open = True
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._started = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self, function: Callable[[], T], on_done: Callable[[T], None], on_failed: Callable[[Exception], None]
    ) -> None:
        """Queue ``function``; its value goes to ``on_done``, what it raised to ``on_failed``.

        After ``close`` nothing is queued and nothing is called.
        """
        if not self._open:
            return
        if not self._started:
            self._started = True
            self._thread.start()
        self._jobs.put(_Job(function, on_done, on_failed))

    def close(self, timeout_s: float = 2.0) -> bool:
        """Stop after the running job; False if that job did not end within ``timeout_s`` seconds."""
        with self._gate:
            self._open = False
        if not self._started:
            return True
        self._jobs.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not self._open:
                continue
            try:
                result = _Result(job, value=job.function())
            except Exception as error:  # noqa: BLE001 - every failure belongs to the caller, whatever it is
                result = _Result(job, error=error)
            with self._gate:
                if self._open:
                    self._finished.emit(result)

    def _deliver(self, result: _Result) -> None:
        if not self._open:
            return
        if result.error is not None:
            result.job.on_failed(result.error)
        else:
            result.job.on_done(result.value)


class FutureRelay(QObject):
    """Brings the end of a future, whichever thread it ends on, to the thread this object lives on."""

    _resolved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gate = threading.Lock()
        self._open = True
        self._resolved.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def watch(self, future: "Future[T]", on_resolved: "Callable[[Future[T]], None]") -> None:
        """Call ``on_resolved`` with ``future`` once it is done, never before this method returned."""
        future.add_done_callback(lambda done: self._pass_on(done, on_resolved))

    def close(self) -> None:
        """Call nothing any more."""
        with self._gate:
            self._open = False

    def _pass_on(self, future: "Future[T]", on_resolved: "Callable[[Future[T]], None]") -> None:
        with self._gate:
            if self._open:
                self._resolved.emit((future, on_resolved))

    def _deliver(self, resolved: "tuple[Future[Any], Callable[[Future[Any]], None]]") -> None:
        future, on_resolved = resolved
        if self._open:
            on_resolved(future)
