# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``import`` and what it shares with ``admin import``."""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.console import CliError, complain, counted, say, say_json
from app.cli.context import content_of, open_profile

if TYPE_CHECKING:
    from app.domain.content_set import ContentSet
    from app.domain.import_outcome import ImportOutcome, ImportProblem
    from app.domain.import_preview import RecordChange


def run_import(args: argparse.Namespace) -> int:
    """Read spreadsheets and scripts into this PC, all or nothing."""
    with open_profile(args) as opened:
        existing = content_of(opened.store)
        outcome = read_files(args.files, existing)
        if outcome.ok and not args.dry_run:
            opened.store.content.import_records(outcome.records)
    return report(outcome, existing, dry_run=args.dry_run, as_json=args.json)


def read_files(files: Sequence[Path], existing: "ContentSet", *, alone: bool = False) -> "ImportOutcome":
    """Read the files that the command line names, patterns expanded (a Windows shell does not).

    Args:
        files: names and patterns.
        existing: the content of this PC or base.
        alone: the files are only looked at, so what they refer to need not be known.
    """
    from app.adapters.files.import_files import import_files

    return import_files(_expanded(files), existing, alone=alone)


def report(outcome: "ImportOutcome", existing: "ContentSet", *, dry_run: bool, as_json: bool) -> int:
    """Print what an import found, in a dry run also what it would change in ``existing``, and return the exit code."""
    kinds = Counter(type(record).__name__ for record in outcome.records)
    if as_json:
        told: dict[str, Any] = {
            "ok": outcome.ok,
            "dry_run": dry_run,
            "records": len(outcome.records),
            "kinds": dict(sorted(kinds.items())),
            "problems": [finding_json(problem) for problem in outcome.problems],
            "warnings": [finding_json(warning) for warning in outcome.warnings],
        }
        if dry_run:
            told["changes"] = [asdict(change) for change in _changes(outcome, existing)]
        say_json(told)
        return 0 if outcome.ok else 1
    for warning in outcome.warnings:
        complain(f"Note: {warning}")
    for problem in outcome.problems:
        complain(str(problem))
    if not outcome.ok:
        found = counted(len(outcome.problems), "problem")
        complain(f"{found}. Nothing was changed. Correct the files and import again.")
        return 1
    for change in _changes(outcome, existing) if dry_run else ():
        _say_change(change)
    counts = ", ".join(f"{count} {name}" for name, count in sorted(kinds.items()))
    say(
        f"{'Would import' if dry_run else 'Imported'} {counted(len(outcome.records), 'record')}: {counts or 'nothing'}."
    )
    return 0


def _changes(outcome: "ImportOutcome", existing: "ContentSet") -> "tuple[RecordChange, ...]":
    from app.domain.import_preview import preview

    return preview(outcome.records, existing)


def _say_change(change: "RecordChange") -> None:
    from app.domain.import_preview import Standing

    words = {Standing.ADDED: "new", Standing.CHANGED: "changed", Standing.SAME: "unchanged"}
    say(f"{change.kind.value} {change.record_id}: {words[change.standing]}")
    for line in change.lines:
        say(f"  {line.row or '':>5} {'+' if line.added else '-'} {line.text}")


def finding_json(problem: "ImportProblem") -> dict[str, Any]:
    """Return an import's finding as JSON shows it."""
    found = asdict(problem)
    found.pop("values", None)
    return found


def _expanded(named: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for name in named:
        matches = [name]
        if has_magic(str(name)) and not name.exists():
            matches = sorted(Path(match) for match in glob(str(name)))
            if not matches:
                raise CliError(f"No file matches {name}. Nothing was changed.")
        for match in matches:
            if match.is_dir():
                complain(f"Note: {match} is a folder and was left out; name the files in it.")
            else:
                files.append(match)
    if not files:
        raise CliError("There is no file to import. Nothing was changed.")
    return files
