# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.domain.scarcity import typed_scarcity


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("最后3件，拍完就没了", "3件"),
        ("库存只剩 20 份", "20 份"),
        ("还剩最后十几单", "十几单"),
        ("今天限量１００盒", "１００盒"),
        ("就剩两袋了", "两袋"),
        ("今天只有5箱了", "5箱"),
        ("50件马上抢完", "50件"),
        ("仅 30 份！", "30 份"),
        ("only 3 left", "3"),
        ("7 items left", "7"),
        ("پەقەت 3 دانە قالدى", "3"),
        ("原价{{compare_price}}，还剩5件", "5件"),
    ],
)
def test_a_typed_number_in_a_scarcity_sentence_is_found(text: str, number: str) -> None:
    (hit,) = typed_scarcity(text)

    assert hit.number == number
    assert text[hit.start : hit.end] == number
    assert number in hit.clause


@pytest.mark.parametrize(
    "text",
    [
        "还剩 {{stock}} 件",
        "最后{{stock}}件",
        "还剩{{stock:3件装}}",
        "最后说一下，3个装15.9元",
        "最后三天",
        "一袋两个，撕开就能吃",
        "库存充足，买3件送1件",
        "每人限购{{limit}}件",
        "剩下的话不多说。来3件！",
        "只有3个人知道",
        "",
    ],
)
def test_bound_numbers_and_other_numbers_are_none(text: str) -> None:
    assert typed_scarcity(text) == ()


def test_each_clause_is_told_once_with_its_place() -> None:
    text = "最后3件！\n好，只剩5盒。"

    assert [(hit.start, hit.clause) for hit in typed_scarcity(text)] == [(2, "最后3件"), (10, "只剩5盒")]


def test_a_very_long_text_is_looked_through_quickly_enough_to_finish() -> None:
    assert typed_scarcity("剩" * 200_000) == ()
    assert typed_scarcity("3件" * 60_000) == ()
