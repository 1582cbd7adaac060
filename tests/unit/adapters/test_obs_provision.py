# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes from templates on a studio without sockets: what is made, recognised, left alone, refused."""

from typing import Any

import pytest

from app.adapters.obs.drawable import drawable
from app.adapters.obs.failures import NotReadyError
from app.adapters.obs.provision import ApplyOptions, ApplyReport, ProvisionError, apply_over, plan_over
from app.adapters.obs.provision_reads import MARK_PLACE
from app.contract.content import Shop
from app.domain.obs.desired import ProvisionRequest, ShopTemplate
from app.domain.obs.ownership import NewerMarkError
from app.domain.obs.steps import Action, Plan, Step, Thing
from app.domain.obs.template import TemplateError
from tests.helpers.fake_studio import DirectWire, FakeStudio
from tests.helpers.obs_templates import FOOD, NAN, OVERLAY, STONE, asking

PRICE, CAMERA, MICROPHONE = "Anchor Desk price", "Anchor Desk camera", "Anchor Desk microphone"
_KEPT = MARK_PLACE["realm"] + MARK_PLACE["slotName"]
dialects = pytest.mark.parametrize("dialect", ["5.1", "5.5"])


def apply(studio: FakeStudio, request: ProvisionRequest | None = None, **options: Any) -> ApplyReport:
    return apply_over(DirectWire(studio), request or asking(), ApplyOptions(**options))


def plan(studio: FakeStudio, request: ProvisionRequest | None = None) -> Plan:
    return plan_over(DirectWire(studio), request or asking())


def furnished(dialect: str = "5.1", request: ProvisionRequest | None = None) -> FakeStudio:
    studio = FakeStudio(dialect)
    assert apply(studio, request).converged
    studio.asked.clear()
    return studio


def told(steps: "tuple[Step, ...]") -> list[tuple[Action, Thing, str, str]]:
    return [(step.action, step.thing, step.name, step.scene) for step in steps]


def text(studio: FakeStudio, name: str) -> str:
    return str(studio.inputs[name].settings["text"])


# Names


def test_the_only_shop_keeps_the_plain_names_of_the_lineup() -> None:
    studio = furnished(request=asking([NAN]))
    assert set(studio.scenes) == {"Scene", "商品", "互动", "政策", "稍后回来"}


def test_a_second_shop_gets_its_own_scenes_and_the_first_keeps_its() -> None:
    studio = furnished(request=asking([NAN]))

    assert apply(studio, asking([STONE])).converged

    assert set(studio.scenes) == {"Scene", "商品", "互动", "政策", "稍后回来", "商品 · SZ", "互动 · SZ"}
    assert plan(studio).empty


def test_shops_made_together_all_carry_their_id_and_share_what_sells_nothing() -> None:
    assert set(furnished().scenes) == {
        "Scene",
        "商品 · SX",
        "互动 · SX",
        "商品 · SZ",
        "互动 · SZ",
        "政策",
        "稍后回来",
    }


def test_another_pattern_renames_what_is_ours() -> None:
    studio = furnished()
    changed = ProvisionRequest(asking().shops, OVERLAY, "{shop}/{scene}")

    assert apply(studio, changed).converged

    assert {"SX/商品", "SZ/互动", "政策"} <= set(studio.scenes)
    assert "商品 · SX" not in studio.scenes


# Contents


def test_a_policy_scene_shows_no_product_price_or_seller() -> None:
    shown = {item.source for item in furnished().scenes["政策"].items}
    assert shown == {"Anchor Desk background", CAMERA, "Anchor Desk policy", MICROPHONE}


def test_one_shops_identity_is_filled_in_and_several_shops_share_a_blank() -> None:
    alone, shared = furnished(request=asking([NAN])), furnished()
    assert text(alone, "Anchor Desk seller") == "馕坊店\n样品路1号\n000"
    assert text(shared, "Anchor Desk seller") == ""
    assert text(shared, "Anchor Desk shop name · SX") == drawable("疆味坑馕坊 تونۇر نان", "text_ft2_source_v2")


def test_places_follow_the_canvas() -> None:
    studio = furnished()
    studio.canvas = (720, 1280)

    moved = {step.scene for step in plan(studio).steps if step.thing is Thing.TRANSFORM}

    assert {"商品 · SX", "政策"} <= moved
    assert apply(studio).converged
    background = studio.scenes["政策"].items[0].transform
    assert (background["boundsWidth"], background["boundsHeight"]) == (720.0, 1280.0)


