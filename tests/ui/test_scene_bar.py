# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scene buttons under renames, vanished scenes and studio mode."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap

from app.domain.obs.commands import ObsFailure, SetPreview, SwitchScene, TakePreview
from app.domain.obs.permissions import DeskMode
from app.domain.obs.state import ObsState, Scene
from app.ui.models.scene_slots import RELISTED_S, SceneSlots
from tests.screens import sample
from tests.ui.live_stage import Stage

GOODS, POLICY, BACK_SOON = Scene("商品", "u1"), Scene("政策", "u2"), Scene("稍后回来", "u3")
STATE = replace(sample.ON_AIR, epoch=7, scenes=(GOODS, POLICY, BACK_SOON))
STUDIO = replace(STATE, studio_mode=True, preview_scene="政策")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(live_stage: Stage) -> Stage:
    live_stage.obs(STATE)
    return live_stage


def later(state: ObsState, seconds: float) -> ObsState:
    return replace(state, age_base=(state.age_base or 0.0) + seconds)


def test_a_switch_names_the_scene_by_its_uuid(stage: Stage) -> None:
    stage.press(Qt.Key.Key_2, modifier=CTRL)
    assert stage.sent == [SwitchScene("政策", "u2")]


def test_a_button_follows_its_scene_through_a_rename(stage: Stage) -> None:
    button = stage.page.bar.scenes.button_of("政策")
    stage.obs(replace(STATE, scenes=(GOODS, Scene("惠民政策", "u2"), BACK_SOON)))
    assert stage.page.bar.scenes.button_of("惠民政策") is button
    assert stage.page.bar.scenes.state_of("惠民政策") == ""
    button.click()
    assert stage.sent == [SwitchScene("惠民政策", "u2")]


def test_a_rename_while_pressed_stays_pending_until_obs_confirms(stage: Stage) -> None:
    scenes = stage.page.bar.scenes
    stage.press(Qt.Key.Key_2, modifier=CTRL)
    renamed = replace(STATE, scenes=(GOODS, Scene("惠民政策", "u2"), BACK_SOON))
    stage.obs(renamed)
    assert scenes.state_of("惠民政策") == "pending"
    stage.obs(replace(renamed, program_scene="惠民政策"))
    assert scenes.state_of("惠民政策") == "on"


def test_a_vanished_scene_turns_amber_in_its_place_and_does_nothing(stage: Stage) -> None:
    scenes = stage.page.bar.scenes
    stage.obs(replace(STATE, scenes=(GOODS, BACK_SOON)))
    assert scenes.scenes == ("商品", "政策", "稍后回来")
    assert scenes.state_of("政策") == "lost"
    assert "not found" in scenes.button_of("政策").text()
    stage.press(Qt.Key.Key_2, modifier=CTRL)
    assert stage.sent == []


def test_a_new_scene_of_an_old_name_is_not_what_the_amber_button_stands_for(stage: Stage) -> None:
    stage.obs(replace(STATE, scenes=(GOODS, BACK_SOON)))
    stage.obs(replace(STATE, scenes=(GOODS, BACK_SOON, Scene("政策", "u9"))))
    stage.press(Qt.Key.Key_2, modifier=CTRL)
    assert stage.sent == []
    stage.press(Qt.Key.Key_4, modifier=CTRL)
    assert stage.sent == [SwitchScene("政策", "u9")]


def test_an_amber_button_goes_when_the_list_was_read_again(stage: Stage) -> None:
    gone = replace(STATE, scenes=(GOODS, BACK_SOON))
    stage.obs(gone)
    stage.obs(later(gone, RELISTED_S - 1))
    assert "政策" in stage.page.bar.scenes.scenes
    stage.obs(later(gone, RELISTED_S))
    assert stage.page.bar.scenes.scenes == ("商品", "稍后回来")


def test_an_amber_button_comes_back_with_its_scene(stage: Stage) -> None:
    stage.obs(replace(STATE, scenes=(GOODS, BACK_SOON)))
    stage.obs(STATE)
    assert stage.page.bar.scenes.state_of("政策") == ""
    assert stage.page.bar.scenes.button_of("政策").isEnabled()


