# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the anchor reads during a lineup row: its script, else the policy point's wording, else the key lines."""

from app.contract.content import LineupItem, PolicyPoint, Product, Script, SegmentKind
from app.domain.content_set import ContentSet
from app.domain.live_view import ProductCard, ScriptView
from app.domain.policy import source_line
from app.domain.script import render_script, script_tokens
from app.domain.script_marks import is_rtl


def reading_view(
    item: LineupItem | None,
    content: ContentSet,
    *,
    segment_id: str,
    title: str,
    script: Script | None,
    card: ProductCard | None,
    selected_sku_id: str | None,
) -> ScriptView | None:
    """Return the text to read, its numbers bound to the product on ``card``; None when the row has no words at all."""
    if item is None:
        return None
    product = content.products.get(card.product_id) if card else None
    if script is not None:
        text, rtl = script.text, is_rtl(script.lang)
    elif item.kind is SegmentKind.POLICY:
        point = content.policy_points.get(item.policy_id or "")
        text, rtl = (_policy_lines(point) if point else item.note), False
    else:
        text, rtl = (_key_lines(product, content, selected_sku_id) if product else item.note), False
    if not text:
        return None
    tokens = _tokens(product, content, card, selected_sku_id) if product and card else {}
    return render_script(text, tokens, segment_id=segment_id, title=title, rtl=rtl)


def _tokens(product: Product, content: ContentSet, card: ProductCard, selected_sku_id: str | None) -> dict[str, str]:
    stock_left = {line.sku_id: line.stock_left for line in card.skus}
    return script_tokens(product, content.skus_of(product.product_id), selected_sku_id, stock_left)


def _policy_lines(point: PolicyPoint) -> str:
    lines = [point.plain_zh, point.quote, source_line(point)]
    if point.plain_ug:
        lines += ["<!-- lang: ug -->", point.plain_ug]
    return "\n".join(lines)


def _key_lines(product: Product, content: ContentSet, selected_sku_id: str | None) -> str:
    sku = content.skus.get(selected_sku_id or "")
    price = ["{{spec}} ¥{{live_price}}"] if sku is not None and sku.live_price is not None else []
    return "\n".join((f"# {product.name_zh}", *price, *product.selling_points))
