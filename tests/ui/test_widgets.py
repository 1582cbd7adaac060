# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme.fonts import ui_font
from app.ui.widgets.flow import FlowLayout
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


def test_a_name_is_measured_again_with_another_text_and_another_font(qtbot: QtBot) -> None:
    label = headline(qtbot, LONG, 300)
    two_lines = label.heightForWidth(300)
    label.setText("馕")
    one_line = label.heightForWidth(300)
    label.setFont(ui_font(80))
    assert one_line < two_lines
    assert label.heightForWidth(300) > one_line


def test_a_flow_knows_its_height_again_when_an_item_comes_grows_or_goes(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, gap=0)
    first, second = QWidget(), QWidget()
    for item in (first, second):
        item.setFixedSize(60, 20)
    flow.addWidget(first)
    heights = [flow.heightForWidth(100)]
    flow.addWidget(second)
    heights.append(flow.heightForWidth(100))
    box.show()
    second.setFixedSize(60, 50)
    heights.append(flow.heightForWidth(100))
    flow.removeWidget(first)
    heights.append(flow.heightForWidth(100))
    assert heights == [20, 40, 70, 50]


@pytest.mark.parametrize(("least", "tip"), [(1.0, LONG), (0.5, "")])
def test_letters_may_shrink_before_a_text_is_elided(qtbot: QtBot, least: float, tip: str) -> None:
    label = ElidedLabel(LONG, least=least)
    qtbot.addWidget(label)
    label.setFont(ui_font(20))
    label.resize(label.fontMetrics().horizontalAdvance(LONG) * 2 // 3, 40)
    label.show()
    label.grab()
    assert label.toolTip() == tip