def test_a_scene_that_obs_says_it_does_not_have_turns_amber_until_the_list_changes(stage: Stage) -> None:
    scenes = stage.page.bar.scenes
    stage.press(Qt.Key.Key_2, modifier=CTRL)
    stage.answer(SwitchScene("政策", "u2"), ObsFailure.NOT_FOUND)
    assert scenes.state_of("政策") == "lost"
    stage.obs(later(STATE, 1))
    assert scenes.state_of("政策") == "lost"
    stage.obs(replace(STATE, scenes=(*STATE.scenes, Scene("new", "u7"))))
    assert scenes.state_of("政策") == ""


def test_another_collection_leaves_no_amber_button() -> None:
    slots = SceneSlots()
    slots.update(STATE, STATE.scenes)
    other = replace(STATE, epoch=8, scenes=(Scene("other", "u8"),))
    assert [slot.scene.name for slot in slots.update(other, other.scenes)] == ["other"]


def test_the_anchor_sees_the_sessions_scenes_and_the_technician_all(stage: Stage) -> None:
    stage.obs(sample.ON_AIR)
    assert stage.page.bar.scenes.scenes == ("商品", "政策", "稍后回来")
    stage.as_technician()
    assert stage.page.bar.scenes.scenes == sample.ON_AIR.scene_names
    stage.services.permissions.become(DeskMode.ANCHOR)
    assert stage.page.bar.scenes.scenes == ("商品", "政策", "稍后回来")


def test_in_studio_mode_a_button_sets_the_preview(stage: Stage) -> None:
    stage.obs(STUDIO)
    stage.press(Qt.Key.Key_3, modifier=CTRL)
    assert stage.sent == [SetPreview("稍后回来", "u3")]
    assert stage.page.bar.scenes.state_of("稍后回来") == "pending"
    stage.obs(replace(STUDIO, preview_scene="稍后回来"))
    assert stage.page.bar.scenes.state_of("稍后回来") == "preview"


def test_preview_and_program_differ_in_words(stage: Stage) -> None:
    stage.obs(STUDIO)
    scenes = stage.page.bar.scenes
    assert scenes.button_of("商品").text() == "商品 · on air"
    assert scenes.button_of("政策").text() == "政策 · preview"


def test_take_puts_the_preview_on_air_and_waits_for_obs(stage: Stage) -> None:
    take = stage.page.bar.scenes.take
    assert take.isHidden()
    stage.obs(STUDIO)
    stage.press(Qt.Key.Key_T, modifier=CTRL)
    stage.press(Qt.Key.Key_T, modifier=CTRL)
    assert stage.sent == [TakePreview()]
    assert not take.isEnabled()
    stage.obs(replace(STUDIO, program_scene="政策", preview_scene="商品"))
    assert take.isEnabled()


def test_a_take_that_obs_refused_can_be_tried_again(stage: Stage) -> None:
    stage.obs(STUDIO)
    stage.page.bar.scenes.take.click()
    stage.answer(TakePreview(), ObsFailure.REJECTED)
    assert stage.page.bar.scenes.take.isEnabled()
    assert "OBS refused" in stage.page.notice.text


def test_the_take_key_does_nothing_outside_studio_mode(stage: Stage) -> None:
    stage.press(Qt.Key.Key_T, modifier=CTRL)
    assert stage.sent == []


def test_a_picture_enlarges_the_button_and_an_empty_one_takes_it_back(stage: Stage) -> None:
    button = stage.page.bar.scenes.button_of("政策")
    plain = button.sizeHint()
    picture = QPixmap(160, 90)
    picture.fill(QColor("red"))
    stage.page.obs.set_picture("政策", picture, 0.2)
    assert button.has_picture
    assert button.sizeHint().height() > plain.height()
    stage.page.obs.set_picture("政策", QPixmap(), 0.0)
    assert button.sizeHint() == plain
