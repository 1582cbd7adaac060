# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Child processes that are there in milliseconds, for tests that kill many."""

import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext


@contextmanager
def forked_processes(*modules: str) -> Iterator[BaseContext]:
    """Lend a context whose children come from one warmed process, with ``modules``, where the system can fork."""
    method = "spawn" if sys.platform == "win32" else "forkserver"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(["tests.helpers.chosen_sqlite", "tests.helpers.warm_store", *modules])
    try:
        yield context
    finally:
        if method == "forkserver":
            from multiprocessing import forkserver

            forkserver._forkserver._stop()
