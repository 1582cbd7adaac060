# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A clock that stands until a test moves it."""

from datetime import UTC, datetime, timedelta

from app.domain.clock import Stamp

EVENING = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


class FixedClock:
    """Implements Clock. ``advance`` moves wall and monotonic time; ``set`` moves wall time alone, as people do."""

    def __init__(self, now: datetime = EVENING, *, tz_offset_min: int = 480, boot_id: str = "boot-1") -> None:
        self._now = now
        self._mono_s = 1_000.0
        self._tz_offset_min = tz_offset_min
        self._boot_id = boot_id

    def now(self) -> datetime:
        return self._now

    def stamp(self) -> Stamp:
        return Stamp(
            occurred_at=self._now.isoformat(timespec="microseconds"),
            tz_offset_min=self._tz_offset_min,
            mono_ns=int(self._mono_s * 1_000_000_000),
            boot_id=self._boot_id,
        )

    def monotonic(self) -> float:
        return self._mono_s

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._mono_s += seconds

    def set(self, now: datetime, *, tz_offset_min: int | None = None) -> None:
        self._now = now
        if tz_offset_min is not None:
            self._tz_offset_min = tz_offset_min
