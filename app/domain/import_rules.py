# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cells of one row must say together: policy apart from selling, prices, dates, evidence, patterns."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.domain.import_cells import shown
from app.domain.money import yuan_digits
from app.domain.sheets import BLANKS
from app.domain.sheets_columns import LINEUP, POLICY_POINTS, PRODUCTS, SHOPS, SKUS, TERM_RULES, TableSpec

Values = Mapping[str, object]

_SHORT_SEGMENT_S: Final = 30
_SAMPLES: Final = ("一", "a", "1")
_USCC: Final = re.compile(r"[0-9A-Z]{18}")


@dataclass(frozen=True, slots=True)
class RowFinding:
    """A finding on the cell in column ``key``."""

    key: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class RowFindings:
    """What is wrong with a row, and what is only worth a look."""

    problems: list[RowFinding] = field(default_factory=list)
    warnings: list[RowFinding] = field(default_factory=list)

    def problem(self, key: str, code: str, **values: str) -> None:
        """Note something that must be corrected."""
        self.problems.append(RowFinding(key, code, values))

    def warning(self, key: str, code: str, **values: str) -> None:
        """Note something to look at."""
        self.warnings.append(RowFinding(key, code, values))


def check_row(spec: TableSpec, values: Values) -> RowFindings:
    """Return what the row's values, read under ``spec``, say against each other. Missing values are let pass."""
    findings = RowFindings()
    rule = _RULES.get(spec.key)
    if rule is not None:
        rule(values, findings)
    return findings


def _shop(values: Values, findings: RowFindings) -> None:
    uscc = values.get("uscc")
    if uscc and not _USCC.fullmatch(str(uscc)):
        findings.warning("uscc", "uscc_shape", value=shown(str(uscc)))


def _product(values: Values, findings: RowFindings) -> None:
    types = values.get("evidence_type") or ()
    count = len(types) if isinstance(types, tuple) else 0
    for key in ("evidence_no", "evidence_expiry"):
        given = values.get(key) or ()
        found = len(given) if isinstance(given, tuple) else 0
        if found and not count:
            findings.problem(key, "evidence_without_type", header=PRODUCTS.column("evidence_type").header)
        elif found > count:
            findings.problem(key, "evidence_count", found=str(found), types=str(count))


def _sku(values: Values, findings: RowFindings) -> None:
    live, struck = values.get("live_price"), values.get("compare_price")
    if not isinstance(struck, int):
        return
    if isinstance(live, int) and live > struck:
        findings.warning("live_price", "price_above_struck", live=yuan_digits(live), struck=yuan_digits(struck))
    if not values.get("compare_basis"):
        findings.warning("compare_basis", "basis_missing")


def _lineup(values: Values, findings: RowFindings) -> None:
    kind, policy_id, product_id = values.get("kind"), values.get("policy_id"), values.get("product_id")
    if kind == "policy":
        if not policy_id:
            findings.problem("policy_id", "policy_needs_point", header=LINEUP.column("policy_id").header)
        for key in ("product_id", "link_no"):
            if values.get(key):
                findings.problem(key, "policy_with_product")
    elif kind is not None and policy_id:
        findings.problem("policy_id", "policy_elsewhere")
    if kind == "product" and not product_id:
        findings.problem("product_id", "product_needed", header=LINEUP.column("product_id").header)
    planned = values.get("planned_s")
    if isinstance(planned, int) and 0 < planned < _SHORT_SEGMENT_S:
        findings.warning("planned_s", "duration_short", value=str(planned))


def _policy_point(values: Values, findings: RowFindings) -> None:
    start, end = values.get("effective_from"), values.get("effective_to")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        findings.problem("effective_to", "dates_reversed", start=start.isoformat(), to=end.isoformat())


def _term_rule(values: Values, findings: RowFindings) -> None:
    term = str(values.get("term") or "")
    if values.get("match") == "regex":
        _pattern(term, findings)
    elif len(_said(term)) == 1:
        findings.problem("term", "short_term")


def _pattern(pattern: str, findings: RowFindings) -> None:
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        findings.problem("term", "bad_pattern", reason=shown(str(error)))
        return
    if any(compiled.fullmatch(one) for one in ("", *_SAMPLES, *pattern)):
        findings.problem("term", "wide_pattern")


def _said(term: str) -> str:
    """Return ``term`` without blanks and characters that show nothing."""
    return "".join(one for one in term if one not in BLANKS and unicodedata.category(one) != "Cf")


_RULES: Final[Mapping[str, Callable[[Values, RowFindings], None]]] = {
    SHOPS.key: _shop,
    PRODUCTS.key: _product,
    SKUS.key: _sku,
    LINEUP.key: _lineup,
    POLICY_POINTS.key: _policy_point,
    TERM_RULES.key: _term_rule,
}
