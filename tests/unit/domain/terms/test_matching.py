# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where rules hit, which hit is told, what an allowed phrase silences."""

import pytest

from app.contract.content import TermRule
from app.domain.terms.rules import RuleBook, ShippedRules
from app.domain.terms.scope import Context


def rule(term: str, level: str = "block", **fields: object) -> TermRule:
    return TermRule.model_validate({"term": term, "level": level, **fields})


def hits(text: str, *rules: TermRule) -> list[str]:
    book = RuleBook(ShippedRules(traditional={"級": "级"}), rules)
    found = book.matcher(Context()).hits(book.folder.fold(text))
    return [text[hit.start : hit.end] for hit in found]


FIRST = rule("第一", "warn", allow_phrases=("第一步", "第一次", "第一，"))


@pytest.mark.parametrize("text", ["第一步先洗手", "我第一次来", "第一，看产地", "第 一 步", "第一,看产地"])
def test_an_allowed_phrase_that_covers_the_hit_silences_it(text: str) -> None:
    assert hits(text, FIRST) == []


@pytest.mark.parametrize("text", ["全国第一", "第一次第一", "第一！步"])
def test_what_no_allowed_phrase_covers_is_told(text: str) -> None:
    assert len(hits(text, FIRST)) == 1


def test_an_allowed_phrase_beside_the_hit_silences_nothing() -> None:
    best = rule("最(好|优)", match="regex", allow_phrases=("最后", "最近"))

    assert hits("最后最好，最近最优", best) == ["最好", "最优"]


def test_a_longer_hit_is_not_silenced_by_a_shorter_allowed_phrase() -> None:
    assert hits("第一次方", rule("第一次方", allow_phrases=("第一次",))) == ["第一次方"]


def test_of_two_hits_the_longer_is_told() -> None:
    assert hits("全网最低价", rule("全网最低"), rule("全网最低价"), rule("最低价", "warn")) == ["全网最低价"]


def test_a_worse_hit_inside_a_longer_one_is_told_too() -> None:
    assert hits("最佳秒杀价", rule("最佳秒杀价", "warn"), rule("最佳")) == ["最佳秒杀价", "最佳"]


def test_a_phrase_with_symbols_needs_them() -> None:
    assert hits("100元，100%有效", rule("100%")) == ["100%"]


def test_a_pattern_finds_words_split_by_symbols_and_its_own_symbols() -> None:
    assert hits("最·好 99%", rule("最(好|优)", match="regex"), rule(r"\d+%", match="regex")) == ["最·好", "99%"]


def test_a_pattern_in_traditional_or_capital_letters_finds_too() -> None:
    assert hits("国家级 top", rule("国家級|TOP", match="regex")) == ["国家级", "top"]


@pytest.mark.parametrize(("text", "count"), [("STOP", 0), ("TOPS", 0), ("这是TOP货", 1), ("TOP 1", 1)])
def test_latin_words_hit_whole(text: str, count: int) -> None:
    assert len(hits(text, rule("top"))) == count


def test_every_place_is_told() -> None:
    assert hits("最佳最佳，最佳", rule("最佳")) == ["最佳"] * 3


def test_rules_that_can_find_nothing_are_named_and_do_no_harm() -> None:
    book = RuleBook(ShippedRules(), [rule("最"), rule("最(", match="regex"), rule("最佳")])

    assert list(book.unusable) == ["最", "最("]
    assert len(book.matcher(Context()).hits(book.folder.fold("最佳最"))) == 1


def test_a_pattern_that_also_matches_nothing_hits_only_where_something_is() -> None:
    assert hits("好最最", rule("最*", match="regex")) == ["最最"]
