# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What counts as spoken, and where it stands in what was written."""

from collections.abc import Iterable
from typing import Final

from app.contract.content import (
    LineupItem,
    PolicyPoint,
    Product,
    Question,
    Script,
    SegmentKind,
    Shop,
    Sku,
)
from app.domain.content_set import ContentSet
from app.domain.terms.folding import MASK
from app.domain.terms.spoken import Piece, script_piece, spoken_for_shop, spoken_in_records

PRODUCT: Final = Product(
    product_id="P1",
    shop_id="S1",
    name_zh="馕",
    selling_points=("现烤", "外脆"),
    usage="复烤",
    faq=(Question(question="最好吃吗", answer="脆"),),
    do_not_say=("最佳",),
)
RECORDS: Final = (
    Shop(shop_id="S1", name="馕坊", category="食品"),
    PRODUCT,
    Sku(sku_id="K1", product_id="P1", spec="6个", live_price=1590, stock=3, gift="保温袋"),
    Script(script_id="a.md", text="今天{{live_price}}元，送{{gift}}，还剩{{stock}}件\n"),
    Script(script_id="p.md", text="只讲政策\n"),
    PolicyPoint(policy_id="Z1", topic="就业", quote="最基本的民生", plain_zh="可以登记"),
    LineupItem(
        row_id="R1", lineup_id="L", seq=1, kind=SegmentKind.PRODUCT, product_id="P1", script_ref="a", note="最佳"
    ),
    LineupItem(row_id="R2", lineup_id="L", seq=2, kind=SegmentKind.POLICY, policy_id="Z1", script_ref="p"),
)


def texts(pieces: Iterable[Piece]) -> dict[str, str]:
    return {str(piece.where): "\n".join(line.text for line in piece.lines) for piece in pieces}


def test_scripts_cards_offers_and_policy_points_are_spoken_but_not_quotes_notes_or_what_must_not_be_said() -> None:
    spoken = texts(spoken_for_shop(ContentSet.of(RECORDS), "S1"))

    assert {where: text for where, text in spoken.items() if text and where not in ("a.md", "p.md")} == {
        "S1 name": "馕坊",
        "P1 name_zh": "馕",
        "P1 usage": "复烤",
        "P1 selling_points 1": "现烤",
        "P1 selling_points 2": "外脆",
        "P1 faq 1": "脆",
        "K1 spec": "6个",
        "K1 gift": "保温袋",
        "Z1 plain_zh": "可以登记",
    }


def test_a_script_is_read_with_its_tokens_and_bound_numbers_are_marked_as_such() -> None:
    (line,) = next(piece for piece in spoken_for_shop(ContentSet.of(RECORDS), "S1") if str(piece.where) == "a.md").lines

    assert line.said == "今天15.9元，送保温袋，还剩3件"
    assert line.text == f"今天{MASK * 4}元，送保温袋，还剩{MASK}件"


def test_a_segment_that_shows_a_product_is_a_product_segment_too() -> None:
    benefit = RECORDS[6].model_copy(update={"kind": SegmentKind.BENEFIT})
    pieces = spoken_for_shop(ContentSet.of((*RECORDS[:6], benefit)), "S1")

    (script,) = [piece for piece in pieces if piece.where.kind == "script"]

    assert script.kinds == {SegmentKind.BENEFIT, SegmentKind.PRODUCT}
    assert (script.product, script.category) == (PRODUCT, "食品")


def test_a_script_alone_is_known_by_the_lineup_that_reads_it() -> None:
    content = ContentSet.of(RECORDS)

    (piece,) = spoken_in_records(content, [content.scripts["a.md"]])

    assert (piece.product, piece.category) == (PRODUCT, "食品")


def test_a_script_that_no_lineup_reads_is_said_of_some_product_of_an_unknown_category() -> None:
    script = Script(script_id="x.md", text="还剩{{stock}}件\n")

    (piece,) = spoken_in_records(ContentSet.of([script]), [script])

    assert (piece.kinds, piece.category, piece.lines[0].said) == ({SegmentKind.PRODUCT}, "", "还剩〔stock?〕件")


def test_columns_lead_to_what_was_written() -> None:
    written = "- **好** <!-- 最 -->最{{gift}}佳 * 完"
    (line,) = script_piece(Script(script_id="x", text=f"# 题\n\n{written}\n"), {"gift": "一二三"}).lines[1:]

    assert line.number == 3
    assert line.text == "• 好 最一二三佳 * 完"
    for letter in "好最佳完":
        place = written.rindex(letter) + 1
        assert line.columns[line.text.index(letter)] == place, letter
    assert line.columns[line.text.index("一")] == written.index("{{") + 1


def test_what_was_typed_never_passes_for_a_bound_number() -> None:
    (line,) = script_piece(Script(script_id="x", text=f"还剩{MASK}件"), {}).lines

    assert MASK not in line.text
