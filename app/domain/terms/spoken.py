# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What will be spoken: scripts as they are read out, card fields, offers. Not the do-not-say list, notes or quotes.

Each piece knows where its text stands in what a person wrote, in lines and columns that count from 1 in code points.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from app.contract.content import ContentRecord, LineupItem, PolicyPoint, Product, Script, SegmentKind, Shop, Sku
from app.domain.content_set import ContentSet
from app.domain.script import (
    FIRST_STRONG_ISOLATE,
    POP_DIRECTIONAL_ISOLATE,
    find_script,
    render_script,
    script_tokens,
    token_names,
    token_places,
)
from app.domain.terms.folding import MASK

PRODUCT_KINDS: Final = frozenset({SegmentKind.PRODUCT})

_COMMENT: Final = re.compile(r"<!--.*?-->")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_GAP: Final = re.compile(r"〔.*\?〕", re.DOTALL)
_NEWLINES: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Where:
    """A text of the content. ``field`` is the sheet's key, ``item`` the number within a list field (0: no list)."""

    kind: str
    record_id: str
    field: str = ""
    item: int = 0

    def __str__(self) -> str:
        """Return record, field and number, as far as there are any."""
        return " ".join(part for part in (self.record_id, self.field, str(self.item or "")) if part)


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line. ``text`` is what is checked, ``said`` what is heard; ``columns[i]`` is where ``text[i]`` was written.

    They are of one length and differ in bound numbers only, which no rule about typed numbers may see.
    """

    number: int
    text: str
    said: str
    columns: Sequence[int]


@dataclass(frozen=True, slots=True)
class Piece:
    """One text that will be spoken: in which kinds of segment, about which product, for a shop of which category."""

    where: Where
    lines: tuple[SpokenLine, ...]
    kinds: frozenset[SegmentKind] = PRODUCT_KINDS
    product: Product | None = None
    category: str = ""
    tokens: tuple[str, ...] = ()


def spoken_for_shop(content: ContentSet, shop_id: str) -> tuple[Piece, ...]:
    """Return everything that will be spoken for a shop: its lineups' scripts and policy points, products, offers."""
    items = [item for lineup_id in content.lineups_of(shop_id) for item in content.lineup(lineup_id)]
    own = [item for item in items if _shop_of(content, item, shop_id) == shop_id]
    pieces = [*shop_pieces(content.shops[shop_id]), *_scripts_of(content, own)]
    for product in content.products_of(shop_id):
        pieces += product_pieces(product)
        for sku in content.skus_of(product.product_id):
            pieces += sku_pieces(sku, product)
    for policy_id in dict.fromkeys(item.policy_id or "" for item in own):
        if policy_id in content.policy_points:
            pieces += policy_pieces(content.policy_points[policy_id])
    return tuple(replace(piece, category=content.shops[shop_id].category) for piece in pieces)


def spoken_in_records(content: ContentSet, records: Iterable[ContentRecord], category: str = "") -> tuple[Piece, ...]:
    """Return what will be spoken of ``records``.

    Args:
        content: what is known besides, with the records among it: which product a script is about, which shop sells it.
        records: what to look at.
        category: the shop's category where the content does not tell it; empty: not known.
    """
    pieces: list[Piece] = []
    for record in records:
        if isinstance(record, Shop):
            pieces += [replace(piece, category=record.category) for piece in shop_pieces(record)]
        elif isinstance(record, Product):
            pieces += product_pieces(record)
        elif isinstance(record, Sku):
            pieces += sku_pieces(record, content.products.get(record.product_id))
        elif isinstance(record, PolicyPoint):
            pieces += policy_pieces(record)
        elif isinstance(record, Script):
            pieces += pieces_of_script(content, record)
    return tuple(_with_category(content, piece, category) for piece in pieces)


def shop_pieces(shop: Shop) -> Iterator[Piece]:
    """Yield what is said of a shop."""
    yield field_piece(Where("shop", shop.shop_id, "name"), shop.name, frozenset({SegmentKind.OPENING}))


def product_pieces(product: Product) -> Iterator[Piece]:
    """Yield what the card says about a product. What must not be said and expected questions are not spoken."""
    for name in ("name_zh", "name_en", "name_ug", "usage", "origin"):
        yield field_piece(Where("product", product.product_id, name), getattr(product, name), product=product)
    answers = [question.answer for question in product.faq]
    for name, texts in (("selling_points", product.selling_points), ("faq", answers)):
        for number, text in enumerate(texts, start=1):
            yield field_piece(Where("product", product.product_id, name, number), text, product=product)


def sku_pieces(sku: Sku, product: Product | None) -> Iterator[Piece]:
    """Yield what is said of a variant and its offer."""
    for name in ("spec", "compare_basis", "coupon_id", "gift"):
        yield field_piece(Where("sku", sku.sku_id, name), getattr(sku, name), product=product)


