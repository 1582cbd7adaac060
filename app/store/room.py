# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a write failed for want of room, where SQLite only says that it failed.

SQLite tells a full disk (ENOSPC) as ``SQLITE_FULL``, but a quota (EDQUOT) and the largest size of a file (EFBIG) as one
of its I/O errors, and Python does not hand on the system's own number. So the write is tried once more beside the
database, where nothing depends on it.
"""

import contextlib
import sqlite3
from pathlib import Path
from typing import Final

# Beyond what one transaction may add to a file: a limit that stopped it stops this write too.
_BEYOND: Final = 1024 * 1024
_PIECE: Final = 64 * 1024
_SIDE_FILES: Final = ("", "-journal", "-wal")


def refusal_of_room(error: sqlite3.Error | OSError, database: Path) -> OSError | None:
    """Return the system's own refusal of a write beside ``database``, None when there is room or ``error`` is clear."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_IOERR:
        return None
    probe = database.with_name(f"{database.name}.room")
    try:
        with probe.open("wb", buffering=0) as file:
            file.seek(_largest(database) + _BEYOND)
            file.write(bytes(_PIECE))
    except OSError as refusal:
        return refusal
    finally:
        with contextlib.suppress(OSError):
            probe.unlink(missing_ok=True)
    return None


def _largest(database: Path) -> int:
    """Return the size of the largest of SQLite's files in bytes."""
    files = (database.with_name(database.name + suffix) for suffix in _SIDE_FILES)
    return max((file.stat().st_size for file in files if file.exists()), default=0)
