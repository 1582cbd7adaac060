# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changed in OBS since the accepted state, and what of the show it breaks."""

from dataclasses import replace

from app.domain.obs.drift import DRIFT_SENTENCES, Drift, find_drift
from app.domain.obs.fingerprint import Fingerprint, fingerprint
from app.domain.obs.preflight_judge import check
from app.domain.obs.state import Filter, Scene, SourceType
from app.domain.obs.survey import SeenItem, Survey, SurveyInput
from tests.helpers.survey import (
    CAMERA,
    INTENT,
    LINEUP,
    MIC,
    PRICE,
    PRODUCT,
    SELLER,
    placed,
    studio,
    with_input,
    with_item,
)


def drift(after: Survey, before: Survey | None = None) -> tuple[Drift, ...]:
    found = find_drift(fingerprint(before or studio()), fingerprint(after), lineup=LINEUP, roles=INTENT.overlay.roles)
    assert all("{" not in one.sentence for one in found)
    return found


def told(after: Survey, before: Survey | None = None) -> list[tuple[str, str, str]]:
    return [(one.code, one.subject, one.new) for one in drift(after, before)]


def renamed_input(survey: Survey, old: str, new: str) -> Survey:
    items = tuple(
        SeenItem(replace(one.item, source=new), one.index, one.width, one.height) if one.item.source == old else one
        for one in survey.items
    )
    return with_input(replace(survey, items=items), old, name=new)


def renamed_scene(survey: Survey, old: str, new: str) -> Survey:
    items = tuple(
        SeenItem(replace(one.item, container=new), one.index, one.width, one.height)
        if one.item.container == old
        else one
        for one in survey.items
    )
    scenes = tuple(replace(scene, name=new) if scene.name == old else scene for scene in survey.scenes)
    return replace(survey, items=items, scenes=scenes)


def with_uuids(survey: Survey) -> Survey:
    scenes = tuple(Scene(scene.name, f"u-{scene.name}") for scene in survey.scenes)
    return replace(survey, scenes=scenes, inputs=tuple(replace(one, uuid=f"u-{one.name}") for one in survey.inputs))


def test_nothing_changed_is_no_drift() -> None:
    assert drift(studio()) == ()
    assert drift(with_uuids(studio()), with_uuids(studio())) == ()


def test_a_state_survives_the_file() -> None:
    mark = fingerprint(studio(filters=(Filter(MIC, "Gate", "noise_gate_filter", enabled=True),)))
    assert Fingerprint.model_validate_json(mark.model_dump_json()) == mark


def test_a_renamed_scene_is_known_by_its_items_and_breaks_its_rows() -> None:
    (found,) = drift(renamed_scene(studio(), "政策", "政策 2"))
    assert (found.code, found.subject, found.new, found.rows) == ("scene.renamed", "政策", "政策 2", ("r2",))
    assert found.breaks


def test_a_renamed_scene_is_known_by_its_uuid_whatever_else_changed() -> None:
    before = with_uuids(studio())
    after = with_item(renamed_scene(before, "政策", "政策 2"), placed("政策 2", CAMERA, 1, visible=False))
    assert told(after, before) == [("scene.renamed", "政策", "政策 2"), ("item.hidden", CAMERA, "")]


def test_a_scene_made_anew_under_a_new_name_is_not_taken_for_a_rename() -> None:
    before = with_uuids(studio())
    after = renamed_scene(before, "政策", "政策 2")
    after = replace(after, scenes=(after.scenes[0], Scene("政策 2", "u-other")))
    assert told(after, before) == [("scene.removed", "政策", ""), ("scene.added", "政策 2", "")]


def test_two_alike_are_never_guessed_at() -> None:
    before = studio(scenes=(*studio().scenes, Scene("空 1"), Scene("空 2")))
    after = studio(scenes=(*studio().scenes, Scene("空 3"), Scene("空 4")))
    assert [code for code, *_rest in told(after, before)] == ["scene.removed"] * 2 + ["scene.added"] * 2


def test_two_scenes_of_the_same_items_are_never_guessed_at() -> None:
    def with_scenes(*names: str) -> Survey:
        survey = studio(scenes=(*studio().scenes, *(Scene(name) for name in names)))
        for name in names:
            survey = with_item(survey, placed(name, CAMERA, 1))
        return survey

    found = told(with_scenes("机位 3", "机位 4"), with_scenes("机位 1", "机位 2"))
    assert [code for code, *_rest in found] == ["scene.removed"] * 2 + ["scene.added"] * 2


def test_a_removed_scene_breaks_its_rows() -> None:
    after = replace(
        studio(), scenes=(Scene("政策"),), items=tuple(one for one in studio().items if one.item.container == "政策")
    )
    found = drift(after)
    assert [(one.code, one.subject, one.rows) for one in found] == [("scene.removed", "商品", ("r1",))]


