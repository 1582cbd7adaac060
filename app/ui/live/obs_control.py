# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings OBS to the parts of the Live page that show it, and what they ask for to OBS."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from app.domain.live_view import LiveView
from app.domain.obs.commands import ObsFailure, ObsOutcome, Panic, PanicOutcome, PresentItem, SetVolume
from app.domain.obs.contents import same_outside
from app.domain.obs.meters import MeterLevel, SoundCheck
from app.domain.obs.naming import scene_for
from app.domain.obs.permissions import DeskMode, SceneRoll, SceneScope, visible_sources
from app.domain.obs.state import ObsState
from app.ui.icons import IconSet
from app.ui.live.control_bar import ControlBar
from app.ui.live.obs_actions import ObsActions
from app.ui.live.services import LivePageServices
from app.ui.live.strip import Strip
from app.ui.live.texts import failure_sentence
from app.ui.theme.model import Theme
from app.ui.theme.scale import ROOMY, Scale

if TYPE_CHECKING:
    from app.ui.live.drawer.drawer import ControlDrawer


@dataclass(frozen=True, slots=True)
class ObsParts:
    """What shows OBS on the Live page, and what the control desk is made with."""

    strip: Strip
    bar: ControlBar
    theme: Theme
    icons: IconSet


class ObsControl(QObject):
    """Knows OBS, the session's scenes and whose desk it is; every part gets what it may show of them.

    Signals:
        told(str): a plain sentence about what OBS did not do.
        state_shown(ObsState): all parts show this state now; not sent where only what scenes hold has changed.
        drawer_made(ControlDrawer): the control desk was asked for the first time and wants a place.
    """

    told = Signal(str)
    state_shown = Signal(object)
    drawer_made = Signal(object)

    def __init__(self, services: LivePageServices, parts: ObsParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actions = actions = ObsActions(services.obs, self)
        self._services = services
        self._parts = parts
        self._state = services.obs.state
        self._named: frozenset[str] = frozenset()
        self._shop_id = ""
        self._scope = SceneScope.of((), services.safe_scene())
        self._roll = SceneRoll()
        self._scale = ROOMY
        self._drawer: ControlDrawer | None = None
        self._make_meter: Callable[[str], QWidget] | None = None
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

    @property
    def drawer(self) -> "ControlDrawer":
        """The control desk, made at the first use: the start does not wait for it."""
        if self._drawer is None:
            from app.ui.live.drawer.drawer import ControlDrawer

            self._drawer = ControlDrawer(self._services.permissions, self._parts.theme, self._parts.icons)
            self._drawer.command_requested.connect(self.actions.send)
            self.drawer_made.emit(self._drawer)
            self._drawer.set_scale(self._scale)
            if self._make_meter is not None:
                self._drawer.mixer.set_meter_factory(self._make_meter)
            self._show_drawer(self._drawer)
        return self._drawer

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale`` on the control desk."""
        self._scale = scale
        if self._drawer is not None:
            self._drawer.set_scale(scale)

    def set_meter_factory(self, make: Callable[[str], QWidget]) -> None:
        """Give every fader the meter that ``make`` returns for an input's name."""
        self._make_meter = make
        if self._drawer is not None:
            self._drawer.mixer.set_meter_factory(make)

    def tick(self, monotonic: float) -> None:
        """Bring the control desk's times up to date. ``monotonic`` as in ``Strip.tick``."""
        if self._drawer is not None:
            self._drawer.tick(monotonic)

    def set_view(self, view: LiveView) -> None:
        """Take the session's scenes from its lineup."""
        named = frozenset(row.obs_scene for row in view.rows if row.obs_scene)
        shop_id = view.session.shop_id if view.session is not None else ""
        if (named, shop_id) != (self._named, self._shop_id):
            self._named, self._shop_id = named, shop_id
            self._show()

    @property
    def scenes_on_show(self) -> tuple[str, ...]:
        """The scenes that have a button."""
        return self._parts.bar.scenes.scenes

    def set_mic_level(self, level: MeterLevel | None) -> None:
        """Show how loud viewers hear the microphone; None where that is not known."""
        self._parts.strip.mic.set_level(level)

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
        self._services.obs.panic(Panic(self._services.safe_scene(), mute))

    def show_now(self) -> None:
        """Show OBS as the service knows it."""
        self._state = self._services.obs.state
        self._show()

    def _on_state_changed(self, state: ObsState) -> None:
        """Show what changed: of what scenes hold only the control desk shows anything, and it changes most often."""
        before, self._state = self._state, state
        if not same_outside(before, state):
            self._show()
        elif self._drawer is not None:
            self._show_drawer(self._drawer)

    def _on_mode_changed(self, _mode: DeskMode) -> None:
        self._show()

    def _scope_in(self, state: ObsState) -> SceneScope:
        """Return the session's scenes as they are called in this OBS: a shop's own scene comes before the plain one."""
        pattern, existing = self._services.scene_pattern, state.scene_names
        lineup = (scene_for(self._shop_id, name, existing, pattern) for name in self._named)
        return SceneScope.of(lineup, self._services.safe_scene())

    def _show(self) -> None:
        state, bar = self._state, self._parts.bar
        self._scope = self._scope_in(state)
        self._parts.strip.set_obs(state)
        bar.scenes.set_state(state, self._roll.visible(state, self._scope, self._services.permissions.mode))
        bar.stream.set_state(state)
        bar.record.set_state(state)
        if self._drawer is not None:
            self._show_drawer(self._drawer)
        self.state_shown.emit(state)

    def _show_drawer(self, drawer: "ControlDrawer") -> None:
        from app.ui.live.drawer.section import DeskView

        mode = self._services.permissions.mode
        scenes = self._roll.needed(self._state, self._scope, mode)
        sources = visible_sources(self._state, scenes, limited=self._scope.limits(mode))
        drawer.set_view(DeskView(self._state, scenes, sources))

    def _on_command_finished(self, outcome: ObsOutcome) -> None:
        bar = self._parts.bar
        bar.scenes.on_outcome(outcome)
        bar.stream.on_outcome(outcome)
        bar.record.on_outcome(outcome)
        if self._drawer is not None:
            self._drawer.on_outcome(outcome)
        if not outcome.ok and not _told_elsewhere(outcome):
            self.told.emit(failure_sentence(outcome.failure))

    def _on_panic_finished(self, outcome: PanicOutcome) -> None:
        self._parts.strip.panic.show_outcome(outcome, self._services.obs.state)


def _told_elsewhere(outcome: ObsOutcome) -> bool:
    """Return whether a failure needs no sentence: presenting tells its own, an overtaken fader move is none."""
    overtaken = isinstance(outcome.command, SetVolume) and outcome.failure is ObsFailure.EXPIRED
    return overtaken or isinstance(outcome.command, PresentItem)
