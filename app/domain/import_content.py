# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables and script files to content records: everything is checked, every problem is told in one pass."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from app.contract.content import ContentRecord, LineupItem, Script
from app.domain.content_set import ContentSet
from app.domain.import_cells import CellError, cell_text, shown
from app.domain.import_headers import HEADER_SEARCH_ROWS, Recognised, recognise
from app.domain.import_outcome import ImportOutcome, ImportProblem, Place, explain, outcome_of
from app.domain.import_records import BuiltRow, BuiltTable, build_table
from app.domain.import_references import check_references
from app.domain.script import SCRIPT_SUFFIXES, TOKENS, resolve_script_ref, script_language, token_names
from app.domain.sheets import MAX_CELL, RawTable, ScriptFile
from app.domain.sheets_columns import TABLES

MAX_SCRIPT: Final = 200_000
MAX_SCRIPT_NAME: Final = 200
_ARABIC_SCRIPT: Final = range(0x0600, 0x0700)


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
    rows = [row for table in built for row in table.rows]
    _collect(built, told, noted)
    script_records = _scripts(scripts, told, noted)
    unread = {spec.key for spec in TABLES} if unread_files else _unread(recognised)
    crossed = check_references(rows, [script.script_id for script in script_records], existing, frozenset(unread))
    told += crossed.problems
    noted += crossed.warnings
    records: list[ContentRecord] = [*script_records, *_records(rows, script_records, existing)]
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


def _scripts(files: Sequence[ScriptFile], told: list[ImportProblem], noted: list[ImportProblem]) -> list[Script]:
    first: dict[str, ScriptFile] = {}
    records = []
    for file in files:
        earlier = first.setdefault(_stem(file.name).casefold(), file)
        problem = _script_problem(file) if earlier is file else _second_script(file, earlier)
        if problem is not None:
            told.append(problem)
            continue
        noted += _unknown_tokens(file)
        records.append(Script(script_id=file.name, text=_tidy(file.text), lang=_language(file)))
    return records


def _script_problem(file: ScriptFile) -> ImportProblem | None:
    place = Place(file.file)
    if len(file.name) > MAX_SCRIPT_NAME:
        return explain(place, "script_name_too_long", limit=str(MAX_SCRIPT_NAME))
    if len(file.text) > MAX_SCRIPT:
        return explain(place, "script_too_long", length=str(len(file.text)), limit=str(MAX_SCRIPT))
    if not file.text.strip():
        return explain(place, "script_empty")
    for row, line in enumerate([file.name, *file.text.splitlines()]):
        try:
            for start in range(0, len(line), MAX_CELL):
                cell_text(line[start : start + MAX_CELL])
        except CellError as error:
            return explain(Place(file.file, row=row), error.code, **error.values)
    return None


def _unknown_tokens(file: ScriptFile) -> list[ImportProblem]:
    names = dict.fromkeys(name.partition(":")[0] for name in token_names(file.text))
    known = "、".join(sorted(TOKENS))
    unknown = [shown(name) for name in names if name not in TOKENS]
    return [explain(Place(file.file), "unknown_token", value=name, known=known) for name in unknown]


def _second_script(file: ScriptFile, earlier: ScriptFile) -> ImportProblem:
    return explain(Place(file.file), "duplicate", what="Script", value=_stem(file.name), first=earlier.file)


def _stem(name: str) -> str:
    return next((name.removesuffix(suffix) for suffix in SCRIPT_SUFFIXES if name.endswith(suffix)), name)


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n") + "\n"


def _language(file: ScriptFile) -> str:
    """Return the script's language: as it says itself, else Uyghur where most letters are of its script."""
    said = script_language(file.text)
    if said is not None:
        return said
    letters = [letter for letter in file.text if letter.isalpha()]
    arabic = sum(ord(letter) in _ARABIC_SCRIPT for letter in letters)
    return "ug" if arabic * 2 > len(letters) else "zh"


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
