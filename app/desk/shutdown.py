# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Closing in order and in time, whatever hangs."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

_log = logging.getLogger(__name__)


def close_together(steps: Sequence[tuple[str, Callable[[], object]]], limit_s: float) -> tuple[str, ...]:
    """Run named ``steps`` side by side and return the names of those that did not end within ``limit_s`` seconds.

    What did not end is left behind on a daemon thread: it cannot keep the process from ending.
    """
    deadline = time.monotonic() + limit_s
    threads = [threading.Thread(target=_run, args=step, name=f"close-{step[0]}", daemon=True) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    late = tuple(name for (name, _close), thread in zip(steps, threads, strict=True) if thread.is_alive())
    for name in late:
        _log.warning("%s did not close within %.1f s and was left behind", name, limit_s)
    return late


def _run(name: str, close: Callable[[], object]) -> None:
    try:
        close()
    except Exception:  # noqa: BLE001 - one part that fails must not keep the others from closing
        _log.exception("closing %s failed", name)
