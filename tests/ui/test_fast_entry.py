# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Selling with one hand and eyes elsewhere: keys, number pad, scanner; what bounces or repeats sells once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton, QWidget

from app.ui.live.key_entry import SCAN_GAP_S
from app.ui.press_guard import DOUBLE_PRESS_S
from tests.screens import sample
from tests.ui.live_stage import Stage

FAST_S = 0.008
BY_HAND_S = 0.2


@pytest.fixture
def stage(live_stage: Stage) -> Stage:
    live_stage.page.entry.seconds_of = lambda _event: live_stage.services.clock.seconds
    return live_stage


def scan(stage: Stage, code: str, *, gap_s: float = FAST_S) -> None:
    """Type ``code`` and Enter as a scanner does, on whatever has the focus."""
    for char in code:
        stage.services.clock.seconds += gap_s
        QTest.keyClicks(focus(stage), char)
    stage.services.clock.seconds += gap_s
    stage.qtbot.keyClick(focus(stage), Qt.Key.Key_Return)


def focus(stage: Stage) -> QWidget:
    return QApplication.focusWidget() or stage.page


def press_with_text(stage: Stage, text: str) -> None:
    """Press a key that types ``text``, as a full-width keyboard does."""
    none = Qt.KeyboardModifier.NoModifier
    QTest.sendKeyEvent(QTest.KeyAction.Click, focus(stage), Qt.Key.Key_unknown, text, none)


def tape(stage: Stage) -> QListView:
    found = stage.page.sales.findChild(QListView)
    assert found is not None
    return found


def test_a_scanned_code_is_sold_once(stage: Stage) -> None:
    scan(stage, "6901234567892")
    assert stage.services.sales.scanned == [("6901234567892", 1)]
    assert stage.sold == []
    assert stage.page.quantity.digits == ""


def test_a_code_with_letters_presses_no_other_key_of_the_page(stage: Stage) -> None:
    scan(stage, "X01-3VTG")
    assert stage.services.sales.scanned == [("X01-3VTG", 1)]
    assert (stage.services.live_view.next_selected, stage.services.presenting.asked) == (0, [])


def test_the_number_typed_before_a_scan_is_how_many_are_sold(stage: Stage) -> None:
    stage.press(Qt.Key.Key_1, Qt.Key.Key_2)
    stage.pass_time(BY_HAND_S)
    scan(stage, "6901234567892")
    assert stage.services.sales.scanned == [("6901234567892", 12)]
    assert stage.page.quantity.digits == ""


def test_two_codes_one_after_the_other_are_two_sales(stage: Stage) -> None:
    scan(stage, "6901234567892")
    scan(stage, "6901234567892")
    assert stage.services.sales.scanned == [("6901234567892", 1)] * 2


def test_digits_typed_by_hand_are_a_number_not_a_code(stage: Stage) -> None:
    scan(stage, "12345", gap_s=BY_HAND_S)
    assert stage.services.sales.scanned == []
    assert stage.sold == [("X01-3", 1234, "key")]


def test_a_number_typed_very_fast_is_still_a_number(stage: Stage) -> None:
    scan(stage, "120")
    assert stage.services.sales.scanned == []
    assert stage.sold == [("X01-3", 120, "key")]


def test_enter_long_after_fast_digits_is_a_person(stage: Stage) -> None:
    for char in "69012":
        stage.services.clock.seconds += FAST_S
        QTest.keyClicks(stage.page, char)
    stage.services.clock.seconds += 2 * SCAN_GAP_S
    stage.press(Qt.Key.Key_Return)
    assert stage.services.sales.scanned == []
    assert stage.sold == [("X01-3", 6901, "key")]


def test_nothing_is_scanned_during_policy_talk(stage: Stage) -> None:
    stage.view(sample.POLICY_VIEW)
    scan(stage, "6901234567892")
    assert stage.services.sales.scanned == []
    assert "policy talk" in stage.page.notice.text


def test_a_scanner_types_into_a_text_field_like_anybody(stage: Stage) -> None:
    field = QLineEdit(stage.page)
    field.show()
    field.setFocus()
    scan(stage, "6901234567892")
    assert field.text() == "6901234567892"
    assert (stage.services.sales.scanned, stage.sold) == ([], [])


def test_a_scan_with_the_tape_in_focus_presses_nothing_there(stage: Stage) -> None:
    tape(stage).setFocus()
    scan(stage, "6901234567892")
    assert stage.services.sales.scanned == [("6901234567892", 1)]


@pytest.mark.parametrize("digits", ["１２", "1２"])
def test_full_width_digits_are_a_number(stage: Stage, digits: str) -> None:
    for char in digits:
        press_with_text(stage, char) if ord(char) > 127 else QTest.keyClicks(stage.page, char)
        stage.services.clock.seconds += BY_HAND_S
    stage.press(Qt.Key.Key_Return)
    assert stage.sold == [("X01-3", 12, "key")]


def test_the_number_pad_types_and_sells(stage: Stage) -> None:
    pad = Qt.KeyboardModifier.KeypadModifier
    stage.press(Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_Enter, modifier=pad)
    assert stage.sold == [("X01-3", 15, "key")]


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_F4])
def test_a_sale_key_that_bounces_sells_once(stage: Stage, key: Qt.Key) -> None:
    stage.press(key)
    stage.services.clock.seconds += DOUBLE_PRESS_S / 3
    stage.press(key)
    assert len(stage.sold) == 1
    stage.services.clock.seconds += 2 * DOUBLE_PRESS_S
    stage.press(key)
    assert len(stage.sold) == 2


