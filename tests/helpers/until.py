# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting on a condition outside Qt, with a deadline."""

import threading
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


def until(condition: Callable[[], _T], what: str, *, timeout_s: float = 10.0, every_s: float = 0.01) -> _T:
    """Return ``condition()`` as soon as it is true; TimeoutError naming ``what`` after ``timeout_s`` seconds."""
    pause = threading.Event()
    for _ in range(max(1, round(timeout_s / every_s))):
        value = condition()
        if value:
            return value
        pause.wait(every_s)
    raise TimeoutError(f"not within {timeout_s} s: {what}")
