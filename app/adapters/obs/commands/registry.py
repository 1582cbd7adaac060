# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which command is carried out how, how urgent it is, and what OBS must offer for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.adapters.obs.commands.audio import set_mute, set_volume
from app.adapters.obs.commands.done import Context, Done
from app.adapters.obs.commands.items import set_filter_enabled, set_item_visible
from app.adapters.obs.commands.media import control_media
from app.adapters.obs.commands.outputs import (
    Order,
    mark_chapter,
    pause_record,
    save_replay,
    set_output,
    split_record,
)
from app.adapters.obs.commands.present import present_item
from app.adapters.obs.commands.scenes import set_preview, set_studio_mode, set_transition, switch_scene, take_preview
from app.domain.obs.commands import (
    ControlMedia,
    MarkChapter,
    ObsCommand,
    PauseRecord,
    PresentItem,
    SaveReplay,
    SetFilterEnabled,
    SetItemVisible,
    SetMute,
    SetPreview,
    SetRecord,
    SetReplay,
    SetStream,
    SetStudioMode,
    SetTransition,
    SetVirtualCamera,
    SetVolume,
    SplitRecord,
    SwitchScene,
    TakePreview,
)

_MUTE, _SCENE, _REST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind of command is carried out. ``needs`` are the requests without which it is refused."""

    urgency: int
    needs: tuple[str, ...]
    do: Callable[[Context, Any], Done | Order]


_WAYS: dict[type, Way] = {
    SetMute: Way(_MUTE, (), set_mute),
    SwitchScene: Way(_SCENE, (), switch_scene),
    PresentItem: Way(_SCENE, (), present_item),
    TakePreview: Way(_SCENE, ("TriggerStudioModeTransition", "GetCurrentPreviewScene"), take_preview),
    SetPreview: Way(_REST, ("SetCurrentPreviewScene", "GetCurrentPreviewScene"), set_preview),
    SetStudioMode: Way(_REST, ("SetStudioModeEnabled", "GetStudioModeEnabled"), set_studio_mode),
    SetTransition: Way(
        _REST,
        ("SetCurrentSceneTransition", "SetCurrentSceneTransitionDuration", "GetCurrentSceneTransition"),
        set_transition,
    ),
    SetVolume: Way(_REST, ("SetInputVolume", "GetInputVolume"), set_volume),
    SetItemVisible: Way(_REST, ("SetSceneItemEnabled", "GetSceneItemEnabled"), set_item_visible),
    SetFilterEnabled: Way(_REST, ("SetSourceFilterEnabled", "GetSourceFilter"), set_filter_enabled),
    ControlMedia: Way(_REST, ("TriggerMediaInputAction", "GetMediaInputStatus"), control_media),
    SplitRecord: Way(_REST, ("SplitRecordFile",), split_record),
    MarkChapter: Way(_REST, ("CreateRecordChapter",), mark_chapter),
    SetStream: Way(_REST, (), set_output),
    SetRecord: Way(_REST, (), set_output),
    PauseRecord: Way(_REST, ("PauseRecord", "ResumeRecord"), pause_record),
    SetReplay: Way(_REST, ("StartReplayBuffer", "StopReplayBuffer", "GetReplayBufferStatus"), set_output),
    SaveReplay: Way(_REST, ("SaveReplayBuffer",), save_replay),
    SetVirtualCamera: Way(_REST, ("StartVirtualCam", "StopVirtualCam", "GetVirtualCamStatus"), set_output),
}


def way_of(command: ObsCommand) -> Way:
    """Return how a command is carried out."""
    return _WAYS[type(command)]
