# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which lineup rows read a script: those that name it; else those of the product or policy point that it is for.

What a script is for is told by its name, else by its first heading. Where that leaves a doubt nothing is guessed: the
doubt is told, with what to do.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.contract.content import ContentRecord, LineupItem, Script
from app.domain.content_set import ContentSet
from app.domain.import_cells import shown
from app.domain.import_outcome import ImportProblem, Place, explain
from app.domain.script import resolve_script_ref, script_stem
from app.domain.script_marks import parse_script

_SHORTEST_NAME: Final = 2
_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class _Subject:
    """A product or policy point, and the names by which a script may call it."""

    what: str
    code: str
    names: tuple[str, ...]


@dataclass(slots=True)
class Placement:
    """``rows`` are lineup rows that read a script from now on; ``warnings`` say so, or ask."""

    rows: list[LineupItem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)


def place_scripts(scripts: Sequence[Script], records: Iterable[ContentRecord], existing: ContentSet) -> Placement:
    """Find the rows of each script that no row names.

    Args:
        scripts: the scripts of this import.
        records: everything else in it.
        existing: what the PC has already; its rows without a script may be given one.
    """
    given = ContentSet.of(records)
    rows = {**existing.lineup_items, **given.lineup_items}
    placed = Placement()
    if not rows:
        return placed
    subjects = [*_subjects(existing, given)]
    for script in scripts:
        if not any(resolve_script_ref(row.script_ref, {script.script_id: None}) for row in rows.values()):
            _place(script, subjects, rows, placed)
    return placed


def _place(script: Script, subjects: Sequence[_Subject], rows: dict[str, LineupItem], placed: Placement) -> None:
    place = Place(script.script_id)
    found = _meant(script_stem(script.script_id), subjects) or _meant(_first_heading(script), subjects)
    if len(found) > 1:
        listed = "、".join(subject.code for subject in found[:_NAMED])
        placed.warnings.append(explain(place, "script_unclear", values=listed))
        return
    own = [row for row in rows.values() if found and found[0].code in (row.product_id, row.policy_id)]
    if not own:
        placed.warnings.append(explain(place, "script_unused"))
        return
    subject = found[0]
    free = [row for row in own if not row.script_ref]
    if not free:
        other = shown(own[0].script_ref)
        warning = explain(place, "script_taken", what=subject.what, value=subject.code, other=other)
        placed.warnings.append(warning)
        return
    for row in free:
        rows[row.row_id] = row.model_copy(update={"script_ref": script.script_id})
        placed.rows.append(rows[row.row_id])
    count = str(len(free))
    placed.warnings.append(explain(place, "script_placed", what=subject.what, value=subject.code, count=count))


def _subjects(existing: ContentSet, given: ContentSet) -> Iterator[_Subject]:
    for product in {**existing.products, **given.products}.values():
        yield _Subject("Product", product.product_id, (product.name_zh, product.name_en, product.name_ug))
    for point in {**existing.policy_points, **given.policy_points}.values():
        yield _Subject("Policy point", point.policy_id, (point.topic,))


def _first_heading(script: Script) -> str:
    return next((segment.title for segment in parse_script(script.text, script.lang) if segment.title), "")


def _meant(text: str, subjects: Sequence[_Subject]) -> list[_Subject]:
    """Return what ``text`` names: by code first, else by the longest names in it."""
    said = _folded(text)
    if not said:
        return []
    coded = [subject for subject in subjects if _holds_code(said, _folded(subject.code))]
    if coded:
        return coded
    lengths = [
        (max((_fits(said, _folded(name)) for name in subject.names), default=0), subject) for subject in subjects
    ]
    longest = max((length for length, _ in lengths), default=0)
    return [subject for length, subject in lengths if length == longest and longest]


def _holds_code(said: str, code: str) -> bool:
    return re.search(rf"(?<![0-9a-z]){re.escape(code)}(?![0-9a-z])", said) is not None


def _fits(said: str, name: str) -> int:
    return len(name) if len(name) >= _SHORTEST_NAME and name in said else 0


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
