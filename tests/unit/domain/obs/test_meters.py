# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Meter events become levels in dB, whatever OBS sends."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.obs.meters import (
    CEILING_DB,
    FLOOR_DB,
    HOLD_S,
    MeterFrame,
    MeterLevel,
    Needle,
    decibels,
    read_meters,
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(("inputs", "inputName", "inputLevelsMul", "x")), inner, max_size=3)
    ),
    max_leaves=12,
)
numbers = st.floats() | st.integers(-5, 10**400)
channels = st.lists(st.tuples(numbers, numbers, numbers), max_size=8)
inputs = st.lists(st.fixed_dictionaries({"inputName": st.text(), "inputLevelsMul": channels}), max_size=5)
levels_db = st.floats(FLOOR_DB, CEILING_DB)


def event(*items: tuple[str, Any]) -> dict[str, Any]:
    return {"inputs": [{"inputName": name, "inputLevelsMul": levels} for name, levels in items]}


def test_the_loudest_channel_counts() -> None:
    frame = read_meters(event(("Mic", [[0.1, 0.1, 0.1], [0.01, 1.0, 0.5]])), 7.0)

    assert frame == MeterFrame(7.0, (MeterLevel("Mic", -20.0, 0.0, decibels(0.5)),))
    assert decibels(0.5) == pytest.approx(-6.02, abs=0.01)


def test_a_muted_input_is_silent_for_viewers_and_not_for_the_microphone() -> None:
    (level,) = read_meters(event(("Mic", [[0.0, 0.0, 0.1]])), 0.0).levels

    assert (level.magnitude_db, level.peak_db, level.raw_peak_db) == (FLOOR_DB, FLOOR_DB, -20.0)


def test_an_input_without_channels_is_silent() -> None:
    assert read_meters(event(("馕", [])), 0.0).levels == (MeterLevel("馕", FLOOR_DB, FLOOR_DB, FLOOR_DB),)


@pytest.mark.parametrize(
    ("multiplier", "expected"),
    [(0.0, FLOOR_DB), (-1.0, FLOOR_DB), (math.nan, FLOOR_DB), (1e-9, FLOOR_DB), (1.0, 0.0), (math.inf, CEILING_DB)],
)
def test_a_level_stays_on_the_scale(multiplier: float, expected: float) -> None:
    assert decibels(multiplier) == expected


@given(inputs, st.floats(0, 1e9))
def test_every_level_of_every_event_is_on_the_scale(items: list[dict[str, Any]], at: float) -> None:
    frame = read_meters({"inputs": items}, at)

    assert [level.input_name for level in frame.levels] == [item["inputName"] for item in items]
    for level in frame.levels:
        for value in (level.magnitude_db, level.peak_db, level.raw_peak_db):
            assert FLOOR_DB <= value <= CEILING_DB


@given(anything)
def test_what_is_not_an_event_is_refused_in_one_way(data: Any) -> None:
    try:
        frame = read_meters(data, 0.0)
    except ValueError:
        return
    assert isinstance(frame, MeterFrame)


def test_a_needle_jumps_up_and_falls_slowly_while_its_mark_stays() -> None:
    loud = Needle().fold(-6.0, 1.0)
    later = loud.fold(FLOOR_DB, 1.5)

    assert (loud.level_db, loud.hold_db) == (-6.0, -6.0)
    assert (later.level_db, later.hold_db) == (-18.0, -6.0)
    assert later.fold(FLOOR_DB, 1.0 + HOLD_S + 0.5).hold_db < -6.0


@given(st.lists(st.tuples(levels_db, st.floats(0.0, 2.0)), max_size=30))
def test_a_needle_never_shows_less_than_the_level_and_settles_on_silence(steps: list[tuple[float, float]]) -> None:
    needle, at = Needle(), 0.0
    for level, step in steps:
        at += step
        before, needle = needle, needle.fold(level, at)
        assert level <= needle.level_db <= needle.hold_db <= CEILING_DB
        assert needle.level_db <= max(level, before.level_db)

    at += HOLD_S + 0.1
    for _ in range(2):
        at += 10.0
        needle = needle.fold(FLOOR_DB, at)
    assert (needle.level_db, needle.hold_db) == (FLOOR_DB, FLOOR_DB)
