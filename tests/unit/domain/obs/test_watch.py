# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which picture OBS is asked for next, and how it is spared."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.obs.watch import (
    EVERY_S,
    PROGRAM_EDGE_PX,
    REST_LIMIT_S,
    THUMBNAIL_EDGE_PX,
    Picture,
    PicturePlan,
    Shot,
    Sight,
    Watch,
    sights,
)

SCENES = ("A", "B", "C")


def plan(interest: Watch, program: str | None = "A") -> PicturePlan:
    made = PicturePlan()
    made.aim(interest, program, SCENES)
    return made


def run(made: PicturePlan, seconds: float, *, shot_s: float = 0.002) -> list[tuple[float, Shot]]:
    """Let time pass as the picture thread does, and return every shot with its time."""
    now, shots = 1.0, []
    end = now + seconds
    while now < end:
        shot = made.next_shot(now)
        if shot is None:
            now += max(0.001, made.wait_s(now))
            continue
        shots.append((now, shot))
        now += shot_s
        made.took(shot_s, now)
    return shots


def test_nothing_is_asked_for_while_nobody_looks() -> None:
    assert run(plan(Watch(meters=True)), 10) == []
    assert run(plan(Watch(program_picture=True), program=None), 10) == []


def test_the_program_is_asked_for_once_a_second_and_one_thumbnail_beside_it() -> None:
    counted = Counter(shot for _, shot in run(plan(Watch(program_picture=True, thumbnails=SCENES)), 10))

    assert counted == {
        Shot("A", PROGRAM_EDGE_PX): 10,
        Shot("B", THUMBNAIL_EDGE_PX): 5,
        Shot("C", THUMBNAIL_EDGE_PX): 5,
    }


def test_the_scene_on_air_has_a_thumbnail_of_its_own_only_while_its_picture_is_not_wanted() -> None:
    assert {shot.source for _, shot in run(plan(Watch(thumbnails=SCENES)), 10)} == set(SCENES)


def test_a_scene_that_does_not_exist_is_not_asked_for() -> None:
    made = plan(Watch(thumbnails=("gone", "B")))

    assert {shot.source for _, shot in run(made, 5)} == {"B"}
    assert made.sources == {"B"}


def test_a_scene_that_came_on_air_is_due_at_once() -> None:
    made = plan(Watch(program_picture=True))
    run(made, 0.5)
    made.aim(Watch(program_picture=True), "B", SCENES)

    assert made.wait_s(1.5) == 0.0
    assert made.next_shot(1.5) == Shot("B", PROGRAM_EDGE_PX)


def test_slow_pictures_are_rarer_and_both_kinds_still_come() -> None:
    shots = run(plan(Watch(program_picture=True, thumbnails=SCENES)), 60, shot_s=0.3)

    assert len(shots) <= 60 / (0.3 * 20)
    assert {shot.edge_px for _, shot in shots} == {PROGRAM_EDGE_PX, THUMBNAIL_EDGE_PX}


@given(st.floats(0.0, 30.0), st.booleans(), st.lists(st.sampled_from((*SCENES, "gone")), max_size=4))
def test_pictures_never_take_more_than_a_twentieth_of_the_time(
    shot_s: float, program: bool, thumbnails: list[str]
) -> None:
    shots = run(plan(Watch(program_picture=program, thumbnails=tuple(thumbnails))), 100, shot_s=shot_s)

    assert len(shots) <= 2 * 100 / EVERY_S + 2
    gaps = [later[0] - earlier[0] - shot_s for earlier, later in pairwise(shots)]
    assert all(gap >= min(20 * shot_s, REST_LIMIT_S) - 1e-6 for gap in gaps)


def test_a_picture_tells_its_age_and_keeps_its_bytes_out_of_the_log() -> None:
    picture = Picture("A", b"\xff\xd8" * 99, 10.0, 320, 180)

    assert sights({"A": picture}, 22.9) == {"A": Sight(picture, 12)}
    assert sights({"A": picture}, 9.0)["A"].age_s == 0
    assert "xff" not in repr(picture)
