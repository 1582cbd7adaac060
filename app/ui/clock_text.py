# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Durations as a presenter reads them."""

from datetime import datetime


def minutes_text(seconds: int) -> str:
    """Return ``mm:ss``, or ``h:mm:ss`` from one hour on. Negative times count as zero."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


def hours_text(seconds: int) -> str:
    """Return ``hh:mm:ss``. Negative times count as zero."""
    minutes, seconds = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"


def seconds_since(iso: str, now: datetime) -> int:
    """Return whole seconds from an ISO 8601 UTC time to ``now``, never below zero."""
    return max(0, int((now - datetime.fromisoformat(iso)).total_seconds()))
