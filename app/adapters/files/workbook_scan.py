# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A look into an .xlsx before it is opened: how much it unpacks to, how far each sheet reaches, which formulas failed.

The reader holds a sheet as one rectangle, so a single value in the last cell of a sheet would take all memory; and a
formula that failed comes out of it as an empty cell. Both are told here from the file's own text.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Final
from xml.etree import ElementTree

from app.domain.sheets import column_letter, column_number

MAX_UNPACKED: Final = 150 * 1_048_576
MAX_SHEET_CELLS: Final = 2_000_000
MAIN_PART: Final = "xl/workbook.xml"
MAX_PART: Final = 4 * 1_048_576
_CHUNK: Final = 1_048_576
_LONGEST_TAG: Final = 100_000
_MANY_ERRORS: Final = 1_000
_TAG: Final = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>")
_REFERENCE: Final = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})([0-9]{1,7})["']""")
_ERROR: Final = re.compile(rb"""\bt\s*=\s*["']e["']""")
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_MAIN: Final = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_STRICT_RELATION: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class NotAWorkbookError(ValueError):
    """A zip file, but no Excel workbook."""


class UnpackedTooLargeError(ValueError):
    """The parts that hold tables unpack to more than ``MAX_UNPACKED`` bytes."""


@dataclass(slots=True)
class SheetExtent:
    """How far the values of a sheet reach (from 1; 0: no values), and cells whose formula failed."""

    rows: int = 0
    columns: int = 0
    errors: set[tuple[int, int]] = field(default_factory=set)

    @property
    def cells(self) -> int:
        """Size of the rectangle from A1 to the last value."""
        return self.rows * self.columns

    @property
    def last_cell(self) -> str:
        """The corner of that rectangle, as a spreadsheet names it."""
        return f"{column_letter(self.columns)}{self.rows}"


def scan_workbook(stream: IO[bytes]) -> Mapping[str, SheetExtent]:
    """Return the extent of each sheet by its name.

    Raises:
        NotAWorkbookError: no workbook inside.
        UnpackedTooLargeError: a zip bomb, or nearly one.
        OSError, zipfile.BadZipFile, ElementTree.ParseError, ValueError, ...: damaged; see ``DAMAGED``.
    """
    with zipfile.ZipFile(stream) as archive:
        names = set(archive.namelist())
        if MAIN_PART not in names:
            raise NotAWorkbookError
        budget = _Budget()
        for name in sorted(names):
            if name.startswith("xl/") and name.endswith(".xml") and not name.startswith("xl/worksheets/"):
                for _ in budget.chunks(archive, name):
                    pass
        return {title: _extent(budget.chunks(archive, part)) for title, part in _sheets(archive) if part in names}


DAMAGED: Final = (OSError, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError, zipfile.BadZipFile,
                  ElementTree.ParseError)  # fmt: skip


class _Budget:
    """Counts what is unpacked. A part never gives more than it says of itself: the archive's reader stops there."""

    def __init__(self) -> None:
        self._left = MAX_UNPACKED

    def chunks(self, archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
        if archive.getinfo(name).file_size > self._left:
            raise UnpackedTooLargeError
        with archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                self._left -= len(chunk)
                yield chunk


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet's title and the part of the archive that holds it."""
    targets = {
        str(link.get("Id")): str(link.get("Target"))
        for link in _parse(archive, "xl/_rels/workbook.xml.rels").iter()
        if link.get("Target")
    }
    workbook = _parse(archive, MAIN_PART)
    for sheet in (*workbook.iter(f"{_MAIN}sheet"), *workbook.iter(f"{_STRICT_MAIN}sheet")):
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        yield str(sheet.get("name")), path


def _parse(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with archive.open(name) as part:
        data = part.read(MAX_PART + 1)
    # Entities have no place in a workbook, and unfolding them is how a small file becomes a huge one.
    if len(data) > MAX_PART or b"<!DOCTYPE" in data:
        raise ValueError(name)
    return ElementTree.fromstring(data)  # noqa: S314


def _extent(chunks: Iterator[bytes]) -> SheetExtent:
    walk = _Walk()
    tail = b""
    for chunk in chunks:
        data = tail + chunk
        cut = data.rfind(b"<")
        walk.feed(data[:cut] if cut >= 0 else data)
        tail = data[cut:] if cut >= 0 else b""
        if len(tail) > _LONGEST_TAG + _CHUNK:
            raise ValueError("a tag without end")
    walk.feed(tail)
    return walk.extent


class _Walk:
    """Follows rows and cells through a sheet, also where they leave out their own addresses."""

    def __init__(self) -> None:
        self.extent = SheetExtent()
        self._row = 0
        self._column = 0

    def feed(self, data: bytes) -> None:
        for tag in _TAG.finditer(data):
            address = _REFERENCE.search(tag[2])
            if tag[1] == b"row":
                self._row = int(address[2]) if address and not address[1] else self._row + 1
                self._column = 0
                continue
            self._column += 1
            if address and address[1]:
                self._row, self._column = int(address[2]), column_number(address[1].decode("ascii"))
            if not tag[2].endswith(b"/"):
                self._note(failed=_ERROR.search(tag[2]) is not None)

    def _note(self, *, failed: bool) -> None:
        extent = self.extent
        extent.rows, extent.columns = max(extent.rows, self._row), max(extent.columns, self._column)
        if failed and len(extent.errors) < _MANY_ERRORS:
            extent.errors.add((self._row, self._column))
