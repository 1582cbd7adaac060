# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bound numbers that just changed stay lit for three seconds."""

from collections.abc import Mapping

from app.domain.clock import Clock
from app.ui.prompter.document import PromptDocument

FLASH_S = 3.0

Span = tuple[int, int]


def changed_numbers(old: PromptDocument, new: PromptDocument) -> frozenset[Span]:
    """Return (block, span) of each token whose text differs between two documents of one wording."""
    return frozenset(
        (block, span)
        for block, (before, after) in enumerate(zip(old.blocks, new.blocks, strict=False))
        for span, (was, now) in enumerate(zip(before.spans, after.spans, strict=False))
        if now.token and was.text != now.text
    )


class Flashes:
    """Which numbers are lit now."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: Mapping[Span, float] = {}

    def light(self, spans: frozenset[Span]) -> None:
        """Light ``spans`` from now on."""
        until = self._clock.monotonic() + FLASH_S
        self._until = {**self._until, **dict.fromkeys(spans, until)}

    def clear(self) -> None:
        """Put all out."""
        self._until = {}

    def lit(self) -> frozenset[Span]:
        """Return the spans that are lit now, forgetting those that burnt out."""
        now = self._clock.monotonic()
        self._until = {span: until for span, until in self._until.items() if until > now}
        return frozenset(self._until)
