# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scripts: Markdown lines with ``{{tokens}}`` that are bound to one product record, never typed.

A token that has no value is shown as ``〔live_price?〕``: an anchor must see a gap, not read past it. What else a line
may carry is in ``script_marks``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from app.contract.content import Product, Script, Sku
from app.domain.content_set import ContentSet
from app.domain.live_view import ScriptBlock, ScriptSpan, ScriptView
from app.domain.money import yuan_digits
from app.domain.script_marks import clock_text, marked_lines

FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_DIRECTIONAL_ISOLATE: Final = "\u2069"
SCRIPT_SUFFIXES: Final = (".md", ".txt", ".docx")
MUST_SAY_SIGN: Final = "★ "
KEY_SIGN: Final = "◆ "

_TOKEN: Final = re.compile(r"[{｛]{2}([^{}｛｝\n]*)[}｝]{2}")
_TOKEN_NAMES: Final[Mapping[str, str]] = {
    "直播价": "live_price",
    "划线价": "compare_price",
    "比较依据": "compare_basis",
    "优惠券": "coupon",
    "coupon_id": "coupon",
    "赠品": "gift",
    "库存": "stock",
    "限购": "limit",
    "规格": "spec",
    "计价单位": "unit",
    "商品名称": "name",
    "name_zh": "name",
    "维吾尔文名": "name_ug",
    "英文名": "name_en",
    "产地": "origin",
}
TOKENS: Final = frozenset(_TOKEN_NAMES.values())


def token_values(product: Product, sku: Sku | None, stock_left: int | None) -> dict[str, str]:
    """Return what a script's tokens stand for while ``sku`` of ``product`` is selected.

    Prices are yuan digits without 元 (the script says 元 or يۈەن itself). A token without a value is left out, so
    that it shows as a gap.

    Args:
        product: the product being presented.
        sku: the selected variant, None while there is none.
        stock_left: units that can still be sold; None where nobody counts them.
    """
    values = {
        "name": product.name_zh,
        "name_en": product.name_en,
        "name_ug": product.name_ug,
        "unit": product.unit,
        "origin": product.origin,
    }
    if sku is not None:
        values |= _sku_values(sku, stock_left)
    return {name: text for name, text in values.items() if text}


def script_tokens(
    product: Product, skus: Sequence[Sku], selected_sku_id: str | None, stock_left: Mapping[str, int | None]
) -> dict[str, str]:
    """Return the tokens of a whole product: ``live_price`` for the selected variant, ``live_price:SKU`` for each.

    Without a selection the first variant stands in. ``stock_left`` is by sku_id.
    """
    selected = next((sku for sku in skus if sku.sku_id == selected_sku_id), skus[0] if skus else None)
    values = token_values(product, selected, stock_left.get(selected.sku_id) if selected else None)
    for sku in skus:
        own = _sku_values(sku, stock_left.get(sku.sku_id))
        values |= {f"{name}:{sku.sku_id}": text for name, text in own.items() if text}
    return values


def render_script(
    text: str, tokens: Mapping[str, str], *, segment_id: str, title: str, rtl: bool = False
) -> ScriptView:
    """Return ``text`` as blocks, one for each line that says something, with tokens filled in.

    Args:
        text: the script's Markdown.
        tokens: values by token name, also ``name:SKU``.
        segment_id: stays the same while only numbers change, so that the reader's place is kept.
        title: what the segment is called.
        rtl: direction until a language line says otherwise.
    """
    return ScriptView(segment_id, title, tuple(_blocks(text, tokens, rtl)))


def token_names(text: str) -> tuple[str, ...]:
    """Return the names of the tokens in ``text`` in order, each once, as ``token_values`` spells them."""
    return tuple(dict.fromkeys(_token_name(match[1]) for match in _TOKEN.finditer(text)))


def token_places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each token of ``text`` begins and ends, braces included, in code points."""
    return tuple(match.span() for match in _TOKEN.finditer(text))


def find_script(content: ContentSet, reference: str) -> Script | None:
    """Return the script that a lineup row's ``script_ref`` names, with or without the file's suffix."""
    script_id = resolve_script_ref(reference, content.scripts)
    return content.scripts[script_id] if script_id is not None else None


def script_stem(script_id: str) -> str:
    """Return the name of a script without the file's suffix."""
    return next((script_id[: -len(end)] for end in SCRIPT_SUFFIXES if script_id.casefold().endswith(end)), script_id)


def resolve_script_ref(reference: str, script_ids: Mapping[str, object]) -> str | None:
    """Return the id in ``script_ids`` that ``reference`` means, None when there is none."""
    if not reference:
        return None
    wanted = [reference, *(reference + suffix for suffix in SCRIPT_SUFFIXES)]
    exact = next((name for name in wanted if name in script_ids), None)
    if exact is not None:
        return exact
    folded = {name.casefold(): name for name in script_ids}
    return next((folded[name.casefold()] for name in wanted if name.casefold() in folded), None)


def _sku_values(sku: Sku, stock_left: int | None) -> dict[str, str]:
    return {
        "spec": sku.spec,
        "live_price": "" if sku.live_price is None else yuan_digits(sku.live_price),
        "compare_price": "" if sku.compare_price is None else yuan_digits(sku.compare_price),
        "compare_basis": sku.compare_basis,
        "coupon": sku.coupon_id,
        "gift": sku.gift,
        "stock": "" if stock_left is None else str(max(stock_left, 0)),
        "limit": "" if sku.limit is None else str(sku.limit),
    }


def _blocks(text: str, tokens: Mapping[str, str], rtl: bool) -> Iterator[ScriptBlock]:
    for line in marked_lines(text, "ug" if rtl else "zh"):
        sign = MUST_SAY_SIGN if line.must_say else KEY_SIGN if line.key else ""
        time = f" · {clock_text(line.target_s)}" if line.target_s is not None else ""
        spans = tuple(_spans(f"{sign}{line.text}{time}".strip(), tokens))
        yield ScriptBlock(spans, heading=line.heading, rtl=line.rtl, must_say=line.must_say, key=line.key)


def _spans(line: str, tokens: Mapping[str, str]) -> Iterator[ScriptSpan]:
    start = 0
    for match in _TOKEN.finditer(line):
        if match.start() > start:
            yield ScriptSpan(line[start : match.start()])
        name = _token_name(match[1])
        value = tokens.get(name) or f"〔{name}?〕"
        yield ScriptSpan(f"{FIRST_STRONG_ISOLATE}{value}{POP_DIRECTIONAL_ISOLATE}", name)
        start = match.end()
    if start < len(line):
        yield ScriptSpan(line[start:])


def _token_name(inside: str) -> str:
    name, colon, sku_id = inside.strip().replace("：", ":").partition(":")
    name = name.strip()
    known = _TOKEN_NAMES.get(name, name)
    return f"{known}:{sku_id.strip()}" if colon else known