@pytest.mark.parametrize(
    ("platform", "kinds", "kind", "face"),
    [
        ("windows", ("text_gdiplus_v2", "text_gdiplus_v3", "text_ft2_source_v2"), "text_gdiplus_v3", "Microsoft YaHei"),
        ("windows", ("text_gdiplus_v2", "text_ft2_source_v2"), "text_gdiplus_v2", "Microsoft YaHei"),
        ("macos", ("text_ft2_source_v2",), "text_ft2_source_v2", "PingFang SC"),
        ("ubuntu", ("text_ft2_source_v2",), "text_ft2_source_v2", "Noto Sans CJK SC"),
    ],
)
def test_each_system_gets_its_own_kind_of_text_and_font(
    platform: str, kinds: tuple[str, ...], kind: str, face: str
) -> None:
    studio = FakeStudio(kinds=(*kinds, "color_source_v3", "image_source"), platform=platform)
    apply(studio)
    price = studio.inputs[PRICE]
    assert (price.kind, price.settings["font"]["face"]) == (kind, face)


def test_a_kind_that_obs_lacks_is_explained_and_a_colour_stands_in() -> None:
    studio = FakeStudio(kinds=("text_ft2_source_v2", "color_source_v3", "image_source"))

    report = apply(studio)

    assert report.converged
    assert report.remaining is not None
    assert studio.inputs[CAMERA].kind == "color_source_v3"
    assert MICROPHONE not in studio.inputs
    assert "a plain colour stands in" in report.remaining.unavailable[CAMERA]
    assert "is left out" in report.remaining.unavailable[MICROPHONE]


def test_a_stand_in_is_told_once_obs_has_the_kind() -> None:
    studio = FakeStudio(kinds=("text_ft2_source_v2", "color_source_v3", "image_source"))
    apply(studio)
    studio.kinds.append("v4l2_input")

    told_now = plan(studio)

    assert told_now.empty
    assert [one.detail for one in told_now.foreign] == [
        "'Anchor Desk camera' is a color_source_v3 and not a v4l2_input. "
        "Remove it in OBS, then apply again to get a new one."
    ]


def test_what_the_desk_writes_while_live_is_no_drift_and_a_fixed_text_is() -> None:
    studio = furnished()
    studio.SetInputSettings({"inputName": PRICE, "inputSettings": {"text": "¥9.90"}})
    studio.SetInputSettings({"inputName": "Anchor Desk picture", "inputSettings": {"file": "/x01.png"}})
    assert plan(studio).empty

    studio.SetInputSettings({"inputName": "Anchor Desk pause", "inputSettings": {"text": "bye"}})

    assert told(plan(studio).steps) == [(Action.CHANGE, Thing.SETTINGS, "Anchor Desk pause", "")]


def test_templates_that_want_different_things_of_a_shared_input_are_refused() -> None:
    price = FOOD.inputs["price_text"]
    changed = {**FOOD.inputs, "price_text": price.model_copy(update={"kinds": ("image_source",)})}
    other = FOOD.model_copy(update={"inputs": changed})
    request = ProvisionRequest((ShopTemplate(NAN, "food", FOOD), ShopTemplate(STONE, "other", other)), OVERLAY)
    with pytest.raises(TemplateError, match="template other asks for another input price_text"):
        plan(FakeStudio(), request)


# Recognition


@dialects
def test_what_a_person_renamed_is_named_back(dialect: str) -> None:
    studio = furnished(dialect)
    studio.SetSceneName({"sceneName": "商品 · SX", "newSceneName": "我的商品"})
    studio.SetInputName({"inputName": PRICE, "newInputName": "价格"})

    assert told(plan(studio).steps) == [
        (Action.RENAME, Thing.SCENE, "我的商品", ""),
        (Action.RENAME, Thing.INPUT, "价格", ""),
    ]
    assert apply(studio).converged
    assert ("商品 · SX" in studio.scenes, PRICE in studio.inputs) == (True, True)


