# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One process per profile: a lock of the operating system, which a crash cannot leave behind."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _take(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ProfileInUseError(Exception):
    """Another process works with the profile."""


class ProfileLock:
    """The lock on one profile. The file stays; only the lock on it counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take the lock; False when another process (or another ProfileLock) holds it.

        Raises:
            OSError: when the lock file cannot be opened at all.
        """
        if self._file is not None:
            return True
        handle = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
        try:
            _take(handle.fileno())
        except OSError:
            handle.close()
            return False
        self._file = handle
        return True

    def release(self) -> None:
        """Give the lock back. Harmless when it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> "ProfileLock":
        """Take the lock.

        Raises:
            ProfileInUseError: when another process holds it.
        """
        if not self.acquire():
            raise ProfileInUseError(
                f"The desk, or another command, is using this profile ({self._path.parent}). "
                "Nothing was changed. Close it, or choose another profile with --profile DIR."
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
