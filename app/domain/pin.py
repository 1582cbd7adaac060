# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The technician's PIN: kept as a salted hash only, and guarded against trying."""

import base64
import hashlib
import hmac
import secrets
from typing import Final

TRIES: Final = 5
WAIT_S: Final = 30.0
_LEAST, _MOST = 4, 8
_N, _R, _P = 2**14, 8, 1
_SCHEME: Final = "scrypt"


def is_pin(text: str) -> bool:
    """Return whether ``text`` can be a PIN: 4 to 8 digits."""
    return _LEAST <= len(text) <= _MOST and text.isascii() and text.isdigit()


def hash_pin(pin: str) -> str:
    """Return what is kept of a PIN. Takes some 50 ms and 16 MB on purpose; never call it on the UI thread.

    Raises:
        ValueError: when it is no PIN.
    """
    if not is_pin(pin):
        raise ValueError("a PIN has 4 to 8 digits")
    salt = secrets.token_bytes(16)
    return f"{_SCHEME}${_N}${_R}${_P}${_text(salt)}${_text(_digest(pin, salt, _N, _R, _P))}"


def pin_matches(pin: str, kept: str) -> bool:
    """Return whether ``pin`` is the one of which ``kept`` is the hash. As slow as ``hash_pin``.

    Something kept that is no such hash matches nothing.
    """
    try:
        scheme, n, r, p, salt, digest = kept.split("$")
        costs = int(n), int(r), int(p)
        expected = base64.b64decode(digest, validate=True)
        found = _digest(pin, base64.b64decode(salt, validate=True), *costs)
    except ValueError:
        return False
    return scheme == _SCHEME and hmac.compare_digest(found, expected)


class TryGuard:
    """Counts wrong tries: after five in a row none is taken for 30 seconds."""

    def __init__(self) -> None:
        self._wrong = 0
        self._closed_until = 0.0

    def wait_s(self, now: float) -> float:
        """Return how many seconds to wait before the next try, 0 when one is free. ``now`` is monotonic time."""
        return max(0.0, self._closed_until - now)

    def count_wrong(self, now: float) -> None:
        """Note a wrong try."""
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong = 0
            self._closed_until = now + WAIT_S

    def count_right(self) -> None:
        """Note a right one: the count starts anew."""
        self._wrong = 0


def _digest(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=64 * 1024 * 1024, dklen=32)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
