# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV text to rows, with commas, tabs or semicolons.

Python's csv module counts lines, not records, and its field limit is one setting for the whole program; a problem must
name the row that the spreadsheet shows, so this reads by itself.
"""

import re
from typing import Final

from app.domain.import_headers import headers_found
from app.domain.import_outcome import ImportProblem, Place, explain
from app.domain.sheets import MAX_ROWS, RawTable, column_letter

_SEPARATORS: Final = (",", "\t", ";")
_QUOTED: Final = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_PROBE: Final = 20_000
_SEPARATOR_LINE: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)

Rows = list[list[str]]


class OpenQuoteError(ValueError):
    """A quoted cell never ends. ``row`` and ``column`` count from 1."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__(f"quotation mark in row {row} never closes")
        self.row = row
        self.column = column


def csv_table(file: str, text: str) -> tuple[RawTable | None, ImportProblem | None]:
    """Return the table in ``text``, or the problem that keeps it from being read."""
    marked = _SEPARATOR_LINE.match(text)
    first_row = 2 if marked else 1
    separator = marked[1] if marked else find_separator(text)
    try:
        rows = split_rows(text[marked.end() :] if marked else text, separator)
    except OpenQuoteError as error:
        place = Place(file, row=error.row + first_row - 1, column=column_letter(error.column))
        return None, explain(place, "open_quote")
    if len(rows) > MAX_ROWS:
        return None, explain(Place(file), "too_many_rows", rows=str(len(rows)), limit=str(MAX_ROWS))
    return RawTable(file, "", tuple(tuple(row) for row in rows), first_row=first_row), None


def find_separator(text: str) -> str:
    """Return the separator under which the beginning of ``text`` shows the most known headers, else most columns."""
    probe = text[:_PROBE]
    return max(_SEPARATORS, key=lambda separator: _rating(probe, separator))


def split_rows(text: str, separator: str) -> Rows:
    """Return the cells of each record. A quoted cell may hold separators and newlines; ``""`` in it is one mark.

    Raises:
        OpenQuoteError: a quoted cell never ends.
    """
    plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    rows: Rows = [[]]
    position = 0
    while True:
        cell = ""
        if text.startswith('"', position):
            match = _QUOTED.match(text, position)
            if match is None:
                raise OpenQuoteError(len(rows), len(rows[-1]) + 1)
            cell, position = match[1].replace('""', '"'), match.end()
        rest = plain.match(text, position)
        if rest is not None:
            cell, position = cell + rest[0], rest.end()
        rows[-1].append(cell)
        if position >= len(text):
            break
        if text[position] == separator:
            position += 1
            continue
        position += 2 if text.startswith("\r\n", position) else 1
        if position >= len(text):
            break
        rows.append([])
    return rows


def _rating(probe: str, separator: str) -> tuple[int, int]:
    try:
        rows = split_rows(probe, separator)
    except OpenQuoteError:
        rows = [line.split(separator) for line in probe.splitlines()]
    return headers_found(rows), max(len(row) for row in rows)
