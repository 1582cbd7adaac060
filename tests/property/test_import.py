# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.files.csv_table import split_rows
from app.adapters.files.import_files import import_files
from app.domain.content_set import ContentSet
from app.domain.import_content import build_records
from app.domain.import_outcome import ImportOutcome
from app.domain.sheets import CellValue, RawTable, ScriptFile
from app.domain.sheets_columns import TABLES, TableSpec

TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", " ", "X01", "-5", "¥5.5", "2025-01-01", "是", "商品", "政策", "10′", "Q::A|", "=1/0", "9" * 20],
    ),
)
CELLS: st.SearchStrategy[CellValue] = st.one_of(
    TEXTS,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(date(1, 1, 1)),
    st.datetimes(datetime(1, 1, 1)),  # noqa: DTZ001
    st.times(time(0)),
    st.timedeltas(timedelta(days=-400_000), timedelta(days=400_000)),
)


def consistent(outcome: ImportOutcome) -> bool:
    """Whether there are records or problems but never both, and every problem says something."""
    said = all(problem.message and "{" not in problem.message for problem in outcome.problems if not problem.values)
    return said and bool(outcome.records) != bool(outcome.problems)


@st.composite
def tables(draw: st.DrawFn) -> RawTable:
    spec: TableSpec = draw(st.sampled_from(TABLES))
    columns = draw(st.permutations([column.header for column in spec.columns]))
    width = len(columns) + 1
    rows = draw(st.lists(st.lists(CELLS, max_size=width).map(tuple), max_size=5))
    errors = draw(st.frozensets(st.tuples(st.integers(1, 6), st.integers(1, width)), max_size=2))
    return RawTable("f.xlsx", draw(TEXTS), (tuple(columns), *rows), 1, 1, errors)


@given(st.lists(tables(), max_size=4))
def test_known_headers_over_any_cells_never_raise(given_tables: list[RawTable]) -> None:
    assert consistent(build_records(given_tables, [], ContentSet()))


@given(st.lists(st.lists(CELLS, max_size=6).map(tuple), max_size=6).map(tuple), TEXTS)
def test_sheets_of_any_cells_never_raise(rows: tuple[tuple[CellValue, ...], ...], name: str) -> None:
    assert consistent(build_records([RawTable("f.xlsx", name, rows)], [], ContentSet()))


@given(st.text(), st.text(st.characters(), min_size=1, max_size=250))
def test_scripts_of_any_text_never_raise(text: str, name: str) -> None:
    assert consistent(build_records([], [ScriptFile(name, name, text)], ContentSet()))


@settings(max_examples=60)
@given(
    st.binary(max_size=400), st.sampled_from([".csv", ".xlsx", ".xls", ".md"]), st.sampled_from([b"", b"PK\x03\x04"])
)
def test_files_of_any_bytes_never_raise(tmp_path: Path, data: bytes, suffix: str, start: bytes) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(start + data)

    assert consistent(import_files([path], ContentSet()))


@given(st.lists(st.lists(st.text(alphabet='a",\n\r;馕 ', max_size=6), min_size=1, max_size=4), min_size=1, max_size=5))
def test_any_cells_written_as_csv_are_read_back(rows: list[list[str]]) -> None:
    text = "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)

    assert split_rows(text, ",") == rows
