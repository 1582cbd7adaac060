# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the wheel from changing a value that a list is only scrolled past."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WheelGuard(QObject):
    """Leaves the wheel to the list around a widget: scrolling must not change what viewers see and hear."""

    def guard(self, *widgets: QWidget) -> None:
        """Guard ``widgets`` as long as this object lives."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the wheel away from the widget, and let its parents have it."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False
