# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at each named step of the write path, of a new generation, of a push, of a backup and of a migration."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from app.store.migrations import STEPS
from tests.helpers.forked import forked_processes
from tests.helpers.ledger import Evening, append_all, open_at
from tests.torture import kill_child
from tests.torture.line import Pair
from tests.torture.report import Budget, Tally, journal_mode
from tests.unit.store.crash_child import POINTS, SWITCH_POINTS, switch_until_killed
from tests.unit.store.test_kill import live_and_be_killed, told_before_the_end

LIVES_PER_PROFILE = 5
# What a killed process has written stays with the system whether it was flushed or not: so no disk need be waited for.
MEMORY = "/dev/shm"  # noqa: S108
# Enough that a backup takes several steps of 64 pages.
LONG_EVENTS, LONG = 250, "x" * 3_500


def run(budget: Budget) -> Iterator[Tally]:
    """Kill at every point in turn."""
    with forked_processes("tests.unit.store.crash_child", "tests.torture.kill_child") as context:
        rows = [
            *((_write_path, point) for point in POINTS),
            *((_switch, point) for point in SWITCH_POINTS),
            (_backup_while_selling, "mid_backup while selling"),
            *((_start, point) for point in kill_child.START_POINTS),
            *((_push, point) for point in kill_child.SYNC_POINTS),
        ]
        for number, (row, point) in enumerate(rows):
            yield row(context, point, budget.part(len(rows) - number))


def _tally(point: str) -> Tally:
    # apsw brings its own SQLite and kills in the checkpoint of that.
    return Tally(f"kill -9: {point} ({'wal' if point == 'mid_checkpoint' else journal_mode()})")


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="torture-kill-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_path(context: BaseContext, point: str, budget: Budget) -> Tally:
    tally = _tally(point)
    acked: set[str] = set()
    with _folder() as folder:
        for number in budget.rounds(tally):
            life = number % LIVES_PER_PROFILE
            root = folder / str(number // LIVES_PER_PROFILE)
            if not life:
                acked = set()
                shutil.rmtree(folder / str(number // LIVES_PER_PROFILE - 1), ignore_errors=True)
            acked.update(live_and_be_killed(context, root, point, life))
            _check(tally, root, acked)
    return tally


def _switch(context: BaseContext, point: str, budget: Budget) -> Tally:
    tally = _tally(point)
    with _folder() as folder:
        for number in budget.rounds(tally):
            root = folder / str(number)
            _check(tally, root, set(_told(context, switch_until_killed, str(root), point)))
            shutil.rmtree(root)
    return tally


def _backup_while_selling(context: BaseContext, point: str, budget: Budget) -> Tally:
    tally = _tally(point)
    with _folder() as folder:
        filled, sold = _filled(folder)
        for number in budget.rounds(tally):
            root = folder / str(number)
            shutil.copytree(filled, root)
            told = _told(context, kill_child.back_up_while_selling_until_killed, str(root), visits=1 + number % 5)
            _check(tally, root, sold | set(told))
            tally.need(not list((root / "backups").glob("*.sqlite")), "half a backup passes for one")
            shutil.rmtree(root)
    return tally


def _start(context: BaseContext, point: str, budget: Budget) -> Tally:
    """A start that has a migration to do dies; the next start, of the old version, finds everything as it was."""
    tally = _tally(point)
    with _folder() as folder:
        root, sold = _filled(folder)
        for number in budget.rounds(tally):
            die_in_child(context, tally, kill_child.start_until_killed, str(root), point, 1 + number % 5)
            _check(tally, root, sold)
            tally.need(not _has_half_a_step(root), "half a step was left behind")
            whole = list((root / "backups").glob("*.sqlite"))
            tally.need(not whole or point == "mid_migration", "half a backup passes for one")
            # Every try makes a backup of the old schema first; they would fill the disk.
            for copy in (root / "backups").glob("*"):
                copy.unlink()
    return tally


def _push(context: BaseContext, point: str, budget: Budget) -> Tally:
    """The desk dies between the base's commit and its own; afterwards everything is at the base once."""
    tally = _tally(point)
    pair: Pair | None = None
    for number in budget.rounds(tally):
        # A ledger that grows for ever would make the last tries slower than the first.
        if number % 100 == 0:
            pair = _fresh(pair)
        assert pair is not None
        pair.log(*(pair.evening.sale() for _ in range(1 + number % 20)))
        root = pair.folder / "desk"
        pair.store.close()
        die_in_child(context, tally, kill_child.push_until_killed, str(root), pair.server.url, pair.token, point)
        pair.store = open_at(root)
        tally.need(pair.store.outbox.head().pending > 0, "nothing was left to acknowledge")
        pair.sync()
        tally.need(pair.store.outbox.head().pending == 0, "something never arrived")
        tally.count(pair.told, pair.stored())
    if pair is not None:
        pair.close()
    return tally


def _fresh(pair: Pair | None) -> Pair:
    if pair is not None:
        pair.close()
    return Pair()


def _filled(folder: Path) -> tuple[Path, set[str]]:
    """Return a closed profile of about a megabyte, and the ids of its events."""
    root, evening = folder / "filled", Evening()
    store = open_at(root)
    long = (replace(evening.sale(), kind="long.note", body={"text": LONG}) for _ in range(LONG_EVENTS))
    sold = {event.event_id for event in append_all(store, [evening.opening, *long])}
    store.close()
    return root, sold


def _check(tally: Tally, root: Path, acked: set[str]) -> None:
    store = open_at(root)
    tally.need(store.verify().ok, "verify found problems")
    tally.count(acked, [event.event_id for event in store.reader.all_events()])
    store.close()


def _told(context: BaseContext, target: Any, root: str, point: str = "", visits: int = 0) -> list[str]:
    told, telling = context.Pipe(duplex=False)
    arguments = (root, telling, point) if point else (root, telling, visits)
    child = context.Process(target=target, args=arguments, daemon=True)  # type: ignore[attr-defined]
    child.start()
    telling.close()
    return told_before_the_end(child, told)


def die_in_child(context: BaseContext, tally: Tally, target: Any, *arguments: object) -> None:
    """Run ``target`` in a child that must be killed."""
    child = context.Process(target=target, args=arguments, daemon=True)  # type: ignore[attr-defined]
    child.start()
    child.join(60)
    tally.need(child.exitcode not in {None, 0, 1}, "the child was not killed")
    child.close()


def _has_half_a_step(root: Path) -> bool:
    """Return whether a part of the unfinished step is in the database."""
    with closing(sqlite3.connect(root / "desk.sqlite")) as connection:
        found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0]
        return bool(found) or connection.execute("PRAGMA user_version").fetchone()[0] != len(STEPS)
