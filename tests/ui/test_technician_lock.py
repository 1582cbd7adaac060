# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The PIN in its field: what goes to the service, and what is told."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.domain.obs.permissions import DeskMode
from app.services.permissions import PinAnswer, PinResult
from app.ui.lock_box import InputWatch, LockBox
from tests.ui.live_stage import Stage

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def stage(live_stage: Stage) -> Stage:
    live_stage.press(Qt.Key.Key_T, modifier=CTRL_ALT)
    return live_stage


@pytest.fixture
def lock(stage: Stage) -> LockBox:
    return stage.page.obs.drawer.lock


def type_pin(stage: Stage, lock: LockBox, pin: str) -> None:
    lock.field.setFocus()
    stage.qtbot.keyClicks(lock.field, pin)
    stage.qtbot.keyClick(lock.field, Qt.Key.Key_Return)


def answer(stage: Stage, kind: PinAnswer, wait_s: float = 0.0) -> None:
    stage.services.permissions.pin_answered.emit(PinResult(kind, wait_s))


def test_the_key_opens_the_desk_at_the_pin(stage: Stage, lock: LockBox) -> None:
    assert stage.page.obs.drawer.isVisible()
    assert QApplication.focusWidget() is lock.field


def test_a_typed_pin_goes_to_the_service_and_sells_nothing(stage: Stage, lock: LockBox) -> None:
    type_pin(stage, lock, "2468")
    assert stage.services.permissions.entered == ["2468"]
    assert (stage.sold, stage.page.quantity.digits) == ([], "")
    assert lock.field.text() == ""
    assert lock.field.echoMode() is QLineEdit.EchoMode.Password


def test_letters_and_a_ninth_digit_are_not_taken(stage: Stage, lock: LockBox) -> None:
    type_pin(stage, lock, "12a345678999")
    assert stage.services.permissions.entered == ["12345678"]


def test_a_wrong_pin_is_told_in_the_line_and_nothing_else_opens(stage: Stage, lock: LockBox) -> None:
    answer(stage, PinAnswer.WRONG)
    assert lock.note.text() == "Wrong PIN."
    assert QApplication.activeModalWidget() is None


def test_after_too_many_wrong_pins_the_field_is_closed_and_the_wait_counts_down(stage: Stage, lock: LockBox) -> None:
    stage.pass_time(1)
    answer(stage, PinAnswer.WAIT, 30.0)
    stage.pass_time(10)
    assert not lock.field.isEnabled()
    assert lock.note.text() == "Too many wrong tries. Wait 20 s."
    stage.pass_time(21)
    assert lock.field.isEnabled()
    assert lock.note.text() == ""


def test_a_desk_without_a_pin_asks_for_one_twice(stage: Stage, lock: LockBox) -> None:
    answer(stage, PinAnswer.NO_PIN)
    assert lock.note.text() == "This desk has no PIN yet. Choose one: 4 to 8 digits."
    type_pin(stage, lock, "2468")
    assert stage.services.permissions.chosen == []
    type_pin(stage, lock, "2468")
    assert stage.services.permissions.chosen == ["2468"]


def test_two_different_new_pins_are_not_kept(stage: Stage, lock: LockBox) -> None:
    answer(stage, PinAnswer.NO_PIN)
    type_pin(stage, lock, "2468")
    type_pin(stage, lock, "2469")
    assert stage.services.permissions.chosen == []
    assert "different" in lock.note.text()


def test_technician_mode_is_told_and_ends_by_key(stage: Stage, lock: LockBox) -> None:
    stage.as_technician()
    words = [label.text() for label in lock.findChildren(QLabel) if label.isVisible()]
    assert "Technician: everything" in words
    assert lock.field.isHidden()
    stage.press(Qt.Key.Key_T, modifier=CTRL_ALT)
    assert stage.services.permissions.mode is DeskMode.ANCHOR


def press_in(window: QWidget, stage: Stage) -> None:
    """Press a key as the window system delivers it: to the window, which passes it on."""
    handle = window.windowHandle()
    assert handle is not None
    stage.qtbot.keyClick(handle, Qt.Key.Key_F1)


def test_input_at_the_desk_keeps_technician_mode_alive(stage: Stage, lock: LockBox) -> None:
    press_in(stage.window, stage)
    assert stage.services.permissions.touched == 0
    stage.as_technician()
    press_in(stage.window, stage)
    assert stage.services.permissions.touched > 0
    stage.services.permissions.end()
    touched = stage.services.permissions.touched
    press_in(stage.window, stage)
    assert stage.services.permissions.touched == touched


def test_input_in_a_window_opened_later_counts_too(stage: Stage, lock: LockBox) -> None:
    stage.as_technician()
    later = QLabel("the prompter")
    stage.qtbot.addWidget(later)
    with stage.qtbot.waitActive(later):
        later.show()
        later.activateWindow()
    touched = stage.services.permissions.touched
    press_in(later, stage)
    assert stage.services.permissions.touched > touched


class CountingWatch(InputWatch):
    """Counts the events it is asked about."""

    asked = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.asked += 1
        return super().eventFilter(watched, event)


def test_what_no_person_did_is_not_looked_at(stage: Stage, lock: LockBox) -> None:
    watch = CountingWatch(stage.services.permissions)
    watch.watch(True)
    for text in ("a", "b", "c"):
        lock.note.setText(text)
        QCoreApplication.processEvents()
    assert watch.asked == 0
    press_in(stage.window, stage)
    assert watch.asked > 0


def test_the_desk_says_that_obs_has_no_rights(lock: LockBox) -> None:
    words = " ".join(label.text() for label in lock.findChildren(QLabel) if label.isVisible())
    assert "OBS has no rights of its own. Whoever has its password can do all." in words
