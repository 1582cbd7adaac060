# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest
from pytestqt.qtbot import QtBot

from app.ui.theme.fonts import ui_font
from app.ui.widgets.labels import ElidedLabel, HeadlineLabel

LONG = "混合馕尝鲜装：四种口味各一个，适合第一次尝的朋友"


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
