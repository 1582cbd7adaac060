# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every action of the desk as data: menus, the shortcuts sheet, key bindings and tests read one registry."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One action.

    ``id`` is stable and never shown; ``label`` gives the translated name at the moment it is shown. ``keys`` are
    portable key sequences (``"Ctrl+Z"``). ``page`` limits the keys to the page with this id; empty: on every page.
    ``in_text`` lets the keys work while a text field has the focus: never set it on anything that sells.
    """

    id: str
    label: Callable[[], str]
    keys: tuple[str, ...]
    run: Callable[[], None]
    enabled: Callable[[], bool] = field(default=_always)
    group: str = "window"
    page: str = ""
    in_text: bool = False

    def trigger(self) -> bool:
        """Run the command if it is enabled; return whether it ran."""
        if not self.enabled():
            return False
        self.run()
        return True


class CommandRegistry(QObject):
    """All commands of one desk, in the order in which they were added.

    Signals:
        changed: a command was added.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: dict[str, Command] = {}

    def add(self, command: Command) -> Command:
        """Add ``command`` and return it. Raises ValueError if its id is taken."""
        if command.id in self._commands:
            raise ValueError(f"command {command.id} exists")
        self._commands[command.id] = command
        self.changed.emit()
        return command

    def add_all(self, *commands: Command) -> None:
        """Add several commands."""
        for command in commands:
            self.add(command)

    def get(self, command_id: str) -> Command:
        """Return the command with this id. Raises KeyError if there is none."""
        return self._commands[command_id]

    def all(self) -> tuple[Command, ...]:
        """Return all commands."""
        return tuple(self._commands.values())

    def conflicts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each key that several commands claim on one page, with their ids."""
        claims: dict[str, list[Command]] = {}
        for command in self._commands.values():
            for key in command.keys:
                claims.setdefault(normal_key(key), []).append(command)
        return tuple(
            (key, tuple(command.id for command in claimants)) for key, claimants in claims.items() if _clash(claimants)
        )


def normal_key(key: str) -> str:
    """Return ``key`` spelled as Qt spells it, so that equal keys compare equal."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def shown_key(key: str) -> str:
    """Return ``key`` as this platform's users read it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _clash(claimants: list[Command]) -> bool:
    pages = [command.page for command in claimants]
    return len(pages) > 1 and ("" in pages or len(set(pages)) < len(pages))
