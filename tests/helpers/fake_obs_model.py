# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the fake OBS contains and how it answers requests, without any socket."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.helpers.fake_picture import screenshot

EVENT_BITS = {
    "ExitStarted": 1,
    "CurrentSceneCollectionChanging": 2,
    "CurrentSceneCollectionChanged": 2,
    "SceneCreated": 4,
    "SceneRemoved": 4,
    "SceneNameChanged": 4,
    "SceneListChanged": 4,
    "CurrentProgramSceneChanged": 4,
    "InputCreated": 8,
    "InputRemoved": 8,
    "InputNameChanged": 8,
    "InputMuteStateChanged": 8,
    "SceneTransitionStarted": 16,
    "SceneTransitionEnded": 16,
    "StreamStateChanged": 64,
    "RecordStateChanged": 64,
    "InputVolumeMeters": 65536,
}

_VERSIONS = {"5.1": ("29.0.2", "5.1.0"), "5.5": ("31.0.4", "5.5.6")}


class RequestRefused(Exception):  # noqa: N818 - it says what happened
    """A request's error status."""

    def __init__(self, code: int, comment: str) -> None:
        super().__init__(comment)
        self.code = code


@dataclass
class FakeInput:
    """An input. ``muted`` None: it has no sound."""

    settings: dict[str, Any] = field(default_factory=dict)
    muted: bool | None = None


@dataclass
class FakeOutput:
    """The stream or the recording. ``behaviour``: what a start leads to: ``starts``, ``fails`` or ``hangs``."""

    event: str
    active: bool = False
    reconnecting: bool = False
    behaviour: str = "starts"


