# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The full read of OBS, in at most three batches however much there is.

The first asks for the lists and everything there is one of, the second for the contents of scenes and inputs, the third
for what only the second told of: groups, volumes, media. Where most is known already, only what is new is read.
"""

from collections.abc import Set
from dataclasses import dataclass

from app.adapters.obs.failures import NotReadyError
from app.adapters.obs.reads import (
    HEALTH,
    STUDIO,
    Ask,
    Replies,
    audio_read,
    filters_read,
    health_read,
    items_read,
    media_read,
    named,
    offered,
    studio_read,
)
from app.adapters.obs.wants import Wanted
from app.adapters.obs.wire import Request
from app.domain.clock import Clock
from app.domain.obs.reducer import SnapshotRead
from app.domain.obs.state import AudioInput, Filter, MediaInput, ObsState, Scene, SceneItem, SourceType

_OVERVIEW = (
    *HEALTH,
    *STUDIO,
    Request("GetSceneList"),
    Request("GetInputList"),
    Request("GetSceneCollectionList"),
    Request("GetProfileList"),
)
_MEDIA_KINDS = ("ffmpeg_source", "vlc_source", "slideshow")


@dataclass(frozen=True, slots=True)
class Known:
    """The scenes and inputs whose contents the state holds."""

    scenes: frozenset[str] = frozenset()
    inputs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Input:
    name: str
    is_media: bool
    uuid: str


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the first batch told."""

    scenes: tuple[Scene, ...]
    inputs: tuple[_Input, ...]

    @property
    def known(self) -> Known:
        return Known(frozenset(one.name for one in self.scenes), frozenset(one.name for one in self.inputs))


@dataclass(frozen=True, slots=True)
class _Contents:
    """What the second and third batch told, by name."""

    items: dict[str, tuple[SceneItem, ...]]
    audio: dict[str, AudioInput]
    filters: dict[str, tuple[Filter, ...]]
    media: dict[str, MediaInput]


def read_snapshot(
    ask: Ask, state: ObsState, clock: Clock, *, known: Known | None = None, wanted: Wanted | None = None
) -> tuple[SnapshotRead, Known]:
    """Read OBS as ``state`` offers it and return the fact, and what is known with it.

    With ``known``, contents known to ``state`` are kept, but for those that ``wanted`` names.

    Raises:
        NotReadyError: OBS is loading, or its lists do not agree, as 5.1 answers while the scene collection changes.
    """
    epoch, sent_at, available = state.epoch, clock.monotonic(), state.available_requests
    overview = ask(offered(_OVERVIEW, available))
    health = health_read(overview, epoch=epoch, sent_at=sent_at, read_at=clock.monotonic())
    lists = _lists(overview)
    if health.program_scene not in lists.known.scenes:
        raise NotReadyError("GetSceneList")
    contents = _read_contents(ask, lists, state, known or Known(), wanted or Wanted())
    kept = state if known is not None else ObsState()
    collection = overview.data_or_none("GetSceneCollectionList") or {}
    profile = overview.data_or_none("GetProfileList") or {}
    snapshot = SnapshotRead(
        health=health,
        scenes=lists.scenes,
        audio=_all_audio(lists, kept, contents),
        items=_all_items(lists, kept, contents),
        filters=_all_filters(lists, kept, contents),
        media=_all_media(lists, kept, contents),
        studio=studio_read(overview),
        collection=str(collection.get("currentSceneCollectionName", "")),
        profile=str(profile.get("currentProfileName", "")),
    )
    return snapshot, lists.known


def groups_in(items: tuple[SceneItem, ...]) -> frozenset[str]:
    """Return the groups among items."""
    return frozenset(item.source for item in items if item.source_type is SourceType.GROUP)


def _lists(overview: Replies) -> _Lists:
    ordered = sorted(overview.data("GetSceneList")["scenes"], key=lambda scene: int(scene["sceneIndex"]), reverse=True)
    inputs = overview.data("GetInputList")["inputs"]
    return _Lists(
        tuple(Scene(str(scene["sceneName"]), str(scene.get("sceneUuid", ""))) for scene in ordered),
        tuple(
            _Input(str(one["inputName"]), _is_media(str(one.get("inputKind", ""))), str(one.get("inputUuid", "")))
            for one in inputs
        ),
    )


