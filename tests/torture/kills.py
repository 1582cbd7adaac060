# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at each named step of the write path, of a push and of a migration."""

import multiprocessing
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from tests.helpers.ledger import Evening, append_all, open_at
from tests.torture import kill_child
from tests.torture.line import Pair
from tests.torture.report import Budget, Tally
from tests.unit.store.crash_child import POINTS
from tests.unit.store.test_kill import live_and_be_killed

LIVES_PER_PROFILE = 5


def run(budget: Budget) -> Iterator[Tally]:
    """Kill at every point in turn."""
    with _processes() as context:
        share = len(POINTS) + len(kill_child.SYNC_POINTS) + 2
        for number, point in enumerate(POINTS):
            yield _write_path(context, point, budget.part(share - number))
        for number, point in enumerate(kill_child.SYNC_POINTS):
            yield _push(context, point, budget.part(share - len(POINTS) - number))
        yield _start(context, "mid_backup", kill_child.back_up_until_killed, budget.part(2))
        yield _start(context, "mid_migration", kill_child.migrate_until_killed, budget)


@contextmanager
def _processes() -> Iterator[BaseContext]:
    """Children come from one warmed process where the system can fork: a start then takes milliseconds."""
    method = "spawn" if sys.platform == "win32" else "forkserver"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(["tests.unit.store.crash_child", "tests.torture.kill_child"])
    try:
        yield context
    finally:
        if method == "forkserver":
            from multiprocessing import forkserver

            forkserver._forkserver._stop()


def _write_path(context: BaseContext, point: str, budget: Budget) -> Tally:
    tally = Tally(f"kill -9: {point}")
    folder = Path(tempfile.mkdtemp(prefix="torture-kill-"))
    acked: set[str] = set()
    for number in budget.rounds():
        life = number % LIVES_PER_PROFILE
        root = folder / str(number // LIVES_PER_PROFILE)
        acked = acked if life else set()
        acked.update(live_and_be_killed(context, root, point, life))
        _check(tally, root, acked)
    shutil.rmtree(folder)
    return tally


def _check(tally: Tally, root: Path, acked: set[str]) -> None:
    store = open_at(root)
    tally.need(store.verify().ok, "verify found problems")
    tally.count(acked, [event.event_id for event in store.reader.all_events()])
    store.close()


def _die_in_child(context: BaseContext, tally: Tally, target: Any, *arguments: str) -> None:
    child = context.Process(target=target, args=arguments, daemon=True)  # type: ignore[attr-defined]
    child.start()
    child.join(60)
    tally.need(child.exitcode not in {None, 0, 1}, "the child was not killed")
    child.close()


def _push(context: BaseContext, point: str, budget: Budget) -> Tally:
    """The desk dies between the base's commit and its own; afterwards everything is at the base once."""
    tally = Tally(f"kill -9: {point}")
    with Pair() as pair:
        for number in budget.rounds():
            pair.log(*(pair.evening.sale() for _ in range(1 + number % 20)))
            root = pair.folder / "desk"
            pair.store.close()
            _die_in_child(context, tally, kill_child.push_until_killed, str(root), pair.server.url, pair.token, point)
            pair.store = open_at(root)
            tally.need(pair.store.outbox.head().pending > 0, "nothing was left to acknowledge")
            pair.sync()
            tally.need(pair.store.outbox.head().pending == 0, "something never arrived")
            tally.count(pair.told, pair.stored())
    return tally


def _start(context: BaseContext, point: str, target: Callable[[str], None], budget: Budget) -> Tally:
    """A start that has a migration to do dies; the next start, of the old version, finds everything as it was."""
    tally = Tally(f"kill -9: {point}")
    folder = Path(tempfile.mkdtemp(prefix="torture-migrate-"))
    root = folder / "desk"
    store = open_at(root)
    evening = Evening()
    sales = (evening.sale() for _ in range(200))
    acked = {event.event_id for event in append_all(store, [evening.opening, *sales])}
    store.close()
    for _ in budget.rounds():
        _die_in_child(context, tally, target, str(root))
        _check(tally, root, acked)
        tally.need(not kill_child.has_half_a_step(root), "half a step was left behind")
        # Every try makes a backup of the old schema first; they would fill the disk.
        for copy in (root / "backups").glob("*"):
            copy.unlink()
    shutil.rmtree(folder)
    return tally
