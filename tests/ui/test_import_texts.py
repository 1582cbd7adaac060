# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later

import pytest
from PySide6.QtCore import QCoreApplication

from app.domain.import_messages import MESSAGES
from app.domain.import_outcome import ImportProblem, Place, explain
from app.domain.import_references import _WHAT
from app.ui.prepare import import_texts
from app.ui.prepare.import_texts import IMPORT_SENTENCES, import_sentence, place_text

PLACE = Place("shop.xlsx", "products", 7, "F 直播价")


def test_the_interface_knows_every_sentence_of_an_import_by_the_same_words() -> None:
    assert IMPORT_SENTENCES == MESSAGES


def test_every_finding_speaks_chinese(chinese: None) -> None:
    english = [code for code, source in MESSAGES.items() if QCoreApplication.translate("Import", source) == source]
    assert english == []


@pytest.mark.parametrize("code", MESSAGES)
def test_a_chinese_sentence_shows_every_value(chinese: None, code: str) -> None:
    names = [part.split("}")[0] for part in MESSAGES[code].split("{")[1:]]
    said = import_sentence(explain(PLACE, code, **{name: f"<{name}>" for name in names}))
    assert [name for name in names if f"<{name}>" not in said] == []
    assert "{" not in said.replace("{name}", "")


def test_values_are_chinese_too(chinese: None) -> None:
    values = {"what": "Product", "value": "X01", "first": PLACE}
    said = import_sentence(explain(PLACE, "duplicate", **values))
    assert said == "商品“X01”已在 shop.xlsx，工作表“products”，第 7 行，列 F 直播价 使用。每一行的编号不能相同。"


def test_every_kind_of_record_has_a_name(chinese: None) -> None:
    named = {import_texts._value("what", kind) for kind in _WHAT.values()}
    assert named.isdisjoint(_WHAT.values())


def test_a_place_leaves_out_what_it_has_not() -> None:
    assert place_text(Place("", column="D")) == "column D"
    assert place_text(Place("")) == ""


def test_a_finding_without_a_code_keeps_its_words() -> None:
    assert import_sentence(ImportProblem("a.csv", "", 0, "", "Something is wrong.")) == "Something is wrong."
