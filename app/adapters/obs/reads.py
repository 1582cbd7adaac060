# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk reads from OBS, and what the answers say. No input or output here."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any

from app.adapters.obs.failures import NotReadyError, WrongAnswerError
from app.adapters.obs.wire import Answer, Request
from app.domain.obs.contents import Studio
from app.domain.obs.outputs import Output, OutputRead, OutputsRead
from app.domain.obs.reducer import HealthRead
from app.domain.obs.state import (
    AudioInput,
    Filter,
    FrameStats,
    MediaInput,
    MediaPhase,
    SceneItem,
    SourceType,
    Transition,
)

NOT_READY = 207

REQUIRED = frozenset(
    (
        "GetCurrentProgramScene",
        "GetInputList",
        "GetInputMute",
        "GetInputSettings",
        "GetRecordStatus",
        "GetSceneList",
        "GetStats",
        "GetStreamStatus",
        "SetCurrentProgramScene",
        "SetInputMute",
        "SetInputSettings",
        "StartRecord",
        "StartStream",
        "StopRecord",
        "StopStream",
    )
)
"""Requests that every supported OBS has; one that lacks any is refused as too old. All others are asked if offered."""

STATUS_OF = {
    Output.STREAM: "GetStreamStatus",
    Output.RECORD: "GetRecordStatus",
    Output.REPLAY: "GetReplayBufferStatus",
    Output.VIRTUAL_CAMERA: "GetVirtualCamStatus",
}
HEALTH = (Request("GetStats"), *(Request(kind) for kind in STATUS_OF.values()), Request("GetCurrentProgramScene"))
STUDIO = (
    Request("GetStudioModeEnabled"),
    Request("GetCurrentPreviewScene"),
    Request("GetSceneTransitionList"),
    Request("GetCurrentSceneTransition"),
)
_CUT = "cut_transition"

_MEDIA_PHASES = {
    "OBS_MEDIA_STATE_PLAYING": MediaPhase.PLAYING,
    "OBS_MEDIA_STATE_OPENING": MediaPhase.PLAYING,
    "OBS_MEDIA_STATE_BUFFERING": MediaPhase.PLAYING,
    "OBS_MEDIA_STATE_PAUSED": MediaPhase.PAUSED,
    "OBS_MEDIA_STATE_ENDED": MediaPhase.ENDED,
    "OBS_MEDIA_STATE_ERROR": MediaPhase.FAILED,
}


class Replies:
    """Requests with their answers, found by what was asked."""

    def __init__(self, requests: Sequence[Request], answers: Sequence[Answer]) -> None:
        self._pairs: dict[str, list[tuple[Request, Answer]]] = {}
        for request, answer in zip(requests, answers, strict=True):
            self._pairs.setdefault(request.kind, []).append((request, answer))

    def __contains__(self, kind: str) -> bool:
        return kind in self._pairs

    def data(self, kind: str) -> Mapping[str, Any]:
        """Return the data of the one answer of a kind, which must have succeeded; see ``data_of``."""
        return data_of(self._pairs[kind][0][1])

    def data_or_none(self, kind: str) -> Mapping[str, Any] | None:
        """Return the data of the one answer of a kind; None where OBS was not asked or has nothing to tell."""
        pairs = self._pairs.get(kind)
        return _told(pairs[0][1]) if pairs else None

    def told(self, *kinds: str) -> Iterable[tuple[Request, Mapping[str, Any] | None]]:
        """Return the requests of some kinds with their data, None where OBS refused."""
        return ((request, _told(answer)) for kind in kinds for request, answer in self._pairs.get(kind, ()))


Ask = Callable[[Sequence[Request]], Replies]
"""Sends a batch and waits for its answers."""


def offered(requests: Iterable[Request], available: Set[str]) -> list[Request]:
    """Return those requests that this OBS knows."""
    return [request for request in requests if request.kind in available]


def data_of(answer: Answer) -> Mapping[str, Any]:
    """Return the data of an answer that must have succeeded.

    Raises:
        NotReadyError: OBS is loading.
        WrongAnswerError: OBS refused what it never refuses.
    """
    if answer.code == NOT_READY:
        raise NotReadyError(answer.kind)
    if not answer.ok:
        raise WrongAnswerError(f"{answer.kind} refused with {answer.code}")
    return answer.data


def _told(answer: Answer) -> Mapping[str, Any] | None:
    if answer.code == NOT_READY:
        raise NotReadyError(answer.kind)
    return answer.data if answer.ok else None


def input_requests(names: Iterable[str]) -> list[Request]:
    """Return the requests that read audio inputs."""
    kinds = ("GetInputMute", "GetInputVolume")
    return [Request(kind, {"inputName": name}) for name in sorted(names) for kind in kinds]


def named(kind: str, key: str, names: Iterable[str]) -> list[Request]:
    """Return one request of a kind for each name, which goes by ``key``."""
    return [Request(kind, {key: name}) for name in names]


def output_read(data: Mapping[str, Any]) -> OutputRead:
    """Return an output's status."""
    return OutputRead(
        active=bool(data["outputActive"]),
        reconnecting=bool(data.get("outputReconnecting")),
        paused=bool(data.get("outputPaused")),
        duration_ms=int(data.get("outputDuration", 0)),
    )


