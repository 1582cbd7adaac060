# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one alarm line of the window, fed by several causes; and uncaught exceptions as an alarm instead of a crash."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal


class Alarms(QObject):
    """Joins what is wrong now into one text. A cause tells an empty text when it is over.

    Signals:
        changed(str): the text to show; empty: nothing is wrong.
    """

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, str] = {}

    def set(self, cause: str, text: str) -> None:
        """Tell what is wrong with ``cause``."""
        before = self._joined()
        self._texts[cause] = text
        if self._joined() != before:
            self.changed.emit(self._joined())

    def set_not_saved(self, text: str) -> None:
        """Tell that sales are not saved."""
        self.set("not-saved", text)

    def set_session_fault(self, text: str) -> None:
        """Tell what did not happen with the session; the next change of the session takes it away."""
        self.set("session", text)

    def session_went_on(self, _state: object) -> None:
        """Take the session's fault away."""
        self.set("session", "")

    def set_content_fault(self, text: str) -> None:
        """Tell what is wrong with the content."""
        self.set("content", text)

    def content_arrived(self, _content: object) -> None:
        """Take the content's fault away."""
        self.set("content", "")

    def _joined(self) -> str:
        return "  ".join(text for text in self._texts.values() if text)


class ExceptionAlarm(QObject):
    """Tells every uncaught exception of any thread, after the hooks that log it. ``install``, later ``remove``.

    Signals:
        happened(str): the sentence for the alarm line, on the UI thread.
    """

    happened = Signal(str)
    _raised = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._raised.connect(self._on_raised, Qt.ConnectionType.QueuedConnection)
        self._previous_main = sys.excepthook
        self._previous_thread = threading.excepthook

    def install(self) -> None:
        """Set the hooks in front of those that are there."""
        self._previous_main, sys.excepthook = sys.excepthook, self._on_exception
        self._previous_thread, threading.excepthook = threading.excepthook, self._on_thread_exception

    def remove(self) -> None:
        """Put the former hooks back."""
        sys.excepthook = self._previous_main
        threading.excepthook = self._previous_thread

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._previous_main(kind, error, trace)
        self._raised.emit()

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        self._previous_thread(args)
        self._raised.emit()

    def _on_raised(self) -> None:
        self.happened.emit(
            QCoreApplication.translate(
                "ExceptionAlarm",
                "Something in the program went wrong. What the tape marks as saved is safe. "
                "Carry on; after the session send the log folder to the technician.",
            )
        )
