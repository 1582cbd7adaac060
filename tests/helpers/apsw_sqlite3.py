# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""apsw under the face of the sqlite3 module: a newer SQLite, over a file system of the test's own making."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw


class _Rows:
    def __init__(self, rows: list[tuple[Any, ...]], rowcount: int) -> None:
        self._rows = iter(rows)
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self._rows

    def fetchone(self) -> tuple[Any, ...] | None:
        return next(self._rows, None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        return list(self._rows)


class ApswConnection:
    """Looks like a connection of the sqlite3 module in autocommit mode; ``rewrite`` may change a statement."""

    def __init__(self, path: Path, vfs: str, pragmas: Sequence[str], rewrite: Callable[[str], str]) -> None:
        self._rewrite = rewrite
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        try:
            self._inner = apsw.Connection(str(path), vfs=vfs, flags=flags)
        except (apsw.Error, OSError) as error:
            raise _as_sqlite3(error) from error
        for pragma in pragmas:
            self.execute(pragma)

    @property
    def in_transaction(self) -> bool:
        return bool(self._inner.in_transaction)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> _Rows:
        try:
            rows = list(self._inner.execute(self._rewrite(statement), tuple(values)))
        except (apsw.Error, OSError) as error:
            raise _as_sqlite3(error) from error
        return _Rows(rows, self._inner.changes())

    def executemany(self, statement: str, many: Sequence[Sequence[Any]]) -> None:
        for values in many:
            self.execute(statement, values)

    def close(self) -> None:
        try:
            self._inner.close(True)
        except (apsw.Error, OSError):
            return


def _as_sqlite3(error: Exception) -> sqlite3.Error:
    code = getattr(error, "extendedresult", sqlite3.SQLITE_IOERR)
    kind = sqlite3.IntegrityError if code & 0xFF == sqlite3.SQLITE_CONSTRAINT else sqlite3.OperationalError
    translated = kind(str(error))
    translated.sqlite_errorcode = code
    return translated


class ApswSqlite3:
    """The sqlite3 module as the store sees it, with the writing connection over the file system ``vfs``."""

    sqlite_version_info = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))

    def __init__(self, vfs: str, pragmas: Sequence[str] = (), rewrite: Callable[[str], str] = str) -> None:
        self._vfs = vfs
        self._pragmas = pragmas
        self._rewrite = rewrite

    def __getattr__(self, name: str) -> Any:
        return getattr(sqlite3, name)

    def connect(self, path: Path, **_options: Any) -> ApswConnection:
        return ApswConnection(path, self._vfs, self._pragmas, self._rewrite)
