# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits on guessing, and on how much one token may ask. Their memory is bounded."""

import math
import threading
from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import Final

from app.domain.clock import Clock

WINDOW_S: Final = 60.0
_PER_KEY: Final = 10
_ALTOGETHER: Final = 300
# A desk that brings in a backlog sends some tens of pushes a second at most, and three calls each time it syncs.
PER_S: Final = 50.0
BURST: Final = 500
AT_ONCE: Final = 8
_KEYS: Final = 20_000


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


@dataclass(slots=True)
class _Bucket:
    """What a key may still ask for, as of a moment (monotonic seconds), and what it has under way."""

    left: float
    at: float
    running: int = 0


class RequestLimit:
    """A bucket of requests per key, refilled evenly, and a bound on how many run at once. For one thread only."""

    def __init__(
        self,
        clock: Clock,
        *,
        per_s: float = PER_S,
        burst: int = BURST,
        at_once: int = AT_ONCE,
        keys: int = _KEYS,
    ) -> None:
        self._clock = clock
        self._per_s = per_s
        self._burst = burst
        self._at_once = at_once
        self._keys = keys
        self._buckets: OrderedDict[bytes, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._buckets)

    def enter(self, key: bytes) -> int:
        """Let a request of ``key`` in and return 0, or return after how many whole seconds it may come again."""
        now = self._clock.monotonic()
        bucket = self._buckets.setdefault(key, _Bucket(self._burst, now))
        self._buckets.move_to_end(key)
        bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._per_s)
        bucket.at = now
        if bucket.left < 1 or bucket.running >= self._at_once:
            return max(1, math.ceil((1 - bucket.left) / self._per_s))
        bucket.left -= 1
        bucket.running += 1
        self._forget_idle()
        return 0

    def leave(self, key: bytes) -> None:
        """Note that a request of ``key`` that was let in has ended."""
        if bucket := self._buckets.get(key):
            bucket.running = max(0, bucket.running - 1)

    def _forget_idle(self) -> None:
        while len(self._buckets) > self._keys:
            self._buckets.popitem(last=False)
