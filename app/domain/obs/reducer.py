# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How what is learnt of OBS changes what the desk knows of it.

Events are hints, reads are the truth. A read carries the epoch under which it was asked: after a reconnect or a
scene-collection change answers of the old epoch are dropped, for they describe another OBS. All times are monotonic
seconds.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from app.domain.obs.state import AudioInput, FrameStats, LinkFault, LinkPhase, ObsState, OutputPhase, Scene

SETTLE_S = 30.0
"""How long (s) a read may contradict an announced start or stop before the read wins."""

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


class Output(StrEnum):
    """Which of OBS's outputs."""

    STREAM = "stream"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class OutputRead:
    """An output's status as read. ``duration_ms`` counts since it went on."""

    active: bool = False
    reconnecting: bool = False
    paused: bool = False
    duration_ms: int = 0


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
    """The heartbeat's answer: outputs, frames and the program scene."""

    epoch: int
    sent_at: float
    read_at: float
    program_scene: str | None
    stream: OutputRead
    record: OutputRead
    frames: FrameStats

    def fold(self, state: ObsState) -> ObsState:
        """Bring the numbers up to date; a degraded link whose picture moves is live again."""
        grew = self.frames.render_total != state.frames.render_total
        grew_at = self.read_at if grew else state.marks.frames_grew_at
        frozen = self.read_at - grew_at > FROZEN_S
        after = _outputs(state, self.stream, self.record, self.read_at)
        if self.sent_at >= state.marks.confirmed_at:
            after = replace(after, program_scene=self.program_scene)
        if state.phase in (LinkPhase.LIVE, LinkPhase.DEGRADED):
            phase = LinkPhase.DEGRADED if frozen else LinkPhase.LIVE
            after = replace(after, phase=phase, fault_detail=FROZEN_DETAIL if frozen else "")
        return replace(
            after, frames=self.frames, age_base=self.read_at, marks=replace(after.marks, frames_grew_at=grew_at)
        )


@dataclass(frozen=True, slots=True)
class SnapshotRead:
    """Everything, read in one go."""

    health: HealthRead
    scenes: tuple[Scene, ...]
    audio: tuple[AudioInput, ...]

    @property
    def epoch(self) -> int:
        """The epoch under which the reads were asked."""
        return self.health.epoch

    def fold(self, state: ObsState) -> ObsState:
        """Replace all, and be live."""
        after = replace(state, scenes=self.scenes)
        if self.health.sent_at >= state.marks.confirmed_at:
            after = replace(after, audio=self.audio)
        if after.phase is LinkPhase.LOADING:
            after = replace(after, phase=LinkPhase.LIVE)
        return self.health.fold(after)


@dataclass(frozen=True, slots=True)
class ProgramRead:
    """The scene on air, read on its own after an event."""

    epoch: int
    sent_at: float
    program_scene: str

    def fold(self, state: ObsState) -> ObsState:
        """Take it, unless a command was confirmed after this was asked."""
        if self.sent_at < state.marks.confirmed_at:
            return state
        return replace(state, program_scene=self.program_scene)


@dataclass(frozen=True, slots=True)
class MutesRead:
    """Some audio inputs, read on their own after an event."""

    epoch: int
    sent_at: float
    audio: tuple[AudioInput, ...]

    def fold(self, state: ObsState) -> ObsState:
        """Take those that the last snapshot knows."""
        if self.sent_at < state.marks.confirmed_at:
            return state
        return replace(state, audio=_with_mutes(state.audio, self.audio))


@dataclass(frozen=True, slots=True)
class CommandConfirmed:
    """A command's read-back at ``at``. Reads asked before ``at`` may be older than it and no longer count."""

    epoch: int
    at: float
    program_scene: str | None = None
    audio: tuple[AudioInput, ...] = ()

    def fold(self, state: ObsState) -> ObsState:
        """Take what was read back."""
        return replace(
            state,
            program_scene=self.program_scene if self.program_scene is not None else state.program_scene,
            audio=_with_mutes(state.audio, self.audio),
            marks=replace(state.marks, confirmed_at=self.at),
        )


