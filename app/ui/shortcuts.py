# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys of the command registry in one window, silent in text fields, during composition and on auto-repeat."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from app.ui.commands import Command, CommandRegistry


class CommandShortcut(QShortcut):
    """One key of one command."""

    def __init__(self, command: Command, key: str, window: QWidget) -> None:
        super().__init__(QKeySequence(key), window)
        self.command = command
        self.setAutoRepeat(False)
        self.setContext(Qt.ShortcutContext.WindowShortcut)
        self.setObjectName(f"{command.id}:{key}")
        self.activated.connect(self._on_activated)

    def _on_activated(self) -> None:
        self.command.trigger()


class ShortcutBinder(QObject):
    """Binds the registry's keys to ``window``.

    Keys of a command with a page work while that page is the current one. While a text field has the focus only
    commands marked ``in_text`` keep their keys; while text is being composed none does.
    """

    def __init__(self, window: QWidget, registry: CommandRegistry, *, page: str = "") -> None:
        super().__init__(window)
        self._window = window
        self._registry = registry
        self._page = page
        self._field: QWidget | None = None
        self._composing = False
        self._shortcuts: dict[tuple[str, str], CommandShortcut] = {}
        registry.changed.connect(self._on_registry_changed)
        application = cast(QApplication, QApplication.instance())
        application.focusChanged.connect(self._on_focus_changed)
        self._on_registry_changed()
        self._on_focus_changed(None, QApplication.focusWidget())

    @property
    def shortcuts(self) -> tuple[CommandShortcut, ...]:
        """All keys bound in the window."""
        return tuple(self._shortcuts.values())

    def set_page(self, page: str) -> None:
        """Tell which page is current."""
        self._page = page
        self._refresh()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Watch the focused text field for text being composed; never takes the event."""
        if event.type() == QEvent.Type.InputMethod:
            composing = bool(cast(QInputMethodEvent, event).preeditString())
            if composing is not self._composing:
                self._composing = composing
                self._refresh()
        return False

    def _on_registry_changed(self) -> None:
        for command in self._registry.all():
            for key in command.keys:
                if (command.id, key) not in self._shortcuts:
                    self._shortcuts[command.id, key] = CommandShortcut(command, key, self._window)
        self._refresh()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = new if new is not None and takes_text(new) else None
        self._composing = False
        if self._field is not None:
            self._field.installEventFilter(self)
        self._refresh()

    def _refresh(self) -> None:
        for shortcut in self._shortcuts.values():
            shortcut.setEnabled(self._works(shortcut.command))

    def _works(self, command: Command) -> bool:
        if self._composing or command.page not in ("", self._page):
            return False
        return self._field is None or command.in_text


def takes_text(widget: QWidget) -> bool:
    """Return whether keys typed into ``widget`` are text."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)
