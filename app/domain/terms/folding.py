# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts as rules compare them: width, case, script and inserted symbols do not count; every place maps back.

Two readings are made of a text. ``light`` keeps its symbols, ``bare`` drops them, so that 最·佳, 最 佳 and 最🔥佳 all
read 最佳. Chinese marks at which a speaker pauses stay in both: 今天，然后 is not 天然. Their half-width forms are
symbols like others, for they are what a word is split with.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

MASK: Final = "\ue000"
"""Stands for one character of a bound value in a text that is checked; no rule's text can name it."""

_PAUSES: Final = frozenset(",。、!?;:\n")
_NOTHING: Final = frozenset(("Cc", "Cf", "Cs", "Cn", "Co", "Mn", "Me"))
_HALF_WIDTH_PAUSES: Final = frozenset(",!?;:")
_LINE_ENDS: Final = frozenset("\n\r\u0085\u2028\u2029")
# Letters by category, marks by use: fillers that show nothing, and strokes that are put between characters.
_FILLERS: Final = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_STROKES: Final = frozenset("丶丨丿灬")
# What NFKD takes off Arabic letters is part of them: without it ئ would read as ي.
_KEPT: Final = frozenset(("\u0653", "\u0654", "\u0655", MASK))
_SAME_AS: Final = {"…": "。", "\t": " "}
_WIDE: Final = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
_FULL_WIDTH: Final = {chr(code): chr(code - 0xFEE0) for code in _WIDE}
# The question mark alone has a meaning of its own in a pattern.
_PATTERN_MARKS: Final = {"，": ",", "！": "!", "：": ":", "；": ";", "？": r"\?", "％": "%"}


class _Table(dict[str, str]):
    """What each character reads as; filled as characters are met."""

    def __init__(self, traditional: Mapping[str, str], *, symbols: bool) -> None:
        super().__init__()
        self._traditional = traditional
        self._symbols = symbols

    def __missing__(self, character: str) -> str:
        read = self._read(character)
        self[character] = read
        return read

    def _read(self, character: str) -> str:
        if character in _LINE_ENDS:
            return "\n"
        if character in _HALF_WIDTH_PAUSES:
            return character if self._symbols else ""
        character = _SAME_AS.get(character, character)
        if unicodedata.category(character) in _NOTHING and character not in _KEPT:
            return ""
        parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
        return "".join(self._kept(self._traditional.get(part, part)) for part in parts)

    def _kept(self, part: str) -> str:
        if part in _PAUSES or part in _KEPT:
            return part
        category = unicodedata.category(part)
        if category in _NOTHING or part in _FILLERS:
            return ""
        if category[0] in "PSZ" or category == "Lm" or part in _STROKES:
            if not self._symbols:
                return ""
            return " " if category[0] == "Z" else part
        return part


@dataclass(frozen=True, slots=True)
class View:
    """One reading of a text. ``origins[i]`` is the code point of the text from which ``text[i]`` comes."""

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` (not empty) stands in the original, as code points."""
        return self.origins[start], self.origins[end - 1] + 1

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of this reading that comes from the original's ``[start, end)``."""
        return bisect_left(self.origins, start), bisect_left(self.origins, end)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its two readings."""

    original: str
    light: View
    bare: View


class Folder:
    """Folds texts. Not to be shared between threads.

    Args:
        traditional: simplified form by traditional character, one character each.
    """

    def __init__(self, traditional: Mapping[str, str]) -> None:
        self._light = _Table(traditional, symbols=True)
        self._bare = _Table(traditional, symbols=False)
        self._pattern = str.maketrans({**traditional, **_FULL_WIDTH, **_PATTERN_MARKS})

    def fold(self, text: str) -> Folded:
        """Return both readings of ``text``."""
        return Folded(text, _view(text, self._light), _view(text, self._bare))

    def phrase(self, phrase: str) -> tuple[str, bool]:
        """Return how a rule's phrase reads, and whether in the light reading: it has symbols or marks of its own."""
        light = _view(phrase.strip(), self._light).text
        bare = _view(phrase, self._bare).text
        in_light = light.replace(" ", "") != "".join(letter for letter in bare if letter not in _PAUSES)
        return (light, True) if in_light else (bare, False)

    def pattern(self, pattern: str) -> str:
        """Return a regular expression that finds in folded text what ``pattern`` names in plain text."""
        return pattern.translate(self._pattern)


def _view(text: str, table: Mapping[str, str]) -> View:
    pieces = list(map(table.__getitem__, text))
    if set(map(len, pieces)) <= {1}:
        return View("".join(pieces), range(len(text)))
    return View("".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece])


def is_latin(character: str) -> bool:
    """Return whether ``character`` is a Latin letter or a digit, of which words are made without a gap."""
    return re.fullmatch("[0-9A-Za-z]", unicodedata.normalize("NFKC", character)) is not None