def test_reordered_scenes_are_told_once() -> None:
    assert told(studio(scenes=(Scene("政策"), Scene("商品")))) == [("scene.reordered", "", "")]


def test_a_renamed_overlay_text_breaks_its_role() -> None:
    (found,) = drift(renamed_input(studio(), PRICE, "价格"))
    assert (found.code, found.subject, found.new, found.roles) == ("input.renamed", PRICE, "价格", ("price",))


def test_a_renamed_input_keeps_its_filters() -> None:
    gate = Filter(CAMERA, "Colour", "color_filter", enabled=True)
    before = studio(filters=(gate,))
    after = replace(renamed_input(before, CAMERA, "机位 1"), filters=(replace(gate, source="机位 1"),))
    assert told(after, before) == [("input.renamed", CAMERA, "机位 1")]


def test_inputs_that_come_go_and_change_their_kind_are_told() -> None:
    survey = studio()
    fewer = replace(survey, inputs=tuple(one for one in survey.inputs if one.name != MIC))
    assert told(fewer) == [("input.removed", MIC, "")]
    assert told(survey, fewer) == [("input.added", MIC, "")]
    assert told(with_input(survey, SELLER, kind="text_gdiplus_v3")) == [("input.kind", SELLER, "text_gdiplus_v3")]


def test_mute_is_told_and_breaks_nothing() -> None:
    (found,) = drift(with_input(studio(), MIC, muted=True))
    assert (found.code, found.subject, found.breaks) == ("input.muted", MIC, False)
    assert told(studio(), with_input(studio(), MIC, muted=True)) == [("input.unmuted", MIC, "")]


def test_the_seller_hidden_in_a_scene_breaks_that_scenes_rows() -> None:
    (found,) = drift(with_item(studio(), placed("政策", SELLER, 2, visible=False)))
    assert (found.code, found.scene, found.rows, found.roles) == ("item.hidden", "政策", ("r2",), ("identity",))


def test_an_item_added_removed_or_moved_is_told_with_its_scene() -> None:
    assert [(one.code, one.subject, one.scene) for one in drift(with_item(studio(), placed("政策", PRODUCT, 9)))] == [
        ("item.added", PRODUCT, "政策")
    ]
    survey = studio()
    fewer = replace(survey, items=survey.items[1:])
    assert [(one.code, one.subject, one.scene) for one in drift(fewer)] == [("item.removed", CAMERA, "商品")]
    first, second, *rest = survey.items
    assert [(one.code, one.scene) for one in drift(replace(survey, items=(second, first, *rest)))] == [
        ("item.reordered", "商品")
    ]


def test_changes_inside_a_group_are_told() -> None:
    before = with_item(studio(), placed("商品", "组", 8, source_type=SourceType.GROUP))
    before = with_item(before, placed("组", CAMERA, 1))
    after = with_item(before, placed("组", CAMERA, 1, visible=False))
    assert [(one.code, one.subject, one.scene) for one in drift(after, before)] == [("item.hidden", CAMERA, "组")]


def test_filters_that_come_go_and_switch_are_told() -> None:
    gate = Filter(MIC, "Gate", "noise_gate_filter", enabled=True)
    with_gate = studio(filters=(gate,))
    assert told(with_gate) == [("filter.added", MIC, "Gate")]
    assert told(studio(), with_gate) == [("filter.removed", MIC, "Gate")]
    assert told(studio(filters=(replace(gate, enabled=False),)), with_gate) == [("filter.off", MIC, "Gate")]
    assert told(studio(filters=(replace(gate, kind="limiter_filter"),)), with_gate) == [("filter.kind", MIC, "Gate")]


def test_the_filters_of_an_input_that_is_gone_are_not_told_apart() -> None:
    with_gate = studio(filters=(Filter(MIC, "Gate", "noise_gate_filter", enabled=True),))
    fewer = replace(with_gate, filters=(), inputs=tuple(one for one in with_gate.inputs if one.name != MIC))
    assert told(fewer, with_gate) == [("input.removed", MIC, "")]


def test_another_collection_is_told_as_that_and_nothing_else() -> None:
    assert told(Survey(taken_at="", collection="另一个", inputs=(SurveyInput("x", "y"),))) == [
        ("collection.other", "坑馕坊", "另一个")
    ]


def test_without_an_accepted_state_there_is_no_drift_to_tell() -> None:
    assert check(studio(), INTENT, None).drift is None
    assert check(studio(), INTENT, fingerprint(studio())).drift == ()


def test_every_drift_sentence_is_one() -> None:
    assert all(sentence.endswith(".") for sentence in DRIFT_SENTENCES.values())
