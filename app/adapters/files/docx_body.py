# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of ``word/document.xml`` in reading order: one line for each paragraph, as with all changes accepted.

Rules after ECMA-376 part 1, chapter 17: what is deleted, hidden or not text is left out and counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.adapters.files.docx_lines import Line, Pages
from app.adapters.files.docx_lists import Numbering, Styles, is_on
from app.adapters.files.docx_runs import Attributes, End, Losses, Properties, Runs, Start, pop

_SKIPPED: Final = frozenset(
    {
        # What a paragraph looked like before a change.
        "w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:tblPrExChange", "w:trPrChange", "w:tcPrChange",
        "w:sectPrChange", "w:numberingChange", "w:tblGridChange",
        # The settings of a content control, and of a formula.
        "w:sdtEndPr", "m:oMathParaPr", "m:ctrlPr",
    }
)  # fmt: skip
_DELETED: Final = ("w:del", "w:moveFrom")
_INSERTED: Final = ("w:ins", "w:moveTo")
_PICTURES: Final = ("a:blip", "v:imagedata", "chart", "relIds")
_DRAWINGS: Final = ("w:drawing", "w:pict", "w:object")
_COUNTED: Final[Mapping[str, str]] = {
    "w:commentReference": "comments",
    "w:footnoteReference": "notes",
    "w:endnoteReference": "notes",
    "w:altChunk": "embedded",
    "w:subDoc": "embedded",
    **dict.fromkeys(_INSERTED, "insertions"),
}


@dataclass(slots=True)
class _Drawing:
    picture: bool = False
    box: bool = False


class Body:
    """Walks the document; ``lines`` and ``losses`` say what came of it, ``margins`` names its headers and footers."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.losses = Losses()
        self.margins: list[str] = []
        self._pages = Pages(styles, numbering)
        self._properties = Properties(self._pages)
        self._runs = Runs(self._pages, styles, self._properties, self.losses)
        self._drawings: list[_Drawing] = []
        self._choices: list[bool] = []
        self._controls: list[bool] = []
        self._skip = 0
        self._starts: Mapping[str, Start] = {**self._properties.starts, **self._runs.starts, **self._own_starts()}
        self._ends: Mapping[str, End] = {**self._properties.ends, **self._runs.ends, **self._own_ends()}

    @property
    def lines(self) -> list[Line]:
        """The paragraphs in reading order."""
        return self._pages.lines

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if self._skip:
            self._skip += 1
            return
        if name in _SKIPPED:
            self._skip = 1
            return
        handle = self._starts.get(name)
        if handle is not None:
            handle(name, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._skip:
            self._skip -= 1
            return
        handle = self._ends.get(name)
        if handle is not None:
            handle()

    def text(self, data: str) -> None:
        """Take a piece of text."""
        if not self._skip:
            self._runs.text(data)

    def _own_starts(self) -> dict[str, Start]:
        pages = self._pages
        return {
            "w:p": lambda _name, _given: pages.begin_paragraph(),
            "w:tr": lambda _name, _given: pages.begin_row(),
            "w:tc": lambda _name, _given: pages.begin_cell(),
            "w:txbxContent": lambda _name, _given: self._on_box(),
            "mc:AlternateContent": lambda _name, _given: self._choices.append(False),
            "mc:Choice": lambda _name, _given: self._on_choice(),
            "mc:Fallback": lambda _name, _given: self._on_choice(),
            "w:sdt": lambda _name, _given: self._controls.append(False),
            "w:showingPlcHdr": self._on_placeholder,
            "w:sdtContent": lambda _name, _given: self._on_control_content(),
            "w:rt": lambda _name, _given: self._leave_out("ruby"),
            "w:headerReference": self._on_margin,
            "w:footerReference": self._on_margin,
            **dict.fromkeys(_DELETED, self._on_deleted),
            **dict.fromkeys(_COUNTED, self._on_counted),
            **dict.fromkeys(_DRAWINGS, lambda _name, _given: self._drawings.append(_Drawing())),
            **dict.fromkeys(_PICTURES, lambda _name, _given: self._on_picture()),
        }

    def _own_ends(self) -> dict[str, End]:
        return {
            "w:p": self._pages.end_paragraph,
            "w:tc": self._pages.end_cell,
            "w:tr": self._pages.end_row,
            "w:txbxContent": self._end_box,
            "mc:AlternateContent": lambda: pop(self._choices),
            "w:sdt": lambda: pop(self._controls),
            **dict.fromkeys(_DRAWINGS, self._end_drawing),
        }

    def _on_deleted(self, _name: str, _given: Attributes) -> None:
        self._leave_out("deletions")
        if self._properties.in_row and self._pages.row:
            self._pages.row.deleted = True
        elif self._properties.in_paragraph and self._pages.paragraph:
            self._pages.paragraph.mark_deleted = True
        else:
            self._pages.note_less()

    def _on_picture(self) -> None:
        if self._drawings:
            self._drawings[-1].picture = True

    def _end_drawing(self) -> None:
        drawing = self._drawings.pop() if self._drawings else _Drawing(box=True)
        if drawing.picture or not drawing.box:
            self.losses.counts["pictures"] += 1
            self._pages.note_less()

    def _on_box(self) -> None:
        if self._drawings:
            self._drawings[-1].box = True
        self._pages.begin_box()

    def _end_box(self) -> None:
        self.losses.counts["boxes"] += self._pages.end_box()

    def _on_choice(self) -> None:
        """Take the first of several ways in which the same thing is written."""
        if not self._choices:
            return
        if self._choices[-1]:
            self._skip = 1
        self._choices[-1] = True

    def _on_placeholder(self, _name: str, given: Attributes) -> None:
        if self._controls:
            self._controls[-1] = is_on(given)

    def _on_control_content(self) -> None:
        if self._controls and self._controls[-1]:
            self._leave_out("placeholders")

    def _on_counted(self, name: str, _given: Attributes) -> None:
        self.losses.counts[_COUNTED[name]] += 1

    def _on_margin(self, _name: str, given: Attributes) -> None:
        self.margins.append(given.get("id", ""))

    def _leave_out(self, what: str) -> None:
        self.losses.counts[what] += 1
        self._skip = 1
