# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Levels and pictures on the Live page: asked for while it is seen, shown where they belong."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.obs.meters import MeterFrame, MeterLevel, SoundCheck
from app.domain.obs.state import AudioInput
from app.domain.obs.watch import Picture, Sight, Watch
from app.ui.widgets.meter import LevelMeter
from tests.helpers.guards import finish_deferred_deletes
from tests.screens import sample
from tests.ui.live_stage import Stage

MIC = sample.ON_AIR.audio[0].name


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def picture(scene: str, colour: str, width: int = 32, height: int = 18) -> Picture:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")
    return Picture(scene, bytes(buffer.data().data()), 1.0, width, height)


def frame(peak_db: float, at: float = 1.0) -> MeterFrame:
    return MeterFrame(at, (MeterLevel(MIC, peak_db, peak_db, peak_db),))


def meter_of(stage: Stage, name: str) -> LevelMeter:
    return stage.page.obs.drawer.mixer.row(name).findChild(LevelMeter)


def test_obs_is_asked_only_while_the_page_is_seen(stage: Stage) -> None:
    watch = stage.services.obs_watch
    assert watch.interest == Watch(True, True, stage.page.bar.scenes.scenes)
    stage.window.show_page("other")
    assert watch.interest == Watch()
    stage.window.show_page("live")
    assert watch.interest.pictures


def test_new_scenes_are_looked_at_as_soon_as_they_have_a_button(stage: Stage) -> None:
    stage.obs(replace(sample.ON_AIR, scenes=sample.ON_AIR.scenes[:2], epoch=9))
    assert stage.services.obs_watch.interest.thumbnails == stage.page.bar.scenes.scenes


def test_the_microphone_is_the_one_that_the_strip_shows(stage: Stage) -> None:
    stage.obs(replace(sample.ON_AIR, epoch=2))
    assert stage.services.obs_watch.microphones == (MIC,)


def test_a_fader_s_meter_shows_its_input_s_level(stage: Stage) -> None:
    stage.page.obs.drawer.show_tab("sound")
    stage.services.obs_watch.levels_changed.emit(frame(-14.0))
    assert meter_of(stage, MIC).text == "−14 dB"
    stage.services.obs_watch.levels_changed.emit(MeterFrame(2.0))
    assert meter_of(stage, MIC).text == "–"


def with_many_inputs(stage: Stage) -> LevelMeter:
    """Show sixty faders and return the meter of the last one, which is scrolled out of sight."""
    others = tuple(AudioInput(f"Sound {number:02d}", False) for number in range(60))
    stage.obs(replace(sample.ON_AIR, audio=(*sample.ON_AIR.audio, *others), epoch=7))
    stage.page.obs.drawer.show_tab("sound")
    QCoreApplication.processEvents()
    return meter_of(stage, "Sound 59")


def loud(peak_db: float, at: float) -> MeterFrame:
    return MeterFrame(at, (MeterLevel("Sound 59", peak_db, peak_db, peak_db),))


def test_a_meter_out_of_sight_takes_no_level_and_the_newest_when_it_is_back(stage: Stage) -> None:
    last = with_many_inputs(stage)
    stage.services.obs_watch.levels_changed.emit(loud(-14.0, 1.0))
    assert last.text == "–"
    scroll_to(last)
    stage.services.obs_watch.levels_changed.emit(loud(-20.0, 1.1))
    assert last.text == "−20 dB"


def test_a_meter_out_of_sight_keeps_no_level_when_none_comes_any_more(stage: Stage) -> None:
    last = with_many_inputs(stage)
    scroll_to(last)
    stage.services.obs_watch.levels_changed.emit(loud(-14.0, 1.0))
    scroll_to(meter_of(stage, MIC))
    stage.services.obs_watch.levels_changed.emit(MeterFrame(2.0))
    assert last.text == "–"


def scroll_to(meter: LevelMeter) -> None:
    area = meter.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    area.ensureWidgetVisible(meter)
    QCoreApplication.processEvents()


def test_a_muted_input_s_meter_says_so(stage: Stage) -> None:
    stage.page.obs.drawer.show_tab("sound")
    stage.obs(sample.MUTED)
    assert meter_of(stage, MIC).text == "Muted"


def test_meters_of_faders_that_are_gone_are_forgotten(stage: Stage) -> None:
    stage.page.obs.drawer.show_tab("sound")
    stage.obs(replace(sample.ON_AIR, audio=(), epoch=2))
    finish_deferred_deletes()
    stage.services.obs_watch.levels_changed.emit(frame(-14.0))
    stage.obs(replace(sample.ON_AIR, epoch=3))
    stage.services.obs_watch.levels_changed.emit(frame(-20.0))
    assert meter_of(stage, MIC).text == "−20 dB"


def test_talk_into_a_muted_microphone_is_told_in_the_strip(stage: Stage) -> None:
    stage.obs(sample.MUTED)
    stage.services.obs_watch.sound_changed.emit(SoundCheck(muted_while_talking=True))
    assert stage.page.strip.mic.text() == "YOU TALK, BUT ARE MUTED"


def test_a_scene_s_picture_stands_on_its_button_and_goes_when_it_is_not_seen_any_more(stage: Stage) -> None:
    scene = sample.ON_AIR.scene_names[0]
    button = stage.page.bar.scenes.button_of(scene)
    stage.services.obs_watch.pictures_changed.emit({scene: Sight(picture(scene, "red"), 0)})
    assert button.has_picture
    stage.services.obs_watch.pictures_changed.emit({})
    assert not button.has_picture


def test_an_upright_picture_keeps_its_shape(stage: Stage) -> None:
    scene = sample.ON_AIR.scene_names[1]
    button = stage.page.bar.scenes.button_of(scene)
    stage.services.obs_watch.pictures_changed.emit({scene: Sight(picture(scene, "red", 18, 32), 0)})
    button.resize(120, 68)
    image = button.grab().toImage()
    middle, side = image.pixelColor(60, 34), image.pixelColor(20, 34)
    assert (middle.red() > 200, middle.green() < 60) == (True, True)
    assert side != middle


def test_the_picture_on_air_stands_in_the_strip(stage: Stage) -> None:
    scene = sample.ON_AIR.program_scene
    assert scene is not None
    stage.services.obs_watch.pictures_changed.emit({scene: Sight(picture(scene, "red"), 0)})
    assert not stage.page.strip.picture.pixmap().isNull()
