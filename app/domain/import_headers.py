# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which table a sheet is, and which column is which: told by its headers first, by its name where they do not tell."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.import_cells import shown
from app.domain.import_outcome import ImportProblem, Place, explain
from app.domain.sheets import CellValue, RawTable, column_letter, header_key, header_readings, is_blank
from app.domain.sheets_columns import MEANT, TABLES, Column, TableSpec

HEADER_SEARCH_ROWS: Final = 15
_LIKE: Final = 0.65
_LIKE_NEEDED: Final = 0.5
_FEW_MISSING: Final = 2
_FILE_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,5}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """A sheet whose columns are known: ``columns`` is the index by column key."""

    raw: RawTable
    spec: TableSpec
    columns: Mapping[str, int]
    first_data_index: int

    def place(self, row_index: int, key: str = "") -> Place:
        """Return the place of a row's cell in the column ``key``, of the row itself without a column."""
        if not key:
            return self.raw.place(row_index)
        if key not in self.columns:
            return self.raw.place(row_index, header=key)
        return self.raw.place(row_index, self.columns[key], self.spec.column(key).header)


@dataclass(slots=True)
class Recognised:
    """What became of one sheet. ``table`` is None when it cannot be read; ``spec`` may be known even then."""

    spec: TableSpec | None = None
    table: HeadedTable | None = None
    problems: list[ImportProblem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Candidate:
    spec: TableSpec
    index: int
    columns: Mapping[str, int]


def recognise(raw: RawTable) -> Recognised:
    """Find the header row of ``raw`` and read its columns."""
    found = _best_candidate(raw)
    if found is None:
        return _unrecognised(raw)
    result = Recognised(found.spec)
    second = found.index + 1
    below = _match(found.spec, raw.rows[second]) if second < len(raw.rows) else {}
    two_rows = len(below) >= max(2, len(found.columns) // 2)
    columns = dict(found.columns)
    header_rows = [found.index]
    if two_rows:
        header_rows.append(second)
        _join_rows(raw, found, below, columns, result)
    _check_twice(raw, found, result)
    _check_missing(raw, found.spec, columns, header_rows, result)
    result.table = HeadedTable(raw, found.spec, columns, header_rows[-1] + 1)
    return result


def headers_found(rows: Sequence[Sequence[CellValue]]) -> int:
    """Return how many known headers the best of the first rows has, to tell separators apart."""
    first = rows[:HEADER_SEARCH_ROWS]
    return max((len(_match(spec, row)) for row in first for spec in TABLES), default=0)


def _best_candidate(raw: RawTable) -> _Candidate | None:
    named = _named_spec(raw)
    best: tuple[tuple[float, ...], _Candidate] | None = None
    for index, row in enumerate(raw.rows[:HEADER_SEARCH_ROWS]):
        for spec in TABLES:
            columns = _match(spec, row)
            if not _convincing(spec, columns, named is spec):
                continue
            score = (len(columns), spec is named, -len(spec.columns), -index)
            if best is None or score > best[0]:
                best = score, _Candidate(spec, index, columns)
    return _upper_of_two(raw, best[1]) if best else None


def _upper_of_two(raw: RawTable, lower: _Candidate) -> _Candidate:
    """Return the row above as the first of two header rows, if it is one with a header that was not known."""
    if lower.index == 0:
        return lower
    above = _match(lower.spec, raw.rows[lower.index - 1])
    is_header = len(above) >= max(2, len(lower.columns) // 2)
    return _Candidate(lower.spec, lower.index - 1, above) if is_header else lower


def _convincing(spec: TableSpec, columns: Mapping[str, int], named: bool) -> bool:
    needed = [column.key for column in spec.columns if column.needed]
    present = sum(key in columns for key in needed)
    return len(columns) >= (1 if named else 2) and present * 2 >= (1 if named else len(needed))


def _match(spec: TableSpec, row: Sequence[CellValue]) -> dict[str, int]:
    """Return the index by column key; where two cells name one column the first counts."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(row):
        column = _column_of(spec, cell)
        if column is not None:
            columns.setdefault(column.key, index)
    return columns


def _column_of(spec: TableSpec, cell: CellValue) -> Column | None:
    for reading in header_readings(cell):
        for column in spec.columns:
            if reading in column.names:
                return column
    return None


def _named_spec(raw: RawTable) -> TableSpec | None:
    name = header_key(raw.sheet or _FILE_SUFFIX.sub("", re.split(r"[\\/]", raw.file)[-1]))
    matches = [(len(known), spec) for spec in TABLES for known in spec.names if known in name]
    return max(matches, key=lambda match: match[0])[1] if matches else None


def _unrecognised(raw: RawTable) -> Recognised:
    named = _named_spec(raw)
    if not any(not is_blank(cell) for row in raw.rows for cell in row):
        return Recognised()
    first = next(index for index, row in enumerate(raw.rows) if any(not is_blank(cell) for cell in row))
    if named is None:
        return Recognised(warnings=[explain(raw.place(first), "sheet_skipped")])
    headers = "、".join(column.header for column in named.columns if column.needed)
    problem = explain(
        raw.place(first),
        "sheet_unreadable",
        name=raw.sheet or raw.file,
        rows=str(HEADER_SEARCH_ROWS),
        table=named.key,
        headers=headers,
    )
    return Recognised(named, problems=[problem])


def _join_rows(
    raw: RawTable, found: _Candidate, below: Mapping[str, int], columns: dict[str, int], result: Recognised
) -> None:
    """Read the second header row; each column that both rows name must be the same column in both."""
    upper, lower = raw.rows[found.index], raw.rows[found.index + 1]
    for key, index in below.items():
        above = upper[index] if index < len(upper) else None
        column = _column_of(found.spec, above)
        if column is None and is_blank(above):
            columns.setdefault(key, index)
        elif column is None or column.key != key:
            columns.setdefault(key, index)
            result.problems.append(_conflict(raw, found.index, index, above, lower[index]))
    for index in found.columns.values():
        under = lower[index] if index < len(lower) else None
        if not is_blank(under) and _column_of(found.spec, under) is None:
            result.problems.append(_conflict(raw, found.index + 1, index, upper[index], under))


def _conflict(raw: RawTable, row: int, index: int, first: CellValue, second: CellValue) -> ImportProblem:
    place = raw.place(row, index)
    return explain(place, "header_conflict", first=shown(str(first)), second=shown(str(second)))


def _check_twice(raw: RawTable, found: _Candidate, result: Recognised) -> None:
    for index, cell in enumerate(raw.rows[found.index]):
        column = _column_of(found.spec, cell)
        if column is not None and found.columns[column.key] != index:
            first = Place("", column=column_letter(raw.first_column + found.columns[column.key]))
            place = raw.place(found.index, index, column.header)
            problem = explain(place, "header_twice", header=column.header, key=column.key, first=first)
            result.problems.append(problem)


def _check_missing(
    raw: RawTable, spec: TableSpec, columns: Mapping[str, int], header_rows: Sequence[int], result: Recognised
) -> None:
    missing = [column for column in spec.columns if column.key not in columns]
    explained: set[str] = set()
    for index, text in _unknown_headers(raw, spec, columns, header_rows):
        place = raw.place(header_rows[0], index)
        like = _meant(text, missing)
        instead = like or _in_place_of(spec, index, columns, missing)
        if instead is None:
            result.warnings.append(explain(place, "header_unknown", found=shown(text)))
            continue
        explained.add(instead.key)
        code = "header_like" if like else "header_instead"
        problem = explain(place, code, found=shown(text), header=instead.header, key=instead.key)
        result.problems.append(problem)
    for column in missing:
        if column.needed and column.key not in explained:
            place = raw.place(header_rows[0])
            problem = explain(place, "header_missing", header=column.header, key=column.key)
            result.problems.append(problem)


def _unknown_headers(
    raw: RawTable, spec: TableSpec, columns: Mapping[str, int], header_rows: Sequence[int]
) -> list[tuple[int, str]]:
    used = set(columns.values())
    row = raw.rows[header_rows[0]]
    cells = ((index, cell) for index, cell in enumerate(row) if index not in used and not is_blank(cell))
    return [(index, str(cell)) for index, cell in cells if _column_of(spec, cell) is None]


def _meant(text: str, missing: Sequence[Column]) -> Column | None:
    readings = header_readings(text)
    for column in missing:
        if any(MEANT.get(reading) == column.key for reading in readings):
            return column
    scored = [
        (difflib.SequenceMatcher(None, reading, name).ratio(), -position, column)
        for reading in readings
        for position, column in enumerate(missing)
        for name in column.names
    ]
    best = max(scored, key=lambda score: score[:2], default=None)
    if best is None:
        return None
    # A needed column is missing anyway, so a guess costs nothing; an own column of the shop must not be taken for ours.
    return best[2] if best[0] >= (_LIKE_NEEDED if best[2].needed else _LIKE) else None


def _in_place_of(spec: TableSpec, index: int, columns: Mapping[str, int], missing: Sequence[Column]) -> Column | None:
    """Return the template's column that an unknown one seems to have replaced.

    Told by a sheet that is the template but for one or two columns, with the unknown one between its neighbours.
    """
    template = [column.key for column in spec.columns if not column.extra]
    absent = [column for column in missing if not column.extra]
    if len(absent) > _FEW_MISSING:
        return None
    for column in absent:
        position = template.index(column.key)
        before = template[position - 1] if position else None
        after = template[position + 1] if position + 1 < len(template) else None
        left = before is None or columns.get(before) == index - 1
        right = after is None or columns.get(after) == index + 1
        if left and right:
            return column
    return None
