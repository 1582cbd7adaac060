# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of the database under stamped names, made by SQLite's backup API, and which of them are kept."""

import contextlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"desk-(?:schema(?P<schema>\d+)-)?(?P<stamp>\d{8}T\d{12})(?:-(?P<number>\d+))?\.sqlite")
_STAMP: Final = "%Y%m%dT%H%M%S%f"
_KEPT_NEWEST: Final = 8
_KEPT_DAYS: Final = timedelta(days=14)
_PAGES_AT_ONCE: Final = 64


def newest_first(folder: Path) -> Sequence[Path]:
    """Return the backups in ``folder``, newest first."""
    known = [file for file in folder.glob("desk-*.sqlite") if _NAME.fullmatch(file.name)]
    return sorted(known, key=_age, reverse=True)


def made_at(file: Path) -> str:
    """Return when a backup was made, ISO 8601 UTC, as its name says.

    Raises:
        ValueError: when ``file`` has no backup's name.
    """
    found = _NAME.fullmatch(file.name)
    if found is None:
        raise ValueError(f"{file.name} is no backup's name")
    return datetime.strptime(found["stamp"], _STAMP).replace(tzinfo=UTC).isoformat(timespec="seconds")


@contextmanager
def new_backup(folder: Path, stamp: str, *, schema: int | None = None) -> Iterator[Path]:
    """Lend the name of a file to fill; it becomes a backup when the block ends well, and is deleted otherwise.

    Raises:
        OSError: when the file cannot be put on the disk or renamed.
    """
    stem = f"desk-{stamp}" if schema is None else f"desk-schema{schema}-{stamp}"
    part = folder / f"{stem}.part"
    try:
        part.unlink(missing_ok=True)
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.rename(_free(folder, stem))
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def copy_database(connection: sqlite3.Connection, target: Path, breathe: Callable[[], None]) -> None:
    """Copy the database of ``connection`` into the new file ``target``; ``breathe`` is called every few pages.

    What ``breathe`` writes through the same connection is in the copy too.

    Raises:
        sqlite3.Error: when the copy failed; ``target`` is of no use then.
    """

    def step(_status: int, _remaining: int, _total: int) -> None:
        breathe()

    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        # The copy is flushed in one go when it is whole: until then it is of no use anyway.
        copy.execute("PRAGMA synchronous = OFF")
        connection.backup(copy, pages=_PAGES_AT_ONCE, progress=step)
        copy.execute("PRAGMA journal_mode = DELETE")


def thin(folder: Path, now: datetime) -> None:
    """Delete backups that are not worth their room.

    The newest eight stay, the last one of each of 14 days, and the last one before each migration. Other files are
    left alone.

    Raises:
        OSError: when a file cannot be deleted.
    """
    for file in superfluous(newest_first(folder), now):
        file.unlink(missing_ok=True)


def superfluous(backups: Iterable[Path], now: datetime) -> Sequence[Path]:
    """Return which of ``backups``, given newest first, ``thin`` deletes."""
    places: set[str] = set()
    plain = 0
    dropped = []
    for file in backups:
        found = _NAME.fullmatch(file.name)
        if found is None:
            continue
        made = datetime.strptime(found["stamp"], _STAMP).replace(tzinfo=now.tzinfo)
        place = f"schema {found['schema']}" if found["schema"] else made.date().isoformat()
        plain += found["schema"] is None
        is_recent = found["schema"] is None and plain <= _KEPT_NEWEST
        is_last_of_its_place = place not in places and (found["schema"] is not None or now - made <= _KEPT_DAYS)
        places.add(place)
        if not is_recent and not is_last_of_its_place:
            dropped.append(file)
    return dropped


def _age(file: Path) -> tuple[str, int]:
    found = _NAME.fullmatch(file.name)
    return (found["stamp"], int(found["number"] or 1)) if found else ("", 0)


def _free(folder: Path, stem: str) -> Path:
    number, target = 1, folder / f"{stem}.sqlite"
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.sqlite"
    return target