@dataclass(frozen=True, slots=True)
class OutputTold:
    """An event about an output. A stream that stops while starting never was on air: OBS gives no reason."""

    epoch: int
    output: Output
    phase: OutputPhase
    at: float

    def fold(self, state: ObsState) -> ObsState:
        """Follow the event, unless a read was faster; the next read corrects it."""
        before = state.stream if self.output is Output.STREAM else state.record
        if (before, self.phase) in _OVERTAKEN:
            return state
        if self.output is Output.RECORD:
            return replace(state, record=self.phase, marks=replace(state.marks, record_since=self.at))
        failed = self.phase is OutputPhase.OFF and (state.stream_failed or state.stream is OutputPhase.STARTING)
        return replace(state, stream=self.phase, stream_failed=failed, marks=replace(state.marks, stream_since=self.at))


@dataclass(frozen=True, slots=True)
class OutputAsked:
    """The desk is about to start or stop an output."""

    epoch: int
    output: Output
    on: bool
    at: float

    def fold(self, state: ObsState) -> ObsState:
        """Show it as pending, unless it already is as asked."""
        before = state.stream if self.output is Output.STREAM else state.record
        if self.on is (before not in (OutputPhase.OFF, OutputPhase.STOPPING)):
            return state
        phase = OutputPhase.STARTING if self.on else OutputPhase.STOPPING
        return OutputTold(self.epoch, self.output, phase, self.at).fold(state)


@dataclass(frozen=True, slots=True)
class OutputReadBack:
    """An output's status after a command was refused or confirmed: it overrules what was announced."""

    epoch: int
    output: Output
    read: OutputRead

    def fold(self, state: ObsState) -> ObsState:
        """Take the status as it is."""
        phase = _settled(self.read)
        if self.output is Output.RECORD:
            return replace(state, record=phase, record_ms=self.read.duration_ms)
        return replace(state, stream=phase, stream_ms=self.read.duration_ms)


_OVERTAKEN = frozenset(
    (
        (OutputPhase.ON, OutputPhase.STARTING),
        (OutputPhase.RECONNECTING, OutputPhase.STARTING),
        (OutputPhase.PAUSED, OutputPhase.STARTING),
        (OutputPhase.STOPPING, OutputPhase.ON),
        (OutputPhase.OFF, OutputPhase.STOPPING),
    )
)
"""What is known and what is told where only an event that comes late can tell so."""


def _settled(read: OutputRead) -> OutputPhase:
    if not read.active:
        return OutputPhase.OFF
    if read.reconnecting:
        return OutputPhase.RECONNECTING
    return OutputPhase.PAUSED if read.paused else OutputPhase.ON


def _followed(phase: OutputPhase, read: OutputRead, waited_s: float) -> OutputPhase:
    """The phase after a read. OBS reports an output inactive while it starts and active while it stops."""
    contradicts = (phase is OutputPhase.STARTING and not read.active) or (phase is OutputPhase.STOPPING and read.active)
    return phase if contradicts and waited_s < SETTLE_S else _settled(read)


def _outputs(state: ObsState, stream: OutputRead, record: OutputRead, read_at: float) -> ObsState:
    stream_phase = _followed(state.stream, stream, read_at - state.marks.stream_since)
    gave_up = state.stream is OutputPhase.STARTING and stream_phase is OutputPhase.OFF
    return replace(
        state,
        stream=stream_phase,
        stream_ms=stream.duration_ms,
        stream_failed=gave_up or (state.stream_failed and stream_phase is OutputPhase.OFF),
        record=_followed(state.record, record, read_at - state.marks.record_since),
        record_ms=record.duration_ms,
    )


def _with_mutes(known: tuple[AudioInput, ...], read: tuple[AudioInput, ...]) -> tuple[AudioInput, ...]:
    if not read:
        return known
    muted = {audio.name: audio.muted for audio in read}
    return tuple(replace(audio, muted=muted.get(audio.name, audio.muted)) for audio in known)
