# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of what will be spoken: every finding with its reason, rule, suggestion and place."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Final, Literal

from app.contract.content import Product, SegmentKind, Shop, TermRule
from app.domain.content_set import ContentSet
from app.domain.terms.evidence import Gap, Proof, gaps, proof_of
from app.domain.terms.matching import Hit
from app.domain.terms.rules import RuleBook
from app.domain.terms.scope import Context
from app.domain.terms.spoken import Piece, Where, spoken_for_shop

Level = Literal["block", "warn", "proof"]

POLICY_RULE: Final = "policy-talk"
POLICY_BASIS: Final = "《广告法》第九条第（二）项；政策宣讲与带货分开"
POLICY_SUGGESTION: Final = "政策环节不提商品和价格，移到商品环节"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``line`` and ``column`` count from 1 in code points; 0: it is about the record as a whole.

    Attributes:
        level: block: must not be said; warn: think twice; proof: needs evidence that is not there.
        term: the rule's term.
        rule: the rule pack and its version, "own" for the base's own rules.
        basis: where the rule comes from.
        suggestion: what to do instead.
        where: the text in which it stands.
        text: the words as they stand there.
        proof: for level proof, whether evidence is missing or has expired.
    """

    level: Level
    term: str
    rule: str
    basis: str
    suggestion: str
    where: Where
    line: int
    column: int
    text: str
    proof: Proof | None = None


def check_shop(content: ContentSet, shop_id: str, book: RuleBook, today: date) -> tuple[Finding, ...]:
    """Return every finding on what will be spoken for a shop, missing evidence with it."""
    shop = content.shops[shop_id]
    products = content.products_of(shop_id)
    found = check_pieces(spoken_for_shop(content, shop_id), book, today, products=products)
    return (*found, *check_evidence(shop, products, book, today))


def check_evidence(shop: Shop, products: Iterable[Product], book: RuleBook, today: date) -> tuple[Finding, ...]:
    """Return what the products lack of the evidence that their category needs, and what has expired."""
    shipped = book.shipped
    missing = gaps(products, book.categories_of(shop.category), shipped.duties, today)
    return tuple(_gap_finding(gap, shipped.duties_source) for gap in missing)


def check_pieces(
    pieces: Iterable[Piece], book: RuleBook, today: date, *, products: Sequence[Product] = ()
) -> tuple[Finding, ...]:
    """Return the findings on ``pieces`` in their order.

    Args:
        pieces: what will be spoken.
        book: the rules.
        today: the day on which evidence must hold.
        products: products that policy talk must not name.
    """
    found: dict[tuple[object, ...], Finding] = {}
    for piece in pieces:
        for finding in (*_term_findings(piece, book, today), *_policy_findings(piece, products)):
            found.setdefault((finding.where, finding.line, finding.column, finding.rule, finding.term), finding)
    return tuple(found.values())


def _term_findings(piece: Piece, book: RuleBook, today: date) -> Iterator[Finding]:
    spoken = _Spoken(piece)
    hits = book.matcher(Context(piece.category, piece.kinds)).hits(book.folder.fold(spoken.text))
    for hit in hits:
        proof = _proof(piece, hit.ready.rule, today)
        if proof is not Proof.THERE:
            yield spoken.finding(hit, proof)


class _Spoken:
    """A piece's lines as one text, and the way back to them."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self._said = "\n".join(line.said for line in piece.lines)
        self._starts = list(accumulate((len(line.text) + 1 for line in piece.lines), initial=0))
        self.text = "\n".join(line.text for line in piece.lines)

    def finding(self, hit: Hit, proof: Proof | None) -> Finding:
        """Return a hit in this text as a finding."""
        rule = hit.ready.rule
        first = bisect_right(self._starts, hit.start) - 1
        line = self._piece.lines[first]
        return Finding(
            level=rule.level,
            term=rule.term,
            rule=hit.ready.source,
            basis=rule.basis,
            suggestion=rule.suggestion,
            where=self._piece.where,
            line=line.number,
            column=line.columns[hit.start - self._starts[first]],
            text=self._said[hit.start : hit.end],
            proof=proof,
        )


def _proof(piece: Piece, rule: TermRule, today: date) -> Proof | None:
    """Return how a claim is proved; None: the rule asks for no proof. Policy talk claims nothing about a product."""
    if rule.level != "proof":
        return None
    if piece.kinds == {SegmentKind.POLICY}:
        return Proof.THERE
    return proof_of(piece.product, rule.evidence or (rule.term,), today)


def _policy_findings(piece: Piece, products: Sequence[Product]) -> Iterator[Finding]:
    """Yield what ties policy talk to a product: a product's token or name."""
    if SegmentKind.POLICY not in piece.kinds:
        return
    for token in piece.tokens:
        yield _policy_finding(piece, "{{" + token + "}}", 0, 0)
    for product in products:
        for line in piece.lines:
            place = line.text.find(product.name_zh)
            if place >= 0:
                yield _policy_finding(piece, product.name_zh, line.number, line.columns[place])


def _policy_finding(piece: Piece, text: str, line: int, column: int) -> Finding:
    return Finding("block", text, POLICY_RULE, POLICY_BASIS, POLICY_SUGGESTION, piece.where, line, column, text)


def _gap_finding(gap: Gap, source: str) -> Finding:
    basis, suggestion = (gap.duty.basis, gap.duty.suggestion) if gap.duty else ("", "")
    where = Where("product", gap.product.product_id, "evidence")
    return Finding("proof", gap.kind, source, basis, suggestion, where, 0, 0, gap.product.name_zh, gap.proof)
