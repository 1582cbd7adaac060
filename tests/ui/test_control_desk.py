# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control desk: what a press sends, and what is shown until OBS answers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLabel, QLineEdit, QSlider
from pytestqt.qtbot import QtBot

from app.domain.obs.commands import (
    ControlMedia,
    MarkChapter,
    MediaAction,
    ObsFailure,
    PauseRecord,
    SaveReplay,
    SetFilterEnabled,
    SetItemVisible,
    SetMute,
    SetReplay,
    SetStream,
    SetStudioMode,
    SetTransition,
    SetVirtualCamera,
    SetVolume,
    SplitRecord,
)
from app.domain.obs.faders import fader_step
from app.domain.obs.state import AudioInput, LinkPhase, MediaPhase, ObsState, OutputPhase, SceneItem, Transition
from app.ui.live.drawer.drawer import TABS, ControlDrawer
from app.ui.widgets.throttle import Throttle
from tests.screens import sample
from tests.ui.live_stage import Stage

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier
FULL = sample.FULL
MUSIC = "背景音乐"


@pytest.fixture
def stage(live_stage: Stage) -> Stage:
    live_stage.obs(FULL)
    live_stage.press(Qt.Key.Key_D, modifier=CTRL)
    return live_stage


@pytest.fixture
def desk(stage: Stage) -> ControlDrawer:
    return stage.page.obs.drawer


def with_audio(name: str, **changes: object) -> ObsState:
    return replace(FULL, audio=tuple(replace(one, **changes) if one.name == name else one for one in FULL.audio))


def with_item(source: str, *, visible: bool) -> ObsState:
    items = tuple(replace(item, visible=visible) if item.source == source else item for item in FULL.items)
    return replace(FULL, items=items)


def test_one_key_opens_and_closes_the_desk_in_the_lineups_place(stage: Stage, desk: ControlDrawer) -> None:
    assert desk.isVisible()
    assert stage.page.lineup.isHidden()
    assert stage.page.sales.isVisible()
    stage.press(Qt.Key.Key_D, modifier=CTRL)
    assert desk.isHidden()
    assert stage.page.lineup.isVisible()


