# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that owns the command wire: the most urgent command first, none after its deadline."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from app.adapters.obs.commands.done import Context, Done
from app.adapters.obs.commands.outputs import Order
from app.adapters.obs.commands.registry import way_of
from app.adapters.obs.failures import NotReadyError
from app.adapters.obs.job_queue import Job, JobQueue
from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wire import Wire
from app.domain.clock import Clock
from app.domain.obs.commands import ObsCommand, ObsFailure, ObsOutcome
from app.domain.obs.state import LinkPhase

_QUEUE_LIMIT = 64
_WATCH_EVERY_S = 0.1
_IDLE_CHECK_S = 1.0

_EXPIRED = "OBS did not answer in time. The command was dropped and will not be carried out later."
_NOT_SENT = "The connection to OBS broke off. The command was not sent."
_UNKNOWN = "The connection to OBS broke off. The command may or may not have been carried out: look at OBS."
_LOADING = "OBS is loading. Nothing was changed. Try again in a moment."
_TOO_MANY = "Too many commands are waiting for OBS. Nothing was changed."
_NOT_OFFERED = "This OBS cannot do that ({requests} missing). Nothing was changed. Update OBS."
_UNCONFIRMED = "OBS took the order and has not confirmed it yet. Watch the state, or look at OBS."


@dataclass(frozen=True, slots=True)
class _Watch:
    """An order that OBS took and has not confirmed."""

    job: Job
    order: Order
    context: Context


class CommandThread:
    """Takes commands from any thread; carries them out on its own, one at a time."""

    def __init__(self, wire: Wire, store: StateStore, clock: Clock, on_dead: Callable[[BaseException], None]) -> None:
        self._wire = wire
        self._store = store
        self._clock = clock
        self._on_dead = on_dead
        self._wake = threading.Condition()
        self._jobs = JobQueue()
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
            job = Job(way_of(command).urgency, self._submitted, command, now + deadline_s, now)
            refused = self._refusal(command)
            if refused is None:
                self._jobs.push(job)
                self._wake.notify()
        if refused is not None:
            job.finish(refused, now)
        return job.future

    def _refusal(self, command: ObsCommand) -> Done | None:
        lacking = [kind for kind in way_of(command).needs if not self._store.state.can(kind)]
        if self._stopping:
            return Done(ObsFailure.NO_LINK, _NOT_SENT)
        if lacking:
            return Done(ObsFailure.NOT_OFFERED, _NOT_OFFERED.format(requests=", ".join(lacking)))
        if len(self._jobs) >= _QUEUE_LIMIT:
            return Done(ObsFailure.NOT_READY, _TOO_MANY)
        return None

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

    def _next_job(self) -> Job | None:
        """Wait for a job that may be sent now; None where something else is due first."""
        with self._wake:
            if not self._sendable():
                self._wake.wait(self._patience_s())
            if self._sendable():
                return self._jobs.pop(self._clock.monotonic())
            idle = not self._stopping and not self._jobs and not self._watches
        if idle:
            self._wire.check_idle()
        return None

    def _sendable(self) -> bool:
        ready = self._jobs.wait_s(self._clock.monotonic()) == 0.0
        return ready and self._answering and not self._stopping

    def _patience_s(self) -> float:
        if self._stopping:
            return 0.0
        now = self._clock.monotonic()
        waits = [_WATCH_EVERY_S if self._watches else _IDLE_CHECK_S]
        deadline, ready_s = self._jobs.next_deadline(), self._jobs.wait_s(now)
        waits += [max(0.0, deadline - now)] if deadline is not None else []
        waits += [ready_s] if ready_s is not None and self._answering else []
        return min(waits)

    def _take_expired(self) -> list[Job]:
        with self._wake:
            return self._jobs.take_expired(self._clock.monotonic())

    def _carry_out(self, job: Job) -> None:
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

    def _send(self, job: Job, epoch: int) -> None:
        context = Context(self._wire, self._store, self._clock, epoch)
        done = way_of(job.command).do(context, job.command)
        if not isinstance(done, Done):
            self._watches.append(_Watch(job, done, context))
            return
        now = self._clock.monotonic()
        confirmed = done.confirmed(epoch, now)
        if confirmed is not None:
            self._store.apply(confirmed)
        job.finish(done, now)

    def _look_at_watches(self) -> None:
        for watch in tuple(self._watches):
            done = self._progress(watch) if self._answering else None
            now = self._clock.monotonic()
            if done is None and now >= watch.job.deadline:
                done = Done(ObsFailure.NOT_CONFIRMED, _UNCONFIRMED)
            if done is not None:
                self._watches.remove(watch)
                watch.job.finish(done, now)

    @staticmethod
    def _progress(watch: _Watch) -> Done | None:
        try:
            return watch.order.look(watch.context)
        except NotReadyError:
            return None

    def _refuse_rest(self) -> None:
        with self._wake:
            self._stopping = True
            jobs = self._jobs.take_all()
            watches, self._watches = self._watches, []
        now = self._clock.monotonic()
        for job in jobs:
            job.finish(Done(ObsFailure.LINK_LOST, _NOT_SENT), now)
        for watch in watches:
            watch.job.finish(Done(ObsFailure.LINK_LOST, _UNKNOWN), now)
