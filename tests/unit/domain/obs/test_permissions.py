# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the anchor sees of OBS, and what only the technician does."""

from dataclasses import replace

from app.domain.obs.permissions import DeskMode, SceneRoll, SceneScope, visible_sources
from app.domain.obs.state import AudioInput, ObsState, Scene, SceneItem, SourceType

IN, S, G = SourceType.INPUT, SourceType.SCENE, SourceType.GROUP
STATE = ObsState(
    epoch=1,
    scenes=(Scene("goods", "u1"), Scene("policy", "u2"), Scene("desk", "u3"), Scene("back soon", "u4")),
    program_scene="goods",
    audio=(AudioInput("mic", False), AudioInput("desk music", True), AudioInput("film", False)),
    items=(
        SceneItem("goods", 1, "camera", IN, True),
        SceneItem("goods", 2, "prices", G, True),
        SceneItem("prices", 1, "price text", IN, True),
        SceneItem("policy", 1, "goods", S, True),
        SceneItem("policy", 2, "film", IN, True),
        SceneItem("desk", 1, "desk music", IN, True),
        SceneItem("desk", 2, "screen", IN, True),
    ),
)
SCOPE = SceneScope.of(["goods", "policy", "", "goods"], "back soon")
ANCHOR, TECHNICIAN = DeskMode.ANCHOR, DeskMode.TECHNICIAN


def names(scenes: tuple[Scene, ...]) -> list[str]:
    return [scene.name for scene in scenes]


def test_the_anchor_sees_the_lineups_scenes_and_the_safe_one() -> None:
    assert names(SceneRoll().visible(STATE, SCOPE, ANCHOR)) == ["goods", "policy", "back soon"]


def test_the_technician_sees_every_scene() -> None:
    assert SceneRoll().visible(STATE, SCOPE, TECHNICIAN) == STATE.scenes


def test_without_scenes_in_the_lineup_nothing_is_kept_from_anybody() -> None:
    assert SceneRoll().visible(STATE, SceneScope.of([""], "back soon"), ANCHOR) == STATE.scenes


def test_what_is_on_air_or_in_the_preview_is_never_hidden() -> None:
    state = replace(STATE, program_scene="desk")
    assert names(SceneRoll().visible(state, SCOPE, ANCHOR)) == ["goods", "policy", "desk", "back soon"]
    state = replace(STATE, preview_scene="desk")
    assert "desk" in names(SceneRoll().visible(state, SCOPE, ANCHOR))


def test_a_scene_on_air_that_is_not_the_sessions_may_be_seen_but_not_changed() -> None:
    state = replace(STATE, program_scene="desk")
    assert "desk" not in names(SceneRoll().needed(state, SCOPE, ANCHOR))


def test_a_renamed_scene_stays_the_anchors() -> None:
    roll = SceneRoll()
    roll.visible(STATE, SCOPE, ANCHOR)
    renamed = replace(STATE, scenes=(Scene("goods 2", "u1"), *STATE.scenes[1:]), program_scene="goods 2")
    assert names(roll.needed(renamed, SCOPE, ANCHOR)) == ["goods 2", "policy", "back soon"]


def test_names_of_another_collection_are_forgotten() -> None:
    roll = SceneRoll()
    roll.visible(STATE, SCOPE, ANCHOR)
    other = ObsState(epoch=2, scenes=(Scene("private", "u1"), Scene("policy", "u9")), program_scene="policy")
    assert names(roll.visible(other, SCOPE, ANCHOR)) == ["policy"]


def test_an_obs_without_uuids_goes_by_name() -> None:
    state = replace(STATE, scenes=tuple(Scene(scene.name) for scene in STATE.scenes))
    assert names(SceneRoll().visible(state, SCOPE, ANCHOR)) == ["goods", "policy", "back soon"]


def test_the_anchor_may_change_sources_of_the_sessions_scenes_down_to_groups_and_nested_scenes() -> None:
    sources = visible_sources(STATE, [Scene("policy")], limited=True)
    assert [name for name in ("camera", "price text", "film", "goods") if not sources.has(name)] == []
    assert not sources.has("desk music")
    assert not sources.has("screen")


def test_an_input_that_is_in_no_scene_sounds_in_all_of_them() -> None:
    assert visible_sources(STATE, [Scene("goods")], limited=True).has("mic")


def test_the_technician_may_change_every_source() -> None:
    assert visible_sources(STATE, (), limited=False).has("anything")
