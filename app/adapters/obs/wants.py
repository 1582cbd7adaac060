# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the health thread is asked to read next. Filled by the event reader, emptied by the health thread."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to read now. ``snapshot`` includes all the rest."""

    snapshot: bool = False
    health: bool = False
    program: bool = False
    mutes: frozenset[str] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return self.snapshot or self.health or self.program or bool(self.mutes)


class Wants:
    """A thread-safe heap of wishes in which a thousand equal ones are one."""

    def __init__(self) -> None:
        self._wake = threading.Condition()
        self._wanted = Wanted()
        self._changing = False
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether nothing is to be read any more."""
        return self._stopped

    @property
    def changing(self) -> bool:
        """Whether OBS is between two scene collections, where 5.1 answers with garbage."""
        return self._changing

    def add(
        self, *, snapshot: bool = False, health: bool = False, program: bool = False, mutes: Iterable[str] = ()
    ) -> None:
        """Wish for reads."""
        with self._wake:
            had = self._wanted
            self._wanted = Wanted(
                had.snapshot or snapshot, had.health or health, had.program or program, had.mutes | frozenset(mutes)
            )
            self._wake.notify()

    def set_changing(self, changing: bool) -> None:
        """Note that a scene-collection change began or ended; its end wishes for a snapshot."""
        with self._wake:
            self._changing = changing
        if not changing:
            self.add(snapshot=True)

    def take(self, timeout_s: float) -> Wanted:
        """Return and forget what is wished for; waits up to ``timeout_s`` seconds for the first wish."""
        with self._wake:
            if not self._wanted and not self._stopped:
                self._wake.wait(timeout_s)
            wanted, self._wanted = self._wanted, Wanted()
            return wanted

    def stop(self) -> None:
        """Wake whoever waits, for good."""
        with self._wake:
            self._stopped = True
            self._wake.notify_all()
