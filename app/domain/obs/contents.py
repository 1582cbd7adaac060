# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is learnt of the contents of OBS: what is on air, studio mode, sound, items, filters, media.

A read that was asked before the last confirmed command may be older than it, and changes nothing; whoever asked is to
ask again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from app.domain.obs.state import AudioInput, Filter, MediaInput, ObsState, SceneItem, SourceType, Transition

_Key = TypeVar("_Key")
_Content = TypeVar("_Content")


@dataclass(frozen=True, slots=True)
class Studio:
    """Studio mode, its preview, and the transitions."""

    mode: bool = False
    preview_scene: str | None = None
    transition: Transition | None = None
    transitions: tuple[str, ...] = ()
    cut: str = ""

    @classmethod
    def of(cls, state: ObsState) -> "Studio":
        """Return what is known of it."""
        return cls(state.studio_mode, state.preview_scene, state.transition, state.transitions, state.cut)

    def put_into(self, state: ObsState) -> ObsState:
        """Return ``state`` with this in it; without studio mode there is no preview."""
        return replace(
            state,
            studio_mode=self.mode,
            preview_scene=self.preview_scene if self.mode else None,
            transition=self.transition,
            transitions=self.transitions,
            cut=self.cut,
        )


@dataclass(frozen=True, slots=True)
class ProgramRead:
    """The scene on air, read on its own after an event."""

    epoch: int
    sent_at: float
    program_scene: str

    def fold(self, state: ObsState) -> ObsState:
        """Take it, unless a command was confirmed after this was asked."""
        return state if is_stale(self.sent_at, state) else replace(state, program_scene=self.program_scene)


@dataclass(frozen=True, slots=True)
class StudioRead:
    """Studio mode and transitions, read on their own after an event."""

    epoch: int
    sent_at: float
    studio: Studio

    def fold(self, state: ObsState) -> ObsState:
        """Take it."""
        return state if is_stale(self.sent_at, state) else self.studio.put_into(state)


@dataclass(frozen=True, slots=True)
class AudioRead:
    """Some audio inputs, read on their own after an event."""

    epoch: int
    sent_at: float
    audio: tuple[AudioInput, ...]

    def fold(self, state: ObsState) -> ObsState:
        """Take those that the last snapshot knows."""
        return state if is_stale(self.sent_at, state) else replace(state, audio=_with_audio(state.audio, self.audio))


@dataclass(frozen=True, slots=True)
class ItemsRead:
    """All items of some scenes and groups; a container without items here has none."""

    epoch: int
    sent_at: float
    containers: frozenset[str]
    items: tuple[SceneItem, ...]

    def fold(self, state: ObsState) -> ObsState:
        """Replace the items of these containers."""
        if is_stale(self.sent_at, state):
            return state
        known = by_container(item for item in state.items if item.container in self.containers)
        read = by_container(self.items)
        changed = {name for name in self.containers if known.get(name) != read.get(name)}
        if not changed:
            return state
        kept = (item for item in state.items if item.container not in changed)
        new = (item for item in self.items if item.container in changed)
        return replace(state, items=in_order((*kept, *new), state))


@dataclass(frozen=True, slots=True)
class FiltersRead:
    """All filters of some sources."""

    epoch: int
    sent_at: float
    sources: frozenset[str]
    filters: tuple[Filter, ...]

    def fold(self, state: ObsState) -> ObsState:
        """Replace the filters of these sources."""
        if is_stale(self.sent_at, state):
            return state
        kept = (one for one in state.filters if one.source not in self.sources)
        return replace(state, filters=tuple(sorted((*kept, *self.filters), key=_source_of)))


@dataclass(frozen=True, slots=True)
class MediaRead:
    """Some media inputs, as read after an event."""

    epoch: int
    media: tuple[MediaInput, ...]

    def fold(self, state: ObsState) -> ObsState:
        """Take those that the last snapshot knows."""
        return replace(state, media=with_media(state.media, self.media))


