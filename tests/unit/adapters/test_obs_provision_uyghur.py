# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uyghur in scenes from templates: drawn so that viewers can read it, and no difference ever after."""

import pytest

from app.adapters.obs.drawable import drawable
from app.adapters.obs.provision import ApplyOptions, apply_over, plan_over
from app.domain.obs.steps import Thing
from tests.helpers.fake_studio import LINUX_KINDS, DirectWire, FakeStudio
from tests.helpers.obs_templates import NAN, OVERLAY, asking

SHOP_NAME, PRODUCT_UG = "Anchor Desk shop name", OVERLAY["product_ug_text"]
FREETYPE = "text_ft2_source_v2"


def furnished(studio: FakeStudio) -> FakeStudio:
    assert apply_over(DirectWire(studio), asking([NAN]), ApplyOptions()).converged
    return studio


def windows() -> FakeStudio:
    studio = FakeStudio("5.5")
    studio.platform = "windows"
    studio.kinds = ["text_gdiplus_v2" if kind == FREETYPE else kind for kind in LINUX_KINDS]
    return furnished(studio)


@pytest.mark.parametrize("dialect", ["5.1", "5.5"])
def test_a_uyghur_shop_name_is_drawn_for_freetype_and_the_next_plan_is_empty(dialect: str) -> None:
    studio = furnished(FakeStudio(dialect))

    assert studio.inputs[SHOP_NAME].settings["text"] == drawable(NAN.name, FREETYPE) != NAN.name
    assert plan_over(DirectWire(studio), asking([NAN])).empty


def test_windows_gets_the_name_as_it_is_written() -> None:
    studio = windows()

    assert studio.inputs[SHOP_NAME].settings["text"] == NAN.name
    assert plan_over(DirectWire(studio), asking([NAN])).empty


def test_a_name_that_somebody_typed_as_written_is_drawn_again() -> None:
    studio = furnished(FakeStudio("5.1"))
    studio.inputs[SHOP_NAME].settings["text"] = NAN.name

    (step,) = plan_over(DirectWire(studio), asking([NAN])).steps

    assert (step.thing, step.name) == (Thing.SETTINGS, SHOP_NAME)


def test_the_product_s_uyghur_name_stands_in_the_product_scene_with_a_font_that_has_its_letters() -> None:
    studio = furnished(FakeStudio("5.1"))

    (item,) = (item for item in studio.scenes["商品"].items if item.source == PRODUCT_UG)
    assert item.enabled
    assert studio.inputs[PRODUCT_UG].settings["font"]["face"] == "Noto Sans Arabic"
    assert windows().inputs[PRODUCT_UG].settings["font"]["face"] == "Segoe UI"


def test_what_the_desk_shows_while_live_is_no_difference() -> None:
    studio = furnished(FakeStudio("5.1"))
    studio.inputs[PRODUCT_UG].settings["text"] = drawable("پىيازلىق نان", FREETYPE)

    assert plan_over(DirectWire(studio), asking([NAN])).empty
