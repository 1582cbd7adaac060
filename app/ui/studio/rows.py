# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan, or what came of it, as rows under the scenes that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.obs.steps import Action, Notice, Plan, Step, Thing
from app.domain.obs.studio import for_a_person
from app.ui.studio.texts import notice_text, problem_text, step_text, unavailable_text

if TYPE_CHECKING:
    from app.adapters.obs.provision import ApplyReport, StepResult

_INPUTS = ""
"""The group of what belongs to no one scene."""


class RowMark(StrEnum):
    """What a row says. HEAD names the scene of the rows below it."""

    HEAD = "head"
    CREATE = "create"
    MISSING = "missing"
    CHANGE = "change"
    RENAME = "rename"
    ADOPT = "adopt"
    IN_THE_WAY = "in_the_way"
    NOT_OURS = "not_ours"
    LOOK = "look"
    UNAVAILABLE = "unavailable"
    DONE = "done"
    FAILED = "failed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class MarkLook:
    """How a mark is shown: an icon, the theme's role that tints it, and a word."""

    icon: str
    tone: str
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``detail`` is what OBS's own words add, for the tool tip."""

    mark: RowMark
    text: str
    detail: str = ""


_URGENT = frozenset({RowMark.IN_THE_WAY, RowMark.FAILED, RowMark.OPEN})


def mark_look(mark: RowMark) -> MarkLook:
    """Return how a mark is shown."""
    return {
        RowMark.HEAD: MarkLook("scene", "muted", ""),
        RowMark.CREATE: MarkLook("add", "accent", QCoreApplication.translate("StudioPlan", "New")),
        RowMark.MISSING: MarkLook("missing", "accent", QCoreApplication.translate("StudioPlan", "Missing")),
        RowMark.CHANGE: MarkLook("change", "accent", QCoreApplication.translate("StudioPlan", "Change")),
        RowMark.RENAME: MarkLook("rename", "accent", QCoreApplication.translate("StudioPlan", "Rename")),
        RowMark.ADOPT: MarkLook("adopt", "accent", QCoreApplication.translate("StudioPlan", "Take over")),
        RowMark.IN_THE_WAY: MarkLook("forbidden", "bad", QCoreApplication.translate("StudioPlan", "In the way")),
        RowMark.NOT_OURS: MarkLook("info", "muted", QCoreApplication.translate("StudioPlan", "Not ours")),
        RowMark.LOOK: MarkLook("info", "warn", QCoreApplication.translate("StudioPlan", "Check")),
        RowMark.UNAVAILABLE: MarkLook("warning", "warn", QCoreApplication.translate("StudioPlan", "Not here")),
        RowMark.DONE: MarkLook("check", "good", QCoreApplication.translate("StudioPlan", "Done")),
        RowMark.FAILED: MarkLook("error", "bad", QCoreApplication.translate("StudioPlan", "Failed")),
        RowMark.OPEN: MarkLook("pending", "warn", QCoreApplication.translate("StudioPlan", "Not finished")),
    }[mark]


def plan_rows(plan: Plan) -> tuple[Row, ...]:
    """Return a plan as rows, scene by scene, in the order in which it would be carried out."""
    return _grouped(_plan_pairs(plan))


def report_rows(report: ApplyReport) -> tuple[Row, ...]:
    """Return what came of each step, and what remains besides."""
    return _grouped(_report_pairs(report))


def _plan_pairs(plan: Plan) -> Iterator[tuple[str, Row]]:
    made = {one.name for one in plan.steps if one.action is Action.CREATE and one.thing is Thing.SCENE}
    for step in plan.steps:
        yield _scene_of(step), Row(_step_mark(step, made), step_text(step), step.detail)
    yield from _other_pairs(plan)


def _other_pairs(plan: Plan) -> Iterator[tuple[str, Row]]:
    for notice in plan.foreign:
        yield _scene_of_notice(notice), Row(_notice_mark(notice), notice_text(notice), notice.detail)
    for name, detail in plan.unavailable.items():
        yield _INPUTS, Row(RowMark.UNAVAILABLE, unavailable_text(name, plan), detail)


def _report_pairs(report: ApplyReport) -> Iterator[tuple[str, Row]]:
    for result in report.results:
        yield _scene_of(result.step), _result_row(result, stopped=bool(report.stopped))
    if report.remaining is None:
        return
    told = {_about(result.step) for result in report.results if not result.done}
    for step in report.remaining.steps:
        if _about(step) not in told:
            yield _scene_of(step), Row(RowMark.OPEN, step_text(step), step.detail)
    yield from _other_pairs(report.remaining)


def _result_row(result: StepResult, *, stopped: bool) -> Row:
    text = step_text(result.step)
    if result.done:
        return Row(RowMark.DONE, text, result.step.detail)
    mark = RowMark.OPEN if stopped else RowMark.FAILED
    return Row(mark, f"{text} {problem_text(result)}", f"{result.step.detail} {result.problem}")


def _about(step: Step) -> tuple[Action, Thing, str, str]:
    return step.action, step.thing, step.name, step.scene


def _step_mark(step: Step, made: set[str]) -> RowMark:
    if step.action is Action.CREATE:
        return RowMark.CREATE if step.thing is Thing.SCENE or step.scene in made else RowMark.MISSING
    return {Action.CHANGE: RowMark.CHANGE, Action.RENAME: RowMark.RENAME}.get(step.action, RowMark.ADOPT)


def _notice_mark(notice: Notice) -> RowMark:
    if notice.blocks:
        return RowMark.IN_THE_WAY
    return RowMark.LOOK if for_a_person(notice) else RowMark.NOT_OURS


def _scene_of(step: Step) -> str:
    if step.thing is Thing.SCENE:
        renamed = step.first.data.get("newSceneName") if step.first is not None else None
        return str(renamed or step.name)
    return _INPUTS if step.thing is Thing.FILTER else step.scene


def _scene_of_notice(notice: Notice) -> str:
    if notice.thing is Thing.SCENE:
        return notice.wanted or notice.name
    return _INPUTS if notice.thing is Thing.FILTER else notice.scene


def _grouped(pairs: Iterator[tuple[str, Row]]) -> tuple[Row, ...]:
    groups: dict[str, list[Row]] = {}
    for scene, row in pairs:
        groups.setdefault(scene, []).append(row)
    last = groups.pop(_INPUTS, [])
    named = [*groups.items(), *([(_inputs_title(), last)] if last else [])]
    return tuple(_headed(sorted(named, key=_is_quiet)))


def _is_quiet(group: tuple[str, list[Row]]) -> bool:
    """Whether nothing in a group waits for a person; what does comes first."""
    return not any(row.mark in _URGENT for row in group[1])


def _headed(groups: Iterable[tuple[str, list[Row]]]) -> Iterator[Row]:
    for scene, rows in groups:
        yield Row(RowMark.HEAD, scene)
        yield from rows


def _inputs_title() -> str:
    return QCoreApplication.translate("StudioPlan", "Inputs of all scenes")
