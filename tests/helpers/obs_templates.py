# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shops and requests for tests of scene templates."""

from collections.abc import Sequence

from app.adapters.files.obs_templates import load_template
from app.contract.content import Shop
from app.domain.obs.desired import ProvisionRequest, ShopTemplate
from app.domain.obs.template import Template

OVERLAY = {
    "product_text": "Anchor Desk product",
    "product_ug_text": "Anchor Desk product (ug)",
    "price_text": "Anchor Desk price",
    "seller_identity": "Anchor Desk seller",
    "policy_text": "Anchor Desk policy",
    "product_picture": "Anchor Desk picture",
}
FOOD = load_template("food")
NAN = Shop(shop_id="SX", name="疆味坑馕坊 تونۇر نان", legal_name="馕坊店", address="样品路1号", contact="000")
STONE = Shop(shop_id="SZ", name="雨花石语首饰")


def asking(
    shops: Sequence[Shop] = (NAN, STONE), *, template: Template = FOOD, name: str = "food", adopt: bool = False
) -> ProvisionRequest:
    """Return a request for some shops, all with one template."""
    return ProvisionRequest(tuple(ShopTemplate(shop, name, template) for shop in shops), OVERLAY, adopt=adopt)