@dialects
def test_a_stranger_under_the_old_name_stays_and_is_told(dialect: str) -> None:
    studio = furnished(dialect)
    studio.SetSceneName({"sceneName": "商品 · SX", "newSceneName": "我的商品"})
    studio.CreateScene({"sceneName": "商品 · SX"})
    studio.CreateSceneItem({"sceneName": "商品 · SX", "sourceName": PRICE})
    studio.RemoveSceneItem({"sceneName": "商品 · SX", "sceneItemId": 1})
    studio.CreateSceneItem({"sceneName": "商品 · SX", "sourceName": PRICE})
    before = studio.state_of(["商品 · SX", "我的商品"], [])

    report = apply(studio)

    assert not report.converged
    assert report.remaining is not None
    assert [one.detail for one in report.remaining.foreign if one.blocks] == [
        "'我的商品' should be called '商品 · SX', but something else has that name. Rename that first."
    ]
    assert studio.state_of(["商品 · SX", "我的商品"], []) == before


@dialects
def test_one_shops_renamed_scene_is_not_taken_for_anothers_removed_one(dialect: str) -> None:
    studio = furnished(dialect)
    studio.RemoveScene({"sceneName": "商品 · SX"})
    studio.SetSceneName({"sceneName": "商品 · SZ", "newSceneName": "renamed"})

    steps = plan(studio, asking([NAN])).steps

    assert (Action.CREATE, Thing.SCENE, "商品 · SX", "") in told(steps)
    assert Action.RENAME not in {step.action for step in steps}


def test_two_copies_under_other_names_leave_the_original_to_be_made_anew() -> None:
    studio = furnished()
    studio.SetSceneName({"sceneName": "政策", "newSceneName": "copy 1"})
    studio.scenes["copy 2"] = studio.state_of(["copy 1"], [])[0]["copy 1"]

    assert (Action.CREATE, Thing.SCENE, "政策", "") in told(plan(studio).steps)
    assert apply(studio).converged


def test_a_lost_mark_makes_all_of_it_foreign_until_it_is_adopted() -> None:
    studio = furnished()
    studio.kept.clear()
    studio.SetInputMute({"inputName": MICROPHONE, "inputMuted": True})

    lost = plan(studio)

    assert (lost.empty, lost.steps) == (False, ())
    assert {one.name for one in lost.foreign if one.blocks} >= {"商品 · SX", PRICE, MICROPHONE}
    apply(studio)
    assert studio.written == []
    adopting = asking(adopt=True)
    assert {step.action for step in plan(studio, adopting).steps} == {Action.ADOPT, Action.CHANGE}
    assert apply(studio, adopting).converged
    assert plan(studio).empty
    assert studio.inputs[MICROPHONE].muted is False


def test_what_has_our_name_and_another_kind_is_never_adopted() -> None:
    studio = FakeStudio()
    studio.CreateInput({"sceneName": "Scene", "inputName": PRICE, "inputKind": "image_source"})
    before = studio.state_of(["Scene"], [PRICE])

    report = apply(studio, asking(adopt=True))

    assert report.remaining is not None
    (notice,) = [one for one in report.remaining.foreign if one.blocks]
    assert (notice.name, "another kind" in notice.detail) == (PRICE, True)
    assert studio.state_of(["Scene"], [PRICE]) == before


def test_a_foreign_scene_with_an_inputs_name_is_not_put_into_ours() -> None:
    studio = FakeStudio()
    studio.CreateScene({"sceneName": PRICE})
    apply(studio)
    assert all(item.source != PRICE for scene in studio.scenes.values() for item in scene.items)


def test_another_collection_has_nothing_of_ours() -> None:
    studio = furnished()
    studio.collection = "Other"
    assert not plan(studio).steps
    assert plan(studio).foreign


def test_what_people_add_to_our_scenes_is_told_and_stays() -> None:
    studio = furnished()
    studio.CreateInput({"sceneName": "政策", "inputName": "My logo", "inputKind": "image_source"})

    looked = plan(studio)

    assert (looked.empty, [(one.name, one.scene) for one in looked.foreign]) == (True, [("My logo", "政策")])


def test_a_price_that_people_put_into_a_policy_scene_is_a_finding() -> None:
    studio = furnished()
    studio.CreateSceneItem({"sceneName": "政策", "sourceName": PRICE})

    looked = plan(studio)

    assert (looked.empty, looked.steps) == (False, ())
    assert [(one.name, one.scene, "advertisement" in one.detail) for one in looked.foreign] == [(PRICE, "政策", True)]


