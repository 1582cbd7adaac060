# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk reads from OBS, and how the answers become facts. No input or output here."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.adapters.obs.failures import NotReadyError, WrongAnswerError
from app.adapters.obs.wire import Answer, Request
from app.domain.obs.reducer import HealthRead, OutputRead, SnapshotRead
from app.domain.obs.state import AudioInput, FrameStats, Scene

NOT_READY = 207

HEALTH = (
    Request("GetStats"),
    Request("GetStreamStatus"),
    Request("GetRecordStatus"),
    Request("GetCurrentProgramScene"),
)
SNAPSHOT = (*HEALTH, Request("GetSceneList"), Request("GetInputList"))

REQUIRED = frozenset(request.kind for request in SNAPSHOT) | {
    "GetInputMute",
    "GetInputSettings",
    "SetCurrentProgramScene",
    "SetInputMute",
    "SetInputSettings",
    "StartRecord",
    "StartStream",
    "StopRecord",
    "StopStream",
}
"""Requests that every supported OBS has; one that lacks any is refused as too old."""


def mute_reads(names: Sequence[str]) -> list[Request]:
    """Return the requests that read whether inputs are muted."""
    return [Request("GetInputMute", {"inputName": name}) for name in names]


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


def output_read(data: Mapping[str, Any]) -> OutputRead:
    """Return a stream's or recording's status."""
    return OutputRead(
        active=bool(data["outputActive"]),
        reconnecting=bool(data.get("outputReconnecting")),
        paused=bool(data.get("outputPaused")),
        duration_ms=int(data.get("outputDuration", 0)),
    )


def health_read(answers: Sequence[Answer], *, epoch: int, sent_at: float, read_at: float) -> HealthRead:
    """Return the fact in the answers to ``HEALTH``."""
    stats, stream, record, program = (data_of(answer) for answer in answers[: len(HEALTH)])
    frames = FrameStats(
        fps=float(stats["activeFps"]),
        render_total=int(stats["renderTotalFrames"]),
        render_skipped=int(stats["renderSkippedFrames"]),
        output_total=int(stream.get("outputTotalFrames", 0)),
        output_skipped=int(stream.get("outputSkippedFrames", 0)),
        congestion=float(stream.get("outputCongestion", 0.0)),
    )
    return HealthRead(
        epoch=epoch,
        sent_at=sent_at,
        read_at=read_at,
        program_scene=program["currentProgramSceneName"],
        stream=output_read(stream),
        record=output_read(record),
        frames=frames,
    )


def input_names(answers: Sequence[Answer]) -> list[str]:
    """Return the inputs' names in the answers to ``SNAPSHOT``."""
    return [str(item["inputName"]) for item in data_of(answers[len(HEALTH) + 1])["inputs"]]


def mutes_read(names: Sequence[str], answers: Sequence[Answer]) -> tuple[AudioInput, ...]:
    """Return the audio inputs among ``names``; an input without sound refuses the question, and is left out."""
    return tuple(
        AudioInput(name, bool(answer.data["inputMuted"]))
        for name, answer in zip(names, answers, strict=True)
        if answer.ok
    )


def snapshot_read(health: HealthRead, answers: Sequence[Answer], audio: tuple[AudioInput, ...]) -> SnapshotRead:
    """Return the fact in the answers to ``SNAPSHOT``.

    Raises:
        NotReadyError: the lists do not agree, as obs-websocket 5.1 answers while the scene collection changes.
    """
    listed = data_of(answers[len(HEALTH)])
    ordered = sorted(listed["scenes"], key=lambda scene: int(scene["sceneIndex"]), reverse=True)
    scenes = tuple(Scene(str(scene["sceneName"]), str(scene.get("sceneUuid", ""))) for scene in ordered)
    if health.program_scene not in {scene.name for scene in scenes}:
        raise NotReadyError("GetSceneList")
    return SnapshotRead(health, scenes, audio)
