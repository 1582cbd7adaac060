# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What does not count when a text is compared, and where each character stands in the original."""

import pytest

from app.domain.terms.folding import Folder

FOLDER = Folder({"級": "级", "國": "国"})


def bare(text: str) -> str:
    return FOLDER.fold(text).bare.text


@pytest.mark.parametrize(
    "text",
    [
        "最佳", "最 佳", "最·佳", "最*佳", "最\u200b佳", "最\u3000佳", "最.佳", "最,佳", "最!佳", "最-佳", "最_佳",
        "最/佳", "最|佳", "最~佳", "最・佳", "最🔥佳", "最（佳）", "最“佳”", "最\u200d\ufe0f佳", "最\u0301佳", "最丶佳",
        "最\u3164佳", "最\xad佳", "*最**佳*", "最\t佳", "最\ue123佳",
    ],
)  # fmt: skip
def test_inserted_symbols_do_not_count(text: str) -> None:
    assert bare(text) == "最佳"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ＴＯＰ１", "top1"), ("Straße", "strasse"), ("國家級", "国家级"), ("①号", "1号"), ("㎏", "kg")],
)
def test_width_case_and_script_do_not_count(text: str, folded: str) -> None:
    assert bare(text) == folded


@pytest.mark.parametrize("text", ["今天，然后", "今天。然后", "今天！然后", "今天、然后", "今天……然后", "今天\n然后"])
def test_a_pause_parts_words(text: str) -> None:
    assert "天然" not in bare(text)


def test_uyghur_letters_stay_apart() -> None:
    assert bare("ئار") != bare("يار")
    assert bare("\u064a\u0654ار") == bare("ئار")


def test_symbols_stay_in_the_light_reading() -> None:
    assert FOLDER.fold("纯度 １００％!").light.text == "纯度 100%!"


@pytest.mark.parametrize(
    ("text", "found", "words"),
    [
        ("好，最 佳！", "最佳", "最 佳"),
        ("👨‍👩‍👧國·家級", "国家级", "國·家級"),
        ("㎏最佳", "最佳", "最佳"),
        ("x①最佳", "1最佳", "①最佳"),
    ],
)
def test_a_place_leads_back_to_the_words_in_code_points(text: str, found: str, words: str) -> None:
    view = FOLDER.fold(text).bare
    start = view.text.index(found)

    first, last = view.span(start, start + len(found))

    assert text[first:last] == words


@pytest.mark.parametrize(
    ("phrase", "reads"),
    [
        ("最 佳", ("最佳", False)),
        ("100%", ("100%", True)),
        ("第一，", ("第一,", True)),
        (" NO.1 ", ("no.1", True)),
        ("best price", ("bestprice", False)),
    ],
)
def test_a_phrase_with_symbols_of_its_own_is_looked_for_with_them(phrase: str, reads: tuple[str, bool]) -> None:
    assert FOLDER.phrase(phrase) == reads


def test_a_pattern_is_written_as_texts_are_folded() -> None:
    assert FOLDER.pattern("國家級？|Ａ１，") == r"国家级\?|A1,"
