# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.domain.import_headers import recognise
from app.domain.sheets import CellValue, RawTable, column_letter, column_number
from app.domain.sheets_columns import TABLES, TableSpec

SKUS_ZH = ("规格编号", "商品编号", "规格", "直播价")


def sheet(*rows: tuple[CellValue, ...], name: str = "Sheet1", first_row: int = 1, first_column: int = 1) -> RawTable:
    return RawTable("f.xlsx", name, rows, first_row, first_column)


def codes(table: RawTable) -> list[str]:
    return [problem.code for problem in recognise(table).problems]


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.key)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_is_recognised_by_its_headers_alone_in_any_order(spec: TableSpec, language: str) -> None:
    names = [column.header if language == "zh" else column.key for column in spec.columns]

    found = recognise(sheet(tuple(reversed(names))))

    assert found.problems == []
    assert found.table is not None
    assert found.table.spec is spec
    assert found.table.columns == {column.key: len(names) - 1 - i for i, column in enumerate(spec.columns)}


@pytest.mark.parametrize(
    "header",
    [
        "  直播价 ", "直播价*", "直播价：", "live price", "Live_Price",
        "ＬＩＶＥ＿ＰＲＩＣＥ", "直播价 live_price", "直播价(元)", "直播价\nlive_price",
        "\ufeff直播价", "直播价（元）",
    ],
)  # fmt: skip
def test_a_header_may_be_spaced_wide_cased_bracketed_or_in_two_languages(header: str) -> None:
    found = recognise(sheet((*SKUS_ZH[:3], header)))

    assert found.problems == []
    assert found.table is not None
    assert found.table.columns["live_price"] == 3


def test_the_header_row_may_stand_below_titles_and_away_from_the_corner() -> None:
    table = sheet(
        ("商品明细表", None, None, None), (None,) * 4, SKUS_ZH, ("K", "P", "大", 5), first_row=3, first_column=2
    )

    found = recognise(table)

    assert found.table is not None
    assert found.table.first_data_index == 3
    assert str(found.table.place(3, "live_price")) == "f.xlsx, sheet “Sheet1”, row 6, column E 直播价"


def test_a_second_header_row_with_english_keys_is_no_data() -> None:
    found = recognise(sheet(SKUS_ZH, ("sku_id", "product_id", "spec", "live_price"), ("K", "P", "大", 5)))

    assert found.problems == []
    assert found.table is not None
    assert found.table.first_data_index == 2


def test_two_header_rows_must_agree() -> None:
    second = ("sku_id", "product_id", "spec", "live_price")
    upper_wrong = sheet((*SKUS_ZH[:3], "价格"), second)
    lower_wrong = sheet(SKUS_ZH, (*second[:3], "prize"))
    crossed = sheet(SKUS_ZH, ("product_id", "sku_id", "spec", "live_price"))

    assert codes(upper_wrong) == ["header_conflict"]
    assert codes(lower_wrong) == ["header_conflict"]
    assert set(codes(crossed)) == {"header_conflict"}


@pytest.mark.parametrize("wrong", ["直播介", "live_prize", "价格", "到手价", "LivePrices"])
def test_a_wrong_header_is_named_with_the_one_that_was_meant(wrong: str) -> None:
    (problem,) = recognise(sheet((*SKUS_ZH[:3], wrong))).problems

    assert problem.code == "header_like"
    assert (problem.row, problem.column) == (1, "D")
    assert "直播价" in problem.message
    assert "live_price" in problem.message


def test_a_missing_needed_header_is_named() -> None:
    (problem,) = recognise(sheet(SKUS_ZH[:3])).problems

    assert problem.code == "header_missing"
    assert "直播价" in problem.message


def test_a_header_that_replaced_one_of_the_template_is_not_lost_silently() -> None:
    headers = [column.header for column in TABLES[2].columns]
    headers[headers.index("限购")] = "乱码"

    (problem,) = recognise(sheet(tuple(headers))).problems

    assert problem.code == "header_instead"
    assert "限购" in problem.message


def test_an_unknown_extra_column_is_a_warning_that_names_it() -> None:
    found = recognise(sheet((*SKUS_ZH, "供应商")))

    assert found.problems == []
    assert [(warning.code, warning.column) for warning in found.warnings] == [("header_unknown", "E")]
    assert "供应商" in found.warnings[0].message


def test_a_column_that_is_there_twice_is_refused() -> None:
    (problem,) = recognise(sheet((*SKUS_ZH, "live_price"))).problems

    assert problem.code == "header_twice"
    assert "column D" in problem.message


def test_a_sheet_with_a_known_name_and_no_known_headers_is_refused() -> None:
    (problem,) = recognise(sheet(("a", "b"), ("c", "d"), name="规格")).problems

    assert problem.code == "sheet_unreadable"
    assert "规格编号" in problem.message


def test_a_sheet_that_nothing_is_known_about_is_left_out_with_a_warning() -> None:
    found = recognise(sheet(("备注", "序号"), ("c", "d"), name="说明"))

    assert found.table is None
    assert [warning.code for warning in found.warnings] == ["sheet_skipped"]


def test_an_empty_sheet_says_nothing() -> None:
    found = recognise(sheet((None, "  "), name="Sheet3"))

    assert (found.table, found.problems, found.warnings) == (None, [], [])


def test_column_letters_count_as_spreadsheets_do() -> None:
    assert [column_letter(number) for number in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert column_number("XFD") == 16_384
