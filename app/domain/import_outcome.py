# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import found: records, or every problem with the place where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.contract.content import ContentRecord
from app.domain.import_messages import MESSAGES

MAX_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the given files something stands. ``row`` counts from 1 as a spreadsheet shows it; 0: no row."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        """Return the place as words, from the file to the column."""
        parts = [self.file] if self.file else []
        if self.sheet:
            parts.append(f"sheet “{self.sheet}”")
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One finding.

    ``message`` says in plain English what is wrong and what to do. ``code`` names the sentence in
    ``import_messages.MESSAGES`` and ``values`` what fills it, so that another language can say the same; a value that
    is a place is worded anew in that language.
    ``column`` is the spreadsheet letter and the header (``F 直播价``).
    """

    file: str
    sheet: str
    row: int
    column: str
    message: str
    code: str = ""
    values: Mapping[str, str | Place] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.file, self.sheet, self.row, self.column)

    def __str__(self) -> str:
        """Return place and message in one line."""
        return f"{self.place}: {self.message}" if self.file else self.message


def explain(place: Place, code: str, **values: str | Place) -> ImportProblem:
    """Return the finding ``code`` at ``place``, its sentence filled with ``values``."""
    message = MESSAGES[code].format(**values)
    return ImportProblem(place.file, place.sheet, place.row, place.column, message, code, values)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """All or nothing: ``records`` is empty as soon as there is one problem."""

    records: tuple[ContentRecord, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    warnings: tuple[ImportProblem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the records may be stored."""
        return not self.problems


def outcome_of(
    records: Sequence[ContentRecord], problems: Sequence[ImportProblem], warnings: Sequence[ImportProblem]
) -> ImportOutcome:
    """Return the outcome; of each list the first ``MAX_LISTED`` are named and the rest counted."""
    return ImportOutcome(() if problems else tuple(records), _listed(problems), _listed(warnings))


def _listed(found: Sequence[ImportProblem]) -> tuple[ImportProblem, ...]:
    if len(found) <= MAX_LISTED:
        return tuple(found)
    rest = explain(Place(""), "more", count=str(len(found) - MAX_LISTED))
    return (*found[:MAX_LISTED], rest)
