# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Levels and pictures of OBS on the Live page: asked for only while somebody looks at it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap
from shiboken6 import isValid

from app.domain.obs.meters import MeterFrame
from app.domain.obs.state import ObsState
from app.domain.obs.watch import Picture, Sight, Watch
from app.services.obs_watch import ObsWatchService
from app.ui.icons import IconSet
from app.ui.live.actions import microphone
from app.ui.live.obs_control import ObsControl
from app.ui.theme.model import Theme
from app.ui.widgets.meter import LevelMeter


class ObsSight(QObject):
    """Says what is looked at and hands what comes of it to the parts that show it.

    A picture is decoded once, on the UI thread: the link delivers small ones only (320 x 180 pixels take a third of a
    millisecond).
    """

    def __init__(
        self, watch: ObsWatchService, control: ObsControl, theme: Theme, icons: IconSet, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._watch = watch
        self._control = control
        self._theme = theme
        self._icons = icons
        self._looking = False
        self._meters: dict[str, LevelMeter] = {}
        self._decoded: dict[str, tuple[Picture, QPixmap]] = {}
        watch.levels_changed.connect(self._on_levels_changed)
        watch.sound_changed.connect(control.set_sound)
        watch.pictures_changed.connect(self._on_pictures_changed)
        control.state_shown.connect(self._on_state_shown)
        control.set_meter_factory(self._make_meter)

    def look(self, looking: bool) -> None:
        """Begin to look, or stop: then OBS is asked for nothing."""
        self._looking = looking
        self._aim()

    def _aim(self) -> None:
        scenes = self._control.scenes_on_show
        self._watch.set_interest(Watch(True, True, scenes) if self._looking else Watch())

    def _make_meter(self, name: str) -> LevelMeter:
        meter = LevelMeter(self._theme, self._icons, name)
        meter.set_muted(any(one.muted for one in self._control.state.audio if one.name == name))
        self._meters[name] = meter
        return meter

    def _on_state_shown(self, state: ObsState) -> None:
        mic = microphone(state)
        self._watch.set_microphones(() if mic is None else (mic.name,))
        muted = {one.name: one.muted for one in state.audio}
        for name, meter in self._living_meters():
            meter.set_muted(muted.get(name, False))
        self._aim()

    def _on_levels_changed(self, frame: MeterFrame) -> None:
        levels = {level.input_name: level for level in frame.levels}
        mic = microphone(self._control.state)
        self._control.set_mic_level(levels.get(mic.name) if mic is not None else None)
        for name, meter in self._living_meters():
            # Of sixty faders a dozen have room, and what is scrolled away takes the next level that comes when it is
            # back. That nothing comes any more is told to all.
            if not levels or not meter.visibleRegion().isEmpty():
                meter.show_level(levels.get(name), frame.at)

    def _living_meters(self) -> list[tuple[str, LevelMeter]]:
        """Return the meters that still have a fader; a fader takes its meter with it."""
        self._meters = {name: meter for name, meter in self._meters.items() if isValid(meter)}
        return list(self._meters.items())

    def _on_pictures_changed(self, seen: Mapping[str, Sight]) -> None:
        for scene in self._decoded.keys() - seen.keys():
            self._control.set_picture(scene, QPixmap(), 0.0)
        self._decoded = {scene: self._pixmap_of(sight.picture) for scene, sight in seen.items()}
        for scene, sight in seen.items():
            self._control.set_picture(scene, self._decoded[scene][1], sight.age_s)

    def _pixmap_of(self, picture: Picture) -> tuple[Picture, QPixmap]:
        known = self._decoded.get(picture.source)
        if known is not None and known[0] is picture:
            return known
        pixmap = QPixmap()
        pixmap.loadFromData(picture.jpeg)
        return picture, pixmap
