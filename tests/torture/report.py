# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one row of the fault matrix counted."""

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from app.store.connections import journal_mode_for


@dataclass(slots=True)
class Tally:
    """Counts of one fault. ``broken`` tells what else must hold and did not; ``wanted`` tries were meant."""

    what: str
    tries: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    broken: list[str] = field(default_factory=list)
    wanted: int = 0

    def count(self, acked: Iterable[str], stored: Sequence[str]) -> None:
        """Compare what was acknowledged with what is there."""
        told = set(acked)
        self.tries += 1
        self.acknowledged += len(told)
        self.lost += len(told - set(stored))
        self.doubled += sum(number - 1 for number in Counter(stored).values())

    def need(self, holds: bool, what: str) -> None:
        """Note ``what`` when it does not hold."""
        if not holds:
            self.broken.append(what)

    @property
    def ok(self) -> bool:
        return self.tries > 0 and not self.lost and not self.doubled and not self.broken

    @property
    def verdict(self) -> str:
        if not self.ok:
            return "BROKEN " + "; ".join(sorted(set(self.broken)))
        return f"holds; the time was over before {self.wanted}" if self.tries < self.wanted else "holds"

    def as_json(self) -> dict[str, Any]:
        """Return all counts, from which ``Tally(**...)`` makes this tally again."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Budget:
    """How much one row may do: up to ``tries`` faults, ending early once the time is over."""

    tries: int
    until: float

    @classmethod
    def of(cls, tries: int, seconds: float) -> "Budget":
        return cls(tries, time.monotonic() + seconds)

    def part(self, parts_left: int, *, at_most: int | None = None) -> "Budget":
        """Return a fair part of the time that is left, perhaps for fewer tries."""
        now = time.monotonic()
        tries = self.tries if at_most is None else min(self.tries, at_most)
        return Budget(tries, now + max(0.0, self.until - now) / parts_left)

    def rounds(self, tally: Tally | None = None) -> Iterable[int]:
        """Yield try numbers; the first always, so that no row is empty. ``tally`` hears how many were meant."""
        if tally is not None:
            tally.wanted = self.tries
        for number in range(self.tries):
            if number and time.monotonic() > self.until:
                return
            yield number


def journal_mode() -> str:
    """Return the journal mode in which the store runs in this process."""
    return journal_mode_for(sqlite3.sqlite_version_info[:3])


def table(tallies: Sequence[Tally]) -> str:
    """Return the rows as a Markdown table, with their sums."""
    rows = [(row.what, row.tries, row.acknowledged, row.lost, row.doubled, row.verdict) for row in tallies]
    sums = ("all", *(sum(row[column] for row in rows) for column in range(1, 5)), "")
    head = ("fault", "tries", "acknowledged", "lost", "doubled", "")
    lines = [head, ("---",) * len(head), *rows, sums]
    return "\n".join(f"| {' | '.join(str(cell) for cell in cells)} |" for cells in lines)
