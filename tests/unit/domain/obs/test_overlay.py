# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace
from datetime import date

from app.contract.content import LineupItem, SegmentKind, Shop
from app.domain.obs.overlay import OverlayTexts, overlay_texts, policy_lines, price_lines, seller_identity
from tests.helpers.services import sample_content

CONTENT = sample_content()
SHOP = CONTENT.shops["S1"]
TODAY = date(2026, 3, 1)
SELLER = "疆味食品店\n示例路1号\n000-0000"


def row(kind: SegmentKind, product_id: str | None) -> LineupItem:
    return LineupItem(row_id="R", lineup_id="L", seq=1, kind=kind, product_id=product_id)


def test_a_product_is_shown_with_its_prices_and_seller() -> None:
    assert overlay_texts(row(SegmentKind.PRODUCT, "X01"), CONTENT, SHOP, TODAY) == OverlayTexts(
        "皮牙子芝麻馕", "1个 ¥5.5\n3个 ¥15.9（日常价 ¥18）", SELLER, CONTENT.products["X01"].name_ug
    )


def test_a_policy_segment_shows_no_product_even_if_its_row_names_one() -> None:
    assert overlay_texts(row(SegmentKind.POLICY, "X01"), CONTENT, SHOP, TODAY) == OverlayTexts(identity=SELLER)


def test_a_segment_without_a_product_clears_the_last_one() -> None:
    assert overlay_texts(row(SegmentKind.INTERACTION, None), CONTENT, SHOP, TODAY) == OverlayTexts(identity=SELLER)


def test_the_only_variant_is_named_with_the_product_and_without_a_price_no_number_is_shown() -> None:
    texts = overlay_texts(row(SegmentKind.PRODUCT, "X02"), CONTENT, SHOP, TODAY)
    assert (texts.product, texts.price) == ("奶香甜馕 2个", "")


def test_a_compared_price_without_its_basis_is_not_shown() -> None:
    sku = CONTENT.skus["X01-3"].model_copy(update={"compare_basis": ""})
    assert price_lines([sku]) == "3个 ¥15.9"


def test_a_seller_without_a_legal_name_is_shown_by_the_shop_s() -> None:
    assert seller_identity(Shop(shop_id="S", name="小店")) == "小店"


def test_a_policy_segment_shows_its_topic_and_its_source() -> None:
    item = LineupItem(row_id="R", lineup_id="L", seq=1, kind=SegmentKind.POLICY, policy_id="P08")
    point = CONTENT.policy_points["P08"]
    assert overlay_texts(item, CONTENT, SHOP, TODAY).policy == policy_lines(point)
    assert point.topic in policy_lines(point)


def test_a_policy_point_that_is_over_is_not_shown() -> None:
    item = LineupItem(row_id="R", lineup_id="L", seq=1, kind=SegmentKind.POLICY, policy_id="P08")
    over = CONTENT.policy_points["P08"].model_copy(update={"effective_to": date(2026, 2, 28)})
    content = replace(CONTENT, policy_points={"P08": over})
    assert overlay_texts(item, content, SHOP, TODAY).policy == ""
