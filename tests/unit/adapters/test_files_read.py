# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import unicodedata
from pathlib import Path

import pytest

from app.adapters.files import read_tables as reading
from app.adapters.files.import_files import import_files
from app.contract.content import Script
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome

SHOPS = "店铺编号,店铺名称\nS1,示例店\n"


def run(*paths: Path) -> ImportOutcome:
    return import_files(paths, ContentSet())


def codes(outcome: ImportOutcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def shops(folder: Path, name: str = "shops.csv") -> Path:
    path = folder / name
    path.write_text(SHOPS, encoding="utf-8")
    return path


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = run(tmp_path / "none.xlsx").problems

    assert (problem.file, problem.code) == ("none.xlsx", "file_missing")


@pytest.mark.parametrize("name", ["a.rtf", "a.pdf", "a.png", "a", "a.ods"])
def test_a_file_of_another_kind_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")

    (problem,) = run(shops(tmp_path), tmp_path / name).problems

    assert problem.code == "wrong_type"
    assert name in problem.message


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shops(tmp_path)

    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = run(path).problems

    assert problem.code == "file_unreadable"
    assert "Permission denied" in problem.message


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "shops.csv").write_bytes(b"")

    assert codes(run(tmp_path / "shops.csv")) == ["file_empty"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILE", 10)

    assert codes(run(shops(tmp_path))) == ["file_too_large"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = shops(tmp_path)

    outcome = run(path, tmp_path / "." / path.name)

    assert outcome.ok
    assert [warning.code for warning in outcome.warnings] == ["file_twice"]


def test_folders_and_the_marks_of_open_workbooks_are_left_out_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "~$shop.xlsx").write_bytes(b"x")

    outcome = run(shops(tmp_path), tmp_path / "inner", tmp_path / "~$shop.xlsx")

    assert outcome.ok
    assert [warning.code for warning in outcome.warnings] == ["folder", "lock_file"]


def test_one_unreadable_file_stops_everything_without_guesses_about_what_it_held(tmp_path: Path) -> None:
    (tmp_path / "products.xlsx").write_bytes(b"no workbook")
    skus = tmp_path / "skus.csv"
    skus.write_text("规格编号,商品编号,规格,直播价\nK1,P1,1个,5\n", encoding="utf-8")

    outcome = run(tmp_path / "products.xlsx", skus)

    assert outcome.records == ()
    assert codes(outcome) == ["not_a_workbook"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", ["x01.md", "x01.txt"])
def test_a_script_is_read_in_every_encoding(tmp_path: Path, encoding: str, name: str) -> None:
    (tmp_path / name).write_bytes("# 开场\r\n今天{{live_price}}元\r\n".encode(encoding))

    assert run(tmp_path / name).records == (Script(script_id=name, text="# 开场\n今天{{live_price}}元\n"),)


def test_a_broken_script_is_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("第一行好\n第二".encode() + b"\xff\n")

    (problem,) = run(tmp_path / "a.md").problems

    assert (problem.file, problem.row, problem.code) == ("a.md", 2, "broken_encoding")


def test_a_name_that_a_mac_took_apart_is_put_together_again(tmp_path: Path) -> None:
    path = tmp_path / unicodedata.normalize("NFD", "é-ئۇيغۇرچە.md")
    path.write_text("سالام", encoding="utf-8")

    (script,) = run(path).records

    assert isinstance(script, Script)
    assert script.script_id == "é-ئۇيغۇرچە.md"
    assert script.lang == "ug"
