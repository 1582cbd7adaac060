# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the local database is opened: journal mode by SQLite version, full sync, one writer, read-only readers."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.store.errors import StoreReadError, failure_code

if TYPE_CHECKING:
    from sqlalchemy import Connection

BUSY_TIMEOUT_MS: Final = 5_000
_READERS: Final = 4


def journal_mode_for(version: tuple[int, int, int]) -> str:
    """Return ``wal`` for SQLite versions without the WAL-reset bug, else ``truncate``.

    The bug is fixed in 3.51.3 (3.52.0 was withdrawn) and in the backports 3.44.6 and 3.50.7.
    """
    minor = version[:2]
    fixed = (
        (version >= (3, 51, 3) and version != (3, 52, 0))
        or (minor == (3, 44) and version >= (3, 44, 6))
        or (minor == (3, 50) and version >= (3, 50, 7))
    )
    return "wal" if fixed else "truncate"


def connect_writer(database: Path) -> sqlite3.Connection:
    """Open the one writing connection, in autocommit mode: every transaction is begun and ended by name.

    Raises:
        sqlite3.Error: when the file cannot be opened or is no database.
    """
    connection = sqlite3.connect(
        database, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_MS / 1000
    )
    try:
        connection.execute(f"PRAGMA journal_mode = {journal_mode_for(sqlite3.sqlite_version_info)}").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = ON")
            connection.execute("PRAGMA checkpoint_fullfsync = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class ReadPool:
    """Read-only connections, lent to one thread at a time."""

    def __init__(self, database: Path) -> None:
        from sqlalchemy import create_engine
        from sqlalchemy.pool import QueuePool

        uri = f"{database.absolute().as_uri()}?mode=ro"

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(
                uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_MS / 1000
            )

        self._engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=_READERS)

    @contextmanager
    def read(self) -> "Iterator[Connection]":
        """Lend a connection whose statements all see one moment of the database.

        Long reads hold up the writer's commit where the journal mode is ``truncate``: read in pages.

        Raises:
            StoreReadError: when the database cannot be read.
        """
        from sqlalchemy.exc import DBAPIError

        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                yield connection
        except DBAPIError as error:
            cause = error.orig if isinstance(error.orig, sqlite3.Error) else sqlite3.Error(str(error))
            sentence = f"The local database could not be read. Nothing was changed. Try again. ({cause})"
            raise StoreReadError(failure_code(cause), sentence) from error

    def close(self) -> None:
        """Close all idle connections."""
        self._engine.dispose()
