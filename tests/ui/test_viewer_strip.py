# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What viewers see and hear, in one line."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from app.domain.obs.commands import Panic, PanicOutcome
from app.domain.obs.meters import SoundCheck
from app.domain.obs.state import LinkPhase, OutputPhase
from tests.screens import sample
from tests.ui.live_stage import Stage


@pytest.fixture
def stage(live_stage: Stage) -> Stage:
    return live_stage


def test_a_stream_that_did_not_start_says_what_to_check(stage: Stage) -> None:
    assert stage.page.stream_trouble.isHidden()
    stage.obs(replace(sample.OFF_AIR, stream_failed=True))
    assert "OBS gives no reason. Check the internet" in stage.page.stream_trouble.text


def test_a_stream_that_broke_off_says_what_viewers_see(stage: Stage) -> None:
    stage.obs(replace(sample.ON_AIR, stream=OutputPhase.RECONNECTING))
    assert stage.page.stream_trouble.text.startswith("The stream broke off: viewers see a still picture.")
    stage.obs(sample.ON_AIR)
    assert stage.page.stream_trouble.isHidden()


def test_an_obs_that_answers_late_is_told(stage: Stage) -> None:
    stage.obs(replace(sample.ON_AIR, phase=LinkPhase.DEGRADED))
    assert stage.page.strip.stream.out.text == "OBS is slow to answer"


@pytest.mark.parametrize(
    ("free_mb", "words", "icon"),
    [
        (182_000.0, "182 GB left", "disk"),
        (7_400.0, "Disk: 7.4 GB left", "warning"),
        (900.0, "Disk: 0.9 GB left", "warning"),
    ],
)
def test_the_room_left_to_record_is_told(stage: Stage, free_mb: float, words: str, icon: str) -> None:
    stage.obs(replace(sample.ON_AIR, disk_free_mb=free_mb))
    assert (stage.page.strip.stream.disk.text, stage.page.strip.stream.disk.icon_name) == (words, icon)


def test_a_full_disk_outlives_the_shops_name_where_there_is_little_room(stage: Stage) -> None:
    stage.window.resize(960, 540)
    stage.obs(replace(sample.ON_AIR, disk_free_mb=900.0))
    assert stage.page.strip.stream.disk.isVisible()


@pytest.mark.parametrize(
    ("muted", "check", "words"),
    [
        (False, SoundCheck(), "Mic on"),
        (True, SoundCheck(), "MIC MUTED"),
        (True, SoundCheck(muted_while_talking=True), "YOU TALK, BUT ARE MUTED"),
        (False, SoundCheck(silent_s=19.9), "Mic on"),
        (False, SoundCheck(silent_s=25.3), "Silent for 25 s"),
    ],
)
def test_what_viewers_hear_is_told(stage: Stage, muted: bool, check: SoundCheck, words: str) -> None:
    stage.obs(sample.MUTED if muted else sample.ON_AIR)
    stage.page.obs.set_sound(check)
    assert stage.page.strip.mic.text() == words


def test_the_picture_on_air_is_shown_in_the_strip(stage: Stage) -> None:
    stage.window.resize(1920, 1080)
    picture = QPixmap(160, 90)
    picture.fill(QColor("red"))
    stage.page.obs.set_picture("政策", picture, 0.1)
    assert stage.page.strip.picture.isHidden()
    stage.page.obs.set_picture("商品", picture, 0.1)
    assert stage.page.strip.picture.isVisible()


@pytest.mark.parametrize("width", [900, 960, 1280, 1366, 1920])
@pytest.mark.parametrize("trouble", [False, True])
def test_the_strip_is_one_line_that_fits(stage: Stage, width: int, trouble: bool) -> None:
    if trouble:
        stage.obs(replace(sample.DROPPING, audio=sample.MUTED.audio, disk_free_mb=900.0))
        stage.page.obs.set_sound(SoundCheck(muted_while_talking=True))
        stage.services.sync.show(sample.OFFLINE)
    stage.window.resize(width, 720)
    QApplication.processEvents()
    strip = stage.page.strip
    parts = [part for part in strip.children() if part.isWidgetType() and part.isVisible()]
    assert stage.window.width() == width
    assert [part for part in parts if not strip.rect().contains(part.geometry())] == []
    assert len({part.geometry().center().y() // 8 for part in parts}) == 1
    assert strip.panic.button.isVisible()
    assert strip.stream.air.text_is_whole
    assert strip.mapTo(stage.page, QPoint(0, 0)).y() == 0


def test_a_panics_result_takes_the_place_of_what_is_well(stage: Stage) -> None:
    stage.window.resize(1280, 720)
    stage.services.obs.panic_finished.emit(PanicOutcome(Panic("稍后回来", ("Mic/Aux",)), False, ("Mic/Aux",)))
    QApplication.processEvents()
    assert stage.page.strip.panic.result.text_is_whole
    assert stage.page.strip.base.isHidden()
