# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that wait to be sent: the most urgent first, of several moves of one fader only the newest."""

import heapq
from concurrent.futures import Future
from dataclasses import dataclass, field

from app.adapters.obs.commands.done import Done
from app.domain.obs.commands import ObsCommand, ObsOutcome, SetVolume

VOLUME_GAP_S = 0.05
"""Between two moves of one fader: 20 a second look smooth and build no queue on a slow network."""


@dataclass(order=True, slots=True)
class Job:
    """A command on its way. Sorted by urgency, then by arrival. ``replaces``: moves that this one made needless."""

    urgency: int
    number: int
    command: ObsCommand = field(compare=False)
    deadline: float = field(compare=False)
    submitted_at: float = field(compare=False)
    replaces: "list[Job]" = field(compare=False, default_factory=list)
    future: Future[ObsOutcome] = field(compare=False, default_factory=Future)

    def __post_init__(self) -> None:
        # A future that runs cannot be cancelled by its holder, so telling the outcome never fails.
        self.future.set_running_or_notify_cancel()

    def finish(self, done: Done, now: float) -> None:
        """Tell the outcome, also to those that this one replaced."""
        for job in (*self.replaces, self):
            elapsed_ms = (now - job.submitted_at) * 1000
            job.future.set_result(ObsOutcome(job.command, done.failure, done.detail, done.missing, elapsed_ms))


class JobQueue:
    """Not thread-safe: its owner holds a lock. All times are monotonic seconds."""

    def __init__(self) -> None:
        self._jobs: list[Job] = []
        self._volumes: dict[str, Job] = {}
        self._volume_at: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self._jobs) + len(self._volumes)

    def push(self, job: Job) -> None:
        """Add a job; a fader's move takes the place of one that waits."""
        if not isinstance(job.command, SetVolume):
            heapq.heappush(self._jobs, job)
            return
        older = self._volumes.pop(job.command.input_name, None)
        if older is not None:
            job.replaces = [*older.replaces, older]
        self._volumes[job.command.input_name] = job

    def pop(self, now: float) -> Job | None:
        """Take the most urgent job that may be sent at ``now``."""
        ready = [job for name, job in self._volumes.items() if self._volume_at.get(name, 0.0) <= now]
        first = min((*self._jobs[:1], *ready), default=None)
        if first is None:
            return None
        if isinstance(first.command, SetVolume):
            name = first.command.input_name
            del self._volumes[name]
            self._volume_at = {one: at for one, at in self._volume_at.items() if at > now}
            self._volume_at[name] = now + VOLUME_GAP_S
        else:
            heapq.heappop(self._jobs)
        return first

    def wait_s(self, now: float) -> float | None:
        """Return how long until ``pop`` gives a job, 0 for at once, None where none waits."""
        if self._jobs:
            return 0.0
        return min((max(0.0, self._volume_at.get(name, 0.0) - now) for name in self._volumes), default=None)

    def next_deadline(self) -> float | None:
        """Return when the first job expires."""
        return min((job.deadline for job in self._all()), default=None)

    def take_expired(self, now: float) -> list[Job]:
        """Remove and return the jobs past their deadline."""
        expired = [job for job in self._all() if job.deadline <= now]
        if expired:
            self._jobs = [job for job in self._jobs if job.deadline > now]
            heapq.heapify(self._jobs)
            self._volumes = {name: job for name, job in self._volumes.items() if job.deadline > now}
        return expired

    def take_all(self) -> list[Job]:
        """Remove and return everything."""
        everything = self._all()
        self._jobs, self._volumes = [], {}
        return everything

    def _all(self) -> list[Job]:
        return [*self._jobs, *self._volumes.values()]
