# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text laid out in lines, with no painting: where each line is, and which place in the text it begins with."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QTextCharFormat, QTextFormat, QTextLayout, QTextOption

from app.ui.prompter.document import PromptBlock, PromptDocument, Spot, Tone, code_point_of, spot_at
from app.ui.prompter.utf16 import to_code_points, to_utf16, utf16_length

BACKGROUND: Final = "#000000"
TEXT: Final = "#FFFFFF"
BOUND_NUMBER: Final = "#FFE58A"
FLASH: Final = "#5A4300"
TONES: Final[Mapping[Tone, str]] = {Tone.TEXT: TEXT, Tone.QUIET: "#C4C4C4", Tone.WARNING: "#FFC2B3"}
# A tenth of a line is empty above and below its glyphs; on a card with a huge price that adds up to a point's line.
_TRIM: Final = 0.1
_ONE_UNIT_LINE_BREAKS = str.maketrans({"\n": "\u2028", "\r": "\u200b"})


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Measures of the text in pixels: the height of a glyph at scale 1, the column's width; and its fonts."""

    glyph_px: float
    column_px: float
    families: tuple[str, ...] = ()


class BlockLayout:
    """One block broken into lines. Equal blocks of one style look equal, so layouts are shared between revisions."""

    def __init__(self, block: PromptBlock, style: TextStyle, flashing: frozenset[int] = frozenset()) -> None:
        self.block = block
        self._layout = QTextLayout(block.text.translate(_ONE_UNIT_LINE_BREAKS), _font(block, style))
        option = QTextOption(Qt.AlignmentFlag.AlignRight if block.rtl else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if block.rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(_formats(block, style, flashing))
        self._layout.setCacheEnabled(True)
        self.tops: list[float] = []
        self.height = self._break_lines(style)

    def _break_lines(self, style: TextStyle) -> float:
        y = 0.0
        leading = style.glyph_px * self.block.scale * 0.06
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(style.column_px)
            trim = line.height() * _TRIM if self.block.tight else 0.0
            line.setPosition(QPointF(0, y - trim))
            self.tops.append(y)
            y += line.height() - 2 * trim + leading
        self._layout.endLayout()
        return y

    def line_start(self, line: int) -> int:
        """Return the code point with which ``line`` begins."""
        return to_code_points(self.block.text, self._layout.lineAt(line).textStart())

    def line_of(self, code_point: int) -> int:
        """Return the line that holds ``code_point``."""
        units = to_utf16(self.block.text, code_point)
        for number in range(self._layout.lineCount() - 1, -1, -1):
            if self._layout.lineAt(number).textStart() <= units:
                return number
        return 0

    def ascent(self, line: int) -> float:
        """Return how far the baseline of ``line`` is below its top, in pixels."""
        return self._layout.lineAt(line).ascent()

    def draw_line(self, painter: QPainter, line: int) -> None:
        """Draw ``line`` with its top left corner at the painter's origin."""
        painter.setPen(QColor(TONES[self.block.tone]))
        self._layout.lineAt(line).draw(painter, QPointF(0, -self.tops[line]))


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of the document; ``top`` and ``height`` in pixels from the document's start."""

    block: int
    number: int
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Where the line ends."""
        return self.top + self.height


class PromptLayout:
    """A document in lines. ``previous`` lends the blocks that did not change, so a new price costs one block."""

    def __init__(
        self,
        document: PromptDocument,
        style: TextStyle,
        *,
        flashing: frozenset[tuple[int, int]] = frozenset(),
        previous: "PromptLayout | None" = None,
    ) -> None:
        self.document = document
        self.style = style
        known = previous.known_blocks(style) if previous is not None else {}
        self._known: dict[tuple[PromptBlock, frozenset[int]], BlockLayout] = {}
        self.blocks: list[BlockLayout] = []
        for index, block in enumerate(document.blocks):
            key = (block, frozenset(span for of_block, span in flashing if of_block == index))
            layout = known.get(key) or self._known.get(key) or BlockLayout(block, style, key[1])
            self._known[key] = layout
            self.blocks.append(layout)
        self.lines, self.height = self._place_lines()
        self._tops = [line.top for line in self.lines]
        self.characters = sum(len(block.text) for block in document.blocks)

    def known_blocks(self, style: TextStyle) -> "dict[tuple[PromptBlock, frozenset[int]], BlockLayout]":
        """Return the laid-out blocks that may be used again with ``style``."""
        return self._known if style == self.style else {}

    def _place_lines(self) -> tuple[Sequence[PlacedLine], float]:
        lines: list[PlacedLine] = []
        y = 0.0
        for index, layout in enumerate(self.blocks):
            y += layout.block.gap_em * self.style.glyph_px if index else 0.0
            ends = [*layout.tops[1:], layout.height]
            lines.extend(
                PlacedLine(index, number, y + top, end - top)
                for number, (top, end) in enumerate(zip(layout.tops, ends, strict=True))
            )
            y += layout.height
        return lines, y

    def line_at(self, y: float) -> int:
        """Return the index of the line at height ``y``; before the first is the first."""
        return max(0, bisect_right(self._tops, y) - 1)

    def spot_of_line(self, index: int) -> Spot:
        """Return the place in the text with which line ``index`` begins."""
        line = self.lines[index]
        layout = self.blocks[line.block]
        return spot_at(layout.block.spans, line.block, layout.line_start(line.number))

    def line_of_spot(self, spot: Spot) -> int:
        """Return the index of the line that holds ``spot``."""
        block = min(spot.block, len(self.blocks) - 1)
        layout = self.blocks[block]
        number = layout.line_of(code_point_of(layout.block.spans, spot))
        before = sum(len(earlier.tops) for earlier in self.blocks[:block])
        return before + number


def _font(block: PromptBlock, style: TextStyle) -> QFont:
    font = QFont()
    if style.families:
        font.setFamilies(style.families)
    font.setPixelSize(max(1, round(style.glyph_px * block.scale)))
    font.setWeight(QFont.Weight.Bold if block.bold else QFont.Weight.Medium)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _formats(block: PromptBlock, style: TextStyle, flashing: frozenset[int]) -> list[QTextLayout.FormatRange]:
    ranges = []
    start = 0
    for index, span in enumerate(block.spans):
        length = utf16_length(span.text)
        if span.token:
            size = round(style.glyph_px * block.scale * block.number_scale)
            ranges.append(_number_range(start, length, size_px=size, flashing=index in flashing))
        start += length
    return ranges


def _number_range(start: int, length: int, *, size_px: int, flashing: bool) -> QTextLayout.FormatRange:
    emphasis = QTextCharFormat()
    emphasis.setForeground(QBrush(QColor(BOUND_NUMBER)))
    emphasis.setFontWeight(QFont.Weight.Bold)
    emphasis.setProperty(int(QTextFormat.Property.FontPixelSize.value), size_px)
    if flashing:
        emphasis.setBackground(QBrush(QColor(FLASH)))
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, emphasis
    return found
