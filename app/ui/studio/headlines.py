# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The line on top of what differs: how OBS stands, in words, with an icon and a tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.obs.studio import PlanView
from app.services.studio import StudioPhase
from app.services.studio_texts import stopped_sentence

if TYPE_CHECKING:
    from app.adapters.obs.provision import ApplyReport


@dataclass(frozen=True, slots=True)
class Headline:
    """An icon, the theme's role that tints it and the words, and the counts below."""

    icon: str
    tone: str
    text: str
    counts: str = ""


def nothing_yet() -> Headline:
    """Return what is said before the first look."""
    return Headline(
        "info",
        "muted",
        QCoreApplication.translate("StudioPlan", "Not looked at yet"),
        QCoreApplication.translate(
            "StudioPlan", "Tick the shops on the left, then press Look. Looking changes nothing in OBS."
        ),
    )


def no_shops() -> Headline:
    """Return what is said where there is no shop to look at."""
    text = QCoreApplication.translate("StudioPlan", "There is no shop to make scenes for")
    hint = QCoreApplication.translate("StudioPlan", "Import shops in Prepare, or join the base; they appear here.")
    return Headline("info", "muted", text, hint)


def failure(sentence: str) -> Headline:
    """Return what did not happen."""
    return Headline("error", "bad", sentence)


def of_plan(view: PlanView) -> Headline:
    """Return how OBS stands after a look."""
    counts = _counts(view)
    if view.plan.empty:
        text = QCoreApplication.translate("StudioPlan", "OBS is as the templates say")
        return Headline("check", "good", text, counts)
    if view.to_do:
        text = QCoreApplication.translate("StudioPlan", "OBS differs from the templates")
        return Headline("warning", "warn", text, counts)
    text = QCoreApplication.translate("StudioPlan", "Something stands in the way; only you can move it in OBS")
    return Headline("warning", "warn", text, counts)


def of_report(report: ApplyReport, view: PlanView | None) -> Headline:
    """Return how OBS stands after an apply; ``view`` is what remains, if that is known."""
    done = sum(one.done for one in report.results)
    failed = len(report.results) - done
    parts = [QCoreApplication.translate("StudioPlan", "{count} done").format(count=done)]
    if failed:
        words = (
            QCoreApplication.translate("StudioPlan", "{count} not finished")
            if report.stopped
            else QCoreApplication.translate("StudioPlan", "{count} failed")
        )
        parts.append(words.format(count=failed))
    counts = ", ".join((*parts, *(_other_counts(view) if view is not None else ())))
    if report.stopped:
        return Headline("pause", "warn", stopped_sentence(report.code), counts)
    if not report.converged or failed:
        text = QCoreApplication.translate("StudioPlan", "OBS is not yet as the templates say; what remains is below")
        return Headline("error", "bad", text, counts)
    if not report.results:
        text = QCoreApplication.translate("StudioPlan", "OBS was as the templates say; nothing was changed")
        return Headline("check", "good", text)
    text = QCoreApplication.translate("StudioPlan", "Verified: OBS is as the templates say")
    return Headline("check", "good", text, counts)


def busy_words(phase: StudioPhase) -> str:
    """Return what goes on, empty while nothing does."""
    return {
        StudioPhase.IDLE: "",
        StudioPhase.LOOKING: QCoreApplication.translate("StudioPlan", "Looking at OBS…"),
        StudioPhase.APPLYING: QCoreApplication.translate("StudioPlan", "Changing OBS…"),
        StudioPhase.STOPPING: QCoreApplication.translate("StudioPlan", "Stopping as soon as OBS has answered…"),
    }[phase]


def _counts(view: PlanView) -> str:
    to_do = QCoreApplication.translate("StudioPlan", "{count} to do").format(count=view.to_do)
    return ", ".join((to_do, *_other_counts(view)))


def _other_counts(view: PlanView) -> tuple[str, ...]:
    words = (
        (view.in_the_way, QCoreApplication.translate("StudioPlan", "{count} in the way")),
        (view.unavailable, QCoreApplication.translate("StudioPlan", "{count} that this OBS cannot make")),
        (view.to_look_at, QCoreApplication.translate("StudioPlan", "{count} to check yourself")),
        (
            view.left_alone,
            QCoreApplication.translate("StudioPlan", "{count} left alone because not ours"),
        ),
    )
    return tuple(text.format(count=count) for count, text in words if count)
