# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serves many wished-for scenes a few at a time, so that no single read keeps the interpreter from the screen."""

from bisect import bisect_right
from collections.abc import Callable, Set
from dataclasses import replace
from typing import Final

from app.adapters.obs.wants import Wanted

PORTION: Final = 8
"""So many scenes and groups are read in one batch. The answer for 50 scenes of 20 items is 200 kB of JSON, and parsing
that alone takes a third of a frame."""


class Portions:
    """What is on show comes first, the rest takes turns by name: nobody waits for ever. Not for two threads."""

    def __init__(self) -> None:
        self._last = ""

    def take(self, wanted: Wanted, on_show: Callable[[], Set[str]]) -> tuple[Wanted, Wanted]:
        """Return what to read now and what waits. ``on_show`` is asked only where there is something to choose."""
        if len(wanted.containers) <= PORTION:
            return wanted, Wanted()
        urgent = wanted.containers & on_show()
        others = sorted(wanted.containers - urgent)
        begin = bisect_right(others, self._last)
        turn = [*others[begin:], *others[:begin]][: max(1, PORTION - len(urgent))]
        self._last = turn[-1] if turn else self._last
        now = urgent.union(turn)
        return replace(wanted, containers=now), Wanted(containers=wanted.containers - now)
