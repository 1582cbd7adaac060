# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scene templates from files: the shipped ones hold, a technician's own is taken, a wrong one is told by its key."""

from pathlib import Path

import pytest

from app.adapters.files.obs_templates import NoTemplateError, load_template, template_names, templates_for
from app.contract.content import Shop
from app.domain.obs.template import Purpose, TemplateError

_FOOD = (Path(__file__).resolve().parents[3] / "resources" / "obs_templates" / "food.toml").read_text("utf-8")


def _written(folder: Path, text: str, name: str = "mine.toml") -> str:
    path = folder / name
    path.write_bytes(text.encode())
    return str(path)


@pytest.mark.parametrize("name", ["food", "jewellery", "produce"])
def test_a_shipped_template_has_the_scenes_of_the_lineups_and_a_safe_one(name: str) -> None:
    scenes = {scene.name: scene.purpose for scene in load_template(name).scenes}
    assert scenes == {
        "商品": Purpose.PRODUCT,
        "政策": Purpose.POLICY,
        "互动": Purpose.INTERACTION,
        "稍后回来": Purpose.SAFE,
    }


@pytest.mark.parametrize("name", ["food", "jewellery", "produce"])
def test_a_shipped_template_finds_kinds_on_every_system(name: str) -> None:
    for role, one in load_template(name).inputs.items():
        kinds = set(one.kinds)
        for system in (
            {"dshow_input", "wasapi_input_capture", "text_gdiplus_v3"},
            {"v4l2_input", "pulse_input_capture"},
        ):
            known = system | {"color_source_v3", "image_source", "text_ft2_source_v2"}
            assert kinds & known, role


@pytest.mark.parametrize(
    ("category", "template"), [("食品", "food"), ("首饰", "jewellery"), (" 农产品 ", "produce"), ("FOOD", "food")]
)
def test_a_shop_gets_the_template_of_its_category(category: str, template: str) -> None:
    (chosen,) = templates_for([Shop(shop_id="S", name="店", category=category)])
    assert chosen.name == template


def test_a_shop_of_an_unknown_category_is_named() -> None:
    with pytest.raises(NoTemplateError, match="category '' of shop S"):
        templates_for([Shop(shop_id="S", name="店")])


def test_a_chosen_template_comes_before_that_of_the_category_and_after_a_named_one(tmp_path: Path) -> None:
    shops = [Shop(shop_id="S", name="店"), Shop(shop_id="T", name="店", category="首饰")]
    mine = _written(tmp_path, _FOOD)

    assert [one.name for one in templates_for(shops, chosen={"S": mine})] == ["mine", "jewellery"]
    assert [one.name for one in templates_for(shops, "food", {"S": mine})] == ["food", "food"]


def test_a_named_template_serves_any_shop(tmp_path: Path) -> None:
    (chosen,) = templates_for([Shop(shop_id="S", name="店")], _written(tmp_path, _FOOD))
    assert (chosen.name, chosen.template.title) == ("mine", "Food shop")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(NoTemplateError, match=r"no template 'fodo'. Known: food, jewellery, produce, studio"):
        load_template("fodo")
    assert template_names() == ["food", "jewellery", "produce", "studio"]


def test_a_used_template_is_taken_from_beside_the_file_first(tmp_path: Path) -> None:
    studio = 'title = "Own"\n[[scenes]]\nname = "P"\npurpose = "policy"\n[[scenes]]\nname = "S"\npurpose = "safe"\n'
    _written(tmp_path, studio, "studio.toml")
    mine = _written(tmp_path, 'title = "Mine"\nuses = "studio"\n')
    assert [scene.name for scene in load_template(mine).scenes] == ["P", "S"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = \n", "is not valid TOML: Invalid value (at line 1"),
        (_FOOD.replace("locked = true", "lokced = true", 1), "scenes.0.items.0.lokced: Extra inputs are not permitted"),
        (_FOOD.replace("[0, 0, 1, 1]", "[0, 0, 1]", 1), "scenes.0.items.0.box.3: Field required"),
        (_FOOD.replace('purpose = "product"', 'purpose = "sales"'), "scenes.0.purpose: "),
        (_FOOD.replace('role = "product_text"', 'role = "product"'), 'scenes "商品": there is no input "product"'),
        (_FOOD.replace('purpose = "product"', 'purpose = "policy"'), 'must not show "product_text"'),
        (_FOOD.replace('uses = "studio"', 'uses = "nobody"'), "uses: there is no template 'nobody'"),
    ],
)
def test_a_wrong_template_is_told_by_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    path = _written(tmp_path, text)
    with pytest.raises(TemplateError) as caught:
        load_template(path)
    assert any(told in problem for problem in caught.value.problems)
    assert all(problem.startswith(path) for problem in caught.value.problems)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b'title = "\xff\xff\xff"')
    with pytest.raises(TemplateError, match="Save it as UTF-8"):
        load_template(str(path))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoTemplateError, match="no template file"):
        load_template(str(tmp_path / "none.toml"))
