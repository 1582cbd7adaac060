# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paragraphs of a Word document put in reading order: out of tables row by row, text boxes after their paragraph."""

from dataclasses import dataclass, field
from typing import Final

from app.adapters.files.docx_lists import Numbering, Styles
from app.domain.script_marks import LINE_BREAK

CELL_MARK: Final = " | "


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph that is left. ``mark`` stands before it: a heading's ``#`` or what a list puts there."""

    text: str
    mark: str = ""
    bidi: bool = False

    @property
    def whole(self) -> str:
        """Mark and text."""
        return self.mark + self.text if self.text else ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it is read. ``less``: something of it was left out, so that an empty rest is no line."""

    pieces: list[str] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    style: str = ""
    num_id: str | None = None
    ilvl: int | None = None
    heading: int | None = None
    bidi: bool = False
    mark_deleted: bool = False
    less: bool = False


@dataclass(slots=True)
class Row:
    """A table row while it is read."""

    cells: list[list[Line]] = field(default_factory=list)
    deleted: bool = False


@dataclass(slots=True)
class _Container:
    """What paragraphs stand in: the body, a cell, a text box. ``carried`` is text whose paragraph mark was deleted."""

    lines: list[Line] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)

    def close(self) -> list[Line]:
        """Return the lines, with the text that no paragraph took up."""
        text = "".join(self.carried)
        self.carried = []
        if text.strip():
            self.lines.append(Line(text))
        return self.lines


class Pages:
    """Where paragraphs, cells and text boxes begin and end; an end without its beginning changes nothing."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._containers = [_Container()]
        self._paragraphs: list[Paragraph] = []
        self._rows: list[Row] = []

    @property
    def lines(self) -> list[Line]:
        """The paragraphs in reading order."""
        return self._containers[0].close()

    @property
    def paragraph(self) -> Paragraph | None:
        """The paragraph that is being read."""
        return self._paragraphs[-1] if self._paragraphs else None

    @property
    def row(self) -> Row | None:
        """The table row that is being read."""
        return self._rows[-1] if self._rows else None

    def begin_paragraph(self) -> None:
        """Begin a paragraph."""
        self._paragraphs.append(Paragraph())

    def end_paragraph(self) -> None:
        """End a paragraph: it is a line, or runs on into the next where its mark was deleted."""
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        container = self._containers[-1]
        pieces = [*container.carried, *paragraph.pieces]
        container.carried = pieces if paragraph.mark_deleted else []
        if not paragraph.mark_deleted:
            text = "".join(pieces).strip(LINE_BREAK)
            if text or not paragraph.less:
                container.lines.append(self._line(paragraph, text))
        container.lines += paragraph.after

    def note_less(self) -> None:
        """Note that something of the paragraph was left out."""
        if self._paragraphs:
            self._paragraphs[-1].less = True

    def begin_row(self) -> None:
        """Begin a table row."""
        self._rows.append(Row())

    def begin_cell(self) -> None:
        """Begin a cell."""
        self._containers.append(_Container())

    def end_cell(self) -> None:
        """End a cell; empty paragraphs in it are no lines."""
        if len(self._containers) > 1 and self._rows:
            self._rows[-1].cells.append(_filled(self._containers.pop()))

    def end_row(self) -> None:
        """End a table row: one line where each cell has one, else the cells' lines one after another."""
        if not self._rows:
            return
        row = self._rows.pop()
        cells = [cell for cell in row.cells if cell]
        if row.deleted:
            return
        lines = self._containers[-1].lines
        if len(cells) > 1 and all(len(cell) == 1 for cell in cells):
            lines.append(_joined([cell[0] for cell in cells]))
            return
        for cell in cells:
            lines += cell

    def begin_box(self) -> None:
        """Begin a text box."""
        self._containers.append(_Container())

    def end_box(self) -> bool:
        """End a text box, and return whether it says something."""
        if len(self._containers) < 2:
            return False
        lines = _filled(self._containers.pop())
        if self._paragraphs:
            self._paragraphs[-1].after += lines
            self.note_less()
        else:
            self._containers[-1].lines += lines
        return bool(lines)

    def _line(self, paragraph: Paragraph, text: str) -> Line:
        if not text.strip():
            return Line("")
        num_id, ilvl = self._styles.list_of(paragraph.style)
        num_id = num_id if paragraph.num_id is None else paragraph.num_id
        level = paragraph.ilvl if paragraph.ilvl is not None else ilvl or 0
        mark = self._numbering.prefix(num_id, level) if num_id else ""
        heading = paragraph.heading if paragraph.heading is not None else self._styles.heading(paragraph.style)
        if heading and not text.lstrip().startswith("#"):
            # A bullet before a heading says nothing; its number does.
            mark = "#" * heading + " " + ("" if mark == "- " else mark)
        return Line(text, mark, paragraph.bidi)


def _filled(container: _Container) -> list[Line]:
    return [line for line in container.close() if line.text.strip()]


def _joined(cells: list[Line]) -> Line:
    text = CELL_MARK.join([cells[0].text, *(cell.whole for cell in cells[1:])])
    return Line(text.replace(LINE_BREAK, " "), cells[0].mark, any(cell.bidi for cell in cells))
