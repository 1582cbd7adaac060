# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scripts from a table: each row is a segment, the rows of one script follow each other."""

from collections.abc import Iterator, Mapping, Sequence

from app.domain.import_records import BuiltRow
from app.domain.script_marks import clock_text, language_line
from app.domain.sheets import ScriptFile


def script_files(rows: Sequence[BuiltRow]) -> list[ScriptFile]:
    """Return the scripts that rows of the table ``scripts`` make, written with the marks of plain-text scripts.

    A script with a wrong cell is left out: what is wrong with it is told already.
    """
    by_script: dict[str, list[BuiltRow]] = {}
    for row in rows:
        if row.record_id:
            by_script.setdefault(row.record_id, []).append(row)
    return [_file(script_id, own) for script_id, own in by_script.items() if all(row.record for row in own)]


def _file(script_id: str, rows: Sequence[BuiltRow]) -> ScriptFile:
    lines: list[str] = []
    language = ""
    for row in rows:
        own = str(row.values.get("lang") or "")
        if own and own != language:
            language = own
            lines.append(language_line(own))
        lines += _segment(row.values)
    return ScriptFile(f"{rows[0].table.raw.file} ({script_id})", script_id, "\n".join(lines))


def _segment(values: Mapping[str, object]) -> Iterator[str]:
    title, target, must = values.get("title"), values.get("target_s"), values.get("must_say")
    if title or target or must:
        time = f"({clock_text(target)})" if isinstance(target, int) and target else ""
        yield " ".join(part for part in ("##", "!" if must else "", str(title or ""), time) if part)
    phrases = values.get("key_phrases")
    for phrase in phrases if isinstance(phrases, tuple) else ():
        yield f"> key: {phrase}"
    yield str(values.get("text") or "")
