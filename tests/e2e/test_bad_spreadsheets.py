# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad spreadsheet changes nothing, and says by file, sheet, row and column what is wrong and what to do."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from app.domain.clock import SystemClock
from app.settings.profile import Profile
from app.store.open_store import open_store
from tests.helpers.command_line import CommandLine

pytestmark = pytest.mark.e2e

Cells = Sequence[Sequence[object]]

SHOPS: Cells = [["店铺编号", "店铺名称"], ["S9", "样例馕坊"]]
PRODUCTS: Cells = [["商品编号", "店铺编号", "商品名称"], ["Y01", "S9", "样例馕"], ["Y02", "S9", "样例脆片"]]
SKUS: Cells = [
    ["规格编号", "商品编号", "规格", "直播价", "库存"],
    ["Y01-1", "Y01", "1个", 5.5, 10],
    ["Y02-1", "Y02", "100g", 9.9, 20],
]


def workbook(path: Path, **sheets: Cells) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for index, row in enumerate(rows):
                sheet.write_row(index, 0, row)
    return path


def replaced(rows: Cells, row: int, column: int, value: object) -> Cells:
    copy = [list(line) for line in rows]
    copy[row][column] = value
    return copy


def wrong_header(folder: Path) -> Path:
    return workbook(folder / "header.xlsx", 店铺=SHOPS, 商品=PRODUCTS, 规格=replaced(SKUS, 0, 2, "款式"))


def negative_price(folder: Path) -> Path:
    return workbook(folder / "price.xlsx", 店铺=SHOPS, 商品=PRODUCTS, 规格=replaced(SKUS, 2, 3, -9.9))


def duplicate_code(folder: Path) -> Path:
    return workbook(folder / "double.xlsx", 店铺=SHOPS, 商品=PRODUCTS, 规格=replaced(SKUS, 2, 0, "Y01-1"))


def huge_cell(folder: Path) -> Path:
    path = folder / "huge.csv"
    rows = ["商品编号,店铺编号,商品名称,卖点", "Y01,S9,样例馕,香", f"Y02,S9,样例脆片,{'脆' * 700_000}"]
    path.write_text("\r\n".join(rows), encoding="utf-8-sig")
    return path


def missing_sheet(folder: Path) -> Path:
    return workbook(folder / "nosheet.xlsx", 店铺=SHOPS, 规格=SKUS)


def broken_encoding(folder: Path) -> Path:
    path = folder / "broken.csv"
    path.write_bytes("店铺编号,店铺名称\r\nS8,好店\r\nS9,".encode() + b"\xff\xfe\xa0\x00\xc3\x28" + "坊\r\n".encode())
    return path


BAD: list[tuple[Callable[[Path], Path], tuple[str, ...]]] = [
    (wrong_header, ("header.xlsx", "规格", "款式")),
    (negative_price, ("price.xlsx", "规格", "3", "D", "-9.9")),
    (duplicate_code, ("double.xlsx", "规格", "3", "A", "Y01-1", "2")),
    (huge_cell, ("huge.csv", "3", "D")),
    (missing_sheet, ("nosheet.xlsx", "Y01")),
    (broken_encoding, ("broken.csv", "3")),
]


@pytest.fixture
def desk(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "profile")


def stored(profile: Path) -> list[str]:
    store = open_store(Profile(profile), SystemClock())
    try:
        return [repr(record) for record in store.content.load()]
    finally:
        store.close()


def test_the_good_workbook_beside_them_imports(desk: CommandLine, tmp_path: Path) -> None:
    result = desk.run("import", workbook(tmp_path / "good.xlsx", 店铺=SHOPS, 商品=PRODUCTS, 规格=SKUS))
    assert result.returncode == 0, result.stdout + result.stderr
    assert len(stored(desk.profile)) == 5


@pytest.mark.parametrize(("make", "named"), BAD, ids=lambda value: getattr(value, "__name__", ""))
def test_a_bad_spreadsheet_changes_nothing_and_is_explained(
    desk: CommandLine, tmp_path: Path, make: Callable[[Path], Path], named: tuple[str, ...]
) -> None:
    before_shop = workbook(tmp_path / "before.xlsx", 店铺=[["店铺编号", "店铺名称"], ["S1", "先有的店"]])
    assert desk.run("import", before_shop).returncode == 0
    before = stored(desk.profile)

    result = desk.run("import", make(tmp_path))

    told = result.stdout + result.stderr
    assert result.returncode == 1, told
    assert "Traceback" not in told
    assert [part for part in named if part not in told] == [], told
    assert stored(desk.profile) == before


def test_one_bad_file_keeps_the_good_ones_beside_it_out(desk: CommandLine, tmp_path: Path) -> None:
    good = workbook(tmp_path / "good.xlsx", 店铺=SHOPS, 商品=PRODUCTS, 规格=SKUS)
    result = desk.run("import", good, negative_price(tmp_path))
    assert result.returncode == 1
    assert stored(desk.profile) == []


def test_a_dry_run_of_a_good_workbook_changes_nothing(desk: CommandLine, tmp_path: Path) -> None:
    result = desk.run("import", workbook(tmp_path / "good.xlsx", 店铺=SHOPS, 商品=PRODUCTS, 规格=SKUS), "--dry-run")
    assert result.returncode == 0, result.stdout + result.stderr
    assert stored(desk.profile) == []
