# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What came of a command, and the sentences for what OBS refuses."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.adapters.obs.reads import Replies, data_of
from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wire import Answer, Request, Wire
from app.domain.clock import Clock
from app.domain.obs.commands import ObsFailure
from app.domain.obs.contents import CommandConfirmed, Studio
from app.domain.obs.state import AudioInput, Filter, ObsState, SceneItem

NOT_FOUND = 600
ALREADY_RUNNING, NOT_RUNNING, ALREADY_PAUSED, NOT_PAUSED = 500, 501, 502, 503

_CONFIRM_TRIES = 20
_CONFIRM_PAUSE_S = 0.02

_BY_CODE = {
    204: (ObsFailure.NOT_OFFERED, "This OBS does not know the request. Update OBS."),
    207: (ObsFailure.NOT_READY, "OBS is still loading. Try again in a moment."),
    ALREADY_RUNNING: (ObsFailure.REJECTED, "It is already running. Nothing was changed."),
    NOT_RUNNING: (ObsFailure.REJECTED, "It is not running. Nothing was changed. Start it first."),
    506: (ObsFailure.REJECTED, "Studio mode is off. Nothing was changed. Switch it on first."),
    NOT_FOUND: (ObsFailure.NOT_FOUND, "OBS has nothing of that name."),
    602: (ObsFailure.REJECTED, "What has this name in OBS is of another kind. Nothing was changed."),
    604: (ObsFailure.REJECTED, "This is switched off or impossible in OBS. Nothing was changed. Look at its settings."),
}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command, and what was read back on the way."""

    failure: ObsFailure = ObsFailure.NONE
    detail: str = ""
    missing: tuple[str, ...] = ()
    program_scene: str | None = None
    audio: tuple[AudioInput, ...] = ()
    studio: Studio | None = None
    items: tuple[SceneItem, ...] = ()
    filters: tuple[Filter, ...] = ()

    def confirmed(self, epoch: int, at: float) -> CommandConfirmed | None:
        """Return what was read back as a fact."""
        read = (self.program_scene, self.audio, self.studio, self.items, self.filters)
        if read == (None, (), None, (), ()):
            return None
        return CommandConfirmed(epoch, at, *read)


@dataclass(frozen=True, slots=True)
class Context:
    """What a command is carried out with. ``epoch`` is that of its beginning."""

    wire: Wire
    store: StateStore
    clock: Clock
    epoch: int

    @property
    def state(self) -> ObsState:
        """OBS as known now."""
        return self.store.state

    def ask(self, requests: Sequence[Request]) -> Replies:
        """Send a batch and return its answers."""
        return Replies(requests, self.wire.batch(requests))


def refusal(answer: Answer, missing: str = "") -> Done:
    """Return the outcome of a request that OBS refused. ``missing`` names what the request was about."""
    failure, sentence = _BY_CODE.get(answer.code, (ObsFailure.REJECTED, "OBS refused. Nothing was changed."))
    detail = f"{sentence} ({answer.code} {answer.comment})" if answer.comment else f"{sentence} ({answer.code})"
    return Done(failure, detail, (missing,) if missing and failure is ObsFailure.NOT_FOUND else ())


def unconfirmed(sentence: str) -> Done:
    """Return the outcome of a change that OBS took and does not show."""
    return Done(ObsFailure.NOT_CONFIRMED, f"{sentence} Look at OBS.")


def shown(
    wire: Wire, first: Answer, read: Request, holds: Callable[[Mapping[str, Any]], bool]
) -> Mapping[str, Any] | None:
    """Return the read-back that shows a change, asking again for a short while; None if none does.

    OBS does much of what it was asked a moment after it answered. ``first`` is the read-back at hand.
    """
    pause = threading.Event()
    answer = first
    for _ in range(_CONFIRM_TRIES):
        data = data_of(answer)
        if holds(data):
            return data
        pause.wait(_CONFIRM_PAUSE_S)
        answer = wire.request(read)
    return None
