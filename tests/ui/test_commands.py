# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.commands import Command, CommandRegistry, normal_key
from app.ui.shortcuts import ShortcutBinder
from app.ui.shortcuts_sheet import sheet_lines


class Room:
    """A window with a text field and bound commands that count their runs."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.runs: list[str] = []
        self.registry = CommandRegistry()
        self.window = QMainWindow()
        self.pane = QWidget()
        self.pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field = QLineEdit()
        self.reader = QTextEdit()
        self.reader.setReadOnly(True)
        central = QWidget()
        column = QVBoxLayout(central)
        for part in (self.pane, self.field, self.reader):
            column.addWidget(part)
        self.window.setCentralWidget(central)
        qtbot.addWidget(self.window)
        self.binder = ShortcutBinder(self.window, self.registry)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitActive(self.window).__enter__()
        self.pane.setFocus()

    def add(
        self, name: str, key: str, *, enabled: Callable[[], bool] = lambda: True, page: str = "", in_text: bool = False
    ) -> None:
        self.registry.add(
            Command(name, lambda: name, (key,), lambda: self.runs.append(name), enabled, page=page, in_text=in_text)
        )

    def press(self, key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def make(command_id: str, *keys: str, page: str = "") -> Command:
    return Command(command_id, lambda: command_id, keys, lambda: None, page=page)


def test_an_id_is_taken_once(qtbot: QtBot) -> None:
    registry = CommandRegistry()
    registry.add(make("a"))
    with pytest.raises(ValueError, match="command a exists"):
        registry.add(make("a"))


def test_two_commands_with_one_key_on_one_page_are_a_conflict(qtbot: QtBot) -> None:
    registry = CommandRegistry()
    registry.add_all(make("a", "Ctrl+Z", page="live"), make("b", "ctrl+z", page="live"), make("c", "F1", page="live"))
    assert registry.conflicts() == (("Ctrl+Z", ("a", "b")),)


def test_one_key_on_two_pages_is_no_conflict(qtbot: QtBot) -> None:
    registry = CommandRegistry()
    registry.add_all(make("a", "F5", page="live"), make("b", "F5", page="review"))
    assert registry.conflicts() == ()


def test_a_key_of_every_page_conflicts_with_any(qtbot: QtBot) -> None:
    registry = CommandRegistry()
    registry.add_all(make("a", "F5"), make("b", "F5", page="review"))
    assert registry.conflicts() == (("F5", ("a", "b")),)


def test_a_disabled_command_does_not_run() -> None:
    runs: list[int] = []
    command = Command("a", lambda: "a", (), lambda: runs.append(1), enabled=lambda: False)
    assert not command.trigger()
    assert runs == []


def test_a_key_runs_its_command(room: Room) -> None:
    room.add("sell", "F1")
    room.press(Qt.Key.Key_F1)
    assert room.runs == ["sell"]


def test_a_key_is_silent_while_its_command_is_disabled(room: Room) -> None:
    room.add("sell", "F1", enabled=lambda: False)
    room.press(Qt.Key.Key_F1)
    assert room.runs == []


def test_a_key_held_down_does_not_repeat(room: Room) -> None:
    room.add("sell", "F1")
    assert [shortcut.autoRepeat() for shortcut in room.binder.shortcuts] == [False]


def test_no_key_sells_in_a_text_field(room: Room) -> None:
    room.add("sell", "F1")
    room.add("digit", "5")
    room.field.setFocus()
    room.press(Qt.Key.Key_F1)
    room.press(Qt.Key.Key_5)
    assert room.runs == []
    assert room.field.text() == "5"


def test_keys_work_again_after_the_text_field(room: Room) -> None:
    room.add("sell", "F1")
    room.field.setFocus()
    room.pane.setFocus()
    room.press(Qt.Key.Key_F1)
    assert room.runs == ["sell"]


def test_keys_work_over_text_that_can_only_be_read(room: Room) -> None:
    room.add("sell", "F1")
    room.reader.setFocus()
    room.press(Qt.Key.Key_F1)
    assert room.runs == ["sell"]


def test_a_command_marked_for_it_works_in_a_text_field(room: Room) -> None:
    room.add("help", "F9", in_text=True)
    room.field.setFocus()
    room.press(Qt.Key.Key_F9)
    assert room.runs == ["help"]


def test_no_key_works_while_text_is_composed(room: Room) -> None:
    room.add("help", "F9", in_text=True)
    room.field.setFocus()
    QApplication.sendEvent(room.field, QInputMethodEvent("nang", []))
    room.press(Qt.Key.Key_F9)
    assert room.runs == []
    QApplication.sendEvent(room.field, QInputMethodEvent("", []))
    room.press(Qt.Key.Key_F9)
    assert room.runs == ["help"]


def test_keys_of_another_page_are_silent(room: Room) -> None:
    room.add("sell", "F1", page="live")
    room.binder.set_page("review")
    room.press(Qt.Key.Key_F1)
    assert room.runs == []
    room.binder.set_page("live")
    room.press(Qt.Key.Key_F1)
    assert room.runs == ["sell"]


def test_the_sheet_shows_every_key_and_joins_the_ten_digits(qtbot: QtBot) -> None:
    digits = [Command(f"d{n}", lambda: "Type", (str(n),), lambda: None, group="sales") for n in range(10)]
    lines = sheet_lines((*digits, make("undo", "Ctrl+Z"), make("silent")))
    assert lines == [("sales", "Type", "0 … 9"), ("window", "undo", "Ctrl+Z")]


def test_keys_are_compared_as_qt_spells_them() -> None:
    assert normal_key("ctrl+z") == "Ctrl+Z"