def _is_media(kind: str) -> bool:
    return kind.startswith(_MEDIA_KINDS)


def _read_contents(ask: Ask, lists: _Lists, state: ObsState, known: Known, wanted: Wanted) -> _Contents:
    listed, available = lists.known, state.available_requests
    scenes = (listed.scenes - known.scenes) | (wanted.containers & listed.scenes)
    inputs = (listed.inputs - known.inputs) | (wanted.inputs & listed.inputs)
    sources = (listed.scenes - known.scenes) | (listed.inputs - known.inputs) | wanted.filters
    second = _ask_if_any(
        ask,
        [
            *named("GetSceneItemList", "sceneName", sorted(scenes)),
            *named("GetInputMute", "inputName", sorted(inputs)),
            *named("GetSourceFilterList", "sourceName", sorted(sources)),
        ],
        available,
    )
    items = items_read(second)
    new_groups = frozenset[str]().union(*(groups_in(one) for one in items.values()))
    groups = new_groups | (wanted.containers & groups_in(state.items))
    audio = audio_read(second, {one.name: one.uuid for one in lists.inputs})
    media = {one.name for one in lists.inputs if one.is_media}
    third = _ask_if_any(
        ask,
        [
            *named("GetGroupSceneItemList", "sceneName", sorted(groups)),
            *named("GetSourceFilterList", "sourceName", sorted(new_groups)),
            *named("GetInputVolume", "inputName", (one.name for one in audio)),
            *named("GetMediaInputStatus", "inputName", sorted(media & (inputs | wanted.media))),
        ],
        available,
    )
    return _Contents(
        items=items | items_read(third),
        audio={one.name: one for one in _with_volumes(audio, third)},
        filters=filters_read(second) | filters_read(third),
        media={one.name: one for one in media_read(third)},
    )


def _ask_if_any(ask: Ask, requests: list[Request], available: Set[str]) -> Replies:
    known = offered(requests, available)
    return ask(known) if known else Replies((), ())


def _with_volumes(audio: tuple[AudioInput, ...], replies: Replies) -> tuple[AudioInput, ...]:
    volumes = {
        request.data["inputName"]: float(data["inputVolumeDb"])
        for request, data in replies.told("GetInputVolume")
        if data is not None
    }
    return tuple(AudioInput(one.name, one.muted, volumes.get(one.name, 0.0), one.uuid) for one in audio)


def _all_audio(lists: _Lists, kept: ObsState, contents: _Contents) -> tuple[AudioInput, ...]:
    known = {one.name: one for one in kept.audio} | contents.audio
    return tuple(known[one.name] for one in lists.inputs if one.name in known)


def _all_media(lists: _Lists, kept: ObsState, contents: _Contents) -> tuple[MediaInput, ...]:
    known = {one.name: one for one in kept.media} | contents.media
    return tuple(known[one.name] for one in lists.inputs if one.is_media and one.name in known)


def _all_items(lists: _Lists, kept: ObsState, contents: _Contents) -> tuple[SceneItem, ...]:
    """Return all items of listed scenes, and of the groups in them."""
    known: dict[str, list[SceneItem]] = {}
    for item in kept.items:
        known.setdefault(item.container, []).append(item)
    by_container: dict[str, tuple[SceneItem, ...]] = {name: tuple(items) for name, items in known.items()}
    by_container |= contents.items
    of_scenes = tuple(item for scene in lists.scenes for item in by_container.get(scene.name, ()))
    groups = sorted(groups_in(of_scenes))
    return (*of_scenes, *(item for group in groups for item in by_container.get(group, ())))


def _all_filters(lists: _Lists, kept: ObsState, contents: _Contents) -> tuple[Filter, ...]:
    listed = lists.known
    groups = groups_in(kept.items) | groups_in(tuple(item for items in contents.items.values() for item in items))
    sources = listed.scenes | listed.inputs | groups
    read = tuple(one for filters in contents.filters.values() for one in filters)
    unread = tuple(one for one in kept.filters if one.source not in contents.filters)
    return tuple(sorted((one for one in (*unread, *read) if one.source in sources), key=lambda one: one.source))
