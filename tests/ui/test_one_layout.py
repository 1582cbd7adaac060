# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many changes, one layout."""

import pytest
from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.one_layout import one_layout


class CountingColumn(QVBoxLayout):
    """Counts how often it places its items."""

    placed = 0
    window: QWidget

    def setGeometry(self, rect: QRect) -> None:
        self.placed += 1
        super().setGeometry(rect)


@pytest.fixture
def column(qtbot: QtBot) -> CountingColumn:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 300)
    column = CountingColumn(window)
    for number in range(5):
        label = QLabel(str(number))
        label.hide()
        column.addWidget(label)
    with qtbot.waitExposed(window):
        window.show()
    QCoreApplication.processEvents()
    column.placed = 0
    column.window = window
    return column


def labels(column: CountingColumn) -> list[QWidget]:
    return [column.itemAt(row).widget() for row in range(column.count())]


def test_widgets_shown_together_are_laid_out_once(column: CountingColumn) -> None:
    with one_layout(column):
        for label in labels(column):
            label.show()
        assert column.placed == 0
    QCoreApplication.processEvents()
    assert column.placed == 1
    tops = [label.y() for label in labels(column)]
    assert tops == sorted(set(tops))


def test_after_a_fault_the_layout_goes_on(column: CountingColumn) -> None:
    def fail() -> None:
        with one_layout(column):
            labels(column)[0].show()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    QCoreApplication.processEvents()
    assert column.placed == 1
