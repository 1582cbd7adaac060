# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Excel workbooks (.xlsx, .xlsm, .xls) to tables, one for each sheet with values."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.adapters.files import workbook_scan
from app.adapters.files.workbook_scan import MAX_SHEET_CELLS, MAX_UNPACKED, SheetExtent
from app.domain.import_cells import shown
from app.domain.import_outcome import ImportProblem, Place, explain
from app.domain.sheets import MAX_ROWS, RawTable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ZIP_START: Final = b"PK\x03\x04"
OLE_START: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MEGABYTE: Final = 1_048_576


@dataclass(slots=True)
class WorkbookContent:
    """The sheets that could be read, and what could not."""

    tables: list[RawTable] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)


def read_workbook(file: str, data: bytes) -> WorkbookContent:
    """Read every sheet of the workbook in ``data``; ``file`` is its name for problems. Never raises on bad files."""
    content = WorkbookContent()
    extents: Mapping[str, SheetExtent] = {}
    if data.startswith(OLE_START) and _ENCRYPTED in data:
        content.problems.append(explain(Place(file), "workbook_password"))
        return content
    if data.startswith(ZIP_START):
        try:
            extents = workbook_scan.scan_workbook(io.BytesIO(data))
        except workbook_scan.NotAWorkbookError:
            content.problems.append(explain(Place(file), "not_a_workbook", suffix=posixpath.splitext(file)[1]))
            return content
        except workbook_scan.UnpackedTooLargeError:
            content.problems.append(explain(Place(file), "workbook_bomb", limit=str(MAX_UNPACKED // _MEGABYTE)))
            return content
        except workbook_scan.DAMAGED as error:
            content.problems.append(_broken(file, error))
            return content
    _read_sheets(file, data, extents, content)
    return content


def holds_workbook(data: bytes) -> bool:
    """Return whether ``data`` is an .xlsx, whatever its file is called."""
    try:
        return workbook_scan.MAIN_PART in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except workbook_scan.DAMAGED:
        return False


def _read_sheets(file: str, data: bytes, extents: Mapping[str, SheetExtent], content: WorkbookContent) -> None:
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for name in _worksheets(workbook):
                extent = extents.get(name, SheetExtent())
                if extent.cells > MAX_SHEET_CELLS:
                    content.problems.append(_too_large(file, name, extent))
                    continue
                _add_sheet(file, workbook.get_sheet_by_name(name), extent, content)
    except python_calamine.PasswordError:
        content.problems.append(explain(Place(file), "workbook_password"))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the native reader is no Exception
        content.problems.append(_broken(file, error))


def _worksheets(workbook: "CalamineWorkbook") -> list[str]:
    from python_calamine import SheetTypeEnum

    return [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def _add_sheet(file: str, sheet: "CalamineSheet", extent: SheetExtent, content: WorkbookContent) -> None:
    start = sheet.start
    if start is None:
        return
    if sheet.height > MAX_ROWS:
        place = Place(file, sheet.name)
        content.problems.append(explain(place, "too_many_rows", rows=str(sheet.height), limit=str(MAX_ROWS)))
        return
    if sheet.height * sheet.width > MAX_SHEET_CELLS:
        wide = SheetExtent(sheet.total_height, sheet.total_width)
        content.problems.append(_too_large(file, sheet.name, wide))
        return
    rows = tuple(tuple(row) for row in sheet.to_python(skip_empty_area=True))
    errors = frozenset(extent.errors)
    content.tables.append(RawTable(file, sheet.name, rows, start[0] + 1, start[1] + 1, errors))


def _too_large(file: str, sheet: str, extent: SheetExtent) -> ImportProblem:
    return explain(
        Place(file, sheet),
        "sheet_too_large",
        rows=str(extent.rows),
        columns=str(extent.columns),
        cell=extent.last_cell,
        limit=str(MAX_SHEET_CELLS),
    )


def _broken(file: str, error: BaseException) -> ImportProblem:
    return explain(Place(file), "workbook_broken", reason=shown(str(error)) or type(error).__name__)
