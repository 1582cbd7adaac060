# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one row of the fault matrix counted."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts of one fault. ``broken`` tells what else must hold and did not."""

    what: str
    tries: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    broken: list[str] = field(default_factory=list)

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


@dataclass(frozen=True, slots=True)
class Budget:
    """How much one row may do: up to ``tries`` faults, ending early once the time is over."""

    tries: int
    until: float

    @classmethod
    def of(cls, tries: int, seconds: float) -> "Budget":
        return cls(tries, time.monotonic() + seconds)

    def part(self, parts_left: int) -> "Budget":
        """Return a fair part of the time that is left."""
        now = time.monotonic()
        return Budget(self.tries, now + max(0.0, self.until - now) / parts_left)

    def rounds(self) -> Iterable[int]:
        """Yield try numbers; the first always, so that no row is empty."""
        for number in range(self.tries):
            if number and time.monotonic() > self.until:
                return
            yield number


def table(tallies: Sequence[Tally]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| fault | tries | acknowledged | lost | doubled | |", "| --- | --- | --- | --- | --- | --- |"]
    for row in tallies:
        verdict = "holds" if row.ok else "BROKEN " + "; ".join(sorted(set(row.broken)))
        lines.append(f"| {row.what} | {row.tries} | {row.acknowledged} | {row.lost} | {row.doubled} | {verdict} |")
    return "\n".join(lines)
