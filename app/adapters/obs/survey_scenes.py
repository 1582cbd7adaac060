# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the answers about scenes and OBS as a whole say. No input or output here."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.adapters.obs.failures import NotReadyError
from app.adapters.obs.wire import Answer
from app.domain.obs.state import Filter, FrameStats, Scene, SceneItem, SourceType
from app.domain.obs.survey import SeenItem, VideoMode


def scenes_of(data: Mapping[str, Any], program: str) -> tuple[Scene, ...]:
    """Return the scenes from top to bottom.

    Raises:
        NotReadyError: they do not hold the program scene, as obs-websocket 5.1 answers while the collection changes.
    """
    ordered = sorted(data["scenes"], key=lambda scene: int(scene["sceneIndex"]), reverse=True)
    scenes = tuple(Scene(str(scene["sceneName"]), str(scene.get("sceneUuid", ""))) for scene in ordered)
    if program not in {scene.name for scene in scenes}:
        raise NotReadyError("GetSceneList")
    return scenes


def items_of(container: str, answer: Answer) -> list[SeenItem]:
    """Return the items of one scene or group, lowest first; none where OBS refused, as of one just removed."""
    if not answer.ok:
        return []
    return sorted((_item(container, one) for one in answer.data["sceneItems"]), key=lambda seen: seen.index)


def groups_in(items: Sequence[SeenItem]) -> list[str]:
    """Return the groups among ``items``, each once."""
    return list(dict.fromkeys(seen.item.source for seen in items if seen.item.source_type is SourceType.GROUP))


def filters_of(source: str, answer: Answer | None) -> list[Filter]:
    """Return the filters of one source."""
    if answer is None or not answer.ok:
        return []
    return [
        Filter(source, str(one["filterName"]), str(one["filterKind"]), bool(one["filterEnabled"]))
        for one in answer.data["filters"]
    ]


def video_of(data: Mapping[str, Any]) -> VideoMode:
    """Return the video settings."""
    fps = float(data["fpsNumerator"]) / max(1.0, float(data["fpsDenominator"]))
    sizes = (int(data[name]) for name in ("baseWidth", "baseHeight", "outputWidth", "outputHeight"))
    return VideoMode(fps, *sizes)


def frames_of(stats: Mapping[str, Any], stream: Mapping[str, Any]) -> FrameStats:
    """Return the frame counts."""
    return FrameStats(
        fps=float(stats["activeFps"]),
        render_total=int(stats["renderTotalFrames"]),
        render_skipped=int(stats["renderSkippedFrames"]),
        output_total=int(stream.get("outputTotalFrames", 0)),
        output_skipped=int(stream.get("outputSkippedFrames", 0)),
        congestion=float(stream.get("outputCongestion", 0.0)),
    )


def _item(container: str, one: Mapping[str, Any]) -> SeenItem:
    transform = one.get("sceneItemTransform") or {}
    item = SceneItem(
        container=container,
        item_id=int(one["sceneItemId"]),
        source=str(one["sourceName"]),
        source_type=_source_type(one),
        visible=bool(one.get("sceneItemEnabled", True)),
        kind=str(one.get("inputKind") or ""),
        locked=bool(one.get("sceneItemLocked", False)),
    )
    width, height = (int(transform.get(name, 0)) for name in ("sourceWidth", "sourceHeight"))
    return SeenItem(item, int(one.get("sceneItemIndex", 0)), width, height)


def _source_type(one: Mapping[str, Any]) -> SourceType:
    if one.get("isGroup"):
        return SourceType.GROUP
    return SourceType.SCENE if one.get("sourceType") == "OBS_SOURCE_TYPE_SCENE" else SourceType.INPUT
