# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""UUIDv7 identifiers (RFC 9562, section 5.7): unique and roughly sortable, never used for order."""

import os
import threading
import time
import uuid


class _Ticker:
    """A (unix ms, 12-bit counter) pair that strictly increases within this process.

    A clock stepped backwards keeps counting from the latest time seen, so ids never repeat.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last_ms = 0
        self._counter = 0

    def next(self) -> tuple[int, int]:
        now_ms = time.time_ns() // 1_000_000
        with self._lock:
            if now_ms > self._last_ms:
                self._last_ms, self._counter = now_ms, int.from_bytes(os.urandom(2)) & 0x7FF
            else:
                self._counter += 1
                if self._counter > 0xFFF:
                    self._last_ms, self._counter = self._last_ms + 1, 0
            return self._last_ms, self._counter


_ticker = _Ticker()


def uuid7() -> uuid.UUID:
    """Return a new UUIDv7."""
    unix_ms, counter = _ticker.next()
    value = (unix_ms & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76
    value |= counter << 64
    value |= 0b10 << 62
    value |= int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    return uuid.UUID(int=value)


def new_id() -> str:
    """Return a new UUIDv7 in its canonical 36-character text form."""
    return str(uuid7())
