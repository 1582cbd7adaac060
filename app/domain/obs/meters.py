# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the audio meters of OBS say, and what a person must be told of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

FLOOR_DB = -60.0
"""Below this (dB) a meter shows nothing."""

CEILING_DB = 60.0
"""No meter shows more than this (dB), whatever OBS sends: 26 dB of fader above full scale and room to spare."""

DECAY_DB_S = 24.0
"""How fast (dB per second) a shown level falls, so that an eye can follow it."""

HOLD_S = 1.5
"""How long (s) a shown peak stays before it falls."""


@dataclass(frozen=True, slots=True)
class MeterLevel:
    """One audio input's level over its channels, in dB, ``FLOOR_DB`` for silence.

    ``peak_db`` is after fader and mute, as viewers hear it; ``raw_peak_db`` before them, as the microphone hears it.
    """

    input_name: str
    magnitude_db: float
    peak_db: float
    raw_peak_db: float


@dataclass(frozen=True, slots=True)
class MeterFrame:
    """All levels at one moment; ``at`` is monotonic time in seconds."""

    at: float
    levels: tuple[MeterLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """What viewers hear of the microphone: somebody talks into a muted one, or nothing was heard for long.

    ``silent_s`` counts whole seconds since anything was last heard, 0 while there is sound. ``muted_microphone`` names
    the one that is talked into unheard; empty unless ``muted_while_talking``.
    """

    muted_while_talking: bool = False
    silent_s: float = 0.0
    muted_microphone: str = ""


def decibels(multiplier: float) -> float:
    """Return a linear level in dB between ``FLOOR_DB`` and ``CEILING_DB``; what is not a positive number is silence."""
    if not multiplier > 0.0:
        return FLOOR_DB
    if multiplier == math.inf:
        return CEILING_DB
    return min(CEILING_DB, max(FLOOR_DB, 20.0 * math.log10(multiplier)))


def read_meters(data: Mapping[str, Any], at: float) -> MeterFrame:
    """Return the levels in the data of one InputVolumeMeters event, which came at ``at`` (monotonic s).

    Each input brings a list of channels, each of them magnitude and peak after the fader and the peak before it, as
    multipliers. An input without channels is silent.

    Raises:
        ValueError: the data is not of that form.
    """
    try:
        return MeterFrame(at, tuple([_level(item) for item in data["inputs"]]))
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"not audio levels: {type(error).__name__}") from error


def _level(item: Mapping[str, Any]) -> MeterLevel:
    name = item["inputName"]
    if not isinstance(name, str):
        raise TypeError(name)
    magnitude = peak = raw = 0.0
    # Comparisons, not max(): this runs 20 times a second for every input, and a level that is no number never wins.
    for channel in item["inputLevelsMul"]:
        magnitude = max(magnitude, channel[0])
        peak = max(peak, channel[1])
        raw = max(raw, channel[2])
    return MeterLevel(name, decibels(magnitude), decibels(peak), decibels(raw))


@dataclass(frozen=True, slots=True)
class Needle:
    """How one level is shown: it rises at once, falls slowly, and its highest point stays for a while.

    ``level_db`` is the bar, ``hold_db`` the mark that stays; ``at`` and ``held_at`` are monotonic seconds.
    """

    level_db: float = FLOOR_DB
    hold_db: float = FLOOR_DB
    at: float = 0.0
    held_at: float = 0.0

    def fold(self, peak_db: float, at: float) -> "Needle":
        """Return the needle at ``at``, where the level is ``peak_db``."""
        fall = DECAY_DB_S * max(0.0, at - self.at)
        level = max(peak_db, self.level_db - fall, FLOOR_DB)
        if level >= self.hold_db:
            return Needle(level, level, at, at)
        if at - self.held_at <= HOLD_S:
            return replace(self, level_db=level, at=at)
        return replace(self, level_db=level, hold_db=max(level, self.hold_db - fall), at=at)
