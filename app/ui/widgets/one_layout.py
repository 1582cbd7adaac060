# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many changes, one layout."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout


@contextmanager
def one_layout(*layouts: QLayout) -> Iterator[None]:
    """Hold ``layouts`` still while their widgets change; each is laid out once, in the next turn of the event loop.

    Qt lays out the whole window each time that a child is shown, 2 ms for each.
    """
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)
            layout.update()
