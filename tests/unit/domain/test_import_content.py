# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import ast
import inspect
import string
from datetime import date

import pytest

import app.adapters.files.csv_table as csv_module
import app.adapters.files.docx_script as document_module
import app.adapters.files.read_tables as read_module
import app.adapters.files.workbook as workbook_module
from app.contract.content import LineupItem, PolicyPoint, Product, Script, Shop, Sku, TermRule
from app.domain import (
    import_cells,
    import_content,
    import_headers,
    import_outcome,
    import_placement,
    import_records,
    import_references,
    import_rules,
    import_scripts,
    money,
)
from app.domain.content_set import ContentSet
from app.domain.import_content import build_records
from app.domain.import_messages import MESSAGES
from app.domain.import_outcome import MAX_LISTED, ImportOutcome
from app.domain.sheets import CellValue, RawTable, ScriptFile

Row = tuple[CellValue, ...]

SHOPS = (("店铺编号", "店铺名称"), ("S1", "示例店"))
PRODUCTS = (("商品编号", "店铺编号", "商品名称"), ("P1", "S1", "馕"))
SKUS = (("规格编号", "商品编号", "规格", "直播价"), ("K1", "P1", "1个", "5.5"))
LINEUP = (("场次编号", "序号", "环节类型", "商品编号", "政策编号", "链接号", "计划时长", "话术文件"),)
POLICIES = (("政策编号", "主题"), ("P01", "就业"))


def table(sheet: str, *rows: Row, file: str = "shop.xlsx") -> RawTable:
    return RawTable(file, sheet, rows)


def whole(**changed: tuple[Row, ...]) -> list[RawTable]:
    sheets = {"店铺": SHOPS, "商品": PRODUCTS, "规格": SKUS, "政策要点": POLICIES} | changed
    return [table(name, *rows) for name, rows in sheets.items()]


def build(tables: list[RawTable], *scripts: ScriptFile, existing: ContentSet | None = None) -> ImportOutcome:
    return build_records(tables, scripts, existing or ContentSet())


def found(outcome: ImportOutcome) -> list[tuple[str, int, str, str]]:
    return [(problem.sheet, problem.row, problem.column, problem.code) for problem in outcome.problems]


def test_a_whole_workbook_becomes_records() -> None:
    lineup = (*LINEUP, ("L1", 1.0, "商品", "P1", "", 1, "10′", "x01"), ("L1", 2, "政策", None, "P01", None, 240, ""))

    outcome = build(whole(排品=lineup), ScriptFile("x01.md", "x01.md", "你好\r\n"))

    assert outcome.problems == ()
    content = ContentSet.of(outcome.records)
    assert content.shops["S1"] == Shop(shop_id="S1", name="示例店")
    assert content.products["P1"] == Product(product_id="P1", shop_id="S1", name_zh="馕")
    assert content.skus["K1"] == Sku(sku_id="K1", product_id="P1", spec="1个", live_price=550)
    assert content.scripts["x01.md"] == Script(script_id="x01.md", text="你好\n", lang="zh")
    assert content.lineup("L1") == (
        LineupItem(
            row_id="L1-1", lineup_id="L1", seq=1, kind="product", product_id="P1", link_no=1, planned_s=600,
            script_ref="x01.md",
        ),
        LineupItem(row_id="L1-2", lineup_id="L1", seq=2, kind="policy", policy_id="P01", planned_s=240),
    )  # fmt: skip


def test_lists_questions_and_evidence_are_taken_apart() -> None:
    header = ("商品编号", "店铺编号", "商品名称", "款型", "卖点", "问答", "证明类型", "证明编号", "证明到期")
    row = ("P1", "S1", "馕", "引流款", "脆|香", "辣吗::不辣", "许可证|合格证", "A-1|B-2", "2027-01-31|")

    outcome = build(whole(商品=(header, row)))

    product = ContentSet.of(outcome.records).products["P1"]
    assert product.role == "traffic"
    assert product.selling_points == ("脆", "香")
    assert [(part.question, part.answer) for part in product.faq] == [("辣吗", "不辣")]
    assert [(part.evidence_type, part.evidence_no, part.expiry) for part in product.evidence] == [
        ("许可证", "A-1", date(2027, 1, 31)),
        ("合格证", "B-2", None),
    ]


