# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.contract.content import ContentRecord, Product, Question, Script, Shop, Sku
from app.domain import import_preview
from app.domain.content_set import ContentSet
from app.domain.import_preview import DiffLine, Standing, diff_lines, preview


def changed(before: ContentRecord, after: ContentRecord) -> list[str]:
    (change,) = preview([after], ContentSet.of([before]))
    assert change.standing is Standing.CHANGED
    return [f"{'+' if line.added else '-'}{line.row or ''} {line.text}" for line in change.lines]


def test_each_record_is_added_changed_or_the_same() -> None:
    here = ContentSet.of([Shop(shop_id="A", name="甲"), Shop(shop_id="B", name="乙")])
    given = [Shop(shop_id="A", name="甲"), Shop(shop_id="B", name="丙"), Shop(shop_id="C", name="丁")]

    assert [(change.record_id, change.standing) for change in preview(given, here)] == [
        ("A", Standing.SAME), ("B", Standing.CHANGED), ("C", Standing.ADDED),
    ]  # fmt: skip


def test_a_changed_script_shows_old_and_new_lines_with_their_numbers() -> None:
    before = Script(script_id="a", text="# 馕\n刚出坑\n五块五\n再见\n")
    after = Script(script_id="a", text="# 馕\n刚出坑\n热的\n{{live_price}}元\n再见\n多谢\n")

    assert changed(before, after) == ["-3 五块五", "+3 热的", "+4 {{live_price}}元", "+6 多谢"]


def test_a_break_within_a_paragraph_is_seen() -> None:
    before, after = Script(script_id="a", text="上\u2028下\n"), Script(script_id="a", text="上下\n")

    assert changed(before, after) == ["-1 上↵下", "+1 上下"]


def test_of_a_long_paragraph_only_the_place_that_differs_is_shown() -> None:
    (old, new) = diff_lines(["馕" * 5_000 + "五块五" + "好" * 5_000], ["馕" * 5_000 + "六块" + "好" * 5_000])

    assert old == DiffLine(False, 1, "…" + "馕" * 20 + "五块五" + "好" * 20 + "…")
    assert new == DiffLine(True, 1, "…" + "馕" * 20 + "六块" + "好" * 20 + "…")


def test_texts_that_share_nothing_over_many_lines_are_shown_as_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_preview, "MAX_DIFF_LINES", 3)
    lines = diff_lines(["同", "1", "二", "3", "4", "末"], ["同", "a", "二", "b", "c", "末"])

    assert [(line.added, line.row) for line in lines] == [(False, row) for row in (2, 3, 4, 5)] + [
        (True, row) for row in (2, 3, 4, 5)
    ]


def test_changed_fields_are_named_as_in_the_sheets_and_prices_are_yuan() -> None:
    before = Sku(sku_id="K", product_id="P", spec="1个", live_price=550, gift="袋")
    after = Sku(sku_id="K", product_id="P", spec="1个", live_price=1590, stock=0)

    assert changed(before, after) == [
        "- live_price: 5.5", "+ live_price: 15.9", "- stock: —", "+ stock: 0", "- gift: 袋", "+ gift: —",
    ]  # fmt: skip


def test_lists_are_written_as_a_cell_holds_them() -> None:
    faq = (Question(question="咸吗", answer="不咸"),)
    before = Product(product_id="P", shop_id="S", name_zh="馕", selling_points=("香", "脆"))
    after = Product(product_id="P", shop_id="S", name_zh="馕", selling_points=("香",), faq=faq)

    assert changed(before, after) == [
        "- selling_points: 香 | 脆", "+ selling_points: 香", "- faq: —", "+ faq: 咸吗 · 不咸",
    ]  # fmt: skip


def test_a_script_whose_text_is_the_same_shows_what_else_differs() -> None:
    assert changed(Script(script_id="a", text="x"), Script(script_id="a", text="x", lang="ug")) == [
        "- lang: zh", "+ lang: ug",
    ]  # fmt: skip
