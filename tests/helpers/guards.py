# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test must not leave behind, and what it must not do: used by the autouse guards of ``tests/conftest.py``."""

import gc
import ipaddress
import logging
import re
import socket
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

LEAK_GRACE_S = 3.0


def leaked_threads(before: frozenset[threading.Thread]) -> list[str]:
    """Return the names of Python threads that a test started and that do not end within the grace time.

    Threads that Python did not start (dummies for Qt's) are left to ``leaked_qt_objects``.
    """
    started = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    deadline = time.monotonic() + LEAK_GRACE_S
    for thread in started:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [thread.name for thread in started if thread.is_alive()]


def leaked_qt_objects() -> list[str]:
    """Return running QThreads, active QTimers and shown windows that outlive a test."""
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QApplication, QWidget
    from shiboken6 import isValid

    leaks = []
    for candidate in gc.get_objects():
        kind = type(candidate)
        if not issubclass(kind, (QThread, QTimer)) or not isValid(candidate):
            continue
        if isinstance(candidate, QThread) and candidate.isRunning() and candidate is not QThread.currentThread():
            leaks.append(f"running thread {candidate.objectName() or candidate!r}")
        if isinstance(candidate, QTimer) and candidate.isActive():
            leaks.append(f"active timer {candidate.objectName() or candidate!r}")
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, QWidget) and isValid(w) and w.isVisible())
    return leaks + [f"open window {widget.objectName() or widget!r}" for widget in shown]


def finish_deferred_deletes() -> None:
    """Delete what ``deleteLater`` was called on: after a test no event loop comes by to do it."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def qt_is_loaded() -> bool:
    """Whether the test run has a QApplication to look at."""
    return "PySide6.QtWidgets" in sys.modules


class LogCollector(logging.Handler):
    """Keeps every record from WARNING up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def unexpected(self, allowed: Iterable[str]) -> list[str]:
        """Return the collected lines that match none of the ``allowed`` patterns."""
        patterns = [re.compile(pattern) for pattern in allowed]
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in self.records]
        return [line for line in lines if not any(pattern.search(line) for pattern in patterns)]


@contextmanager
def collected_logs() -> Iterator[LogCollector]:
    """Collect warnings that reach the root logger."""
    collector = LogCollector()
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        yield collector
    finally:
        root.removeHandler(collector)


def is_loopback(address: object) -> bool:
    """Whether a socket address stays on this machine; names other than localhost do not count."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_foreign_connects(real: type[socket.socket]) -> type[socket.socket]:
    """Return a socket class that refuses to connect anywhere but to this machine."""

    class LoopbackSocket(real):  # type: ignore[misc, valid-type]
        def connect(self, address: object) -> None:
            if not is_loopback(address):
                raise OSError(f"tests reach loopback only, not {address!r}")
            super().connect(address)

        def connect_ex(self, address: object) -> int:
            if not is_loopback(address):
                raise OSError(f"tests reach loopback only, not {address!r}")
            return int(super().connect_ex(address))

    return LoopbackSocket
