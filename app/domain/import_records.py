# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of a recognised table to content records, each cell checked on its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from pydantic import ValidationError

from app.contract.content import CONTENT_ID_FIELDS, CONTENT_MODELS, ContentRecord, Evidence
from app.domain.import_cells import CellError, shown
from app.domain.import_headers import HeadedTable
from app.domain.import_outcome import ImportProblem, Place, explain
from app.domain.import_rules import check_row
from app.domain.sheets import CellValue, is_blank
from app.domain.sheets_columns import LINEUP, PRODUCTS, Column, TableSpec


@dataclass(frozen=True, slots=True)
class BuiltRow:
    """One row that was read. ``record`` is None when a cell is wrong; ``values`` holds what could be read."""

    table: HeadedTable
    index: int
    values: Mapping[str, object]
    record: ContentRecord | None

    @property
    def spec(self) -> TableSpec:
        """The kind of table it stands in."""
        return self.table.spec

    @property
    def record_id(self) -> str:
        """The id under which the row is stored, empty when it could not be read."""
        return str(self.values.get(CONTENT_ID_FIELDS[self.spec.content_type]) or "")

    def place(self, key: str = "") -> Place:
        """Return the place of the row's cell in a column."""
        return self.table.place(self.index, key)


@dataclass(slots=True)
class BuiltTable:
    """All rows of one table and what was wrong with them."""

    rows: list[BuiltRow] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)


def build_table(table: HeadedTable) -> BuiltTable:
    """Read every row of ``table`` that says something in a known column."""
    built = BuiltTable()
    raw = table.raw
    for index in range(table.first_data_index, len(raw.rows)):
        if all(is_blank(_cell(table, index, key)) and not _failed(table, index, key) for key in table.columns):
            continue
        built.rows.append(_build_row(table, index, built))
    if not built.rows:
        built.warnings.append(explain(raw.place(table.first_data_index - 1), "no_rows"))
    built.warnings.extend(_headless_values(table))
    return built


def _build_row(table: HeadedTable, index: int, built: BuiltTable) -> BuiltRow:
    values: dict[str, object] = {}
    problems: list[ImportProblem] = []
    for column in table.spec.columns:
        try:
            _read_cell(table, index, column, values)
        except CellError as error:
            problems.append(explain(table.place(index, column.key), error.code, **error.values))
    values = _derived(table.spec, values)
    findings = check_row(table.spec, values)
    problems += [explain(table.place(index, found.key), found.code, **found.values) for found in findings.problems]
    warnings = [explain(table.place(index, found.key), found.code, **found.values) for found in findings.warnings]
    built.warnings.extend(warnings)
    whole = all(column.key in table.columns for column in table.spec.columns if column.needed)
    record = _record(table, index, values, problems) if whole and not problems else None
    built.problems.extend(problems)
    return BuiltRow(table, index, values, record)


def _read_cell(table: HeadedTable, index: int, column: Column, values: dict[str, object]) -> None:
    if column.key not in table.columns:
        return
    if _failed(table, index, column.key):
        raise CellError("formula_error")
    cell = _cell(table, index, column.key)
    value = None if is_blank(cell) else column.read(cell)
    if column.filled and value in (None, ""):
        raise CellError("empty", header=column.header, key=column.key)
    if value is not None:
        values[column.key] = value


def _derived(spec: TableSpec, values: dict[str, object]) -> dict[str, object]:
    """Return ``values`` under the record's field names, with what the sheet leaves to be worked out."""
    if spec is LINEUP:
        lineup_id = values.pop("session_id", None)
        if lineup_id is not None:
            values["lineup_id"] = lineup_id
        if not values.get("row_id") and lineup_id is not None and "seq" in values:
            values["row_id"] = f"{lineup_id}-{values['seq']}"
    if spec is PRODUCTS:
        values["evidence"] = tuple(_evidence(values))
    return values


def _evidence(values: Mapping[str, object]) -> Iterator[Evidence]:
    types, numbers, days = (_slots(values, key) for key in ("evidence_type", "evidence_no", "evidence_expiry"))
    for position, kind in enumerate(types):
        if kind:
            number = numbers[position] if position < len(numbers) else ""
            expiry = days[position] if position < len(days) else None
            yield Evidence.model_validate({"evidence_type": kind, "evidence_no": number, "expiry": expiry})


def _slots(values: Mapping[str, object], key: str) -> tuple[object, ...]:
    found = values.get(key, ())
    return found if isinstance(found, tuple) else ()


def _record(
    table: HeadedTable, index: int, values: Mapping[str, object], problems: list[ImportProblem]
) -> ContentRecord | None:
    model = CONTENT_MODELS[table.spec.content_type]
    fields = {name: value for name, value in values.items() if name in model.model_fields}
    try:
        record = model.model_validate(fields)
    except ValidationError as error:
        for found in error.errors():
            key = str(found["loc"][0]) if found["loc"] else ""
            problems.append(explain(table.place(index, key), "bad_value", reason=shown(found["msg"])))
        return None
    return cast(ContentRecord, record)


def _cell(table: HeadedTable, index: int, key: str) -> CellValue:
    row = table.raw.rows[index]
    column = table.columns[key]
    return row[column] if column < len(row) else None


def _failed(table: HeadedTable, index: int, key: str) -> bool:
    raw = table.raw
    return (raw.first_row + index, raw.first_column + table.columns[key]) in raw.formula_errors


def _headless_values(table: HeadedTable) -> Iterator[ImportProblem]:
    """Yield a warning for the first value of each column that has values but no header."""
    raw = table.raw
    headers = raw.rows[: table.first_data_index]
    named = {index for row in headers[-2:] for index, cell in enumerate(row) if not is_blank(cell)}
    named |= set(table.columns.values())
    for index in range(table.first_data_index, len(raw.rows)):
        for column, cell in enumerate(raw.rows[index]):
            if column not in named and not is_blank(cell):
                named.add(column)
                yield explain(raw.place(index, column), "value_without_header")