def test_repetitions_of_a_key_that_come_as_presses_sell_nothing(stage: Stage) -> None:
    clock = stage.services.clock
    stage.qtbot.keyPress(stage.page, Qt.Key.Key_F1)
    clock.seconds += 0.66
    for _ in range(20):
        clock.seconds += 0.04
        stage.qtbot.keyRelease(stage.page, Qt.Key.Key_F1)
        stage.qtbot.keyPress(stage.page, Qt.Key.Key_F1)
    stage.qtbot.keyRelease(stage.page, Qt.Key.Key_F1)
    assert len(stage.sold) == 1
    clock.seconds += BY_HAND_S
    stage.press(Qt.Key.Key_F1)
    assert len(stage.sold) == 2


def test_two_different_sale_keys_are_two_sales_however_fast(stage: Stage) -> None:
    stage.press(Qt.Key.Key_F1, Qt.Key.Key_F2)
    assert [units for _sku, units, _source in stage.sold] == [1, 2]


def test_a_double_click_on_a_sale_button_sells_once(stage: Stage) -> None:
    button = next(one for one in stage.page.sales.findChildren(QPushButton) if "Sell 5" in one.accessibleName())
    for _ in range(2):
        stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        stage.services.clock.seconds += DOUBLE_PRESS_S / 3
    assert stage.sold == [("X01-3", 5, "pad")]


def test_undo_that_bounces_takes_one_sale_back(stage: Stage) -> None:
    for _ in range(2):
        stage.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert stage.services.sales.undone == 1


def test_enter_that_bounces_sells_the_number_once(stage: Stage) -> None:
    stage.press(Qt.Key.Key_7, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert stage.sold == [("X01-3", 7, "key")]


def test_text_being_composed_in_a_field_sells_nothing(stage: Stage) -> None:
    field = QLineEdit(stage.page)
    field.show()
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("nang", []))
    for key in (Qt.Key.Key_1, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Space):
        stage.qtbot.keyClick(field, key)
    press_with_text(stage, "２")
    assert (stage.sold, stage.page.quantity.digits) == ([], "")


def test_any_row_of_the_tape_is_reached_and_changed_by_keys(stage: Stage) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    stage.press(Qt.Key.Key_Down, Qt.Key.Key_Down, modifier=control)
    stage.press(Qt.Key.Key_3)
    stage.press(Qt.Key.Key_E, modifier=control)
    stage.press(Qt.Key.Key_2)
    stage.press(Qt.Key.Key_G, modifier=control)
    stage.press(Qt.Key.Key_Delete)
    sales = stage.services.sales
    assert (sales.corrected, sales.refunded, sales.voided) == ([("e6", 3)], [("e6", 2)], ["e6"])
    stage.press(Qt.Key.Key_Up, modifier=control)
    assert stage.page.sales.selected_sale == "e7"
    stage.press(Qt.Key.Key_Escape)
    assert stage.page.sales.selected_sale is None


def test_a_sale_stays_selected_while_new_ones_come(stage: Stage) -> None:
    stage.press(Qt.Key.Key_Down, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.ControlModifier)
    newer = replace(sample.TAPE[0], event_id="e8")
    stage.view(replace(sample.PRODUCT_VIEW, tape=(newer, *sample.TAPE)))
    assert stage.page.sales.selected_sale == "e6"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_without_a_sale_chosen_the_keys_say_what_is_missing(
    stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    stage.press(Qt.Key.Key_2)
    stage.press(key, modifier=modifier)
    assert "Choose a sale on the tape" in stage.page.notice.text
    sales = stage.services.sales
    assert (sales.voided, sales.refunded, sales.corrected) == ([], [], [])


def test_the_buttons_under_the_tape_do_what_the_keys_do(stage: Stage) -> None:
    panel = stage.page.sales
    tape(stage).setCurrentIndex(panel.tape_model.index(1, 0))
    for words, digits in (("number the one typed", "4"), ("Refund of the selected", "1"), ("Take back the sel", "")):
        stage.page.quantity.restore(digits)
        next(one for one in panel.findChildren(QPushButton) if words in one.accessibleName()).click()
    sales = stage.services.sales
    assert (sales.corrected, sales.refunded, sales.voided) == ([("e6", 4)], [("e6", 1)], ["e6"])


def test_a_policy_point_is_marked_as_said_by_key_and_by_button(stage: Stage) -> None:
    stage.view(sample.POLICY_VIEW)
    stage.press(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.ControlModifier)
    stage.services.clock.seconds += BY_HAND_S
    button = next(one for one in stage.page.card.findChildren(QPushButton) if "point as said" in one.accessibleName())
    button.click()
    assert stage.services.records.covered == ["P08", "P08"]
    card = sample.POLICY_VIEW.policy
    assert card is not None
    stage.view(replace(sample.POLICY_VIEW, policy=replace(card, covered=True)))
    assert button.isHidden()


def test_a_point_that_must_not_be_said_has_no_mark(stage: Stage) -> None:
    stage.view(sample.EXPIRED_VIEW)
    button = next(one for one in stage.page.card.findChildren(QPushButton) if "point as said" in one.accessibleName())
    assert button.isHidden()


def test_without_a_policy_point_on_the_key_says_so(stage: Stage) -> None:
    stage.press(Qt.Key.Key_K, modifier=Qt.KeyboardModifier.ControlModifier)
    assert stage.services.records.covered == []
    assert "No policy point is on" in stage.page.notice.text
