# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A damaged database: how it is remembered until the next start, and how it is set aside. Nothing is overwritten."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SIDE_FILES: Final = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Recovered:
    """A database that was rebuilt from the journal when it was opened.

    ``what`` is stable: ``damaged`` (set aside at ``set_aside_path``) or ``missing`` (there was no file). ``events`` is
    what the ledger holds now.
    """

    what: str
    set_aside_path: Path | None
    events: int

    @property
    def sentence(self) -> str:
        """What happened, what is safe and what to do, for command line and log."""
        if self.what == "missing":
            happened = "The database file was missing."
        else:
            happened = f"The database file was damaged and is kept as {self.set_aside_path}."
        return (
            f"{happened} The ledger was rebuilt from the journal: {self.events} events. "
            "Shops or scripts that are missing come again from the base, or import them. "
            "To check the ledger: anchor-desk verify."
        )


class DamageMark:
    """Remembers beside the database that it was found damaged, so that the next start rebuilds it."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}.damaged")

    def is_set(self) -> bool:
        """Return whether the database was found damaged."""
        return self._path.exists()

    def set(self, finding: str) -> None:
        """Remember what was found.

        Raises:
            OSError: when the file cannot be written.
        """
        self._path.write_text(finding + "\n", encoding="utf-8")

    def clear(self) -> None:
        """Forget it.

        Raises:
            OSError: when the file cannot be deleted.
        """
        self._path.unlink(missing_ok=True)


def set_aside(database: Path, stamp: str, *, word: str = "damaged") -> Path | None:
    """Rename a database and the files that SQLite keeps beside it; they still belong together.

    The side files go first: one that was left behind alone could be taken for part of the next database.

    Returns:
        The database's new place, None when there was no file.

    Raises:
        OSError: when a file cannot be renamed; what was renamed before stays under its new name.
    """
    target = _free_name(database, f"{word}-{stamp}")
    for suffix in (*_SIDE_FILES, ""):
        file = database.with_name(database.name + suffix)
        if file.exists():
            file.rename(target.with_name(target.name + suffix))
    return target if target.exists() else None


def _free_name(database: Path, mark: str) -> Path:
    number, target = 1, database.with_name(f"{database.stem}.{mark}{database.suffix}")
    while any(target.with_name(target.name + suffix).exists() for suffix in ("", *_SIDE_FILES)):
        number += 1
        target = database.with_name(f"{database.stem}.{mark}-{number}{database.suffix}")
    return target
