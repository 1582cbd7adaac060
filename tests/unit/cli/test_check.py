# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``check``: exit codes, plain lines, JSON, and files that are not what they should be."""

import codecs
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Terminal


def write(folder: Path, text: str, name: str = "a.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_clean_script_is_good(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.run("check", write(tmp_path, "现烤的馕，还剩{{stock}}件\n"))

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Nothing found. Rules: advertising-law 20")


def test_a_forbidden_word_is_told_with_file_line_and_column(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.run("check", write(tmp_path, "# 开场\n这是**最 佳**\n"))

    assert answer.code == 1
    assert answer.out.splitlines()[0].startswith(
        "a.md:2:5: forbidden: “最 佳” (最佳). 《广告法》第九条第（三）项. Do: "
    )
    assert answer.out.splitlines()[1].startswith("Found: 1 forbidden. Rules: ")


def test_a_claim_without_proof_is_a_finding(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.run("check", write(tmp_path, "有机米\n"))

    assert answer.code == 1
    assert "a.md:1:1: unproved, evidence missing: “有机”." in answer.out


def test_warnings_alone_are_a_finding_too(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.run("check", write(tmp_path, "最后三件，秒杀\n"))

    assert answer.code == 1
    assert "Found: 2 warnings." in answer.out


def test_json_keeps_its_form(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.run("check", write(tmp_path, "最佳\n"), "--json")

    assert answer.code == 1
    (finding,) = answer.json["findings"]
    assert finding.pop("rule").startswith("advertising-law 20")
    assert finding.pop("suggestion")
    assert finding == {
        "level": "block",
        "term": "最佳",
        "basis": "《广告法》第九条第（三）项",
        "where": "a.md",
        "line": 1,
        "column": 1,
        "text": "最佳",
        "proof": None,
    }
    assert (answer.json["ok"], answer.json["problems"]) == (False, [])


def test_a_table_is_checked_with_the_products_own_evidence(terminal: Terminal, tmp_path: Path) -> None:
    products = (
        "商品编号,店铺编号,商品名称,卖点,使用/保存,证明类型,证明编号\nP1,S1,有机米,现碾|最佳,复烤,有机产品认证证书,1\n"
    )
    shops = write(tmp_path, "店铺编号,店铺名称,类目\nS1,馕坊,食品\n", "shops.csv")

    answer = terminal.run("check", shops, write(tmp_path, products, "products.csv"))

    assert answer.code == 1
    assert [line.split(": ")[0] for line in answer.out.splitlines()] == ["P1 selling_points 2:1:1", "Found"]


def test_a_shop_is_checked_with_its_evidence(terminal: Terminal, tmp_path: Path) -> None:
    shops = write(tmp_path, "店铺编号,店铺名称,类目\nS1,合作社,农产品\n", "shops.csv")
    products = write(tmp_path, "商品编号,店铺编号,商品名称\nP1,S1,大米\n", "products.csv")
    assert terminal.run("import", shops, products).code == 0

    answer = terminal.run("check", "--shop", "S1")

    assert answer.code == 1
    assert answer.out.startswith("P1 evidence: unproved, evidence missing: “大米” (承诺达标合格证).")


def test_files_are_checked_by_a_shops_rules(shop: Terminal, tmp_path: Path) -> None:
    jewellery = write(tmp_path, "店铺编号,店铺名称,类目\nS03,首饰店,首饰\n", "shops.csv")
    assert shop.run("import", jewellery).code == 0
    script = write(tmp_path, "治疗\n")

    assert shop.run("check", script, "--shop", "S03").code == 0
    assert shop.run("check", script).code == 1


def test_own_rules_of_this_pc_count(terminal: Terminal, tmp_path: Path) -> None:
    rules = write(tmp_path, "词条,等级,版本\n直降,block,9\n最佳,warn,9\n", "terms.csv")
    assert terminal.run("import", rules).code == 0

    answer = terminal.run("check", write(tmp_path, "直降最佳\n"), "--json")

    assert [(one["level"], one["rule"]) for one in answer.json["findings"]] == [("block", "own 9"), ("warn", "own 9")]


@pytest.mark.parametrize("arguments", [(), ("--shop", "none")])
def test_what_is_not_named_is_a_usage_error(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    answer = terminal.run("check", *arguments)

    assert answer.code == 2
    assert "Nothing was checked" in answer.err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", "最佳".encode("gb18030")),
        ("a.txt", codecs.BOM_UTF8 + "最佳".encode()),
        ("a.md", codecs.BOM_UTF16_LE + "最佳".encode("utf-16-le")),
        ("a.md", "\r\n最佳\r\n".encode()),
    ],
)
def test_scripts_in_other_encodings_are_read(terminal: Terminal, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)

    answer = terminal.run("check", tmp_path / name, "--json")

    assert [(one["text"], one["column"]) for one in answer.json["findings"]] == [("最佳", 1)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", b""),
        ("a.md", bytes(range(256)) * 20),
        ("a.md", "好".encode() * 1_700_000),
        ("a.xlsx", b"no workbook"),
        ("a.csv", b"x,y\n1,2\n"),
        ("a.exe", b"MZ"),
    ],
)
def test_what_cannot_be_read_is_explained(terminal: Terminal, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)

    answer = terminal.run("check", tmp_path / name)

    assert (answer.code, answer.out) == (1, "")
    assert name in answer.err
    assert "Nothing was checked." in answer.err
    assert terminal.run("check", tmp_path / name, "--json").json["problems"]


def test_a_table_is_checked_although_what_it_refers_to_is_elsewhere(terminal: Terminal, tmp_path: Path) -> None:
    lineup = "场次编号,序号,环节类型,商品编号,政策编号\nL1,1,商品,P9,\nL1,2,政策,,Z9\n"
    skus = write(tmp_path, "规格编号,商品编号,规格,直播价,赠品\nK1,P9,1个,5,最佳礼盒\n", "skus.csv")

    answer = terminal.run("check", write(tmp_path, lineup, "lineup.csv"), skus)

    assert (answer.code, answer.err) == (1, "")
    assert answer.out.startswith("K1 gift:1:1: forbidden: “最佳”.")


def test_an_unknown_token_is_noted(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.run("check", write(tmp_path, "还剩{{stok}}件\n"))

    assert answer.code == 0
    assert "stok" in answer.err
