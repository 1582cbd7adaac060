# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What paragraphs, rows and runs of a Word document say of themselves, and the text of runs."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.adapters.files.docx_lines import Pages
from app.adapters.files.docx_lists import Styles, heading_level, is_on
from app.domain.script_marks import LINE_BREAK

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[], None]

_BREAKS: Final = ("w:br", "w:cr")
_SIGNS: Final[Mapping[str, str]] = {
    "w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011", "w:softHyphen": "",
    **dict.fromkeys(_BREAKS, LINE_BREAK),
}  # fmt: skip
# Wingdings and Symbol, as far as they stand for a letter that everybody has.
_SYMBOLS: Final[Mapping[int, str]] = {
    0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•",
    0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_PRIVATE: Final = range(0xE000, 0xF900)
_SURROGATES: Final = range(0xD800, 0xE000)


@dataclass(slots=True)
class Losses:
    """What was left out, by kind, and the first hidden text."""

    counts: Counter[str] = field(default_factory=Counter)
    hidden_sample: str = ""


class Properties:
    """Follows the properties of paragraphs, rows and sections."""

    def __init__(self, pages: Pages) -> None:
        self.in_paragraph = False
        self.in_row = False
        self.in_section = False
        self._pages = pages
        self.starts: Mapping[str, Start] = {
            "w:pPr": lambda _name, _given: self._within(in_paragraph=True),
            "w:trPr": lambda _name, _given: self._within(in_row=True),
            "w:sectPr": lambda _name, _given: self._within(in_section=True),
            "w:pStyle": self._on_style,
            "w:numId": self._on_list,
            "w:ilvl": self._on_level,
            "w:outlineLvl": self._on_level,
            "w:bidi": self._on_direction,
        }
        self.ends: Mapping[str, End] = {
            "w:pPr": lambda: self._within(in_paragraph=False),
            "w:trPr": lambda: self._within(in_row=False),
            "w:sectPr": lambda: self._within(in_section=False),
        }

    def _within(
        self, *, in_paragraph: bool | None = None, in_row: bool | None = None, in_section: bool | None = None
    ) -> None:
        self.in_paragraph = self.in_paragraph if in_paragraph is None else in_paragraph
        self.in_row = self.in_row if in_row is None else in_row
        self.in_section = self.in_section if in_section is None else in_section

    def _on_style(self, _name: str, given: Attributes) -> None:
        if self._pages.paragraph:
            self._pages.paragraph.style = given.get("val", "")

    def _on_list(self, _name: str, given: Attributes) -> None:
        if self._pages.paragraph:
            self._pages.paragraph.num_id = given.get("val", "")

    def _on_level(self, name: str, given: Attributes) -> None:
        paragraph, value = self._pages.paragraph, given.get("val", "")
        if paragraph is None or not value.isdecimal():
            return
        if name == "w:ilvl":
            paragraph.ilvl = int(value)
        else:
            paragraph.heading = heading_level(int(value))

    def _on_direction(self, _name: str, given: Attributes) -> None:
        # A section has a direction too, which says nothing about the words.
        if self._pages.paragraph and self.in_paragraph and not self.in_section:
            self._pages.paragraph.bidi = is_on(given)


class Runs:
    """Takes the text of runs to their paragraph: neither hidden text nor the instructions of fields."""

    def __init__(self, pages: Pages, styles: Styles, properties: Properties, losses: Losses) -> None:
        self._pages = pages
        self._styles = styles
        self._properties = properties
        self._losses = losses
        self._hidden: list[bool] = []
        self._fields: list[bool] = []
        self._letters: list[str] | None = None
        self._keep_spaces = False
        self.starts: Mapping[str, Start] = {
            "w:r": lambda _name, _given: self._hidden.append(False),
            "w:rStyle": self._on_style,
            "w:vanish": self._on_vanish,
            "w:t": self._on_text,
            "m:t": self._on_text,
            "w:sym": self._on_symbol,
            "w:fldChar": self._on_field,
            **dict.fromkeys(_SIGNS, self._on_sign),
        }
        self.ends: Mapping[str, End] = {
            "w:r": lambda: pop(self._hidden),
            "w:t": self._end_text,
            "m:t": self._end_text,
        }

    def text(self, data: str) -> None:
        """Take a piece of a text."""
        if self._letters is not None:
            self._letters.append(data)

    def _on_style(self, _name: str, given: Attributes) -> None:
        if self._hidden and not self._properties.in_paragraph and self._styles.hidden(given.get("val", "")):
            self._hidden[-1] = True

    def _on_vanish(self, _name: str, given: Attributes) -> None:
        # Of the properties of a paragraph it hides the mark at its end only.
        if self._hidden and not self._properties.in_paragraph:
            self._hidden[-1] = is_on(given)

    def _on_text(self, _name: str, given: Attributes) -> None:
        self._letters = []
        self._keep_spaces = given.get("space") == "preserve"

    def _end_text(self) -> None:
        if self._letters is None:
            return
        said = "".join(self._letters)
        self._letters = None
        # A line of the XML file is none of the text: Word shows a space there.
        said = said.replace("\r", " ").replace("\n", " ").replace(LINE_BREAK, " ")
        self._add(said if self._keep_spaces else said.strip(" \t"))

    def _on_sign(self, name: str, _given: Attributes) -> None:
        # In a paragraph's properties w:tab is a tab stop.
        if not self._properties.in_paragraph:
            self._add(_SIGNS[name])

    def _on_symbol(self, _name: str, given: Attributes) -> None:
        try:
            number = int(given.get("char", ""), 16)
        except ValueError:
            number = 0
        if number in _PRIVATE:
            symbol = _SYMBOLS.get(number & 0xFF, "")
            self._losses.counts["symbols"] += not symbol
            self._add(symbol)
        elif 0x20 <= number <= 0xFFFD and number not in _SURROGATES:
            self._add(chr(number))

    def _on_field(self, _name: str, given: Attributes) -> None:
        """Follow a field: False while its instruction runs, True from its result on."""
        kind = given.get("fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end":
            pop(self._fields)

    def _add(self, said: str) -> None:
        paragraph = self._pages.paragraph
        if paragraph is None or not said:
            return
        losses = self._losses
        if any(self._hidden) or self._styles.hidden(paragraph.style):
            paragraph.less = True
            losses.counts["hidden"] += bool(said.strip())
            losses.hidden_sample = losses.hidden_sample or said.strip()
        elif len(self._fields) > 1 and False in self._fields:
            losses.counts["fields"] += bool(said.strip())
        else:
            paragraph.pieces.append(said)


def pop(stack: list[bool]) -> None:
    """Take the last off ``stack``, if there is one."""
    if stack:
        stack.pop()
