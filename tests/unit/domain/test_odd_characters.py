# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.domain.odd_characters import Oddness, odd_characters


@pytest.mark.parametrize(
    ("character", "oddness"),
    [
        ("𬌗", Oddness.RARE),
        ("\ue000", Oddness.PRIVATE_USE),
        ("\U000f0000", Oddness.PRIVATE_USE),
        ("\u0378", Oddness.UNASSIGNED),
        ("\ufdd0", Oddness.NONCHARACTER),
        ("\U0001ffff", Oddness.NONCHARACTER),
        ("\u200b", Oddness.ZERO_WIDTH),
        ("\ufeff", Oddness.ZERO_WIDTH),
        ("\u200d", Oddness.ZERO_WIDTH),
        ("\u202e", Oddness.DIRECTION),
        ("\u2029", Oddness.CONTROL),
        ("\x07", Oddness.CONTROL),
    ],
)
def test_an_odd_character_is_told_with_its_count_and_first_line(character: str, oddness: Oddness) -> None:
    (odd,) = odd_characters(f"馕\n好{character}吃\n又{character}来")

    assert (odd.oddness, odd.count, odd.row) == (oddness, 2, 2)
    assert odd.name.startswith(f"U+{ord(character):04X}")


def test_only_what_can_be_seen_is_shown_beside_its_number() -> None:
    assert [odd.name for odd in odd_characters("𬌗\u200b甲")] == ["U+2C317 𬌗", "U+200B"]


@pytest.mark.parametrize(
    "text", ["馕好吃", "ئۇيغۇرچە", "🫓👨‍👩‍👧‍👦❤️", "é\u00a0\u3000\t①★", "上\u2028下", "می\u200cخواهم", "👩🏽‍🍳"]
)
def test_ordinary_text_has_none(text: str) -> None:
    assert odd_characters(text) == ()
