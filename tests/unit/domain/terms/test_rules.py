# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which rules hold where, and how a base's own rules stand to the packs."""

import pytest

from app.contract.content import SegmentKind, TermRule
from app.domain.terms.rules import RuleBook, RulePack, ShippedRules
from app.domain.terms.scope import Categories, Context

CATEGORIES = Categories({"食品": "食品", "food": "食品", "首饰": "首饰"})


def rule(term: str, level: str = "block", **fields: object) -> TermRule:
    return TermRule.model_validate({"term": term, "level": level, "version": "1", **fields})


def found(book: RuleBook, text: str, category: str = "", *kinds: SegmentKind) -> list[tuple[str, str]]:
    context = Context(category, frozenset(kinds or (SegmentKind.PRODUCT,)))
    return [(hit.ready.rule.level, hit.ready.source) for hit in book.matcher(context).hits(book.folder.fold(text))]


def book(*own: TermRule, pack: tuple[TermRule, ...] = ()) -> RuleBook:
    return RuleBook(ShippedRules((RulePack("law", pack),) if pack else (), CATEGORIES), own)


@pytest.mark.parametrize(
    ("scope", "category", "kind", "holds"),
    [
        ("", "首饰", SegmentKind.OPENING, True),
        ("食品", "食品", SegmentKind.PRODUCT, True),
        ("food", "食品", SegmentKind.PRODUCT, True),
        ("食品", "Food", SegmentKind.PRODUCT, True),
        ("食品", "首饰", SegmentKind.PRODUCT, False),
        ("食品", "首饰、食品", SegmentKind.PRODUCT, True),
        ("食品", "", SegmentKind.PRODUCT, True),
        ("product", "首饰", SegmentKind.PRODUCT, True),
        ("商品", "首饰", SegmentKind.OPENING, False),
        ("policy", "首饰", SegmentKind.POLICY, True),
        ("政策", "首饰", SegmentKind.PRODUCT, False),
        ("食品|policy", "食品", SegmentKind.PRODUCT, False),
        ("食品|policy", "食品", SegmentKind.POLICY, True),
        ("花卉", "花卉", SegmentKind.PRODUCT, True),
    ],
)
def test_a_rule_holds_within_its_scope(scope: str, category: str, kind: SegmentKind, holds: bool) -> None:
    assert bool(found(book(rule("根治", scope=scope)), "根治", category, kind)) is holds


def test_the_bases_own_rule_decides_where_both_hold() -> None:
    both = book(rule("秒杀", "warn", version="7"), pack=(rule("秒 杀"),))

    assert found(both, "秒杀") == [("warn", "own 7")]


def test_the_pack_decides_where_the_own_rule_does_not_hold() -> None:
    both = book(rule("治疗", "warn", scope="食品"), pack=(rule("治疗"),))

    assert found(both, "治疗", "食品") == [("warn", "own 1")]
    assert found(both, "治疗", "首饰") == [("block", "law 1")]


def test_own_rules_come_beside_the_packs() -> None:
    assert found(book(rule("直降"), pack=(rule("最佳"),)), "最佳直降") == [("block", "law 1"), ("block", "own 1")]


def test_an_own_rule_takes_what_it_leaves_empty_from_the_pack() -> None:
    packed = rule("有机", "proof", allow_phrases=("有机会",), basis="第十一条", evidence=("有机",))
    both = book(rule("有机", "proof", allow_phrases=("有机玻璃",)), pack=(packed,))

    (hit,) = both.matcher(Context()).hits(both.folder.fold("有机会买有机玻璃和有机米"))

    assert (hit.ready.rule.basis, hit.ready.rule.evidence, hit.ready.pack) == ("第十一条", ("有机",), "own")


def test_packs_and_versions_are_told() -> None:
    assert list(book(rule("直降", version=""), pack=(rule("最佳"),)).sources) == ["own", "law 1"]
