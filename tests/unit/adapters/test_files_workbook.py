# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import base64
import io
import re
import struct
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from app.adapters.files import workbook_scan
from app.adapters.files.import_files import import_files
from app.contract.content import Sku
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome

Rows = list[list[object]]

SHOPS: Rows = [["店铺编号", "店铺名称"], ["S1", "示例店"]]
PRODUCTS: Rows = [["商品编号", "店铺编号", "商品名称"], [101, "S1", "馕"]]
SKUS: Rows = [["规格编号", "商品编号", "规格", "直播价"], ["K1", 101, "1个", 5.5]]
# A workbook in the format of Excel 97: sheets 商品规格, 商品 and 店铺 with codes stored as numbers.
OLD_WORKBOOK = (
    "eNrtWF9IFGEQn+/bO+9O76+dggYiQlomkUYUkV5F6UN0WRpZiaUpFIrGEYE9pGX3EBEEWmL1IthDD1m99AcLEnroITDqIQgCrcde"
    "Ciwj1G1mdvfcrUM8KMvYOXZ2Zr6Z+cad3/d9674cC40P3sudgJ+oAhSYVT2QZrIJvDyGEgQcV1USjbsbL9WmJUUeNzYyzQkjvhcu"
    "6iH1ewIk3HWMIgd4j1c9nIBoR3tL/iLSNq6hUVAN5SINsScRkTeQ+yGHK8tkfpT5MuZ32Psx8y1sucS8HH3HxUEYi0SLN+pIrpMF"
    "POZHLuABx7xlSylkwXNCctdlofk6YWvseGPbvzmQ5/DCEGDvqlraW2KNbeMQxiYOwRc1H2DSWK1P82374toFoP2b1e5KYu+VDoBu"
    "UI8IAmIc99U6B404ROW+0dpnFzYfi4MX+ngflmwjfbtb0/sbvvdNI8zDqIUoCgSFZHdN1aBI3iRKzaqAmDx1u3kqinpvQ90hRPvO"
    "UgEiUE9SGUpFB3DumxvWrEfXMlgLX6OYheYwJfTVfupE/xqKvDKgj5MRYzZ1Xtzd35BO5wTvK0HLvuLjteZF3gwBlkO84oJ4ckzf"
    "+vxqV1N15DBbuvks0U6cFfSAQIWzFIHBfh5RmDvxKuaI1czPcdblLOcyD6MP3gurs3Shsod9zvNoIc6zjul1pMgkr0Q5/nHPw7z4"
    "h8gqlIerJk6Hh99EBqEAT8BmjKdfD5SIEnFtgOhRxLgLfWd6xzznl13KLYN67ap+rAZgBtJZDDHXNHo6IqFJ/VlpmoKaktAcqDn0"
    "zCJJZsGZ6VmdkelceQiuCtDHKDN15wnWLTjzdTf5F3NmyimT5JSc06XnlJacknO6wdAopyehUbVUdYXMhPuUBvfqOVoM7MgEgpYq"
    "dpSk2BEW7GRYsOM14cMcrSECLIigaB+Y8eE3+gV/r19yCfdLJu1XhqVfAVOHZNIVPNcT8g/O2xObbLLJJptsmo+EfrIq/LanvVHT"
    "+e3Sv+vM4DVrfyb5b2kvdODvJP5TugPa8R6DzpTwkw1OYeQSC4wxvhcS7cfZY9AKTVxHa8r4xfcvYf57FhwY/H1LKNX5Z1Op8w/P"
    "/wMvH1du"
)


def workbook(path: Path, **sheets: Rows) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                    else:
                        sheet.write(row, column, cell)
    return path


def run(*paths: Path) -> ImportOutcome:
    return import_files(paths, ContentSet())


