# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An old database, of every schema there was, with 10,000 events that wait: killed half-way through its migration."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.context import BaseContext
from pathlib import Path

from app.contract.ids import new_id
from app.settings.profile import Profile
from app.store.migrations import STEPS, migrate
from tests.benchmarks.million_ledger import fill_ledger
from tests.helpers.forked import forked_processes
from tests.helpers.ledger import open_at
from tests.torture.kill_child import migrate_until_killed
from tests.torture.kills import die_in_child
from tests.torture.report import Budget, Tally

PENDING = 10_000
PENDING_IN_SHORT = 500


def run(budget: Budget) -> Iterator[Tally]:
    """Migrate from every older schema."""
    count = PENDING if budget.tries >= 10 else PENDING_IN_SHORT
    with forked_processes("tests.torture.kill_child") as context:
        for schema in range(1, len(STEPS)):
            yield _from(schema, count, context, budget.part(len(STEPS) - schema))


def _from(schema: int, count: int, context: BaseContext, budget: Budget) -> Tally:
    tally = Tally(f"kill -9: migration from schema {schema}, {count:,} events waiting")
    folder = Path(tempfile.mkdtemp(prefix="torture-migrations-"))
    old = folder / "old"
    _make_old(Profile(old), schema, count)
    before = _waiting_in(old)
    places = [(step, statement) for step in range(schema + 1, len(STEPS) + 1) for statement in _statements(step)]
    for number in budget.rounds(tally):
        root = folder / str(number)
        shutil.copytree(old, root)
        die_in_child(context, tally, migrate_until_killed, str(root), *places[number % len(places)])
        tally.need(_waiting_in(root) == before, "the killed migration changed an event")
        store = open_at(root)
        after = [(event.event_id, event.seq, event.hash) for event in store.outbox.pending(0, count + 1)]
        tally.need(after == before, "the migration changed an event")
        tally.need(store.outbox.head().pending == count, "the number that waits changed")
        if number == 0:
            tally.need(store.verify().ok, "verify found problems")
        tally.count([event_id for event_id, _, _ in before], [event_id for event_id, _, _ in after])
        store.close()
        shutil.rmtree(root)
    shutil.rmtree(folder)
    return tally


def _statements(step: int) -> range:
    return range(1, len(STEPS[step - 1]) + 1)


def _make_old(profile: Profile, schema: int, count: int) -> None:
    """Make a profile as the program of that schema would have left it."""
    profile.ensure()
    device_id = new_id()
    with closing(sqlite3.connect(profile.database, isolation_level=None)) as connection:
        migrate(connection, backup=lambda _version: None, steps=STEPS[:schema])
        connection.execute(
            "INSERT INTO sync_state (id, device_id, gen, acked_through) VALUES (1, ?, 1, 0)", (device_id,)
        )
    fill_ledger(profile, device_id, count)


def _waiting_in(root: Path) -> list[tuple[str, int, str]]:
    """Return id, number and hash of every event, read without the program."""
    with closing(sqlite3.connect(root / "desk.sqlite")) as connection:
        return connection.execute("SELECT event_id, seq, hash FROM event ORDER BY seq").fetchall()
