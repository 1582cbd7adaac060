# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files to raw tables and scripts. What a file is, is told by its content; its name only decides between text kinds."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.adapters.files.csv_table import csv_table, find_separator, split_rows
from app.adapters.files.decoding import BrokenEncodingError, decode
from app.adapters.files.docx_script import read_document
from app.adapters.files.workbook import OLE_START, ZIP_START, holds_workbook, read_workbook
from app.domain.import_outcome import ImportProblem, Place, explain
from app.domain.sheets import RawTable, ScriptFile, column_letter

MAX_FILE: Final = 50 * 1_048_576
_MEGABYTE: Final = 1_048_576
_TABLE_SUFFIXES: Final = (".csv", ".tsv", ".tab")
_WORKBOOK_SUFFIXES: Final = (".xlsx", ".xlsm", ".xls")
_DOCUMENT_SUFFIXES: Final = (".docx", ".docm", ".dotx", ".doc")
_TEXT_SUFFIXES: Final = (".md", ".txt")


@dataclass(slots=True)
class SourceTables:
    """What the given files hold. ``problems`` say which files, or parts of them, could not be read."""

    tables: list[RawTable] = field(default_factory=list)
    scripts: list[ScriptFile] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)


def read_tables(paths: Sequence[Path]) -> SourceTables:
    """Read every file. Folders are not opened, and a file named twice is read once; both are told as warnings."""
    found = SourceTables()
    seen: set[Path] = set()
    for path in paths:
        place = Place(_name(path))
        if path.is_dir():
            found.warnings.append(explain(place, "folder", name=_name(path)))
        elif path.name.startswith("~$"):
            found.warnings.append(explain(place, "lock_file"))
        elif _real(path) in seen:
            found.warnings.append(explain(place, "file_twice"))
        else:
            seen.add(_real(path))
            _read_file(path, found)
    return found


def _name(path: Path) -> str:
    """Return a file's name as a person reads it: composed as typed, and without bytes that are no text."""
    return unicodedata.normalize("NFC", path.name.encode("utf-8", errors="replace").decode("utf-8"))


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def _read_file(path: Path, found: SourceTables) -> None:
    place = Place(_name(path))
    suffix = path.suffix.casefold()
    if suffix not in (*_TABLE_SUFFIXES, *_WORKBOOK_SUFFIXES, *_DOCUMENT_SUFFIXES, *_TEXT_SUFFIXES):
        found.problems.append(explain(place, "wrong_type" if path.exists() else "file_missing", name=_name(path)))
        return
    if path.exists() and not path.is_file():
        found.problems.append(explain(place, "file_unreadable", reason="it is no ordinary file"))
        return
    data = _read_bytes(path, found)
    if data is None:
        return
    if suffix in _DOCUMENT_SUFFIXES and not holds_workbook(data):
        _read_document(path, data, found)
    elif data.startswith((ZIP_START, OLE_START)):
        workbook = read_workbook(_name(path), data)
        found.tables += workbook.tables
        found.problems += workbook.problems
    elif suffix in _WORKBOOK_SUFFIXES:
        found.problems.append(explain(place, "not_a_workbook", suffix=suffix))
    else:
        _read_text(path, data, found)


def _read_document(path: Path, data: bytes, found: SourceTables) -> None:
    document = read_document(_name(path), data)
    found.problems += document.problems
    found.warnings += document.warnings
    if not document.problems:
        # A .doc that is a .docx inside is one script with it, whatever it was renamed to.
        name = _name(path)[: -len(path.suffix)] + ".docx"
        found.scripts.append(ScriptFile(_name(path), name, document.text))


def _read_bytes(path: Path, found: SourceTables) -> bytes | None:
    place = Place(_name(path))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError:
        found.problems.append(explain(place, "file_missing"))
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        found.problems.append(explain(place, "file_unreadable", reason=reason))
        return None
    if len(data) > MAX_FILE:
        limit = str(MAX_FILE // _MEGABYTE)
        found.problems.append(explain(place, "file_too_large", size=f"> {limit}", limit=limit))
        return None
    if not data:
        found.problems.append(explain(place, "file_empty"))
        return None
    return data


def _read_text(path: Path, data: bytes, found: SourceTables) -> None:
    is_script = path.suffix.casefold() in _TEXT_SUFFIXES
    try:
        text = decode(data)
    except BrokenEncodingError as error:
        place = _script_place if is_script else _csv_place
        found.problems.append(_broken_encoding(_name(path), error, place))
        return
    if is_script:
        found.scripts.append(ScriptFile(_name(path), _name(path), text))
        return
    table, problem = csv_table(_name(path), text)
    if table is not None:
        found.tables.append(table)
    if problem is not None:
        found.problems.append(problem)


def _broken_encoding(file: str, error: BrokenEncodingError, place: Callable[[str, str], Place]) -> ImportProblem:
    line = error.before.count("\n") + 1
    at = place(file, error.before)
    return explain(at, "broken_encoding", offset=str(error.offset), line=str(line), encoding=error.encoding)


def _script_place(file: str, before: str) -> Place:
    return Place(file, row=before.count("\n") + 1)


def _csv_place(file: str, before: str) -> Place:
    """Return the cell at which ``before``, a CSV file's beginning, ends."""
    # A stand-in for the damaged character, in case the text ends with a line; and the quotation mark, if one is open.
    closed = before + ('?"' if before.count('"') % 2 else "?")
    rows = split_rows(closed, find_separator(before))
    return Place(file, row=len(rows), column=column_letter(len(rows[-1])))
