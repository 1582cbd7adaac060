# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stream, recording, replay buffer and virtual camera: ordered, then watched until OBS shows it."""

from dataclasses import dataclass
from typing import Protocol

from app.adapters.obs.commands.done import (
    ALREADY_PAUSED,
    ALREADY_RUNNING,
    NOT_PAUSED,
    NOT_RUNNING,
    Context,
    Done,
    refusal,
)
from app.adapters.obs.reads import STATUS_OF, data_of, output_read
from app.adapters.obs.wire import Request, Wire
from app.domain.obs.commands import (
    MarkChapter,
    ObsFailure,
    PauseRecord,
    SaveReplay,
    SetRecord,
    SetReplay,
    SetStream,
    SetVirtualCamera,
    SplitRecord,
)
from app.domain.obs.outputs import Output, OutputAsked, OutputRead, OutputReadBack, phase_of
from app.domain.obs.state import OutputPhase

_REQUEST_NAMES = {
    Output.STREAM: "Stream",
    Output.RECORD: "Record",
    Output.REPLAY: "ReplayBuffer",
    Output.VIRTUAL_CAMERA: "VirtualCam",
}
_DID_NOT_START = {
    Output.STREAM: "The stream did not start. OBS gives no reason. Check the internet and the stream key.",
    Output.RECORD: "The recording did not start. OBS gives no reason. Check the folder and the free disk space.",
    Output.REPLAY: "The replay buffer did not start. OBS gives no reason. Check its settings.",
    Output.VIRTUAL_CAMERA: "The virtual camera did not start. OBS gives no reason. Is another program using it?",
}
_NOT_RECORDING = "Nothing is being recorded. Nothing was changed."


class Order(Protocol):
    """Something that OBS takes at once and does later. Other commands go out meanwhile."""

    def begin(self, context: Context) -> Done | None:
        """Give the order; None where it is to be looked after."""
        ...

    def look(self, context: Context) -> Done | None:
        """Return the outcome once OBS shows it; None while it may still come."""
        ...


@dataclass(frozen=True, slots=True)
class OutputOrder:
    """To start or to stop one output."""

    output: Output
    on: bool

    @classmethod
    def of(cls, command: SetStream | SetRecord | SetReplay | SetVirtualCamera) -> "OutputOrder":
        """Return the order in a command."""
        outputs = {
            SetStream: Output.STREAM,
            SetRecord: Output.RECORD,
            SetReplay: Output.REPLAY,
            SetVirtualCamera: Output.VIRTUAL_CAMERA,
        }
        return cls(outputs[type(command)], command.on)

    def begin(self, context: Context) -> Done | None:
        """Give the order. OBS accepts a start that will fail, so this confirms nothing yet."""
        context.store.apply(OutputAsked(context.epoch, self.output, self.on, context.clock.monotonic()))
        answer = context.wire.request(Request(f"{'Start' if self.on else 'Stop'}{_REQUEST_NAMES[self.output]}"))
        if answer.ok or answer.code == (ALREADY_RUNNING if self.on else NOT_RUNNING):
            return None
        context.store.apply(OutputReadBack(context.epoch, self.output, _read(context.wire, self.output)))
        return refusal(answer)

    def look(self, context: Context) -> Done | None:
        """Return whether the output is as asked."""
        read = _read(context.wire, self.output)
        state = context.state
        if read is not None and read.active is self.on:
            context.store.apply(OutputReadBack(context.epoch, self.output, read))
            return Done()
        if self.on and phase_of(state, self.output) is OutputPhase.OFF:
            return Done(ObsFailure.REJECTED, _DID_NOT_START[self.output])
        return None


@dataclass(frozen=True, slots=True)
class PauseOrder:
    """To pause the recording or to go on with it."""

    paused: bool

    def begin(self, context: Context) -> Done | None:
        """Give the order. OBS 29 accepts it even where nothing is recorded."""
        answer = context.wire.request(Request("PauseRecord" if self.paused else "ResumeRecord"))
        if answer.ok or answer.code == (ALREADY_PAUSED if self.paused else NOT_PAUSED):
            return None
        return refusal(answer)

    def look(self, context: Context) -> Done | None:
        """Return whether the recording is as asked."""
        read = _read(context.wire, Output.RECORD)
        if read is None or not read.active:
            return Done(ObsFailure.REJECTED, _NOT_RECORDING)
        if read.paused is not self.paused:
            return None
        context.store.apply(OutputReadBack(context.epoch, Output.RECORD, read))
        return Done()


class SaveReplayOrder:
    """To write the replay buffer to a file: OBS shows it by another file name."""

    def __init__(self) -> None:
        self._before = ""

    def begin(self, context: Context) -> Done | None:
        """Give the order."""
        told = context.state.can("GetLastReplayBufferReplay")
        if told:
            self._before = _last_replay(context.wire)
        answer = context.wire.request(Request("SaveReplayBuffer"))
        if not answer.ok:
            return refusal(answer)
        return None if told else Done()

    def look(self, context: Context) -> Done | None:
        """Return whether there is another file."""
        return Done() if _last_replay(context.wire) != self._before else None


def begun(context: Context, order: Order) -> Done | Order:
    """Give an order; return it where it is to be looked after."""
    done = order.begin(context)
    return order if done is None else done


def set_output(context: Context, command: SetStream | SetRecord | SetReplay | SetVirtualCamera) -> Done | Order:
    """Start or stop an output."""
    return begun(context, OutputOrder.of(command))


def pause_record(context: Context, command: PauseRecord) -> Done | Order:
    """Pause the recording or go on with it."""
    return begun(context, PauseOrder(command.paused))


def save_replay(context: Context, _command: SaveReplay) -> Done | Order:
    """Write the replay buffer to a file."""
    return begun(context, SaveReplayOrder())


def split_record(context: Context, _command: SplitRecord) -> Done:
    """Go on in a new file. OBS's answer is all there is to confirm it."""
    return _answered(context, Request("SplitRecordFile"))


def mark_chapter(context: Context, command: MarkChapter) -> Done:
    """Put a chapter mark into the recording. OBS's answer is all there is to confirm it."""
    return _answered(context, Request("CreateRecordChapter", {"chapterName": command.name} if command.name else {}))


def _answered(context: Context, request: Request) -> Done:
    answer = context.wire.request(request)
    if answer.code == NOT_RUNNING:
        return Done(ObsFailure.REJECTED, _NOT_RECORDING)
    return Done() if answer.ok else refusal(answer)


def _read(wire: Wire, output: Output) -> OutputRead | None:
    """Return an output's status; None where OBS has no such output."""
    answer = wire.request(Request(STATUS_OF[output]))
    if output in (Output.REPLAY, Output.VIRTUAL_CAMERA) and answer.code == 604:
        return None
    return output_read(data_of(answer))


def _last_replay(wire: Wire) -> str:
    answer = wire.request(Request("GetLastReplayBufferReplay"))
    return str(answer.data.get("savedReplayPath", "")) if answer.ok else ""
