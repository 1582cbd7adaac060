# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening the local database: checks, migrations, recovery, and the parts that work on it."""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from app.contract.ids import new_id
from app.domain.clock import Clock
from app.domain.ports import VerifyReport
from app.settings.profile import Profile
from app.store.backups import copy_database, new_backup, newest_first
from app.store.care import StoreCare
from app.store.connections import ReadPool, connect_writer
from app.store.content import StoreContent, StoreInbox
from app.store.damage import DamageMark, Recovered, set_aside
from app.store.errors import StoreOpenError, failure_code
from app.store.event_rows import chain_head
from app.store.generations import adopt
from app.store.install import StoreInstall
from app.store.journal import Journal
from app.store.known_clock import KnownClock
from app.store.ledger import StoreLedger
from app.store.location import check_location
from app.store.migrations import migrate
from app.store.outbox import StoreOutbox
from app.store.parked import StoreParkedEvents
from app.store.projections import rebuild_if_stale
from app.store.reader import StoreReader
from app.store.recovery import identity_in, reconcile, salvage, take_content
from app.store.session_checks import StoreSessionChecks
from app.store.verify import verify_ledger
from app.store.writer import StoreWriter

_FIRST_GEN: Final = 1
_SOURCES: Final = 3
_log = logging.getLogger(__name__)

_OPEN_SENTENCES: Final = {
    "corrupt": "The database file desk.sqlite is damaged and cannot be rebuilt here. Nothing was deleted, and every "
    "event is also in the journal folder beside it. Check the disk and call the technician.",
    "busy": "Another program holds the database. Nothing was changed. Close the other program and start again.",
    "not_writable": "The profile folder cannot be written to. Nothing was changed. "
    "Check its permissions and the free space, or choose another folder.",
}


class DeskStore:
    """The local database, opened: ledger, reader, outbox, inbox and content over one writer thread."""

    def __init__(
        self,
        *,
        writer: StoreWriter,
        pool: ReadPool,
        journal_dir: Path,
        care: StoreCare,
        recovered: Recovered | None,
    ) -> None:
        self.recovered = recovered
        self.care = care
        self._writer = writer
        self._pool = pool
        self._journal_dir = journal_dir
        self.reader = StoreReader(pool)
        known_clock = KnownClock()
        self.ledger = StoreLedger(writer, known_clock)
        self.outbox = StoreOutbox(writer, self.reader, known_clock)
        self.inbox = StoreInbox(writer)
        self.content = StoreContent(writer, pool)
        self.install = StoreInstall(writer, pool)
        self.parked = StoreParkedEvents(writer, pool)
        self.checks = StoreSessionChecks(writer, pool)

    def device_id(self) -> str:
        """Return the id that was minted with this database."""
        return self.reader.head().device_id

    def verify(self) -> VerifyReport:
        """Check every event: chain, journal, totals. Long with a large ledger; sales can be logged meanwhile."""
        return verify_ledger(self._pool, self._journal_dir)

    def close(self) -> None:
        """Finish what was queued, then close. Safe to call twice."""
        self.care.stop()
        self._writer.close()
        self.care.join()
        self._pool.close()


def open_store(profile: Profile, clock: Clock) -> DeskStore:
    """Open the profile's database; make it, or rebuild it from the journal, where there is none.

    A damaged file is set aside and the ledger rebuilt; ``recovered`` of the store then says so. The cost does not grow
    with the ledger, unless there is something to rebuild.

    Raises:
        StoreOpenError: with a plain sentence; nothing of what was there is lost.
    """
    check_location(profile.root)
    stamp = clock.now().strftime("%Y%m%dT%H%M%S%f")
    try:
        profile.ensure()
        is_new = not profile.database.exists() or profile.database.stat().st_size == 0
        (connection, journal), aside = _open_or_rebuild(profile, stamp)
    except (sqlite3.Error, OSError) as error:
        raise _open_error(error) from error
    events = chain_head(connection).seq
    recovered = None
    if aside is not None or (is_new and events):
        recovered = Recovered("missing" if aside is None else "damaged", aside, events)
        _log.log(logging.INFO if aside is None else logging.WARNING, "%s", recovered.sentence)
    writer = StoreWriter(connection, journal, profile.database)
    return DeskStore(
        writer=writer,
        pool=ReadPool(profile.database),
        journal_dir=profile.journal_dir,
        care=StoreCare(writer, profile, clock),
        recovered=recovered,
    )


