# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that forgets at a power cut what was not flushed: SQLite over a file system in memory, and the journal.

kill -9 cannot show this: what a process has written stays with the operating system. Here a write is on the disk only
once the file was synced; of the rest, a cut keeps nothing, or any of the writes, as real disks do.
"""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

from tests.helpers.apsw_sqlite3 import ApswSqlite3

SECTOR = 512


class PowerCutError(OSError):
    """There is no power any more."""


@dataclass(slots=True)
class _File:
    now: bytearray = field(default_factory=bytearray)
    synced: bytes | None = None
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, offset: int, data: bytes) -> None:
        self.waiting.append((offset, data))
        _apply(self.now, offset, data)

    def truncate(self, size: int) -> None:
        self.waiting.append((size, None))
        _apply(self.now, size, None)

    def sync(self) -> None:
        self.synced, self.waiting = bytes(self.now), []


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


class LossyDisk:
    """Counts every write and flush; the ``steps``-th is the last thing that the power lasts for."""

    def __init__(self, name: str, *, steps: int, rng: random.Random, keep_some: bool) -> None:
        self.name = name
        self.files: dict[str, _File] = {}
        self.journal: dict[Path, bytes] = {}
        self._left = steps
        self._rng = rng
        self._keep_some = keep_some
        self._image: dict[str, bytes] = {}
        self._lock = threading.RLock()
        self.vfs = _LossyVfs(name, self)

    @property
    def is_dead(self) -> bool:
        return self._left <= 0

    def step(self) -> None:
        """Let one write or flush begin.

        Raises:
            PowerCutError: when it was one too many.
        """
        with self._lock:
            if self._left > 0:
                self._left -= 1
                if self._left == 0:
                    self._cut()
            if self._left <= 0:
                raise PowerCutError(5, "the power is out")

    def flush_journal(self, folder: Path, inode: int) -> None:
        """Take over the journal file with this inode as it is now."""
        self.step()
        for path in folder.glob("*"):
            if path.stat().st_ino == inode:
                self.journal[path] = path.read_bytes()

    def _cut(self) -> None:
        for name, file in self.files.items():
            content = bytearray(file.synced or b"")
            for offset, data in file.waiting:
                if self._keep_some and self._rng.random() < 0.5:
                    _apply(content, offset, self._torn(data))
            if file.synced is not None or content:
                self._image[name] = bytes(content)
        for path in {path.parent for path in self.journal}:
            for found in path.glob("*.jsonl"):
                self._image[str(found)] = self._journal_after_cut(found)

    def _torn(self, data: bytes | None) -> bytes | None:
        if data is None or len(data) <= SECTOR:
            return data
        return data[: SECTOR * self._rng.randint(1, len(data) // SECTOR)]

    def _journal_after_cut(self, path: Path) -> bytes:
        flushed, now = self.journal.get(path, b""), path.read_bytes()
        if self._keep_some and now.startswith(flushed):
            return now[: self._rng.randint(len(flushed), len(now))]
        return flushed

    def write_image(self, root: Path, *, database: bool = True, journal: bool = True) -> None:
        """Write what the disk still had after the cut to a folder, with one of the two records or both."""
        (root / "journal").mkdir(parents=True)
        for name, content in self._image.items():
            path = Path(name)
            is_journal = path.suffix == ".jsonl"
            if journal if is_journal else database:
                ((root / "journal" if is_journal else root) / path.name).write_bytes(content)


class _LossyVfs(apsw.VFS):
    def __init__(self, name: str, disk: LossyDisk) -> None:
        self._disk = disk
        super().__init__(name, base="")

    def xOpen(self, name: Any, flags: list[int]) -> "_LossyFile":
        text = "temp" if name is None else name if isinstance(name, str) else name.filename()
        flags[1] = flags[0]
        return _LossyFile(self._disk, self._disk.files.setdefault(text, _File()))

    def xAccess(self, pathname: str, _flags: int) -> bool:
        return pathname in self._disk.files

    def xDelete(self, filename: str, _syncdir: bool) -> None:
        self._disk.step()
        self._disk.files.pop(filename, None)

    def xFullPathname(self, name: str) -> str:
        return name


class _LossyFile:
    def __init__(self, disk: LossyDisk, file: _File) -> None:
        self._disk = disk
        self._file = file

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._file.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.step()
        self._file.write(offset, bytes(data))

    def xTruncate(self, size: int) -> None:
        self._disk.step()
        self._file.truncate(size)

    def xSync(self, _flags: int) -> None:
        self._disk.step()
        self._file.sync()

    def xFileSize(self) -> int:
        return len(self._file.now)

    def xLock(self, _level: int) -> None:
        return

    def xUnlock(self, _level: int) -> None:
        return

    def xCheckReservedLock(self) -> bool:
        return False

    def xClose(self) -> None:
        return

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xFileControl(self, _op: int, _ptr: int) -> bool:
        return False


def lossy_sqlite3(disk: LossyDisk, rewrite: Callable[[str], str] = str) -> ApswSqlite3:
    """Return the sqlite3 module as the store sees it, with the writing connection on the lossy disk."""
    # WAL without exclusive locking needs shared memory, which a file system in memory cannot give; checkpoints come
    # often, so that cuts fall into them too.
    pragmas = ("PRAGMA locking_mode = EXCLUSIVE", "PRAGMA wal_autocheckpoint = 20")
    return ApswSqlite3(disk.name, pragmas, rewrite)
