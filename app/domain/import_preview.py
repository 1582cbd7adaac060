# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import would do to the content in place: which records are new or changed, and how, line by line."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pydantic import BaseModel

from app.contract.content import CONTENT_MODELS, ContentRecord, ContentType, Script, content_id
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome
from app.domain.money import yuan_digits
from app.domain.script_marks import LINE_BREAK

MAX_DIFF_LINES: Final = 2_000
_LONG_LINE: Final = 80
_AROUND: Final = 20
_PRICES: Final = frozenset({"live_price", "compare_price"})
_BREAK_SIGN: Final = "↵"


class Standing(StrEnum):
    """What an import does to a record."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line that goes (``added`` False) or comes. ``row`` is its number (from 1) in the old or new text; 0: none."""

    added: bool
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record of an import; ``lines`` say how a changed one differs, and are empty for others."""

    kind: ContentType
    record_id: str
    standing: Standing
    lines: tuple[DiffLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportCount:
    """Records of one type: new ones, changed ones, and those that are the same already."""

    kind: ContentType
    added: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What files would do. ``characters`` are those of the scripts, each once, for whoever knows the fonts."""

    outcome: ImportOutcome
    changes: tuple[RecordChange, ...] = ()
    characters: frozenset[str] = frozenset()

    @property
    def scripts(self) -> tuple[Script, ...]:
        """The scripts among the records."""
        return _scripts(self.outcome)


def previewed(outcome: ImportOutcome, content: ContentSet) -> ImportPreview:
    """Return ``outcome`` with what it would change in ``content``. Long texts take a while: for a worker thread."""
    characters = frozenset().union(*(set(script.text) for script in _scripts(outcome)))
    return ImportPreview(outcome, preview(outcome.records, content), characters)


def preview(records: Iterable[ContentRecord], content: ContentSet) -> tuple[RecordChange, ...]:
    """Return what each of ``records`` changes in ``content``, in their order."""
    known = _by_id(content)
    return tuple(_change(record, known) for record in records)


def count_changes(changes: Iterable[RecordChange]) -> tuple[ImportCount, ...]:
    """Return one count for each type that occurs in ``changes``."""
    counted = Counter((change.kind, change.standing) for change in changes)
    kinds = {kind for kind, _standing in counted}
    return tuple(
        ImportCount(kind, *(counted[kind, standing] for standing in Standing)) for kind in ContentType if kind in kinds
    )


def import_counts(records: Iterable[ContentRecord], content: ContentSet) -> tuple[ImportCount, ...]:
    """Return one count for each type that occurs in ``records``."""
    return count_changes(preview(records, content))


def diff_lines(before: Sequence[str], after: Sequence[str]) -> tuple[DiffLine, ...]:
    """Return the lines that go and come, the old before the new ones in each place.

    Of long lines that differ in one place only the surroundings of that place are shown. Texts with more than
    ``MAX_DIFF_LINES`` lines between their first and last difference are shown as replaced whole.
    """
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    blocks: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(old), 0, len(new))]
    if len(old) <= MAX_DIFF_LINES and len(new) <= MAX_DIFF_LINES:
        blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    found: list[DiffLine] = []
    for tag, old_from, old_to, new_from, new_to in blocks:
        if tag != "equal":
            found += _place(old[old_from:old_to], new[new_from:new_to], start + old_from + 1, start + new_from + 1)
    return tuple(found)


def _shared(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many of both are equal from the start."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(first), len(second)))


def _place(old: Sequence[str], new: Sequence[str], old_row: int, new_row: int) -> Iterator[DiffLine]:
    if len(old) == len(new) == 1:
        old, new = _focused(old[0], new[0])
    yield from (DiffLine(False, old_row + index, text) for index, text in enumerate(old))
    yield from (DiffLine(True, new_row + index, text) for index, text in enumerate(new))


def _focused(old: str, new: str) -> tuple[list[str], list[str]]:
    """Return both lines cut down to where they differ, if they are long."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return [_cut(old, start, end)], [_cut(new, start, end)]


def _cut(text: str, start: int, end: int) -> str:
    if len(text) <= _LONG_LINE:
        return text
    first, last = max(0, start - _AROUND), min(len(text), len(text) - end + _AROUND)
    return ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")


def _scripts(outcome: ImportOutcome) -> tuple[Script, ...]:
    return tuple(record for record in outcome.records if isinstance(record, Script))


def _change(record: ContentRecord, known: dict[tuple[ContentType, str], BaseModel]) -> RecordChange:
    kind = next(kind for kind, model in CONTENT_MODELS.items() if isinstance(record, model))
    record_id = content_id(kind, record)
    present = known.get((kind, record_id))
    if present is None:
        return RecordChange(kind, record_id, Standing.ADDED)
    if present == record:
        return RecordChange(kind, record_id, Standing.SAME)
    return RecordChange(kind, record_id, Standing.CHANGED, _difference(present, record))


def _difference(before: BaseModel, after: BaseModel) -> tuple[DiffLine, ...]:
    if isinstance(before, Script) and isinstance(after, Script):
        return diff_lines(_script_lines(before), _script_lines(after)) or _fields(before, after)
    return _fields(before, after)


def _script_lines(script: Script) -> list[str]:
    return script.text.replace(LINE_BREAK, _BREAK_SIGN).removesuffix("\n").split("\n")


def _fields(before: BaseModel, after: BaseModel) -> tuple[DiffLine, ...]:
    """Return the fields that differ, by the names that they have in the sheets."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    lines: list[DiffLine] = []
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            lines += [DiffLine(False, 0, _said(name, old.get(name))), DiffLine(True, 0, _said(name, new.get(name)))]
    return tuple(lines)


def _said(name: str, value: object) -> str:
    if value in (None, "", []):
        return f"{name}: —"
    if name in _PRICES and isinstance(value, int):
        return f"{name}: {yuan_digits(value)}"
    if isinstance(value, list):
        return f"{name}: {' | '.join(_part(part) for part in value)}"
    return f"{name}: {_part(value)}"


def _part(value: object) -> str:
    if isinstance(value, dict):
        return " · ".join(_part(inner) for inner in value.values() if inner not in (None, "", []))
    return str(value).replace("\n", _BREAK_SIGN)


def _by_id(content: ContentSet) -> dict[tuple[ContentType, str], BaseModel]:
    tables = (
        (ContentType.SHOP, content.shops),
        (ContentType.PRODUCT, content.products),
        (ContentType.SKU, content.skus),
        (ContentType.LINEUP_ITEM, content.lineup_items),
        (ContentType.SCRIPT, content.scripts),
        (ContentType.POLICY_POINT, content.policy_points),
        (ContentType.TERM_RULE, content.term_rules),
    )
    return {(kind, key): record for kind, table in tables for key, record in table.items()}
