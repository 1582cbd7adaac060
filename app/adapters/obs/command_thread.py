# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that owns the command wire: the most urgent command first, none after its deadline."""

import heapq
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from app.adapters.obs.execute import Done, OutputOrder, present_item, set_mute, switch_scene
from app.adapters.obs.failures import NotReadyError
from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wire import Wire
from app.domain.clock import Clock
from app.domain.obs.commands import (
    ObsCommand,
    ObsFailure,
    ObsOutcome,
    PresentItem,
    SetMute,
    SetRecord,
    SetStream,
    SwitchScene,
)
from app.domain.obs.contents import CommandConfirmed
from app.domain.obs.outputs import Output, OutputAsked, OutputReadBack
from app.domain.obs.state import LinkPhase, OutputPhase

_log = logging.getLogger(__name__)

_QUEUE_LIMIT = 64
_WATCH_EVERY_S = 0.1
_IDLE_CHECK_S = 1.0
_URGENCY = {SetMute: 0, SwitchScene: 1, PresentItem: 1, SetStream: 2, SetRecord: 2}

_EXPIRED = "OBS did not answer in time. The command was dropped and will not be carried out later."
_NOT_SENT = "The connection to OBS broke off. The command was not sent."
_UNKNOWN = "The connection to OBS broke off. The command may or may not have been carried out: look at OBS."
_LOADING = "OBS is loading. Nothing was changed. Try again in a moment."
_TOO_MANY = "Too many commands are waiting for OBS. Nothing was changed."
_DID_NOT_START = {
    Output.STREAM: "The stream did not start. OBS gives no reason. Check the internet and the stream key.",
    Output.RECORD: "The recording did not start. OBS gives no reason. Check the folder and the free disk space.",
}
_UNCONFIRMED = "OBS took the order and has not confirmed it yet. Watch the state, or look at OBS."


@dataclass(order=True, slots=True)
class _Job:
    """A command on its way. Sorted by urgency, then by arrival."""

    urgency: int
    number: int
    command: ObsCommand = field(compare=False)
    deadline: float = field(compare=False)
    submitted_at: float = field(compare=False)
    future: Future[ObsOutcome] = field(compare=False, default_factory=Future)

    def __post_init__(self) -> None:
        # A future that runs cannot be cancelled by its holder, so telling the outcome never fails.
        self.future.set_running_or_notify_cancel()

    def finish(self, done: Done, now: float) -> None:
        """Tell the outcome."""
        elapsed_ms = (now - self.submitted_at) * 1000
        self.future.set_result(ObsOutcome(self.command, done.failure, done.detail, done.missing, elapsed_ms))


@dataclass(frozen=True, slots=True)
class _Watch:
    """A start or stop that OBS took and has not confirmed."""

    job: _Job
    order: OutputOrder
    epoch: int


