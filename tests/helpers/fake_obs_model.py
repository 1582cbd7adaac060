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
    "CurrentProfileChanged": 2,
    "SceneCreated": 4,
    "SceneRemoved": 4,
    "SceneNameChanged": 4,
    "SceneListChanged": 4,
    "CurrentProgramSceneChanged": 4,
    "CurrentPreviewSceneChanged": 4,
    "InputCreated": 8,
    "InputRemoved": 8,
    "InputNameChanged": 8,
    "InputMuteStateChanged": 8,
    "InputVolumeChanged": 8,
    "SceneTransitionStarted": 16,
    "SceneTransitionEnded": 16,
    "CurrentSceneTransitionChanged": 16,
    "CurrentSceneTransitionDurationChanged": 16,
    "SourceFilterCreated": 32,
    "SourceFilterEnableStateChanged": 32,
    "StreamStateChanged": 64,
    "RecordStateChanged": 64,
    "InputVolumeMeters": 65536,
    "ReplayBufferStateChanged": 64,
    "VirtualcamStateChanged": 64,
    "SceneItemCreated": 128,
    "SceneItemRemoved": 128,
    "SceneItemListReindexed": 128,
    "SceneItemEnableStateChanged": 128,
    "MediaInputPlaybackStarted": 256,
    "MediaInputPlaybackEnded": 256,
    "MediaInputActionTriggered": 256,
    "StudioModeStateChanged": 1024,
}

_VERSIONS = {"5.1": ("29.0.2", "5.1.0"), "5.5": ("31.0.4", "5.5.6")}
_ONLY_5_5 = {"SplitRecordFile", "CreateRecordChapter"}
_MEDIA_STATES = {"PLAY": "PLAYING", "RESTART": "PLAYING", "PAUSE": "PAUSED", "STOP": "STOPPED"}


class RequestRefused(Exception):  # noqa: N818 - it says what happened
    """A request's error status."""

    def __init__(self, code: int, comment: str) -> None:
        super().__init__(comment)
        self.code = code


@dataclass
class FakeInput:
    """An input. ``muted`` None: it has no sound. ``media``: the state of a media input."""

    settings: dict[str, Any] = field(default_factory=dict)
    muted: bool | None = None
    kind: str = "text_ft2_source_v2"
    volume_db: float = 0.0
    media: str = "NONE"
    cursor_ms: int | None = None
    duration_ms: int | None = None


@dataclass
class FakeItem:
    """A scene item. ``is_group``: its source is a group."""

    item_id: int
    source: str
    visible: bool = True
    is_group: bool = False


@dataclass
class FakeOutput:
    """One output. ``behaviour``: what a start leads to: ``starts``, ``fails`` or ``hangs``."""

    event: str
    active: bool = False
    reconnecting: bool = False
    paused: bool = False
    sent_bytes: int = 0
    behaviour: str = "starts"


