# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generations: a new chain for what the base lacks, when this PC's ledger and the base's copy went different ways.

Events that the base does not have get new places in the new chain and keep their ids, so the base knows those that did
arrive. Their old rows move to ``superseded_event``, whose triggers let nothing be changed; the old journal stays.

The new journal is whole on the disk, under its name, before the database switches. A crash in between leaves a journal
of a higher generation than the database's, and the next start goes on from there.
"""

import contextlib
import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from app.contract.errors import ErrorCode
from app.contract.events import LedgerEvent
from app.domain.ledger_chain import ChainHead, follows, relink
from app.store.errors import write_error
from app.store.event_rows import (
    INSERT_EVENT,
    SELECT_EVENT,
    chain_head,
    events_after,
    find_event,
    from_tuple,
    journal_line,
    to_row,
)
from app.store.journal import Journal
from app.store.parked import park_event
from app.store.tables import EVENT
from app.store.transaction import insert_event
from app.store.writer import Alone

_COLUMNS: Final = ", ".join(column.name for column in EVENT.columns)
_KEEP: Final = f"INSERT INTO superseded_event ({_COLUMNS}) SELECT {_COLUMNS} FROM event WHERE event_id = ?"  # noqa: S608
_PLACE: Final = """
UPDATE session_total SET (gen, first_seq) = (
    SELECT event.gen, event.seq FROM event WHERE event.session_id = session_total.session_id
    ORDER BY event.gen, event.seq LIMIT 1
) WHERE session_id = ?
"""
_log = logging.getLogger(__name__)


def open_generation(alone: Alone, reason: str, *, above: int = 0) -> int:
    """(writer thread) Begin a generation higher than ``above`` with what the base lacks; returns its number.

    Raises:
        LedgerWriteError: nothing was changed.
    """

    def waiting(connection: sqlite3.Connection) -> tuple[str, list[LedgerEvent]]:
        old, acked = _state(connection)
        return old.device_id, list(events_after(connection, old, acked))

    return _begin(alone, reason, above, waiting)


def adopt_device(alone: Alone, device_id: str) -> int:
    """(writer thread) Go on as ``device_id`` in a new generation that has every event; returns its number.

    Raises:
        LedgerWriteError: nothing was changed.
    """

    def everything(connection: sqlite3.Connection) -> tuple[str, list[LedgerEvent]]:
        rows = connection.execute(f"{SELECT_EVENT} WHERE device_id <> ? ORDER BY gen, seq", (device_id,))
        return device_id, [from_tuple(row) for row in rows]

    return _begin(alone, "adopted", 0, everything)


def _begin(
    alone: Alone, reason: str, above: int, choose: Callable[[sqlite3.Connection], tuple[str, list[LedgerEvent]]]
) -> int:
    """Begin a generation of the device, and with the events, that ``choose`` returns."""
    connection, folder = alone.connection, alone.journal.path.parent
    written: Path | None = None
    journal: Journal | None = None
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            device_id, events = choose(connection)
            gen = max(_state(connection)[0].gen, above, Journal.newest(folder) or 0) + 1
            _switch(connection, ChainHead.genesis(device_id, gen), reason)
            moved = _renumber(connection, events, ChainHead.genesis(device_id, gen))
            written = _write_journal(folder, gen, moved)
            journal = Journal(folder, gen)
            connection.execute("COMMIT")
        except BaseException:
            if journal is not None:
                journal.close()
            _take_back(connection, written)
            raise
        alone.use_journal(journal)
    except (sqlite3.Error, OSError) as error:
        raise write_error(error) from error
    _log.info("generation %s begins with %s events (%s)", gen, len(moved), reason)
    return gen


def adopt(connection: sqlite3.Connection, journal: Journal, gen: int, *, stamp: str, is_rebuild: bool) -> None:
    """Go on to generation ``gen``, whose journal is there while the database knows a lower one only.

    Events of the lower one that the base may lack and that the journal does not have are moved too, unless the
    database is being rebuilt: then nothing is known of the base, and the journal has them all.

    Raises:
        sqlite3.Error: the database was left as it was.
        OSError: when the journal cannot be read or written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        old, acked = _state(connection)
        _switch(connection, ChainHead.genesis(old.device_id, gen), "journal")
        journal.last_seq()
        if not _take_in(connection, journal.events(), ChainHead.genesis(old.device_id, gen)):
            _log.warning("the journal of generation %s is damaged and was set aside: %s", gen, journal.park(stamp))
            _append(journal, list(events_after(connection, chain_head(connection), 0)))
        if not is_rebuild:
            _append(journal, _renumber(connection, events_after(connection, old, acked), chain_head(connection)))
        connection.execute("COMMIT")
        journal.confirm()
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def generation_note(gen: int) -> str:
    """Return the name of the note that says why generation ``gen`` began."""
    return f"generation {gen}"


