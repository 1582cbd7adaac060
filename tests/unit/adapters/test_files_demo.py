# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample shops that come with the program."""

import re
from datetime import date
from pathlib import Path

import pytest

from app.adapters.files.import_files import import_files
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome
from app.domain.lineup import lineup_for, planned_total_s
from app.domain.policy import may_be_spoken
from app.domain.script import find_script, render_script, script_tokens
from app.domain.script_marks import is_rtl

DEMO = Path(__file__).parents[3] / "resources" / "demo"


@pytest.fixture(scope="module")
def outcome() -> ImportOutcome:
    return import_files(sorted(DEMO.iterdir()), ContentSet())


@pytest.fixture(scope="module")
def content(outcome: ImportOutcome) -> ContentSet:
    return ContentSet.of(outcome.records)


def test_everything_in_the_folder_imports_together(outcome: ImportOutcome) -> None:
    assert [str(problem) for problem in outcome.problems] == []
    assert {warning.code for warning in outcome.warnings} <= {"folder"}


def test_there_are_three_shops_with_all_their_products(content: ContentSet) -> None:
    assert {shop.name: len(content.products_of(shop.shop_id)) for shop in content.shops.values()} == {
        "疆味坑馕坊": 8,
        "雨花石语首饰": 7,
        "老山田园合作社": 9,
    }


@pytest.mark.parametrize(
    ("sku_id", "struck", "live"),
    [("X01-6V", 3600, 2990), ("X07-ZR", 1290, 990), ("Z03-18", 23_900, 18_900), ("N01-10", 10_800, 8_800)],
)
def test_prices_are_as_published(content: ContentSet, sku_id: str, struck: int, live: int) -> None:
    assert (content.skus[sku_id].compare_price, content.skus[sku_id].live_price) == (struck, live)


def test_gold_has_no_price_until_the_day(content: ContentSet) -> None:
    assert content.skus["Z05-1G"].live_price is None


def test_every_product_can_be_sold_and_has_a_full_card(content: ContentSet) -> None:
    for product in content.products.values():
        assert content.skus_of(product.product_id), product.product_id
        assert product.selling_points, product.product_id
        assert product.faq, product.product_id
        assert product.do_not_say, product.product_id
        assert product.evidence, product.product_id


def test_every_seller_is_an_invented_one(content: ContentSet) -> None:
    assert all(re.fullmatch(r"91320100DEMO\d{6}", shop.uscc) for shop in content.shops.values())


def test_every_shop_has_a_lineup_of_two_hours_with_policy_kept_apart(content: ContentSet) -> None:
    for shop_id in content.shops:
        rows = lineup_for(content, shop_id, None)
        policy = [row for row in rows if row.kind == "policy"]
        assert planned_total_s(rows) == 7_200
        assert len(policy) == 2
        assert {(row.obs_scene, row.product_id, row.link_no) for row in policy} == {("政策", None, None)}


def test_every_script_that_a_lineup_names_is_there(content: ContentSet) -> None:
    named = [row for row in content.lineup_items.values() if row.script_ref]

    assert named
    assert [row.row_id for row in named if find_script(content, row.script_ref) is None] == []


def test_every_token_of_a_products_script_has_a_value(content: ContentSet) -> None:
    gaps = []
    for row in content.lineup_items.values():
        script = find_script(content, row.script_ref)
        if script is None or row.product_id is None or row.product_id == "Z05":
            continue
        skus = content.skus_of(row.product_id)
        tokens = script_tokens(content.products[row.product_id], skus, None, {sku.sku_id: sku.stock for sku in skus})
        view = render_script(script.text, tokens, segment_id=row.row_id, title="")
        gaps += [(row.row_id, block.text) for block in view.blocks if "〔" in block.text]
    assert gaps == []


def test_one_segment_is_uyghur_and_runs_from_right_to_left(content: ContentSet) -> None:
    script = content.scripts["x01-ug.md"]

    view = render_script(script.text, {}, segment_id="s", title="", rtl=is_rtl(script.lang))

    assert script.lang == "ug"
    assert all(block.rtl for block in view.blocks)


def test_thirteen_policy_points_hold_and_wait_for_a_persons_check(content: ContentSet) -> None:
    points = content.policy_points

    assert sorted(points) == [f"P{number:02d}" for number in range(1, 14)]
    assert {point_id for point_id, point in points.items() if point.must_say} == {"P03", "P06", "P08"}
    assert all(point.doc_title and not point.verified_by for point in points.values())
    assert all(may_be_spoken(point, date(2026, 3, 1)) for point in points.values())


def test_the_copy_in_gb18030_says_the_same(content: ContentSet) -> None:
    copy = import_files([DEMO / "gb18030" / "term_rules.csv"], ContentSet())

    assert copy.ok
    assert ContentSet.of(copy.records).term_rules == content.term_rules
    with pytest.raises(UnicodeDecodeError):
        (DEMO / "gb18030" / "term_rules.csv").read_bytes().decode("utf-8")


def test_absolute_terms_are_blocked_but_their_harmless_neighbours_are_allowed(content: ContentSet) -> None:
    rule = content.term_rules["最(好|低价|优|强|先进)"]

    assert re.search(rule.term, "全网最好")
    assert (rule.level, "最后" in rule.allow_phrases) == ("block", True)
