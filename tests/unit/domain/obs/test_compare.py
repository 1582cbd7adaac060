# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OBS's rounding is no drift, a real change is; an order is restored with moves of our own things only."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.obs.compare import differing, louder_or_softer, moved, moves


@pytest.mark.parametrize(
    ("desired", "actual"),
    [
        (21.333333333333332, 21.33333396911621),
        (0, 0.0),
        (4294967295, 4294967295),
        ({"face": "Noto", "size": 40}, {"face": "Noto", "size": 40, "style": "Bold"}),
        ([1, 2.0], (1.0, 2)),
        (True, True),
        ("馕", "馕"),
    ],
)
def test_the_same_by_obs_is_the_same(desired: Any, actual: Any) -> None:
    assert differing({"key": desired}, {"key": actual, "more": 1}) == ()


@pytest.mark.parametrize(
    ("desired", "actual"),
    [
        (0.5, 0.6),
        (4294967295, 4294967294),
        ({"size": 40}, {"size": 41}),
        ({"size": 40}, None),
        ([1, 2], [1]),
        (True, 1.5),
        (True, False),
        ("馕", "饼"),
        (1.0, "1.0"),
    ],
)
def test_a_change_is_a_change(desired: Any, actual: Any) -> None:
    assert differing({"key": desired}, {"key": actual}) == ("key",)


def test_a_key_that_obs_lacks_differs() -> None:
    assert differing({"text": ""}, {}) == ("text",)


def test_a_pixel_counts_and_a_hundredth_does_not() -> None:
    assert moved({"positionX": 10.0, "boundsType": "A"}, {"positionX": 10.01, "boundsType": "A"}) == ()
    assert moved({"positionX": 10.0, "boundsType": "A"}, {"positionX": 11.0, "boundsType": "B"}) == (
        "positionX",
        "boundsType",
    )


def test_a_tenth_of_a_decibel_counts() -> None:
    assert not louder_or_softer(-3.0, -2.999)
    assert louder_or_softer(-3.0, -2.9)


@given(st.permutations("abcdef"), st.integers(0, 6), st.randoms(use_true_random=False))
def test_moves_restore_our_order_and_leave_guests_in_theirs(ours: list[str], count: int, chance: Any) -> None:
    wanted = sorted(ours[:count])
    current = [*ours[:count], "#1", "#2", "#3"]
    chance.shuffle(current)
    guests = [one for one in current if one.startswith("#")]

    done = moves(current, wanted)

    line = list(current)
    for one, place in done:
        line.remove(one)
        line.insert(place, one)
    assert [one for one in line if one in wanted] == wanted
    assert [one for one in line if one.startswith("#")] == guests
    assert all(one in wanted for one, _ in done)
    assert len(done) < max(1, len(wanted))


def test_an_order_that_holds_needs_no_move() -> None:
    assert moves(["#1", "a", "#2", "b", "c"], ["a", "b", "c"]) == []