def test_policy_points_and_term_rules_are_read() -> None:
    policies = (("policy_id", "topic", "必讲", "生效", "失效"), ("P01", "就业", "必讲", "2025年1月1日", "长期"))
    terms = (("词条", "匹配", "等级", "放行"), ("最(好|优)", "正则", "禁用", "最后|最近"))

    content = ContentSet.of(build(whole(政策要点=policies, 词条=terms)).records)

    assert content.policy_points["P01"] == PolicyPoint(
        policy_id="P01", topic="就业", must_say=True, effective_from=date(2025, 1, 1)
    )
    assert content.term_rules["最(好|优)"] == TermRule(
        term="最(好|优)", match="regex", level="block", allow_phrases=("最后", "最近")
    )


def test_blank_rows_between_rows_are_left_out_and_row_numbers_stay() -> None:
    rows = (*SKUS, ("", " ", None, ""), ("K2", "P1", "2个", "-1"))

    assert found(build(whole(规格=rows))) == [("规格", 4, "D 直播价", "negative_price")]


def test_every_problem_is_told_in_one_pass_and_nothing_is_kept() -> None:
    skus = (*SKUS, ("K2", "P1", "", "-1"), ("K1", "P1", "3个", "5.555"), ("K3", "P9", "4个", "x"))

    outcome = build(whole(规格=skus))

    assert not outcome.ok
    assert outcome.records == ()
    assert found(outcome) == [
        ("规格", 3, "C 规格", "empty"),
        ("规格", 3, "D 直播价", "negative_price"),
        ("规格", 4, "D 直播价", "price_decimals"),
        ("规格", 4, "A 规格编号", "duplicate"),
        ("规格", 5, "D 直播价", "bad_price"),
        ("规格", 5, "B 商品编号", "unknown_reference"),
    ]


def test_a_duplicate_code_names_the_first_row_even_in_another_file() -> None:
    more = table("", *SKUS, file="more.csv")

    (problem,) = build([*whole(), more]).problems

    assert (problem.file, problem.row, problem.code) == ("more.csv", 2, "duplicate")
    assert "shop.xlsx, sheet “规格”, row 2" in problem.message


def test_codes_that_differ_in_case_only_are_a_warning() -> None:
    outcome = build(whole(规格=(*SKUS, ("k1", "P1", "2个", 6))))

    assert outcome.ok
    assert [warning.code for warning in outcome.warnings] == ["similar_code"]


def test_a_code_that_the_pc_already_knows_is_replaced() -> None:
    known = ContentSet.of([Shop(shop_id="S1", name="旧名")])

    assert build(whole(), existing=known).ok


def test_a_missing_sheet_is_told_once_with_what_needs_it() -> None:
    skus = (*SKUS, ("K2", "P2", "2个", 5))

    outcome = build([table("规格", *skus)])

    assert found(outcome) == [("规格", 2, "B 商品编号", "missing_sheet")]
    assert "P1、P2" in outcome.problems[0].message
    assert "“商品”" in outcome.problems[0].message


def test_references_may_lead_to_what_the_pc_already_has() -> None:
    known = ContentSet.of([Product(product_id="P1", shop_id="S1", name_zh="馕")])

    assert build([table("规格", *SKUS)], existing=known).ok


def test_a_wrong_row_does_not_make_the_rows_that_refer_to_it_wrong() -> None:
    products = (PRODUCTS[0], ("P1", "S1", ""))

    assert found(build(whole(商品=products))) == [("商品", 2, "C 商品名称", "empty")]