def test_an_item_that_people_put_into_a_group_is_not_made_twice() -> None:
    studio = furnished()
    scene = studio.scenes["政策"]
    at = next(i for i, item in enumerate(scene.items) if item.source == CAMERA)
    scene.items[at].source = "Group"
    studio.groups["Group"] = [CAMERA]

    looked = plan(studio)

    assert looked.empty
    assert [one.detail for one in looked.foreign if one.name == CAMERA] == [
        "'Anchor Desk camera' lies in a group in '政策'. It was left there; its place is not checked."
    ]


def test_a_newer_versions_scenes_are_left_alone() -> None:
    studio = FakeStudio()
    studio.kept[_KEPT] = '{"format":2}'
    with pytest.raises(NewerMarkError):
        apply(studio)
    assert studio.written == []


# Applying


def test_a_second_apply_writes_nothing() -> None:
    studio = furnished()
    report = apply(studio)
    assert (report.converged, report.results, studio.written) == (True, (), [])


def test_a_refused_step_is_told_and_the_rest_goes_on() -> None:
    studio = FakeStudio()
    studio.refuse = lambda kind, data: 702 if kind == "CreateInput" and data["inputName"] == PRICE else None

    report = apply(studio)

    failed = [one for one in report.results if not one.done]
    assert {one.step.name for one in failed} == {PRICE}
    assert "702" in failed[0].problem
    assert failed[0].code == "702"
    assert report.remaining is not None
    assert not report.converged
    studio.refuse = lambda _kind, _data: None
    assert apply(studio).converged


def test_a_scene_that_could_not_be_made_fails_what_belongs_into_it() -> None:
    studio = FakeStudio()
    studio.refuse = lambda kind, data: 702 if kind == "CreateScene" and data["sceneName"] == "政策" else None

    report = apply(studio)

    assert {one.step.scene or one.step.name for one in report.results if not one.done} == {"政策"}
    assert not any(data.get("sceneItemId") == 0 for _, data in studio.written)


def test_a_streaming_obs_is_not_changed_unless_asked() -> None:
    studio = FakeStudio()
    studio.streaming = True
    with pytest.raises(ProvisionError, match="viewers would see") as caught:
        apply(studio)
    assert (caught.value.code, studio.written) == ("streaming", [])
    assert apply(studio, while_live=True).converged
    studio.asked.clear()
    assert apply(studio).converged
    assert ("GetSourceScreenshot" in {kind for kind, _ in studio.asked}, studio.written) == (False, [])


def test_progress_counts_to_the_end_and_a_stop_is_finished_by_the_next_apply() -> None:
    studio, steps = FakeStudio(), []
    assert apply(studio, progress=lambda done, total: steps.append((done, total))).converged
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1] == steps[0][1]

    other = FakeStudio()
    shops = [Shop(shop_id=f"S{n}", name=f"店{n}") for n in range(20)]
    stopped = apply(other, asking(shops), cancelled=lambda: True)

    assert (stopped.code, stopped.converged) == ("cancelled", False)
    assert {(one.problem, one.code) for one in stopped.results} >= {("", ""), ("Not done.", "not_begun")}
    assert apply(other, asking(shops)).converged


def test_a_broken_link_tells_what_is_not_known() -> None:
    studio = FakeStudio()
    report = apply_over(DirectWire(studio, breaks_after=30), asking(), ApplyOptions())
    assert (report.code, report.remaining) == ("lost", None)
    assert "apply again" in report.stopped
    assert {one.problem for one in report.results} == {"It is not known whether OBS did it."}


def test_a_mark_that_obs_does_not_keep_stops_it_before_the_first_scene() -> None:
    studio = FakeStudio()
    studio.refuse = lambda kind, _data: 702 if kind == "SetPersistentData" else None
    report = apply(studio)
    assert (report.code, report.converged) == ("mark", False)
    assert set(studio.scenes) == {"Scene"}


def test_a_collection_that_changes_meanwhile_is_not_mixed_up() -> None:
    studio = FakeStudio()
    seen = iter(["Untitled", "Other"])
    studio.GetSceneCollectionList = lambda _data: {"currentSceneCollectionName": next(seen)}  # type: ignore[method-assign]
    with pytest.raises(NotReadyError):
        plan(studio)


def test_the_number_of_requests_grows_with_scenes_and_not_with_their_items() -> None:
    shops = [Shop(shop_id=f"S{n}", name=f"店{n}") for n in range(50)]
    studio = furnished(request=asking(shops))

    plan(studio, asking(shops))

    # Per shop: its two scenes drawn and read, and its name's settings. Besides: lists and the shared inputs.
    assert len(studio.asked) <= 5 * len(shops) + 40
