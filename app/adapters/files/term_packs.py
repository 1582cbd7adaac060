# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rule packs that ship with the program, and what they need: categories, evidence, traditional characters."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from app.adapters.files.import_files import import_files
from app.contract.content import TermRule
from app.domain.content_set import ContentSet
from app.domain.terms.rules import EvidenceDuty, RulePack, ShippedRules
from app.domain.terms.scope import Categories
from app.settings.resources import resource_path

_CATEGORIES: Final = "categories.toml"
_TRADITIONAL: Final = "traditional.txt"


class TermPackError(ValueError):
    """A file of the rule packs is wrong; the text says which and where."""


def load_shipped_rules(folder: Path | None = None) -> ShippedRules:
    """Read every rule pack (``*.csv``, the columns of an imported term table) and what belongs to them.

    Raises:
        TermPackError: a file is missing or wrong.
    """
    return _load(folder or resource_path("term_rules"))


@cache
def _load(folder: Path) -> ShippedRules:
    packs = tuple(_pack(path) for path in sorted(folder.glob("*.csv")))
    if not packs:
        raise TermPackError(f"There is no rule pack in {folder}. Install the program again.")
    try:
        known = tomllib.loads((folder / _CATEGORIES).read_text(encoding="utf-8"))
        traditional = (folder / _TRADITIONAL).read_text(encoding="utf-8")
        names, duties = _categories(known)
    except (OSError, ValueError, KeyError) as error:
        raise TermPackError(f"The rules in {folder} cannot be read: {error}. Install the program again.") from error
    return ShippedRules(packs, names, duties, f"categories {known['version']}", _pairs(traditional))


def _pack(path: Path) -> RulePack:
    outcome = import_files([path], ContentSet())
    if not outcome.ok:
        raise TermPackError("\n".join(str(problem) for problem in outcome.problems))
    return RulePack(path.stem, tuple(record for record in outcome.records if isinstance(record, TermRule)))


def _categories(known: dict[str, Any]) -> tuple[Categories, tuple[EvidenceDuty, ...]]:
    names: dict[str, str] = {}
    duties = []
    for one in known["category"]:
        first = one["names"][0]
        names.update((name.casefold(), first) for name in one["names"])
        if kinds := one.get("evidence"):
            duties.append(EvidenceDuty(first, tuple(kinds), one.get("basis", ""), one.get("suggestion", "")))
    return Categories(names), tuple(duties)


def _pairs(text: str) -> dict[str, str]:
    return {line[0]: line[1] for line in text.splitlines() if len(line) == 2}
