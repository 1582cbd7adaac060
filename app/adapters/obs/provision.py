# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plan and apply on one OBS, over a connection of their own. Blocks; for a worker thread or the command line.

What OBS holds is only added to or set right. Nothing is removed, and nothing that is not ours is written to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from app.adapters.obs.batches import Batches, Batching
from app.adapters.obs.drawable import drawable
from app.adapters.obs.failures import NotReadyError, TooOldError, classify
from app.adapters.obs.port import ObsAddress
from app.adapters.obs.provision_reads import MARK_PLACE, NEEDED, read_survey
from app.adapters.obs.reads import NOT_READY
from app.adapters.obs.session import greet
from app.adapters.obs.wire import Answer, Request, Wire, silence_library
from app.domain.clock import SystemClock
from app.domain.obs.desired import ProvisionRequest
from app.domain.obs.ownership import Mark, NewerMarkError, written_mark
from app.domain.obs.plan import make_plan
from app.domain.obs.steps import Plan, Step, Write
from app.domain.obs.template import TemplateError

_REFUSALS: Final = {
    NOT_READY: "OBS is loading.",
    600: "OBS has nothing of that name any more.",
    601: "OBS has something of that name already.",
    604: "OBS says that it has no sound.",
    605: "This OBS lacks that kind of input.",
    607: "This OBS lacks that kind of filter.",
}


class ProvisionError(Exception):
    """OBS could not be read or written. The text is the sentence; ``code`` is the fault's short name."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class StepResult:
    """What came of one step; ``problem`` is empty if it was done.

    ``code`` is its short name: ``unsure``, ``not_begun``, ``not_placed``, or obs-websocket's status code.
    """

    step: Step
    problem: str = ""
    code: str = ""

    @property
    def done(self) -> bool:
        """Whether OBS took all of it."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class ApplyReport:
    """What was done, what remains by a fresh look at OBS (None: OBS could not be asked), and why it stopped early."""

    results: tuple[StepResult, ...]
    remaining: Plan | None
    stopped: str = ""
    code: str = ""
    requests: int = 0

    @property
    def converged(self) -> bool:
        """Whether OBS is now as the templates say."""
        return self.remaining is not None and self.remaining.empty and not self.stopped

    @property
    def good(self) -> bool:
        """Whether it is, and every step was done."""
        return self.converged and all(one.done for one in self.results)


