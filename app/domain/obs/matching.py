# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding our own scenes and inputs again, whatever a person called them meanwhile."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.obs.actual import Actual, ActualItem, Basics
from app.domain.obs.ownership import Mark, OwnedInput, OwnedScene

_ENOUGH = 0.5
"""A scene of another name is ours if more than this part of its marked items is in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The names that our things have in OBS now, by key."""

    scenes: Mapping[str, str]
    inputs: Mapping[str, str]


def scenes_to_look_at(basics: Basics, keys: Collection[str]) -> set[str]:
    """Return the scenes among ``keys`` that the mark and the lists alone can tell."""
    marked = (basics.mark.scenes[key] for key in keys if key in basics.mark.scenes)
    return {name for one in marked if (name := _by_uuid_or_name(one, basics)) is not None}


def scenes_in_doubt(basics: Basics, keys: Collection[str], items: Mapping[str, tuple[ActualItem, ...]]) -> bool:
    """Return whether a marked scene must be looked for among the scenes that are not ours (before OBS 30.1)."""
    marked = [one for key, one in basics.mark.scenes.items() if key in keys]
    if any(one.uuid for one in marked):
        return False
    for one in marked:
        name = _by_uuid_or_name(one, basics)
        if name is None or (one.items and not _likeness(one, items.get(name, ()), basics.mark)[0]):
            return True
    return False


def found(actual: Actual, scene_keys: Collection[str], input_keys: Collection[str]) -> Found:
    """Return which of the marked things are where. A key that is missing here is missing in OBS."""
    mark = actual.basics.mark
    scenes = {key: name for key, name in _scenes(actual).items() if key in scene_keys}
    inputs = _inputs(actual, {key: one for key, one in mark.inputs.items() if key in input_keys}, scenes)
    return Found(scenes, inputs)


def _scenes(actual: Actual) -> dict[str, str]:
    """Find all marked scenes, also those not asked about: else one shop's scene might pass for another's."""
    basics = actual.basics
    places: dict[str, str] = {}
    lost: dict[str, OwnedScene] = {}
    for key, one in basics.mark.scenes.items():
        name = _by_uuid_or_name(one, basics)
        if name is not None and not _is_stranger(one, actual):
            places[key] = name
        elif not one.uuid:
            lost[key] = one
    places |= _renamed_scenes(lost, actual, taken=set(places.values()))
    for key, one in lost.items():
        if key not in places and one.name in basics.scenes and one.name not in places.values():
            places[key] = one.name
    return places


def _by_uuid_or_name(one: OwnedScene, basics: Basics) -> str | None:
    if one.uuid:
        return next((name for name, uuid in basics.scenes.items() if uuid == one.uuid), None)
    return one.name if one.name in basics.scenes else None


def _is_stranger(one: OwnedScene, actual: Actual) -> bool:
    """Return whether a scene has our scene's name and nothing of what was in it (before OBS 30.1)."""
    items = actual.items.get(one.name)
    return bool(not one.uuid and one.items and items is not None and not _likeness(one, items, actual.basics.mark)[0])


def _renamed_scenes(lost: Mapping[str, OwnedScene], actual: Actual, taken: Collection[str]) -> dict[str, str]:
    """Return the scenes that hold our items under their ids, the likest first; none where two are equally like."""
    alike = [
        (likeness, key, name)
        for key, one in lost.items()
        for name, items in actual.items.items()
        if name not in taken and name != one.name
        if (likeness := _likeness(one, items, actual.basics.mark))[0] and likeness[1] > _ENOUGH
    ]
    places: dict[str, str] = {}
    for likeness, key, name in sorted(alike, reverse=True):
        rivals = [pair for pair in alike if pair[0] == likeness and (pair[1] == key) != (pair[2] == name)]
        if key not in places and name not in places.values() and not rivals:
            places[key] = name
    return places


def _likeness(one: OwnedScene, items: tuple[ActualItem, ...], mark: Mark) -> tuple[int, float]:
    """Return how many of the marked items are there by id and name, and which part by id and at least kind."""
    by_id = {item.item_id: item for item in items}
    same = alike = 0
    for key, item_id in one.items.items():
        item, marked = by_id.get(item_id), mark.inputs.get(key)
        if item is None or marked is None:
            continue
        same += item.source == marked.name
        alike += item.source == marked.name or item.kind == marked.kind
    return same, alike / max(1, len(one.items))


def _inputs(actual: Actual, marked: Mapping[str, OwnedInput], scenes: Mapping[str, str]) -> dict[str, str]:
    listed = actual.basics.inputs
    places: dict[str, str] = {}
    for key, one in marked.items():
        if one.uuid:
            name = next((name for name, known in listed.items() if known.uuid == one.uuid), None)
        else:
            name = one.name if one.name in listed and listed[one.name].kind == one.kind else None
        if name is not None:
            places[key] = name
    ours = {one.name for one in actual.basics.mark.inputs.values()}
    for key, one in marked.items():
        if key not in places and not one.uuid:
            name = _renamed_input(key, one, actual, scenes)
            if name is not None and name not in ours and name not in places.values():
                places[key] = name
    return places


def _renamed_input(key: str, one: OwnedInput, actual: Actual, scenes: Mapping[str, str]) -> str | None:
    """Return what now stands at our input's place in our scenes, if it is of its kind."""
    for scene_key, name in scenes.items():
        marked = actual.basics.mark.scenes.get(scene_key)
        item_id = marked.items.get(key) if marked is not None else None
        for item in actual.items.get(name, ()):
            if item.item_id == item_id and item.kind == one.kind:
                return item.source
    return None
