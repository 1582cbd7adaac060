# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that owns the health wire: the heartbeat, the full read, and the small reads that events ask for."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from websocket import WebSocketTimeoutException

from app.adapters.obs.failures import NotReadyError, SilentError
from app.adapters.obs.portions import Portions
from app.adapters.obs.reader import Reader
from app.adapters.obs.reads import Replies
from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wants import Wanted, Wants
from app.adapters.obs.wire import Request, Wire
from app.domain.clock import Clock
from app.domain.obs.reducer import CollectionMoved, HeartbeatLate
from app.domain.obs.state import LinkPhase

BEAT_S = 1.0
LATE_S = 1.2
"""An answer later than this (s) degrades the link."""
HUNG_S = 2.6
"""An answer later than this (s) ends it. With the beat this tells a frozen OBS within 4 s."""
LOADING_HUNG_S = 15.0

_RESYNC_S = 30.0
_NOT_READY_RETRY_S = 0.25
_CHANGE_LIMIT_S = 30.0
_SNAPSHOT_GAP_S = 0.2
_SMALL_GAP_S = 0.05
"""Between the small reads that events ask for: a flood of events costs at most so many reads a second."""


@dataclass(frozen=True, slots=True)
class HealthHooks:
    """Whom the health thread tells: of the end of its wire, of the heartbeat, of the first full read."""

    on_dead: Callable[[BaseException], None]
    on_answering: Callable[[bool], None]
    on_live: Callable[[], None]


class HealthThread:
    """Keeps the state true by reading. One request is in flight at a time, however many events ask."""

    def __init__(self, wire: Wire, store: StateStore, wants: Wants, clock: Clock, hooks: HealthHooks) -> None:
        self._wire = wire
        self._store = store
        self._wants = wants
        self._clock = clock
        self._hooks = hooks
        self._reader = Reader(self._ask, store, clock)
        self._portions = Portions()
        self._pending = Wanted(everything=True)
        self._next_beat = 0.0
        self._next_snapshot = 0.0
        self._next_small = 0.0
        self._changing_since: float | None = None
        self._thread = threading.Thread(target=self._run, name="obs-health", daemon=True)

    def start(self) -> None:
        """Begin with a full read."""
        self._thread.start()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; whether it ended."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._wants.stopped:
                self._turn()
        except Exception as error:  # noqa: BLE001 - whatever it is, this wire is done and the supervisor is told
            self._hooks.on_dead(error)

    def _turn(self) -> None:
        self._pending |= self._wants.take(self._wait_s())
        if self._wants.stopped:
            return
        now = self._clock.monotonic()
        if now >= self._next_snapshot + _RESYNC_S:
            self._pending |= Wanted(lists=True)
        self._end_overlong_change(now)
        try:
            if not self._wants.changing and self._pending.snapshot and now >= self._next_snapshot:
                self._snapshot()
            else:
                self._smaller_reads(now)
        except NotReadyError:
            self._pending |= Wanted(everything=True)
            self._next_snapshot = self._clock.monotonic() + _NOT_READY_RETRY_S

    def _wait_s(self) -> float:
        due = [self._next_beat]
        if not self._wants.changing:
            due += [self._next_snapshot] if self._pending.snapshot else []
            due += [self._next_small] if self._pending.small or self._pending.health else []
        return max(0.0, min(due) - self._clock.monotonic())

    def _end_overlong_change(self, now: float) -> None:
        if not self._wants.changing:
            self._changing_since = None
        elif self._changing_since is None:
            self._changing_since = now
        elif now - self._changing_since > _CHANGE_LIMIT_S:
            self._store.apply(CollectionMoved())
            self._wants.set_changing(False)

    def _smaller_reads(self, now: float) -> None:
        wished = self._pending.health and now >= self._next_small
        if now >= self._next_beat or wished:
            self._beat()
        if self._pending.small and not self._wants.changing and self._clock.monotonic() >= self._next_small:
            self._small()

    def _beat(self) -> None:
        begun = self._clock.monotonic()
        self._next_beat = begun + BEAT_S
        if self._pending.health and not self._pending.small:
            self._next_small = begun + _SMALL_GAP_S
        self._pending = replace(self._pending, health=False)
        read = self._reader.beat()
        if not self._wants.changing:
            self._store.apply(read)

    def _small(self) -> None:
        begun = self._clock.monotonic()
        wanted, waiting = self._portions.take(self._pending, self._reader.on_show)
        self._pending = waiting | Wanted(wanted.everything, wanted.lists, wanted.health)
        self._pending |= self._reader.small(wanted)
        now = self._clock.monotonic()
        self._next_small = now + max(_SMALL_GAP_S, now - begun)

    def _snapshot(self) -> None:
        begun = self._clock.monotonic()
        wanted, self._pending = self._pending, Wanted()
        self._pending |= self._reader.snapshot(wanted)
        now = self._clock.monotonic()
        self._next_snapshot = now + max(_SNAPSHOT_GAP_S, now - begun)
        self._next_beat = now + BEAT_S
        if self._store.state.phase is LinkPhase.LIVE:
            self._hooks.on_live()

    def _ask(self, requests: Sequence[Request]) -> Replies:
        """Ask and wait: late degrades the link, too late ends it. The same answer is awaited throughout."""
        posted = self._wire.post(requests)
        try:
            return Replies(requests, self._wire.collect(posted, LATE_S))
        except WebSocketTimeoutException:
            self._hooks.on_answering(False)
            self._store.apply(HeartbeatLate(self._store.state.epoch))
        limit = LOADING_HUNG_S if self._store.state.phase is LinkPhase.LOADING else HUNG_S
        try:
            answers = self._wire.collect(posted, limit - LATE_S)
        except WebSocketTimeoutException as error:
            raise SilentError("no heartbeat") from error
        self._hooks.on_answering(True)
        return Replies(requests, answers)