def policy_pieces(point: PolicyPoint) -> Iterator[Piece]:
    """Yield a policy point's plain wording. The quote is the source's own and cannot be changed."""
    for name in ("plain_zh", "plain_ug"):
        where = Where("policy_point", point.policy_id, name)
        yield field_piece(where, getattr(point, name), frozenset({SegmentKind.POLICY}))


def pieces_of_script(content: ContentSet, script: Script) -> list[Piece]:
    """Return a script as each lineup row reads it; one that no row reads counts as said of some product."""
    items = (item for item in content.lineup_items.values() if find_script(content, item.script_ref) is script)
    return _scripts_of(content, items) or [script_piece(script, {})]


def field_piece(
    where: Where, text: str, kinds: frozenset[SegmentKind] = PRODUCT_KINDS, product: Product | None = None
) -> Piece:
    """Return a plain text as a piece."""
    lines = enumerate(_NEWLINES.split(text), start=1)
    return Piece(where, tuple(_plain_line(number, line) for number, line in lines if line), kinds, product)


def script_piece(
    script: Script,
    tokens: Mapping[str, str],
    kinds: frozenset[SegmentKind] = PRODUCT_KINDS,
    product: Product | None = None,
) -> Piece:
    """Return a script as it is read out: comments and marks gone, tokens filled in from ``tokens``."""
    lines = tuple(_script_lines(script.text, tokens))
    names = token_names(_COMMENT.sub("", script.text))
    return Piece(Where("script", script.script_id), lines, kinds, product, tokens=names)


def _scripts_of(content: ContentSet, items: Iterable[LineupItem]) -> list[Piece]:
    """Return the scripts that rows read, each once for each product and kind of segment."""
    found: dict[tuple[str, str, frozenset[SegmentKind]], Piece] = {}
    for item in items:
        script = find_script(content, item.script_ref)
        if script is None:
            continue
        product = content.products.get(item.product_id or "")
        kinds = frozenset({item.kind, SegmentKind.PRODUCT} if product else {item.kind})
        key = (script.script_id, item.product_id or "", kinds)
        if key not in found:
            found[key] = script_piece(script, _tokens(content, product), kinds, product)
    return list(found.values())


def _tokens(content: ContentSet, product: Product | None) -> dict[str, str]:
    if product is None:
        return {}
    skus = content.skus_of(product.product_id)
    return script_tokens(product, skus, None, {sku.sku_id: sku.stock for sku in skus})


def _shop_of(content: ContentSet, item: LineupItem, otherwise: str) -> str:
    product = content.products.get(item.product_id or "")
    return product.shop_id if product else otherwise


def _with_category(content: ContentSet, piece: Piece, category: str) -> Piece:
    shop = content.shops.get(piece.product.shop_id) if piece.product else None
    said = piece.category or (shop.category if shop else "") or category
    return replace(piece, category=said)


def _plain_line(number: int, text: str) -> SpokenLine:
    return SpokenLine(number, _typed(text), text, range(1, len(text) + 1))


def _script_lines(text: str, tokens: Mapping[str, str]) -> Iterator[SpokenLine]:
    for number, line in enumerate(_NEWLINES.split(text), start=1):
        for block in render_script(line, tokens, segment_id="", title="").blocks:
            yield _placed(number, line, [(span.text, span.token) for span in block.spans])


def _placed(number: int, written: str, spans: Iterable[tuple[str, str]]) -> SpokenLine:
    """Return a line of a script with the column of each character; a bound value stands at its token."""
    source = _COMMENT.sub(lambda match: "\0" * len(match[0]), written)
    tokens = iter(token_places(source))
    line, cursor = _Line(), 0
    for span, token in spans:
        if token:
            start, cursor = next(tokens)
            line.add_value(span.removeprefix(FIRST_STRONG_ISOLATE).removesuffix(POP_DIRECTIONAL_ISOLATE), start + 1)
            continue
        for character in span:
            place = source.find(character, cursor)
            cursor = place + 1 if place >= 0 else cursor
            line.columns.append(max(cursor, 1))
        line.text.append(_typed(span))
        line.said.append(span)
    return SpokenLine(number, "".join(line.text), "".join(line.said), line.columns)


@dataclass(slots=True)
class _Line:
    text: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)

    def add_value(self, value: str, column: int) -> None:
        bound = _NUMBER.fullmatch(value) or _GAP.fullmatch(value)
        self.text.append(MASK * len(value) if bound else _typed(value))
        self.said.append(value)
        self.columns += [column] * len(value)


def _typed(text: str) -> str:
    """Return ``text`` without characters that would pass for a bound value."""
    return text.replace(MASK, "\ufffd")
