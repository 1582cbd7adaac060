# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of whole lines."""

from collections.abc import Sequence

from app.ui.prompter.layout import PlacedLine


def page_starts(lines: Sequence[PlacedLine], height: float, *, keep: int = 0) -> tuple[int, ...]:
    """Return the index of the first line of each page.

    Line ``keep`` always starts a page, so that a new number before it never moves what is being read.
    A line taller than ``height`` has a page of its own.
    """
    if not lines:
        return ()
    starts = [0]
    for index, line in enumerate(lines):
        too_tall = line.bottom - lines[starts[-1]].top > height
        if index and (index == keep or (too_tall and index > starts[-1])):
            starts.append(index)
    return tuple(starts)


def page_of(starts: Sequence[int], line: int) -> int:
    """Return the page that holds ``line``."""
    return max((page for page, start in enumerate(starts) if start <= line), default=0)
