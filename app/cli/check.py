# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``check``: the term rules and missing evidence over what will be spoken."""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.cli.console import CliError, complain, counted, say, say_json
from app.cli.content import finding_json, read_files
from app.cli.context import USAGE_ERROR, read_profile

if TYPE_CHECKING:
    from datetime import date

    from app.domain.content_set import ContentSet
    from app.domain.import_outcome import ImportOutcome
    from app.domain.terms.check import Finding
    from app.domain.terms.rules import RuleBook

_LEVELS = {"block": "forbidden", "proof": "unproved", "warn": "warning"}


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found, and by which rules."""

    findings: "Sequence[Finding]"
    book: "RuleBook"

    @property
    def ok(self) -> bool:
        return not self.findings


def run(args: argparse.Namespace) -> int:
    """Print every finding on files or on a shop; exit 1 when there is any, a warning too.

    Raises:
        CliError: no file and no shop is named, the shop is not known, or the profile or the rules cannot be read.
    """
    if not args.files and not args.shop:
        raise CliError("Name files to check, or a shop with --shop ID. Nothing was checked.", exit_code=USAGE_ERROR)
    with read_profile(args) as opened:
        content = opened.content()
    if args.shop and args.shop not in content.shops:
        known = ", ".join(content.shops) or "none: import shops first"
        raise CliError(
            f"There is no shop '{args.shop}'. Nothing was checked. Shops here: {known}.", exit_code=USAGE_ERROR
        )
    if not args.files:
        return _report(_check_shop(content, args.shop), as_json=args.json)
    outcome = read_files(args.files, content, alone=True)
    _tell_tokens(outcome)
    if not outcome.ok:
        return _report_unread(outcome, as_json=args.json)
    return _report(_check_files(content, outcome, args.shop), as_json=args.json)


def _check_shop(content: "ContentSet", shop_id: str) -> _Checked:
    from app.domain.terms.check import check_shop

    book = _book(content)
    return _Checked(check_shop(content, shop_id, book, _today()), book)


def _check_files(content: "ContentSet", outcome: "ImportOutcome", shop_id: str) -> _Checked:
    from app.domain.terms.check import check_pieces
    from app.domain.terms.spoken import spoken_in_records

    whole = content.with_records(outcome.records)
    book = _book(whole)
    category = content.shops[shop_id].category if shop_id else ""
    pieces = spoken_in_records(whole, outcome.records, category)
    return _Checked(check_pieces(pieces, book, _today()), book)


def _book(content: "ContentSet") -> "RuleBook":
    from app.adapters.files.term_packs import TermPackError, load_shipped_rules
    from app.domain.terms.rules import RuleBook

    try:
        shipped = load_shipped_rules()
    except TermPackError as error:
        raise CliError(str(error)) from error
    return RuleBook(shipped, content.term_rules.values())


def _today() -> "date":
    from app.domain.clock import SystemClock

    return SystemClock().now().astimezone().date()


def _tell_tokens(outcome: "ImportOutcome") -> None:
    for warning in outcome.warnings:
        if warning.code == "unknown_token":
            complain(f"Note: {warning}")


def _report_unread(outcome: "ImportOutcome", *, as_json: bool) -> int:
    if as_json:
        problems = [finding_json(problem) for problem in outcome.problems]
        say_json({"ok": False, "findings": [], "problems": problems})
        return 1
    for problem in outcome.problems:
        complain(str(problem))
    found = counted(len(outcome.problems), "problem")
    complain(f"{found} in the files. Nothing was checked. Correct them and check again.")
    return 1


def _report(checked: _Checked, *, as_json: bool) -> int:
    for term in checked.book.unusable:
        complain(f"Note: the rule “{term}” cannot find anything: it is one character, or its pattern does not work.")
    if as_json:
        findings = [_finding_json(finding) for finding in checked.findings]
        say_json({"ok": checked.ok, "findings": findings, "problems": []})
        return 0 if checked.ok else 1
    for finding in checked.findings:
        say(_line(finding))
    say(_summary(checked))
    return 0 if checked.ok else 1


def _line(finding: "Finding") -> str:
    from app.domain.import_cells import shown

    place = f"{finding.where}:{finding.line}:{finding.column}" if finding.line else str(finding.where)
    term = f"“{finding.text}”" if finding.text == finding.term else f"“{finding.text}” ({shown(finding.term)})"
    proof = f", evidence {finding.proof}" if finding.proof else ""
    said = [f"{place}: {_LEVELS[finding.level]}{proof}: {term}."]
    if finding.basis:
        said.append(f"{finding.basis}.")
    if finding.suggestion:
        said.append(f"Do: {finding.suggestion}.")
    return " ".join([*said, f"[{finding.rule}]"])


def _summary(checked: _Checked) -> str:
    counts = Counter(_LEVELS[finding.level] for finding in checked.findings)
    counts["warnings"] = counts.pop("warning") if counts["warning"] > 1 else 0
    rules = f"Rules: {', '.join(checked.book.sources)}."
    if not checked.findings:
        return f"Nothing found. {rules}"
    said = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()) if count)
    return f"Found: {said}. {rules}"


def _finding_json(finding: "Finding") -> dict[str, Any]:
    return {
        "level": finding.level,
        "term": finding.term,
        "rule": finding.rule,
        "basis": finding.basis,
        "suggestion": finding.suggestion,
        "where": str(finding.where),
        "line": finding.line,
        "column": finding.column,
        "text": finding.text,
        "proof": finding.proof,
    }
