# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema as numbered steps; ``PRAGMA user_version`` says which was the last. A step, once released, never changes.

No step ever touches a row of ``event``.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

from app.store.errors import StoreOpenError

APPLICATION_ID: Final = 0x414E4844

_STEP_1: Final = (
    """
    CREATE TABLE event (
        event_id TEXT NOT NULL,
        device_id TEXT NOT NULL,
        gen INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        session_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        occurred_at TEXT NOT NULL,
        tz_offset_min INTEGER NOT NULL,
        mono_ns INTEGER NOT NULL,
        boot_id TEXT NOT NULL,
        clock_offset_ms INTEGER,
        actor TEXT NOT NULL,
        schema_version INTEGER NOT NULL,
        body TEXT NOT NULL,
        extra TEXT,
        prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (event_id),
        UNIQUE (device_id, gen, seq),
        CHECK (length(event_id) = 36),
        CHECK (length(device_id) BETWEEN 1 AND 64),
        CHECK (gen >= 1),
        CHECK (seq >= 1),
        CHECK (length(session_id) BETWEEN 1 AND 64),
        CHECK (length(kind) BETWEEN 1 AND 64),
        CHECK (schema_version >= 1),
        CHECK (length(prev_hash) = 64),
        CHECK (length(hash) = 64)
    )
    """,
    "CREATE INDEX event_of_session ON event (session_id, gen, seq)",
    """
    CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'ledger events are never changed'); END
    """,
    """
    CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'ledger events are never deleted'); END
    """,
    """
    CREATE TABLE sync_state (
        id INTEGER NOT NULL,
        device_id TEXT NOT NULL,
        gen INTEGER NOT NULL,
        acked_through INTEGER NOT NULL,
        server_epoch TEXT,
        pull_cursor TEXT,
        PRIMARY KEY (id),
        CHECK (id = 1),
        CHECK (length(device_id) = 36),
        CHECK (gen >= 1),
        CHECK (acked_through >= 0)
    )
    """,
    """
    CREATE TABLE session_total (
        session_id TEXT NOT NULL,
        gen INTEGER NOT NULL,
        first_seq INTEGER NOT NULL,
        first_at TEXT NOT NULL,
        shop_id TEXT NOT NULL,
        shop_name TEXT NOT NULL,
        anchor TEXT NOT NULL,
        rehearsal INTEGER NOT NULL,
        opened_at TEXT,
        closed_at TEXT,
        sales INTEGER NOT NULL,
        units INTEGER NOT NULL,
        amount_fen INTEGER NOT NULL,
        unpriced INTEGER NOT NULL,
        PRIMARY KEY (session_id)
    )
    """,
    "CREATE INDEX session_by_seq ON session_total (gen, first_seq)",
    """
    CREATE INDEX session_still_open ON session_total (gen, first_seq)
    WHERE opened_at IS NOT NULL AND closed_at IS NULL
    """,
    """
    CREATE TABLE sku_total (
        session_id TEXT NOT NULL,
        sku_id TEXT NOT NULL,
        sales INTEGER NOT NULL,
        units INTEGER NOT NULL,
        amount_fen INTEGER NOT NULL,
        unpriced INTEGER NOT NULL,
        PRIMARY KEY (session_id, sku_id)
    )
    """,
    """
    CREATE TABLE sale_void (
        target TEXT NOT NULL,
        event_id TEXT NOT NULL,
        PRIMARY KEY (target)
    )
    """,
    """
    CREATE TABLE content_record (
        type TEXT NOT NULL,
        id TEXT NOT NULL,
        origin TEXT NOT NULL,
        version INTEGER NOT NULL,
        deleted INTEGER NOT NULL,
        position INTEGER NOT NULL,
        body TEXT,
        PRIMARY KEY (type, id, origin),
        CHECK (origin IN ('base', 'local')),
        CHECK (deleted IN (0, 1)),
        CHECK (deleted = 1 OR body IS NOT NULL)
    )
    """,
    "CREATE INDEX content_by_position ON content_record (position)",
)