def health_read(replies: Replies, *, epoch: int, sent_at: float, read_at: float) -> HealthRead:
    """Return the fact in the answers to ``HEALTH``."""
    stats, stream = replies.data("GetStats"), replies.data("GetStreamStatus")
    replay, camera = (replies.data_or_none(STATUS_OF[one]) for one in (Output.REPLAY, Output.VIRTUAL_CAMERA))
    disk = stats.get("availableDiskSpace")
    return HealthRead(
        epoch=epoch,
        sent_at=sent_at,
        read_at=read_at,
        program_scene=replies.data("GetCurrentProgramScene")["currentProgramSceneName"],
        outputs=OutputsRead(
            output_read(stream),
            output_read(replies.data("GetRecordStatus")),
            None if replay is None else output_read(replay),
            None if camera is None else output_read(camera),
        ),
        frames=FrameStats(
            fps=float(stats["activeFps"]),
            render_total=int(stats["renderTotalFrames"]),
            render_skipped=int(stats["renderSkippedFrames"]),
            output_total=int(stream.get("outputTotalFrames", 0)),
            output_skipped=int(stream.get("outputSkippedFrames", 0)),
            congestion=float(stream.get("outputCongestion", 0.0)),
        ),
        sent_bytes=int(stream.get("outputBytes", 0)),
        disk_free_mb=None if disk is None else float(disk),
        media=media_read(replies),
    )


def studio_read(replies: Replies) -> Studio:
    """Return what the answers to ``STUDIO`` say; the preview is refused (506) without studio mode."""
    mode = replies.data_or_none("GetStudioModeEnabled")
    preview = replies.data_or_none("GetCurrentPreviewScene")
    listed = replies.data_or_none("GetSceneTransitionList")
    current = replies.data_or_none("GetCurrentSceneTransition")
    transitions = listed["transitions"] if listed is not None else ()
    return Studio(
        mode=bool(mode and mode["studioModeEnabled"]),
        preview_scene=None if preview is None else preview["currentPreviewSceneName"],
        transition=transition_of(current) if current is not None else None,
        transitions=tuple(str(one["transitionName"]) for one in transitions),
        cut=next((str(one["transitionName"]) for one in transitions if one.get("transitionKind") == _CUT), ""),
    )


def transition_of(data: Mapping[str, Any]) -> Transition:
    """Return the transition in use; a fixed one has no duration of its own."""
    duration = None if data.get("transitionFixed") else data.get("transitionDuration")
    return Transition(str(data["transitionName"]), None if duration is None else int(duration))


def audio_read(replies: Replies, uuids: Mapping[str, str] | None = None) -> tuple[AudioInput, ...]:
    """Return the audio inputs among those asked for; an input without sound refuses, and is left out."""
    volumes = {
        request.data["inputName"]: float(data["inputVolumeDb"])
        for request, data in replies.told("GetInputVolume")
        if data is not None
    }
    return tuple(
        AudioInput(name, bool(data["inputMuted"]), volumes.get(name, 0.0), (uuids or {}).get(name, ""))
        for request, data in replies.told("GetInputMute")
        if data is not None
        for name in (str(request.data["inputName"]),)
    )


def items_read(replies: Replies) -> dict[str, tuple[SceneItem, ...]]:
    """Return the items of each scene and group asked for, from front to back."""
    return {
        str(request.data["sceneName"]): _items(str(request.data["sceneName"]), data)
        for request, data in replies.told("GetSceneItemList", "GetGroupSceneItemList")
    }


def _items(container: str, data: Mapping[str, Any] | None) -> tuple[SceneItem, ...]:
    listed = data["sceneItems"] if data is not None else ()
    ordered = sorted(listed, key=lambda item: int(item["sceneItemIndex"]), reverse=True)
    return tuple(
        SceneItem(
            container=container,
            item_id=int(item["sceneItemId"]),
            source=str(item["sourceName"]),
            source_type=_source_type(item),
            visible=bool(item["sceneItemEnabled"]),
            kind=str(item.get("inputKind") or ""),
            locked=bool(item.get("sceneItemLocked")),
        )
        for item in ordered
    )


def _source_type(item: Mapping[str, Any]) -> SourceType:
    if item.get("isGroup"):
        return SourceType.GROUP
    return SourceType.SCENE if item.get("sourceType") == "OBS_SOURCE_TYPE_SCENE" else SourceType.INPUT


def filters_read(replies: Replies) -> dict[str, tuple[Filter, ...]]:
    """Return the filters of each source asked for, in OBS's order."""
    return {
        source: tuple(
            Filter(source, str(one["filterName"]), str(one["filterKind"]), bool(one["filterEnabled"]))
            for one in (data["filters"] if data is not None else ())
        )
        for request, data in replies.told("GetSourceFilterList")
        for source in (str(request.data["sourceName"]),)
    }


def media_read(replies: Replies) -> tuple[MediaInput, ...]:
    """Return the media inputs among those asked for."""
    told = replies.told("GetMediaInputStatus")
    return tuple(media_input(str(request.data["inputName"]), data) for request, data in told if data is not None)


def media_input(name: str, data: Mapping[str, Any]) -> MediaInput:
    """Return how one media input stands."""
    return MediaInput(
        name=name,
        phase=_MEDIA_PHASES.get(str(data["mediaState"]), MediaPhase.IDLE),
        cursor_ms=int(data.get("mediaCursor") or 0),
        duration_ms=int(data["mediaDuration"]) if data.get("mediaDuration") else None,
    )
