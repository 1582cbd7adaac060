# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long to wait before the next attempt to connect."""

import random
from collections.abc import Callable

_STEPS_S = (0.5, 1.0, 2.0, 5.0, 10.0)
_JITTER = 0.2


def _random_factor() -> float:
    return random.SystemRandom().uniform(1 - _JITTER, 1 + _JITTER)


class Backoff:
    """0.5, 1, 2, 5, then 10 s for ever, each with 20 % jitter so that many PCs do not knock in step."""

    def __init__(self, factor: Callable[[], float] = _random_factor) -> None:
        self._factor = factor
        self._step = 0

    def next_s(self) -> float:
        """Return the next wait in seconds, never above 10."""
        wait = _STEPS_S[min(self._step, len(_STEPS_S) - 1)] * self._factor()
        self._step += 1
        return min(wait, _STEPS_S[-1])

    def reset(self) -> None:
        """Begin again with the shortest wait, after the link was live."""
        self._step = 0
