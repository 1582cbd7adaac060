# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a session stands with the base, in words and a sign."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.ports import BaseStanding, SessionSummary


def standing_text(one: SessionSummary) -> str:
    """Return the short word for the list, with its sign."""
    answer = one.answer
    missing = 0 if answer is None else sum(last - first + 1 for _, first, last in answer.missing)
    if one.standing is BaseStanding.INCOMPLETE and not missing:
        return QCoreApplication.translate("Standing", "! another PC is not done")
    return {
        BaseStanding.OPEN: QCoreApplication.translate("Standing", "● open"),
        BaseStanding.CLOSED: QCoreApplication.translate("Standing", "… closed, on its way to the base"),
        BaseStanding.AT_BASE: QCoreApplication.translate("Standing", "↑ at the base, not verified yet"),
        BaseStanding.VERIFIED: QCoreApplication.translate("Standing", "✓ verified at the base"),
        BaseStanding.INCOMPLETE: QCoreApplication.translate("Standing", "! {count} entries are missing at the base"),
        BaseStanding.MISMATCH: QCoreApplication.translate("Standing", "! the base counts differently"),
    }[one.standing].format(count=missing)


def standing_flag(one: SessionSummary) -> str:
    """Return how many late sales and possible doubles somebody should look at; empty where there are none."""
    count = 0 if one.answer is None else one.answer.late + one.answer.doubles
    return QCoreApplication.translate("Standing", " · ⚑ {count}").format(count=count) if count else ""


def _numbers(missing: Sequence[tuple[int, int, int]]) -> str:
    return ", ".join(str(first) if first == last else f"{first}–{last}" for _, first, last in missing)


def standing_details(one: SessionSummary) -> list[str]:
    """Return what else the base said: which numbers it lacks or what it counts, late sales, possible doubles."""
    answer = one.answer
    if answer is None:
        return []
    parts = []
    if answer.missing:
        told = QCoreApplication.translate("Standing", "missing there: numbers {numbers}; all are safe on this PC")
        parts.append(told.format(numbers=_numbers(answer.missing)))
    for other in answer.elsewhere:
        told = QCoreApplication.translate("Standing", "{pc} has not sent numbers {numbers}; start the desk there")
        parts.append(told.format(pc=other.device_name, numbers=_numbers(other.missing)))
    if one.standing is BaseStanding.MISMATCH:
        told = QCoreApplication.translate("Standing", "the base counts {sales} sales, {units} units; call the base")
        parts.append(told.format(sales=answer.totals.sales, units=answer.totals.units))
    if answer.devices > 1:
        told = QCoreApplication.translate("Standing", "{count} PCs logged in this session")
        parts.append(told.format(count=answer.devices))
    if answer.late:
        parts.append(
            QCoreApplication.translate("Standing", "{count} sales came after the close").format(count=answer.late)
        )
    if answer.doubles:
        told = QCoreApplication.translate("Standing", "{count} possible doubles by two PCs; nothing was removed")
        parts.append(told.format(count=answer.doubles))
    return parts