class FakeModel:
    """Scenes from top to bottom, inputs, outputs. ``dialect`` 5.1 knows names only, 5.5 adds uuids."""

    def __init__(self, dialect: str) -> None:
        self.obs_version, self.websocket_version = _VERSIONS[dialect]
        self._has_uuids = dialect == "5.5"
        self._uuids: dict[str, str] = {}
        self.emit: Callable[[str, dict[str, Any]], None] = lambda _kind, _data: None
        self.scenes = ["Scene", "Goods", "Policy"]
        self.program: str | None = "Scene"
        self.preview: str | None = None
        self.transition = "Fade"
        self.transition_cursor = 1.0
        self.transition_ms = 300
        self.collection, self.profile = "Studio", "Evening"
        self.inputs = {
            "Product": FakeInput({"text": "first"}),
            "Price": FakeInput({"text": "1.00"}),
            "Picture": FakeInput({"file": "/first.png"}, kind="image_source"),
            "Mic": FakeInput(muted=False, kind="pulse_input_capture"),
        }
        self.items: dict[str, list[FakeItem]] = {}
        self.groups: dict[str, list[FakeItem]] = {}
        self.filters: dict[str, dict[str, bool]] = {}
        self.stream = FakeOutput("StreamStateChanged")
        self.record = FakeOutput("RecordStateChanged")
        self.canvas = (1920, 1080)
        self.image_formats = ["jpg", "png"]
        self.replay: FakeOutput | None = None
        self.camera: FakeOutput | None = None
        self.saved_replays = 0
        self.chapters: list[str] = []
        self.record_files = 1
        self.disk_free_mb = 50_000.0
        self.frozen = False
        self._frames = 0
        self._handlers = self._make_handlers()
        self.available = set(self._handlers) - (_ONLY_5_5 if dialect == "5.1" else set())

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

    def uuid_of(self, name: str) -> str:
        """Return the uuid of a scene or input; it follows renames and ends with the scene."""
        return self._uuids.setdefault(name, str(uuid.uuid4()))

    def rename_scene(self, old: str, new: str) -> None:
        """Rename a scene as a person in OBS would."""
        self.scenes[self.scenes.index(old)] = new
        self._uuids[new] = self.uuid_of(old)
        del self._uuids[old]
        self.items[new] = self.items.pop(old, [])
        self.program = new if self.program == old else self.program
        self.emit("SceneNameChanged", {"oldSceneName": old, "sceneName": new})

    def remove_scene(self, name: str) -> None:
        """Remove a scene; another one is on air if it was."""
        self.scenes.remove(name)
        self._uuids.pop(name, None)
        self.items.pop(name, None)
        self.program = self.scenes[0] if self.program == name else self.program
        self.emit("SceneRemoved", {"sceneName": name, "isGroup": False})

    def add_scene(self, name: str, *items: FakeItem) -> None:
        """Make a scene."""
        self.scenes.append(name)
        self.items[name] = list(items)
        self.emit("SceneCreated", {"sceneName": name, "isGroup": False})

    def _make_handlers(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        return {
            "GetSourceScreenshot": self._screenshot,
            "GetVersion": self._version,
            "GetStats": self._stats,
            "GetSceneList": self._scene_list,
            "GetInputList": self._input_list,
            "GetCurrentProgramScene": lambda _data: self._scene_told("currentProgramScene", self.program),
            "SetCurrentProgramScene": self._set_program,
            "GetStudioModeEnabled": lambda _data: {"studioModeEnabled": self.preview is not None},
            "SetStudioModeEnabled": self._set_studio_mode,
            "GetCurrentPreviewScene": lambda _data: self._scene_told("currentPreviewScene", self._preview()),
            "SetCurrentPreviewScene": self._set_preview,
            "TriggerStudioModeTransition": self._take_preview,
            "GetSceneTransitionList": self._transition_list,
            "GetCurrentSceneTransition": self._current_transition,
            "GetCurrentSceneTransitionCursor": lambda _data: {"transitionCursor": self.transition_cursor},
            "SetCurrentSceneTransition": self._set_transition,
            "SetCurrentSceneTransitionDuration": self._set_transition_duration,
            "GetSceneCollectionList": lambda _data: {"currentSceneCollectionName": self.collection},
            "GetProfileList": lambda _data: {"currentProfileName": self.profile},
            "GetSceneItemList": lambda data: self._item_list(self._scene_items(data)),
            "GetGroupSceneItemList": lambda data: self._item_list(self._group_items(data)),
            "GetSceneItemEnabled": lambda data: {"sceneItemEnabled": self._item(data).visible},
            "SetSceneItemEnabled": self._set_item_enabled,
            "GetSourceFilterList": self._filter_list,
            "GetSourceFilter": lambda data: {"filterEnabled": self._filter(data)[data["filterName"]]},
            "SetSourceFilterEnabled": self._set_filter,
            "GetInputMute": lambda data: {"inputMuted": self._audio(data).muted},
            "SetInputMute": self._set_mute,
            "GetInputVolume": lambda data: {"inputVolumeDb": self._audio(data).volume_db},
            "SetInputVolume": self._set_volume,
            "GetInputSettings": self._settings,
            "SetInputSettings": self._set_settings,
            "GetMediaInputStatus": self._media_status,
            "TriggerMediaInputAction": self._media_action,
            "GetStreamStatus": lambda _data: self._output_status(self.stream),
            "GetRecordStatus": lambda _data: self._output_status(self.record),
            "GetReplayBufferStatus": lambda _data: self._output_status(self._optional(self.replay)),
            "GetVirtualCamStatus": lambda _data: self._output_status(self._optional(self.camera)),
            "StartStream": lambda _data: self._start(self.stream),
            "StopStream": lambda _data: self._stop(self.stream),
            "StartRecord": lambda _data: self._start(self.record),
            "StopRecord": lambda _data: self._stop(self.record),
            "PauseRecord": lambda _data: self._pause(paused=True),
            "ResumeRecord": lambda _data: self._pause(paused=False),
            "SplitRecordFile": self._split,
            "CreateRecordChapter": self._chapter,
            "StartReplayBuffer": lambda _data: self._start(self._optional(self.replay)),
            "StopReplayBuffer": lambda _data: self._stop(self._optional(self.replay)),
            "SaveReplayBuffer": self._save_replay,
            "GetLastReplayBufferReplay": lambda _data: {"savedReplayPath": f"/replays/{self.saved_replays}.mkv"},
            "StartVirtualCam": lambda _data: self._start(self._optional(self.camera)),
            "StopVirtualCam": lambda _data: self._stop(self._optional(self.camera)),
        }

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
        return {
            "activeFps": 30.0,
            "renderTotalFrames": self._frames,
            "renderSkippedFrames": 2,
            "availableDiskSpace": self.disk_free_mb,
        }

    def _with_uuid(self, told: dict[str, Any], prefix: str, name: str | None) -> dict[str, Any]:
        return told | ({f"{prefix}Uuid": self.uuid_of(name)} if self._has_uuids and name is not None else {})

    def _scene_told(self, prefix: str, name: str | None) -> dict[str, Any]:
        return self._with_uuid({f"{prefix}Name": name}, prefix, name)

    def _scene_list(self, _data: dict[str, Any]) -> dict[str, Any]:
        last = len(self.scenes) - 1
        listed = [
            self._with_uuid({"sceneIndex": last - row, "sceneName": name}, "scene", name)
            for row, name in enumerate(self.scenes)
        ]
        return {"currentProgramSceneName": self.program, "scenes": listed[::-1]}

    def _input_list(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {
            "inputs": [
                self._with_uuid({"inputName": name, "inputKind": one.kind}, "input", name)
                for name, one in self.inputs.items()
            ]
        }

    def _scene(self, data: dict[str, Any]) -> str:
        if self._has_uuids and "sceneUuid" in data:
            found = [name for name in self.scenes if self.uuid_of(name) == data["sceneUuid"]]
        elif "sceneName" not in data:
            raise RequestRefused(300, "Your request is missing the `sceneName` field.")
        else:
            found = [name for name in self.scenes if name == data["sceneName"]]
        if not found:
            raise RequestRefused(600, "no such scene")
        return found[0]

    def _scene_items(self, data: dict[str, Any]) -> list[FakeItem]:
        return self.items.setdefault(self._scene(data), [])

    def _group_items(self, data: dict[str, Any]) -> list[FakeItem]:
        if data["sceneName"] not in self.groups:
            raise RequestRefused(600, "no such group")
        return self.groups[data["sceneName"]]

    def _item_list(self, items: list[FakeItem]) -> dict[str, Any]:
        return {
            "sceneItems": [
                {
                    "sceneItemId": item.item_id,
                    "sceneItemIndex": row,
                    "sourceName": item.source,
                    "sceneItemEnabled": item.visible,
                    "sceneItemLocked": False,
                    "sourceType": f"OBS_SOURCE_TYPE_{'INPUT' if item.source in self.inputs else 'SCENE'}",
                    "isGroup": item.is_group if item.source not in self.inputs else None,
                    "inputKind": self.inputs[item.source].kind if item.source in self.inputs else None,
                }
                for row, item in enumerate(items)
            ]
        }

    def _item(self, data: dict[str, Any]) -> FakeItem:
        items = self.groups.get(data["sceneName"]) or self._scene_items(data)
        found = [item for item in items if item.item_id == data["sceneItemId"]]
        if not found:
            raise RequestRefused(600, "no such item")
        return found[0]

    def _set_item_enabled(self, data: dict[str, Any]) -> dict[str, Any]:
        self._item(data).visible = data["sceneItemEnabled"]
        self.emit("SceneItemEnableStateChanged", dict(data))
        return {}

    def _filter_list(self, data: dict[str, Any]) -> dict[str, Any]:
        listed = self.filters.get(data["sourceName"], {})
        return {
            "filters": [
                {"filterName": name, "filterKind": "color_filter_v2", "filterEnabled": enabled}
                for name, enabled in listed.items()
            ]
        }

    def _filter(self, data: dict[str, Any]) -> dict[str, bool]:
        filters = self.filters.get(data["sourceName"], {})
        if data["filterName"] not in filters:
            raise RequestRefused(600, "no such filter")
        return filters

    def _set_filter(self, data: dict[str, Any]) -> dict[str, Any]:
        self._filter(data)[data["filterName"]] = data["filterEnabled"]
        self.emit("SourceFilterEnableStateChanged", dict(data))
        return {}

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
        self.program = self._scene(data)
        self.emit("SceneTransitionStarted", {"transitionName": "Cut"})
        self.emit("CurrentProgramSceneChanged", {"sceneName": self.program})
        return {}

    def _preview(self) -> str:
        if self.preview is None:
            raise RequestRefused(506, "")
        return self.preview

    def _set_studio_mode(self, data: dict[str, Any]) -> dict[str, Any]:
        self.preview = self.program if data["studioModeEnabled"] else None
        self.emit("StudioModeStateChanged", dict(data))
        return {}

    def _set_preview(self, data: dict[str, Any]) -> dict[str, Any]:
        self._preview()
        self.preview = self._scene(data)
        self.emit("CurrentPreviewSceneChanged", {"sceneName": self.preview})
        return {}

    def _take_preview(self, _data: dict[str, Any]) -> dict[str, Any]:
        self.program, self.preview = self._preview(), self.program
        self.emit("SceneTransitionStarted", {"transitionName": self.transition})
        return {}

    def _transition_list(self, _data: dict[str, Any]) -> dict[str, Any]:
        kinds = {"Cut": "cut_transition", "Fade": "fade_transition"}
        return {"transitions": [{"transitionName": name, "transitionKind": kind} for name, kind in kinds.items()]}

    def _current_transition(self, _data: dict[str, Any]) -> dict[str, Any]:
        fixed = self.transition == "Cut"
        duration = None if fixed else self.transition_ms
        return {"transitionName": self.transition, "transitionFixed": fixed, "transitionDuration": duration}

    def _set_transition(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["transitionName"] not in ("Cut", "Fade"):
            raise RequestRefused(600, "No scene transition was found by that name.")
        self.transition = data["transitionName"]
        self.emit("CurrentSceneTransitionChanged", dict(data))
        return {}

    def _set_transition_duration(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["transitionDuration"] < 50:
            raise RequestRefused(402, "below the minimum of `50.000000`")
        self.transition_ms = data["transitionDuration"]
        self.emit("CurrentSceneTransitionDurationChanged", dict(data))
        return {}

    def _set_mute(self, data: dict[str, Any]) -> dict[str, Any]:
        self._audio(data).muted = data["inputMuted"]
        self.emit("InputMuteStateChanged", {"inputName": data["inputName"], "inputMuted": data["inputMuted"]})
        return {}

    def _set_volume(self, data: dict[str, Any]) -> dict[str, Any]:
        self._audio(data).volume_db = data["inputVolumeDb"]
        self.emit("InputVolumeChanged", dict(data))
        return {}

    def _settings(self, data: dict[str, Any]) -> dict[str, Any]:
        found = self._input(data)
        return {"inputSettings": dict(found.settings), "inputKind": found.kind}

    def _set_settings(self, data: dict[str, Any]) -> dict[str, Any]:
        settings = self._input(data).settings
        if not data.get("overlay", True):
            settings.clear()
        settings.update(data["inputSettings"])
        return {}

    def _media_status(self, data: dict[str, Any]) -> dict[str, Any]:
        found = self._input(data)
        return {
            "mediaState": f"OBS_MEDIA_STATE_{found.media}",
            "mediaCursor": found.cursor_ms,
            "mediaDuration": found.duration_ms,
        }

    def _media_action(self, data: dict[str, Any]) -> dict[str, Any]:
        action = data["mediaAction"].removeprefix("OBS_WEBSOCKET_MEDIA_INPUT_ACTION_")
        self._input(data).media = _MEDIA_STATES[action]
        self.emit("MediaInputActionTriggered", dict(data))
        return {}

    @staticmethod
    def _optional(output: FakeOutput | None) -> FakeOutput:
        if output is None:
            raise RequestRefused(604, "is not available.")
        return output

    def _output_status(self, output: FakeOutput) -> dict[str, Any]:
        running = output.active or output.reconnecting
        return {
            "outputActive": running,
            "outputReconnecting": output.reconnecting,
            "outputPaused": output.paused,
            "outputDuration": 5000 * running,
            "outputBytes": output.sent_bytes,
        }

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
        self._need_running(output)
        self.tell_output(output, "STOPPING", active=True)
        output.active = output.paused = False
        self.tell_output(output, "STOPPED", active=False)
        return {}

    @staticmethod
    def _need_running(output: FakeOutput) -> None:
        if not output.active:
            raise RequestRefused(501, "output is not running")

    def _pause(self, *, paused: bool) -> dict[str, Any]:
        self._need_running(self.record)
        if self.record.paused is paused:
            raise RequestRefused(502 if paused else 503, "")
        self.record.paused = paused
        self.tell_output(self.record, "PAUSED" if paused else "RESUMED", active=True)
        return {}

    def _split(self, _data: dict[str, Any]) -> dict[str, Any]:
        self._need_running(self.record)
        self.record_files += 1
        return {}

    def _chapter(self, data: dict[str, Any]) -> dict[str, Any]:
        self._need_running(self.record)
        self.chapters.append(data.get("chapterName", ""))
        return {}

    def _save_replay(self, _data: dict[str, Any]) -> dict[str, Any]:
        self._need_running(self._optional(self.replay))
        self.saved_replays += 1
        return {}
