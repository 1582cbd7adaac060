# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words viewers see in OBS: what is presented, what it costs, who sells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.contract.content import LineupItem, PolicyPoint, SegmentKind, Shop, Sku
from app.domain.content_set import ContentSet
from app.domain.money import yuan_digits
from app.domain.policy import may_be_spoken, source_line


@dataclass(frozen=True, slots=True)
class OverlayTexts:
    """The texts of the overlay; empty shows nothing.

    ``product_ug`` is the product's name in Uyghur, ``policy`` a policy point's topic and source.
    """

    product: str = ""
    price: str = ""
    identity: str = ""
    product_ug: str = ""
    policy: str = ""


def overlay_texts(item: LineupItem, content: ContentSet, shop: Shop | None, today: date) -> OverlayTexts:
    """Return what the overlay shows during ``item``.

    The seller's identity is always there (Order 117, art. 26). A policy segment never names a product, and
    neither does a segment without one. A policy point that does not hold ``today`` is not shown.
    """
    identity = seller_identity(shop) if shop is not None else ""
    point = content.policy_points.get(item.policy_id or "")
    if item.kind is SegmentKind.POLICY:
        shown = policy_lines(point) if point is not None and may_be_spoken(point, today) else ""
        return OverlayTexts(identity=identity, policy=shown)
    product = content.products.get(item.product_id or "")
    if product is None:
        return OverlayTexts(identity=identity)
    skus = content.skus_of(product.product_id)
    title = f"{product.name_zh} {skus[0].spec}" if len(skus) == 1 else product.name_zh
    return OverlayTexts(title, price_lines(skus), identity, product.name_ug)


def policy_lines(point: PolicyPoint) -> str:
    """Return a policy point's topic, and on the next line the document that says so."""
    return "\n".join(part for part in (point.topic, source_line(point)) if part)


def price_lines(skus: Sequence[Sku]) -> str:
    """Return one line per variant that has a price; a compared price only with its basis (Order 117, art. 32)."""
    return "\n".join(_price_line(sku) for sku in skus if sku.live_price is not None)


def seller_identity(shop: Shop) -> str:
    """Return the actual seller's name, address and contact, one per line."""
    return "\n".join(part for part in (shop.legal_name or shop.name, shop.address, shop.contact) if part)


def _price_line(sku: Sku) -> str:
    line = f"{sku.spec} ¥{yuan_digits(sku.live_price or 0)}"
    if sku.compare_price is not None and sku.compare_basis:
        line += f"（{sku.compare_basis} ¥{yuan_digits(sku.compare_price)}）"
    return line
