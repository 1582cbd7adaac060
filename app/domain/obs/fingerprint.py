# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scene collection in short: what must stay as it is for the show to work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from app.domain.obs.survey import Survey

FORMAT: Final = 1


class _Mark(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class ItemMark(_Mark):
    """A scene item. ``item_id`` is OBS's number of it in its scene or group, which a rename does not change."""

    item_id: int
    source: str
    kind: str = ""
    visible: bool = True


class SceneMark(_Mark):
    """A scene or group with its items, lowest first."""

    name: str
    uuid: str = ""
    items: tuple[ItemMark, ...] = ()


class InputMark(_Mark):
    """An input. ``muted`` None: it has no sound."""

    name: str
    kind: str
    uuid: str = ""
    muted: bool | None = None


class FilterMark(_Mark):
    """A filter on a source."""

    source: str
    name: str
    kind: str
    enabled: bool = True


class Fingerprint(_Mark):
    """The whole collection. ``at`` is when it was taken, ISO 8601 UTC; ``groups`` are never switched to."""

    format: int = FORMAT
    at: str = ""
    collection: str = ""
    scenes: tuple[SceneMark, ...] = ()
    groups: tuple[SceneMark, ...] = ()
    inputs: tuple[InputMark, ...] = ()
    filters: tuple[FilterMark, ...] = ()


def fingerprint(survey: Survey) -> Fingerprint:
    """Return the fingerprint of a surveyed collection."""
    items: dict[str, list[ItemMark]] = {}
    for seen in survey.items:
        item = seen.item
        mark = ItemMark(item_id=item.item_id, source=item.source, kind=item.kind, visible=item.visible)
        items.setdefault(item.container, []).append(mark)
    scenes = tuple(
        SceneMark(name=scene.name, uuid=scene.uuid, items=tuple(items.pop(scene.name, ()))) for scene in survey.scenes
    )
    return Fingerprint(
        at=survey.taken_at,
        collection=survey.collection,
        scenes=scenes,
        groups=tuple(SceneMark(name=name, items=tuple(held)) for name, held in items.items()),
        inputs=tuple(InputMark(name=one.name, kind=one.kind, uuid=one.uuid, muted=one.muted) for one in survey.inputs),
        filters=tuple(
            FilterMark(source=one.source, name=one.name, kind=one.kind, enabled=one.enabled) for one in survey.filters
        ),
    )


@dataclass(frozen=True, slots=True)
class Renames:
    """Old name to new name, of scenes and of inputs."""

    scenes: Mapping[str, str]
    inputs: Mapping[str, str]

    def source(self, name: str) -> str:
        """Return the present name of what was called ``name``."""
        return self.inputs.get(name) or self.scenes.get(name) or name


def find_renames(old: Fingerprint, new: Fingerprint) -> Renames:
    """Return what was renamed: by uuid where both have one, else where structure leaves no doubt."""
    inputs = _renamed(old.inputs, new.inputs, _input_places(old), _input_places(new))
    scenes = _renamed(old.scenes, new.scenes, _scene_shapes(old, inputs), _scene_shapes(new, {}))
    return Renames(scenes, inputs)


def _renamed(
    old: tuple[Any, ...], new: tuple[Any, ...], old_shapes: Mapping[str, Any], new_shapes: Mapping[str, Any]
) -> dict[str, str]:
    old_names, new_names = {mark.name for mark in old}, {mark.name for mark in new}
    by_uuid = {mark.uuid: mark.name for mark in new if mark.uuid}
    found = {mark.name: by_uuid[mark.uuid] for mark in old if mark.uuid in by_uuid and by_uuid[mark.uuid] != mark.name}
    gone = [mark.name for mark in old if mark.name not in new_names and mark.name not in found and not mark.uuid]
    fresh = [mark.name for mark in new if mark.name not in old_names and mark.name not in found.values()]
    for name in gone:
        shape = old_shapes.get(name)
        alike = [other for other in fresh if shape and new_shapes.get(other) == shape]
        rivals = [other for other in gone if old_shapes.get(other) == shape]
        if len(alike) == 1 and len(rivals) == 1:
            found[name] = alike[0]
    return found


def _input_places(collection: Fingerprint) -> dict[str, Any]:
    """Return where each input lies: item numbers are kept by a rename and never given twice."""
    places: dict[str, list[tuple[str, int]]] = {}
    for scene in (*collection.scenes, *collection.groups):
        for item in scene.items:
            places.setdefault(item.source, []).append((scene.name, item.item_id))
    kinds = {one.name: one.kind for one in collection.inputs}
    return {name: (kinds[name], tuple(sorted(found))) for name, found in places.items() if name in kinds}


def _scene_shapes(collection: Fingerprint, renamed_inputs: Mapping[str, str]) -> dict[str, Any]:
    return {
        scene.name: tuple((item.item_id, renamed_inputs.get(item.source, item.source)) for item in scene.items)
        for scene in collection.scenes
    }
