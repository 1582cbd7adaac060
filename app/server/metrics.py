# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the base counts, as Prometheus reads it. No label names a person, a shop or a desk."""

import threading
from collections import Counter
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, func, select

from app import __version__
from app.server.device_tokens import DeviceState, device_state
from app.server.tables import DEVICE, POISON, QUARANTINE

BUCKETS_S: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
LAG_BUCKETS_S: Final = (60.0, 300.0, 900.0, 3_600.0, 14_400.0, 86_400.0, 604_800.0)
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Histogram:
    """Counts of values up to each bound. Not locked: its owner is."""

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self._bounds = bounds
        self._counts = [0] * len(bounds)
        self._count = 0
        self._sum = 0.0

    def note(self, value: float) -> None:
        """Count ``value``."""
        self._count += 1
        self._sum += value
        for place, bound in enumerate(self._bounds):
            self._counts[place] += value <= bound

    def lines(self, name: str) -> list[str]:
        """Return the lines of metric ``name``."""
        counts = [f'{name}_bucket{{le="{bound:g}"}} {n}' for bound, n in zip(self._bounds, self._counts, strict=True)]
        last = f'{name}_bucket{{le="+Inf"}} {self._count}'
        return [f"# TYPE {name} histogram", *counts, last, f"{name}_sum {self._sum:.6f}", f"{name}_count {self._count}"]


class PushCounter:
    """Counts pushed events and how long pushes took, since this process started. Safe between threads."""

    def __init__(self) -> None:
        self._events: Counter[str] = Counter({"applied": 0, "duplicate": 0, "quarantined": 0, "refused": 0})
        self._seconds = Histogram(BUCKETS_S)
        self._lock = threading.Lock()

    def note(self, seconds: float, **events: int) -> None:
        """Count one push: its duration, and its events by result."""
        with self._lock:
            self._events.update(events)
            self._seconds.note(seconds)

    def lines(self) -> list[str]:
        """Return the lines of both metrics."""
        with self._lock:
            counts = [f'studio_push_events_total{{result="{name}"}} {n}' for name, n in sorted(self._events.items())]
            return ["# TYPE studio_push_events_total counter", *counts, *self._seconds.lines(_DURATION)]


_DURATION: Final = "studio_push_duration_seconds"


def exposition(connection: Connection, pushes: PushCounter, now: datetime) -> str:
    """Return all metrics as text."""
    states: Counter[DeviceState] = Counter(dict.fromkeys(DeviceState, 0))
    lag = Histogram(LAG_BUCKETS_S)
    for row in connection.execute(select(DEVICE.c.drain_until, DEVICE.c.last_seen_at)):
        state = device_state(row.drain_until, now)
        states[state] += 1
        if state is DeviceState.ACTIVE:
            lag.note(max(0.0, (now - datetime.fromisoformat(row.last_seen_at)).total_seconds()))
    quarantined = connection.execute(select(func.count()).select_from(QUARANTINE)).scalar_one()
    poison = connection.execute(select(func.count()).select_from(POISON)).scalar_one()
    lines = [
        "# TYPE studio_build_info gauge",
        f'studio_build_info{{version="{__version__}"}} 1',
        "# TYPE studio_devices gauge",
        *(f'studio_devices{{state="{state}"}} {count}' for state, count in sorted(states.items())),
        "# HELP studio_device_lag_seconds Time since each active desk was last seen.",
        *lag.lines("studio_device_lag_seconds"),
        "# TYPE studio_quarantine_events gauge",
        f"studio_quarantine_events {quarantined}",
        "# TYPE studio_poison_events gauge",
        f"studio_poison_events {poison}",
        *pushes.lines(),
    ]
    return "\n".join(lines) + "\n"
