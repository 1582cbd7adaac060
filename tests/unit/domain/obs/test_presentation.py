# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one press asks of OBS: the shop's own scene, and only the inputs that this OBS has."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.contract.content import LineupItem, SegmentKind
from app.domain.obs.commands import PresentItem
from app.domain.obs.overlay_inputs import OverlayInputs
from app.domain.obs.presentation import present_command
from app.domain.obs.state import ObsState, Scene, SceneItem, SourceType
from tests.helpers.services import sample_content

INPUTS = OverlayInputs("product", "price", "seller", "ug", "policy", "picture")
PRODUCT = LineupItem(row_id="R", lineup_id="L", seq=1, kind=SegmentKind.PRODUCT, product_id="X01", obs_scene="商品")
POLICY = LineupItem(row_id="P", lineup_id="L", seq=2, kind=SegmentKind.POLICY, policy_id="P08", obs_scene="政策")


def obs_with(*sources: str, scenes: tuple[Scene, ...] = (Scene("商品"), Scene("政策"))) -> ObsState:
    items = tuple(SceneItem("商品", n, name, SourceType.INPUT, visible=True) for n, name in enumerate(sources))
    return ObsState(scenes=scenes, items=items)


def command(item: LineupItem, obs: ObsState, *, picture: str = "x01.png") -> PresentItem:
    content = sample_content()
    product = content.products["X01"].model_copy(update={"picture": picture, "name_ug": "نان"})
    content = replace(content, products={**content.products, "X01": product})
    return present_command(item, content, "S1", INPUTS, obs, pictures=Path("/pictures"), today=date(2026, 3, 1))


def test_every_base_s_inputs_are_filled_even_where_obs_lacks_them() -> None:
    assert set(command(PRODUCT, obs_with()).texts) == {"product", "price", "seller"}


def test_other_inputs_are_filled_where_obs_has_them() -> None:
    told = command(PRODUCT, obs_with("ug", "policy", "picture"))
    assert told.texts["ug"] == "نان"
    assert told.texts["policy"] == ""
    assert told.images == {"picture": "/pictures/x01.png"}


def test_a_product_without_a_picture_takes_the_last_one_away() -> None:
    assert command(PRODUCT, obs_with("picture"), picture="").images == {"picture": ""}


def test_a_policy_segment_takes_the_picture_away() -> None:
    told = command(POLICY, obs_with("ug", "policy", "picture"))
    assert told.images == {"picture": ""}
    assert (told.texts["product"], told.texts["ug"]) == ("", "")
    assert told.texts["policy"]


def test_a_shop_s_own_scene_comes_before_the_plain_one() -> None:
    both = obs_with(scenes=(Scene("商品", "u1"), Scene("商品 · S1", "u2")))
    assert (command(PRODUCT, both).scene, command(PRODUCT, both).scene_uuid) == ("商品 · S1", "u2")
    assert command(PRODUCT, obs_with()).scene == "商品"


def test_a_scene_that_obs_lacks_is_still_named_so_that_the_refusal_says_which() -> None:
    told = command(PRODUCT, obs_with(scenes=()))
    assert (told.scene, told.scene_uuid) == ("商品", "")


def test_a_row_without_a_scene_leaves_the_scene_alone() -> None:
    assert command(PRODUCT.model_copy(update={"obs_scene": ""}), obs_with()).scene is None
