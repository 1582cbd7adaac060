# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from app.ui.prepare.forms import ObsForm
from app.ui.theme import apply_theme, load_theme
from app.ui.theme.fonts import ui_font
from app.ui.widgets.labels import ElidedLabel, HeadlineLabel

LONG = "混合馕尝鲜装：四种口味各一个，适合第一次尝的朋友"


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[None]:
    style, font, palette = qapp.style().objectName(), qapp.font(), QPalette(qapp.palette())
    apply_theme(qapp, load_theme("dark"))
    yield
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setFont(font)
    qapp.setPalette(palette)


def test_the_port_of_obs_can_be_read(qtbot: QtBot, themed: None) -> None:
    form = ObsForm("127.0.0.1", 4455)
    qtbot.addWidget(form)
    form.show()
    number = form.findChildren(QSpinBox)[0].findChildren(QLineEdit)[0]
    assert number.width() > number.fontMetrics().horizontalAdvance("65535")
    assert number.height() >= number.fontMetrics().height()


def headline(qtbot: QtBot, text: str, width: int) -> HeadlineLabel:
    label = HeadlineLabel()
    qtbot.addWidget(label)
    label.setFont(ui_font(40))
    label.setText(text)
    label.resize(width, label.heightForWidth(width))
    label.show()
    label.grab()
    return label


def test_a_long_name_takes_two_lines(qtbot: QtBot) -> None:
    short, long = headline(qtbot, "馕", 300), headline(qtbot, LONG, 300)
    assert short.heightForWidth(300) < long.heightForWidth(300) < 2 * short.heightForWidth(300)


def test_a_name_too_long_for_two_lines_is_whole_in_the_tool_tip(qtbot: QtBot) -> None:
    assert headline(qtbot, LONG * 9, 200).toolTip() == LONG * 9
    assert headline(qtbot, "馕", 200).toolTip() == ""


@pytest.mark.parametrize(("least", "tip"), [(1.0, LONG), (0.5, "")])
def test_letters_may_shrink_before_a_text_is_elided(qtbot: QtBot, least: float, tip: str) -> None:
    label = ElidedLabel(LONG, least=least)
    qtbot.addWidget(label)
    label.setFont(ui_font(20))
    label.resize(label.fontMetrics().horizontalAdvance(LONG) * 2 // 3, 40)
    label.show()
    label.grab()
    assert label.toolTip() == tip