def _open_or_rebuild(profile: Profile, stamp: str) -> tuple[tuple[sqlite3.Connection, Journal], Path | None]:
    """Open the database, or set it aside and make it anew; returns where the damaged file is then.

    The mark stays until the new one is whole, so a kill in between only begins this anew.
    """
    mark = DamageMark(profile.database)
    if not mark.is_set():
        try:
            return _open_parts(profile, stamp, None), None
        except sqlite3.Error as error:
            if failure_code(error) != "corrupt":
                raise
            mark.set(str(error))
    aside = set_aside(profile.database, stamp)
    parts = _open_parts(profile, stamp, aside)
    mark.clear()
    return parts, aside


def _open_parts(profile: Profile, stamp: str, damaged: Path | None) -> tuple[sqlite3.Connection, Journal]:
    connection = connect_writer(profile.database)
    try:
        return connection, _prepare(connection, profile, stamp, damaged)
    except BaseException:
        connection.close()
        raise


def _prepare(connection: sqlite3.Connection, profile: Profile, stamp: str, damaged: Path | None) -> Journal:
    migrate(connection, backup=_backup(connection, profile.backups_dir, stamp))
    rebuild_if_stale(connection)
    sources: list[Path] = []
    is_new = connection.execute("SELECT 1 FROM sync_state").fetchone() is None
    if is_new:
        sources = [*([] if damaged is None else [damaged]), *newest_first(profile.backups_dir)[:_SOURCES]]
    gen = _identity(connection, profile.journal_dir, sources)
    journal = Journal(profile.journal_dir, gen)
    try:
        reconcile(connection, journal, stamp=stamp)
        journal = _go_on(connection, journal, stamp, is_rebuild=is_new)
        for source in sources:
            salvage(connection, journal, source)
        take_content(connection, sources)
    except BaseException:
        journal.close()
        raise
    return journal


def _go_on(connection: sqlite3.Connection, journal: Journal, stamp: str, *, is_rebuild: bool) -> Journal:
    """Take in the journals of higher generations than the database knows; returns the one to append to."""
    folder, device_id = journal.path.parent, chain_head(connection).device_id
    for gen in Journal.generations(folder):
        if gen <= chain_head(connection).gen:
            continue
        if Journal.device_of(folder, gen) not in {None, device_id}:
            _log.warning("the journal of generation %s belongs to another device and was left out", gen)
            continue
        journal.close()
        journal = Journal(folder, gen)
        try:
            adopt(connection, journal, gen, stamp=stamp, is_rebuild=is_rebuild)
        except BaseException:
            journal.close()
            raise
    return journal


def _identity(connection: sqlite3.Connection, journal_dir: Path, sources: Sequence[Path]) -> int:
    """Return the current generation. A new database takes device and generation from a journal that is there."""
    row = connection.execute("SELECT gen FROM sync_state").fetchone()
    if row is not None:
        return int(row[0])
    known = (identity for source in sources if (identity := identity_in(source)) is not None)
    found = next(known, (None, None))
    gen = next(iter(Journal.generations(journal_dir)), None) or found[1] or _FIRST_GEN
    device_id = Journal.device_of(journal_dir, gen) or found[0] or new_id()
    connection.execute(
        "INSERT INTO sync_state (id, device_id, gen, acked_through) VALUES (1, ?, ?, 0) ON CONFLICT DO NOTHING",
        (device_id, gen),
    )
    return gen


def _backup(connection: sqlite3.Connection, folder: Path, stamp: str) -> Callable[[int], None]:
    def backup(version: int) -> None:
        try:
            with new_backup(folder, stamp, schema=version) as part:
                copy_database(connection, part, _nothing)
        except OSError as error:
            _log.warning("no backup was made before the migration: %s", error)
        except sqlite3.Error as error:
            if failure_code(error) == "corrupt":
                raise
            _log.warning("no backup was made before the migration: %s", error)

    return backup


def _nothing() -> None:
    """Nobody waits while the database is being opened."""


def _open_error(error: sqlite3.Error | OSError) -> StoreOpenError:
    code = failure_code(error)
    code = code if code in _OPEN_SENTENCES else "not_writable"
    return StoreOpenError(code, f"{_OPEN_SENTENCES[code]} ({error})")
