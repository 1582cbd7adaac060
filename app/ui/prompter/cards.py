# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cue cards as prompter documents: the name, the price so large that it cannot be missed, the points to make."""

from collections.abc import Sequence
from typing import Final

from app.domain.live_view import PolicyCard, ProductCard, ScriptSpan, SkuLine
from app.domain.money import yuan_digits
from app.ui.prompter.document import PromptBlock, PromptDocument, Tone

_ISOLATE = "\u2068{}\u2069"
_PRICE_SCALE = 2.1
POINT_SCALES: Final = (0.85, 0.75, 0.65, 0.57, 0.5)
_SMALL_SCALE = 0.7


def product_document(
    card: ProductCard, selected_sku_id: str | None, *, do_not_say: str, point_scale: float = POINT_SCALES[0]
) -> PromptDocument:
    """Return the cue card of a product.

    Args:
        card: the product.
        selected_sku_id: the variant whose price is shown large; the first one when it is not the card's.
        do_not_say: the label before words that must not be spoken.
        point_scale: size of the points; name and price keep theirs.
    """
    selected = next((sku for sku in card.skus if sku.sku_id == selected_sku_id), None) or next(iter(card.skus), None)
    others = [sku for sku in card.skus if sku is not selected]
    name = f"{card.title}  {_ISOLATE.format(card.title_ug)}" if card.title_ug else card.title
    blocks = [PromptBlock((ScriptSpan(name),), bold=True, gap_em=0.0, tight=True)]
    if selected is not None:
        blocks.append(_large_price(selected))
    if others:
        blocks.append(_other_prices(others))
    blocks.extend(
        PromptBlock((ScriptSpan(f"· {point}"),), scale=point_scale, gap_em=0.1 if index == 0 else 0.0)
        for index, point in enumerate(card.selling_points)
    )
    if card.do_not_say:
        words = "、".join(card.do_not_say)
        blocks.append(
            PromptBlock(
                (ScriptSpan(f"⚠ {do_not_say} {words}"),),
                scale=min(_SMALL_SCALE, point_scale),
                tone=Tone.WARNING,
                gap_em=0.1,
            )
        )
    chosen = selected.sku_id if selected is not None else ""
    return PromptDocument(f"product:{card.product_id}:{chosen}", tuple(blocks))


def policy_document(card: PolicyCard, *, not_valid: str) -> PromptDocument:
    """Return the card of a policy point; ``not_valid``, where the point may not be spoken today, comes first."""
    blocks = []
    if not_valid:
        blocks.append(PromptBlock((ScriptSpan(f"⚠ {not_valid}"),), bold=True, tone=Tone.WARNING))
    blocks.append(PromptBlock((ScriptSpan(card.topic),), bold=True, gap_em=0.0))
    blocks.append(PromptBlock((ScriptSpan(card.plain),)))
    if card.plain_ug:
        blocks.append(PromptBlock((ScriptSpan(card.plain_ug),), rtl=True))
    blocks.append(PromptBlock((ScriptSpan(card.source),), scale=_SMALL_SCALE, tone=Tone.QUIET, gap_em=0.6))
    return PromptDocument(f"policy:{card.policy_id}", tuple(blocks))


def _large_price(sku: SkuLine) -> PromptBlock:
    price = [_price(sku)] if sku.live_price_fen is not None else []
    return PromptBlock(
        (*price, ScriptSpan(f" {sku.spec}")), scale=0.9, number_scale=_PRICE_SCALE, bold=True, gap_em=0.0, tight=True
    )


def _other_prices(skus: Sequence[SkuLine]) -> PromptBlock:
    spans: list[ScriptSpan] = []
    for index, sku in enumerate(skus):
        spans.append(ScriptSpan(f"{'   ' if index else ''}{sku.spec} "))
        if sku.live_price_fen is not None:
            spans.append(_price(sku))
    return PromptBlock(tuple(spans), scale=_SMALL_SCALE, gap_em=0.0, tight=True)


def _price(sku: SkuLine) -> ScriptSpan:
    digits = yuan_digits(sku.live_price_fen or 0)
    return ScriptSpan(_ISOLATE.format(f"¥{digits}"), f"live_price:{sku.sku_id}")
