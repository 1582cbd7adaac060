# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How OBS's outputs move: stream, recording, replay buffer, virtual camera.

OBS announces a start before it happens and reports an output as inactive meanwhile, so reads and events contradict
each other for a while; here is who wins.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.domain.obs.state import ObsState, OutputPhase

SETTLE_S = 30.0
"""How long (s) a read may contradict an announced start or stop before the read wins."""


class Output(StrEnum):
    """Which of OBS's outputs. The values are the names of its fields in ``ObsState``."""

    STREAM = "stream"
    RECORD = "record"
    REPLAY = "replay"
    VIRTUAL_CAMERA = "virtual_camera"


@dataclass(frozen=True, slots=True)
class OutputRead:
    """An output's status as read. ``duration_ms`` counts since it went on."""

    active: bool = False
    reconnecting: bool = False
    paused: bool = False
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class OutputsRead:
    """All outputs as read together. ``replay`` and ``virtual_camera`` are None where OBS has none."""

    stream: OutputRead
    record: OutputRead
    replay: OutputRead | None = None
    virtual_camera: OutputRead | None = None


@dataclass(frozen=True, slots=True)
class OutputTold:
    """An event about an output. A stream that stops while starting never was on air: OBS gives no reason.

    ``path`` is the file of a recording, where OBS tells it.
    """

    epoch: int
    output: Output
    phase: OutputPhase
    at: float
    path: str = ""

    def fold(self, state: ObsState) -> ObsState:
        """Follow the event, unless a read was faster; the next read corrects it."""
        if (phase_of(state, self.output), self.phase) in _OVERTAKEN:
            return state
        since: dict[str, Any] = {f"{self.output}_since": self.at}
        after = replace(_with_phase(state, self.output, self.phase), marks=replace(state.marks, **since))
        if self.output is Output.RECORD:
            kept = "" if self.phase is OutputPhase.STARTING else state.record_path
            return replace(after, record_path=self.path or kept)
        if self.output is not Output.STREAM:
            return after
        failed = self.phase is OutputPhase.OFF and (state.stream_failed or state.stream is OutputPhase.STARTING)
        return replace(after, stream_failed=failed)


@dataclass(frozen=True, slots=True)
class OutputAsked:
    """The desk is about to start or stop an output."""

    epoch: int
    output: Output
    on: bool
    at: float

    def fold(self, state: ObsState) -> ObsState:
        """Show it as pending, unless it already is as asked."""
        before = phase_of(state, self.output)
        if self.on is (before not in (OutputPhase.OFF, OutputPhase.STOPPING)):
            return state
        phase = OutputPhase.STARTING if self.on else OutputPhase.STOPPING
        return OutputTold(self.epoch, self.output, phase, self.at).fold(state)


@dataclass(frozen=True, slots=True)
class OutputReadBack:
    """An output's status after a command was refused or confirmed: it overrules what was announced.

    ``read`` is None where OBS has no such output.
    """

    epoch: int
    output: Output
    read: OutputRead | None

    def fold(self, state: ObsState) -> ObsState:
        """Take the status as it is."""
        if self.read is None:
            return _with_phase(state, self.output, None)
        after = _with_phase(state, self.output, _settled(self.read))
        if self.output is Output.STREAM:
            return replace(after, stream_ms=self.read.duration_ms)
        return replace(after, record_ms=self.read.duration_ms) if self.output is Output.RECORD else after


def phase_of(state: ObsState, output: Output) -> OutputPhase:
    """Return where an output stands; one that OBS does not have is off."""
    match output:
        case Output.STREAM:
            return state.stream
        case Output.RECORD:
            return state.record
        case Output.REPLAY:
            return state.replay or OutputPhase.OFF
        case Output.VIRTUAL_CAMERA:
            return state.virtual_camera or OutputPhase.OFF


def with_outputs(state: ObsState, read: OutputsRead, read_at: float) -> ObsState:
    """Return the state after a read of all outputs at ``read_at``."""
    marks = state.marks
    stream = _followed(state.stream, read.stream, read_at - marks.stream_since)
    gave_up = state.stream is OutputPhase.STARTING and stream is OutputPhase.OFF
    return replace(
        state,
        stream=stream,
        stream_ms=read.stream.duration_ms,
        stream_failed=gave_up or (state.stream_failed and stream is OutputPhase.OFF),
        record=_followed(state.record, read.record, read_at - marks.record_since),
        record_ms=read.record.duration_ms,
        replay=_followed_or_none(state.replay, read.replay, read_at - marks.replay_since),
        virtual_camera=_followed_or_none(
            state.virtual_camera, read.virtual_camera, read_at - marks.virtual_camera_since
        ),
    )


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


def _with_phase(state: ObsState, output: Output, phase: OutputPhase | None) -> ObsState:
    changed: dict[str, Any] = {output.value: phase}
    return replace(state, **changed)


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


def _followed_or_none(phase: OutputPhase | None, read: OutputRead | None, waited_s: float) -> OutputPhase | None:
    return None if read is None else _followed(phase or OutputPhase.OFF, read, waited_s)
