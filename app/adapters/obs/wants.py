# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the health thread is asked to read next. Filled by the event reader, emptied by the health thread."""

import threading
from dataclasses import dataclass

_NONE: frozenset[str] = frozenset()
_NAMES_LIMIT = 512
"""So many names wished for one by one are no fewer reads than all of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to read now.

    ``everything`` trusts nothing known. ``lists`` compares the lists of scenes and inputs and reads what is new in
    them. ``studio`` is studio mode and transitions. The rest names audio inputs, scenes and groups, the sources of
    filters, and media inputs.
    """

    everything: bool = False
    lists: bool = False
    health: bool = False
    program: bool = False
    studio: bool = False
    inputs: frozenset[str] = _NONE
    containers: frozenset[str] = _NONE
    filters: frozenset[str] = _NONE
    media: frozenset[str] = _NONE

    def __or__(self, other: "Wanted") -> "Wanted":
        both = Wanted(
            self.everything or other.everything,
            self.lists or other.lists,
            self.health or other.health,
            self.program or other.program,
            self.studio or other.studio,
            self.inputs | other.inputs,
            self.containers | other.containers,
            self.filters | other.filters,
            self.media | other.media,
        )
        return both if both.names <= _NAMES_LIMIT else Wanted(everything=True, health=both.health)

    def __bool__(self) -> bool:
        return self != Wanted()

    @property
    def names(self) -> int:
        """How many names are wished for."""
        return len(self.inputs) + len(self.containers) + len(self.filters) + len(self.media)

    @property
    def snapshot(self) -> bool:
        """Whether the lists are to be read; that includes the small things."""
        return self.everything or self.lists

    @property
    def small(self) -> bool:
        """Whether single things are to be read."""
        return self.program or self.studio or self.names > 0


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

    def add(self, wanted: Wanted) -> None:
        """Wish for reads."""
        with self._wake:
            self._wanted |= wanted
            self._wake.notify()

    def set_changing(self, changing: bool) -> None:
        """Note that a scene-collection change began or ended; its end wishes for everything."""
        with self._wake:
            self._changing = changing
        if not changing:
            self.add(Wanted(everything=True))

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
