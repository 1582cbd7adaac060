# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes on air, studio mode and transitions."""

from collections.abc import Mapping
from typing import Any

from app.adapters.obs.commands.done import Context, Done, refusal, shown, unconfirmed
from app.adapters.obs.reads import STUDIO, data_of, offered, studio_read, transition_of
from app.adapters.obs.wire import Answer, Request, Wire
from app.domain.obs.commands import ObsFailure, SetPreview, SetStudioMode, SetTransition, SwitchScene, TakePreview
from app.domain.obs.contents import Studio
from app.domain.obs.state import ObsState

PROGRAM = Request("GetCurrentProgramScene")
_PREVIEW = Request("GetCurrentPreviewScene")
_TRANSITION = Request("GetCurrentSceneTransition")
_MODE = Request("GetStudioModeEnabled")


def scene_key(state: ObsState, name: str, uuid: str) -> dict[str, str]:
    """Return how to name a scene to OBS: by uuid where both sides have one, so that a rename loses nothing."""
    if uuid and any(scene.uuid for scene in state.scenes):
        return {"sceneUuid": uuid}
    return {"sceneName": name}


def switch_scene(context: Context, command: SwitchScene) -> Done:
    """Put a scene on air and read it back."""
    key = scene_key(context.state, command.scene, command.uuid)
    asked, read = context.wire.batch([Request("SetCurrentProgramScene", key), PROGRAM])
    if not asked.ok:
        return refusal(asked, command.scene)
    done = confirm_scene(context.wire, key, read)
    # For a moment OBS takes a scene that was just removed, and shows it never.
    gone = done.failure is ObsFailure.NOT_CONFIRMED and not _is_listed(context.wire, key)
    return Done(ObsFailure.NOT_FOUND, "OBS has no such scene any more.", (command.scene,)) if gone else done


def confirm_scene(wire: Wire, key: Mapping[str, str], read: Answer) -> Done:
    """Return the outcome of a switch to the scene that ``key`` names."""
    data = shown(wire, read, PROGRAM, lambda told: _is_scene(told, "currentProgramScene", key))
    if data is None:
        return unconfirmed("OBS took the switch, but another scene is on air.")
    return Done(program_scene=str(data["currentProgramSceneName"]))


def set_studio_mode(context: Context, command: SetStudioMode) -> Done:
    """Switch studio mode and read it back."""
    asked, read = context.wire.batch([Request("SetStudioModeEnabled", {"studioModeEnabled": command.on}), _MODE])
    if not asked.ok:
        return refusal(asked)
    if shown(context.wire, read, _MODE, lambda told: bool(told["studioModeEnabled"]) is command.on) is None:
        return unconfirmed("OBS took the change, but studio mode is not as asked.")
    return Done(studio=_studio(context))


def set_preview(context: Context, command: SetPreview) -> Done:
    """Put a scene into the preview and read it back."""
    key = scene_key(context.state, command.scene, command.uuid)
    asked, read = context.wire.batch([Request("SetCurrentPreviewScene", key), _PREVIEW])
    if not asked.ok:
        return refusal(asked, command.scene)
    if shown(context.wire, read, _PREVIEW, lambda told: _is_scene(told, "currentPreviewScene", key)) is None:
        return unconfirmed("OBS took the change, but another scene is in the preview.")
    return Done(studio=_studio(context))


def take_preview(context: Context, _command: TakePreview) -> Done:
    """Put the preview on air and read it back."""
    preview, asked, read = context.wire.batch([_PREVIEW, Request("TriggerStudioModeTransition"), PROGRAM])
    if not asked.ok:
        return refusal(asked)
    return confirm_scene(context.wire, {"sceneName": str(data_of(preview)["currentPreviewSceneName"])}, read)


def set_transition(context: Context, command: SetTransition) -> Done:
    """Choose transition and duration and read both back; a fixed transition keeps its own duration."""
    requests = []
    if command.name is not None:
        requests.append(Request("SetCurrentSceneTransition", {"transitionName": command.name}))
    if command.duration_ms is not None:
        requests.append(Request("SetCurrentSceneTransitionDuration", {"transitionDuration": command.duration_ms}))
    *asked, read = context.wire.batch([*requests, _TRANSITION])
    refused = [answer for answer in asked if not answer.ok]
    if refused:
        return refusal(refused[0], command.name or "")
    if shown(context.wire, read, _TRANSITION, lambda told: _is_transition(told, command)) is None:
        return unconfirmed("OBS took the change, but the transition is not as asked.")
    return Done(studio=_studio(context))


def _is_listed(wire: Wire, key: Mapping[str, str]) -> bool:
    scenes = data_of(wire.request(Request("GetSceneList")))["scenes"]
    return any(scene.get(name) == wanted for scene in scenes for name, wanted in key.items())


def _is_scene(told: Mapping[str, Any], prefix: str, key: Mapping[str, str]) -> bool:
    if "sceneUuid" in key:
        return bool(told.get(f"{prefix}Uuid") == key["sceneUuid"])
    return bool(told[f"{prefix}Name"] == key["sceneName"])


def _is_transition(told: Mapping[str, Any], command: SetTransition) -> bool:
    transition = transition_of(told)
    duration = transition.duration_ms
    return command.name in (None, transition.name) and (
        command.duration_ms is None or duration is None or duration == command.duration_ms
    )


def _studio(context: Context) -> Studio:
    return studio_read(context.ask(offered(STUDIO, context.state.available_requests)))