def _state(connection: sqlite3.Connection) -> tuple[ChainHead, int]:
    (acked,) = connection.execute("SELECT acked_through FROM sync_state").fetchone()
    return chain_head(connection), int(acked)


def _switch(connection: sqlite3.Connection, head: ChainHead, reason: str) -> None:
    statement = "UPDATE sync_state SET device_id = ?, gen = ?, acked_through = 0"
    connection.execute(statement, (head.device_id, head.gen))
    connection.execute(
        "INSERT OR REPLACE INTO store_note (name, value) VALUES (?, ?)", (generation_note(head.gen), reason)
    )


def _renumber(connection: sqlite3.Connection, events: Iterable[LedgerEvent], head: ChainHead) -> Sequence[LedgerEvent]:
    """Move ``events`` behind ``head``; the totals stay what they are.

    What another program wrote past all checks and has no canonical JSON keeps its place and is parked.
    """
    moved = []
    for event in list(events):
        try:
            placed = relink(event, head)
        except ValueError as error:
            park_event(connection, event, ErrorCode.BAD_ENVELOPE, str(error))
            continue
        _supersede(connection, placed)
        moved.append(placed)
        head = ChainHead.after(placed)
    return moved


def _take_in(connection: sqlite3.Connection, events: Iterable[LedgerEvent], head: ChainHead) -> bool:
    """Store ``events`` as far as they are a whole chain after ``head``; returns whether all of them were."""
    try:
        for event in events:
            if follows(event, head) is not None:
                return False
            if find_event(connection, event.event_id) is None:
                insert_event(connection, event)
            else:
                _supersede(connection, event)
            head = ChainHead.after(event)
    except (ValueError, sqlite3.IntegrityError):
        return False
    return True


def _supersede(connection: sqlite3.Connection, event: LedgerEvent) -> None:
    """Put ``event`` in the place of the one with its id, which is kept."""
    connection.execute(_KEEP, (event.event_id,))
    connection.execute("DELETE FROM event WHERE event_id = ?", (event.event_id,))
    connection.execute(INSERT_EVENT, to_row(event))
    connection.execute(_PLACE, (event.session_id,))


def _write_journal(folder: Path, gen: int, events: Sequence[LedgerEvent]) -> Path:
    part, target = folder / f"{gen}.part", folder / f"{gen}.jsonl"
    with part.open("wb") as file:
        file.writelines(f"{journal_line(event)}\n".encode() for event in events)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
    Journal.keep_names(folder)
    return target


def _take_back(connection: sqlite3.Connection, written: Path | None) -> None:
    """Undo the switch. A journal that cannot be deleted now is taken in by the next start, which harms nothing."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")
    if written is not None:
        with contextlib.suppress(OSError):
            written.unlink()


def _append(journal: Journal, events: Sequence[LedgerEvent]) -> None:
    if events:
        journal.append([journal_line(event) for event in events], last_seq=events[-1].seq)
