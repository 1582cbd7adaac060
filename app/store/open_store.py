# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening the local database: checks, migrations, recovery, and the parts that work on it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.contract.ids import new_id
from app.domain.clock import Clock
from app.domain.ports import VerifyReport
from app.settings.profile import Profile
from app.store.connections import ReadPool, connect_writer
from app.store.content import StoreContent, StoreInbox
from app.store.errors import StoreOpenError, failure_code
from app.store.journal import Journal
from app.store.ledger import StoreLedger
from app.store.location import check_location
from app.store.migrations import migrate
from app.store.outbox import StoreOutbox
from app.store.reader import StoreReader
from app.store.recovery import reconcile
from app.store.verify import verify_ledger
from app.store.writer import StoreWriter

_FIRST_GEN: Final = 1

_OPEN_SENTENCES: Final = {
    "corrupt": "The database file desk.sqlite is damaged. It was not touched, and every event is also in the journal "
    "folder beside it. Move desk.sqlite to another place and start again: the ledger is rebuilt from the journal. "
    "Shops and scripts come again from the base or by import.",
    "busy": "Another program holds the database. Nothing was changed. Close the other program and start again.",
    "not_writable": "The profile folder cannot be written to. Nothing was changed. "
    "Check its permissions and the free space, or choose another folder.",
}


class DeskStore:
    """The local database, opened: ledger, reader, outbox, inbox and content over one writer thread."""

    def __init__(self, *, writer: StoreWriter, pool: ReadPool, journal_dir: Path) -> None:
        self._writer = writer
        self._pool = pool
        self._journal_dir = journal_dir
        self.reader = StoreReader(pool)
        self.ledger = StoreLedger(writer)
        self.outbox = StoreOutbox(writer, self.reader)
        self.inbox = StoreInbox(writer)
        self.content = StoreContent(writer, pool)

    def device_id(self) -> str:
        """Return the id that was minted with this database."""
        return self.reader.head().device_id

    def verify(self) -> VerifyReport:
        """Check every event: chain, journal, totals. Long with a large ledger; sales can be logged meanwhile."""
        return verify_ledger(self._pool, self._journal_dir)

    def close(self) -> None:
        """Finish what was queued, then close. Safe to call twice."""
        self._writer.close()
        self._pool.close()


def open_store(profile: Profile, clock: Clock) -> DeskStore:
    """Open the profile's database; make it, or rebuild it from the journal, where there is none.

    Its cost does not grow with the ledger, unless there is something to rebuild.

    Raises:
        StoreOpenError: with a plain sentence; what was there is as it was.
    """
    check_location(profile.root)
    stamp = clock.now().strftime("%Y%m%dT%H%M%S%f")
    try:
        profile.ensure()
        connection = connect_writer(profile.database)
    except (sqlite3.Error, OSError) as error:
        raise _open_error(error) from error
    try:
        journal = _prepare(connection, profile, stamp)
    except (sqlite3.Error, OSError) as error:
        connection.close()
        raise _open_error(error) from error
    except StoreOpenError:
        connection.close()
        raise
    writer = StoreWriter(connection, journal)
    return DeskStore(writer=writer, pool=ReadPool(profile.database), journal_dir=profile.journal_dir)


def _prepare(connection: sqlite3.Connection, profile: Profile, stamp: str) -> Journal:
    migrate(connection, backup=_backup(connection, profile.backups_dir, stamp))
    gen = _identity(connection, profile.journal_dir)
    journal = Journal(profile.journal_dir, gen)
    try:
        reconcile(connection, journal, stamp=stamp)
    except BaseException:
        journal.close()
        raise
    return journal


def _identity(connection: sqlite3.Connection, journal_dir: Path) -> int:
    """Return the current generation. A new database takes device and generation from a journal that is there."""
    row = connection.execute("SELECT gen FROM sync_state").fetchone()
    if row is not None:
        return int(row[0])
    gen = Journal.newest(journal_dir) or _FIRST_GEN
    device_id = Journal.device_of(journal_dir, gen) or new_id()
    connection.execute(
        "INSERT INTO sync_state (id, device_id, gen, acked_through) VALUES (1, ?, ?, 0) ON CONFLICT DO NOTHING",
        (device_id, gen),
    )
    return gen


def _backup(connection: sqlite3.Connection, folder: Path, stamp: str) -> Callable[[int], None]:
    def backup(version: int) -> None:
        copy = sqlite3.connect(folder / f"desk-schema{version}-{stamp}.sqlite")
        try:
            connection.backup(copy)
        finally:
            copy.close()

    return backup


def _open_error(error: sqlite3.Error | OSError) -> StoreOpenError:
    code = failure_code(error)
    code = code if code in _OPEN_SENTENCES else "not_writable"
    return StoreOpenError(code, f"{_OPEN_SENTENCES[code]} ({error})")