@dataclass(frozen=True, slots=True)
class ApplyOptions:
    """``progress(done, total)`` is called after each batch; ``cancelled`` is asked between batches."""

    while_live: bool = False
    progress: Callable[[int, int], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


def read_plan(address: ObsAddress, password: str | None, request: ProvisionRequest) -> Plan:
    """Look at OBS and return what separates it from the templates. Writes nothing.

    Raises:
        ProvisionError: OBS cannot be read.
        TemplateError: the shops' templates contradict each other.
    """
    with _sentences(), _connected(address, password) as wire:
        return plan_over(wire, request)


def apply_plan(
    address: ObsAddress, password: str | None, request: ProvisionRequest, options: ApplyOptions | None = None
) -> ApplyReport:
    """Look at OBS, put right what differs, and look again. On an OBS that is as it should be, nothing is written.

    Raises:
        ProvisionError: OBS cannot be read, or it is streaming and that was not allowed; nothing was written.
        TemplateError: the shops' templates contradict each other; nothing was written.
    """
    with _sentences(), _connected(address, password) as wire:
        return apply_over(wire, request, options or ApplyOptions())


def plan_over(wire: Batching, request: ProvisionRequest) -> Plan:
    """Plan over a wire that is already identified; what it raises passes through."""
    request = replace(request, drawn=drawable)
    return make_plan(request, read_survey(Batches(wire), request).actual)


def apply_over(wire: Batching, request: ProvisionRequest, options: ApplyOptions) -> ApplyReport:
    """Apply over a wire that is already identified. Once writing has begun, a failure is told in the report."""
    run = _Run(wire, request, options)
    try:
        run.carry_out()
    except Exception as error:  # noqa: BLE001 - whatever broke, what was done must be told
        sentence, code = _told(error)
        return run.report(stopped=f"{sentence} What was done so far stays; apply again to do the rest.", code=code)
    return run.report()


class _Run:
    """One apply. The wire raises where the link breaks; what was done until then is kept."""

    def __init__(self, wire: Batching, request: ProvisionRequest, options: ApplyOptions) -> None:
        """Look at OBS; raises before anything is written."""
        self._request = request = replace(request, drawn=drawable)
        self._options = options
        self._batches = Batches(wire)
        self._survey = read_survey(self._batches, request)
        self._plan = make_plan(request, self._survey.actual)
        if self._plan.steps and self._survey.actual.basics.streaming and not options.while_live:
            raise ProvisionError(
                "OBS is streaming, and viewers would see its scenes change. Nothing was changed. "
                "Apply after the broadcast, or add --while-live.",
                "streaming",
            )
        self._steps: tuple[Step, ...] = ()
        self._problems: dict[int, tuple[str, str]] = {}
        self._unanswered: dict[int, int] = {}
        self._ids: dict[tuple[str, str], int] = {}
        self._remaining: Plan | None = None
        self._cancelled = False

    def carry_out(self) -> None:
        """Do the plan's steps and look again."""
        if self._plan.steps:
            self._keep_mark(self._plan.intent)
            self._do(self._plan.steps)
            self._survey = read_survey(self._batches, self._request)
            self._plan = make_plan(self._request, self._survey.actual)
        self._keep_mark(self._plan.mark)
        self._remaining = self._plan

    def report(self, *, stopped: str = "", code: str = "") -> ApplyReport:
        """Return what came of it."""
        if self._cancelled and not stopped:
            stopped, code = "Stopped on request. What was done so far stays; apply again to do the rest.", "cancelled"
        results = tuple(StepResult(step, *self._problem(at, step)) for at, step in enumerate(self._steps))
        return ApplyReport(results, self._remaining, stopped, code, self._batches.requests)

    def _problem(self, at: int, step: Step) -> tuple[str, str]:
        left = self._unanswered.get(at, 0)
        if at in self._problems or not left:
            return self._problems.get(at, ("", ""))
        if left == len(_writes(step)) and self._cancelled:
            return "Not done.", "not_begun"
        return "It is not known whether OBS did it.", "unsure"

    def _keep_mark(self, mark: Mark) -> None:
        actual = self._survey.actual
        if mark == actual.basics.mark:
            return
        value = written_mark(self._survey.stored, actual.basics.collection, mark)
        (answer,) = self._batches.read([Request("SetPersistentData", {**MARK_PLACE, "slotValue": value})])
        if not answer.ok:
            raise ProvisionError(
                f"OBS did not keep the note of what is the desk's own ({answer.code}). Is its disk full?", "mark"
            )

    def _do(self, steps: tuple[Step, ...]) -> None:
        """Send all first writes, then what builds on them: by then OBS has told the new items' ids."""
        self._steps = steps
        self._unanswered = {at: len(_writes(step)) for at, step in enumerate(steps)}
        self._total = sum(self._unanswered.values())
        self._send([(at, step.first) for at, step in enumerate(steps) if step.first is not None])
        if self._cancelled:
            return
        rest = []
        for at, step in enumerate(steps):
            for write in step.then:
                if write.item is not None and write.item not in self._ids:
                    told = f"'{write.item[1]}' could not be put into '{write.item[0]}'."
                    self._problems.setdefault(at, (told, "not_placed"))
                elif at not in self._problems:
                    rest.append((at, write))
        self._send(rest)

    def _send(self, writes: Sequence[tuple[int, Write]]) -> None:
        sent = iter(writes)
        for answers in self._batches.parts([_request(write, self._ids) for _, write in writes]):
            # Answers first: the one that ends takes nothing from the other.
            for answer, (at, write) in zip(answers, sent, strict=False):
                self._take(at, write, answer)
            self._options.progress(self._total - sum(self._unanswered.values()), self._total)
            if self._options.cancelled():
                self._cancelled = True
                return

    def _take(self, at: int, write: Write, answer: Answer) -> None:
        self._unanswered[at] -= 1
        if not answer.ok:
            self._problems.setdefault(at, (_refusal(answer), str(answer.code)))
        elif "sceneItemId" in answer.data:
            name = write.data.get("inputName") or write.data.get("sourceName")
            self._ids[str(write.data["sceneName"]), str(name)] = int(answer.data["sceneItemId"])


def _refusal(answer: Answer) -> str:
    return f"{_REFUSALS.get(answer.code, 'OBS refused.')} ({answer.kind}: {answer.code} {answer.comment})"


def _writes(step: Step) -> tuple[Write, ...]:
    return step.then if step.first is None else (step.first, *step.then)


def _request(write: Write, ids: Mapping[tuple[str, str], int]) -> Request:
    if write.item is None:
        return Request(write.request, write.data)
    return Request(write.request, {**write.data, "sceneItemId": ids[write.item]})


@contextmanager
def _connected(address: ObsAddress, password: str | None) -> Iterator[Wire]:
    silence_library()
    wire = Wire(address)
    try:
        wire.open()
        wire.identify(password)
        lacking = NEEDED - greet(wire, SystemClock()).available_requests
        if lacking:
            raise TooOldError(", ".join(sorted(lacking)))
        yield wire
    finally:
        wire.abort()
        wire.release()


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except (ProvisionError, TemplateError):
        raise
    except Exception as error:
        raise ProvisionError(*_told(error)) from error


def _told(error: Exception) -> tuple[str, str]:
    if isinstance(error, ProvisionError):
        return str(error), error.code
    if isinstance(error, NotReadyError):
        return "OBS is loading or changing its scene collection. Try again in a moment.", "not_ready"
    if isinstance(error, NewerMarkError):
        return "A newer version of Anchor Desk made the scenes in this OBS. Update this one first.", "newer_mark"
    failure = classify(error)
    return failure.detail, failure.fault.value