def test_a_wrong_header_does_not_make_the_rows_that_refer_to_the_table_wrong() -> None:
    products = (("商品编码", "店铺编号", "商品名称"), PRODUCTS[1])

    assert found(build(whole(商品=products))) == [("商品", 1, "A", "header_like")]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (("L1", 1, "政策", "P1", "P01", "", 60, ""), "D 商品编号", "policy_with_product"),
        (("L1", 1, "政策", "", "P01", 3, 60, ""), "F 链接号", "policy_with_product"),
        (("L1", 1, "政策", "", "", "", 60, ""), "E 政策编号", "policy_needs_point"),
        (("L1", 1, "商品", "P1", "P01", "", 60, ""), "E 政策编号", "policy_elsewhere"),
        (("L1", 1, "商品", "", "", "", 60, ""), "D 商品编号", "product_needed"),
        (("L1", 1, "开播吧", "", "", "", 60, ""), "C 环节类型", "bad_choice"),
        (("L1", 0, "开场", "", "", "", 60, ""), "B 序号", "number_range"),
        (("L1", 1, "商品", "P9", "", "", 60, ""), "D 商品编号", "unknown_reference"),
        (("L1", 1, "政策", "", "P99", "", 60, ""), "E 政策编号", "unknown_reference"),
    ],
)
def test_a_lineup_row_keeps_policy_and_selling_apart_and_leads_somewhere(row: Row, column: str, code: str) -> None:
    assert found(build(whole(排品=(*LINEUP, row)))) == [("排品", 2, column, code)]


def test_two_rows_of_a_lineup_cannot_have_one_number() -> None:
    header = ("场次编号", "序号", "环节类型", "行标识")
    rows = (header, ("L1", 1, "开场", "a"), ("L1", 1, "收尾", "b"), ("L2", 1, "开场", "c"))

    assert found(build(whole(排品=rows))) == [("排品", 3, "B 序号", "same_place")]


def test_a_repeated_number_without_row_ids_is_told_at_the_number() -> None:
    rows = (("场次编号", "序号", "环节类型"), ("L1", 1, "开场"), ("L1", 1, "收尾"))

    assert found(build(whole(排品=rows))) == [("排品", 3, "B 序号", "duplicate")]


@pytest.mark.parametrize(
    ("sheet", "rows", "place", "code"),
    [
        (
            "政策要点",
            (("政策编号", "主题", "生效", "失效"), ("A", "b", "2025-02-01", "2025-01-01")),
            (2, "D 失效"),
            "dates_reversed",
        ),
        ("词条", (("词条", "匹配", "等级"), ("最(", "regex", "block")), (2, "A 词条"), "bad_pattern"),
        ("词条", (("词条", "匹配", "等级"), ("最*", "regex", "block")), (2, "A 词条"), "wide_pattern"),
        ("词条", (("词条", "匹配", "等级"), ("[最第]", "regex", "block")), (2, "A 词条"), "wide_pattern"),
        ("词条", (("词条", "匹配", "等级"), (r"\d", "regex", "block")), (2, "A 词条"), "wide_pattern"),
        ("词条", (("词条", "匹配", "等级"), ("装", "phrase", "warn")), (2, "A 词条"), "short_term"),
        ("词条", (("词条", "等级"), ("装\u200b", "warn")), (2, "A 词条"), "short_term"),
        (
            "商品",
            (("商品编号", "店铺编号", "商品名称", "证明编号"), ("P1", "S1", "馕", "A-1")),
            (2, "D 证明编号"),
            "evidence_without_type",
        ),
        (
            "商品",
            (("商品编号", "店铺编号", "商品名称", "证明类型", "证明编号"), ("P1", "S1", "馕", "证", "A|B")),
            (2, "E 证明编号"),
            "evidence_count",
        ),
    ],
)
def test_cells_of_one_row_must_agree(sheet: str, rows: tuple[Row, ...], place: tuple[int, str], code: str) -> None:
    assert found(build(whole(**{sheet: rows}))) == [(sheet, *place, code)]


def test_a_formula_that_failed_is_a_problem_at_its_cell() -> None:
    skus = RawTable("shop.xlsx", "规格", (SKUS[0], ("K1", "P1", "1个", "")), 1, 1, frozenset({(2, 4)}))
    tables = [*whole()[:2], skus]

    assert found(build(tables)) == [("规格", 2, "D 直播价", "formula_error")]


def test_what_is_only_worth_a_look_is_a_warning() -> None:
    skus = (("规格编号", "商品编号", "规格", "划线价", "直播价"), ("K1", "P1", "1个", 5, 6))
    products = (*PRODUCTS, ("P2", "S1", "无规格"))
    lineup = (*LINEUP, ("L1", 1, "商品", "P1", "", "", 10, "none.md"))

    outcome = build(whole(规格=skus, 商品=products, 排品=lineup))

    assert outcome.ok
    assert {warning.code for warning in outcome.warnings} == {
        "price_above_struck", "basis_missing", "no_skus", "no_script", "duration_short",
    }  # fmt: skip


