# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from app.contract.content import Product, Script, Sku
from app.domain.content_set import ContentSet
from app.domain.live_view import ScriptView
from app.domain.script import (
    TOKENS,
    find_script,
    render_script,
    script_tokens,
    token_names,
    token_values,
)
from app.domain.script_marks import is_rtl, script_language

NAAN = Product(product_id="X01", shop_id="S", name_zh="皮牙子馕", name_ug="تونۇر نان", unit="个")
ONE = Sku(sku_id="X01-1", product_id="X01", spec="1个", live_price=550, compare_price=600, limit=5)
SIX = Sku(sku_id="X01-6V", product_id="X01", spec="6个真空", live_price=2990, gift="保温袋")


def rendered(text: str, tokens: dict[str, str] | None = None, *, rtl: bool = False) -> ScriptView:
    return render_script(text, tokens or {}, segment_id="s", title="t", rtl=rtl)


def test_a_token_becomes_its_value_in_an_isolate_and_keeps_its_name() -> None:
    (block,) = rendered("今天{{live_price}}元", {"live_price": "5.5"}).blocks

    assert [(span.text, span.token) for span in block.spans] == [
        ("今天", ""),
        ("\u20685.5\u2069", "live_price"),
        ("元", ""),
    ]


def test_a_token_without_a_value_is_a_visible_gap() -> None:
    assert "〔live_price?〕" in rendered("{{live_price}}").blocks[0].text
    assert "〔nonsense?〕" in rendered("{{nonsense}}", {"live_price": "1"}).blocks[0].text
    assert "〔?〕" in rendered("{{}}").blocks[0].text


def test_a_token_may_be_spaced_named_in_chinese_or_written_in_full_width() -> None:
    for text in ("{{ live_price }}", "{{直播价}}", "｛｛live_price｝｝"):
        assert rendered(text, {"live_price": "9"}).blocks[0].spans[0].token == "live_price"


def test_each_variant_has_tokens_of_its_own() -> None:
    tokens = script_tokens(NAAN, (ONE, SIX), "X01-1", {"X01-1": 7, "X01-6V": None})

    assert tokens["live_price"] == "5.5"
    assert tokens["live_price:X01-6V"] == "29.9"
    assert tokens["gift:X01-6V"] == "保温袋"
    assert tokens["stock:X01-1"] == "7"
    assert "stock:X01-6V" not in tokens


def test_without_a_selection_the_first_variant_stands_in() -> None:
    assert script_tokens(NAAN, (ONE, SIX), None, {})["spec"] == "1个"
    assert script_tokens(NAAN, (), None, {}) == {"name": "皮牙子馕", "name_ug": "تونۇر نان", "unit": "个"}


def test_stock_is_never_below_zero_and_unknown_stock_is_a_gap() -> None:
    assert token_values(NAAN, ONE, -2)["stock"] == "0"
    assert "stock" not in token_values(NAAN, ONE, None)


def test_a_price_that_is_fixed_on_the_day_is_a_gap() -> None:
    gold = Sku(sku_id="Z", product_id="X01", spec="约1g")

    assert "live_price" not in token_values(NAAN, gold, 1)


def test_each_line_is_a_block_and_a_hash_makes_a_heading() -> None:
    view = rendered("# 开场\r\n\r\n第一句\n第二句\n\n- 要点\n**粗**体")

    assert [(block.text, block.heading) for block in view.blocks] == [
        ("开场", True),
        ("第一句", False),
        ("第二句", False),
        ("• 要点", False),
        ("粗体", False),
    ]


def test_direction_is_the_segments_and_a_language_line_changes_it() -> None:
    view = rendered("你好\n<!-- lang: ug -->\nسالام {{live_price}}\n<!-- lang: zh -->\n再见", {"live_price": "5"})

    assert [block.rtl for block in view.blocks] == [False, True, False]
    assert all(block.rtl for block in rendered("中文开头 سالام", rtl=True).blocks)


def test_comments_are_not_read_aloud() -> None:
    assert [block.text for block in rendered("甲<!-- 停顿 -->乙\n<!-- 全行 -->").blocks] == ["甲乙"]


def test_a_script_of_one_huge_paragraph_is_one_block() -> None:
    view = rendered("馕" * 100_000)

    assert len(view.blocks) == 1
    assert len(view.blocks[0].text) == 100_000


def test_the_language_line_is_found() -> None:
    assert script_language("<!-- lang: UG -->\nسالام") == "ug"
    assert script_language("你好") is None
    assert is_rtl("ug")
    assert not is_rtl("zh")


def test_a_reference_finds_its_script_with_or_without_the_suffix_and_in_any_case() -> None:
    content = ContentSet.of([Script(script_id="x01.md", text="a"), Script(script_id="p.txt", text="b")])

    assert find_script(content, "x01") is content.scripts["x01.md"]
    assert find_script(content, "x01.md") is content.scripts["x01.md"]
    assert find_script(content, "P") is content.scripts["p.txt"]
    assert find_script(content, "y") is None
    assert find_script(content, "") is None


def test_every_value_that_a_product_gives_is_a_known_token() -> None:
    names = {name.partition(":")[0] for name in script_tokens(NAAN, (ONE, SIX), None, {"X01-1": 1})}

    assert names <= TOKENS


def test_the_tokens_of_a_script_are_listed_once() -> None:
    assert token_names("{{live_price}} {{直播价}} {{stock:X01-1}}") == ("live_price", "stock:X01-1")
