# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings on what will be spoken: level, place, proof, policy talk kept apart from selling."""

from datetime import date
from typing import Final

import pytest

from app.contract.content import (
    ContentRecord,
    Evidence,
    LineupItem,
    PolicyPoint,
    Product,
    Script,
    SegmentKind,
    Shop,
    Sku,
    TermRule,
)
from app.domain.content_set import ContentSet
from app.domain.terms.check import Finding, check_shop
from app.domain.terms.evidence import Proof
from app.domain.terms.rules import EvidenceDuty, RuleBook, ShippedRules
from app.domain.terms.scope import Categories

TODAY: Final = date(2026, 3, 1)
SHIPPED: Final = ShippedRules(
    categories=Categories({"农产品": "农产品"}),
    duties=(EvidenceDuty("农产品", ("承诺达标合格证",), "第三十九条", "登记"),),
    duties_source="categories 1",
)
RULES: Final = (
    TermRule(term="最佳", level="block", basis="第九条", suggestion="说事实", version="3"),
    TermRule(term="有机", level="proof"),
    TermRule(term="足金", level="proof", evidence=("鉴定证书",)),
    TermRule(term=r"最后\s*\d+件", match="regex", level="warn"),
    TermRule(term="下单", level="block", scope="policy"),
)


def check(*records: ContentRecord, category: str = "") -> list[Finding]:
    content = ContentSet.of([Shop(shop_id="S1", name="店", category=category), *records])
    return list(check_shop(content, "S1", RuleBook(SHIPPED, RULES), TODAY))


def product(*evidence: Evidence, **fields: object) -> Product:
    return Product.model_validate(
        {"product_id": "P1", "shop_id": "S1", "name_zh": "大米", "evidence": evidence, **fields}
    )


def row(kind: SegmentKind, seq: int = 1, **fields: object) -> LineupItem:
    return LineupItem.model_validate({"row_id": f"R{seq}", "lineup_id": "L", "seq": seq, "kind": kind, **fields})


def script_in_product_segment(text: str) -> tuple[ContentRecord, ...]:
    sku = Sku(sku_id="K1", product_id="P1", spec="1袋", stock=3)
    return (
        product(),
        sku,
        Script(script_id="a.md", text=text),
        row(SegmentKind.PRODUCT, product_id="P1", script_ref="a"),
    )


def test_a_finding_tells_rule_reason_suggestion_and_place() -> None:
    (found,) = check(*script_in_product_segment("# 题\n这袋**最 佳**\n"))

    assert (found.level, found.term, found.rule, found.basis, found.suggestion) == (
        "block", "最佳", "own 3", "第九条", "说事实",
    )  # fmt: skip
    assert (str(found.where), found.line, found.column, found.text) == ("a.md", 2, 5, "最 佳")


def test_a_typed_number_is_told_and_a_bound_one_is_not() -> None:
    (found,) = check(*script_in_product_segment("最后{{stock}}件，最后３件\n"))

    assert (found.level, found.text, found.column) == ("warn", "最后３件", 14)


@pytest.mark.parametrize(
    ("evidence", "proof"),
    [
        ((), Proof.MISSING),
        ((Evidence(evidence_type="食品经营许可证", evidence_no="1"),), Proof.MISSING),
        ((Evidence(evidence_type="有机产品认证证书"),), Proof.MISSING),
        ((Evidence(evidence_type="有机产品认证证书", evidence_no="1", expiry=date(2026, 2, 28)),), Proof.EXPIRED),
        ((Evidence(evidence_type="有机产品认证证书", evidence_no="1", expiry=TODAY),), None),
        ((Evidence(evidence_type="有机产品认证证书", evidence_no="1"),), None),
    ],
)
def test_a_claim_is_silent_only_with_fitting_evidence_that_holds(
    evidence: tuple[Evidence, ...], proof: Proof | None
) -> None:
    found = [one for one in check(product(*evidence, usage="有机种植")) if one.where.field == "usage"]

    assert [one.proof for one in found] == ([proof] if proof else [])


def test_a_rule_names_which_evidence_proves_it() -> None:
    assert check(product(Evidence(evidence_type="鉴定证书", evidence_no="1"), usage="足金")) == []


def test_policy_talk_has_no_seller_wording_no_token_and_no_product() -> None:
    found = check(
        product(),
        row(SegmentKind.PRODUCT, product_id="P1"),
        row(SegmentKind.POLICY, 2, policy_id="Z1", script_ref="p"),
        Script(script_id="p.md", text="想要大米就下单，{{live_price}}元，有机农业\n"),
        PolicyPoint(policy_id="Z1", topic="就业", quote="最佳", plain_zh="可以登记"),
    )

    assert [(one.level, one.text) for one in found] == [
        ("block", "下单"), ("block", "{{live_price}}"), ("block", "大米"),
    ]  # fmt: skip


def test_the_same_text_read_twice_is_told_once() -> None:
    rows = (
        row(SegmentKind.PRODUCT, 1, product_id="P1", script_ref="a"),
        row(SegmentKind.BENEFIT, 2, product_id="P1", script_ref="a"),
    )

    assert len(check(product(), Script(script_id="a.md", text="最佳\n"), *rows)) == 1


def test_a_product_without_the_evidence_of_its_category_is_told() -> None:
    (found,) = check(product(), category="农产品")

    assert (found.level, found.term, str(found.where), found.proof) == (
        "proof", "承诺达标合格证", "P1 evidence", Proof.MISSING,
    )  # fmt: skip
    assert (found.rule, found.basis, found.line) == ("categories 1", "第三十九条", 0)


def test_expired_evidence_is_told_once() -> None:
    old = date(2025, 1, 1)
    evidence = (
        Evidence(evidence_type="承诺达标合格证", evidence_no="1", expiry=old),
        Evidence(evidence_type="食品经营许可证", evidence_no="2", expiry=old),
    )

    found = check(product(*evidence), category="农产品")

    assert [(one.term, one.proof) for one in found] == [
        ("承诺达标合格证", Proof.EXPIRED), ("食品经营许可证", Proof.EXPIRED),
    ]  # fmt: skip


def test_renewed_evidence_is_enough() -> None:
    evidence = (
        Evidence(evidence_type="承诺达标合格证", evidence_no="1", expiry=date(2025, 1, 1)),
        Evidence(evidence_type="承诺达标合格证", evidence_no="2"),
    )

    assert check(product(*evidence), category="农产品") == []
