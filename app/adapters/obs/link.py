# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The supervised link to one OBS."""

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future

from app.adapters.obs.backoff import Backoff
from app.adapters.obs.failures import Failure, classify
from app.adapters.obs.panic_thread import NO_LINK, refused
from app.adapters.obs.port import ObsAddress
from app.adapters.obs.session import LinkSession
from app.adapters.obs.sights import Sights
from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wire import silence_library
from app.domain.clock import Clock, SystemClock
from app.domain.obs.commands import ObsCommand, ObsFailure, ObsOutcome, Panic, PanicOutcome
from app.domain.obs.meters import MeterFrame
from app.domain.obs.reducer import Connecting, LinkDown
from app.domain.obs.state import LinkFault, LinkPhase, ObsState
from app.domain.obs.watch import Picture, Watch

_log = logging.getLogger(__name__)

_NO_LINK = "OBS is not connected. Nothing was changed."
_LOADING = "OBS is loading. Nothing was changed. Try again in a moment."


class ObsLink:
    """Keeps one OBS connected until closed; see ``ObsControl``.

    ``password`` is asked at each attempt and never kept. ``listener`` gets every new state, in order, on a thread of
    the link, and must return at once. Used once: a closed link stays closed.
    """

    def __init__(
        self,
        address: ObsAddress,
        password: Callable[[], str | None],
        *,
        listener: Callable[[ObsState], None],
        clock: Clock | None = None,
        backoff: Backoff | None = None,
    ) -> None:
        self._address = address
        self._password = password
        self._clock = clock or SystemClock()
        self._backoff = backoff or Backoff()
        self._store = StateStore(listener)
        self._sights = Sights()
        self._wake = threading.Condition()
        self._session: LinkSession | None = None
        self._closing = threading.Event()
        self._retry = False
        self._thread = threading.Thread(target=self._supervise, name="obs-supervisor", daemon=True)

    @property
    def state(self) -> ObsState:
        """OBS as last read."""
        return self._store.state

    @property
    def meters(self) -> MeterFrame | None:
        """The newest audio levels, while they are watched."""
        return self._sights.meters.frame

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """The newest picture of each watched scene; another object after each change."""
        return self._sights.pictures.pictures

    def start(self) -> None:
        """Begin to connect, and keep the link up until ``close``."""
        silence_library()
        self._thread.start()

    def close(self, timeout_s: float = 3.0) -> None:
        """Drop the link within ``timeout_s`` seconds, even while OBS hangs. Never stops the stream."""
        with self._wake:
            self._closing.set()
            session = self._session
            self._wake.notify_all()
        if session is not None:
            session.abort()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)

    def submit(self, command: ObsCommand, *, deadline_s: float = 3.0) -> Future[ObsOutcome]:
        """Ask for a change. The future always gets an outcome; past ``deadline_s`` nothing is sent."""
        session, phase = self._session, self._store.state.phase
        if session is not None and phase in (LinkPhase.LIVE, LinkPhase.DEGRADED):
            return session.submit(command, deadline_s)
        refused: Future[ObsOutcome] = Future()
        if phase is LinkPhase.LOADING:
            refused.set_result(ObsOutcome(command, ObsFailure.NOT_READY, _LOADING))
        else:
            refused.set_result(ObsOutcome(command, ObsFailure.NO_LINK, _NO_LINK))
        return refused

    def panic(self, order: Panic) -> Future[PanicOutcome]:
        """Cut to the safe scene and mute, behind nothing else, whatever is known of OBS."""
        session = self._session
        return refused(order, NO_LINK) if session is None else session.panic(order)

    def retry_now(self) -> None:
        """Connect at once instead of waiting; after a password fault this is the only way on."""
        with self._wake:
            self._retry = True
            self._wake.notify_all()

    def watch(self, interest: Watch) -> None:
        """Say what is looked at from now on, over reconnects too."""
        # The interest first, then the session: a session that begins in between reads the new interest itself.
        self._sights.interest = interest
        session = self._session
        if session is not None:
            session.follow_interest()

    def _supervise(self) -> None:
        while not self._closing.is_set():
            failure = self._one_session()
            if self._closing.is_set():
                break
            wait_s = None if failure.waits_for_user else self._backoff.next_s()
            _log.info("OBS link down: %s; next attempt in %s s", failure.fault.value, wait_s)
            self._wait(failure, wait_s)
        self._store.apply(LinkDown(LinkFault.NONE))

    def _one_session(self) -> Failure:
        """Connect, stay connected, and return why that ended."""
        self._store.apply(Connecting())
        session = LinkSession(self._address, self._store, self._sights, self._clock, self._backoff.reset)
        with self._wake:
            if self._closing.is_set():
                return Failure(LinkFault.NONE, "")
            self._session = session
        try:
            return classify(session.run(self._password))
        finally:
            with self._wake:
                self._session = None

    def _wait(self, failure: Failure, wait_s: float | None) -> None:
        with self._wake:
            self._retry = False
        self._store.apply(LinkDown(failure.fault, failure.detail, wait_s))
        with self._wake:
            self._wake.wait_for(lambda: self._retry or self._closing.is_set(), wait_s)
