# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying out one command on one wire: set, read back, and undo where half of it failed.

Runs on the command thread only. Whatever the wire raises passes through: the wire is lost then.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.adapters.obs.reads import Replies, audio_read, data_of, input_requests, output_read
from app.adapters.obs.wire import Answer, Request, Wire
from app.domain.obs.commands import ObsFailure, PresentItem, SetMute, SetRecord, SetStream, SwitchScene
from app.domain.obs.outputs import Output, OutputRead
from app.domain.obs.state import AudioInput

_CONFIRM_TRIES = 20
_CONFIRM_PAUSE_S = 0.02
_PROGRAM = Request("GetCurrentProgramScene")

_NOT_FOUND = 600
_BY_CODE = {
    204: (ObsFailure.REJECTED, "This OBS does not know the request. Update OBS."),
    207: (ObsFailure.NOT_READY, "OBS is still loading. Try again in a moment."),
    _NOT_FOUND: (ObsFailure.NOT_FOUND, "OBS has nothing of that name."),
}
_OUTPUT_RUNNING, _OUTPUT_NOT_RUNNING = 500, 501


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command, and what was read back on the way."""

    failure: ObsFailure = ObsFailure.NONE
    detail: str = ""
    missing: tuple[str, ...] = ()
    program_scene: str | None = None
    audio: tuple[AudioInput, ...] = ()


def refusal(answer: Answer, missing: str = "") -> Done:
    """Return the outcome of a request that OBS refused. ``missing`` names what the request was about."""
    failure, sentence = _BY_CODE.get(answer.code, (ObsFailure.REJECTED, "OBS refused. Nothing was changed."))
    detail = f"{sentence} ({answer.code} {answer.comment})" if answer.comment else f"{sentence} ({answer.code})"
    return Done(failure, detail, (missing,) if missing and failure is ObsFailure.NOT_FOUND else ())


def switch_scene(wire: Wire, command: SwitchScene) -> Done:
    """Put a scene on air and read it back."""
    asked, read = wire.batch([Request("SetCurrentProgramScene", {"sceneName": command.scene}), _PROGRAM])
    return _confirm_scene(wire, command.scene, read) if asked.ok else refusal(asked, command.scene)


def set_mute(wire: Wire, command: SetMute) -> Done:
    """Mute or unmute an input and read it back."""
    mute = Request("SetInputMute", {"inputName": command.input_name, "inputMuted": command.muted})
    reads = input_requests([command.input_name])
    asked, *answers = wire.batch([mute, *reads])
    if not asked.ok:
        return refusal(asked, command.input_name)
    audio = audio_read(Replies(reads, answers))
    if all(one.muted is command.muted for one in audio):
        return Done(audio=audio)
    return Done(
        ObsFailure.NOT_CONFIRMED, "OBS took the change, but the input is not as asked. Look at OBS.", audio=audio
    )


def present_requests(command: PresentItem) -> list[Request]:
    """Return the one batch that presents an item: read what may have to be undone, set, read back."""
    reads = [*(Request("GetInputSettings", {"inputName": name}) for name in command.texts), _PROGRAM]
    scene = [Request("SetCurrentProgramScene", {"sceneName": command.scene})] if command.scene is not None else []
    return [*reads, *_text_writes(command.texts), *scene, *reads]


def present_item(wire: Wire, command: PresentItem) -> Done:
    """Set texts and scene in one batch. An input that OBS lacks is named and the rest goes on; else all or nothing."""
    answers = _PresentAnswers(command, wire.batch(present_requests(command)))
    done = answers.judge()
    if done.failure is ObsFailure.NONE and command.scene is not None:
        scene = _confirm_scene(wire, command.scene, answers.program_after)
        done = Done(scene.failure, scene.detail, answers.missing, scene.program_scene)
    if done.failure is ObsFailure.NONE:
        return done
    undo = answers.undo_requests()
    if not undo:
        return done
    put_back = all(answer.ok for answer in wire.batch(undo))
    told = "What had changed was put back." if put_back else "Not all could be put back: look at OBS."
    return Done(done.failure, f"{done.detail} {told}", done.missing)


class _PresentAnswers:
    """The answers to ``present_requests``, taken apart."""

    def __init__(self, command: PresentItem, answers: Sequence[Answer]) -> None:
        rest = iter(answers)
        self._command = command
        self._before = {name: next(rest) for name in command.texts}
        self._program_before = next(rest)
        self._writes = {name: next(rest) for name in command.texts}
        self._scene_write = next(rest) if command.scene is not None else None
        self._after = {name: next(rest) for name in command.texts}
        self.program_after = next(rest)
        self.missing = tuple(name for name, answer in self._writes.items() if answer.code == _NOT_FOUND)

    def judge(self) -> Done:
        """Return what came of it, but for the scene's read-back."""
        if self._scene_write is not None and not self._scene_write.ok:
            done = refusal(self._scene_write, self._command.scene or "")
            return Done(done.failure, done.detail, (*done.missing, *self.missing))
        refused = [answer for answer in self._writes.values() if not answer.ok and answer.code != _NOT_FOUND]
        if refused:
            return refusal(refused[0])
        written = [name for name in self._writes if name not in self.missing]
        if self.missing and not written and self._scene_write is None:
            return Done(ObsFailure.NOT_FOUND, "OBS has no text source of that name.", self.missing)
        if any(_text_of(self._after[name]) != self._command.texts[name] for name in written):
            return Done(ObsFailure.NOT_CONFIRMED, "A text source does not show what was set.", self.missing)
        return Done(missing=self.missing)

    def undo_requests(self) -> list[Request]:
        """Return what puts back all that was changed."""
        changed = [name for name, answer in self._writes.items() if answer.ok and self._before[name].ok]
        undo = _text_writes({name: _text_of(self._before[name]) for name in changed})
        scene_before = self._program_before.data.get("currentProgramSceneName")
        if self._scene_write is not None and self._scene_write.ok and scene_before is not None:
            undo.append(Request("SetCurrentProgramScene", {"sceneName": scene_before}))
        return undo