@dataclass(frozen=True, slots=True)
class CommandConfirmed:
    """A command's read-back at ``at``. Reads asked before ``at`` may be older than it and no longer count.

    Only what was read back is given. ``items`` and ``filters`` replace known ones of the same container and id, or
    source and name.
    """

    epoch: int
    at: float
    program_scene: str | None = None
    audio: tuple[AudioInput, ...] = ()
    studio: Studio | None = None
    items: tuple[SceneItem, ...] = ()
    filters: tuple[Filter, ...] = ()

    def fold(self, state: ObsState) -> ObsState:
        """Take what was read back."""
        items = {_item_key(item): item for item in self.items}
        filters = {_filter_key(one): one for one in self.filters}
        after = replace(
            state,
            program_scene=self.program_scene if self.program_scene is not None else state.program_scene,
            audio=_with_audio(state.audio, self.audio),
            items=_replaced(state.items, items, _item_key),
            filters=_replaced(state.filters, filters, _filter_key),
            marks=replace(state.marks, confirmed_at=self.at),
        )
        return after if self.studio is None else self.studio.put_into(after)


def is_stale(sent_at: float, state: ObsState) -> bool:
    """Whether a read asked at ``sent_at`` may be older than the last confirmed command."""
    return sent_at < state.marks.confirmed_at


def same_outside(one: ObsState, other: ObsState) -> bool:
    """Whether two states are the same in all but what scenes, groups and sources hold: items, filters, media."""
    return replace(one, items=other.items, filters=other.filters, media=other.media) == other


def in_order(items: Iterable[SceneItem], state: ObsState) -> tuple[SceneItem, ...]:
    """Return items by scene as OBS lists them, groups last; each container's keep their order."""
    inside = by_container(items)
    scenes = [name for name in dict.fromkeys(state.scene_names) if name in inside]
    groups = sorted(inside.keys() - set(scenes))
    return tuple(chain.from_iterable(inside[name] for name in (*scenes, *groups)))


def by_container(items: Iterable[SceneItem]) -> dict[str, list[SceneItem]]:
    """Return the items of each scene and group, in their order."""
    inside: dict[str, list[SceneItem]] = {}
    for item in items:
        inside.setdefault(item.container, []).append(item)
    return inside


def with_media(known: tuple[MediaInput, ...], read: tuple[MediaInput, ...]) -> tuple[MediaInput, ...]:
    """Return the known media inputs, those in ``read`` brought up to date."""
    by_name = {one.name: one for one in read}
    return tuple(by_name.get(one.name, one) for one in known)


def visible_sources(state: ObsState, scene: str | None) -> frozenset[str]:
    """Return every source that shows in a scene, through nested scenes and groups.

    An item counts where it and all that contain it are visible. Sound is not considered.
    """
    inside = by_container(item for item in state.items if item.visible)
    seen: set[str] = set()
    to_visit = [scene] if scene is not None else []
    while to_visit:
        for item in inside.get(to_visit.pop(), ()):
            if item.source not in seen:
                seen.add(item.source)
                if item.source_type is not SourceType.INPUT:
                    to_visit.append(item.source)
    return frozenset(seen)


def _with_audio(known: tuple[AudioInput, ...], read: tuple[AudioInput, ...]) -> tuple[AudioInput, ...]:
    if not read:
        return known
    by_name = {audio.name: audio for audio in read}
    return tuple(
        replace(audio, muted=by_name[audio.name].muted, volume_db=by_name[audio.name].volume_db)
        if audio.name in by_name
        else audio
        for audio in known
    )


def _replaced(
    known: tuple[_Content, ...], read: Mapping[_Key, _Content], key: Callable[[_Content], _Key]
) -> tuple[_Content, ...]:
    return tuple(read.get(key(one), one) for one in known) if read else known


def _item_key(item: SceneItem) -> tuple[str, int]:
    return item.container, item.item_id


def _filter_key(one: Filter) -> tuple[str, str]:
    return one.source, one.name


def _source_of(one: Filter) -> str:
    return one.source
