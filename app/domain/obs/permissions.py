# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who sees what of OBS on this desk. It keeps slips away, not people: whoever has OBS's password can do everything."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.obs.state import ObsState, Scene
from app.domain.obs.tree import sources_in


class DeskMode(StrEnum):
    """Whose desk it is now."""

    ANCHOR = "anchor"
    TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True)
class SceneScope:
    """What the open session needs of OBS: the scenes that its lineup names, and the safe scene.

    A lineup that names no scene, and a desk without a session, limit nothing: there is nothing to limit to.
    """

    lineup_scenes: frozenset[str] = frozenset()
    safe_scene: str = ""

    @classmethod
    def of(cls, lineup_scenes: Iterable[str], safe_scene: str) -> "SceneScope":
        """Make a scope of a lineup's scene names; empty names do not count."""
        return cls(frozenset(name for name in lineup_scenes if name), safe_scene)

    def limits(self, mode: DeskMode) -> bool:
        """Return whether anything is kept from a person in ``mode``."""
        return mode is DeskMode.ANCHOR and bool(self.lineup_scenes)

    def names(self, scene: str) -> bool:
        """Return whether the session needs ``scene``."""
        return scene in self.lineup_scenes or scene == self.safe_scene


@dataclass
class SceneRoll:
    """Remembers by which names the scenes of one OBS were known, so that a rename takes no scene from the anchor."""

    _epoch: int = -1
    _names: dict[str, set[str]] = field(default_factory=dict)

    def visible(self, state: ObsState, scope: SceneScope, mode: DeskMode) -> tuple[Scene, ...]:
        """Return the scenes to show, in OBS's order.

        What is on air and in the preview is always among them: nobody may be wrong about that.
        """
        if state.epoch != self._epoch:
            self._epoch, self._names = state.epoch, {}
        for scene in state.scenes:
            if scene.uuid:
                self._names.setdefault(scene.uuid, set()).add(scene.name)
        if not scope.limits(mode):
            return state.scenes
        always = (state.program_scene, state.preview_scene)
        return tuple(one for one in state.scenes if one.name in always or self._needed(one, scope))

    def needed(self, state: ObsState, scope: SceneScope, mode: DeskMode) -> tuple[Scene, ...]:
        """Return the scenes whose contents may be changed, in OBS's order."""
        if not scope.limits(mode):
            return state.scenes
        return tuple(one for one in state.scenes if self._needed(one, scope))

    def _needed(self, scene: Scene, scope: SceneScope) -> bool:
        return any(scope.names(name) for name in self._names.get(scene.uuid, ()) or (scene.name,))


@dataclass(frozen=True, slots=True)
class VisibleSources:
    """Which sources may be changed. ``all_of_them`` is a desk without limits."""

    all_of_them: bool = True
    named: frozenset[str] = frozenset()

    def has(self, source: str) -> bool:
        """Return whether ``source`` may be changed."""
        return self.all_of_them or source in self.named


def visible_sources(state: ObsState, needed: Iterable[Scene], *, limited: bool) -> VisibleSources:
    """Return the sources of the scenes in ``needed``, and the inputs that are in no scene: those sound in all.

    ``limited`` False leaves every source.
    """
    if not limited:
        return VisibleSources()
    placed = {item.source for item in state.items}
    everywhere = {one.name for one in state.audio if one.name not in placed}
    return VisibleSources(False, sources_in(state, *(scene.name for scene in needed)) | everywhere)
