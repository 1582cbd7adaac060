# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that kills its process in the middle of a checkpoint: at a chosen page on its way into the database."""

import os
import signal
from pathlib import Path
from typing import Any

import apsw

from tests.helpers.apsw_sqlite3 import ApswSqlite3

_NAME = "killing"
_EVERY_PAGES = 12


class KillingVfs(apsw.VFS):
    """Once armed, it counts the pages that come into the database; in WAL mode only checkpoints bring any."""

    def __init__(self, database: Path) -> None:
        self.database = str(database)
        self.left = 0
        super().__init__(_NAME, base="")

    def arm(self, pages: int) -> None:
        """Die once ``pages`` have come into the database."""
        self.left = pages

    def xOpen(self, name: Any, flags: list[int]) -> "_KillingFile":
        return _KillingFile(self, name, flags)


class _KillingFile(apsw.VFSFile):
    def __init__(self, vfs: KillingVfs, name: Any, flags: list[int]) -> None:
        text = name if name is None or isinstance(name, str) else name.filename()
        self._vfs = vfs if text == vfs.database else None
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        if self._vfs is not None and self._vfs.left:
            self._vfs.left -= 1
            if self._vfs.left == 0:
                os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def killing_sqlite3(database: Path) -> tuple[ApswSqlite3, KillingVfs]:
    """Return the sqlite3 module as the store sees it, and the disk under it, which must be kept as long."""
    vfs = KillingVfs(database)
    return ApswSqlite3(_NAME, (f"PRAGMA wal_autocheckpoint = {_EVERY_PAGES}",)), vfs
