# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which faders stand in front, and what a fader's way means in dB."""

from collections.abc import Container
from typing import Final

from app.domain.obs.state import AudioInput

FEW: Final = 5
"""Up to this many inputs all are shown."""

SILENCE_DB: Final = -100.0
_LOWEST_DB: Final = -60.0
STEPS_PER_DB: Final = 2
STEPS: Final = 120


def front_inputs(audio: tuple[AudioInput, ...], kept: Container[str]) -> tuple[AudioInput, ...]:
    """Return the inputs that are open or in ``kept``, in OBS's order; all of them where they are few."""
    if len(audio) <= FEW:
        return audio
    return tuple(one for one in audio if not one.muted or one.name in kept)


def fader_step(volume_db: float) -> int:
    """Return where the fader of ``STEPS`` steps stands: 0 for silence, the last for 0 dB and more."""
    return max(0, min(STEPS, round((volume_db - _LOWEST_DB) * STEPS_PER_DB)))


def fader_db(step: int) -> float:
    """Return the volume of a step in dB. The lowest one is silence; none is louder than 0 dB."""
    return SILENCE_DB if step <= 0 else _LOWEST_DB + step / STEPS_PER_DB
