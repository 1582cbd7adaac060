# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the prompter shows, as blocks of text: a script, a product's cue card or a policy point."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.live_view import ScriptSpan, ScriptView


class Tone(StrEnum):
    """How a block speaks: to be read, beside the point, or a warning."""

    TEXT = "text"
    QUIET = "quiet"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class PromptBlock:
    """One paragraph. ``scale`` multiplies the reading size; ``gap_em`` is the space above it in glyph heights.

    ``number_scale`` multiplies the size of bound numbers once more; ``tight`` lines stand closer than text to be read.
    """

    spans: tuple[ScriptSpan, ...]
    scale: float = 1.0
    bold: bool = False
    rtl: bool = False
    tone: Tone = Tone.TEXT
    gap_em: float = 0.35
    number_scale: float = 1.0
    tight: bool = False

    @property
    def text(self) -> str:
        """The block as plain text."""
        return "".join(span.text for span in self.spans)

    @property
    def wording(self) -> tuple[object, ...]:
        """The block without its bound numbers and sizes: equal wordings differ in token values only."""
        return (self.rtl, tuple((span.token, "" if span.token else span.text) for span in self.spans))


@dataclass(frozen=True, slots=True)
class PromptDocument:
    """A text to show. Documents of one ``key`` are revisions of the same text; an empty key is no text.

    Documents of one ``place`` are the same text put on again: the reader goes on where he was. Empty: from the top.
    """

    key: str = ""
    blocks: tuple[PromptBlock, ...] = ()
    place: str = ""

    @property
    def wording(self) -> tuple[object, ...]:
        """The document without its bound numbers."""
        return tuple(block.wording for block in self.blocks)


def script_document(script: ScriptView) -> PromptDocument:
    """Return a script as a document; directions are the script's, never guessed."""
    blocks = (
        PromptBlock(block.spans, bold=block.heading, rtl=block.rtl, gap_em=0.9 if block.heading else 0.35)
        for block in script.blocks
        if block.text.strip()
    )
    return PromptDocument(f"script:{script.segment_id}", tuple(blocks))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document that survives changed numbers: block, span and code point within the span."""

    block: int = 0
    span: int = 0
    offset: int = 0


def spot_at(spans: Iterable[ScriptSpan], block: int, code_point: int) -> Spot:
    """Return the spot of a block's ``code_point``. Within a token it is the token's start."""
    left, last = code_point, Spot(block)
    for index, span in enumerate(spans):
        last = Spot(block, index, 0 if span.token else min(left, len(span.text)))
        if left < len(span.text):
            return last
        left -= len(span.text)
    return last


def code_point_of(spans: Iterable[ScriptSpan], spot: Spot) -> int:
    """Return the code point of ``spot`` within its block."""
    passed = 0
    for index, span in enumerate(spans):
        if index == spot.span:
            return passed + min(spot.offset, len(span.text))
        passed += len(span.text)
    return passed
