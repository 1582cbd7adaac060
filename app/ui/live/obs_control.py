# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings OBS to the parts of the Live page that show it, and what they ask for to OBS."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from app.domain.live_view import LiveView
from app.domain.obs.commands import ObsFailure, ObsOutcome, Panic, PanicOutcome, PresentItem, SetVolume
from app.domain.obs.meters import SoundCheck
from app.domain.obs.permissions import DeskMode, SceneRoll, SceneScope
from app.domain.obs.state import ObsState
from app.ui.live.control_bar import ControlBar
from app.ui.live.obs_actions import ObsActions
from app.ui.live.services import LivePageServices
from app.ui.live.strip import Strip
from app.ui.live.texts import failure_sentence


@dataclass(frozen=True, slots=True)
class ObsParts:
    """What shows OBS on the Live page."""

    strip: Strip
    bar: ControlBar


class ObsControl(QObject):
    """Knows OBS, the session's scenes and whose desk it is; every part gets what it may show of them.

    Signals:
        told(str): a plain sentence about what OBS did not do.
        state_shown(ObsState): all parts show this state now.
    """

    told = Signal(str)
    state_shown = Signal(object)

    def __init__(self, services: LivePageServices, parts: ObsParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actions = actions = ObsActions(services.obs, self)
        self._services = services
        self._parts = parts
        self._state = services.obs.state
        self._scope = SceneScope.of((), services.safe_scene)
        self._roll = SceneRoll()
        bar, strip = parts.bar, parts.strip
        bar.scenes.scene_requested.connect(actions.switch_scene)
        bar.scenes.preview_requested.connect(actions.set_preview)
        bar.scenes.take_requested.connect(actions.take_preview)
        bar.stream.requested.connect(actions.set_stream)
        bar.record.requested.connect(actions.set_record)
        strip.mute_requested.connect(actions.toggle_mic)
        strip.retry_requested.connect(actions.retry)
        strip.panic.requested.connect(self.panic)
        services.obs.state_changed.connect(self._on_state_changed)
        services.obs.command_finished.connect(self._on_command_finished)
        services.obs.panic_finished.connect(self._on_panic_finished)
        services.permissions.mode_changed.connect(self._on_mode_changed)

    @property
    def state(self) -> ObsState:
        """OBS as it is on show."""
        return self._state

    def set_view(self, view: LiveView) -> None:
        """Take the session's scenes from its lineup."""
        scope = SceneScope.of((row.obs_scene for row in view.rows), self._services.safe_scene)
        if scope != self._scope:
            self._scope = scope
            self._show()

    def set_sound(self, check: SoundCheck) -> None:
        """Show what viewers hear of the microphone."""
        self._parts.strip.set_sound(check)

    def set_picture(self, scene: str, picture: QPixmap, age_s: float) -> None:
        """Show what a scene looked like ``age_s`` seconds ago, on its button and, if it is on air, in the strip."""
        self._parts.bar.scenes.set_picture(scene, picture, age_s)
        if scene == self._state.program_scene:
            self._parts.strip.set_picture(picture)

    def panic(self) -> None:
        """Cut to the safe scene and mute everything. Needs no link that is known to be well.

        Of an OBS that answers the open inputs are muted, of any other one all that are known.
        """
        known = self._state
        mute = tuple(one.name for one in known.audio if not one.muted or not known.connected)
        self._parts.strip.panic.show_asked()
        self._services.obs.panic(Panic(self._services.safe_scene, mute))

    def show_now(self) -> None:
        """Show OBS as the service knows it."""
        self._on_state_changed(self._services.obs.state)

    def _on_state_changed(self, state: ObsState) -> None:
        self._state = state
        self._show()

    def _on_mode_changed(self, _mode: DeskMode) -> None:
        self._show()

    def _show(self) -> None:
        state, bar = self._state, self._parts.bar
        self._parts.strip.set_obs(state)
        bar.scenes.set_state(state, self._roll.visible(state, self._scope, self._services.permissions.mode))
        bar.stream.set_state(state)
        bar.record.set_state(state)
        self.state_shown.emit(state)

    def _on_command_finished(self, outcome: ObsOutcome) -> None:
        bar = self._parts.bar
        bar.scenes.on_outcome(outcome)
        bar.stream.on_outcome(outcome)
        bar.record.on_outcome(outcome)
        if not outcome.ok and not _told_elsewhere(outcome):
            self.told.emit(failure_sentence(outcome.failure))

    def _on_panic_finished(self, outcome: PanicOutcome) -> None:
        self._parts.strip.panic.show_outcome(outcome, self._services.obs.state)


def _told_elsewhere(outcome: ObsOutcome) -> bool:
    """Return whether a failure needs no sentence: presenting tells its own, an overtaken fader move is none."""
    overtaken = isinstance(outcome.command, SetVolume) and outcome.failure is ObsFailure.EXPIRED
    return overtaken or isinstance(outcome.command, PresentItem)
