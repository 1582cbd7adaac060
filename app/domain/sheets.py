# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables as they come out of a file, before anybody knows what they mean."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from app.domain.import_outcome import Place

CellValue = str | int | float | bool | date | datetime | time | timedelta | None

MAX_CELL: Final = 32_767
MAX_ROWS: Final = 50_000
BLANKS: Final = " \t\r\n\v\f\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"

_IGNORED_IN_HEADERS: Final = re.compile(r"[\s_*＊:：\-\u200b-\u200f\u2060\ufeff]+")
_IN_BRACKETS: Final = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet or CSV file.

    ``rows`` keep the file's order; ``first_row`` and ``first_column`` (both from 1) say where ``rows[0][0]`` stands.
    ``sheet`` is empty for a CSV file. ``formula_errors`` are (row, column) of cells whose formula failed.
    """

    file: str
    sheet: str
    rows: tuple[tuple[CellValue, ...], ...]
    first_row: int = 1
    first_column: int = 1
    formula_errors: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def place(self, row_index: int = -1, column_index: int = -1, header: str = "") -> Place:
        """Return where ``rows[row_index][column_index]`` stands; -1 leaves that part out."""
        row = self.first_row + row_index if row_index >= 0 else 0
        column = ""
        if column_index >= 0:
            column = " ".join(part for part in (column_letter(self.first_column + column_index), header) if part)
        return Place(self.file, self.sheet, row, column)


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """One script as read: ``file`` as the user named it, ``name`` the script's id."""

    file: str
    name: str
    text: str


def column_letter(number: int) -> str:
    """Return the spreadsheet's name of column ``number`` (from 1): A, Z, AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number (from 1) of the column called ``letters``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def is_blank(cell: CellValue) -> bool:
    """Return whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip(BLANKS))


def header_key(text: str) -> str:
    """Return ``text`` as headers are compared: width, case, spaces, underscores and colons do not matter."""
    return _IGNORED_IN_HEADERS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def header_readings(cell: CellValue) -> tuple[str, ...]:
    """Return the ways to read a header cell.

    As it is, without its brackets, and the parts of a header in two languages (``直播价 live_price``).
    """
    if not isinstance(cell, str) or len(cell) > 200:
        return ()
    plain = unicodedata.normalize("NFKC", cell)
    bare = _IN_BRACKETS.sub("", plain)
    inside = [text[1:-1] for text in _IN_BRACKETS.findall(plain)]
    parts = re.split(r"[\s/|,;]+", bare.strip(BLANKS))
    keys = (header_key(text) for text in (plain, bare, *(parts if len(parts) > 1 else ()), *inside))
    return tuple(dict.fromkeys(key for key in keys if key))
