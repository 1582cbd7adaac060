# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The difference between what the templates ask for and what OBS has, as steps that put it right.

Pure: the same state gives the same plan. What is not ours, or was not asked for, is never in a step.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from app.domain.obs.actual import Actual
from app.domain.obs.desired import Desired, DesiredInput, DesiredScene, ProvisionRequest, desired_state
from app.domain.obs.looks import family
from app.domain.obs.matching import found
from app.domain.obs.ownership import Mark, OwnedInput, OwnedScene
from app.domain.obs.plan_inputs import input_drift
from app.domain.obs.plan_scenes import SceneNames, scene_steps
from app.domain.obs.steps import Action, Notice, Plan, Step, Thing, Why, Write


def make_plan(request: ProvisionRequest, actual: Actual) -> Plan:
    """Return the plan that leads from ``actual`` to what is asked for.

    Raises:
        TemplateError: the shops' templates contradict each other.
    """
    return _Planner(desired_state(request, actual.basics), actual, adopt=request.adopt).plan()


class _Planner:
    """Goes through a desired state once: names first, then scenes with their items, then inputs."""

    def __init__(self, desired: Desired, actual: Actual, *, adopt: bool) -> None:
        self._desired = desired
        self._actual = actual
        self._adopt = adopt
        self._steps: list[Step] = []
        self._notices: list[Notice] = []

    def plan(self) -> Plan:
        desired, basics = self._desired, self._actual.basics
        wanted_scenes = {scene.key: scene.name for scene in desired.scenes}
        wanted_inputs = {key: one.name for key, one in desired.inputs.items()}
        ours = found(self._actual, wanted_scenes, wanted_inputs)
        scenes = self._claimed(Thing.SCENE, wanted_scenes, ours.scenes, basics.scenes)
        inputs = self._claimed(Thing.INPUT, wanted_inputs, ours.inputs, basics.inputs)
        scenes_now, inputs_now = self._renamed(scenes, inputs, wanted_scenes, wanted_inputs)
        names = self._names(scenes, inputs, scenes_now, inputs_now)
        missing = frozenset(names.missing)
        for scene in desired.scenes:
            if scene.key not in names.blocked:
                self._plan_scene(scene, names)
        for key, one in desired.inputs.items():
            self._plan_input(key, one, inputs, inputs_now)
        settled = _settled(self._actual, desired, scenes, inputs)
        made = {key: one for key, one in desired.inputs.items() if key in missing - names.missing}
        return Plan(
            tuple(sorted(self._steps, key=_turn)),
            tuple(self._notices),
            desired.unavailable,
            settled,
            _intended(settled, desired, names, made),
        )

    def _claimed(
        self, thing: Thing, wanted: Mapping[str, str], ours: Mapping[str, str], existing: Collection[str]
    ) -> dict[str, str]:
        """Return what is ours by key, under its present name, and tell what stands in the way of the rest."""
        claimed = dict(ours)
        for key, name in wanted.items():
            if key in claimed or name in ours.values() or not self._exists(name):
                continue
            fits = name in existing and (thing is Thing.SCENE or self._fits(key, name))
            if self._adopt and fits:
                claimed[key] = name
                self._steps.append(Step(Action.ADOPT, thing, name, "", f"Take the {thing.value} '{name}' for our own."))
                continue
            advice = "add --adopt to take it for our own, or rename it" if fits else "it is of another kind: rename it"
            self._notices.append(
                Notice(
                    thing,
                    name,
                    "",
                    f"There is a {thing.value} '{name}' already that is not the desk's. It was left alone; {advice}.",
                    blocks=True,
                    why=Why.NAME_TAKEN if fits else Why.NAME_TAKEN_BY_OTHER_KIND,
                )
            )
        return claimed

    def _fits(self, key: str, name: str) -> bool:
        known = self._actual.basics.inputs.get(name)
        return known is not None and family(known.kind) == family(self._desired.inputs[key].kind)

    def _exists(self, name: str) -> bool:
        basics = self._actual.basics
        return name in basics.scenes or name in basics.inputs or name in basics.groups

    def _renamed(
        self,
        scenes: Mapping[str, str],
        inputs: Mapping[str, str],
        wanted_scenes: Mapping[str, str],
        wanted_inputs: Mapping[str, str],
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Plan the way back to the templates' names, and return the names that scenes and inputs have after it."""
        basics = self._actual.basics
        taken = {*basics.scenes, *basics.inputs, *basics.groups}
        pending = [
            (thing, key, name, wanted[key])
            for thing, now, wanted in ((Thing.SCENE, scenes, wanted_scenes), (Thing.INPUT, inputs, wanted_inputs))
            for key, name in now.items()
            if name != wanted[key]
        ]
        after = {Thing.SCENE: dict(scenes), Thing.INPUT: dict(inputs)}
        while ready := [one for one in pending if one[3] not in taken]:
            for thing, key, old, new in ready:
                self._steps.append(_rename(thing, old, new))
                after[thing][key] = new
                taken = (taken - {old}) | {new}
            pending = [one for one in pending if one not in ready and one[2] in taken]
        for thing, _, old, new in pending:
            detail = f"'{old}' should be called '{new}', but something else has that name. Rename that first."
            self._notices.append(Notice(thing, old, "", detail, blocks=True, why=Why.OLD_NAME_TAKEN, wanted=new))
        return after[Thing.SCENE], after[Thing.INPUT]

    def _names(
        self,
        scenes: Mapping[str, str],
        inputs: Mapping[str, str],
        scenes_now: Mapping[str, str],
        inputs_now: Mapping[str, str],
    ) -> SceneNames:
        """Return under which names to write: our own after the renames, else the wanted ones."""
        blocked = {
            scene.key
            for scene in self._desired.scenes
            if scene.key not in scenes and self._exists(scene.name) and scene.name not in scenes.values()
        }
        # A foreign input of the right name is shown, untouched; anything else of that name cannot be.
        blocked |= {
            key
            for key, one in self._desired.inputs.items()
            if key not in inputs and self._exists(one.name) and one.name not in self._actual.basics.inputs
        }
        known = {key: inputs_now.get(key, one.name) for key, one in self._desired.inputs.items()}
        missing = {
            key
            for key, name in known.items()
            if key not in inputs and (not self._exists(name) or name in inputs.values())
        }
        return SceneNames(
            scenes_before=scenes,
            scenes={scene.key: scenes_now.get(scene.key, scene.name) for scene in self._desired.scenes},
            inputs_before={key: inputs.get(key, name) for key, name in known.items()},
            inputs=known,
            missing=missing,
            blocked=blocked,
        )

    def _plan_scene(self, scene: DesiredScene, names: SceneNames) -> None:
        steps, notices = scene_steps(scene, self._desired.inputs, self._actual, names)
        self._steps.extend(steps)
        self._notices.extend(notices)

    def _plan_input(self, key: str, one: DesiredInput, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        if key not in before:
            return
        held = self._actual.inputs.get(before[key])
        kind = self._actual.basics.inputs[before[key]].kind
        if family(kind) == family(one.kind):
            if held is not None:
                steps, notices = input_drift(one, now[key], held)
                self._steps.extend(steps)
                self._notices.extend(notices)
            return
        if one.stands_in:
            return
        detail = f"'{now[key]}' is a {kind} and not a {one.kind}. Remove it in OBS, then apply again to get a new one."
        self._notices.append(Notice(Thing.INPUT, now[key], "", detail, why=Why.OTHER_KIND, wanted=one.kind))


def _turn(step: Step) -> int:
    """Return a step's place: names first, then all scenes, since each takes OBS longer the more sources it has."""
    if step.action in (Action.ADOPT, Action.RENAME):
        return 0
    return 1 if (step.action, step.thing) == (Action.CREATE, Thing.SCENE) else 2


def _rename(thing: Thing, old: str, new: str) -> Step:
    word = "Scene" if thing is Thing.SCENE else "Input"
    write = Write(f"Set{word}Name", {f"{word.lower()}Name": old, f"new{word}Name": new})
    return Step(Action.RENAME, thing, old, "", f"Rename the {thing.value} '{old}' back to '{new}'.", write)


def _settled(actual: Actual, desired: Desired, scenes: Mapping[str, str], inputs: Mapping[str, str]) -> Mark:
    """Return the mark of what is ours by now, under the names it has by now."""
    basics, old = actual.basics, actual.basics.mark
    by_name = {name: key for key, name in inputs.items()}
    owned_scenes = {key: one for key, one in old.scenes.items() if not _asked(key, desired, scenes=True)}
    for key, name in scenes.items():
        marked = old.scenes.get(key)
        items: dict[str, int] = {}
        for item in actual.items.get(name, ()):
            input_key = by_name.get(item.source)
            if input_key is not None and (
                input_key not in items or (marked is not None and marked.items.get(input_key) == item.item_id)
            ):
                items[input_key] = item.item_id
        owned_scenes[key] = OwnedScene(name, basics.scenes[name], items)
    owned_inputs = {key: one for key, one in old.inputs.items() if not _asked(key, desired, scenes=False)}
    for key, name in inputs.items():
        known = basics.inputs[name]
        owned_inputs[key] = OwnedInput(name, known.kind, known.uuid)
    present = {**old.shops, **desired.shops} if scenes else old.shops
    return Mark(present, owned_scenes, owned_inputs)


def _asked(key: str, desired: Desired, *, scenes: bool) -> bool:
    return any(scene.key == key for scene in desired.scenes) if scenes else key in desired.inputs


def _intended(settled: Mark, desired: Desired, names: SceneNames, made: Mapping[str, DesiredInput]) -> Mark:
    """Return the mark with what the steps will make, under the names that it will have."""
    scenes = dict(settled.scenes)
    for scene in desired.scenes:
        if scene.key in names.blocked:
            continue
        known = scenes.get(scene.key, OwnedScene(""))
        scenes[scene.key] = replace(known, name=names.scenes[scene.key])
    inputs = dict(settled.inputs)
    inputs |= {key: replace(inputs[key], name=names.inputs[key]) for key in desired.inputs if key in inputs}
    inputs |= {key: OwnedInput(names.inputs[key], one.kind) for key, one in made.items()}
    return Mark({**settled.shops, **desired.shops}, scenes, inputs)