class FakeModel:
    """Scenes from top to bottom, inputs, outputs. ``dialect`` 5.1 knows names only, 5.5 adds uuids."""

    def __init__(self, dialect: str) -> None:
        self.obs_version, self.websocket_version = _VERSIONS[dialect]
        self._uuids = dialect == "5.5"
        self.emit: Callable[[str, dict[str, Any]], None] = lambda _kind, _data: None
        self.scenes = ["Scene", "Goods", "Policy"]
        self.program: str | None = "Scene"
        self.inputs = {
            "Product": FakeInput({"text": "first"}),
            "Price": FakeInput({"text": "1.00"}),
            "Mic": FakeInput(muted=False),
        }
        self.stream = FakeOutput("StreamStateChanged")
        self.record = FakeOutput("RecordStateChanged")
        self.canvas = (1920, 1080)
        self.image_formats = ["jpg", "png"]
        self.frozen = False
        self._frames = 0
        self._handlers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "GetVersion": self._version,
            "GetStats": self._stats,
            "GetSceneList": self._scene_list,
            "GetInputList": self._input_list,
            "GetCurrentProgramScene": lambda _data: {"currentProgramSceneName": self.program},
            "SetCurrentProgramScene": self._set_program,
            "GetInputMute": self._get_mute,
            "SetInputMute": self._set_mute,
            "GetInputSettings": lambda data: {"inputSettings": dict(self._input(data).settings), "inputKind": "text"},
            "SetInputSettings": self._set_settings,
            "GetStreamStatus": lambda _data: self._output_status(self.stream),
            "GetRecordStatus": lambda _data: self._output_status(self.record),
            "StartStream": lambda _data: self._start(self.stream),
            "StopStream": lambda _data: self._stop(self.stream),
            "StartRecord": lambda _data: self._start(self.record),
            "StopRecord": lambda _data: self._stop(self.record),
            "GetSourceScreenshot": self._screenshot,
        }
        self.available = set(self._handlers)

    def answer(self, kind: str, data: dict[str, Any]) -> dict[str, Any]:
        """Return the response data of a request; raises RequestRefused."""
        if kind not in self.available:
            raise RequestRefused(204, "unknown request")
        return self._handlers[kind](data)

    def replace_answer(self, kind: str, body: dict[str, Any]) -> None:
        """Answer a request with this from now on, whatever it asks."""
        self._handlers[kind] = lambda _data: body

    def tell_output(self, output: FakeOutput, state: str, *, active: bool) -> None:
        """Send an output's state event."""
        self.emit(output.event, {"outputActive": active, "outputState": f"OBS_WEBSOCKET_OUTPUT_{state}"})

    def _version(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {
            "obsVersion": self.obs_version,
            "obsWebSocketVersion": self.websocket_version,
            "rpcVersion": 1,
            "availableRequests": sorted(self.available),
            "platform": "fake",
            "supportedImageFormats": self.image_formats,
        }

    def _stats(self, _data: dict[str, Any]) -> dict[str, Any]:
        self._frames += 0 if self.frozen else 30
        return {"activeFps": 30.0, "renderTotalFrames": self._frames, "renderSkippedFrames": 2}

    def _scene_list(self, _data: dict[str, Any]) -> dict[str, Any]:
        last = len(self.scenes) - 1
        listed = [{"sceneIndex": last - row, "sceneName": name} for row, name in enumerate(self.scenes)]
        if self._uuids:
            listed = [
                scene | {"sceneUuid": str(uuid.uuid5(uuid.NAMESPACE_OID, scene["sceneName"]))} for scene in listed
            ]
        return {"currentProgramSceneName": self.program, "scenes": listed[::-1]}

    def _input_list(self, _data: dict[str, Any]) -> dict[str, Any]:
        listed = [{"inputName": name, "inputKind": "text"} for name in self.inputs]
        if self._uuids:
            listed = [item | {"inputUuid": str(uuid.uuid5(uuid.NAMESPACE_OID, item["inputName"]))} for item in listed]
        return {"inputs": listed}

    def _screenshot(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["sourceName"] not in self.scenes:
            raise RequestRefused(600, "no such source")
        return screenshot(data, self.canvas)

    def _input(self, data: dict[str, Any]) -> FakeInput:
        try:
            return self.inputs[data["inputName"]]
        except KeyError:
            raise RequestRefused(600, "no such input") from None

    def _audio(self, data: dict[str, Any]) -> FakeInput:
        found = self._input(data)
        if found.muted is None:
            raise RequestRefused(604, "The specified input does not support audio.")
        return found

    def _set_program(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["sceneName"] not in self.scenes:
            raise RequestRefused(600, "no such scene")
        self.program = data["sceneName"]
        self.emit("SceneTransitionStarted", {"transitionName": "Cut"})
        self.emit("CurrentProgramSceneChanged", {"sceneName": self.program})
        return {}

    def _get_mute(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"inputMuted": self._audio(data).muted}

    def _set_mute(self, data: dict[str, Any]) -> dict[str, Any]:
        self._audio(data).muted = data["inputMuted"]
        self.emit("InputMuteStateChanged", {"inputName": data["inputName"], "inputMuted": data["inputMuted"]})
        return {}

    def _set_settings(self, data: dict[str, Any]) -> dict[str, Any]:
        self._input(data).settings.update(data["inputSettings"])
        return {}

    def _output_status(self, output: FakeOutput) -> dict[str, Any]:
        running = output.active or output.reconnecting
        return {"outputActive": running, "outputReconnecting": output.reconnecting, "outputDuration": 5000 * running}

    def _start(self, output: FakeOutput) -> dict[str, Any]:
        if output.active:
            raise RequestRefused(500, "output is running")
        self.tell_output(output, "STARTING", active=False)
        if output.behaviour == "starts":
            output.active = True
            self.tell_output(output, "STARTED", active=True)
        elif output.behaviour == "fails":
            self.tell_output(output, "STOPPED", active=False)
        return {}

    def _stop(self, output: FakeOutput) -> dict[str, Any]:
        if not output.active:
            raise RequestRefused(501, "output is not running")
        self.tell_output(output, "STOPPING", active=True)
        output.active = False
        self.tell_output(output, "STOPPED", active=False)
        return {}