_STEP_2: Final = (
    """
    CREATE TABLE superseded_event (
        event_id TEXT NOT NULL,
        device_id TEXT NOT NULL,
        gen INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        session_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        occurred_at TEXT NOT NULL,
        tz_offset_min INTEGER NOT NULL,
        mono_ns INTEGER NOT NULL,
        boot_id TEXT NOT NULL,
        clock_offset_ms INTEGER,
        actor TEXT NOT NULL,
        schema_version INTEGER NOT NULL,
        body TEXT NOT NULL,
        extra TEXT,
        prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (device_id, gen, seq)
    )
    """,
    """
    CREATE TRIGGER superseded_is_never_updated BEFORE UPDATE ON superseded_event
    BEGIN SELECT RAISE(ABORT, 'ledger events are never changed'); END
    """,
    """
    CREATE TRIGGER superseded_is_never_deleted BEFORE DELETE ON superseded_event
    BEGIN SELECT RAISE(ABORT, 'ledger events are never deleted'); END
    """,
    "DROP TRIGGER event_is_never_deleted",
    """
    CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
    WHEN NOT EXISTS (
        SELECT 1 FROM superseded_event AS kept
        WHERE kept.device_id = OLD.device_id AND kept.gen = OLD.gen AND kept.seq = OLD.seq
        AND kept.event_id = OLD.event_id AND kept.body = OLD.body AND kept.hash = OLD.hash
    )
    BEGIN SELECT RAISE(ABORT, 'ledger events are never deleted'); END
    """,
    """
    CREATE TABLE store_note (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
)

_STEP_3: Final = (
    "DROP TABLE session_total",
    "DROP TABLE sku_total",
    "DROP TABLE sale_void",
    """
    CREATE TABLE session_total (
        session_id TEXT NOT NULL,
        gen INTEGER NOT NULL,
        first_seq INTEGER NOT NULL,
        first_at TEXT NOT NULL,
        shop_id TEXT NOT NULL,
        shop_name TEXT NOT NULL,
        anchor TEXT NOT NULL,
        rehearsal INTEGER NOT NULL,
        opened_at TEXT,
        closed_at TEXT,
        sales INTEGER NOT NULL,
        units INTEGER NOT NULL,
        amount_fen INTEGER NOT NULL,
        unpriced INTEGER NOT NULL,
        refunded_units INTEGER NOT NULL,
        refunded_fen INTEGER NOT NULL,
        PRIMARY KEY (session_id)
    )
    """,
    "CREATE INDEX session_by_seq ON session_total (gen, first_seq)",
    """
    CREATE INDEX session_still_open ON session_total (gen, first_seq)
    WHERE opened_at IS NOT NULL AND closed_at IS NULL
    """,
    """
    CREATE TABLE sku_total (
        session_id TEXT NOT NULL,
        sku_id TEXT NOT NULL,
        sales INTEGER NOT NULL,
        units INTEGER NOT NULL,
        amount_fen INTEGER NOT NULL,
        unpriced INTEGER NOT NULL,
        refunded_units INTEGER NOT NULL,
        refunded_fen INTEGER NOT NULL,
        PRIMARY KEY (session_id, sku_id)
    )
    """,
    """
    CREATE TABLE sale_change (
        target TEXT NOT NULL,
        delta INTEGER NOT NULL,
        voided_by TEXT,
        PRIMARY KEY (target)
    )
    """,
    """
    CREATE TABLE projection_state (
        id INTEGER NOT NULL,
        kinds TEXT NOT NULL,
        PRIMARY KEY (id),
        CHECK (id = 1)
    )
    """,
)
"""Projections with corrected numbers and refunds. They are folded anew from the events when the store is opened."""

_STEP_4: Final = (
    """
    CREATE TABLE session_check (
        session_id TEXT NOT NULL,
        gen INTEGER NOT NULL,
        last_seq INTEGER NOT NULL,
        status TEXT NOT NULL,
        answer TEXT NOT NULL,
        PRIMARY KEY (session_id)
    )
    """,
)

_STEP_5: Final = (
    """
    CREATE TABLE parked_event (
        event_id TEXT NOT NULL,
        gen INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        code TEXT NOT NULL,
        detail TEXT NOT NULL,
        PRIMARY KEY (event_id)
    )
    """,
)

STEPS: Final[Sequence[Sequence[str]]] = (_STEP_1, _STEP_2, _STEP_3, _STEP_4, _STEP_5)


def migrate(
    connection: sqlite3.Connection,
    *,
    backup: Callable[[int], None],
    steps: Sequence[Sequence[str]] = STEPS,
) -> None:
    """Bring the database to the newest schema, each step in one transaction. ``connection`` is in autocommit mode.

    ``backup`` is called once, with the version found, before an existing database is changed.

    Raises:
        StoreOpenError: ``newer_database`` or ``foreign_database``; nothing was changed.
        sqlite3.Error: when a step failed; that step left nothing behind.
    """
    found = _checked_version(connection, newest=len(steps))
    if 0 < found < len(steps):
        backup(found)
    for number in range(found + 1, len(steps) + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) < number:
                for statement in steps[number - 1]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _checked_version(connection: sqlite3.Connection, *, newest: int) -> int:
    found = _version(connection)
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    has_tables = connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]
    if has_tables and owner != APPLICATION_ID:
        raise StoreOpenError(
            "foreign_database",
            "The file desk.sqlite belongs to another program. It was not touched. Choose another profile folder.",
        )
    if found > newest:
        raise StoreOpenError(
            "newer_database",
            f"This profile was written by a newer Anchor Desk (schema {found}, this one knows {newest}). "
            "Nothing was changed. Install the newer version again.",
        )
    return found


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
