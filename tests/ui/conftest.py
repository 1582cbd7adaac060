# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import apply_theme, load_theme
from tests.ui.live_stage import Stage


@pytest.fixture
def live_stage(qtbot: QtBot, qapp: QApplication) -> Iterator[Stage]:
    """The Live page over services that hold plain data."""
    sheet = qapp.styleSheet()
    apply_theme(qapp, load_theme("dark"))
    yield Stage(qtbot)
    qapp.setStyleSheet(sheet)
