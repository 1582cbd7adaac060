# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain words for what a plan would do, what was left alone, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from app.domain.obs.steps import Action, Notice, Plan, Step, Thing, Why

if TYPE_CHECKING:
    from app.adapters.obs.provision import StepResult


def step_text(step: Step) -> str:
    """Return what a step does, in the language of the screen."""
    if step.action is Action.RENAME:
        return _rename_text(step)
    if step.action is Action.ADOPT:
        return _adopt_text(step)
    return _create_text(step) if step.action is Action.CREATE else _change_text(step)


def notice_text(notice: Notice) -> str:
    """Return what was left alone, why, and what to do."""
    sentence = {
        Why.NAME_TAKEN: QCoreApplication.translate(
            "StudioPlan",
            "“{name}” is there already and is not the desk's. Tick “Take over what has the same name”, "
            "or rename it in OBS.",
        ),
        Why.NAME_TAKEN_BY_OTHER_KIND: QCoreApplication.translate(
            "StudioPlan", "“{name}” is there already and is something else. Rename it in OBS."
        ),
        Why.OLD_NAME_TAKEN: QCoreApplication.translate(
            "StudioPlan", "“{name}” should be called “{wanted}”, but something else has that name. Rename that first."
        ),
        Why.OTHER_KIND: QCoreApplication.translate(
            "StudioPlan", "“{name}” is not of the kind {wanted}. Remove it in OBS, then apply again to get a new one."
        ),
        Why.GROUPED: QCoreApplication.translate(
            "StudioPlan", "“{name}” lies in a group. It stays there, and its place is not checked."
        ),
        Why.STRANGER: QCoreApplication.translate("StudioPlan", "“{name}” is not from the template and stays as it is."),
    }[notice.why]
    return sentence.format(name=notice.name, wanted=notice.wanted)


def unavailable_text(name: str, plan: Plan) -> str:
    """Return what becomes of an input whose kinds this OBS lacks."""
    stands_in = any(one.name == name for one in plan.intent.inputs.values())
    sentence = (
        QCoreApplication.translate(
            "StudioPlan", "This OBS cannot make “{name}”: it lacks that kind of input. A plain colour stands in for it."
        )
        if stands_in
        else QCoreApplication.translate(
            "StudioPlan", "This OBS cannot make “{name}”: it lacks that kind of input. It is left out."
        )
    )
    return sentence.format(name=name)


def problem_text(result: StepResult) -> str:
    """Return why a step was not done, in the language of the screen; OBS's own words are in its ``problem``."""
    sentence = {
        "unsure": QCoreApplication.translate("StudioPlan", "It is not known whether OBS did it."),
        "not_begun": QCoreApplication.translate("StudioPlan", "Not begun."),
        "not_placed": QCoreApplication.translate("StudioPlan", "It could not be put into the scene."),
        "207": QCoreApplication.translate("StudioPlan", "OBS is loading."),
        "600": QCoreApplication.translate("StudioPlan", "OBS has nothing of that name any more."),
        "601": QCoreApplication.translate("StudioPlan", "OBS has something of that name already."),
        "604": QCoreApplication.translate("StudioPlan", "OBS says that it has no sound."),
        "605": QCoreApplication.translate("StudioPlan", "This OBS lacks that kind of input."),
        "607": QCoreApplication.translate("StudioPlan", "This OBS lacks that kind of filter."),
    }.get(result.code)
    return sentence or QCoreApplication.translate("StudioPlan", "OBS refused it (code {code}).").format(
        code=result.code
    )


def _create_text(step: Step) -> str:
    data = step.first.data if step.first is not None else {}
    sentence = {
        Thing.SCENE: QCoreApplication.translate("StudioPlan", "Make the scene."),
        Thing.INPUT: QCoreApplication.translate("StudioPlan", "Make “{name}” ({kind})."),
        Thing.FILTER: QCoreApplication.translate("StudioPlan", "Give “{source}” its filter “{name}”."),
    }.get(step.thing, QCoreApplication.translate("StudioPlan", "Put “{name}” into the scene."))
    return sentence.format(name=step.name, kind=data.get("inputKind", ""), source=step.scene)


def _rename_text(step: Step) -> str:
    data = step.first.data if step.first is not None else {}
    wanted = data.get("newSceneName") or data.get("newInputName") or ""
    sentence = QCoreApplication.translate("StudioPlan", "Rename “{name}” back to “{wanted}”.")
    return sentence.format(name=step.name, wanted=wanted)


def _adopt_text(step: Step) -> str:
    sentence = (
        QCoreApplication.translate("StudioPlan", "Take over the scene “{name}” as the desk's own.")
        if step.thing is Thing.SCENE
        else QCoreApplication.translate("StudioPlan", "Take over the input “{name}” as the desk's own.")
    )
    return sentence.format(name=step.name)


def _change_text(step: Step) -> str:
    data = step.then[0].data if step.then else {}
    if step.thing is Thing.AUDIO:
        return _audio_text(step, data)
    if step.thing is Thing.FILTER:
        return _filter_text(step, data)
    sentence = {
        Thing.SETTINGS: QCoreApplication.translate("StudioPlan", "Set “{name}” as the template says ({keys})."),
        Thing.TRANSFORM: QCoreApplication.translate("StudioPlan", "Move “{name}” to its place."),
        Thing.VISIBILITY: _either(
            data.get("sceneItemEnabled"),
            QCoreApplication.translate("StudioPlan", "Show “{name}”."),
            QCoreApplication.translate("StudioPlan", "Hide “{name}”."),
        ),
        Thing.LOCK: _either(
            data.get("sceneItemLocked"),
            QCoreApplication.translate("StudioPlan", "Lock “{name}”."),
            QCoreApplication.translate("StudioPlan", "Unlock “{name}”."),
        ),
    }.get(step.thing, QCoreApplication.translate("StudioPlan", "Put “{name}” at its place in the order."))
    return sentence.format(name=step.name, keys=", ".join(data.get("inputSettings", ())))


def _audio_text(step: Step, data: Mapping[str, Any]) -> str:
    if "inputMuted" in data:
        sentence = _either(
            data["inputMuted"],
            QCoreApplication.translate("StudioPlan", "Mute “{name}”."),
            QCoreApplication.translate("StudioPlan", "Unmute “{name}”."),
        )
    elif "inputVolumeDb" in data:
        sentence = QCoreApplication.translate("StudioPlan", "Set the volume of “{name}” to {volume} dB.")
    else:
        sentence = QCoreApplication.translate("StudioPlan", "Put “{name}” on its audio tracks.")
    return sentence.format(name=step.name, volume=f"{data.get('inputVolumeDb', 0.0):g}")


def _filter_text(step: Step, data: Mapping[str, Any]) -> str:
    if "filterEnabled" in data:
        sentence = _either(
            data["filterEnabled"],
            QCoreApplication.translate("StudioPlan", "Switch the filter “{name}” of “{source}” on."),
            QCoreApplication.translate("StudioPlan", "Switch the filter “{name}” of “{source}” off."),
        )
    elif "filterIndex" in data:
        sentence = QCoreApplication.translate("StudioPlan", "Put the filter “{name}” of “{source}” at its place.")
    else:
        sentence = QCoreApplication.translate("StudioPlan", "Set the filter “{name}” of “{source}” ({keys}).")
    return sentence.format(name=step.name, source=step.scene, keys=", ".join(data.get("filterSettings", ())))


def _either(condition: object, true: str, false: str) -> str:
    return true if condition else false
