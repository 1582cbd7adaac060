# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``import``: real files in, all or nothing, each problem with its place."""

from pathlib import Path

import pytest

from tests.helpers.docx_writer import written
from tests.unit.cli.conftest import Terminal

_GOOD = "店铺编号,店铺名称\nS01,天山馕坊\nS02,巴扎干果\n"
_TWICE = "店铺编号,店铺名称\nS01,天山馕坊\nS01,巴扎干果\n"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "shops.csv"
    path.write_text(_GOOD, encoding="utf-8")
    return path


def _shops(terminal: Terminal) -> str:
    return terminal.run("session", "open", "--shop", "none").err


def test_files_are_imported(terminal: Terminal, sheet: Path) -> None:
    answer = terminal.run("import", sheet, "--json")
    assert answer.code == 0
    assert answer.json == {
        "ok": True, "dry_run": False, "records": 2, "kinds": {"Shop": 2}, "problems": [], "warnings": [],
    }  # fmt: skip
    assert "S01, S02" in _shops(terminal)


def test_the_result_is_told_in_words(terminal: Terminal, sheet: Path) -> None:
    assert terminal.run("import", sheet).out == "Imported 2 records: 2 Shop.\n"


def test_one_is_told_as_one(terminal: Terminal, tmp_path: Path) -> None:
    sheet = tmp_path / "shops.csv"
    sheet.write_text("shop_id,name\nS01,Nang\n", "utf-8")
    assert terminal.run("import", sheet).out == "Imported 1 record: 1 Shop.\n"
    sheet.write_text("shop_id,name\nS01,\n", "utf-8")
    assert "\n1 problem. Nothing was changed." in terminal.run("import", sheet).err


def test_a_dry_run_changes_nothing(terminal: Terminal, sheet: Path) -> None:
    answer = terminal.run("import", sheet, "--dry-run")
    assert answer.out == "shop S01: new\nshop S02: new\nWould import 2 records: 2 Shop.\n"
    assert "none: import shops first" in _shops(terminal)


def test_a_problem_changes_nothing_and_is_placed(terminal: Terminal, sheet: Path) -> None:
    sheet.write_text(_TWICE, encoding="utf-8")
    answer = terminal.run("import", sheet, "--json")
    assert answer.code == 1
    assert answer.json["ok"] is False
    (problem,) = answer.json["problems"]
    assert (Path(problem["file"]).name, problem["row"]) == ("shops.csv", 3)
    assert "none: import shops first" in _shops(terminal)


def test_problems_in_words_go_to_standard_error(terminal: Terminal, sheet: Path) -> None:
    sheet.write_text(_TWICE, encoding="utf-8")
    answer = terminal.run("import", sheet)
    assert (answer.code, answer.out) == (1, "")
    assert "row 3" in answer.err
    assert "Nothing was changed" in answer.err


def test_a_pattern_is_expanded_where_the_shell_does_not(terminal: Terminal, sheet: Path) -> None:
    assert terminal.run("import", sheet.parent / "*.csv", "--json").json["records"] == 2


def test_a_folder_among_the_files_is_left_out_and_named(terminal: Terminal, sheet: Path) -> None:
    (sheet.parent / "older").mkdir()
    answer = terminal.run("import", sheet, sheet.parent / "older", "--json")
    assert (answer.code, answer.json["records"]) == (0, 2)
    assert f"{sheet.parent / 'older'} is a folder and was left out" in answer.err


@pytest.mark.parametrize(("name", "text"), [("*.ods", "No file matches"), ("", "no file to import")])
def test_without_any_file_nothing_is_done(terminal: Terminal, tmp_path: Path, name: str, text: str) -> None:
    answer = terminal.run("import", tmp_path / name)
    assert answer.code == 1
    assert text in answer.err


def test_a_missing_file_is_explained(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.run("import", tmp_path / "gone.csv")
    assert answer.code == 1
    assert "gone.csv" in answer.err
    assert "Traceback" not in answer.err


def test_a_dry_run_shows_what_would_change_line_by_line(terminal: Terminal, tmp_path: Path) -> None:
    script = tmp_path / "x01.md"
    script.write_text("# 馕\n五块五\n再见\n", encoding="utf-8")
    assert terminal.run("import", script).code == 0
    document = tmp_path / "X01.docx"
    document.write_bytes(written(["# 馕", "{{live_price}}元", "再见", "最后3件"]))

    answer = terminal.run("import", document, "--dry-run")
    assert answer.out == (
        "script x01.md: changed\n"
        "      2 - 五块五\n"
        "      2 + {{live_price}}元\n"
        "      4 + 最后3件\n"
        "Would import 1 record: 1 Script.\n"
    )
    assert "takes the place of “x01.md”" in answer.err
    assert "typed number (3件)" in answer.err
    assert terminal.run("import", document, "--dry-run", "--json").json["changes"] == [
        {
            "kind": "script",
            "record_id": "x01.md",
            "standing": "changed",
            "lines": [
                {"added": False, "row": 2, "text": "五块五"},
                {"added": True, "row": 2, "text": "{{live_price}}元"},
                {"added": True, "row": 4, "text": "最后3件"},
            ],
        }
    ]


def test_a_document_that_cannot_be_read_changes_nothing(terminal: Terminal, sheet: Path) -> None:
    document = sheet.parent / "话术.docx"
    document.write_bytes(written(["馕"])[:-30])
    answer = terminal.run("import", sheet, document)
    assert answer.code == 1
    assert "话术.docx: The document is damaged" in answer.err
    assert "none: import shops first" in _shops(terminal)
