# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong with the local database, in stable codes and plain sentences."""

import errno
import sqlite3
from typing import Final

from app.domain.ports import LedgerWriteError


class StoreOpenError(Exception):
    """The local database was not opened; nothing was changed.

    ``code`` is stable: ``newer_database``, ``foreign_database``, ``corrupt``, ``not_writable``, ``busy``,
    ``network_share``, ``synced_folder``, ``unfit_backup``.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class UnfitBackupError(StoreOpenError):
    """A file that is not restored. ``fault``: ``foreign``, ``other_profile``, ``damaged`` or ``unreadable``."""

    def __init__(self, fault: str, sentence: str) -> None:
        super().__init__("unfit_backup", sentence)
        self.fault = fault


class StoreReadError(Exception):
    """A read failed; the ledger itself was not touched. ``code`` as in LedgerWriteError."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


_SQLITE_CODES: Final = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "corrupt",
    sqlite3.SQLITE_CONSTRAINT: "invalid_event",
}

_ERRNO_CODES: Final = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}

_SENTENCES: Final = {
    "disk_full": "NOT SAVED: the disk is full. Everything saved before is safe. Free some space, then save again.",
    "read_only": "NOT SAVED: the data folder cannot be written to. Everything saved before is safe. "
    "Check the folder's permissions, then save again.",
    "busy": "NOT SAVED: another program holds the database. Everything saved before is safe. "
    "Close the other program, then save again.",
    "corrupt": "NOT SAVED: the database file is damaged. What was saved before is also in the journal folder. "
    "Write this sale down by hand and start the desk again: it sets the file aside and rebuilds the ledger.",
    "invalid_event": "NOT SAVED: the ledger refused this entry. Everything saved before is safe. "
    "Enter it again; if it is refused again, call the technician.",
    "io_error": "NOT SAVED: the disk did not take the write. Everything saved before is safe. "
    "Check the disk, then save again.",
}

_LIMIT: Final = (
    "NOT SAVED: the disk is full for this program: a quota or the largest size of a file is reached. "
    "Everything saved before is safe. Free some space or have the limit raised, then save again."
)

_MOVED: Final = (
    "NOT SAVED: the database file was moved or deleted while the desk was running. "
    "Write sales down by hand, put the file back and start the desk again. "
    "If the file is gone, the ledger is rebuilt from the journal folder beside it."
)


def failure_code(error: sqlite3.Error | OSError) -> str:
    """Return the stable code for a failed read or write."""
    if isinstance(error, OSError):
        return _ERRNO_CODES.get(error.errno or 0, "io_error")
    extended = getattr(error, "sqlite_errorcode", None)
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return "io_error"
    return _SQLITE_CODES.get(extended & 0xFF, "io_error") if extended is not None else "io_error"


def write_error(error: sqlite3.Error | OSError) -> LedgerWriteError:
    """Return ``error`` as the one exception that callers of a write see."""
    code = failure_code(error)
    sentence = _SENTENCES[code]
    moved = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_DBMOVED
    # With WAL SQLite does not notice it; the journal's folder, which lies beside the file, is not there then.
    if moved or isinstance(error, FileNotFoundError):
        sentence = _MOVED
    elif isinstance(error, OSError) and error.errno in {errno.EDQUOT, errno.EFBIG}:
        sentence = _LIMIT
    return LedgerWriteError(code, f"{sentence} ({error})")


def invalid_event(reason: object) -> LedgerWriteError:
    """Return the refusal of an event that does not fit the ledger."""
    return LedgerWriteError("invalid_event", f"{_SENTENCES['invalid_event']} ({reason})")
