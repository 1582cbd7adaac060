# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a rule holds: for which shops' categories, in which kinds of segment."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.contract.content import SegmentKind
from app.domain.sheets_columns import SEGMENT_KINDS

_BETWEEN: Final = re.compile(r"[|｜,，、;；/\s]+")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the place where a text is spoken.

    Attributes:
        category: the shop's category as the shop says it; empty: not known, so the rules of every category hold.
        kinds: the kinds of segment. A segment that shows a product is a product segment too.
    """

    category: str = ""
    kinds: frozenset[SegmentKind] = frozenset({SegmentKind.PRODUCT})


@dataclass(frozen=True, slots=True)
class Categories:
    """Which names mean one category: ``names`` maps each, in small letters, to the first of its category."""

    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, said: str) -> frozenset[str]:
        """Return the categories that ``said`` names, one or several."""
        return frozenset(self.names.get(name, name) for name in _names(said))


@dataclass(frozen=True, slots=True)
class Scope:
    """The categories and kinds of segment that a rule names; an empty set is no limit."""

    categories: frozenset[str]
    kinds: frozenset[SegmentKind]

    def holds(self, categories: frozenset[str], kinds: frozenset[SegmentKind]) -> bool:
        """Return whether the rule holds for a shop of these categories (empty: unknown) in such a segment."""
        if self.kinds and not self.kinds & kinds:
            return False
        return not self.categories or not categories or bool(self.categories & categories)


def read_scope(scope: str, known: Categories) -> Scope:
    """Return what a rule's scope column says; a word that is no kind of segment is a category."""
    kinds: set[SegmentKind] = set()
    categories: set[str] = set()
    for name in _names(scope):
        if name in SEGMENT_KINDS:
            kinds.add(SegmentKind(SEGMENT_KINDS[name]))
        else:
            categories |= known.of(name)
    return Scope(frozenset(categories), frozenset(kinds))


def _names(said: str) -> Iterable[str]:
    return [name.casefold() for name in _BETWEEN.split(said) if name]
