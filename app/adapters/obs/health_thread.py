# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that owns the health wire: the heartbeat, the full read, and the small reads that events ask for."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from websocket import WebSocketTimeoutException

from app.adapters.obs.failures import NotReadyError, SilentError
from app.adapters.obs.reads import (
    HEALTH,
    SNAPSHOT,
    data_of,
    health_read,
    input_names,
    mute_reads,
    mutes_read,
    snapshot_read,
)
from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wants import Wanted, Wants
from app.adapters.obs.wire import Answer, Request, Wire
from app.domain.clock import Clock
from app.domain.obs.reducer import CollectionMoved, HeartbeatLate, MutesRead, ProgramRead
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
        self._next_beat = 0.0
        self._next_snapshot = 0.0
        self._snapshot_due = True
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
        wanted = self._wants.take(self._wait_s())
        if self._wants.stopped:
            return
        now = self._clock.monotonic()
        self._snapshot_due = self._snapshot_due or wanted.snapshot or now >= self._next_snapshot + _RESYNC_S
        self._end_overlong_change(now)
        try:
            if self._wants.changing:
                self._beat_if_due(now)
            elif self._snapshot_due and now >= self._next_snapshot:
                self._snapshot()
            else:
                self._small_reads(wanted, now)
        except NotReadyError:
            self._snapshot_due = True
            self._next_snapshot = self._clock.monotonic() + _NOT_READY_RETRY_S

    def _wait_s(self) -> float:
        now = self._clock.monotonic()
        due = [self._next_beat]
        if self._snapshot_due and not self._wants.changing:
            due.append(self._next_snapshot)
        return max(0.0, min(due) - now)

    def _end_overlong_change(self, now: float) -> None:
        if not self._wants.changing:
            self._changing_since = None
        elif self._changing_since is None:
            self._changing_since = now
        elif now - self._changing_since > _CHANGE_LIMIT_S:
            self._store.apply(CollectionMoved())
            self._wants.set_changing(False)

    def _beat_if_due(self, now: float) -> None:
        if now >= self._next_beat:
            self._beat()

    def _small_reads(self, wanted: Wanted, now: float) -> None:
        if now >= self._next_beat or wanted.health:
            self._beat()
        elif wanted.program:
            self._program()
        if wanted.mutes:
            self._mutes(sorted(wanted.mutes))

    def _beat(self) -> None:
        epoch, sent_at = self._store.state.epoch, self._clock.monotonic()
        self._next_beat = sent_at + BEAT_S
        answers = self._ask(HEALTH)
        if self._wants.changing:
            return
        self._store.apply(health_read(answers, epoch=epoch, sent_at=sent_at, read_at=self._clock.monotonic()))

    def _program(self) -> None:
        epoch, sent_at = self._store.state.epoch, self._clock.monotonic()
        (answer,) = self._ask([Request("GetCurrentProgramScene")])
        program = data_of(answer)["currentProgramSceneName"]
        if program is not None:
            self._store.apply(ProgramRead(epoch, sent_at, program))

    def _mutes(self, names: Sequence[str]) -> None:
        epoch, sent_at = self._store.state.epoch, self._clock.monotonic()
        self._store.apply(MutesRead(epoch, sent_at, mutes_read(names, self._ask(mute_reads(names)))))

    def _snapshot(self) -> None:
        epoch, sent_at = self._store.state.epoch, self._clock.monotonic()
        answers = self._ask(SNAPSHOT)
        names = input_names(answers)
        audio = mutes_read(names, self._ask(mute_reads(names))) if names else ()
        now = self._clock.monotonic()
        health = health_read(answers, epoch=epoch, sent_at=sent_at, read_at=now)
        self._store.apply(snapshot_read(health, answers, audio))
        self._snapshot_due = False
        self._next_snapshot = now + _SNAPSHOT_GAP_S
        self._next_beat = now + BEAT_S
        if self._store.state.phase is LinkPhase.LIVE:
            self._hooks.on_live()

    def _ask(self, requests: Sequence[Request]) -> list[Answer]:
        """Ask and wait: late degrades the link, too late ends it. The same answer is awaited throughout."""
        posted = self._wire.post(requests)
        try:
            return self._wire.collect(posted, LATE_S)
        except WebSocketTimeoutException:
            self._hooks.on_answering(False)
            self._store.apply(HeartbeatLate(self._store.state.epoch))
        limit = LOADING_HUNG_S if self._store.state.phase is LinkPhase.LOADING else HUNG_S
        try:
            answers = self._wire.collect(posted, limit - LATE_S)
        except WebSocketTimeoutException as error:
            raise SilentError("no heartbeat") from error
        self._hooks.on_answering(True)
        return answers
