# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rule packs that ship with the program: what they hit, what they let pass, and the samples stay clean."""

import re
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from app.adapters.files.import_files import import_files
from app.adapters.files.term_packs import TermPackError, load_shipped_rules
from app.contract.content import SegmentKind
from app.domain.content_set import ContentSet
from app.domain.terms.check import check_shop
from app.domain.terms.folding import MASK, Folder
from app.domain.terms.rules import RuleBook
from app.domain.terms.scope import Context
from app.settings.resources import resource_path

DEMO: Final = resource_path("demo")
PRODUCT: Final = frozenset({SegmentKind.PRODUCT})
POLICY: Final = frozenset({SegmentKind.POLICY})
TODAY: Final = date(2026, 3, 1)


@pytest.fixture(scope="module")
def content() -> ContentSet:
    return ContentSet.of(import_files(sorted(DEMO.iterdir()), ContentSet()).records)


@pytest.fixture(scope="module", params=["packs", "packs and the sample rules"])
def book(request: pytest.FixtureRequest, content: ContentSet) -> RuleBook:
    own = () if request.param == "packs" else content.term_rules.values()
    return RuleBook(load_shipped_rules(), own)


def found(book: RuleBook, text: str, category: str, kinds: frozenset[SegmentKind] = PRODUCT) -> list[tuple[str, str]]:
    hits = book.matcher(Context(category, kinds)).hits(book.folder.fold(text))
    return [(hit.ready.rule.level, text[hit.start : hit.end]) for hit in hits]


@pytest.mark.parametrize(
    ("level", "term", "category"),
    [
        *(("block", term, "首饰") for term in ("国家级", "最高级", "最佳", "全网最低价", "全网最低")),
        *(("block", term, "食品") for term in ("根治", "治疗", "降三高")),
        *(("block", term, "首饰") for term in ("政府指定", "领导推荐")),
        *(("block", term, "农产品") for term in ("最好", "最低价", "最优", "最强", "最先进")),
        ("warn", "第一", "食品"),
        *(("proof", term, "首饰") for term in ("有机", "绿色食品", "纯手工", "足金", "天然")),
        *(("warn", term, "食品") for term in ("假一赔十", "秒杀", "友商", "别家卖")),
        *(("warn", term, "首饰") for term in ("保值", "升值", "收藏投资")),
        *(
            ("warn", term, "食品")
            for term in ("最后3件", "最后３盒", "最后三件", "还剩3件", "仅剩 5 份", "只剩两袋", "最后十二只")
        ),
    ],
)
def test_each_term_hits_at_its_level(book: RuleBook, level: str, term: str, category: str) -> None:
    assert found(book, f"这个，{term}呀", category) == [(level, term)]


@pytest.mark.parametrize(
    "text",
    [
        "最后", "最近", "最晚", "最多", "最少", "第一步", "第一次", "第一，", "第一、看产地", "第一个讲馕",
        "最好先冷藏", "最好别放冰箱", f"最后{MASK}件", f"还剩{MASK * 2}袋", "最后一个问题", "只有三种味道",
        "今天，然后", "今天然后", "有机会再来", "天然气灶", "最佳食用期", "最低缴费年限", "不足，金额",
    ],
)  # fmt: skip
def test_harmless_neighbours_are_silent(book: RuleBook, text: str) -> None:
    assert found(book, text, "食品") == []


@pytest.mark.parametrize("term", ["根治", "治疗", "降三高"])
def test_medical_words_hold_for_what_is_eaten(book: RuleBook, term: str) -> None:
    assert found(book, term, "食品") == [("block", term)]
    assert found(book, term, "农产品") == [("block", term)]
    assert found(book, term, "首饰") == []


@pytest.mark.parametrize("text", ["下单", "点下方链接", "3号链接", "直播价", "挂链接"])
def test_policy_talk_has_no_seller_wording(book: RuleBook, text: str) -> None:
    assert [level for level, _text in found(book, text, "食品", POLICY)] == ["block"]
    assert found(book, text, "食品") == []


def test_policy_talk_may_say_that_nothing_is_sold(book: RuleBook) -> None:
    assert found(book, "现在这一段只讲政策，不挂链接。", "食品", POLICY) == []


@pytest.mark.parametrize("text", ["國家級", "Ａ货", "全網最低價", "純手工", "天\u200b然"])
def test_other_writings_hit_too(book: RuleBook, text: str) -> None:
    assert found(book, text, "首饰")


def test_every_rule_works_and_tells_reason_advice_and_version(book: RuleBook) -> None:
    assert list(book.unusable) == []
    for pack in book.shipped.packs:
        assert all(rule.basis and rule.suggestion for rule in pack.rules), pack.name
        assert len({rule.version for rule in pack.rules}) == 1, pack.name
        assert re.fullmatch(r"\d{4}-\d{2}", pack.rules[0].version), pack.name


def test_the_sample_shops_are_clean(book: RuleBook, content: ContentSet) -> None:
    assert [finding for shop_id in content.shops for finding in check_shop(content, shop_id, book, TODAY)] == []


def test_each_sample_product_keeps_its_categorys_evidence(book: RuleBook, content: ContentSet) -> None:
    bare = [product.model_copy(update={"evidence": ()}) for product in content.products.values()]
    stripped = content.with_records(bare)

    found = [one for shop_id in ("SZ", "SN") for one in check_shop(stripped, shop_id, book, TODAY)]

    assert {one.term for one in found if one.where.field == "evidence"} == {"鉴定证书", "承诺达标合格证"}
    assert {one.where.record_id for one in found if one.where.field == "evidence"} == {
        product.product_id for shop_id in ("SZ", "SN") for product in content.products_of(shop_id)
    }


def test_traditional_characters_are_one_for_one() -> None:
    pairs = load_shipped_rules().traditional

    assert len(pairs) > 3_000
    assert all(len(one) == len(other) == 1 and one != other for one, other in pairs.items())
    assert Folder(pairs).fold("國家級療效證書").bare.text == "国家级疗效证书"


def test_a_broken_pack_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("词条,匹配,等级\n最(,regex,block\n", encoding="utf-8")

    with pytest.raises(TermPackError, match=r"bad\.csv, row 2, column A 词条"):
        load_shipped_rules(tmp_path)


def test_a_folder_without_packs_is_told(tmp_path: Path) -> None:
    with pytest.raises(TermPackError, match="no rule pack"):
        load_shipped_rules(tmp_path)
