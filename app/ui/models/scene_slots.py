# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which scene buttons there are: each keeps to its scene through a rename, and tells when the scene is gone."""

from dataclasses import dataclass
from typing import Final

from app.domain.obs.state import ObsState, Scene

RELISTED_S: Final = 30.0
"""After this time of good reads the link has certainly read the list of scenes again."""


@dataclass(frozen=True, slots=True)
class SceneSlot:
    """One button. ``lost``: OBS does not have the scene any more, and the button only holds its place."""

    scene: Scene
    lost: bool = False

    @property
    def key(self) -> str:
        """What the button keeps to: the scene's uuid, its name where there is none."""
        return scene_key(self.scene)


def scene_key(scene: Scene) -> str:
    """Return what a scene is known by."""
    return scene.uuid or scene.name


class SceneSlots:
    """Follows the scenes from state to state."""

    def __init__(self) -> None:
        self._epoch = -1
        self._all: tuple[Scene, ...] = ()
        self._read_at = 0.0
        self._slots: tuple[SceneSlot, ...] = ()
        self._lost_at: dict[str, float] = {}

    @property
    def slots(self) -> tuple[SceneSlot, ...]:
        """The buttons, in OBS's order; a lost one stays where it was."""
        return self._slots

    def update(self, state: ObsState, visible: tuple[Scene, ...]) -> tuple[SceneSlot, ...]:
        """Return the buttons for ``visible``, and for scenes that vanished and whose list was not read again since."""
        if state.epoch != self._epoch:
            self._epoch, self._slots = state.epoch, ()
            self._lost_at.clear()
        if state.scenes != self._all:
            self._all = state.scenes
            self._forget_returned()
        self._read_at = max(self._read_at, state.age_base or 0.0)
        present = {scene_key(scene) for scene in state.scenes}
        for slot in self._slots:
            if slot.key not in present:
                self._lost_at.setdefault(slot.key, self._read_at)
        self._lost_at = {key: at for key, at in self._lost_at.items() if self._read_at - at < RELISTED_S}
        self._slots = self._merged([SceneSlot(one, scene_key(one) in self._lost_at) for one in visible])
        return self._slots

    def mark_lost(self, key: str) -> None:
        """Note that OBS answered it had no such scene, whatever its list said."""
        self._lost_at[key] = self._read_at
        self._slots = tuple(SceneSlot(one.scene, one.lost or one.key == key) for one in self._slots)

    def _forget_returned(self) -> None:
        for scene in self._all:
            self._lost_at.pop(scene_key(scene), None)

    def _merged(self, slots: list[SceneSlot]) -> tuple[SceneSlot, ...]:
        """Return ``slots`` with those lost ones of before that are not among them, each behind its old neighbour."""
        here = {slot.key for slot in slots}
        gone = {old.key for old in self._slots if old.key in self._lost_at and old.key not in here}
        if not gone:
            return tuple(slots)
        place = 0
        for old in self._slots:
            if old.key in here:
                place = next(at for at, slot in enumerate(slots) if slot.key == old.key) + 1
            elif old.key in gone and old.scene not in self._all:
                slots.insert(place, SceneSlot(old.scene, lost=True))
                place += 1
        return tuple(slots)
