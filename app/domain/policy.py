# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policy points: whether one may be spoken today, and where it comes from."""

from datetime import date

from app.contract.content import PolicyPoint
from app.domain.live_view import PolicyValidity


def validity(point: PolicyPoint, today: date) -> tuple[PolicyValidity, str]:
    """Return whether ``point`` holds on ``today`` and the fact behind it, in no particular language.

    The fact is an ISO date (NOT_YET: the first day; EXPIRED and VALID: the last day) or, for SUPERSEDED, the id of the
    point that took its place; empty where there is none. ``effective_to`` is the last day on which the point holds. A
    point with a successor holds until its own last day: the new rule may not be in force yet.
    """
    ended = point.effective_to is not None and today > point.effective_to
    if point.superseded_by and (ended or point.effective_to is None):
        return PolicyValidity.SUPERSEDED, point.superseded_by
    if ended:
        return PolicyValidity.EXPIRED, _iso(point.effective_to)
    if point.effective_from is not None and today < point.effective_from:
        return PolicyValidity.NOT_YET, _iso(point.effective_from)
    return PolicyValidity.VALID, _iso(point.effective_to)


def may_be_spoken(point: PolicyPoint, today: date) -> bool:
    """Return whether ``point`` holds on ``today``."""
    return validity(point, today)[0] is PolicyValidity.VALID


def source_line(point: PolicyPoint) -> str:
    """Return the source in one line: document, number, article and issuer, as far as they are known."""
    parts = (point.doc_title, point.doc_no, point.article, point.issuer, _iso(point.issued))
    return " · ".join(part for part in parts if part)


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
