# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Characters that a script should rather not hold: those that few fonts show, and those that nobody sees."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_UNSEEN: Final = frozenset("\u00ad\u034f\u180e\u200b\u2060\ufeff\u2061\u2062\u2063\u2064")
_JOINERS: Final = frozenset("\u200c\u200d")
_DIRECTIONS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FIRST_RARE: Final = 0x20000
_PLAIN: Final = frozenset("\t\n\r\u2028")
_JOINED: Final = ("ARABIC", "MONGOLIAN", "DEVANAGARI")


class Oddness(StrEnum):
    """Why a character is odd."""

    RARE = "rare"
    UNASSIGNED = "unassigned"
    PRIVATE_USE = "private_use"
    NONCHARACTER = "noncharacter"
    ZERO_WIDTH = "zero_width"
    DIRECTION = "direction"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class OddCharacter:
    """A character, how often it occurs, and the line (from 1) on which it is first."""

    oddness: Oddness
    character: str
    count: int
    row: int

    @property
    def name(self) -> str:
        """Its number, and itself where it can be seen: ``U+2C317 𬌗``."""
        number = f"U+{ord(self.character):04X}"
        return f"{number} {self.character}" if self.oddness is Oddness.RARE else number


def odd_characters(text: str) -> tuple[OddCharacter, ...]:
    """Return the odd characters of ``text``, each once, in the order in which they first occur."""
    # Most scripts have none; a set of their characters says so without a walk.
    if not any(_oddness(character) for character in set(text)):
        return ()
    first: dict[str, OddCharacter] = {}
    for row, line in enumerate(text.split("\n"), start=1):
        for character, oddness in _on_line(line):
            known = first.get(character)
            count = known.count + 1 if known else 1
            first[character] = OddCharacter(oddness, character, count, known.row if known else row)
    return tuple(first.values())


def _on_line(line: str) -> Iterator[tuple[str, Oddness]]:
    for position, character in enumerate(line):
        oddness = _oddness(character)
        if oddness is not None and not (character in _JOINERS and _joins(line, position)):
            yield character, oddness


def _oddness(character: str) -> Oddness | None:
    if character in _PLAIN:
        return None
    if character in _UNSEEN or character in _JOINERS:
        return Oddness.ZERO_WIDTH
    if character in _DIRECTIONS:
        return Oddness.DIRECTION
    number = ord(character)
    if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF:
        return Oddness.NONCHARACTER
    category = unicodedata.category(character)
    if number >= _FIRST_RARE and category == "Lo":
        return Oddness.RARE
    kinds = {"Cn": Oddness.UNASSIGNED, "Co": Oddness.PRIVATE_USE, "Cc": Oddness.CONTROL, "Zp": Oddness.CONTROL}
    return kinds.get(category)


def _joins(line: str, position: int) -> bool:
    """Return whether a joiner does its work: between the parts of an emoji, or between letters that join."""
    if not 0 < position < len(line) - 1:
        return False
    before, after = line[position - 1], line[position + 1]
    if unicodedata.name(after, "").startswith(_JOINED):
        return True
    return unicodedata.category(after) in ("So", "Sk") and unicodedata.category(before) in ("So", "Sk", "Mn")
