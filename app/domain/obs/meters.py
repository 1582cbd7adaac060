# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the audio meters of OBS say, and what a person must be told of it."""

from dataclasses import dataclass

FLOOR_DB = -60.0
"""Below this (dB) a meter shows nothing."""


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

    ``silent_s`` counts seconds since anything was last heard, 0 while there is sound.
    """

    muted_while_talking: bool = False
    silent_s: float = 0.0
