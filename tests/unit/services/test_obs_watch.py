# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Levels and pictures on the UI thread: the newest, at a steady pace, and only while somebody looks."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.adapters.obs.link import ObsLink
from app.domain.obs.meters import FLOOR_DB, MeterFrame, MeterLevel, SoundCheck
from app.domain.obs.watch import Watch
from app.services.obs import ObsService
from app.services.obs_watch import LATE_S, ObsWatchService
from tests.helpers.clock import FixedClock
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_picture import meter_event, picture
from tests.helpers.services import FakeObsControl
from tests.helpers.until import until

TALKING = MeterLevel("Mic", FLOOR_DB, FLOOR_DB, -10.0)
METERS = Watch(meters=True)
PICTURES = Watch(program_picture=True)


class Rig(QObject):
    """A service on a scripted link and a clock that stands; every signal is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.obs = FakeObsControl()
        self.clock = FixedClock()
        self.service = ObsWatchService(self.obs, clock=self.clock, parent=self)
        self.levels: list[MeterFrame] = []
        self.sounds: list[SoundCheck] = []
        self.pictures: list[dict[str, int]] = []
        self.service.levels_changed.connect(self.levels.append)
        self.service.sound_changed.connect(self.sounds.append)
        self.service.pictures_changed.connect(self._on_pictures)

    def active_timers(self) -> set[str]:
        return {timer.objectName() for timer in self.service.findChildren(QTimer) if timer.isActive()}

    def frame(self, *levels: MeterLevel) -> None:
        """Let 50 ms pass and put down a frame."""
        self.clock.advance(0.05)
        self.obs.meters = MeterFrame(self.clock.monotonic(), levels)

    def _on_pictures(self, seen: dict[str, object]) -> None:
        self.pictures.append({name: sight.age_s for name, sight in seen.items()})  # type: ignore[attr-defined]


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    made = Rig()
    yield made
    made.service.stop()


def test_no_timer_runs_and_nothing_is_asked_for_before_somebody_looks(rig: Rig) -> None:
    rig.obs.meters = MeterFrame(rig.clock.monotonic(), (TALKING,))

    assert (rig.active_timers(), rig.obs.interest, rig.levels) == (set(), Watch(), [])


def test_each_kind_has_its_timer_while_it_is_looked_at(rig: Rig) -> None:
    seen = []
    for interest in (METERS, PICTURES, Watch(thumbnails=("A",)), Watch()):
        rig.service.set_interest(interest)
        assert rig.obs.interest == rig.service.interest == interest
        seen.append(rig.active_timers())

    assert seen == [{"obs-watch-meters"}, {"obs-watch-pictures"}, {"obs-watch-pictures"}, set()]


def test_a_frame_is_told_once(rig: Rig, qtbot: QtBot) -> None:
    rig.service.set_interest(METERS)
    rig.frame(TALKING)
    first = rig.obs.meters
    qtbot.waitUntil(lambda: len(rig.levels) == 1)
    rig.frame(TALKING)
    qtbot.waitUntil(lambda: len(rig.levels) == 2)

    assert rig.levels == [first, rig.obs.meters]


def test_levels_that_stopped_coming_are_not_shown_as_the_present(rig: Rig, qtbot: QtBot) -> None:
    rig.service.set_interest(METERS)
    rig.frame(TALKING)
    qtbot.waitUntil(lambda: len(rig.levels) == 1)
    rig.clock.advance(LATE_S + 0.1)

    qtbot.waitUntil(lambda: len(rig.levels) == 2)
    assert rig.levels[-1].levels == ()


def talk(rig: Rig, qtbot: QtBot) -> None:
    rig.service.set_microphones(["Mic"])
    rig.service.set_interest(METERS)
    for _ in range(20):
        told = len(rig.levels)
        rig.frame(TALKING)
        qtbot.waitUntil(lambda told=told: len(rig.levels) > told)


def test_talk_into_a_muted_microphone_is_told_once(rig: Rig, qtbot: QtBot) -> None:
    talk(rig, qtbot)

    assert rig.sounds == [SoundCheck(True, 0.0, "Mic")] == [rig.service.sound]


def test_whoever_looks_away_is_told_nothing_old(rig: Rig, qtbot: QtBot) -> None:
    talk(rig, qtbot)
    rig.service.set_interest(Watch())

    assert rig.sounds[-1] == rig.service.sound == SoundCheck()
    assert rig.levels[-1].levels == ()


def test_pictures_are_told_when_they_or_their_ages_change(rig: Rig, qtbot: QtBot) -> None:
    rig.obs.pictures = {"A": picture("A", rig.clock.monotonic())}
    rig.service.set_interest(PICTURES)
    qtbot.waitUntil(lambda: len(rig.pictures) == 1)
    rig.clock.advance(0.5)
    with qtbot.assertNotEmitted(rig.service.pictures_changed, wait=600):
        pass
    rig.clock.advance(12.0)
    qtbot.waitUntil(lambda: len(rig.pictures) == 2)
    rig.service.set_interest(Watch())

    assert rig.pictures == [{"A": 0}, {"A": 12}, {}]


class Flood:
    """Sixty inputs twenty times a second; the last frame carries the highest number."""

    def __init__(self, obs: FakeObs) -> None:
        self._obs = obs
        self._ended = threading.Event()
        self.sent = 0
        self._thread = threading.Thread(target=self._run, name="flood")

    def _run(self) -> None:
        while not self._ended.wait(0.05):
            self.sent += 1
            levels = {f"{number} {self.sent}": [[0.5, 0.5, 0.5]] * 2 for number in range(60)}
            self._obs.emit("InputVolumeMeters", meter_event(levels))

    def __enter__(self) -> "Flood":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()


def number_of(frame: MeterFrame | None) -> int:
    return int(frame.levels[0].input_name.split()[1]) if frame is not None and frame.levels else 0


class Numbers(QObject):
    """Notes the number of each frame told, and keeps no frame."""

    def __init__(self, service: ObsWatchService) -> None:
        super().__init__()
        self.told: list[int] = []
        service.levels_changed.connect(self._on_levels)

    def _on_levels(self, frame: MeterFrame) -> None:
        self.told.append(number_of(frame))


@pytest.fixture
def served(qtbot: QtBot) -> Iterator[tuple[FakeObs, ObsService, ObsWatchService]]:
    """The services on a link to a served OBS."""
    with FakeObs() as fake:
        obs = ObsService(lambda listener: ObsLink(fake.address, lambda: FAKE_PASSWORD, listener=listener))
        service = ObsWatchService(obs)
        obs.start()
        yield fake, obs, service
        service.stop()
        obs.stop()


def test_a_blocked_ui_thread_meets_the_newest_levels_and_no_backlog(
    served: tuple[FakeObs, ObsService, ObsWatchService], qtbot: QtBot
) -> None:
    fake, obs, service = served
    numbers = Numbers(service)
    service.set_interest(METERS)
    with Flood(fake):
        for _ in range(3):
            told = len(numbers.told)
            qtbot.waitUntil(lambda told=told: len(numbers.told) > told + 20, timeout=20_000)
            told, last = len(numbers.told), numbers.told[-1]
            # No event loop runs here: the UI thread is blocked for about two seconds.
            until(lambda last=last: number_of(obs.meters) > last + 40, "levels went on coming")
            newest = number_of(obs.meters)
            alive = sum(type(item) is MeterFrame for item in gc.get_objects())
            qtbot.waitUntil(lambda told=told: len(numbers.told) > told)
            assert numbers.told[told] >= newest
            assert alive <= 5

    seen = [number for number in numbers.told if number]
    assert seen == sorted(set(seen))