class CommandThread:
    """Takes commands from any thread; carries them out on its own, one at a time."""

    def __init__(self, wire: Wire, store: StateStore, clock: Clock, on_dead: Callable[[BaseException], None]) -> None:
        self._wire = wire
        self._store = store
        self._clock = clock
        self._on_dead = on_dead
        self._wake = threading.Condition()
        self._jobs: list[_Job] = []
        self._watches: list[_Watch] = []
        self._submitted = 0
        self._answering = True
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="obs-commands", daemon=True)

    def start(self) -> None:
        """Begin to take commands."""
        self._thread.start()

    def submit(self, command: ObsCommand, deadline_s: float) -> Future[ObsOutcome]:
        """Queue a command; wakes the thread at once."""
        now = self._clock.monotonic()
        with self._wake:
            self._submitted += 1
            job = _Job(_URGENCY[type(command)], self._submitted, command, now + deadline_s, now)
            if self._stopping:
                refused: Done | None = Done(ObsFailure.NO_LINK, _NOT_SENT)
            elif len(self._jobs) >= _QUEUE_LIMIT:
                refused = Done(ObsFailure.NOT_READY, _TOO_MANY)
            else:
                refused = None
                heapq.heappush(self._jobs, job)
                self._wake.notify()
        if refused is not None:
            job.finish(refused, now)
        return job.future

    def set_answering(self, answering: bool) -> None:
        """Hold commands back while the heartbeat is late: sent bytes cannot be recalled from a hung OBS."""
        with self._wake:
            self._answering = answering
            self._wake.notify()

    def stop(self) -> None:
        """Send nothing more. The wire is to be aborted first, lest a reply be waited for."""
        with self._wake:
            self._stopping = True
            self._wake.notify()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; whether it ended."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._stopping:
                for job in self._take_expired():
                    job.finish(Done(ObsFailure.EXPIRED, _EXPIRED), self._clock.monotonic())
                self._look_at_watches()
                job_or_none = self._next_job()
                if job_or_none is not None:
                    self._carry_out(job_or_none)
        except Exception as error:  # noqa: BLE001 - whatever it is, this wire is done and the supervisor is told
            self._on_dead(error)
        finally:
            self._refuse_rest()

    def _next_job(self) -> _Job | None:
        """Wait for a job that may be sent now; None where something else is due first."""
        with self._wake:
            if not self._sendable():
                self._wake.wait(self._patience_s())
            if self._sendable():
                return heapq.heappop(self._jobs)
            idle = not self._stopping and not self._jobs and not self._watches
        if idle:
            self._wire.check_idle()
        return None

    def _sendable(self) -> bool:
        return bool(self._jobs) and self._answering and not self._stopping

    def _patience_s(self) -> float:
        if self._stopping:
            return 0.0
        waits = [_WATCH_EVERY_S if self._watches else _IDLE_CHECK_S]
        now = self._clock.monotonic()
        waits.extend(max(0.0, job.deadline - now) for job in self._jobs)
        return min(waits)

    def _take_expired(self) -> list[_Job]:
        now = self._clock.monotonic()
        with self._wake:
            expired = [job for job in self._jobs if job.deadline <= now]
            if expired:
                self._jobs = [job for job in self._jobs if job.deadline > now]
                heapq.heapify(self._jobs)
        return expired

    def _carry_out(self, job: _Job) -> None:
        now = self._clock.monotonic()
        state = self._store.state
        if job.deadline <= now:
            job.finish(Done(ObsFailure.EXPIRED, _EXPIRED), now)
        elif state.phase is LinkPhase.LOADING:
            job.finish(Done(ObsFailure.NOT_READY, _LOADING), now)
        else:
            try:
                self._send(job, state.epoch)
            except NotReadyError:
                job.finish(Done(ObsFailure.NOT_READY, _LOADING), self._clock.monotonic())
            except BaseException:
                job.finish(Done(ObsFailure.LINK_LOST, _UNKNOWN), self._clock.monotonic())
                raise

    def _send(self, job: _Job, epoch: int) -> None:
        match job.command:
            case SwitchScene():
                done = switch_scene(self._wire, job.command)
            case SetMute():
                done = set_mute(self._wire, job.command)
            case PresentItem():
                done = present_item(self._wire, job.command)
            case SetStream() | SetRecord():
                self._order(job, OutputOrder.of(job.command), epoch)
                return
        now = self._clock.monotonic()
        if done.program_scene is not None or done.audio:
            self._store.apply(CommandConfirmed(epoch, now, done.program_scene, done.audio))
        job.finish(done, now)

    def _order(self, job: _Job, order: OutputOrder, epoch: int) -> None:
        self._store.apply(OutputAsked(epoch, order.output, order.on, self._clock.monotonic()))
        done = order.ask(self._wire)
        if done.failure is ObsFailure.NONE:
            self._watches.append(_Watch(job, order, epoch))
            return
        self._store.apply(OutputReadBack(epoch, order.output, order.read(self._wire)))
        job.finish(done, self._clock.monotonic())

    def _look_at_watches(self) -> None:
        for watch in tuple(self._watches):
            done = self._progress(watch) if self._answering else None
            now = self._clock.monotonic()
            if done is None and now >= watch.job.deadline:
                done = Done(ObsFailure.NOT_CONFIRMED, _UNCONFIRMED)
            if done is not None:
                self._watches.remove(watch)
                watch.job.finish(done, now)

    def _progress(self, watch: _Watch) -> Done | None:
        """Return the outcome once OBS shows it; None while it may still come."""
        order = watch.order
        try:
            read = order.read(self._wire)
        except NotReadyError:
            return None
        state = self._store.state
        if read.active is order.on:
            self._store.apply(OutputReadBack(watch.epoch, order.output, read))
            return Done()
        announced = state.stream if order.output is Output.STREAM else state.record
        if order.on and announced is OutputPhase.OFF:
            return Done(ObsFailure.REJECTED, _DID_NOT_START[order.output])
        return None

    def _refuse_rest(self) -> None:
        with self._wake:
            self._stopping = True
            jobs, self._jobs = self._jobs, []
            watches, self._watches = self._watches, []
        now = self._clock.monotonic()
        for job in jobs:
            job.finish(Done(ObsFailure.LINK_LOST, _NOT_SENT), now)
        for watch in watches:
            watch.job.finish(Done(ObsFailure.LINK_LOST, _UNKNOWN), now)
