# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uyghur is joined and turned for the text source that can do neither, and left alone elsewhere."""

import unicodedata

import pytest

from app.adapters.obs.drawable import drawable

FREETYPE = "text_ft2_source_v2"


def logical(drawn: str) -> str:
    """Undo the joining and turning of a line of letters only."""
    return unicodedata.normalize("NFKC", drawn[::-1]).replace("\u0647", "\u06d5")


@pytest.mark.parametrize("text", ["", "皮牙子芝麻馕", "¥15.9", "1个 ¥5.5（门店日常价 ¥6）\n3个 ¥15.9", "X01-1", "🫓"])
@pytest.mark.parametrize("kind", [FREETYPE, "text_gdiplus_v2", "text_gdiplus_v3", ""])
def test_what_is_not_arabic_stays_as_it_is(text: str, kind: str) -> None:
    assert drawable(text, kind) == text


@pytest.mark.parametrize("kind", ["text_gdiplus_v2", "text_gdiplus_v3", ""])
def test_windows_joins_and_turns_by_itself(kind: str) -> None:
    assert drawable("تونۇر نان", kind) == "تونۇر نان"


@pytest.mark.parametrize("word", ["گەۋدىلىك", "ئۇيغۇرچە", "پىيازلىق", "تونۇر"])
def test_every_letter_has_a_joined_form_and_stands_from_right_to_left(word: str) -> None:
    drawn = drawable(word, FREETYPE)
    assert all("ARABIC" in unicodedata.name(letter) and "FORM" in unicodedata.name(letter) for letter in drawn)
    assert logical(drawn) == word


def test_ae_joins_to_the_letter_before_it_and_never_to_the_one_after() -> None:
    drawn = drawable("گەۋ", FREETYPE)[::-1]
    forms = [unicodedata.name(letter).rpartition(" ")[0].rpartition(" ")[2] for letter in drawn]
    assert forms == ["INITIAL", "FINAL", "ISOLATED"]


def test_a_price_in_a_uyghur_line_keeps_its_digits_in_order() -> None:
    drawn = drawable("باھاسى 15.9", FREETYPE)
    assert drawn.startswith("15.9 ")


def test_each_line_is_turned_on_its_own() -> None:
    first, second = drawable("皮牙子芝麻馕\nنان", FREETYPE).split("\n")
    assert first == "皮牙子芝麻馕"
    assert logical(second) == "نان"
