# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading of OBS what a plan needs, in a bounded number of batches: lists, then scenes, then inputs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from app.adapters.obs.batches import Batches
from app.adapters.obs.failures import NotReadyError
from app.adapters.obs.reads import data_of
from app.adapters.obs.wire import Answer, Request
from app.domain.obs.actual import Actual, ActualFilter, ActualInput, ActualItem, Basics, InputName
from app.domain.obs.desired import Desired, DesiredInput, ProvisionRequest, desired_state
from app.domain.obs.matching import found, scenes_in_doubt, scenes_to_look_at
from app.domain.obs.ownership import read_mark

MARK_PLACE: Final = {"realm": "OBS_WEBSOCKET_DATA_REALM_GLOBAL", "slotName": "anchor-desk.owned"}
"""Global, not by profile: scenes belong to a collection, whichever profile is on."""

_LISTS: Final = (Request("GetSceneCollectionList"), Request("GetSceneList"), Request("GetInputList"))
_BASICS: Final = (
    *_LISTS,
    Request("GetVersion"),
    Request("GetVideoSettings"),
    Request("GetStreamStatus"),
    Request("GetGroupList"),
    Request("GetInputKindList"),
    Request("GetPersistentData", MARK_PLACE),
)
NEEDED: Final = frozenset(request.kind for request in _BASICS) | {
    "CreateInput",
    "CreateScene",
    "CreateSceneItem",
    "CreateSourceFilter",
    "GetGroupSceneItemList",
    "GetInputAudioTracks",
    "GetInputSettings",
    "GetSceneItemList",
    "GetSourceFilterList",
    "SetPersistentData",
}
"""Requests without which no plan can be made or carried out. All of OBS 28 and newer have them."""


