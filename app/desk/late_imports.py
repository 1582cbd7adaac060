# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports what the desk needs only once a sale can be logged, without holding up the window."""

from collections import deque
from collections.abc import Iterable
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

QT_MODULES: Final = (
    "app.services.studio",
    "app.desk.studio",
    "app.ui.live.reader",
    "app.ui.review.detail_panel",
    "app.ui.pages.review_page",
    "app.ui.studio.plan_panel",
    "app.ui.pages.studio_page",
    "app.ui.prompter.view",
    "app.ui.prompter.window",
    "app.services.wording",
    "app.ui.pages.prepare_page",
)
"""In small portions: one is imported in one turn of the event loop."""


class LateImports(QObject):
    """Imports modules one after another, each in a turn of the event loop of its own.

    On the thread of the window, never on another: a class that inherits from Qt's, made by one thread while the window
    paints or is read out by another, ends the process with a memory fault now and then.

    Signals:
        done(): all modules are there.
    """

    done = Signal()

    def __init__(self, modules: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = deque(modules)
        self._turn = QTimer(self)
        self._turn.setObjectName("desk-late-imports")
        self._turn.timeout.connect(self._import_one)

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._turn.start(0)

    def stop(self) -> None:
        """Import nothing more and never be done."""
        self._turn.stop()

    def _import_one(self) -> None:
        if self._waiting:
            import_module(self._waiting.popleft())
            return
        self._turn.stop()
        self.done.emit()
