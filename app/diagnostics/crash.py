# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept when the program dies: a log line for every uncaught exception, a trace file for a hard crash."""

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

CRASH_NAME: Final = "crash.log"

_log = logging.getLogger(__name__)


class CrashHooks:
    """Uncaught exceptions of all threads go to the log; ``install`` and ``remove`` belong together.

    A crash below Python (a signal) leaves the stacks of all threads in ``crash.log`` of ``logs_dir``.
    """

    def __init__(self, logs_dir: Path) -> None:
        self._path = logs_dir / CRASH_NAME
        self._file: TextIO | None = None
        self._previous_main = sys.excepthook
        self._previous_thread = threading.excepthook

    def install(self) -> None:
        """Set the hooks.

        Raises:
            OSError: when the crash file cannot be opened.
        """
        self._file = self._path.open("a", encoding="utf-8")
        faulthandler.enable(self._file)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Put the former hooks back and close the crash file."""
        sys.excepthook = self._previous_main
        threading.excepthook = self._previous_thread
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            _log.critical("uncaught exception", exc_info=(kind, error, trace))
        self._previous_main(kind, error, trace)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        name = args.thread.name if args.thread else "an ended thread"
        value = args.exc_value if args.exc_value is not None else args.exc_type()
        _log.critical("uncaught exception in %s", name, exc_info=(args.exc_type, value, args.exc_traceback))
        self._previous_thread(args)
