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
class AudioInput:
    """One audio input of OBS."""

    name: str
    muted: bool


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

    ``confirmed_at``: the last command confirmed by a read-back. ``stream_since``, ``record_since``: when the output
    began to start or stop. ``frames_grew_at``: when the count of rendered frames last changed.
    """

    confirmed_at: float = 0.0
    stream_since: float = 0.0
    record_since: float = 0.0
    frames_grew_at: float = 0.0


@dataclass(frozen=True, slots=True)
class ObsState:
    """OBS as last read. ``age_base`` is the monotonic time (s) of the last good read; None before the first.

    ``epoch`` grows at every connect and every scene-collection change: answers of an older epoch are dropped.
    ``stream_failed`` is set when the stream stopped without ever having started: OBS gives no reason.
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
    scenes: tuple[str, ...] = ()
    program_scene: str | None = None
    audio: tuple[AudioInput, ...] = ()
    stream: OutputPhase = OutputPhase.OFF
    stream_ms: int = 0
    stream_failed: bool = False
    record: OutputPhase = OutputPhase.OFF
    record_ms: int = 0
    frames: FrameStats = field(default_factory=FrameStats)
    marks: ReadMarks = field(default_factory=ReadMarks)

    @property
    def connected(self) -> bool:
        """Whether OBS answers now."""
        return self.phase in (LinkPhase.LIVE, LinkPhase.DEGRADED)
