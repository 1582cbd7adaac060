# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The second record of the ledger: ``journal/<gen>.jsonl``, one event per line, appended and flushed to the disk.

The writer appends here *inside* the database transaction, right before its commit. So whatever a caller was told is
saved is in both records, and the journal is never behind the database. A crash between the two leaves a line that the
database does not have and that nobody was told is saved; the next start takes it in, for it is a whole event.
A line cut short by a crash was never told either; it is moved to ``<gen>.torn``.
"""

import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.contract.events import LedgerEvent

_BLOCK: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class JournalEnd:
    """The last whole line: its sequence and hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class _Line:
    offset: int
    text: bytes

    def end(self) -> JournalEnd | None:
        """Return what the line says, None where it is no event."""
        try:
            event = json.loads(self.text)
            return JournalEnd(int(event["seq"]), str(event["hash"]))
        except (ValueError, TypeError, KeyError):
            return None


class Journal:
    """The journal of one generation. Used by one thread at a time."""

    def __init__(self, folder: Path, gen: int) -> None:
        self.path = folder / f"{gen}.jsonl"
        self._file = self._open()
        self._size = os.fstat(self._file.fileno()).st_size
        self._last_seq: int | None = None
        self._unconfirmed_from: int | None = None

    @staticmethod
    def generations(folder: Path) -> list[int]:
        """Return the generations that have a journal in ``folder``, in order."""
        return sorted(int(path.stem) for path in folder.glob("*.jsonl") if path.stem.isdecimal())

    @staticmethod
    def newest(folder: Path) -> int | None:
        """Return the highest generation that has a journal in ``folder``."""
        return max(Journal.generations(folder), default=None)

    @staticmethod
    def keep_names(folder: Path) -> None:
        """Put the names of the files in ``folder`` on the disk.

        Raises:
            OSError: when that cannot be done.
        """
        _flush_folder(folder)

    @staticmethod
    def device_of(folder: Path, gen: int) -> str | None:
        """Return the device that the first line of a generation's journal names."""
        path = folder / f"{gen}.jsonl"
        first = next(read_lines(path), None) if path.exists() else None
        try:
            return None if first is None else str(json.loads(first)["device_id"])
        except (ValueError, TypeError, KeyError):
            return None

    @staticmethod
    def parked(folder: Path) -> list[Path]:
        """Return journals that contradicted the database and were set aside."""
        return sorted(folder.glob("*.parked"))

    def last_seq(self) -> int:
        """Return the sequence of the last event, 0 when there is none. Reads the disk only if the file changed.

        A file that somebody deleted is begun anew, so that no event goes to a file without a name.

        Raises:
            OSError: when the file cannot be made, read or cut.
        """
        self.retract()
        status = os.fstat(self._file.fileno())
        if status.st_nlink == 0:
            self._file.close()
            self._file = self._open()
            status = os.fstat(self._file.fileno())
        if self._last_seq is None or status.st_size != self._size:
            self._size = status.st_size
            found = self.end()
            self._last_seq = 0 if found is None else found.seq
        return self._last_seq

    def append(self, lines: Sequence[str], *, last_seq: int) -> None:
        """Write ``lines``, which end with sequence ``last_seq``, and flush them to the disk.

        Raises:
            OSError: nothing since the last ``confirm`` may count as written; ``retract`` takes back what got there.
        """
        if self._unconfirmed_from is None:
            self._unconfirmed_from = self._size
        data = memoryview("".join(line + "\n" for line in lines).encode("utf-8"))
        while data:
            written = self._file.write(data)
            self._size += written
            data = data[written:]
        _flush(self._file.fileno())
        self._last_seq = last_seq

    def confirm(self) -> None:
        """Say that what was appended is in the database too."""
        self._unconfirmed_from = None

    def retract(self) -> None:
        """Take back what was appended since the last ``confirm``; what cannot be cut now is cut by ``last_seq``.

        Raises:
            OSError: when the file cannot be cut.
        """
        if self._unconfirmed_from is not None:
            self._cut(self._unconfirmed_from)

    def end(self) -> JournalEnd | None:
        """Return the last event, after moving a torn end to ``<gen>.torn``; None when there is no event.

        Raises:
            OSError: when the file cannot be read or cut.
        """
        while (line := next(self._backward(), None)) is not None:
            found = line.end()
            if found is not None and line.text.endswith(b"\n"):
                return found
            self._set_torn_end_aside(line.offset)
        return None

    def find(self, seq: int) -> tuple[JournalEnd | None, int]:
        """Return the line of ``seq``, if it is there, and the offset of the first line after it."""
        if seq == 0:
            return None, 0
        after = self._size
        for line in self._backward():
            found = line.end()
            if found is not None and found.seq <= seq:
                return (found if found.seq == seq else None), after
            after = line.offset
        return None, 0

    def events(self, offset: int = 0) -> Iterator[LedgerEvent]:
        """Yield the events from ``offset`` on.

        Raises:
            ValueError: at the first line that is not an event.
        """
        for line in read_lines(self.path, offset):
            yield LedgerEvent.model_validate_json(line)

    def park(self, stamp: str) -> Path:
        """Set this file aside under another name and begin an empty one.

        Raises:
            OSError: when the file cannot be renamed.
        """
        self._file.close()
        target = self.path.with_name(f"{self.path.stem}.{stamp}.parked")
        self.path.rename(target)
        self._file = self._open()
        self._size, self._last_seq, self._unconfirmed_from = 0, 0, None
        return target

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _open(self) -> io.FileIO:
        is_new = not self.path.exists()
        file = self.path.open("ab", buffering=0)
        if is_new:
            _flush_folder(self.path.parent)
        return file

    def _cut(self, size: int) -> None:
        self._file.truncate(size)
        _flush(self._file.fileno())
        self._size, self._last_seq, self._unconfirmed_from = size, None, None

    def _set_torn_end_aside(self, offset: int) -> None:
        with self.path.open("rb") as file:
            file.seek(offset)
            torn = file.read()
        with self.path.with_suffix(".torn").open("ab") as aside:
            aside.write(torn.rstrip(b"\n") + b"\n")
            aside.flush()
            _flush(aside.fileno())
        self._cut(offset)

    def _backward(self) -> Iterator[_Line]:
        """Yield lines from the last to the first; the last one may lack its end."""
        start, rest = self._size, b""
        with self.path.open("rb") as file:
            while start > 0:
                end, start = start, max(0, start - _BLOCK)
                file.seek(start)
                block = file.read(end - start) + rest
                cut = block.find(b"\n") + 1 if start > 0 else 0
                if start > 0 and cut == 0:
                    rest = block
                    continue
                offset = start + len(block)
                for text in reversed(io.BytesIO(block[cut:]).readlines()):
                    offset -= len(text)
                    yield _Line(offset, text)
                rest = block[:cut]


def read_lines(path: Path, offset: int = 0) -> Iterator[bytes]:
    """Yield a journal's whole lines from ``offset`` on, without their ends."""
    with path.open("rb") as file:
        file.seek(offset)
        for line in file:
            if line.endswith(b"\n"):
                yield line[:-1]


def _flush(descriptor: int) -> None:
    """Put a file's data on the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    elif sys.platform == "win32":
        os.fsync(descriptor)
    else:
        os.fdatasync(descriptor)


def _flush_folder(folder: Path) -> None:
    """Put a new file's name on the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