def _text_writes(texts: Mapping[str, str]) -> list[Request]:
    return [
        Request("SetInputSettings", {"inputName": name, "inputSettings": {"text": text}, "overlay": True})
        for name, text in texts.items()
    ]


def _text_of(answer: Answer) -> str:
    return str(answer.data.get("inputSettings", {}).get("text", ""))


def _confirm_scene(wire: Wire, wanted: str, read: Answer) -> Done:
    pause = threading.Event()
    for _ in range(_CONFIRM_TRIES):
        if data_of(read)["currentProgramSceneName"] == wanted:
            return Done(program_scene=wanted)
        pause.wait(_CONFIRM_PAUSE_S)
        read = wire.request(_PROGRAM)
    return Done(ObsFailure.NOT_CONFIRMED, "OBS took the switch, but another scene is on air. Look at OBS.")


@dataclass(frozen=True, slots=True)
class OutputOrder:
    """To start or to stop one output."""

    output: Output
    on: bool

    @classmethod
    def of(cls, command: SetStream | SetRecord) -> "OutputOrder":
        """Return the order in a command."""
        return cls(Output.STREAM if isinstance(command, SetStream) else Output.RECORD, command.on)

    def ask(self, wire: Wire) -> Done:
        """Give the order. OBS accepts a start that will fail, so this confirms nothing yet."""
        answer = wire.request(Request(f"{'Start' if self.on else 'Stop'}{self.output.title()}"))
        already = _OUTPUT_RUNNING if self.on else _OUTPUT_NOT_RUNNING
        return Done() if answer.ok or answer.code == already else refusal(answer)

    def read(self, wire: Wire) -> OutputRead:
        """Read where the output stands."""
        return output_read(data_of(wire.request(Request(f"Get{self.output.title()}Status"))))
