# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One press presents an item: texts, pictures and scene together, or none of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.adapters.obs.commands.done import NOT_FOUND, Context, Done, refusal
from app.adapters.obs.commands.scenes import PROGRAM, confirm_scene, scene_key
from app.adapters.obs.drawable import drawable
from app.adapters.obs.wire import Answer, Request
from app.domain.obs.commands import ObsFailure, PresentItem
from app.domain.obs.state import ObsState


@dataclass(frozen=True, slots=True)
class _Write:
    """One setting of one input."""

    name: str
    setting: str
    value: str

    @property
    def request(self) -> Request:
        settings = {self.setting: self.value}
        return Request("SetInputSettings", {"inputName": self.name, "inputSettings": settings, "overlay": True})

    def is_shown(self, answer: Answer) -> bool:
        """Whether a read-back shows it; a picture only in an input that shows pictures."""
        if self.setting == "file" and not str(answer.data.get("inputKind", "")).startswith("image_source"):
            return False
        return bool(_settings(answer).get(self.setting, "") == self.value)

    def undo(self, before: Answer) -> Request:
        """Return what restores the input exactly: also the absence of a setting, where OBS's default held."""
        settings = _settings(before)
        if self.setting in settings:
            return _Write(self.name, self.setting, settings[self.setting]).request
        return Request("SetInputSettings", {"inputName": self.name, "inputSettings": settings, "overlay": False})


def present_requests(command: PresentItem, state: ObsState) -> list[Request]:
    """Return the one batch that presents an item: read what may have to be undone, set, read back."""
    writes = _writes(command, state)
    reads = [*(Request("GetInputSettings", {"inputName": write.name}) for write in writes), PROGRAM]
    scene = [Request("SetCurrentProgramScene", _scene_key(command, state))] if command.scene is not None else []
    return [*reads, *(write.request for write in writes), *scene, *reads]


def present_item(context: Context, command: PresentItem) -> Done:
    """Set all in one batch. An input that OBS lacks is named and the rest goes on; else all or nothing."""
    state = context.state
    answers = _PresentAnswers(command, state, context.wire.batch(present_requests(command, state)))
    done = answers.judge()
    if done.failure is ObsFailure.NONE and command.scene is not None:
        scene = confirm_scene(context.wire, _scene_key(command, state), answers.program_after)
        done = Done(scene.failure, scene.detail, answers.missing, scene.program_scene)
    return done if done.failure is ObsFailure.NONE else _put_back(context, answers, done)


def _put_back(context: Context, answers: "_PresentAnswers", done: Done) -> Done:
    undo = answers.undo_requests()
    if not undo:
        return done
    *written, program = context.wire.batch([*undo, PROGRAM])
    restored = all(answer.ok for answer in written)
    key = answers.scene_before
    if restored and key is not None:
        restored = confirm_scene(context.wire, key, program).failure is ObsFailure.NONE
    told = "What had changed was put back." if restored else "Not all could be put back: look at OBS."
    return Done(done.failure, f"{done.detail} {told}", done.missing)


class _PresentAnswers:
    """The answers to ``present_requests``, taken apart."""

    def __init__(self, command: PresentItem, state: ObsState, answers: Sequence[Answer]) -> None:
        rest = iter(answers)
        self._command = command
        self._inputs = _writes(command, state)
        self._before = [next(rest) for _ in self._inputs]
        self._program_before = next(rest)
        self._written = [next(rest) for _ in self._inputs]
        self._scene_write = next(rest) if command.scene is not None else None
        self._after = [next(rest) for _ in self._inputs]
        self.program_after = next(rest)
        missing = (write.name for write, answer in self._pairs(self._written) if answer.code == NOT_FOUND)
        self.missing = tuple(dict.fromkeys(missing))

    def judge(self) -> Done:
        """Return what came of it, but for the scene's read-back."""
        if self._scene_write is not None and not self._scene_write.ok:
            done = refusal(self._scene_write, self._command.scene or "")
            return Done(done.failure, done.detail, (*done.missing, *self.missing))
        refused = [answer for answer in self._written if not answer.ok and answer.code != NOT_FOUND]
        if refused:
            return refusal(refused[0])
        if self.missing and not any(answer.ok for answer in self._written) and self._scene_write is None:
            return Done(ObsFailure.NOT_FOUND, "OBS has no text or picture source of that name.", self.missing)
        unlike = [
            write
            for write, after in self._pairs(self._after)
            if write.name not in self.missing and not write.is_shown(after)
        ]
        if unlike:
            what = "A picture source" if unlike[0].setting == "file" else "A text source"
            return Done(ObsFailure.NOT_CONFIRMED, f"{what} does not show what was set.", self.missing)
        return Done(missing=self.missing)

    @property
    def scene_before(self) -> Mapping[str, str] | None:
        """How the scene that was on air is named to OBS; None where it was not changed."""
        if self._scene_write is None or not self._scene_write.ok:
            return None
        uuid, name = (self._program_before.data.get(f"currentProgramScene{key}") for key in ("Uuid", "Name"))
        if uuid:
            return {"sceneUuid": str(uuid)}
        return {"sceneName": str(name)} if name is not None else None

    def undo_requests(self) -> list[Request]:
        """Return what puts back all that was changed."""
        undo = [
            write.undo(before)
            for write, before, written in zip(self._inputs, self._before, self._written, strict=True)
            if written.ok and before.ok
        ]
        if self.scene_before is not None:
            undo.append(Request("SetCurrentProgramScene", self.scene_before))
        return undo

    def _pairs(self, answers: Sequence[Answer]) -> list[tuple[_Write, Answer]]:
        return list(zip(self._inputs, answers, strict=True))


def _writes(command: PresentItem, state: ObsState) -> list[_Write]:
    kinds = {item.source: item.kind for item in state.items if item.source in command.texts}
    return [
        *(_Write(name, "text", drawable(text, kinds.get(name, ""))) for name, text in command.texts.items()),
        *(_Write(name, "file", path) for name, path in command.images.items()),
    ]


def _scene_key(command: PresentItem, state: ObsState) -> dict[str, str]:
    return scene_key(state, command.scene or "", command.scene_uuid)


def _settings(answer: Answer) -> dict[str, str]:
    return dict(answer.data.get("inputSettings", {}))