def test_a_tab_has_a_key_of_its_own(stage: Stage, desk: ControlDrawer) -> None:
    stage.press(Qt.Key.Key_O, modifier=CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.tab == "outputs"


def test_the_keys_of_the_desk_conflict_with_none(stage: Stage) -> None:
    assert stage.registry.conflicts() == ()


def test_forty_muted_webcams_stand_behind_a_button(desk: ControlDrawer) -> None:
    assert desk.mixer.shown == ("Mic/Aux", MUSIC)
    assert desk.mixer.more.text() == "Show all (39 more)"
    desk.mixer.more.click()
    assert len(desk.mixer.shown) == 41


def test_an_input_that_was_open_stays_in_front_when_it_is_muted(stage: Stage, desk: ControlDrawer) -> None:
    stage.obs(with_audio(MUSIC, muted=True))
    assert MUSIC in desk.mixer.shown


def test_a_mute_is_pending_until_obs_says_so(stage: Stage, desk: ControlDrawer) -> None:
    mute = desk.mixer.row(MUSIC).mute
    mute.click()
    assert stage.sent == [SetMute(MUSIC, True)]
    assert mute.state == "pending"
    stage.obs(with_audio(MUSIC, muted=True))
    assert mute.state == "on"


def test_a_mute_that_failed_is_marked_and_told(stage: Stage, desk: ControlDrawer) -> None:
    mute = desk.mixer.row(MUSIC).mute
    mute.click()
    stage.answer(SetMute(MUSIC, True), ObsFailure.REJECTED)
    assert mute.state == "failed"
    assert "OBS refused" in stage.page.notice.text
    assert "OBS did not do it" in mute.accessibleName()


def test_a_drag_sends_the_first_and_the_newest_and_nothing_between(stage: Stage, desk: ControlDrawer) -> None:
    fader = desk.mixer.row(MUSIC).fader
    for step in range(20, 61):
        fader.setValue(step)
    assert stage.sent == [SetVolume(MUSIC, -50.0)]
    stage.qtbot.waitUntil(lambda: len(stage.sent) == 2)
    assert stage.sent[1] == SetVolume(MUSIC, -30.0)


def test_values_pass_one_by_one_when_there_is_time(qtbot: QtBot) -> None:
    throttle = Throttle(10)
    passed: list[float] = []
    throttle.passed.connect(passed.append)
    throttle.push(1.0)
    throttle.push(2.0)
    throttle.push(3.0)
    qtbot.waitUntil(lambda: passed == [1.0, 3.0])


def test_a_volume_shows_what_is_and_what_was_asked_for(stage: Stage, desk: ControlDrawer) -> None:
    row = desk.mixer.row(MUSIC)
    row.fader.setValue(fader_step(-40.0))
    assert row.value_text == "-22.5 → -40.0 dB …"
    stage.obs(with_audio(MUSIC, volume_db=-40.0))
    assert row.value_text == "-40.0 dB"


def test_a_volume_that_failed_goes_back(stage: Stage, desk: ControlDrawer) -> None:
    row = desk.mixer.row(MUSIC)
    row.fader.setValue(fader_step(-40.0))
    stage.answer(SetVolume(MUSIC, -40.0), ObsFailure.NOT_CONFIRMED)
    assert row.value_text == "-22.5 dB, not changed"
    assert row.fader.value() == fader_step(-22.5)


def test_the_answer_to_an_older_wish_leaves_the_newest_pending(stage: Stage, desk: ControlDrawer) -> None:
    row = desk.mixer.row(MUSIC)
    row.fader.setValue(fader_step(-30.0))
    row.fader.setValue(fader_step(-40.0))
    stage.answer(SetVolume(MUSIC, -30.0), ObsFailure.EXPIRED)
    assert row.value_text == "-22.5 → -40.0 dB …"
    assert stage.page.notice.text == ""


def test_a_fader_moved_in_obs_moves_here_and_sends_nothing(stage: Stage, desk: ControlDrawer) -> None:
    stage.obs(with_audio(MUSIC, volume_db=-12.0))
    assert desk.mixer.row(MUSIC).fader.value() == fader_step(-12.0)
    assert stage.sent == []


def test_every_fader_gets_a_meter_also_one_that_comes_later(stage: Stage, desk: ControlDrawer) -> None:
    made: list[str] = []

    def make(name: str) -> QLabel:
        made.append(name)
        return QLabel(name)

    stage.page.obs.set_meter_factory(make)
    assert made == [one.name for one in FULL.audio]
    stage.obs(replace(FULL, audio=(*FULL.audio, AudioInput("new", False))))
    assert made[-1] == "new"


def test_the_sources_on_air_are_a_tree(desk: ControlDrawer) -> None:
    desk.show_tab("sources")
    assert desk.sources.list.texts == (
        "价格牌",
        "Anchor Desk product",
        "Anchor Desk price",
        "小窗：近景机位与馕坑的实时画面",
        "近景摄像头",
        "主摄像头",
    )


def test_what_scenes_hold_changes_the_desk_and_leaves_the_rest_of_the_page_alone(
    stage: Stage, desk: ControlDrawer
) -> None:
    desk.show_tab("sources")
    shown: list[ObsState] = []
    stage.page.obs.state_shown.connect(shown.append)
    item = next(one for one in FULL.items if one.container == FULL.program_scene)
    stage.obs(with_item(item.source, visible=not item.visible))
    button = desk.sources.list.button((item.container, item.item_id))
    assert (button.state, shown) == ("off" if item.visible else "on", [])
    stage.obs(replace(with_item(item.source, visible=item.visible), stream=OutputPhase.ON, stream_ms=5))
    assert len(shown) == 1


def test_hiding_a_source_in_a_group_names_the_group(stage: Stage, desk: ControlDrawer) -> None:
    desk.show_tab("sources")
    button = desk.sources.list.button(("价格牌", 1))
    button.click()
    assert stage.sent == [SetItemVisible("价格牌", 1, False)]
    assert button.state == "pending"
    stage.obs(with_item("Anchor Desk product", visible=False))
    assert button.state == "off"


def test_a_scene_that_is_not_the_sessions_cannot_be_changed(stage: Stage, desk: ControlDrawer) -> None:
    desk.show_tab("sources")
    items = (*FULL.items, SceneItem("近景", 1, "近景摄像头", FULL.items[1].source_type, True))
    stage.obs(replace(FULL, program_scene="近景", items=items))
    assert desk.sources.list.texts == ()
    stage.as_technician()
    assert desk.sources.list.texts == ("近景摄像头",)


def test_media_and_filters_of_other_scenes_are_the_technicians(stage: Stage, desk: ControlDrawer) -> None:
    desk.show_tab("media")
    with pytest.raises(KeyError):
        desk.media.row("片尾曲")
    stage.as_technician()
    assert desk.media.row("片尾曲").phase_text == "stopped"


def test_a_list_out_of_sight_follows_when_its_tab_is_opened(stage: Stage, desk: ControlDrawer) -> None:
    desk.show_tab("sources")
    desk.show_tab("sound")
    stage.obs(with_item("Anchor Desk product", visible=False))
    desk.show_tab("sources")
    assert desk.sources.list.button(("价格牌", 1)).state == "off"


def test_a_filter_is_switched_and_waits(stage: Stage, desk: ControlDrawer) -> None:
    desk.show_tab("filters")
    button = desk.filters.list.button(("主摄像头", "美颜"))
    button.click()
    assert stage.sent == [SetFilterEnabled("主摄像头", "美颜", True)]
    assert button.state == "pending"
    stage.answer(SetFilterEnabled("主摄像头", "美颜", True), ObsFailure.NOT_FOUND)
    assert button.state == "failed"


def test_a_films_time_left_goes_down_between_two_reads(stage: Stage, desk: ControlDrawer) -> None:
    desk.show_tab("media")
    stage.pass_time(3)
    assert desk.media.row("片头视频").phase_text == "playing  -01:20"


def test_a_film_is_paused_and_the_button_waits(stage: Stage, desk: ControlDrawer) -> None:
    desk.show_tab("media")
    button = desk.media.row("片头视频").buttons[MediaAction.PAUSE]
    button.click()
    assert stage.sent == [ControlMedia("片头视频", MediaAction.PAUSE)]
    assert button.state == "pending"
    media = (replace(FULL.media[0], phase=MediaPhase.PAUSED), FULL.media[1])
    stage.obs(replace(FULL, media=media))
    stage.answer(ControlMedia("片头视频", MediaAction.PAUSE))
    assert button.state == "done"
    assert not button.isEnabled()


def test_ending_the_stream_at_the_desk_must_be_held(stage: Stage, desk: ControlDrawer) -> None:
    desk.show_tab("outputs")
    button = desk.outputs.stream
    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stage.sent == []
    QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    stage.qtbot.waitUntil(lambda: bool(stage.sent), timeout=5000)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert stage.sent == [SetStream(False)]


@pytest.mark.parametrize(
    ("key", "modifier", "command"),
    [
        (Qt.Key.Key_P, CTRL_ALT, PauseRecord(True)),
        (Qt.Key.Key_N, CTRL_ALT, SplitRecord()),
        (Qt.Key.Key_K, CTRL_ALT, MarkChapter()),
        (Qt.Key.Key_B, CTRL_ALT, SetReplay(False)),
        (Qt.Key.Key_B, CTRL, SaveReplay()),
        (Qt.Key.Key_M, CTRL_ALT, SetStudioMode(True)),
        (Qt.Key.Key_C, CTRL_ALT, SetVirtualCamera(True)),
    ],
)
def test_outputs_have_keys_that_work_with_the_desk_closed(
    live_stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier, command: object
) -> None:
    live_stage.obs(replace(FULL, virtual_camera=OutputPhase.OFF))
    live_stage.press(key, modifier=modifier)
    assert live_stage.sent == [command]


def test_a_key_for_what_obs_does_not_have_says_so(stage: Stage) -> None:
    stage.press(Qt.Key.Key_C, modifier=CTRL_ALT)
    assert stage.sent == []
    assert stage.page.notice.text == "OBS does not offer this now. Nothing was changed."


def test_what_this_obs_does_not_offer_is_not_shown_and_the_reason_is(stage: Stage, desk: ControlDrawer) -> None:
    desk.show_tab("outputs")
    stage.obs(replace(FULL, available_requests=frozenset(), replay=None))
    outputs = desk.outputs
    assert [b.isHidden() for b in (outputs.split, outputs.chapter, outputs.replay, outputs.save)] == [True] * 4
    words = [label.text() for label in outputs.findChildren(QLabel) if label.isVisible()]
    assert "This OBS has no replay buffer. Switch it on in OBS: Settings, Output." in words
    assert "This OBS has no virtual camera on this PC." in words


def test_a_chosen_transition_waits_for_obs(stage: Stage, desk: ControlDrawer) -> None:
    switching = desk.switching
    switching.choice.activated.emit(0)
    assert stage.sent == [SetTransition(name="直接切换")]
    assert switching.choice.currentText() == "淡入淡出"
    assert switching.note.text() == "Waiting for OBS: 直接切换"
    stage.obs(replace(FULL, transition=Transition("直接切换")))
    assert switching.choice.currentText() == "直接切换"
    assert switching.duration.isHidden()


def test_a_duration_is_sent_once_it_is_typed(stage: Stage, desk: ControlDrawer) -> None:
    desk.show_tab("outputs")
    desk.switching.duration.setValue(800)
    assert stage.sent == [SetTransition(duration_ms=800)]
    stage.answer(SetTransition(duration_ms=800), ObsFailure.REJECTED)
    assert desk.switching.note.text() == "OBS did not change the transition."
    assert desk.switching.duration.value() == 300


@pytest.mark.parametrize("tab", TABS)
def test_without_obs_nothing_can_be_pressed_and_the_age_is_told(stage: Stage, desk: ControlDrawer, tab: str) -> None:
    desk.show_tab(tab)
    stage.obs(replace(FULL, phase=LinkPhase.HUNG, age_base=988.0))
    acting = [
        widget
        for section in (desk.mixer, desk.sources, desk.outputs, desk.switching, desk.media, desk.filters)
        for kind in (QAbstractButton, QSlider, QComboBox, QAbstractSpinBox)
        for widget in section.findChildren(kind)
        if widget.isEnabled() and widget is not desk.mixer.more
    ]
    assert acting == []
    assert desk.age.text() == "OBS does not answer. What you see here is 12 s old."


def test_what_waited_when_obs_went_away_waits_no_more(stage: Stage, desk: ControlDrawer) -> None:
    desk.mixer.row(MUSIC).mute.click()
    desk.mixer.row(MUSIC).fader.setValue(10)
    stage.obs(replace(FULL, phase=LinkPhase.HUNG))
    assert desk.mixer.row(MUSIC).mute.state == "off"
    assert desk.mixer.row(MUSIC).value_text == "-22.5 dB"


@pytest.mark.parametrize("tab", TABS)
def test_everything_on_the_desk_has_a_name(stage: Stage, desk: ControlDrawer, tab: str) -> None:
    desk.show_tab(tab)
    acting = [
        widget
        for kind in (QAbstractButton, QSlider, QComboBox, QAbstractSpinBox, QLineEdit)
        for widget in desk.findChildren(kind)
        if widget.isVisible() and not isinstance(widget.parent(), QAbstractSpinBox)
    ]
    assert acting
    assert [type(widget).__name__ for widget in acting if not widget.accessibleName()] == []


@pytest.mark.parametrize(("width", "height"), [(960, 540), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("tab", TABS)
def test_the_desk_fits_and_leaves_card_and_sales_their_place(
    stage: Stage, desk: ControlDrawer, tab: str, width: int, height: int
) -> None:
    stage.window.resize(width, height)
    desk.show_tab(tab)
    QApplication.processEvents()
    assert (stage.window.width(), stage.window.height()) == (width, height)
    room = stage.page.rect()
    for part in (desk, stage.page.card, stage.page.sales, stage.page.bar):
        assert room.contains(part.rect().translated(part.mapTo(stage.page, QPoint(0, 0))))
    assert desk.geometry().right() < stage.page.card.mapTo(stage.page, QPoint(0, 0)).x()
