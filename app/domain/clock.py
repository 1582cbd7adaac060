# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Time as the ledger records it: aware UTC, the local offset, and a monotonic count that no clock change touches."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from app.contract.ids import new_id


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something happened.

    ``occurred_at`` is ISO 8601 UTC with microseconds; ``tz_offset_min`` the PC's offset east of UTC in minutes;
    ``mono_ns`` is comparable only between stamps of equal ``boot_id``.
    """

    occurred_at: str
    tz_offset_min: int
    mono_ns: int
    boot_id: str


class Clock(Protocol):
    """Where code gets the time from, so that tests can set it."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        ...

    def stamp(self) -> Stamp:
        """Return the current time as the ledger records it."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        ...


class SystemClock:
    """The PC's clock. ``boot_id`` is minted per process: monotonic counts of two runs are never compared."""

    def __init__(self) -> None:
        self._boot_id = new_id()

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC)

    def stamp(self) -> Stamp:
        """Return the current time as the ledger records it."""
        now = self.now()
        offset = now.astimezone().utcoffset()
        return Stamp(
            occurred_at=now.isoformat(timespec="microseconds"),
            tz_offset_min=int(offset.total_seconds() // 60) if offset else 0,
            mono_ns=time.monotonic_ns(),
            boot_id=self._boot_id,
        )

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()
