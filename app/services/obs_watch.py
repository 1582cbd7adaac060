# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What viewers see and hear, on the UI thread: the newest value at a steady pace, however fast OBS sends."""

from collections.abc import Collection, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.clock import Clock, SystemClock
from app.domain.obs.meters import MeterFrame, SoundCheck
from app.domain.obs.sound_watch import SoundWatch
from app.domain.obs.watch import Picture, Sight, Watch, sights

METERS_MS = 45
PICTURES_MS = 250

LATE_S = 1.0
"""Levels older than this (s) are not shown as the present."""


class Watched(Protocol):
    """Where levels and pictures come from: ``ObsService``, or a link."""

    @property
    def meters(self) -> MeterFrame | None:
        """The newest levels."""
        ...

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """The newest picture of each scene."""
        ...

    def watch(self, interest: Watch) -> None:
        """Say what is looked at."""
        ...


class ObsWatchService(QObject):
    """Looks at OBS while somebody looks at the desk. Lives on the UI thread, waits for nothing, decodes nothing.

    Signals:
        levels_changed(MeterFrame): new levels, at most 22 times a second; without levels once when none come any more.
        sound_changed(SoundCheck): what a person must be told of the sound, when that changes.
        pictures_changed(dict[str, Sight]): new pictures or ages, by scene.
    """

    levels_changed = Signal(object)
    sound_changed = Signal(object)
    pictures_changed = Signal(object)

    def __init__(self, obs: Watched, *, clock: Clock | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("obs-watch-service")
        self._obs = obs
        self._clock = clock or SystemClock()
        self._interest = Watch()
        self._microphones: frozenset[str] = frozenset()
        self._watch = SoundWatch()
        self._frame: MeterFrame | None = None
        self._sound = SoundCheck()
        self._sights: dict[str, Sight] = {}
        self._meter_timer = self._timer("obs-watch-meters", METERS_MS)
        self._meter_timer.timeout.connect(self._on_meter_tick)
        self._picture_timer = self._timer("obs-watch-pictures", PICTURES_MS)
        self._picture_timer.timeout.connect(self._on_picture_tick)

    @property
    def interest(self) -> Watch:
        """What is looked at now."""
        return self._interest

    @property
    def sound(self) -> SoundCheck:
        """What was last told of the sound."""
        return self._sound

    def set_interest(self, interest: Watch) -> None:
        """Look at this from now on; nothing while the window is hidden or minimised, so that OBS pays nothing."""
        if interest == self._interest:
            return
        self._interest = interest
        self._obs.watch(interest)
        self._run(self._meter_timer, interest.meters)
        self._run(self._picture_timer, interest.pictures)
        if not interest.meters:
            self._no_levels()
        if not interest.pictures:
            self._show_pictures({})

    def set_microphones(self, names: Collection[str]) -> None:
        """Name the inputs that people talk into."""
        self._microphones = frozenset(names)

    def stop(self) -> None:
        """Look at nothing any more."""
        self.set_interest(Watch())

    def _on_meter_tick(self) -> None:
        frame = self._obs.meters
        if frame is None or self._clock.monotonic() - frame.at > LATE_S:
            self._no_levels()
        elif frame is not self._frame:
            self._frame = frame
            self._watch = self._watch.fold(frame, self._microphones)
            self.levels_changed.emit(frame)
            self._tell_sound(self._watch.check)

    def _on_picture_tick(self) -> None:
        self._show_pictures(sights(self._obs.pictures, self._clock.monotonic()))

    def _no_levels(self) -> None:
        if self._frame is not None:
            self._frame = None
            self._watch = SoundWatch()
            self.levels_changed.emit(MeterFrame(self._clock.monotonic()))
            self._tell_sound(SoundCheck())

    def _tell_sound(self, check: SoundCheck) -> None:
        if check != self._sound:
            self._sound = check
            self.sound_changed.emit(check)

    def _show_pictures(self, seen: dict[str, Sight]) -> None:
        if seen != self._sights:
            self._sights = seen
            self.pictures_changed.emit(seen)

    def _timer(self, name: str, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setInterval(interval_ms)
        return timer

    @staticmethod
    def _run(timer: QTimer, wanted: bool) -> None:
        if wanted and not timer.isActive():
            timer.start()
        elif not wanted:
            timer.stop()
