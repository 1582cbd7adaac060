# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Live page in its window, for the tests of its parts."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.live_view import LiveView
from app.domain.obs.commands import ObsCommand, ObsFailure, ObsOutcome
from app.domain.obs.permissions import DeskMode
from app.domain.obs.state import ObsState
from app.ui.commands import CommandRegistry
from app.ui.main_window import MainWindow
from app.ui.pages.live_page import LivePage
from app.ui.theme import load_theme
from tests.screens import sample
from tests.screens.live_fakes import fake_services


class Stage:
    """The Live page in its window, over services that hold plain data."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        theme = load_theme("dark")
        self.services = fake_services(sample.PRODUCT_VIEW, sample.ON_AIR, sample.AT_BASE)
        self.registry = CommandRegistry()
        self.window = MainWindow(self.registry, theme)
        self.page = LivePage(self.services, self.registry, theme)
        qtbot.addWidget(self.window)
        self.window.add_page("live", self.page, "Live")
        self.window.add_page("other", QLabel("other"), "Other")
        self.window.show_page("live")
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.qtbot.keyClick(self.page, key, modifier)

    @property
    def sold(self) -> list[tuple[str, int, str]]:
        return self.services.sales.sold

    def view(self, view: LiveView) -> None:
        self.services.live_view.show(view)

    def obs(self, state: ObsState) -> None:
        self.services.obs.show(state)

    def pass_time(self, seconds: float) -> None:
        self.services.clock.current += timedelta(seconds=seconds)
        self.services.clock.seconds += seconds
        self.services.live_view.show(self.services.live_view.view)

    @property
    def sent(self) -> list[ObsCommand]:
        return self.services.obs.sent

    def answer(self, command: ObsCommand, failure: ObsFailure = ObsFailure.NONE) -> None:
        """Tell the page what OBS made of a command."""
        self.services.obs.command_finished.emit(ObsOutcome(command, failure))

    def as_technician(self) -> None:
        self.services.permissions.become(DeskMode.TECHNICIAN)
