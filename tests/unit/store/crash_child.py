# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A process that logs sales until it is killed; what it was told is saved, it says on its pipe."""

import itertools
import os
import signal
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from app.store import connections, generations, ledger, writer
from app.store.journal import Journal
from app.store.transaction import Transaction
from app.store.writer import Alone
from tests.helpers.ledger import Evening, open_at

_STEPS: Final[dict[str, tuple[Any, str, bool]]] = {
    "after_begin": (ledger, "find_event", False),
    "after_insert": (Transaction, "insert", True),
    "before_journal": (writer, "record_in_journal", False),
    "before_commit": (writer, "record_in_journal", True),
    "after_commit": (Journal, "confirm", False),
}
_SWITCH_STEPS: Final[dict[str, tuple[Any, str, bool]]] = {
    "switch_before_moving": (generations, "_renumber", False),
    "switch_after_moving": (generations, "_renumber", True),
    "switch_before_journal": (generations, "_write_journal", False),
    "switch_after_journal": (generations, "_write_journal", True),
    "switch_before_name": (Path, "replace", False),
    "switch_after_name": (Path, "replace", True),
    "switch_after_commit": (Alone, "use_journal", False),
    "switch_done": (Alone, "use_journal", True),
}
SWITCH_POINTS: Final = tuple(_SWITCH_STEPS)
POINTS: Final = (*_STEPS, "mid_journal", "mid_checkpoint", "any")


def log_until_killed(root: str, acked: Connection, point: str, visits: int, together: int) -> None:
    """Append ``together`` events at a time; die at the ``visits``-th pass through ``point`` or by the parent's hand."""
    if point == "mid_checkpoint":
        from tests.helpers.killing_disk import killing_sqlite3

        connections.sqlite3, disk = killing_sqlite3(Path(root) / "desk.sqlite")  # type: ignore[assignment]
    store = open_at(Path(root))
    if point == "mid_journal":
        _arm_half_a_line(visits)
    elif point in _STEPS:
        _arm(*_STEPS[point], visits=visits)
    evening = Evening()
    drafts = [evening.opening]
    for number in itertools.count():
        if point == "mid_checkpoint" and number == visits:
            disk.arm(pages=1 + visits * 3 % 10)
        for future in [store.ledger.append(draft) for draft in drafts]:
            acked.send(future.result(timeout=30).event_id)
        drafts = [evening.sale() for _ in range(together)]


def switch_until_killed(root: str, acked: Connection, point: str) -> None:
    """Log a few sales, part of them at the base, and die at ``point`` while a new generation is opened."""
    store = open_at(Path(root))
    evening = Evening()
    for draft in (evening.opening, *(evening.sale() for _ in range(5))):
        acked.send(store.ledger.append(draft).result(timeout=30).event_id)
    store.outbox.acknowledge(server_epoch="epoch-1", through=2)
    _arm(*_SWITCH_STEPS[point], visits=1)
    store.outbox.open_generation("killed")


def _die() -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def _arm(owner: Any, name: str, after: bool, *, visits: int) -> None:
    """Put a kill before or after one step of the write path."""
    step = getattr(owner, name)
    left = [visits]

    def armed(*args: Any, **kwargs: Any) -> Any:
        left[0] -= 1
        if left[0] == 0 and not after:
            _die()
        result = step(*args, **kwargs)
        if left[0] == 0:
            _die()
        return result

    setattr(owner, name, armed)


def _arm_half_a_line(visits: int) -> None:
    """Die with the last line of an append half written."""
    whole = Journal.append
    left = [visits]

    def torn(journal: Journal, lines: Sequence[str], *, last_seq: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            data = ("\n".join(lines) + "\n").encode("utf-8")
            with journal.path.open("ab") as file:
                file.write(data[: -len(lines[-1]) // 2])
            _die()
        whole(journal, lines, last_seq=last_seq)

    Journal.append = torn  # type: ignore[method-assign]
