# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The least a Python program with a window costs: prints ``painted SECONDS`` and, if asked, ``imported SECONDS``.

Runs as a script in a process of its own until it is ended.
"""

import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class BareWindow(QMainWindow):
    """A window of the desk's size with one line of text."""

    def __init__(self, *, with_database: bool) -> None:
        super().__init__()
        self._with_database = with_database
        self._painted = False
        self.resize(1366, 768)
        label = QLabel("bare")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setCentralWidget(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._painted:
            return
        self._painted = True
        QTimer.singleShot(0, self._after_paint)

    def _after_paint(self) -> None:
        print(f"painted {time.monotonic():.6f}", flush=True)
        if self._with_database:
            import sqlmodel  # noqa: F401 - the import is what is measured

            print(f"imported {time.monotonic():.6f}", flush=True)


def main() -> int:
    application = QApplication(sys.argv[:1])
    window = BareWindow(with_database="--import-sqlmodel" in sys.argv)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
