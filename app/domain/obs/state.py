# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk knows of OBS: one immutable value, replaced whole at each change."""

from dataclasses import dataclass, field
from enum import StrEnum


class LinkPhase(StrEnum):
    """Where the link to OBS stands."""

    DISCONNECTED = "disconnected"
    CONNECTING = "connecting"
    IDENTIFYING = "identifying"
    LOADING = "loading"
    LIVE = "live"
    DEGRADED = "degraded"
    HUNG = "hung"


class LinkFault(StrEnum):
    """Why there is no link. Each has one plain sentence in the UI."""

    NONE = "none"
    NOT_RUNNING = "not_running"
    UNREACHABLE = "unreachable"
    PASSWORD_MISSING = "password_missing"
    PASSWORD_WRONG = "password_wrong"
    NOT_OBS = "not_obs"
    TOO_OLD = "too_old"
    KICKED = "kicked"
    HUNG = "hung"
    LOST = "lost"


class OutputPhase(StrEnum):
    """Stream or recording. RECONNECTING and PAUSED exist for one of the two only."""

    OFF = "off"
    STARTING = "starting"
    ON = "on"
    RECONNECTING = "reconnecting"
    PAUSED = "paused"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene. ``uuid`` is empty where OBS has none to tell (before obs-websocket 5.4)."""

    name: str
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class AudioInput:
    """One audio input of OBS. ``volume_db`` is its fader, -100 dB for silence."""

    name: str
    muted: bool
    volume_db: float = 0.0
    uuid: str = ""


class SourceType(StrEnum):
    """What a scene item shows."""

    INPUT = "input"
    SCENE = "scene"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class SceneItem:
    """One source in one scene or group.

    ``container`` is the scene or group that holds it, ``item_id`` OBS's number of it there: ids are per container.
    ``kind`` is the input's kind, empty for scenes and groups.
    """

    container: str
    item_id: int
    source: str
    source_type: SourceType
    visible: bool
    kind: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter on a source."""

    source: str
    name: str
    kind: str
    enabled: bool


class MediaPhase(StrEnum):
    """How a media input stands."""

    IDLE = "idle"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class MediaInput:
    """One media input. Times in ms; ``duration_ms`` None where the medium has no end."""

    name: str
    phase: MediaPhase
    cursor_ms: int = 0
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """The transition in use. ``duration_ms`` None where it is fixed, as a cut's."""

    name: str
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class FrameStats:
    """Frames since OBS started (render) or since the stream did (output)."""

    fps: float = 0.0
    render_total: int = 0
    render_skipped: int = 0
    output_total: int = 0
    output_skipped: int = 0
    congestion: float = 0.0


@dataclass(frozen=True, slots=True)
class ReadMarks:
    """Monotonic times (s) by which the reducer tells new knowledge from old. No screen shows them.

    ``confirmed_at``: the last command confirmed by a read-back. ``stream_since`` and the like: when the output
    began to start or stop. ``frames_grew_at``: when the count of rendered frames last changed. ``sent_bytes``: what the
    stream had sent by ``sent_at``; None off air.
    """

    confirmed_at: float = 0.0
    stream_since: float = 0.0
    record_since: float = 0.0
    replay_since: float = 0.0
    virtual_camera_since: float = 0.0
    frames_grew_at: float = 0.0
    sent_bytes: int | None = None
    sent_at: float = 0.0


@dataclass(frozen=True, slots=True)
class ObsState:
    """OBS as last read. ``age_base`` is the monotonic time (s) of the last good read; None before the first.

    ``epoch`` grows at every connect and every scene-collection change: answers of an older epoch are dropped.
    ``stream_failed`` is set when the stream stopped without ever having started: OBS gives no reason.
    ``scenes`` are in the order of OBS's list from top to bottom; ``items`` hold those of all scenes and groups, each
    container's from front to back.
    ``record_path`` is the newest recording's file as OBS told it, empty before.
    ``cut`` names the transition that takes no time, in whatever language OBS has it; empty where there is none.
    ``preview_scene`` is None outside studio mode. ``replay`` and ``virtual_camera`` are None where OBS has none.
    ``stream_kbps`` is the rate since the read before, None while off air. ``disk_free_mb`` is where OBS records to.
    """

    phase: LinkPhase = LinkPhase.DISCONNECTED
    fault: LinkFault = LinkFault.NONE
    fault_detail: str = ""
    retry_in_s: float | None = None
    epoch: int = 0
    age_base: float | None = None
    obs_version: str = ""
    websocket_version: str = ""
    platform: str = ""
    available_requests: frozenset[str] = frozenset()
    scenes: tuple[Scene, ...] = ()
    program_scene: str | None = None
    studio_mode: bool = False
    preview_scene: str | None = None
    transition: Transition | None = None
    transitions: tuple[str, ...] = ()
    cut: str = ""
    audio: tuple[AudioInput, ...] = ()
    items: tuple[SceneItem, ...] = ()
    filters: tuple[Filter, ...] = ()
    media: tuple[MediaInput, ...] = ()
    stream: OutputPhase = OutputPhase.OFF
    stream_ms: int = 0
    stream_failed: bool = False
    record: OutputPhase = OutputPhase.OFF
    record_ms: int = 0
    record_path: str = ""
    replay: OutputPhase | None = None
    virtual_camera: OutputPhase | None = None
    stream_kbps: float | None = None
    disk_free_mb: float | None = None
    collection: str = ""
    profile: str = ""
    frames: FrameStats = field(default_factory=FrameStats)
    marks: ReadMarks = field(default_factory=ReadMarks)

    @property
    def scene_names(self) -> tuple[str, ...]:
        """The scenes' names, in OBS's order."""
        return tuple(scene.name for scene in self.scenes)

    def can(self, request: str) -> bool:
        """Whether this OBS knows a request: what it offers is told by this, never by its version."""
        return request in self.available_requests

    @property
    def connected(self) -> bool:
        """Whether OBS answers now."""
        return self.phase in (LinkPhase.LIVE, LinkPhase.DEGRADED)
