# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clickers bounce: one press must be one step."""

from app.domain.clock import Clock

DOUBLE_PRESS_S = 0.150


class PressGuard:
    """Lets a key through unless it repeats itself within 150 ms of the press that last went through."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last_key = ""
        self._last_at = 0.0

    def accepts(self, key: str) -> bool:
        """Return whether this press of ``key`` counts."""
        now = self._clock.monotonic()
        if key == self._last_key and now - self._last_at < DOUBLE_PRESS_S:
            return False
        self._last_key, self._last_at = key, now
        return True
