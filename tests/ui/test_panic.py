# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One key out: what is sent, and what is told of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.obs.commands import Panic, PanicOutcome
from app.domain.obs.state import AudioInput, LinkPhase, ObsState
from tests.screens import sample
from tests.ui.live_stage import Stage

AUDIO = (AudioInput("Mic/Aux", False), AudioInput("Music", False), AudioInput("Webcam", True))
ORDER = Panic("稍后回来", ("Mic/Aux", "Music"))
STATE = replace(sample.ON_AIR, audio=AUDIO)


@pytest.fixture
def stage(live_stage: Stage) -> Stage:
    live_stage.obs(STATE)
    return live_stage


def told(stage: Stage, outcome: PanicOutcome) -> str:
    stage.services.obs.panic_finished.emit(outcome)
    result = stage.page.strip.panic.result
    assert result.isVisible()
    return result.text


def test_f12_cuts_to_the_safe_scene_and_mutes_what_is_open(stage: Stage) -> None:
    stage.press(Qt.Key.Key_F12)
    assert stage.services.obs.panics == [ORDER]
    assert stage.page.strip.panic.result.text == "PANIC: waiting for OBS"


def test_the_red_button_does_the_same(stage: Stage) -> None:
    stage.page.strip.panic.button.click()
    assert stage.services.obs.panics == [ORDER]


def test_panic_works_in_a_text_field_and_on_another_page(stage: Stage) -> None:
    field = QLineEdit(stage.window)
    field.show()
    field.setFocus()
    stage.qtbot.keyClick(field, Qt.Key.Key_F12)
    stage.window.show_page("other")
    stage.qtbot.keyClick(stage.window, Qt.Key.Key_F12)
    assert len(stage.services.obs.panics) == 2


def test_an_obs_that_does_not_answer_is_asked_to_mute_all_that_is_known(stage: Stage) -> None:
    stage.obs(replace(STATE, phase=LinkPhase.HUNG))
    stage.press(Qt.Key.Key_F12)
    assert stage.services.obs.panics == [Panic("稍后回来", ("Mic/Aux", "Music", "Webcam"))]


@pytest.mark.parametrize(
    ("outcome", "state", "words"),
    [
        (PanicOutcome(ORDER, True, ORDER.mute), STATE, "Safe: viewers see “稍后回来”. All sound is muted."),
        (
            PanicOutcome(ORDER, True, ("Music",), ("Mic/Aux",)),
            STATE,
            "Viewers see “稍后回来”. STILL HEARD: Mic/Aux.",
        ),
        (
            PanicOutcome(ORDER, False, ORDER.mute),
            replace(STATE, scenes=STATE.scenes[:3]),
            "STILL SEEN: OBS has no scene “稍后回来”. All sound is muted.",
        ),
        (
            PanicOutcome(ORDER, False, ORDER.mute),
            STATE,
            "STILL SEEN: OBS did not show “稍后回来”. All sound is muted.",
        ),
        (
            PanicOutcome(ORDER, False, (), ORDER.mute),
            replace(STATE, phase=LinkPhase.HUNG),
            "OBS hangs: viewers may still see and hear you.",
        ),
        (
            PanicOutcome(ORDER, False, (), ORDER.mute),
            sample.GONE,
            "OBS does not answer: viewers may still see and hear you.",
        ),
        (
            PanicOutcome(Panic("", ORDER.mute), True, ORDER.mute),
            STATE,
            "No safe scene is set: the picture is as before. All sound is muted.",
        ),
    ],
)
def test_what_came_of_it_is_told_in_plain_words(
    stage: Stage, outcome: PanicOutcome, state: ObsState, words: str
) -> None:
    stage.press(Qt.Key.Key_F12)
    stage.obs(state)
    assert told(stage, outcome) == words
    assert QApplication.activeModalWidget() is None


def test_a_good_result_goes_by_itself_and_a_bad_one_stays(stage: Stage) -> None:
    told(stage, PanicOutcome(ORDER, True, ORDER.mute))
    stage.pass_time(25)
    assert stage.page.strip.panic.result.isHidden()
    told(stage, PanicOutcome(ORDER, False, ORDER.mute))
    stage.pass_time(600)
    assert stage.page.strip.panic.result.isVisible()
    stage.page.strip.panic.dismiss.click()
    assert stage.page.strip.panic.result.isHidden()


def test_an_answer_that_does_not_come_is_told(stage: Stage) -> None:
    stage.press(Qt.Key.Key_F12)
    stage.pass_time(5)
    assert stage.page.strip.panic.result.text == "OBS does not answer: viewers may still see and hear you."
