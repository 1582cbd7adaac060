# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Script files to script records: what each must not hold, and what somebody should look at before it is read aloud."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.contract.content import Script
from app.domain.content_set import ContentSet
from app.domain.import_cells import CellError, cell_text, shown
from app.domain.import_outcome import ImportProblem, Place, explain
from app.domain.odd_characters import Oddness, odd_characters
from app.domain.scarcity import typed_scarcity
from app.domain.script import TOKENS, script_stem, token_names
from app.domain.script_marks import marked_lines, script_language, script_record, written_in
from app.domain.sheets import MAX_CELL, ScriptFile

MAX_SCRIPT: Final = 200_000
MAX_SCRIPT_NAME: Final = 200
_TIME_LIKE: Final = re.compile(r"[(（]\s*\d+\s*[:：.]\s*\d+(?:\s*[:：]\s*\d+)?\s*[)）]\s*$")
_MANY: Final = 20
_ODD_CODES: Final[Mapping[Oddness, str]] = {
    Oddness.RARE: "rare_character",
    Oddness.UNASSIGNED: "strange_character",
    Oddness.PRIVATE_USE: "strange_character",
    Oddness.NONCHARACTER: "strange_character",
    Oddness.ZERO_WIDTH: "unseen_character",
    Oddness.DIRECTION: "direction_character",
    Oddness.CONTROL: "unseen_character",
}


@dataclass(slots=True)
class BuiltScripts:
    """The scripts of one import, and what was found in them."""

    records: list[Script] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)


def build_scripts(files: Sequence[ScriptFile], existing: ContentSet) -> BuiltScripts:
    """Check ``files`` and return their records; a script that this PC has under another suffix keeps its id."""
    built = BuiltScripts()
    first: dict[str, ScriptFile] = {}
    known = {script_stem(script_id).casefold(): script_id for script_id in sorted(existing.scripts, reverse=True)}
    for file in files:
        stem = script_stem(file.name)
        earlier = first.setdefault(stem.casefold(), file)
        problem = _problem(file) if earlier is file else _second(file, earlier)
        if problem is not None:
            built.problems.append(problem)
            continue
        script_id = file.name if file.name in existing.scripts else known.get(stem.casefold(), file.name)
        if script_id != file.name:
            built.warnings.append(explain(Place(file.file), "script_replaces", value=script_id))
        text = _tidy(file.text)
        built.warnings += _notes(file, text)
        built.records.append(script_record(script_id, text, script_language(text) or written_in(text) or "zh"))
    return built


def _problem(file: ScriptFile) -> ImportProblem | None:
    place = Place(file.file)
    if len(file.name) > MAX_SCRIPT_NAME:
        return explain(place, "script_name_too_long", limit=str(MAX_SCRIPT_NAME))
    if len(file.text) > MAX_SCRIPT:
        return explain(place, "script_too_long", length=str(len(file.text)), limit=str(MAX_SCRIPT))
    if not file.text.strip():
        return explain(place, "script_empty")
    for row, line in enumerate([file.name, *file.text.split("\n")]):
        try:
            for start in range(0, len(line), MAX_CELL):
                cell_text(line[start : start + MAX_CELL])
        except CellError as error:
            return explain(Place(file.file, row=row), error.code, **error.values)
    return None


def _second(file: ScriptFile, earlier: ScriptFile) -> ImportProblem:
    return explain(Place(file.file), "duplicate", what="Script", value=script_stem(file.name), first=earlier.file)


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n") + "\n"


def _notes(file: ScriptFile, text: str) -> Iterable[ImportProblem]:
    yield from _unknown_tokens(file.file, text)
    yield from _typed_numbers(file.file, text)
    yield from _wrong_times(file.file, text)
    yield from _odd(file.file, text)


def _unknown_tokens(file: str, text: str) -> Iterator[ImportProblem]:
    names = dict.fromkeys(name.partition(":")[0] for name in token_names(text))
    known = "、".join(sorted(TOKENS))
    for name in names:
        if name not in TOKENS:
            yield explain(Place(file), "unknown_token", value=shown(name), known=known)


def _typed_numbers(file: str, text: str) -> Iterator[ImportProblem]:
    for hit in typed_scarcity(text)[:_MANY]:
        row = text.count("\n", 0, hit.start) + 1
        yield explain(Place(file, row=row), "typed_scarcity", number=hit.number, value=shown(hit.clause))


def _wrong_times(file: str, text: str) -> Iterator[ImportProblem]:
    """Yield a note for each heading that still ends in what looks like a time: it could not be read as one."""
    for line in marked_lines(text):
        time = _TIME_LIKE.search(line.text) if line.heading else None
        if time is not None:
            yield explain(Place(file, row=line.row), "bad_target", value=shown(time[0]))


def _odd(file: str, text: str) -> Iterator[ImportProblem]:
    for odd in odd_characters(text)[:_MANY]:
        yield explain(Place(file, row=odd.row), _ODD_CODES[odd.oddness], value=odd.name, count=str(odd.count))


def unshown_characters(scripts: Iterable[Script], shows: Callable[[str], bool]) -> tuple[ImportProblem, ...]:
    """Return a note for each script with characters that this PC cannot show.

    ``shows`` tells it of one character; it is asked once for each.
    """
    answers: dict[str, bool] = {}
    notes = []
    for script in scripts:
        missing = []
        for character in dict.fromkeys(script.text):
            if character not in answers:
                answers[character] = not _visible(character) or shows(character)
            if not answers[character]:
                missing.append(f"U+{ord(character):04X} {character}")
        if missing:
            listed = "、".join(missing[:_MANY]) + ("…" if len(missing) > _MANY else "")
            notes.append(explain(Place(script.script_id), "unknown_glyph", value=listed))
    return tuple(notes)


def _visible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS"