def test_a_value_under_no_header_is_told() -> None:
    outcome = build(whole(规格=(SKUS[0], (*SKUS[1], "？"))))

    assert [(warning.code, warning.row, warning.column) for warning in outcome.warnings] == [
        ("value_without_header", 2, "E")
    ]


def test_a_table_without_rows_is_told() -> None:
    outcome = build([*whole(), table("词条", ("词条", "等级"))])

    assert outcome.ok
    assert [warning.code for warning in outcome.warnings] == ["no_rows"]


def test_a_file_in_which_no_table_is_found_is_a_problem() -> None:
    stray = table("Sheet1", ("a", "b"), ("c", "d"), file="stray.xlsx")

    (problem,) = build([*whole(), stray]).problems

    assert (problem.file, problem.code) == ("stray.xlsx", "no_table")


def test_nothing_at_all_is_a_problem() -> None:
    assert [problem.code for problem in build([]).problems] == ["nothing_given"]


def test_the_list_of_problems_is_bounded_and_the_rest_is_counted() -> None:
    rows = (SKUS[0], *((f"K{number}", "P1", "1个", "-1") for number in range(1_000)))

    outcome = build(whole(规格=rows))

    assert len(outcome.problems) == MAX_LISTED + 1
    assert "800 more" in outcome.problems[-1].message


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (ScriptFile("a.md", "a.md", "  \n"), "script_empty"),
        (ScriptFile("a.md", "a.md", "馕" * 200_001), "script_too_long"),
        (ScriptFile("a.md", "a" * 201 + ".md", "馕"), "script_name_too_long"),
        (ScriptFile("a.md", "a.md", "一\n二\x00"), "control_character"),
        (ScriptFile("a.md", "a.md", "一\n二\ufffd"), "damaged_text"),
    ],
)
def test_a_script_that_cannot_be_used_is_refused(script: ScriptFile, code: str) -> None:
    assert [problem.code for problem in build(whole(), script).problems] == [code]


def test_a_token_that_nothing_fills_is_a_warning() -> None:
    text = "{{live_price}} {{直播价}} {{stock:X01-1}} {{prise}} {{ prise }}"

    outcome = build([], ScriptFile("a.md", "a.md", text))

    assert outcome.ok
    assert [(warning.code, warning.values["value"]) for warning in outcome.warnings] == [("unknown_token", "prise")]


def test_a_script_of_one_long_line_is_taken_whole() -> None:
    outcome = build([], ScriptFile("a.md", "a.md", "馕" * 150_000))

    assert ContentSet.of(outcome.records).scripts["a.md"].text == "馕" * 150_000 + "\n"


def test_two_scripts_of_one_name_are_refused() -> None:
    outcome = build([], ScriptFile("a.md", "a.md", "一"), ScriptFile("A.txt", "A.txt", "二"))

    assert [problem.code for problem in outcome.problems] == ["duplicate"]


@pytest.mark.parametrize(
    ("text", "language"), [("你好", "zh"), ("سالام دوستلار", "ug"), ("<!-- lang: en -->\nHello", "en"), ("123", "zh")]
)
def test_a_scripts_language_is_what_it_says_or_what_it_is_written_in(text: str, language: str) -> None:
    (record,) = build([], ScriptFile("a.md", "a.md", text)).records

    assert isinstance(record, Script)
    assert record.lang == language


def _codes_used() -> set[str]:
    modules = (
        import_cells, import_content, import_headers, import_outcome, import_placement, import_records,
        import_references, import_rules, import_scripts, money, csv_module, document_module, read_module,
        workbook_module,
    )  # fmt: skip
    trees = [ast.parse(inspect.getsource(module)) for module in modules]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_sentence_is_said_somewhere() -> None:
    assert set(MESSAGES) - _codes_used() == set()


def test_every_sentence_has_named_placeholders_and_tells_what_to_do() -> None:
    for code, sentence in MESSAGES.items():
        fields = [field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None]
        assert all(field.isidentifier() for field in fields), code
        assert sentence.endswith(".") or sentence.endswith("{headers}."), code
