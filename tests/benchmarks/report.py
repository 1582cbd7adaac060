# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of the budget table: what was measured, beside what, and whether the budget holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


def percentile(samples: Sequence[float], percent: float) -> float:
    """Return the nearest-rank percentile of ``samples``.

    Raises:
        ValueError: without any sample.
    """
    if not samples:
        raise ValueError("no samples were taken")
    ordered = sorted(samples)
    rank = max(1, -(-len(ordered) * percent // 100))
    return ordered[int(rank) - 1]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``measured`` and ``reference`` are in ``unit``; ``limit`` bounds their ratio.

    Without a reference the budget is absolute: ``limit`` bounds ``measured`` itself.
    """

    what: str
    measured: float
    unit: str
    limit: float
    reference: float | None = None
    samples: int = 1
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Measured over reference."""
        return None if self.reference is None else self.measured / self.reference

    @property
    def met(self) -> bool:
        """Whether the budget holds."""
        value = self.measured if self.ratio is None else self.ratio
        return value <= self.limit

    def cells(self) -> tuple[str, ...]:
        """Return the table cells of this row."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        reference = "" if self.reference is None else f"{self.reference:.2f} {self.unit}"
        limit = f"<= {self.limit:g}x" if self.reference is not None else f"<= {self.limit:g} {self.unit}"
        verdict = "met" if self.met else "NOT MET"
        return (self.what, f"{self.measured:.2f} {self.unit}", reference, ratio, limit, verdict, str(self.samples))


HEADERS = ("what", "measured", "reference", "ratio", "budget", "", "samples")


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [HEADERS, tuple("---" for _ in HEADERS), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def notes(rows: Sequence[Row]) -> str:
    """Return what has to be said beside the table."""
    return "\n".join(f"- {row.what}: {row.note}" for row in rows if row.note)


def alternate(
    ours: Callable[[], float], reference: Callable[[], float], *, rounds: int, block: int = 1
) -> tuple[list[float], list[float]]:
    """Take samples of both in turns, so that a busy moment of the machine hits both."""
    measured: list[float] = []
    beside: list[float] = []
    for _ in range(rounds):
        measured.extend(ours() for _ in range(block))
        beside.extend(reference() for _ in range(block))
    return measured, beside
