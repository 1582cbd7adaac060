# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of a plan that concerns one scene: itself, its items, their order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.obs.actual import Actual, ActualItem
from app.domain.obs.compare import moved, moves
from app.domain.obs.desired import DesiredInput, DesiredItem, DesiredScene
from app.domain.obs.plan_inputs import input_finish
from app.domain.obs.steps import Action, Notice, Step, Thing, Why, Write


@dataclass(frozen=True, slots=True)
class SceneNames:
    """Names by key, before and after the plan's renames. ``missing`` inputs are still to be made, once.

    ``blocked`` scenes and inputs want a name that something else has.
    """

    scenes_before: Mapping[str, str]
    scenes: Mapping[str, str]
    inputs_before: Mapping[str, str]
    inputs: Mapping[str, str]
    missing: set[str]
    blocked: set[str]


def scene_steps(
    scene: DesiredScene, inputs: Mapping[str, DesiredInput], actual: Actual, names: SceneNames
) -> tuple[list[Step], list[Notice]]:
    """Return what is to be done in one scene. Inputs made on the way are taken out of ``names.missing``."""
    return _ScenePlanner(scene, inputs, actual, names).run()


class _ScenePlanner:
    def __init__(
        self, scene: DesiredScene, inputs: Mapping[str, DesiredInput], actual: Actual, names: SceneNames
    ) -> None:
        self._scene = scene
        self._inputs = inputs
        self._names = names
        self._name = names.scenes[scene.key]
        before = names.scenes_before.get(scene.key)
        self._exists = before is not None
        self._items = actual.items.get(before, ()) if before is not None else ()
        self._grouped = actual.grouped.get(before, frozenset()) if before is not None else frozenset()
        marked = actual.basics.mark.scenes.get(scene.key)
        self._marked = marked.items if marked is not None else {}
        self._steps: list[Step] = []
        self._notices: list[Notice] = []

    def run(self) -> tuple[list[Step], list[Notice]]:
        if not self._exists:
            write = Write("CreateScene", {"sceneName": self._name})
            self._steps.append(
                Step(Action.CREATE, Thing.SCENE, self._name, "", f"Make the scene '{self._name}'.", write)
            )
        ours: dict[str, ActualItem] = {}
        line = [f"#{item.item_id}" for item in self._items]
        for item in self._scene.items:
            if item.key in self._names.blocked:
                continue
            held = self._held(item.key)
            if held is not None:
                ours[item.key] = held
                line[line.index(f"#{held.item_id}")] = item.key
                self._compare(item, held)
            elif self._names.inputs_before[item.key] in self._grouped:
                self._tell_grouped(item.key)
            else:
                self._make(item)
                line.append(item.key)
        self._put_in_order(line, ours)
        self._tell_strangers(ours)
        return self._steps, self._notices

    def _held(self, key: str) -> ActualItem | None:
        """Return our item of an input: the marked one if it is there, else the lowest."""
        source = self._names.inputs_before[key]
        mine = [item for item in self._items if item.source == source]
        return next((item for item in mine if item.item_id == self._marked.get(key)), mine[0] if mine else None)

    def _make(self, item: DesiredItem) -> None:
        name, one = self._names.inputs[item.key], self._inputs[item.key]
        where = (self._name, name)
        finish: list[Write] = []
        if item.transform is not None:
            finish.append(self._write("SetSceneItemTransform", {"sceneItemTransform": dict(item.transform)}, where))
        if item.locked:
            finish.append(self._write("SetSceneItemLocked", {"sceneItemLocked": True}, where))
        data: dict[str, Any] = {"sceneName": self._name, "sceneItemEnabled": item.visible}
        if item.key not in self._names.missing:
            write = Write("CreateSceneItem", {**data, "sourceName": name})
            detail = f"Put '{name}' into the scene '{self._name}'."
            self._steps.append(Step(Action.CREATE, Thing.ITEM, name, self._name, detail, write, tuple(finish)))
            return
        self._names.missing.remove(item.key)
        settings = {**one.settings, **one.content}
        write = Write("CreateInput", {**data, "inputName": name, "inputKind": one.kind, "inputSettings": settings})
        detail = f"Make the input '{name}' ({one.kind}) in the scene '{self._name}'."
        finish.extend(input_finish(one, name))
        self._steps.append(Step(Action.CREATE, Thing.INPUT, name, self._name, detail, write, tuple(finish)))

    def _compare(self, item: DesiredItem, held: ActualItem) -> None:
        name = self._names.inputs[item.key]
        if item.transform is not None and (parts := moved(item.transform, held.transform)):
            detail = f"Move '{name}' in '{self._name}' to its place again ({', '.join(parts)})."
            self._change(Thing.TRANSFORM, name, detail, self._set(held, "Transform", dict(item.transform)))
        if item.visible is not held.enabled:
            detail = f"{'Show' if item.visible else 'Hide'} '{name}' in '{self._name}'."
            self._change(Thing.VISIBILITY, name, detail, self._set(held, "Enabled", item.visible))
        if item.locked is not held.locked:
            detail = f"{'Lock' if item.locked else 'Unlock'} '{name}' in '{self._name}'."
            self._change(Thing.LOCK, name, detail, self._set(held, "Locked", item.locked))

    def _change(self, thing: Thing, name: str, detail: str, write: Write) -> None:
        self._steps.append(Step(Action.CHANGE, thing, name, self._name, detail, then=(write,)))

    def _set(self, held: ActualItem, what: str, value: object) -> Write:
        data = {"sceneName": self._name, "sceneItemId": held.item_id, f"sceneItem{what}": value}
        return Write(f"SetSceneItem{what}", data)

    def _put_in_order(self, line: list[str], ours: Mapping[str, ActualItem]) -> None:
        wanted = [item.key for item in self._scene.items if item.key in line]
        for key, place in moves(line, wanted):
            name = self._names.inputs[key]
            held = ours.get(key)
            write = (
                self._set(held, "Index", place)
                if held is not None
                else self._write("SetSceneItemIndex", {"sceneItemIndex": place}, (self._name, name))
            )
            detail = f"Put '{name}' at place {place} from the bottom in '{self._name}'."
            self._change(Thing.ORDER, name, detail, write)

    def _write(self, request: str, data: Mapping[str, Any], where: tuple[str, str]) -> Write:
        return Write(request, {"sceneName": self._name, **data}, where)

    def _tell_grouped(self, key: str) -> None:
        name = self._names.inputs[key]
        detail = f"'{name}' lies in a group in '{self._name}'. It was left there; its place is not checked."
        self._notices.append(Notice(Thing.ITEM, name, self._name, detail, why=Why.GROUPED))

    def _tell_strangers(self, ours: Mapping[str, ActualItem]) -> None:
        known = {item.item_id for item in ours.values()}
        selling = {self._names.inputs_before[key] for key, one in self._inputs.items() if one.sells}
        for item in self._items:
            if item.item_id in known:
                continue
            if self._scene.policy and item.source in selling:
                detail = (
                    f"'{item.source}' is in the policy scene '{self._name}': that makes the talk an advertisement. "
                    "It was left alone; take it out in OBS."
                )
                self._notices.append(Notice(Thing.ITEM, item.source, self._name, detail, blocks=True))
                continue
            detail = f"'{item.source}' in '{self._name}' is not from the template and was left alone."
            self._notices.append(Notice(Thing.ITEM, item.source, self._name, detail))
