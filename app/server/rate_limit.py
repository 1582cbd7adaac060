# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits on guessing: so many failures in a window of time, per key and altogether."""

import threading
from collections import deque
from typing import Final

from app.domain.clock import Clock

WINDOW_S: Final = 60.0
_PER_KEY: Final = 10
_ALTOGETHER: Final = 300


class FailureLimit:
    """Counts failures of the last minute. Safe to share between threads; its memory is bounded by the limits."""

    def __init__(self, clock: Clock, *, per_key: int = _PER_KEY, altogether: int = _ALTOGETHER) -> None:
        self._clock = clock
        self._per_key = per_key
        self._altogether = altogether
        self._failures: deque[tuple[float, str]] = deque()
        self._lock = threading.Lock()

    def blocks(self, key: str) -> bool:
        """Return whether ``key`` must wait."""
        oldest = self._clock.monotonic() - WINDOW_S
        with self._lock:
            while self._failures and self._failures[0][0] <= oldest:
                self._failures.popleft()
            own = sum(1 for _, other in self._failures if other == key)
            return own >= self._per_key or len(self._failures) >= self._altogether

    def note(self, key: str) -> None:
        """Record a failure of ``key``."""
        with self._lock:
            self._failures.append((self._clock.monotonic(), key))
