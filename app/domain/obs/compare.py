# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparing what OBS says with what a template says: OBS rounds numbers and knows more keys than a template sets."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

_PIXELS: Final = 0.05
_DECIBELS: Final = 0.05
_FLOAT: Final = 1e-6
"""OBS keeps most numbers in single precision."""


def differing(desired: Mapping[str, Any], actual: Mapping[str, Any], tolerance: float = 1e-4) -> tuple[str, ...]:
    """Return the keys of ``desired`` whose values OBS has not; what only OBS has does not matter."""
    return tuple(key for key, value in desired.items() if not _same(value, actual.get(key), tolerance))


def moved(desired: Mapping[str, Any], actual: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the parts of a transform that differ by more than OBS's rounding."""
    return differing(desired, actual, _PIXELS)


def louder_or_softer(desired_db: float, actual_db: float) -> bool:
    """Return whether two volumes in dB differ by more than OBS's rounding."""
    return abs(desired_db - actual_db) > _DECIBELS


def moves(current: Sequence[str], wanted: Sequence[str]) -> list[tuple[str, int]]:
    """Return what to move to which place so that ``wanted`` stand in this order, and nothing else is moved.

    ``current`` holds all things from the bottom up, ``wanted`` ours among them. Each move takes its thing out and puts
    it in at the place, as OBS does.
    """
    line = list(current)
    kept = _longest_rising([line.index(one) for one in wanted])
    done: list[tuple[str, int]] = []
    for at, one in enumerate(wanted):
        if at in kept:
            continue
        line.remove(one)
        place = line.index(wanted[at - 1]) + 1 if at else min((line.index(each) for each in wanted[1:]), default=0)
        line.insert(place, one)
        done.append((one, place))
    return done


def _longest_rising(places: Sequence[int]) -> set[int]:
    """Return which of ``places`` may stay: positions of a longest rising subsequence."""
    best: list[tuple[int, int]] = []
    for at, place in enumerate(places):
        length, before = max(((best[i][0], i) for i in range(at) if places[i] < place), default=(0, -1))
        best.append((length + 1, before))
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    kept: set[int] = set()
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept


def _same(desired: Any, actual: Any, tolerance: float) -> bool:
    if isinstance(desired, Mapping):
        return isinstance(actual, Mapping) and not differing(desired, actual, tolerance)
    if isinstance(desired, bool) or isinstance(actual, bool):
        return bool(desired == actual)
    if isinstance(desired, float) or isinstance(actual, float):
        numbers = isinstance(desired, int | float) and isinstance(actual, int | float)
        return numbers and abs(desired - actual) <= max(tolerance, _FLOAT * abs(desired))
    if isinstance(desired, list | tuple) and isinstance(actual, list | tuple):
        pairs = zip(desired, actual, strict=False)
        return len(desired) == len(actual) and all(_same(one, other, tolerance) for one, other in pairs)
    return bool(desired == actual)
