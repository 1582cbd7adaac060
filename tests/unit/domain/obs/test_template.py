# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of scene templates: what may stand together, and what must not reach a policy talk's picture."""

from typing import Any

import pytest

from app.domain.obs.template import Template, checked, filled, merged

_TEXT = ["text_ft2_source_v2"]


def _template(**changes: Any) -> Template:
    inputs: dict[str, Any] = {
        "background": {"name": "Back", "kinds": ["color_source_v3"], "color": "#112233"},
        "product_text": {"kinds": _TEXT, "text": {"content": "{product}"}},
        "price_text": {"kinds": _TEXT, "text": {"content": "{price}"}},
        "seller_identity": {"kinds": _TEXT, "text": {"content": "{legal_name} {address}"}},
        "product_picture": {"kinds": ["image_source"]},
        "policy_text": {"kinds": _TEXT, "text": {"content": "{policy}"}},
        "shop_name": {"name": "Shop", "kinds": _TEXT, "per_shop": True, "text": {"content": "{shop_name}"}},
    }
    inputs.update(changes.pop("inputs", {}))
    scenes = [
        *changes.pop("scenes", []),
        {"name": "政策", "purpose": "policy", "items": [{"role": "background"}, {"role": "policy_text"}]},
        {"name": "稍后", "purpose": "safe", "items": [{"role": "background"}]},
    ]
    return Template.model_validate({"title": "Test", "inputs": inputs, "scenes": scenes, **changes})


def _extra(**fields: Any) -> dict[str, Any]:
    return {"extra": {"name": "X", "kinds": _TEXT, **fields}}


def _items(*roles: str) -> list[dict[str, Any]]:
    return [{"role": role} for role in roles]


def _policy_with(role: str) -> list[dict[str, Any]]:
    return [{"name": "政策 2", "purpose": "policy", "items": [{"role": role}]}]


def test_a_sound_template_has_nothing_wrong() -> None:
    assert checked(_template()) == ()


@pytest.mark.parametrize("role", ["product_text", "price_text", "seller_identity", "product_picture", "shop_name"])
def test_a_policy_scene_sells_nothing(role: str) -> None:
    (problem,) = checked(_template(scenes=_policy_with(role)))
    assert problem.startswith(f'scenes "政策 2": a policy scene must not show "{role}"')


def test_a_policy_scene_may_show_the_policy() -> None:
    assert checked(_template(scenes=_policy_with("policy_text"))) == ()


@pytest.mark.parametrize(
    ("inputs", "problem"),
    [
        ({"product_text": {"name": "Mine", "kinds": _TEXT}}, "inputs.product_text.name: "),
        ({"price_text": {"per_shop": True, "kinds": _TEXT}}, "inputs.price_text.per_shop: "),
        (_extra(name=""), "inputs.extra.name: is missing"),
        (
            _extra(text={"content": "{nmae}"}),
            "inputs.extra.text.content: there is no {nmae}",
        ),
        (
            _extra(text={"content": "{price}"}),
            "inputs.extra.text.content: only inputs",
        ),
        (
            _extra(text={"content": "{contact}"}),
            "inputs.extra.per_shop: must be true",
        ),
        (_extra(name="Back"), 'inputs: the name "Back" is used twice'),
        (
            {
                "extra": {
                    "name": "X",
                    "kinds": _TEXT,
                    "filters": [{"name": "f", "kind": "a"}, {"name": "f", "kind": "b"}],
                }
            },
            'inputs.extra.filters: "f" is there twice',
        ),
    ],
)
def test_an_input_that_cannot_be_is_told_by_its_key(inputs: dict[str, Any], problem: str) -> None:
    (found,) = checked(_template(inputs=inputs))
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("scene", "problem"),
    [
        ({"name": "政策", "purpose": "product"}, 'scenes: "政策" is there twice'),
        (
            {"name": "商品", "purpose": "product", "items": _items("nobody")},
            'scenes "商品": there is no input "nobody"',
        ),
        (
            {"name": "商品", "purpose": "product", "items": _items("background", "background")},
            'scenes "商品": shows "background" twice',
        ),
        (
            {"name": "商品", "purpose": "product", "shared": True, "items": [{"role": "shop_name"}]},
            'scenes "商品": all shops share it',
        ),
    ],
)
def test_a_scene_that_cannot_be_is_told_by_its_name(scene: dict[str, Any], problem: str) -> None:
    (found,) = checked(_template(scenes=[scene]))
    assert found.startswith(problem)


def test_a_template_needs_a_policy_and_a_safe_scene() -> None:
    bare = Template.model_validate({"title": "Bare", "scenes": [{"name": "商品", "purpose": "product"}]})
    assert checked(bare) == ('scenes: none has purpose = "policy"', 'scenes: none has purpose = "safe"')


def test_own_inputs_win_over_the_used_ones() -> None:
    own = Template.model_validate(
        {"title": "Own", "inputs": {"background": {"name": "Mine", "kinds": ["image_source"]}}}
    )
    whole = merged(own, _template())
    assert whole.inputs["background"].name == "Mine"
    assert [scene.name for scene in whole.scenes] == ["政策", "稍后"]
    assert checked(whole) == ()


def test_fields_are_filled_once_and_unknown_ones_are_empty() -> None:
    assert filled("{shop_name}: {price}!", {"shop_name": "{price} تونۇر"}) == "{price} تونۇر: !"
