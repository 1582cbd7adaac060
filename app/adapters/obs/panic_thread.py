# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that owns the panic wire: idle until the one press that must not wait for anything.

It trusts no model and asks no queue: it works while OBS loads, while the command thread waits, and with names that OBS
no longer has. Of the model it takes a hint only: which transition takes no time. Where the hint is wrong OBS refuses it
and fades as it would have.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future

from websocket import WebSocketTimeoutException

from app.adapters.obs.failures import SilentError
from app.adapters.obs.wire import Answer, Request, Wire
from app.domain.clock import Clock
from app.domain.obs.commands import Panic, PanicOutcome
from app.domain.obs.state import ObsState

ANSWER_S = 2.0
"""How long (s) OBS may take for the cut before the desk says that it hangs."""

_CONFIRM_S = 1.0
_CONFIRM_PAUSE_S = 0.02
_IDLE_CHECK_S = 1.0
_NOT_READY = 207
_ON_AIR = (Request("GetCurrentProgramScene"), Request("GetCurrentSceneTransitionCursor"))

NO_LINK = "OBS is not connected. Viewers may still see and hear the studio: cut at OBS or at the mixer."
_SILENT = (
    "OBS does not answer. The order was sent, and OBS may carry it out when it wakes up. "
    "Viewers may still see and hear the studio: cut at the mixer."
)
_BROKEN = "The connection to OBS broke off. Viewers may still see and hear the studio: cut at OBS or at the mixer."
_LOADING = "OBS is loading and refused."
_NO_SCENE = "OBS has no scene named {name}."
_SCENE_REFUSED = "OBS refused the safe scene ({code})."
_SCENE_NOT_SEEN = "OBS took the cut, but another scene is on air. Look at OBS."
_STILL_FADES = "OBS fades to the safe scene slowly: until it has, viewers see the studio. Cut at OBS or at the mixer."
_NOT_MUTED = "Not muted: {names}."


class PanicThread:
    """Takes one order at a time from any thread; the same order again while it is under way is the same press."""

    def __init__(
        self, wire: Wire, clock: Clock, on_dead: Callable[[BaseException], None], hint: Callable[[], ObsState]
    ) -> None:
        self._wire = wire
        self._clock = clock
        self._on_dead = on_dead
        self._hint = hint
        self._wake = threading.Condition()
        self._orders: dict[Panic, Future[PanicOutcome]] = {}
        self._stopping = False
        self._pause = threading.Event()
        self._thread = threading.Thread(target=self._run, name="obs-panic", daemon=True)

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def submit(self, order: Panic) -> Future[PanicOutcome]:
        """Carry out an order now. The future always gets an outcome."""
        with self._wake:
            if self._stopping:
                return refused(order, NO_LINK)
            known = self._orders.get(order)
            if known is not None:
                return known
            future: Future[PanicOutcome] = Future()
            future.set_running_or_notify_cancel()
            self._orders[order] = future
            self._wake.notify()
            return future

    def stop(self) -> None:
        """Send nothing more. The wire is to be aborted first, lest an answer be waited for."""
        with self._wake:
            self._stopping = True
            self._wake.notify()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; whether it ended."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._stopping:
                order = self._next()
                if order is None:
                    self._wire.check_idle()
                else:
                    self._finish(order, self._carry_out(order))
        except WebSocketTimeoutException:
            self._end(SilentError("no answer to a panic"), _SILENT)
        except Exception as error:  # noqa: BLE001 - whatever it is, this wire is done and the supervisor is told
            self._end(error, _BROKEN)
        else:
            self._refuse_rest(_BROKEN)

    def _next(self) -> Panic | None:
        with self._wake:
            if not self._orders and not self._stopping:
                self._wake.wait(_IDLE_CHECK_S)
            return next(iter(self._orders), None)

    def _carry_out(self, order: Panic) -> PanicOutcome:
        # The mutes go first: a scene waits for OBS's window, and that may be busy.
        mutes = [Request("SetInputMute", {"inputName": name, "inputMuted": True}) for name in order.mute]
        scene = [Request("SetCurrentProgramScene", {"sceneName": order.safe_scene})] if order.safe_scene else []
        if not mutes and not scene:
            return PanicOutcome(order, scene_safe=True)
        asked = self._wire.batch([*mutes, *(self._cut() if scene else ()), *scene], ANSWER_S)
        reads = [Request("GetInputMute", {"inputName": name}) for name in order.mute]
        *told, program, cursor = self._wire.batch([*reads, *_ON_AIR], ANSWER_S)
        muted = tuple(
            name for name, answer in zip(order.mute, told, strict=True) if answer.ok and answer.data.get("inputMuted")
        )
        not_muted = tuple(name for name in order.mute if name not in muted)
        safe, trouble = self._scene_outcome(order, asked[-1], [program, cursor]) if scene else (True, "")
        told_why = [_LOADING] if any(answer.code == _NOT_READY for answer in asked) else [trouble]
        told_why += [_NOT_MUTED.format(names=", ".join(not_muted))] if not_muted else []
        return PanicOutcome(order, safe, muted, not_muted, " ".join(part for part in told_why if part))

    def _cut(self) -> list[Request]:
        """Return what makes OBS cut, where it would fade.

        The cut stays in use: a fade that was under way goes on with the scene it came from when it is put back.
        """
        known = self._hint()
        fades = known.transition is None or known.transition.name != known.cut
        return [Request("SetCurrentSceneTransition", {"transitionName": known.cut})] if known.cut and fades else []

    def _scene_outcome(self, order: Panic, asked: Answer, on_air: list[Answer]) -> tuple[bool, str]:
        if not asked.ok and asked.code != 600:
            return False, _SCENE_REFUSED.format(code=asked.code)
        if not asked.ok:
            return False, _NO_SCENE.format(name=order.safe_scene)
        until = self._clock.monotonic() + _CONFIRM_S
        while trouble := _not_yet_safe(order, *on_air):
            if self._clock.monotonic() > until:
                return False, trouble
            self._pause.wait(_CONFIRM_PAUSE_S)
            on_air = self._wire.batch(_ON_AIR, ANSWER_S)
        return True, ""

    def _finish(self, order: Panic, outcome: PanicOutcome) -> None:
        with self._wake:
            future = self._orders.pop(order)
        future.set_result(outcome)

    def _end(self, error: BaseException, sentence: str) -> None:
        self._refuse_rest(sentence)
        self._on_dead(error)

    def _refuse_rest(self, sentence: str) -> None:
        with self._wake:
            self._stopping = True
            orders, self._orders = self._orders, {}
        for order, future in orders.items():
            future.set_result(_refusal(order, sentence))


def _not_yet_safe(order: Panic, program: Answer, cursor: Answer) -> str:
    if program.data.get("currentProgramSceneName") != order.safe_scene:
        return _SCENE_NOT_SEEN
    return _STILL_FADES if cursor.ok and cursor.data.get("transitionCursor", 1.0) < 1.0 else ""


def refused(order: Panic, sentence: str) -> Future[PanicOutcome]:
    """Return the outcome of an order that nothing came of."""
    future: Future[PanicOutcome] = Future()
    future.set_result(_refusal(order, sentence))
    return future


def _refusal(order: Panic, sentence: str) -> PanicOutcome:
    return PanicOutcome(order, scene_safe=False, not_muted=order.mute, detail=sentence)
