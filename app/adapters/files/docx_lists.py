# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Styles and numbering of a Word document, as far as a script needs them: headings, lists, hidden text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

MAX_HEADING: Final = 6
_HEADING_NAME: Final = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL: Final = 9
_OFF: Final = frozenset({"0", "false", "off"})
_LONGEST_CHAIN: Final = 20
_MANY: Final = 10_000
_CHINESE: Final = "零一二三四五六七八九"
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_LEVEL_MARK: Final = re.compile(r"%([1-9])")


def is_on(attributes: Mapping[str, str]) -> bool:
    """Return whether a switch such as ``w:vanish`` is on; it is unless it says otherwise."""
    return attributes.get("val", "1").casefold() not in _OFF


@dataclass(slots=True)
class Style:
    """One style. None: as the style it is based on."""

    based_on: str = ""
    hidden: bool | None = None
    num_id: str | None = None
    ilvl: int | None = None
    heading: int | None = None


@dataclass(slots=True)
class Styles:
    """Styles by id; also the handler that reads ``word/styles.xml``."""

    by_id: dict[str, Style] = field(default_factory=dict)
    _now: Style = field(default_factory=Style)

    def hidden(self, style_id: str) -> bool:
        """Return whether text in the style is hidden."""
        return next((style.hidden for style in self._chain(style_id) if style.hidden is not None), False)

    def heading(self, style_id: str) -> int:
        """Return the heading level of the style, 0 for text."""
        return next((style.heading for style in self._chain(style_id) if style.heading is not None), 0)

    def list_of(self, style_id: str) -> tuple[str, int | None]:
        """Return the list and level that the style puts a paragraph into; an empty id for none."""
        chain = self._chain(style_id)
        num_id = next((style.num_id for style in chain if style.num_id is not None), "")
        return num_id, next((style.ilvl for style in chain if style.ilvl is not None), None)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element of ``word/styles.xml``."""
        value = attributes.get("val", "")
        if name == "w:style":
            self._now = Style()
            if len(self.by_id) < _MANY:
                self.by_id[attributes.get("styleId", "")] = self._now
        elif name == "w:name":
            named = _HEADING_NAME.fullmatch(value)
            self._now.heading = min(int(named[1]), MAX_HEADING) if named else 1 if value == "Title" else None
        elif name == "w:basedOn":
            self._now.based_on = value
        elif name == "w:vanish":
            self._now.hidden = is_on(attributes)
        elif name == "w:numId":
            self._now.num_id = value
        elif name in ("w:outlineLvl", "w:ilvl") and value.isdecimal():
            self._set_level(name, int(value))

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take text; a style has none."""

    def _set_level(self, name: str, level: int) -> None:
        if name == "w:ilvl":
            self._now.ilvl = level
        elif self._now.heading is None:
            self._now.heading = heading_level(level)

    def _chain(self, style_id: str) -> list[Style]:
        chain: list[Style] = []
        while style_id in self.by_id and len(chain) < _LONGEST_CHAIN:
            chain.append(self.by_id[style_id])
            style_id = chain[-1].based_on
        return chain


def heading_level(outline: int) -> int:
    """Return the heading level of an outline level (from 0; 9 is text)."""
    return 0 if outline >= _BODY_LEVEL else min(outline + 1, MAX_HEADING)


@dataclass(slots=True)
class _Level:
    """How one level of a list is numbered."""

    fmt: str = "decimal"
    mark: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Lists by id, and how far each has counted; also the handler that reads ``word/numbering.xml``."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)
    _now: dict[int, _Level] = field(default_factory=dict)
    _level: _Level = field(default_factory=_Level)
    _num_id: str = ""
    _override: int = 0

    def prefix(self, num_id: str, ilvl: int) -> str:
        """Return what stands before the next paragraph of a list, and count it: ``- ``, ``2. ``, empty for none."""
        abstract = self._abstract.get(num_id)
        if abstract is None:
            return ""
        levels = self._levels.get(abstract, {})
        level = levels.get(ilvl, _Level())
        counts = self._counts.setdefault(abstract, {})
        self._count(counts, num_id, ilvl, level)
        if level.fmt == "bullet":
            return "- "
        if level.fmt == "none":
            return ""
        mark = _LEVEL_MARK.sub(lambda match: self._number(counts, levels, int(match[1]) - 1), level.mark or "%1.")
        return f"{mark} " if mark.strip() else ""

    def _count(self, counts: dict[int, int], num_id: str, ilvl: int, level: _Level) -> None:
        first = self._starts.get((num_id, ilvl))
        if first is not None and (num_id, ilvl) not in self._begun:
            counts[ilvl] = first
        else:
            counts[ilvl] = counts[ilvl] + 1 if ilvl in counts else level.start
        self._begun.add((num_id, ilvl))
        for deeper in [known for known in counts if known > ilvl]:
            del counts[deeper]

    def _number(self, counts: Mapping[int, int], levels: Mapping[int, _Level], ilvl: int) -> str:
        level = levels.get(ilvl, _Level())
        return number_text(counts.get(ilvl, level.start), level.fmt)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element of ``word/numbering.xml``."""
        value = attributes.get("val", "")
        if name == "w:abstractNum":
            self._now = {}
            if len(self._levels) < _MANY:
                self._levels[attributes.get("abstractNumId", "")] = self._now
        elif name == "w:lvl":
            self._level = _Level()
            if not self._num_id:
                self._now[_whole(attributes.get("ilvl", ""))] = self._level
        elif name == "w:num":
            self._num_id = attributes.get("numId", "")
        elif name == "w:abstractNumId" and len(self._abstract) < _MANY:
            self._abstract[self._num_id] = value
        elif name == "w:lvlOverride":
            self._override = _whole(attributes.get("ilvl", ""))
        elif name == "w:startOverride" and len(self._starts) < _MANY:
            self._starts[self._num_id, self._override] = _whole(value)
        else:
            self._describe(name, value)

    def _describe(self, name: str, value: str) -> None:
        if name == "w:numFmt":
            self._level.fmt = value
        elif name == "w:lvlText":
            self._level.mark = value
        elif name == "w:start":
            self._level.start = _whole(value)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "w:num":
            self._num_id = ""

    def text(self, data: str) -> None:
        """Take text; numbering has none."""


def number_text(number: int, fmt: str) -> str:
    """Return ``number`` as a list of the format ``fmt`` writes it; formats that are not known here count 1, 2, 3."""
    if number < 1:
        return str(number)
    if fmt in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 10 + 1)
        return letter.upper() if fmt == "upperLetter" else letter
    if fmt in ("lowerRoman", "upperRoman") and number < 4000:
        return _roman(number).upper() if fmt == "upperRoman" else _roman(number)
    if fmt.startswith(("chinese", "taiwaneseCounting", "japaneseCounting")) and number < 100:
        return _chinese(number)
    if fmt.startswith("decimalEnclosedCircle") and number <= 20:
        return chr(ord("①") + number - 1)
    if fmt == "ideographTraditional":
        return _STEMS[(number - 1) % len(_STEMS)]
    return str(number).rjust(2, "0") if fmt == "decimalZero" else str(number)


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        said += letters * times
    return said


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    before = "" if tens <= 1 else _CHINESE[tens]
    return (f"{before}十" if tens else "") + (_CHINESE[ones] if ones else "")


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0
