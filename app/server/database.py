# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server's database: SQLite with one writer at a time, or PostgreSQL."""

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    JSON,
    Connection,
    Engine,
    Table,
    Text,
    bindparam,
    cast,
    column,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from app.server.migrations import HEAD, migrate, schema_version

_BUSY_MS: Final = 5_000
_FIXED_SQLITE: Final = (3, 51, 3)
_FIXED_BACKPORTS: Final = {(3, 44): 6, (3, 50): 7}


class DatabaseUrlError(ValueError):
    """The database address cannot be used. The message never repeats its password."""


class Database:
    """An engine and its rules. SQLite: one process-wide write lock and ``BEGIN IMMEDIATE``, synchronous=FULL."""

    def __init__(self, url: str) -> None:
        """Prepare the engine; nothing is opened yet.

        Raises:
            DatabaseUrlError: the address is not one of SQLite or PostgreSQL.
        """
        parsed = _parse(url)
        self._write_lock = threading.Lock()
        self._is_sqlite = parsed.get_backend_name() == "sqlite"
        if self._is_sqlite:
            Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(parsed, connect_args={"timeout": _BUSY_MS / 1000})
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        else:
            self._engine = create_engine(parsed, pool_pre_ping=True, pool_size=10)

    @classmethod
    def open(cls, url: str) -> "Database":
        """Open the database and bring its schema up to date."""
        database = cls(url)
        try:
            with database.write() as connection:
                migrate(connection)
        except BaseException:
            database.close()
            raise
        return database

    @property
    def engine(self) -> Engine:
        """The engine, for tests and tools."""
        return self._engine

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection inside a reading transaction."""
        with self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection inside a writing transaction; it is durable once the block is left."""
        with self._write_lock if self._is_sqlite else contextlib.nullcontext(), self._engine.connect() as plain:
            connection = plain.execution_options(anchor_write=True)
            with connection.begin():
                yield connection

    def is_ready(self) -> bool:
        """Return whether the schema is current; raises what the database raises when it cannot be written."""
        with self.write() as connection:
            connection.exec_driver_sql("UPDATE server_state SET change_seq = change_seq WHERE id = 1")
            current = schema_version(connection) == HEAD
            connection.rollback()
        return current

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def insert_new(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT for ``table`` that leaves rows alone which are there already."""
    insert = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    return insert.on_conflict_do_nothing()


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Insert the ``rows`` that are not there already, and return the primary keys of those that were not.

    PostgreSQL gets them as one JSON text: some thousand single parameters cost the driver more than the database.

    Args:
        connection: a writing transaction.
        table: a table with a primary key of one text column.
        rows: values of the same columns each.
    """
    if not rows:
        return set()
    key = next(iter(table.primary_key.columns))
    if connection.dialect.name != "postgresql":
        return set(connection.execute(insert_new(connection, table).returning(key), rows).scalars())
    columns = [column(name, table.c[name].type) for name in rows[0]]
    source = func.json_to_recordset(cast(bindparam("rows", type_=Text), JSON)).table_valued(*columns)
    values = select(source.render_derived(name="given", with_types=True))
    statement = postgresql.insert(table).from_select(list(rows[0]), values).on_conflict_do_nothing().returning(key)
    return set(connection.execute(statement, {"rows": json.dumps(rows, ensure_ascii=False)}).scalars())


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUrlError("The database address is not readable. Use sqlite:///PATH.") from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or parsed.database in {None, "", ":memory:"}:
        raise DatabaseUrlError("Use sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME as database address.")
    return parsed


def journal_mode(version: tuple[int, int, int]) -> str:
    """Return the journal mode for a SQLite version: WAL only where its lost-commit bug is fixed."""
    fixed = version >= _FIXED_SQLITE and version[:2] != (3, 52)
    backport = _FIXED_BACKPORTS.get(version[:2])
    return "WAL" if fixed or (backport is not None and version[2] >= backport) else "TRUNCATE"


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"journal_mode = {journal_mode(sqlite3.sqlite_version_info)}",
        "synchronous = FULL",
        "fullfsync = 1",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("anchor_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
