# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk may ask of OBS, and what came of it. Only Set, Start and Stop: a toggle is unsafe with two clients."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SwitchScene:
    """Put a scene on air. With ``uuid`` it is that scene or none, whatever it is called by now."""

    scene: str
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class SetStudioMode:
    """Show a preview beside the program, or not."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetPreview:
    """Put a scene into the preview of studio mode."""

    scene: str
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class TakePreview:
    """Put the preview on air by the transition in use."""


@dataclass(frozen=True, slots=True)
class SetTransition:
    """Choose the transition, its duration in ms, or both; None leaves that one alone."""

    name: str | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class SetStream:
    """Start or stop the stream."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetRecord:
    """Start or stop the recording."""

    on: bool


@dataclass(frozen=True, slots=True)
class PauseRecord:
    """Pause or resume the recording."""

    paused: bool


@dataclass(frozen=True, slots=True)
class SplitRecord:
    """Go on recording into a new file."""


@dataclass(frozen=True, slots=True)
class MarkChapter:
    """Put a chapter mark into the recording."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class SetReplay:
    """Start or stop the replay buffer."""

    on: bool


@dataclass(frozen=True, slots=True)
class SaveReplay:
    """Write the replay buffer to a file."""


@dataclass(frozen=True, slots=True)
class SetVirtualCamera:
    """Start or stop the virtual camera."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Move an audio input's fader to ``volume_db`` (-100 to 26 dB).

    Of several waiting for one input only the newest is sent; those before it share its outcome.
    """

    input_name: str
    volume_db: float


@dataclass(frozen=True, slots=True)
class SetItemVisible:
    """Show or hide one item of a scene or group."""

    container: str
    item_id: int
    visible: bool


@dataclass(frozen=True, slots=True)
class SetFilterEnabled:
    """Switch a filter of a source on or off."""

    source: str
    filter_name: str
    enabled: bool


class MediaAction(StrEnum):
    """What can be done to a media input."""

    PLAY = "play"
    PAUSE = "pause"
    STOP = "stop"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class ControlMedia:
    """Do something to a media input."""

    input_name: str
    action: MediaAction


@dataclass(frozen=True, slots=True)
class SetMute:
    """Mute or unmute one audio input."""

    input_name: str
    muted: bool


@dataclass(frozen=True, slots=True)
class PresentItem:
    """Set text and image inputs and the program scene together, read all back, undo on failure.

    ``texts`` maps an input's name to its new text, ``images`` to the path of its new file on OBS's computer (empty:
    no picture). ``scene`` None leaves the scene alone; ``scene_uuid`` as in ``SwitchScene``.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    scene: str | None = None
    images: Mapping[str, str] = field(default_factory=dict)
    scene_uuid: str = ""


ObsCommand = (
    SwitchScene
    | SetStudioMode
    | SetPreview
    | TakePreview
    | SetTransition
    | SetStream
    | SetRecord
    | PauseRecord
    | SplitRecord
    | MarkChapter
    | SetReplay
    | SaveReplay
    | SetVirtualCamera
    | SetMute
    | SetVolume
    | SetItemVisible
    | SetFilterEnabled
    | ControlMedia
    | PresentItem
)


@dataclass(frozen=True, slots=True)
class Panic:
    """Cut to the safe scene and mute every one of ``mute``, on a connection of its own, never queued.

    An empty ``safe_scene`` leaves the scene alone.
    """

    safe_scene: str
    mute: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PanicOutcome:
    """What came of a panic: whether the scene was read back, and which inputs were and were not muted."""

    order: Panic
    scene_safe: bool
    muted: tuple[str, ...] = ()
    not_muted: tuple[str, ...] = ()
    detail: str = ""

    @property
    def ok(self) -> bool:
        """Whether viewers can see and hear nothing of the studio any more."""
        return self.scene_safe and not self.not_muted


class ObsFailure(StrEnum):
    """Why a command did not happen. Each has one plain sentence in the UI."""

    NONE = "none"
    NO_LINK = "no_link"
    NOT_READY = "not_ready"
    NOT_FOUND = "not_found"
    REJECTED = "rejected"
    NOT_OFFERED = "not_offered"
    NOT_CONFIRMED = "not_confirmed"
    EXPIRED = "expired"
    LINK_LOST = "link_lost"


@dataclass(frozen=True, slots=True)
class ObsOutcome:
    """What came of a command. ``missing`` names inputs or scenes that OBS does not have."""

    command: ObsCommand
    failure: ObsFailure = ObsFailure.NONE
    detail: str = ""
    missing: tuple[str, ...] = ()
    elapsed_ms: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether OBS confirmed the change by a read-back."""
        return self.failure is ObsFailure.NONE
