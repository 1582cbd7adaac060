# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How each anchor likes to read each segment: mode, size and speed, as last used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

PromptMode = Literal["card", "page", "scroll"]

DEFAULT_CPM: Final = 220
MIN_CPM: Final = 40
MAX_CPM: Final = 600
MIN_GLYPH_MM: Final = 5.0
MAX_GLYPH_MM: Final = 120.0
MOST_KEPT: Final = 4_000
_WHOLE_SESSION: Final = ""


@dataclass(frozen=True, slots=True)
class PromptChoice:
    """How a text is read: mode, glyph height in mm, characters per minute (字/分), with a reading guide or without."""

    mode: PromptMode = "card"
    glyph_mm: float = 26.0
    speed_cpm: int = DEFAULT_CPM
    guide: bool = False


@dataclass(frozen=True, slots=True)
class PromptMemory:
    """What was chosen, by anchor and lineup row; the latest is last. Of the oldest so many are forgotten."""

    kept: Mapping[tuple[str, str], PromptChoice] = field(default_factory=dict)

    def recall(self, anchor: str, row_id: str) -> PromptChoice | None:
        """Return what ``anchor`` chose for this row; None where he never read it."""
        return self.kept.get((anchor, row_id))

    def latest(self, anchor: str) -> PromptChoice | None:
        """Return what ``anchor`` chose last, for whichever row; None where he never chose."""
        return self.kept.get((anchor, _WHOLE_SESSION))

    def keep(self, anchor: str, row_id: str, choice: PromptChoice) -> "PromptMemory":
        """Return the memory with this choice as the anchor's latest."""
        new = {(anchor, row_id): choice, (anchor, _WHOLE_SESSION): choice}
        others = {key: one for key, one in self.kept.items() if key not in new}
        whole = others | new
        return PromptMemory(dict(list(whole.items())[-MOST_KEPT:]))
