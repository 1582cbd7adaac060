# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.commands import Command, CommandRegistry
from app.ui.main_window import MainWindow
from app.ui.shortcuts_sheet import ShortcutsSheet
from app.ui.theme import load_theme


class Hall:
    """A main window with two pages."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.registry = CommandRegistry()
        self.window = MainWindow(self.registry, load_theme("dark"))
        self.first, self.second = QWidget(), QWidget()
        for page in (self.first, self.second):
            page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        qtbot.addWidget(self.window)
        self.window.add_page("first", self.first, "First")
        self.window.add_page("second", self.second, "Second")
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    @property
    def sheet(self) -> ShortcutsSheet:
        return self.window.findChild(ShortcutsSheet)


@pytest.fixture
def hall(qtbot: QtBot) -> Hall:
    return Hall(qtbot)


def test_loading_is_told_until_a_page_is_shown(hall: Hall) -> None:
    hall.window.show_loading("Opening the ledger")
    assert hall.window.current_page == ""
    assert any(label.text() == "Opening the ledger" for label in hall.window.findChildren(QLabel) if label.isVisible())
    hall.window.show_page("first")
    assert hall.window.current_page == "first"


def test_a_page_comes_to_the_front_with_its_key(hall: Hall) -> None:
    hall.window.show_page("first")
    with hall.qtbot.waitSignal(hall.window.page_changed) as changed:
        hall.qtbot.keyClick(hall.first, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert changed.args == ["second"]
    assert hall.second.isVisible()


def test_an_unknown_page_is_an_error(hall: Hall) -> None:
    with pytest.raises(KeyError):
        hall.window.show_page("third")


def test_an_alarm_stays_on_every_page_until_it_is_taken_away(hall: Hall) -> None:
    hall.window.show_page("first")
    hall.window.show_alarm("NOT SAVED: 1")
    hall.window.show_page("second")
    assert hall.window.alarm_text == "NOT SAVED: 1"
    hall.window.show_alarm("")
    assert hall.window.alarm_text == ""


def test_an_alarm_blocks_nothing(hall: Hall) -> None:
    hall.window.show_page("first")
    hall.window.show_alarm("NOT SAVED: 1")
    assert QApplication.activeModalWidget() is None
    assert hall.window.isEnabled()


def test_the_sheet_opens_by_key_and_closes_with_escape(hall: Hall) -> None:
    hall.window.show_page("first")
    hall.qtbot.keyClick(hall.first, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    assert hall.sheet.isVisible()
    hall.qtbot.keyClick(hall.sheet, Qt.Key.Key_Escape)
    assert not hall.sheet.isVisible()


def test_the_sheet_names_commands_that_came_later(hall: Hall) -> None:
    hall.window.show_page("first")
    hall.registry.add(Command("late", lambda: "A late command", ("F8",), lambda: None))
    hall.registry.get("window.shortcuts").trigger()
    texts = [label.text() for label in hall.sheet.findChildren(QLabel)]
    assert "A late command" in texts
    assert "F8" in texts


def test_the_sheet_gives_the_focus_back(hall: Hall) -> None:
    hall.window.show_page("first")
    hall.registry.get("window.shortcuts").trigger()
    hall.sheet.findChild(QPushButton).click()
    assert QApplication.focusWidget() is hall.first


def test_closing_is_told(hall: Hall) -> None:
    with hall.qtbot.waitSignal(hall.window.closed):
        hall.window.close()


def test_on_a_small_screen_the_window_leaves_room_for_its_title_bar(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = SimpleNamespace(availableSize=lambda: QSize(1366, 768))
    monkeypatch.setattr(hall.window, "screen", lambda: small)
    hall.window.resize(1366, 768)

    hall.window.fit_to_screen()

    assert (hall.window.width(), hall.window.height()) == (1350, 728)


def test_on_a_large_screen_the_window_stays_as_it_is(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    large = SimpleNamespace(availableSize=lambda: QSize(3840, 2160))
    monkeypatch.setattr(hall.window, "screen", lambda: large)
    hall.window.resize(1366, 768)

    hall.window.fit_to_screen()

    assert (hall.window.width(), hall.window.height()) == (1366, 768)
