# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well the picture gets out, in numbers a person can act on."""

from collections import deque
from enum import StrEnum
from typing import Final

from app.domain.obs.state import MediaInput, MediaPhase

DROP_WINDOW_S: Final = 60.0
DISK_LOW_MB: Final = 10_000.0
DISK_OUT_MB: Final = 2_000.0
_DROPS_WARN: Final = 1.0
_DROPS_BAD: Final = 5.0
_CONGESTION_WARN: Final = 0.4
_CONGESTION_BAD: Final = 0.8


class Level(StrEnum):
    """How bad it is."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class DropRate:
    """Counts which part of the frames of the last minute was lost, on the way out or in rendering."""

    def __init__(self) -> None:
        self._reads: deque[tuple[float, int, int]] = deque()

    def take(self, at: float, total: int, lost: int) -> None:
        """Note a read of OBS's counts; ``at`` is monotonic time in seconds. Counts that fell belong to a new stream."""
        if self._reads and total < self._reads[-1][1]:
            self._reads.clear()
        if not self._reads or at > self._reads[-1][0]:
            self._reads.append((at, total, lost))
        while len(self._reads) > 2 and self._reads[1][0] <= at - DROP_WINDOW_S:
            self._reads.popleft()

    @property
    def percent(self) -> float:
        """The lost part since a minute ago, 0 to 100."""
        if len(self._reads) < 2:
            return 0.0
        (_, first_total, first_lost), (_, total, lost) = self._reads[0], self._reads[-1]
        frames = total - first_total
        return max(0.0, min(100.0, 100.0 * (lost - first_lost) / frames)) if frames > 0 else 0.0


def drop_level(percent: float) -> Level:
    """Return how bad a part of dropped frames is."""
    return _level(percent, _DROPS_WARN, _DROPS_BAD)


def congestion_level(congestion: float) -> Level:
    """Return how bad OBS's congestion (0 to 1) is."""
    return _level(congestion, _CONGESTION_WARN, _CONGESTION_BAD)


def disk_level(free_mb: float) -> Level:
    """Return how bad it is that ``free_mb`` MB are left to record to."""
    if free_mb < DISK_OUT_MB:
        return Level.BAD
    return Level.WARN if free_mb < DISK_LOW_MB else Level.GOOD


def worse(*levels: Level) -> Level:
    """Return the worst of ``levels``."""
    order = (Level.GOOD, Level.WARN, Level.BAD)
    return max(levels, key=order.index)


def media_left_ms(media: MediaInput, since_read_s: float) -> int | None:
    """Return how long a medium has to go, ``since_read_s`` seconds after it was read; None where it has no end."""
    if media.duration_ms is None:
        return None
    gone = int(since_read_s * 1000) if media.phase is MediaPhase.PLAYING else 0
    return max(0, media.duration_ms - media.cursor_ms - gone)


def _level(value: float, warn: float, bad: float) -> Level:
    if value >= bad:
        return Level.BAD
    return Level.WARN if value >= warn else Level.GOOD
