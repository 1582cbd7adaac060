# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables and script files to content records: everything is checked, every problem is told in one pass."""

from collections.abc import Iterable, Mapping, Sequence

from app.contract.content import ContentRecord, LineupItem, Script
from app.domain.content_set import ContentSet
from app.domain.import_headers import HEADER_SEARCH_ROWS, Recognised, recognise
from app.domain.import_outcome import ImportOutcome, ImportProblem, Place, explain, outcome_of
from app.domain.import_placement import place_scripts
from app.domain.import_records import BuiltRow, BuiltTable, build_table
from app.domain.import_references import check_references
from app.domain.import_script_rows import script_files
from app.domain.import_scripts import build_scripts
from app.domain.script import resolve_script_ref
from app.domain.sheets import RawTable, ScriptFile
from app.domain.sheets_columns import SCRIPTS, TABLES


def build_records(
    tables: Sequence[RawTable],
    scripts: Sequence[ScriptFile],
    existing: ContentSet,
    *,
    problems: Sequence[ImportProblem] = (),
    warnings: Sequence[ImportProblem] = (),
    unread_files: bool = False,
) -> ImportOutcome:
    """Check tables and scripts together and return their records, or every problem in them.

    Never raises on any content of a cell.

    Args:
        tables: sheets and CSV files in the order given.
        scripts: script files.
        existing: content that this PC already has; references may lead there.
        problems: what reading the files found already.
        warnings: the same for warnings.
        unread_files: whether a file could not be read at all, so that what is missing may be in it.
    """
    told, noted = list(problems), list(warnings)
    recognised = [recognise(table) for table in tables]
    for found in recognised:
        told += found.problems
    told += _nothing_recognised(tables, recognised)
    noted += [warning for found in recognised for warning in found.warnings]
    built = [build_table(found.table) for found in recognised if found.table is not None]
    rows = [row for table in built for row in table.rows if row.spec is not SCRIPTS]
    script_rows = [row for table in built for row in table.rows if row.spec is SCRIPTS]
    _collect(built, told, noted)
    built_scripts = build_scripts([*scripts, *script_files(script_rows)], existing)
    told += built_scripts.problems
    noted += built_scripts.warnings
    script_records = built_scripts.records
    unread = {spec.key for spec in TABLES} if unread_files else _unread(recognised)
    crossed = check_references(rows, [script.script_id for script in script_records], existing, frozenset(unread))
    told += crossed.problems
    noted += crossed.warnings
    tabled = list(_records(rows, script_records, existing))
    placed = place_scripts(script_records, tabled, existing)
    noted += placed.warnings
    moved = {row.row_id: row for row in placed.rows}
    tabled = [moved.pop(record.row_id, record) if isinstance(record, LineupItem) else record for record in tabled]
    records: list[ContentRecord] = [*script_records, *tabled, *moved.values()]
    if not records and not told:
        told.append(explain(Place(""), "nothing_given"))
    order = {(table.file, table.sheet): position for position, table in enumerate(tables)}
    return outcome_of(records, _in_order(told, order), _in_order(noted, order))


def _in_order(found: Sequence[ImportProblem], order: Mapping[tuple[str, str], int]) -> list[ImportProblem]:
    """Return findings as the files are read from top to bottom, those about whole files first."""
    return sorted(found, key=lambda problem: (order.get((problem.file, problem.sheet), -1), problem.row))


def _collect(built: Iterable[BuiltTable], told: list[ImportProblem], noted: list[ImportProblem]) -> None:
    for table in built:
        told += table.problems
        noted += table.warnings


def _unread(recognised: Sequence[Recognised]) -> set[str]:
    """Return the tables whose rows or codes are not all known because their header is wrong."""
    broken = [found for found in recognised if found.spec is not None and found.problems]
    return {found.spec.key for found in broken if found.spec is not None and not _has_codes(found)}


def _has_codes(found: Recognised) -> bool:
    return found.table is not None and found.table.spec.columns[0].key in found.table.columns


def _nothing_recognised(tables: Sequence[RawTable], recognised: Sequence[Recognised]) -> list[ImportProblem]:
    """Return a problem for each file in which no sheet was recognised at all."""
    known = {table.file for table, found in zip(tables, recognised, strict=True) if found.spec is not None}
    unknown = dict.fromkeys(table.file for table in tables if table.file not in known)
    return [explain(_first_place(tables, file), "no_table", rows=str(HEADER_SEARCH_ROWS)) for file in unknown]


def _first_place(tables: Sequence[RawTable], file: str) -> Place:
    table = next(table for table in tables if table.file == file)
    return table.place(0) if table.rows else table.place()


def _records(rows: Sequence[BuiltRow], scripts: Sequence[Script], existing: ContentSet) -> Iterable[ContentRecord]:
    """Yield the rows' records in the order of the tables, script references as the scripts' own ids."""
    script_ids = dict.fromkeys([*(script.script_id for script in scripts), *existing.scripts])
    for spec in TABLES:
        for row in rows:
            if row.spec is not spec or row.record is None:
                continue
            record = row.record
            if isinstance(record, LineupItem):
                script_id = resolve_script_ref(record.script_ref, script_ids)
                record = record.model_copy(update={"script_ref": script_id or record.script_ref})
            yield record
