# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing database and journal to the same end, at start-up and after a write that half failed.

Only the ends are compared, so a start costs the same with a million events; ``verify`` compares everything.
"""

import itertools
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from app.contract.events import LedgerEvent
from app.domain.ledger_chain import ChainHead, follows
from app.store.event_rows import chain_head, events_after, hash_at, journal_line
from app.store.journal import Journal
from app.store.transaction import insert_event

_CHUNK: Final = 1_000
_CONTENT: Final = "SELECT type, id, origin, version, deleted, position, body FROM content_record ORDER BY position"
_TAKE_CONTENT: Final = "INSERT OR IGNORE INTO content_record VALUES (?, ?, ?, ?, ?, ?, ?)"
_log = logging.getLogger(__name__)


def reconcile(connection: sqlite3.Connection, journal: Journal, *, stamp: str) -> None:
    """Make database and journal end with the same event, whichever of the two has more.

    A journal that contradicts the database is set aside under ``stamp`` and written anew from the database; nothing is
    overwritten. ``connection`` is in autocommit mode.

    Raises:
        sqlite3.Error: the database was left as it was.
        OSError: when the journal cannot be read or written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _take_in(connection, journal):
            _log.warning("the journal contradicts the database and was set aside: %s", journal.park(stamp))
        head = chain_head(connection)
        _fill_journal(connection, journal, head, after=journal.last_seq())
        connection.execute("COMMIT")
        journal.confirm()
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def salvage(connection: sqlite3.Connection, journal: Journal, source: Path) -> None:
    """Take in what a damaged database or a backup holds after the end of the ledger as the journal has it.

    That is nothing, unless the journal is damaged or gone too. ``connection`` is in autocommit mode.

    Raises:
        sqlite3.Error: the rebuilt database was left as it was.
        OSError: when the journal cannot be written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        head = chain_head(connection)
        _insert_run(connection, _readable_events(source, head), head)
        _fill_journal(connection, journal, head, after=head.seq)
        connection.execute("COMMIT")
        journal.confirm()
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def identity_in(source: Path) -> tuple[str, int] | None:
    """Return device and generation of a damaged database or a backup, None when they cannot be read."""
    try:
        with closing(_read_only(source)) as connection:
            device_id, gen = connection.execute("SELECT device_id, gen FROM sync_state").fetchone()
            return str(device_id), int(gen)
    except (sqlite3.Error, ValueError, TypeError):
        return None


def take_content(connection: sqlite3.Connection, sources: Iterable[Path]) -> None:
    """Take over shops and scripts, as they last were, from the first of ``sources`` that can be read.

    The base's own come again in full later, for the new database has no cursor.
    """
    for source in sources:
        try:
            with closing(_read_only(source)) as other:
                rows = other.execute(_CONTENT).fetchall()
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                connection.executemany(_TAKE_CONTENT, rows)
        except sqlite3.Error as error:
            _log.info("the content in %s cannot be read: %s", source, error)
            continue
        if rows:
            return


def record_in_journal(connection: sqlite3.Connection, journal: Journal, events: Sequence[LedgerEvent]) -> None:
    """Append ``events``, inserted in the open transaction, to the journal, and before them what it may lack.

    Raises:
        OSError: when the journal did not take them.
    """
    if journal.last_seq() != events[0].seq - 1:
        _fill_journal(connection, journal, ChainHead.after(events[-1]), after=journal.last_seq())
    else:
        _append(journal, events)


def _take_in(connection: sqlite3.Connection, journal: Journal) -> bool:
    """Insert the journal's events after the database's end. Returns False when the two contradict each other."""
    end = journal.end()
    if end is None:
        return True
    head = chain_head(connection)
    if end.seq <= head.seq:
        return hash_at(connection, head, end.seq) == end.hash
    joint, offset = journal.find(head.seq)
    if head.seq > 0 and (joint is None or joint.hash != head.hash):
        return False
    return _insert_run(connection, journal.events(offset), head)


def _readable_events(source: Path, head: ChainHead) -> Iterator[LedgerEvent]:
    """Yield what a damaged database holds after ``head``, up to the first row that cannot be read."""
    try:
        with closing(_read_only(source)) as connection:
            yield from events_after(connection, head, head.seq)
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        _log.info("the damaged database can be read no further: %s", error)


def _read_only(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _insert_run(connection: sqlite3.Connection, events: Iterable[LedgerEvent], head: ChainHead) -> bool:
    """Insert ``events`` as far as they are a whole chain after ``head``; returns whether all of them were."""
    try:
        for event in events:
            if follows(event, head) is not None:
                return False
            insert_event(connection, event)
            head = ChainHead.after(event)
    except (ValueError, sqlite3.IntegrityError):
        return False
    return True


def _fill_journal(connection: sqlite3.Connection, journal: Journal, head: ChainHead, *, after: int) -> None:
    missing = iter(events_after(connection, head, after))
    while chunk := list(itertools.islice(missing, _CHUNK)):
        _append(journal, chunk)


def _append(journal: Journal, events: Sequence[LedgerEvent]) -> None:
    journal.append([journal_line(event) for event in events], last_seq=events[-1].seq)