def codes(outcome: ImportOutcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def rewritten(path: Path, part: str, change: bytes, into: bytes) -> Path:
    """Replace ``change`` in one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert change in parts[part]
    parts[part] = parts[part].replace(change, into)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_several_sheets_of_one_workbook_belong_together(tmp_path: Path) -> None:
    outcome = run(workbook(tmp_path / "a.xlsx", 店铺=SHOPS, 商品=PRODUCTS, 规格=SKUS))

    assert outcome.problems == ()
    assert Sku(sku_id="K1", product_id="101", spec="1个", live_price=550) in outcome.records


def test_sheets_may_stand_in_files_of_their_own_in_any_order(tmp_path: Path) -> None:
    files = [
        workbook(tmp_path / "1.xlsx", Sheet1=SKUS),
        workbook(tmp_path / "2.xlsx", Sheet1=SHOPS),
        workbook(tmp_path / "3.xlsx", Sheet1=PRODUCTS),
    ]

    assert run(*files).problems == ()


def test_an_old_excel_workbook_is_read(tmp_path: Path) -> None:
    old = tmp_path / "old.xls"
    old.write_bytes(zlib.decompress(base64.b64decode(OLD_WORKBOOK)))

    outcome = run(old)

    assert outcome.problems == ()
    assert Sku(sku_id="K2", product_id="101", spec="大", live_price=750, stock=20) in outcome.records


def test_a_title_above_the_table_and_empty_sheets_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("店铺")
        sheet.merge_range(1, 1, 1, 4, "店铺一览表")
        for row, cells in enumerate([*SHOPS, ["S1", "又一店"]], start=3):
            sheet.write_row(row, 2, cells)
        sheet.set_column(20, 16_383, None, None, {"hidden": True})
        sheet.write_blank(0, 16_383, None, book.add_format({"bold": True}))
        book.add_worksheet("Sheet2")

    (problem,) = run(path).problems

    assert str(problem.place) == "a.xlsx, sheet “店铺”, row 6, column C 店铺编号"
    assert "row 5" in problem.message


def test_a_formula_gives_its_result_and_a_failed_one_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in {"店铺": SHOPS, "商品": PRODUCTS, "规格": SKUS[:1]}.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
        sheet.write_row(1, 0, ["K1", 101, "1个"])
        sheet.write_formula(1, 3, "=5.3*3", None, 15.899999999999999)
        sheet.write_row(2, 0, ["K2", 101, "2个"])
        sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")

    outcome = run(path)

    assert [(problem.row, problem.column, problem.code) for problem in outcome.problems] == [
        (3, "D 直播价", "formula_error")
    ]


def test_excel_dates_are_dates(tmp_path: Path) -> None:
    rows: Rows = [["政策编号", "主题", "生效", "失效"], ["P1", "就业", date(2025, 1, 1), "2025年12月31日"]]

    content = ContentSet.of(run(workbook(tmp_path / "a.xlsx", 政策要点=rows)).records)

    assert content.policy_points["P1"].effective_from == date(2025, 1, 1)
    assert content.policy_points["P1"].effective_to == date(2025, 12, 31)


def test_a_cell_of_two_megabytes_is_told_by_row_and_column(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 店铺=[["店铺编号", "店铺名称"], ["S1", "@@@"]])
    rewritten(path, "xl/sharedStrings.xml", b"@@@", b"x" * 2_000_000)

    (problem,) = run(path).problems

    assert (problem.sheet, problem.row, problem.column) == ("店铺", 2, "B 店铺名称")
    assert problem.code == "cell_too_large"


def test_a_stray_value_in_the_last_cell_is_refused_before_it_takes_all_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("店铺")
        sheet.write(0, 0, "店铺编号")
        sheet.write(1_048_575, 16_383, "x")

    (problem,) = run(path).problems

    assert problem.code == "sheet_too_large"
    assert "XFD1048576" in problem.message


def test_cells_that_leave_out_their_addresses_are_counted_too(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 店铺=[["店铺编号"]])
    cells = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    far = b'<row r="1000000">' + b"<c><v>1</v></c>" * 3 + b"</row>"
    with zipfile.ZipFile(path) as archive:
        row = re.search(rb"<row.*</row>", archive.read("xl/worksheets/sheet1.xml"))
    assert row is not None

    (problem,) = run(rewritten(path, "xl/worksheets/sheet1.xml", row[0], cells + far)).problems

    assert problem.code == "sheet_too_large"
    assert "C1000000" in problem.message


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", 店铺=[["店铺编号", "店铺名称"], ["S1", "@@@"]])
    rewritten(path, "xl/sharedStrings.xml", b"@@@", b"x" * 3_000_000)
    monkeypatch.setattr(workbook_scan, "MAX_UNPACKED", 1_000_000)

    assert codes(run(path)) == ["workbook_bomb"]


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 店铺=[["店铺编号", "店铺名称"], ["S1", "@@@"]])
    rewritten(path, "xl/sharedStrings.xml", b"@@@", b"x" * 3_000_000)
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/sharedStrings.xml").file_size
    path.write_bytes(data.replace(struct.pack("<L", size), struct.pack("<L", 10)))

    assert codes(run(path)) == ["workbook_broken"]


def test_entities_in_a_workbook_are_not_unfolded(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 店铺=SHOPS)
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    rewritten(path, "xl/workbook.xml", head, head + b'<!DOCTYPE w [<!ENTITY a "aaaa">]>')

    assert codes(run(path)) == ["workbook_broken"]


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000) + "EncryptedPackage".encode("utf-16-le"))

    (problem,) = run(path).problems

    assert problem.code == "workbook_password"
    assert "password" in problem.message


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04" + b"junk" * 50, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK\x03\x04"],
    ids=["zip", "ole", "stub"],
)
def test_a_damaged_workbook_is_told_as_such(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)

    assert codes(run(path)) == ["workbook_broken"]


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.99])
def test_a_workbook_that_was_cut_off_is_told_as_damaged(tmp_path: Path, keep: float) -> None:
    path = workbook(tmp_path / "a.xlsx", 店铺=SHOPS)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])

    assert codes(run(path)) == ["workbook_broken"]


def test_a_zip_that_is_no_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert codes(run(path)) == ["not_a_workbook"]


def test_a_web_page_called_xls_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("<html><table><tr><td>店铺编号</td></tr></table></html>", encoding="utf-8")

    assert codes(run(path)) == ["not_a_workbook"]


def test_a_workbook_called_csv_is_read_all_the_same(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 店铺=SHOPS).rename(tmp_path / "a.csv")

    assert run(path).problems == ()


def test_a_failing_sheet_changes_nothing_of_the_others(tmp_path: Path) -> None:
    outcome = run(workbook(tmp_path / "a.xlsx", 店铺=SHOPS, 商品=[*PRODUCTS, [102, "S1", ""]], 规格=SKUS))

    assert outcome.records == ()
    assert [str(problem.place) for problem in outcome.problems] == ["a.xlsx, sheet “商品”, row 3, column C 商品名称"]