_SMALL: Final = {"imageFormat": "png", "imageWidth": 8, "imageHeight": 8}
_AUDIO_READS: Final = ("GetInputMute", "GetInputVolume", "GetInputAudioTracks")


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read; ``stored`` is what OBS keeps at the mark's place, other collections' marks included."""

    actual: Actual
    stored: Any


def read_survey(batches: Batches, request: ProvisionRequest) -> Survey:
    """Read all that a plan for ``request`` needs.

    Raises:
        NotReadyError: OBS is loading, or changed its scene collection meanwhile.
        NewerMarkError: a newer version of this program made the scenes.
        TemplateError: the shops' templates contradict each other.
    """
    answers = batches.read(_BASICS)
    basics, stored = _basics(answers)
    desired = desired_state(request, basics)
    keys = {scene.key for scene in desired.scenes}
    ours = scenes_to_look_at(basics, keys)
    _drop_removed(batches, basics, sorted(ours))
    wanted = {scene.name for scene in desired.scenes if scene.name in basics.scenes}
    items = _read_items(batches, sorted(ours | wanted))
    if scenes_in_doubt(basics, keys, items):
        marked = {one.name for one in basics.mark.scenes.values()}
        items |= _read_items(batches, [name for name in basics.scenes if name not in items and name not in marked])
    basics = replace(basics, inputs=_input_names(batches.read(_LISTS[2:])[0]))
    inputs = _read_inputs(batches, Actual(basics, items), desired)
    grouped = _read_groups(batches, basics, items)
    if _places(batches.read(_LISTS[:2])) != _places(answers):
        raise NotReadyError("the scene collection changed")
    return Survey(Actual(basics, items, inputs, grouped), stored)


def _places(answers: Sequence[Answer]) -> tuple[str, frozenset[str]]:
    collections, scenes = (data_of(answer) for answer in answers[:2])
    return str(collections["currentSceneCollectionName"]), frozenset(str(one["sceneName"]) for one in scenes["scenes"])


def _basics(answers: Sequence[Answer]) -> tuple[Basics, Any]:
    collections, scenes, _, version, video, stream, groups, kinds = (data_of(answer) for answer in answers[:-1])
    collection = str(collections["currentSceneCollectionName"])
    # Without a value yet OBS may refuse instead of answering null.
    stored = answers[-1].data.get("slotValue") if answers[-1].ok else None
    if scenes["currentProgramSceneName"] not in {one["sceneName"] for one in scenes["scenes"]}:
        raise NotReadyError("GetSceneList")
    basics = Basics(
        collection=collection,
        platform=str(version.get("platform", "")),
        width=int(video["baseWidth"]),
        height=int(video["baseHeight"]),
        streaming=bool(stream["outputActive"]),
        input_kinds=frozenset(map(str, kinds["inputKinds"])),
        scenes={str(one["sceneName"]): str(one.get("sceneUuid", "")) for one in scenes["scenes"]},
        inputs=_input_names(answers[2]),
        groups=frozenset(map(str, groups["groups"])),
        mark=read_mark(stored, collection),
    )
    return basics, stored


def _input_names(answer: Answer) -> dict[str, InputName]:
    return {
        str(one["inputName"]): InputName(str(one["inputKind"]), str(one.get("inputUuid", "")))
        for one in data_of(answer)["inputs"]
    }


def _drop_removed(batches: Batches, basics: Basics, scenes: Sequence[str]) -> None:
    """Have OBS draw our scenes once, small, so that what another program removed is gone from them.

    An input that a request removed stays listed, and in scenes that are not shown, until they are drawn. Not while
    streaming: drawing takes time from the picture on air.
    """
    if not basics.streaming:
        batches.read([Request("GetSourceScreenshot", {"sourceName": name, **_SMALL}) for name in scenes])


def _read_items(batches: Batches, scenes: Sequence[str]) -> dict[str, tuple[ActualItem, ...]]:
    answers = batches.read([Request("GetSceneItemList", {"sceneName": name}) for name in scenes])
    return {name: _items(answer.data["sceneItems"]) for name, answer in zip(scenes, answers, strict=True) if answer.ok}


def _items(listed: Iterable[Mapping[str, Any]]) -> tuple[ActualItem, ...]:
    ordered = sorted(listed, key=lambda one: int(one["sceneItemIndex"]))
    return tuple(
        ActualItem(
            item_id=int(one["sceneItemId"]),
            source=str(one["sourceName"]),
            kind=str(one.get("inputKind") or ""),
            enabled=bool(one["sceneItemEnabled"]),
            locked=bool(one["sceneItemLocked"]),
            transform=one["sceneItemTransform"],
        )
        for one in ordered
    )


def _read_groups(
    batches: Batches, basics: Basics, items: Mapping[str, tuple[ActualItem, ...]]
) -> dict[str, frozenset[str]]:
    groups = sorted({item.source for held in items.values() for item in held if item.source in basics.groups})
    answers = batches.read([Request("GetGroupSceneItemList", {"sceneName": name}) for name in groups])
    inside = {
        name: frozenset(str(one["sourceName"]) for one in answer.data["sceneItems"])
        for name, answer in zip(groups, answers, strict=True)
        if answer.ok
    }
    grouped = {
        scene: frozenset().union(*(inside.get(item.source, frozenset()) for item in held))
        for scene, held in items.items()
    }
    return {scene: names for scene, names in grouped.items() if names}


def _read_inputs(batches: Batches, actual: Actual, desired: Desired) -> dict[str, ActualInput]:
    ours = found(actual, {scene.key for scene in desired.scenes}, desired.inputs).inputs
    wanted: dict[str, DesiredInput] = {}
    for key, one in desired.inputs.items():
        name = ours.get(key, one.name)
        if name in actual.basics.inputs:
            wanted[name] = one
    asked = [(name, request) for name, one in wanted.items() for request in _input_reads(name, one)]
    answers = batches.read([request for _, request in asked])
    by_name: dict[str, dict[str, Mapping[str, Any]]] = {name: {} for name in wanted}
    for (name, request), answer in zip(asked, answers, strict=True):
        if answer.ok:
            by_name[name][request.kind] = answer.data
    return {name: _input(told) for name, told in by_name.items() if "GetInputSettings" in told}


def _input_reads(name: str, one: DesiredInput) -> list[Request]:
    """Return only the reads whose answers the template has something to say about."""
    reads = [Request("GetInputSettings", {"inputName": name})]
    if one.filters:
        reads.append(Request("GetSourceFilterList", {"sourceName": name}))
    if one.audio is not None:
        reads += [Request(kind, {"inputName": name}) for kind in _AUDIO_READS]
    return reads


def _input(told: Mapping[str, Mapping[str, Any]]) -> ActualInput:
    filters = told.get("GetSourceFilterList", {}).get("filters", [])
    muted = told.get("GetInputMute", {}).get("inputMuted")
    tracks = told.get("GetInputAudioTracks", {}).get("inputAudioTracks")
    return ActualInput(
        settings=told["GetInputSettings"]["inputSettings"],
        filters=tuple(
            ActualFilter(
                str(one["filterName"]), str(one["filterKind"]), bool(one["filterEnabled"]), one["filterSettings"]
            )
            for one in sorted(filters, key=lambda one: int(one["filterIndex"]))
        ),
        muted=None if muted is None else bool(muted),
        volume_db=told.get("GetInputVolume", {}).get("inputVolumeDb"),
        tracks=None if tracks is None else frozenset(int(track) for track, on in tracks.items() if on),
    )
