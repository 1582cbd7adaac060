# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that wait: order, deadlines, and faders that build no queue."""

import pytest

from app.adapters.obs.commands.done import Done
from app.adapters.obs.commands.registry import way_of
from app.adapters.obs.job_queue import VOLUME_GAP_S, Job, JobQueue
from app.domain.obs.commands import ObsCommand, ObsFailure, SetMute, SetRecord, SetVolume, SwitchScene


class Queue(JobQueue):
    """A queue with jobs made on the way."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def add(self, command: ObsCommand, deadline: float = 100.0) -> Job:
        self._count += 1
        job = Job(way_of(command).urgency, self._count, command, deadline, 0.0)
        self.push(job)
        return job

    def next(self, now: float) -> ObsCommand | None:
        job = self.pop(now)
        return job.command if job is not None else None


def test_mute_comes_before_scene_and_scene_before_the_rest() -> None:
    queue = Queue()
    for command in (SetRecord(True), SetVolume("Mic", 0.0), SwitchScene("A"), SetMute("Mic", True)):
        queue.add(command)

    assert [queue.next(0.0) for _ in range(5)] == [
        SetMute("Mic", True),
        SwitchScene("A"),
        SetRecord(True),
        SetVolume("Mic", 0.0),
        None,
    ]


def test_only_the_newest_move_of_a_fader_is_sent_and_all_share_its_outcome() -> None:
    queue = Queue()
    jobs = [queue.add(SetVolume("Mic", -float(number))) for number in range(100)]
    other = queue.add(SetVolume("Music", -5.0))
    sent = queue.pop(0.0)
    assert sent is jobs[-1]

    sent.finish(Done(ObsFailure.REJECTED, "no"), 1.0)

    assert len(queue) == 1
    assert {job.future.result(0).failure for job in jobs} == {ObsFailure.REJECTED}
    assert [job.future.result(0).command for job in jobs[:2]] == [SetVolume("Mic", -0.0), SetVolume("Mic", -1.0)]
    assert not other.future.done()


def test_a_fader_moves_at_most_twenty_times_a_second_and_holds_up_nothing_else() -> None:
    queue = Queue()
    queue.add(SetVolume("Mic", -1.0))
    queue.pop(10.0)
    queue.add(SetVolume("Mic", -2.0))
    queue.add(SetVolume("Music", -2.0))

    assert queue.wait_s(10.0) == 0.0
    assert queue.next(10.0) == SetVolume("Music", -2.0)
    assert (queue.next(10.01), queue.wait_s(10.0)) == (None, pytest.approx(VOLUME_GAP_S))
    assert queue.next(10.0 + VOLUME_GAP_S) == SetVolume("Mic", -2.0)


def test_what_is_past_its_deadline_is_taken_out() -> None:
    queue = Queue()
    expired = [queue.add(SetRecord(True), 5.0), queue.add(SetVolume("Mic", 0.0), 5.0)]
    kept = queue.add(SetMute("Mic", True), 6.0)

    assert queue.next_deadline() == 5.0
    assert queue.take_expired(5.0) == expired
    assert (queue.pop(5.0), len(queue)) == (kept, 0)


def test_an_empty_queue_waits_for_nothing() -> None:
    queue = Queue()
    queue.add(SetMute("Mic", True))

    assert len(queue.take_all()) == 1
    assert (queue.wait_s(0.0), queue.next_deadline(), queue.pop(0.0)) == (None, None, None)
