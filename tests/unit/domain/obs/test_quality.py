# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers of the picture that a person can act on."""

import pytest

from app.domain.obs.faders import SILENCE_DB, STEPS, fader_db, fader_step, front_inputs
from app.domain.obs.quality import DropRate, Level, congestion_level, disk_level, drop_level, media_left_ms, worse
from app.domain.obs.state import AudioInput, MediaInput, MediaPhase


def test_drops_count_from_a_minute_ago_only() -> None:
    rate = DropRate()
    rate.take(0.0, 0, 0)
    rate.take(30.0, 900, 450)
    assert rate.percent == 50.0
    rate.take(90.0, 2700, 450)
    assert rate.percent == 0.0


def test_a_new_stream_starts_from_nothing() -> None:
    rate = DropRate()
    rate.take(0.0, 0, 0)
    rate.take(1.0, 100, 100)
    rate.take(2.0, 30, 0)
    assert rate.percent == 0.0


def test_the_same_read_twice_counts_once() -> None:
    rate = DropRate()
    rate.take(0.0, 0, 0)
    rate.take(1.0, 30, 3)
    rate.take(1.0, 30, 3)
    assert rate.percent == 10.0


@pytest.mark.parametrize(
    ("free_mb", "level"),
    [(10_000.0, Level.GOOD), (9_999.0, Level.WARN), (2_000.0, Level.WARN), (1_999.0, Level.BAD)],
)
def test_the_disk_is_told_before_it_is_full(free_mb: float, level: Level) -> None:
    assert disk_level(free_mb) is level


def test_drops_and_congestion_have_three_levels() -> None:
    assert [drop_level(percent) for percent in (0.0, 1.0, 5.0)] == [Level.GOOD, Level.WARN, Level.BAD]
    assert [congestion_level(part) for part in (0.0, 0.5, 0.9)] == [Level.GOOD, Level.WARN, Level.BAD]
    assert worse(Level.WARN, Level.GOOD) is Level.WARN


def test_a_playing_medium_goes_on_between_two_reads() -> None:
    playing = MediaInput("film", MediaPhase.PLAYING, 10_000, 60_000)
    assert media_left_ms(playing, 2.5) == 47_500
    assert media_left_ms(MediaInput("film", MediaPhase.PAUSED, 10_000, 60_000), 2.5) == 50_000
    assert media_left_ms(playing, 1000.0) == 0
    assert media_left_ms(MediaInput("camera", MediaPhase.PLAYING), 1.0) is None


def test_a_fader_goes_from_silence_to_full_and_never_above() -> None:
    assert (fader_db(0), fader_db(STEPS), fader_step(0.0), fader_step(26.0)) == (SILENCE_DB, 0.0, STEPS, STEPS)
    assert fader_step(SILENCE_DB) == 0
    assert [fader_step(fader_db(step)) for step in range(1, STEPS + 1)] == list(range(1, STEPS + 1))


def test_muted_webcams_stand_back_behind_the_open_inputs() -> None:
    webcams = tuple(AudioInput(f"webcam {n}", muted=True) for n in range(40))
    audio = (AudioInput("music", False), *webcams, AudioInput("mic", True))
    assert [one.name for one in front_inputs(audio, {"mic"})] == ["music", "mic"]


def test_a_few_inputs_are_all_shown() -> None:
    audio = tuple(AudioInput(f"input {n}", muted=True) for n in range(5))
    assert front_inputs(audio, ()) == audio
