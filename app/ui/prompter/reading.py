# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the reader is: which lines are on the screen, and that they stay when numbers, sizes or modes change."""

from dataclasses import dataclass

from app.domain.clock import Clock
from app.ui.prompter.document import PromptDocument, Spot
from app.ui.prompter.flash import Flashes, changed_numbers
from app.ui.prompter.geometry import column_px
from app.ui.prompter.layout import PlacedLine, PromptLayout, TextStyle
from app.ui.prompter.paging import page_of, page_starts
from app.ui.prompter.scroller import Scroller

READING_LINE = 0.28
_SIDE_MARGIN_EM = 0.75
_TOP_MARGIN_EM = 0.4


@dataclass(frozen=True, slots=True)
class PromptPlace:
    """Where the reader is: the page (from 1) of how many, and how much of the text has passed (0 to 1)."""

    page: int
    pages: int
    passed: float
    wording_waits: bool


@dataclass(frozen=True, slots=True)
class _Left:
    """Where the reader left a text for another one; of other wording it says nothing."""

    wording: tuple[object, ...]
    spot: Spot


class Reading:
    """A document laid out for a surface, and the place in it. Pixels throughout; nothing here paints."""

    def __init__(self, clock: Clock, families: tuple[str, ...]) -> None:
        self.scroller = Scroller(clock)
        self.scrolling = False
        self.glyph_px = 92.0
        self._families = families
        self._width, self._height = 1.0, 1.0
        self._waiting: PromptDocument | None = None
        self._flashes = Flashes(clock)
        self._left: dict[str, _Left] = {}
        self.layout = PromptLayout(PromptDocument(), self._style())
        self._first_line = 0
        self._pages: tuple[int, ...] = ()

    @property
    def document(self) -> PromptDocument:
        """The document on screen."""
        return self.layout.document

    def place(self) -> PromptPlace:
        """Return where in the document the screen stands."""
        page = page_of(self._pages, self._first_line) + 1 if self._pages else 0
        passed = self.scroller.position() / self.layout.height if self.layout.height else 0.0
        return PromptPlace(page, len(self._pages), passed, self._waiting is not None)

    def spot(self) -> Spot:
        """Return the place in the text with which the line being read begins."""
        return self.layout.spot_of_line(self._read_line()) if self.layout.lines else Spot()

    def read_line_top(self) -> float:
        """Return the height on the surface of the top of the line being read."""
        return self.screen_y(self.layout.lines[self._read_line()]) if self.layout.lines else 0.0

    def reading_y(self) -> float:
        """Return the height on the surface at which a scrolling text is read."""
        return self._height * READING_LINE

    def left(self) -> float:
        """Return where the text column begins."""
        return float(round((self._width - self.layout.style.column_px) / 2))

    def set_document(self, document: PromptDocument) -> bool:
        """Show ``document``; return whether numbers were lit. New wording of the text being read waits.

        A text that was on before goes on at the line where it was left.
        """
        old = self.document
        if document.key != old.key:
            self._left[old.place] = _Left(old.wording, self.spot())
            self._waiting = None
            self._flashes.clear()
            left = self._left.get(document.place) if document.place else None
            self._replace(document, left.spot if left and left.wording == document.wording else Spot(), 0.0)
            return False
        if document.wording != old.wording:
            self._waiting = document
            return False
        self._waiting = None
        changed = changed_numbers(old, document)
        self._flashes.light(changed)
        self._rebuild(document)
        return bool(changed)

    def fits(self, document: PromptDocument) -> bool:
        """Return whether one page holds the whole of ``document``."""
        return PromptLayout(document, self._style(), previous=self.layout).height <= self._page_height()

    def take_new_wording(self) -> None:
        """Show the wording that waits, from as near as may be to the line being read."""
        if self._waiting is not None:
            document, self._waiting = self._waiting, None
            self._rebuild(document)

    def resize(self, width: float, height: float) -> None:
        """Take another surface."""
        self._width, self._height = width, height
        self.refresh()

    def set_glyph_px(self, glyph_px: float) -> None:
        """Take another glyph height; the line being read stays first."""
        self.glyph_px = glyph_px
        self.refresh()

    def set_scrolling(self, scrolling: bool) -> None:
        """Scroll, or turn pages; the line being read stays."""
        spot = self.spot()
        self.scrolling = scrolling
        self._go_to(spot, 0.0)

    def refresh(self) -> None:
        """Lay the document out anew, numbers that burnt out included."""
        self._rebuild(self.document)

    def step(self, pages: int) -> None:
        """Turn by whole pages; a scrolling text moves by a screen less one line."""
        if not self.layout.lines:
            return
        if self.scrolling:
            screen = max(self.glyph_px, self._height * (1 - READING_LINE) - 1.5 * self.glyph_px)
            self.scroller.move_to(self.scroller.position() + pages * screen)
            return
        page = page_of(self._pages, self._first_line) + pages
        self._first_line = self._pages[max(0, min(page, len(self._pages) - 1))]

    def on_screen(self) -> range:
        """Return the indices of the lines that are on the surface."""
        count = len(self.layout.lines)
        if not count:
            return range(0)
        if self.scrolling:
            top = self.scroller.position() - self.reading_y()
            return range(self.layout.line_at(top), self.layout.line_at(top + self._height) + 1)
        page = page_of(self._pages, self._first_line)
        return range(self._first_line, self._pages[page + 1] if page + 1 < len(self._pages) else count)

    def screen_y(self, line: PlacedLine) -> float:
        """Return the height on the surface of the top of ``line``."""
        if self.scrolling:
            return self.reading_y() + line.top - self.scroller.position()
        return self._margin() + line.top - self.layout.lines[self._first_line].top

    def _margin(self) -> float:
        return _TOP_MARGIN_EM * self.glyph_px

    def _page_height(self) -> float:
        return max(self.glyph_px, self._height - 1.25 * self._margin())

    def _style(self) -> TextStyle:
        room = max(self.glyph_px, self._width - 2 * _SIDE_MARGIN_EM * self.glyph_px)
        return TextStyle(self.glyph_px, float(int(column_px(room, self.glyph_px))), self._families)

    def _read_line(self) -> int:
        return self.layout.line_at(self.scroller.position()) if self.scrolling else self._first_line

    def _rebuild(self, document: PromptDocument) -> None:
        spot, within = self.spot(), 0.0
        if self.scrolling and self.layout.lines:
            within = self.scroller.position() - self.layout.lines[self._read_line()].top
        self._replace(document, spot, within)

    def _replace(self, document: PromptDocument, spot: Spot, within: float) -> None:
        self.layout = PromptLayout(document, self._style(), flashing=self._flashes.lit(), previous=self.layout)
        self._go_to(spot, within)

    def _go_to(self, spot: Spot, within: float) -> None:
        layout = self.layout
        self._first_line = layout.line_of_spot(spot) if layout.lines else 0
        self._pages = page_starts(layout.lines, self._page_height(), keep=self._first_line)
        top = layout.lines[self._first_line].top if layout.lines else 0.0
        self.scroller.set_text(height=layout.height, characters=layout.characters, position=top + within)
