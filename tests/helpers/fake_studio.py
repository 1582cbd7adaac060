# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes, items, inputs and filters as OBS keeps them, without any socket: what templates are applied to in tests.

Give it to ``FakeObs`` as its model, or ask it through ``DirectWire``.
"""

import copy
import json
import struct
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.adapters.obs.provision_reads import NEEDED
from app.adapters.obs.reads import REQUIRED
from app.adapters.obs.wire import Answer, Request
from tests.helpers.fake_obs_model import RequestRefused

LINUX_KINDS = (
    "image_source",
    "color_source_v3",
    "alsa_input_capture",
    "pulse_input_capture",
    "v4l2_input",
    "ffmpeg_source",
    "text_ft2_source_v2",
)
_SOUND = {"alsa_input_capture", "pulse_input_capture", "ffmpeg_source"}
_FLOATS = ("positionX", "positionY", "boundsWidth", "boundsHeight", "rotation")
_TRANSFORM = {
    "alignment": 5,
    "boundsAlignment": 0,
    "boundsHeight": 0.0,
    "boundsType": "OBS_BOUNDS_NONE",
    "boundsWidth": 0.0,
    "positionX": 0.0,
    "positionY": 0.0,
    "rotation": 0.0,
    "scaleX": 1.0,
    "scaleY": 1.0,
}


@dataclass
class StudioItem:
    """An item of a scene."""

    item_id: int
    source: str
    enabled: bool = True
    locked: bool = False
    transform: dict[str, Any] = field(default_factory=lambda: dict(_TRANSFORM))


@dataclass
class StudioInput:
    """An input. ``muted`` None: without sound."""

    kind: str
    settings: dict[str, Any]
    uuid: str
    filters: list[dict[str, Any]] = field(default_factory=list)
    muted: bool | None = None
    volume_db: float = 0.0
    tracks: dict[str, bool] = field(default_factory=lambda: {str(n): True for n in range(1, 7)})


@dataclass
class StudioScene:
    """A scene; items from the bottom up."""

    uuid: str
    items: list[StudioItem] = field(default_factory=list)
    made: int = 0


class FakeStudio:
    """One scene collection. ``dialect`` 5.1 knows names only, 5.5 adds uuids."""

    def __init__(self, dialect: str = "5.1", *, kinds: Sequence[str] = LINUX_KINDS, platform: str = "debian") -> None:
        self.websocket_version = "5.1.0" if dialect == "5.1" else "5.5.6"
        self.emit: Callable[[str, dict[str, Any]], None] = lambda _kind, _data: None
        self.kinds = list(kinds)
        self.platform = platform
        self.collection = "Untitled"
        self.canvas = (1920, 1080)
        self.streaming = False
        self.scenes: dict[str, StudioScene] = {}
        self.inputs: dict[str, StudioInput] = {}
        self.groups: dict[str, list[str]] = {}
        self.kept: dict[str, Any] = {}
        self.refuse: Callable[[str, dict[str, Any]], int | None] = lambda _kind, _data: None
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self._uuids = dialect != "5.1"
        self.available = REQUIRED | NEEDED | {name for name in dir(self) if name[:3] in ("Get", "Set", "Cre", "Rem")}
        self.answer("CreateScene", {"sceneName": "Scene"})
        self.asked.clear()

    @property
    def written(self) -> list[tuple[str, dict[str, Any]]]:
        """Requests so far that change something."""
        return [one for one in self.asked if not one[0].startswith("Get")]

    def answer(self, kind: str, data: dict[str, Any]) -> dict[str, Any]:
        """Return the response data of a request; raises RequestRefused."""
        self.asked.append((kind, data))
        code = self.refuse(kind, data)
        if code is not None:
            raise RequestRefused(code, "refused on order")
        handler = getattr(self, kind, None)
        if handler is None:
            raise RequestRefused(204, "unknown request")
        return handler(json.loads(json.dumps(data))) or {}

    def state_of(self, scenes: Sequence[str], inputs: Sequence[str]) -> Any:
        """Return a copy of some scenes and inputs, to compare with later."""
        return copy.deepcopy(
            ({one: self.scenes.get(one) for one in scenes}, {one: self.inputs.get(one) for one in inputs})
        )

    # The requests, under obs-websocket's own names.

    def GetVersion(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {
            "obsVersion": "29.0.2",
            "obsWebSocketVersion": self.websocket_version,
            "platform": self.platform,
            "availableRequests": sorted(self.available),
        }

    def GetVideoSettings(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {"baseWidth": self.canvas[0], "baseHeight": self.canvas[1]}

    def GetStreamStatus(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {"outputActive": self.streaming}

    def GetSceneCollectionList(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {"currentSceneCollectionName": self.collection, "sceneCollections": [self.collection]}

    def GetInputKindList(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {"inputKinds": self.kinds}

    def GetGroupList(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {"groups": list(self.groups)}

    def GetSourceScreenshot(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {"imageData": ""}

    def GetPersistentData(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"slotValue": _garbled(self.kept.get(data["realm"] + data["slotName"]))}

    def SetPersistentData(self, data: dict[str, Any]) -> None:
        self.kept[data["realm"] + data["slotName"]] = data["slotValue"]

    def GetSceneList(self, _data: dict[str, Any]) -> dict[str, Any]:
        listed = [
            {"sceneName": name, "sceneIndex": at} | ({"sceneUuid": scene.uuid} if self._uuids else {})
            for at, (name, scene) in enumerate(self.scenes.items())
        ]
        return {"scenes": listed, "currentProgramSceneName": next(iter(self.scenes))}

    def GetInputList(self, _data: dict[str, Any]) -> dict[str, Any]:
        listed = [
            {"inputName": name, "inputKind": one.kind} | ({"inputUuid": one.uuid} if self._uuids else {})
            for name, one in self.inputs.items()
        ]
        return {"inputs": listed}

    def GetSceneItemList(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"sceneItems": [self._listed(item, at) for at, item in enumerate(self._scene(data).items)]}

    def GetGroupSceneItemList(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"sceneItems": [{"sourceName": name} for name in self.groups[data["sceneName"]]]}

    def GetInputSettings(self, data: dict[str, Any]) -> dict[str, Any]:
        one = self._input(data)
        return {"inputSettings": copy.deepcopy(one.settings), "inputKind": one.kind}

    def GetSourceFilterList(self, data: dict[str, Any]) -> dict[str, Any]:
        filters = self._source(data).filters
        return {"filters": [copy.deepcopy(one) | {"filterIndex": at} for at, one in enumerate(filters)]}

    def GetInputMute(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"inputMuted": self._sound(data).muted}

    def GetInputVolume(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"inputVolumeDb": _single(self._sound(data).volume_db)}

    def GetInputAudioTracks(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"inputAudioTracks": dict(self._sound(data).tracks)}

    def CreateScene(self, data: dict[str, Any]) -> None:
        self._free(data["sceneName"])
        self.scenes[data["sceneName"]] = StudioScene(uuid.uuid4().hex)

    def CreateInput(self, data: dict[str, Any]) -> dict[str, Any]:
        self._scene(data)
        self._free(data["inputName"])
        kind = data["inputKind"]
        if kind not in self.kinds:
            raise RequestRefused(605, "kind is not supported")
        muted = False if kind in _SOUND else None
        self.inputs[data["inputName"]] = StudioInput(kind, data.get("inputSettings", {}), uuid.uuid4().hex, muted=muted)
        return self.CreateSceneItem({**data, "sourceName": data["inputName"]})

    def CreateSceneItem(self, data: dict[str, Any]) -> dict[str, Any]:
        scene = self._scene(data)
        if data["sourceName"] not in self.inputs and data["sourceName"] not in self.scenes:
            raise RequestRefused(600, "no such source")
        scene.made += 1
        scene.items.append(StudioItem(scene.made, data["sourceName"], data.get("sceneItemEnabled", True)))
        return {"sceneItemId": scene.made}

    def RemoveSceneItem(self, data: dict[str, Any]) -> None:
        self._scene(data).items.remove(self._item(data))
        held = {item.source for scene in self.scenes.values() for item in scene.items}
        self.inputs = {name: one for name, one in self.inputs.items() if name in held}

    def RemoveInput(self, data: dict[str, Any]) -> None:
        self._input(data)
        del self.inputs[data["inputName"]]
        for scene in self.scenes.values():
            scene.items = [item for item in scene.items if item.source != data["inputName"]]

    def RemoveScene(self, data: dict[str, Any]) -> None:
        self._scene(data)
        del self.scenes[data["sceneName"]]
        held = {item.source for scene in self.scenes.values() for item in scene.items}
        self.inputs = {name: one for name, one in self.inputs.items() if name in held}

    def SetSceneName(self, data: dict[str, Any]) -> None:
        self._scene(data)
        self._free(data["newSceneName"])
        self.scenes = {
            _renamed(name, data["sceneName"], data["newSceneName"]): one for name, one in self.scenes.items()
        }
        self._rename_items(data["sceneName"], data["newSceneName"])

    def SetInputName(self, data: dict[str, Any]) -> None:
        self._input(data)
        self._free(data["newInputName"])
        self.inputs = {
            _renamed(name, data["inputName"], data["newInputName"]): one for name, one in self.inputs.items()
        }
        self._rename_items(data["inputName"], data["newInputName"])

    def SetInputSettings(self, data: dict[str, Any]) -> None:
        self._input(data).settings.update(data["inputSettings"])

    def SetInputMute(self, data: dict[str, Any]) -> None:
        self._sound(data).muted = data["inputMuted"]

    def SetInputVolume(self, data: dict[str, Any]) -> None:
        self._sound(data).volume_db = data["inputVolumeDb"]

    def SetInputAudioTracks(self, data: dict[str, Any]) -> None:
        self._sound(data).tracks.update(data["inputAudioTracks"])

    def SetSceneItemTransform(self, data: dict[str, Any]) -> None:
        given = data["sceneItemTransform"]
        if given.get("boundsWidth", 1) < 1 or given.get("boundsHeight", 1) < 1:
            raise RequestRefused(402, "below the minimum")
        rounded = {key: _single(value) if key in _FLOATS else value for key, value in given.items()}
        self._item(data).transform.update(rounded)

    def SetSceneItemEnabled(self, data: dict[str, Any]) -> None:
        self._item(data).enabled = data["sceneItemEnabled"]

    def SetSceneItemLocked(self, data: dict[str, Any]) -> None:
        self._item(data).locked = data["sceneItemLocked"]

    def SetSceneItemIndex(self, data: dict[str, Any]) -> None:
        scene, item = self._scene(data), self._item(data)
        scene.items.remove(item)
        scene.items.insert(data["sceneItemIndex"], item)

    def CreateSourceFilter(self, data: dict[str, Any]) -> None:
        if any(one["filterName"] == data["filterName"] for one in self._source(data).filters):
            raise RequestRefused(601, "filter exists")
        kept = {key: data[key] for key in ("filterName", "filterKind", "filterSettings")}
        self._source(data).filters.append(kept | {"filterEnabled": True})

    def RemoveSourceFilter(self, data: dict[str, Any]) -> None:
        self._source(data).filters.remove(self._filter(data))

    def SetSourceFilterSettings(self, data: dict[str, Any]) -> None:
        self._filter(data)["filterSettings"].update(data["filterSettings"])

    def SetSourceFilterEnabled(self, data: dict[str, Any]) -> None:
        self._filter(data)["filterEnabled"] = data["filterEnabled"]

    def SetSourceFilterIndex(self, data: dict[str, Any]) -> None:
        filters, one = self._source(data).filters, self._filter(data)
        filters.remove(one)
        filters.insert(data["filterIndex"], one)

    def _scene(self, data: dict[str, Any]) -> StudioScene:
        return _known(self.scenes, data["sceneName"])

    def _input(self, data: dict[str, Any]) -> StudioInput:
        return _known(self.inputs, data["inputName"])

    def _source(self, data: dict[str, Any]) -> StudioInput:
        return _known(self.inputs, data["sourceName"])

    def _sound(self, data: dict[str, Any]) -> StudioInput:
        one = self._input(data)
        if one.muted is None:
            raise RequestRefused(604, "The specified input does not support audio.")
        return one

    def _item(self, data: dict[str, Any]) -> StudioItem:
        return _known({item.item_id: item for item in self._scene(data).items}, data["sceneItemId"])

    def _filter(self, data: dict[str, Any]) -> dict[str, Any]:
        return _known({one["filterName"]: one for one in self._source(data).filters}, data["filterName"])

    def _free(self, name: str) -> None:
        if name in self.scenes or name in self.inputs or name in self.groups:
            raise RequestRefused(601, "A source already exists by that name.")

    def _rename_items(self, old: str, new: str) -> None:
        for scene in self.scenes.values():
            for item in scene.items:
                item.source = _renamed(item.source, old, new)

    def _listed(self, item: StudioItem, at: int) -> dict[str, Any]:
        known = self.inputs.get(item.source)
        return {
            "inputKind": known.kind if known is not None else None,
            "isGroup": item.source in self.groups or None,
            "sceneItemEnabled": item.enabled,
            "sceneItemId": item.item_id,
            "sceneItemIndex": at,
            "sceneItemLocked": item.locked,
            "sceneItemTransform": dict(item.transform),
            "sourceName": item.source,
        }


class DirectWire:
    """Asks a studio without a socket; ``breaks_after`` requests the connection is gone."""

    def __init__(self, studio: FakeStudio, *, breaks_after: int | None = None) -> None:
        self._studio = studio
        self._left = breaks_after

    def batch(self, requests: Sequence[Request], timeout_s: float) -> list[Answer]:  # noqa: ARG002 - as a wire has it
        """Answer as OBS would."""
        return [self._one(request) for request in requests]

    def _one(self, request: Request) -> Answer:
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise ConnectionResetError
        try:
            return Answer(request.kind, True, 100, "", self._studio.answer(request.kind, dict(request.data)))
        except RequestRefused as refused:
            return Answer(request.kind, False, refused.code, str(refused), {})


def _known(things: dict[Any, Any], name: Any) -> Any:
    try:
        return things[name]
    except KeyError:
        raise RequestRefused(600, "nothing of that name") from None


def _renamed(name: str, old: str, new: str) -> str:
    return new if name == old else name


def _single(number: float) -> float:
    return float(struct.unpack("f", struct.pack("f", number))[0])


def _garbled(value: Any) -> Any:
    """Return persistent data as obs-websocket 5.1 reads it back: each byte of UTF-8 as one letter."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode().decode("latin-1")) if value is not None else None
