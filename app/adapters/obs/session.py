# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One connection's life: four wires and their threads, from the first handshake to the first failure."""

import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future

from app.adapters.obs.command_thread import CommandThread
from app.adapters.obs.event_thread import SUBSCRIPTIONS, EventThread
from app.adapters.obs.failures import LinkError, NotReadyError, PasswordUnreadableError, TooOldError
from app.adapters.obs.health_thread import HealthHooks, HealthThread
from app.adapters.obs.panic_thread import NO_LINK, PanicThread, refused
from app.adapters.obs.port import ObsAddress
from app.adapters.obs.reads import REQUIRED, data_of
from app.adapters.obs.sights import Sights
from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wants import Wants
from app.adapters.obs.watching import Watching
from app.adapters.obs.wire import Request, Wire
from app.domain.clock import Clock
from app.domain.obs.commands import ObsCommand, ObsOutcome, Panic, PanicOutcome
from app.domain.obs.reducer import Connected, Identifying, Loading

_log = logging.getLogger(__name__)

_JOIN_S = 2.0
_NOT_READY_RETRY_S = 0.25
_FRAGILE_VERSION = "30.0."
"""OBS versions that crashed when asked right after their start (obs-studio issue 9991)."""
FRAGILE_PAUSE_S = 2.0


class AbortedError(LinkError):
    """The desk itself ended the session."""


def greet(wire: Wire, clock: Clock) -> Connected:
    """Ask an identified wire for OBS's version.

    Raises:
        NotReadyError: OBS is still loading.
        TooOldError: it lacks a request the desk needs.
    """
    version = data_of(wire.request(Request("GetVersion")))
    available = frozenset(str(name) for name in version["availableRequests"])
    if not available >= REQUIRED:
        raise TooOldError(", ".join(sorted(REQUIRED - available)))
    return Connected(
        obs_version=str(version["obsVersion"]),
        websocket_version=str(version["obsWebSocketVersion"]),
        platform=str(version.get("platform", "")),
        available_requests=available,
        at=clock.monotonic(),
    )


def _read(password: Callable[[], str | None]) -> str | None:
    try:
        return password()
    except Exception as error:
        raise PasswordUnreadableError(type(error).__name__) from error


class LinkSession:
    """Owned by the supervisor's thread, except ``submit``, ``panic``, ``follow_interest`` and ``abort``."""

    def __init__(
        self, address: ObsAddress, store: StateStore, sights: Sights, clock: Clock, on_live: Callable[[], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._wants = Wants()
        self._ended = threading.Event()
        self._end_lock = threading.Lock()
        self._reason: BaseException | None = None
        self._command_wire = Wire(address)
        self._health_wire = Wire(address)
        self._event_wire = Wire(address, subscriptions=SUBSCRIPTIONS)
        self._panic_wire = Wire(address)
        self._wires = (self._command_wire, self._health_wire, self._event_wire, self._panic_wire)
        self._commands = CommandThread(self._command_wire, store, clock, self._end)
        hooks = HealthHooks(self._end, self._commands.set_answering, on_live)
        self._health = HealthThread(self._health_wire, store, self._wants, clock, hooks)
        self._events = EventThread(self._event_wire, store, self._wants, clock, self._end)
        self._watching = Watching(address, sights, store, clock)
        self._panic = PanicThread(self._panic_wire, clock, self._end, lambda: store.state)
        self._started: list[CommandThread | HealthThread | EventThread | PanicThread] = []

    def run(self, password: Callable[[], str | None]) -> BaseException:
        """Connect, wait for the first failure and tear down. Returns that failure."""
        try:
            self._connect(password)
            for thread in (self._panic, self._events, self._commands, self._health):
                thread.start()
                self._started.append(thread)
            self._watching.start(lambda: _read(password))
            self._ended.wait()
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller classifies it
            self._end(error)
        self._tear_down()
        return self._reason or AbortedError()

    def submit(self, command: ObsCommand, deadline_s: float) -> Future[ObsOutcome]:
        """Pass a command to the command thread."""
        return self._commands.submit(command, deadline_s)

    def follow_interest(self) -> None:
        """Open or close the connections for meters and pictures; from any thread, without waiting."""
        self._watching.follow()

    def panic(self, order: Panic) -> Future[PanicOutcome]:
        """Pass an order to the panic thread; before there is a connection nothing can come of it."""
        return self._panic.submit(order) if self._panic in self._started else refused(order, NO_LINK)

    def abort(self) -> None:
        """End the session from any thread, without waiting."""
        self._end(AbortedError())
        self._watching.stop()
        for wire in self._wires:
            wire.abort()

    def _end(self, reason: BaseException) -> None:
        with self._end_lock:
            if self._reason is None:
                self._reason = reason
        self._ended.set()

    def _connect(self, password: Callable[[], str | None]) -> None:
        # One wire after the other: a wrong password is tried once, not four times.
        self._command_wire.open()
        self._store.apply(Identifying())
        self._command_wire.identify(_read(password))
        connected = self._greet_when_ready()
        if connected.obs_version.startswith(_FRAGILE_VERSION):
            self._store.apply(Loading())
            self._ended.wait(FRAGILE_PAUSE_S)
        for wire in (self._panic_wire, self._health_wire, self._event_wire):
            if self._ended.is_set():
                raise AbortedError
            wire.open()
            wire.identify(_read(password))
        self._store.apply(connected)

    def _greet_when_ready(self) -> Connected:
        while not self._ended.is_set():
            with contextlib.suppress(NotReadyError):
                return greet(self._command_wire, self._clock)
            self._store.apply(Loading())
            self._ended.wait(_NOT_READY_RETRY_S)
        raise AbortedError

    def _tear_down(self) -> None:
        """Stop sending, wake all threads, and wait for them: a new session must never meet an old one's thread."""
        self._wants.stop()
        self._watching.stop()
        for wire in self._wires:
            wire.abort()
        self._commands.stop()
        self._panic.stop()
        for thread in (*self._started, self._watching):
            if not thread.join(_JOIN_S):
                _log.error("a thread of the OBS link did not end within %s s", _JOIN_S)
        for wire in self._wires:
            wire.release()
