# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection beside the link's own: there only while it is wanted, and never missed by the link when it breaks."""

import logging
import threading
from collections.abc import Callable

from app.adapters.obs.backoff import Backoff
from app.adapters.obs.failures import LinkError, classify
from app.adapters.obs.wire import Wire

_log = logging.getLogger(__name__)

_ABORT_EVERY_S = 0.05


class UnsupportedError(LinkError):
    """This OBS cannot do what the connection is for."""


class SideWire:
    """Owns one thread from the first wish on, and on it a connection while somebody wants it.

    Where the connection breaks it is opened again after a back-off. Where trying again would do harm, or cannot help,
    it stays closed: a wrong password, a kick, an OBS that lacks the request.
    """

    def __init__(
        self,
        name: str,
        make: Callable[[], Wire],
        use: Callable[[Wire], None],
        backoff: Backoff | None = None,
    ) -> None:
        """Make one that is closed.

        Args:
            name: its thread's name.
            make: makes a connection that is not open yet.
            use: called with an open connection, on the thread; returns when ``wanted`` ended, raises when the
                connection did.
            backoff: how long to wait after a failure.
        """
        self._name = name
        self._make = make
        self._use = use
        self._backoff = backoff or Backoff()
        self._password: Callable[[], str | None] = lambda: None
        self._wake = threading.Condition()
        self._ready = False
        self._asked = False
        self._stopping = False
        self._wire: Wire | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def wanted(self) -> bool:
        """Whether somebody wants the connection now."""
        return self._asked and not self._stopping

    def start(self, password: Callable[[], str | None]) -> None:
        """Begin to open the connection when it is wanted. ``password`` is asked at each opening and never kept."""
        with self._wake:
            self._password = password
            self._ready = True
            self._begin_if_due()

    def want(self, wanted: bool) -> None:
        """Say whether the connection is wanted; safe from any thread, never waits."""
        with self._wake:
            self._asked = wanted
            self._begin_if_due()
            self._wake.notify_all()
        if not wanted:
            self._abort()

    def pause(self, seconds: float) -> None:
        """(its thread) Wait, but not beyond a change of what is wanted."""
        with self._wake:
            if self.wanted:
                self._wake.wait(seconds)

    def worked(self) -> None:
        """(its thread) Note that the connection is good: the next back-off begins with its shortest wait."""
        self._backoff.reset()

    def stop(self) -> None:
        """End for good; safe from any thread, never waits."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        self._abort()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; whether it ended. Aborts again and again: a socket may open after the first."""
        for _ in range(max(1, round(timeout_s / _ABORT_EVERY_S))):
            self._abort()
            if self._thread.ident is not None:
                self._thread.join(_ABORT_EVERY_S)
            if not self._thread.is_alive():
                return True
        return False

    def _begin_if_due(self) -> None:
        if self._ready and self.wanted and self._thread.ident is None:
            self._thread.start()

    def _abort(self) -> None:
        with self._wake:
            wire = self._wire
        if wire is not None:
            wire.abort()

    def _run(self) -> None:
        while self._wait_until_wanted():
            try:
                self._connect_and_use()
            except Exception as error:  # noqa: BLE001 - whatever it is, this connection is done and the link is not
                if self.wanted and not self._may_try_again(error):
                    return

    def _wait_until_wanted(self) -> bool:
        with self._wake:
            self._wake.wait_for(lambda: self._asked or self._stopping)
            return not self._stopping

    def _may_try_again(self, error: Exception) -> bool:
        failure = classify(error)
        if failure.waits_for_user or isinstance(error, UnsupportedError):
            _log.info("%s stays closed: %s %s", self._name, failure.fault.value, type(error).__name__)
            return False
        wait_s = self._backoff.next_s()
        _log.info("%s broke off: %s; next attempt in %s s", self._name, failure.fault.value, wait_s)
        with self._wake:
            self._wake.wait_for(lambda: not self.wanted, wait_s)
        return True

    def _connect_and_use(self) -> None:
        wire = self._make()
        with self._wake:
            self._wire = wire
        try:
            wire.open()
            if self.wanted:
                wire.identify(self._password())
                self._use(wire)
        finally:
            with self._wake:
                self._wire = None
            wire.abort()
            wire.release()
