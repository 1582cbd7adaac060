# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a survey of OBS found: facts at one moment, frozen, for the preflight and the drift check to judge."""

from dataclasses import dataclass, field

from app.domain.obs.meters import MeterLevel
from app.domain.obs.state import Filter, FrameStats, LinkFault, Scene, SceneItem


class SurveyError(Exception):
    """OBS could not be surveyed. The text is a plain sentence; ``fault`` says why, NONE for "not ready yet"."""

    def __init__(self, fault: LinkFault, sentence: str) -> None:
        super().__init__(sentence)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class SeenItem:
    """A scene item and the size (px) of what it shows; 0 where it shows nothing. ``index`` 0 is the lowest layer."""

    item: SceneItem
    index: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class UsedFile:
    """A file that an input is set to. ``exists`` None: it cannot be known from here (another PC, a network path)."""

    path: str
    exists: bool | None = None


@dataclass(frozen=True, slots=True)
class ChosenDevice:
    """The device an input is set to, and those that OBS offers for it now; None where OBS does not tell."""

    chosen: str
    offered: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class SurveyInput:
    """One input. ``muted`` None: it has no sound. ``text`` None: it shows none. ``playing`` None: it is no medium.

    ``everywhere`` marks a global audio device, which is heard in every scene.
    """

    name: str
    kind: str
    uuid: str = ""
    muted: bool | None = None
    everywhere: bool = False
    text: str | None = None
    files: tuple[UsedFile, ...] = ()
    device: ChosenDevice | None = None
    playing: bool | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """The program picture: mean luminance, 0 black to 255 white, and whether two looks at it differed."""

    luminance: float
    moved: bool


@dataclass(frozen=True, slots=True)
class VideoMode:
    """OBS's canvas and output in px, and its frame rate per second."""

    fps: float
    base_width: int
    base_height: int
    output_width: int
    output_height: int


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything read from OBS in one go. ``scenes`` are from top to bottom, ``items`` by container, lowest first.

    ``levels`` are the loudest heard while listening, None where it could not be listened. ``replay`` None: OBS has no
    replay buffer set up. ``service_set`` says only *that* a stream service is set, never what it is.
    ``not_told`` are requests that this OBS lacks or refused.
    """

    taken_at: str
    obs_version: str = ""
    websocket_version: str = ""
    platform: str = ""
    password_asked: bool = True
    not_told: tuple[str, ...] = ()
    collection: str = ""
    profile: str = ""
    input_kinds: frozenset[str] | None = None
    scenes: tuple[Scene, ...] = ()
    program_scene: str = ""
    items: tuple[SeenItem, ...] = ()
    inputs: tuple[SurveyInput, ...] = ()
    filters: tuple[Filter, ...] = ()
    picture: Picture | None = None
    levels: tuple[MeterLevel, ...] | None = None
    video: VideoMode | None = None
    frames: FrameStats = field(default_factory=FrameStats)
    disk_free_mb: float | None = None
    service_set: bool | None = None
    streaming: bool = False
    recording: bool = False
    replay: bool | None = None

    @property
    def scene_names(self) -> tuple[str, ...]:
        """The scenes' names, from top to bottom."""
        return tuple(scene.name for scene in self.scenes)

    def input(self, name: str) -> SurveyInput | None:
        """Return the input with this name."""
        return next((one for one in self.inputs if one.name == name), None)
