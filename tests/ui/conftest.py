# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.i18n import install_language
from app.ui.theme import apply_theme, load_theme
from tests.screens.catalogue import compile_catalogue
from tests.ui.live_stage import Stage


@pytest.fixture
def live_stage(qtbot: QtBot, qapp: QApplication) -> Iterator[Stage]:
    """The Live page over services that hold plain data."""
    sheet = qapp.styleSheet()
    apply_theme(qapp, load_theme("dark"))
    yield Stage(qtbot)
    qapp.setStyleSheet(sheet)


@pytest.fixture
def chinese(qapp: QCoreApplication, tmp_path: Path) -> Iterator[None]:
    """The program speaks Chinese, from the catalogue as it is in the sources now."""
    before = QLocale()
    assert install_language(qapp, "zh_CN", folder=compile_catalogue(tmp_path))
    yield
    install_language(qapp, "en")
    QLocale.setDefault(before)
