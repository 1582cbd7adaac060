# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How what is learnt of OBS changes what the desk knows of it.

Events are hints, reads are the truth. A read carries the epoch under which it was asked: after a reconnect or a
scene-collection change answers of the old epoch are dropped, for they describe another OBS. All times are monotonic
seconds.
"""

from dataclasses import dataclass, field, replace
from typing import Protocol

from app.domain.obs.contents import Studio, in_order, is_stale, with_media
from app.domain.obs.outputs import OutputsRead, with_outputs
from app.domain.obs.state import (
    AudioInput,
    Filter,
    FrameStats,
    LinkFault,
    LinkPhase,
    MediaInput,
    ObsState,
    OutputPhase,
    Scene,
    SceneItem,
)

FROZEN_S = 3.0
"""How long (s) OBS may answer without rendering a frame before the desk says so."""

FROZEN_DETAIL = "OBS answers, but its picture is frozen."


class ObsFact(Protocol):
    """One thing learnt. ``epoch`` None: the fact is about the link and holds under any epoch."""

    @property
    def epoch(self) -> int | None:
        """Return the epoch under which this was learnt."""
        ...

    def fold(self, state: ObsState) -> ObsState:
        """Return ``state`` with this fact in it."""
        ...


def reduce(state: ObsState, fact: ObsFact) -> ObsState:
    """Return the state after a fact; the same object where the fact is out of date or changes nothing."""
    if fact.epoch is not None and fact.epoch != state.epoch:
        return state
    after = fact.fold(state)
    return state if after == state else after


@dataclass(frozen=True, slots=True)
class Connecting:
    """An attempt to connect begins. A hung OBS stays hung until it answers."""

    epoch: None = None

    def fold(self, state: ObsState) -> ObsState:
        """Say so; the last fault stays readable until the attempt succeeds."""
        phase = LinkPhase.HUNG if state.phase is LinkPhase.HUNG else LinkPhase.CONNECTING
        return replace(state, phase=phase, retry_in_s=None)


@dataclass(frozen=True, slots=True)
class Identifying:
    """OBS said hello and checks the password."""

    epoch: None = None

    def fold(self, state: ObsState) -> ObsState:
        """Say so."""
        return replace(state, phase=LinkPhase.IDENTIFYING)


@dataclass(frozen=True, slots=True)
class Loading:
    """OBS let us in and is not ready to be read."""

    epoch: None = None

    def fold(self, state: ObsState) -> ObsState:
        """Say so."""
        return replace(state, phase=LinkPhase.LOADING, fault=LinkFault.NONE, fault_detail="")


@dataclass(frozen=True, slots=True)
class LinkDown:
    """There is no link. ``retry_in_s`` None: the link waits for the user."""

    fault: LinkFault
    detail: str = ""
    retry_in_s: float | None = None
    epoch: None = None

    def fold(self, state: ObsState) -> ObsState:
        """Keep what was last known: it is shown greyed with its age."""
        phase = LinkPhase.HUNG if self.fault is LinkFault.HUNG else LinkPhase.DISCONNECTED
        return replace(state, phase=phase, fault=self.fault, fault_detail=self.detail, retry_in_s=self.retry_in_s)


@dataclass(frozen=True, slots=True)
class Connected:
    """OBS let us in. It is not live before a full read."""

    obs_version: str
    websocket_version: str
    platform: str
    available_requests: frozenset[str]
    at: float
    epoch: None = None

    def fold(self, state: ObsState) -> ObsState:
        """Begin a new epoch."""
        return replace(
            state,
            phase=LinkPhase.LOADING,
            fault=LinkFault.NONE,
            fault_detail="",
            retry_in_s=None,
            epoch=state.epoch + 1,
            obs_version=self.obs_version,
            websocket_version=self.websocket_version,
            platform=self.platform,
            available_requests=self.available_requests,
            stream_failed=False,
            marks=replace(state.marks, frames_grew_at=self.at),
        )


@dataclass(frozen=True, slots=True)
class CollectionMoved:
    """OBS begins or ends to change its scene collection: nothing read before holds, and all is to be read again."""

    epoch: int | None = None

    def fold(self, state: ObsState) -> ObsState:
        """Begin a new epoch."""
        if state.phase not in (LinkPhase.LOADING, LinkPhase.LIVE, LinkPhase.DEGRADED):
            return state
        return replace(state, phase=LinkPhase.LOADING, epoch=state.epoch + 1)


@dataclass(frozen=True, slots=True)
class HeartbeatLate:
    """OBS has not answered in time, and may yet."""

    epoch: int

    def fold(self, state: ObsState) -> ObsState:
        """Degrade a live link."""
        return replace(state, phase=LinkPhase.DEGRADED) if state.phase is LinkPhase.LIVE else state


@dataclass(frozen=True, slots=True)
class HealthRead:
    """The heartbeat's answer: outputs, numbers, the scene on air, and how the media on air play.

    ``sent_bytes`` is what the stream has sent since it began.
    """

    epoch: int
    sent_at: float
    read_at: float
    program_scene: str | None
    outputs: OutputsRead
    frames: FrameStats
    sent_bytes: int = 0
    disk_free_mb: float | None = None
    media: tuple[MediaInput, ...] = ()

    def fold(self, state: ObsState) -> ObsState:
        """Bring the numbers up to date; a degraded link whose picture moves is live again."""
        grew = self.frames.render_total != state.frames.render_total
        grew_at = self.read_at if grew else state.marks.frames_grew_at
        frozen = self.read_at - grew_at > FROZEN_S
        after = _with_rate(with_outputs(state, self.outputs, self.read_at), self.sent_bytes, self.read_at)
        if not is_stale(self.sent_at, state):
            after = replace(after, program_scene=self.program_scene)
        if state.phase in (LinkPhase.LIVE, LinkPhase.DEGRADED):
            phase = LinkPhase.DEGRADED if frozen else LinkPhase.LIVE
            after = replace(after, phase=phase, fault_detail=FROZEN_DETAIL if frozen else "")
        return replace(
            after,
            frames=self.frames,
            disk_free_mb=self.disk_free_mb,
            media=with_media(after.media, self.media),
            age_base=self.read_at,
            marks=replace(after.marks, frames_grew_at=grew_at),
        )


@dataclass(frozen=True, slots=True)
class SnapshotRead:
    """Everything, read in one go. ``items`` of a container run from front to back."""

    health: HealthRead
    scenes: tuple[Scene, ...]
    audio: tuple[AudioInput, ...]
    items: tuple[SceneItem, ...] = ()
    filters: tuple[Filter, ...] = ()
    media: tuple[MediaInput, ...] = ()
    studio: Studio = field(default_factory=Studio)
    collection: str = ""
    profile: str = ""

    @property
    def epoch(self) -> int:
        """The epoch under which the reads were asked."""
        return self.health.epoch

    def fold(self, state: ObsState) -> ObsState:
        """Replace all, and be live."""
        after = replace(state, scenes=self.scenes, media=self.media, collection=self.collection, profile=self.profile)
        if not is_stale(self.health.sent_at, state):
            after = replace(self.studio.put_into(after), audio=self.audio, filters=self.filters)
            after = replace(after, items=in_order(self.items, after))
        if after.phase is LinkPhase.LOADING:
            after = replace(after, phase=LinkPhase.LIVE)
        return self.health.fold(after)


_RATE_GAP_S = 0.5
"""Two reads closer than this (s) tell nothing about a rate."""


def _with_rate(state: ObsState, sent_bytes: int, read_at: float) -> ObsState:
    """Return the state with the stream's rate since the read before."""
    marks = state.marks
    if state.stream not in (OutputPhase.ON, OutputPhase.RECONNECTING, OutputPhase.STOPPING):
        return replace(state, stream_kbps=None, marks=replace(marks, sent_bytes=None))
    if marks.sent_bytes is None or sent_bytes < marks.sent_bytes:
        return replace(state, stream_kbps=None, marks=replace(marks, sent_bytes=sent_bytes, sent_at=read_at))
    passed_s = read_at - marks.sent_at
    if passed_s < _RATE_GAP_S:
        return state
    kbps = (sent_bytes - marks.sent_bytes) * 8 / 1000 / passed_s
    return replace(state, stream_kbps=kbps, marks=replace(marks, sent_bytes=sent_bytes, sent_at=read_at))
