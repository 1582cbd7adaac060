# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from pathlib import Path

import pytest

from app.adapters.files.csv_table import OpenQuoteError, find_separator, split_rows
from app.adapters.files.decoding import BrokenEncodingError, decode
from app.adapters.files.import_files import import_files
from app.contract.content import Shop
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome

SHOPS = "店铺编号,店铺名称,实际经营地址\r\nS1,示例店,样品路1号\r\nS2,另一店,样品路2号\r\n"


def run(path: Path, data: bytes) -> ImportOutcome:
    path.write_bytes(data)
    return import_files([path], ContentSet())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_every_usual_encoding_and_separator_gives_the_same_records(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    outcome = run(tmp_path / "shops.csv", SHOPS.replace(",", separator).encode(encoding))

    assert outcome.problems == ()
    assert outcome.records == (
        Shop(shop_id="S1", name="示例店", address="样品路1号"),
        Shop(shop_id="S2", name="另一店", address="样品路2号"),
    )


def test_characters_that_only_gb18030_has_survive(tmp_path: Path) -> None:
    outcome = run(tmp_path / "shops.csv", "店铺编号,店铺名称\nS1,𬌗馕🫓é\n".encode("gb18030"))

    assert outcome.records == (Shop(shop_id="S1", name="𬌗馕🫓é"),)


def test_a_quoted_cell_holds_separators_quotes_and_new_lines(tmp_path: Path) -> None:
    text = '店铺编号,店铺名称,许可证\n"S1","甲, ""乙""","一\n二"\nS2,"丙",-\n,,\nS2,丁,\n'

    outcome = run(tmp_path / "shops.csv", text.encode())

    (problem,) = outcome.problems
    assert (problem.row, problem.code) == (5, "duplicate")


def test_a_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    outcome = run(tmp_path / "shops.csv", b"sep=;\r\nshop_id;name\r\nS1;a\r\nS1;b\r\n")

    assert [(problem.row, problem.code) for problem in outcome.problems] == [(4, "duplicate")]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [[""]]),
        ("a", [["a"]]),
        ("a,", [["a", ""]]),
        ("a,b\n", [["a", "b"]]),
        ("a\r\rb", [["a"], [""], ["b"]]),
        ('"a"x,b', [["ax", "b"]]),
        ('a"b,c', [['a"b', "c"]]),
        ('"",x', [["", "x"]]),
    ],
)
def test_rows_are_split_as_spreadsheets_do(text: str, rows: list[list[str]]) -> None:
    assert split_rows(text, ",") == rows


def test_a_quote_that_never_closes_is_told_where_it_opens(tmp_path: Path) -> None:
    (problem,) = run(tmp_path / "shops.csv", '店铺编号,店铺名称\nS1,甲\nS2,"乙\nS3,丙\n'.encode()).problems

    assert (problem.row, problem.column, problem.code) == (3, "B", "open_quote")
    with pytest.raises(OpenQuoteError):
        split_rows('"a', ",")


def test_the_separator_is_the_one_under_which_the_headers_are_known() -> None:
    assert find_separator("店铺编号;店铺名称;a,b,c,d,e\n") == ";"


def test_a_broken_byte_in_utf8_is_told_by_byte_line_row_and_column(tmp_path: Path) -> None:
    data = SHOPS.encode()
    at = data.index("另".encode()) + 1

    (problem,) = run(tmp_path / "shops.csv", data[:at] + b"\xff" + data[at + 1 :]).problems

    assert (problem.file, problem.row, problem.column, problem.code) == ("shops.csv", 3, "B", "broken_encoding")
    assert f"Byte {at - 1} " in problem.message
    assert "line 3" in problem.message
    assert "UTF-8" in problem.message


def test_a_broken_byte_in_gb18030_is_told_too(tmp_path: Path) -> None:
    data = SHOPS.encode("gb18030")
    at = data.index("另".encode("gb18030"))

    (problem,) = run(tmp_path / "shops.csv", data[:at] + b"\xff\xff" + data[at + 2 :]).problems

    assert (problem.row, problem.column, problem.code) == (3, "B", "broken_encoding")
    assert "GB18030" in problem.message


def test_a_broken_byte_inside_quotation_marks_is_told_in_its_cell(tmp_path: Path) -> None:
    data = '店铺编号,店铺名称\nS1,"甲,\n乙@"\n'.encode().replace(b"@", b"\xff")

    (problem,) = run(tmp_path / "shops.csv", data).problems

    assert (problem.row, problem.column) == (2, "B")
    assert "line 3" in problem.message


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_end_mark_of_old_programs_is_no_row(tmp_path: Path, encoding: str) -> None:
    outcome = run(tmp_path / "shops.csv", f"{SHOPS}\x1a".encode(encoding))

    assert (len(outcome.records), outcome.problems) == (2, ())


def test_damaged_utf8_is_never_taken_for_gb18030() -> None:
    data = ("馕" * 50).encode()

    with pytest.raises(BrokenEncodingError) as broken:
        decode(data[:61] + data[62:])

    assert broken.value.encoding == "UTF-8"
    assert broken.value.offset == 60


def test_a_cell_of_two_megabytes_is_told_by_row_and_column(tmp_path: Path) -> None:
    (problem,) = run(tmp_path / "shops.csv", f"店铺编号,店铺名称\nS1,{'馕' * 700_000}\n".encode()).problems

    assert (problem.row, problem.column, problem.code) == (2, "B 店铺名称", "cell_too_large")
    assert len(problem.message) < 200


def test_a_file_of_too_many_rows_is_refused(tmp_path: Path) -> None:
    (problem,) = run(tmp_path / "shops.csv", b"shop_id,name\n" + b"a,b\n" * 50_001).problems

    assert problem.code == "too_many_rows"
