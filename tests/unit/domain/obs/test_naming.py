# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A lineup's plain scene name finds the shop's own scene, else the plain one."""

import pytest

from app.domain.obs.naming import own_scene, scene_for


def test_a_shops_own_scene_comes_first() -> None:
    assert scene_for("SX", "商品", ("商品", "商品 · SX", "商品 · SZ")) == "商品 · SX"


def test_without_one_the_plain_scene_is_meant() -> None:
    assert scene_for("SX", "政策", ("商品 · SX", "政策")) == "政策"


def test_what_obs_lacks_keeps_the_lineups_name() -> None:
    assert scene_for("SX", "政策", ("商品 · SX",)) == "政策"


def test_no_scene_is_no_scene() -> None:
    assert scene_for("SX", "", (" · SX", "")) == ""


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("{scene} · {shop}", "商{shop}品 · S{scene}"), ("{shop}/{scene}!", "S{scene}/商{shop}品!")],
)
def test_a_pattern_puts_shop_and_scene_where_it_says(pattern: str, expected: str) -> None:
    assert own_scene("S{scene}", "商{shop}品", pattern) == expected


def test_names_in_uyghur_and_with_bidi_marks_are_kept() -> None:
    name = "\u2067ئۇيغۇرچە\u2069"
    assert scene_for("SX", name, (f"{name} · SX",)) == f"{name} · SX"
