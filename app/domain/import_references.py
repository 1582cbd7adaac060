# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rows of all tables must say together: codes used once, references that lead somewhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.contract.content import CONTENT_ID_FIELDS, ContentType
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportProblem, Place, explain
from app.domain.import_records import BuiltRow
from app.domain.script import resolve_script_ref
from app.domain.sheets_columns import (
    LINEUP,
    POLICY_POINTS,
    PRODUCTS,
    SCRIPTS,
    SHOPS,
    SKUS,
    TABLES,
    TERM_RULES,
    TableSpec,
)

_NAMED: Final = 5
_WHAT: Final[Mapping[str, str]] = {
    SHOPS.key: "Shop",
    PRODUCTS.key: "Product",
    SKUS.key: "Variant",
    LINEUP.key: "Lineup row",
    POLICY_POINTS.key: "Policy point",
    TERM_RULES.key: "Term",
}
_REFERENCES: Final[Sequence[tuple[TableSpec, str, TableSpec]]] = (
    (PRODUCTS, "shop_id", SHOPS),
    (SKUS, "product_id", PRODUCTS),
    (LINEUP, "product_id", PRODUCTS),
    (LINEUP, "policy_id", POLICY_POINTS),
)

# Many rows make one script, so a script's rows are none of a code of their own.
_CODED: Final = tuple(spec for spec in TABLES if spec is not SCRIPTS)


@dataclass(slots=True)
class CrossFindings:
    """What was found across rows."""

    problems: list[ImportProblem] = field(default_factory=list)
    warnings: list[ImportProblem] = field(default_factory=list)


def check_references(
    rows: Sequence[BuiltRow], script_ids: Iterable[str], existing: ContentSet, unread: frozenset[str]
) -> CrossFindings:
    """Check codes and references over all rows.

    Args:
        rows: every row read, also those with wrong cells: what refers to them is not wrong too.
        script_ids: scripts given with this import.
        existing: what the PC already knows; a row with a known code replaces it and is no duplicate.
        unread: keys of tables that were given but could not be read; nothing is said about references to them.
    """
    found = CrossFindings()
    known = {spec.key: _known(spec, rows, existing) for spec in _CODED}
    for spec in _CODED:
        _check_codes(spec, [row for row in rows if row.spec is spec], found)
    _check_positions([row for row in rows if row.spec is LINEUP], found)
    for spec, key, target in _REFERENCES:
        if target.key not in unread:
            own = [row for row in rows if row.spec is spec]
            given = any(row.spec is target for row in rows)
            found.problems.extend(_unknown(own, key, target, known[target.key], given=given))
    _check_soft(rows, dict.fromkeys([*script_ids, *existing.scripts]), known, found, unread)
    return found


def _known(spec: TableSpec, rows: Sequence[BuiltRow], existing: ContentSet) -> set[str]:
    held: Mapping[ContentType, Iterable[str]] = {
        ContentType.SHOP: existing.shops,
        ContentType.PRODUCT: existing.products,
        ContentType.SKU: existing.skus,
        ContentType.LINEUP_ITEM: existing.lineup_items,
        ContentType.POLICY_POINT: existing.policy_points,
        ContentType.TERM_RULE: existing.term_rules,
    }
    return {row.record_id for row in rows if row.spec is spec and row.record_id} | set(held[spec.content_type])


def _check_codes(spec: TableSpec, rows: Sequence[BuiltRow], found: CrossFindings) -> None:
    key = CONTENT_ID_FIELDS[spec.content_type]
    first: dict[str, BuiltRow] = {}
    folded: dict[str, BuiltRow] = {}
    for row in rows:
        code = row.record_id
        if not code:
            continue
        earlier = first.setdefault(code, row)
        similar = folded.setdefault(code.casefold(), row)
        if earlier is not row:
            shown_key = key if key in row.table.columns else "seq"
            what, place = _WHAT[spec.key], row.place(shown_key)
            found.problems.append(explain(place, "duplicate", what=what, value=code, first=earlier.place()))
        elif similar is not row:
            what, other, place = _WHAT[spec.key], similar.record_id, similar.place()
            warning = explain(row.place(key), "similar_code", what=what, value=code, other=other, first=place)
            found.warnings.append(warning)


def _check_positions(rows: Sequence[BuiltRow], found: CrossFindings) -> None:
    """Find two rows of one lineup with one number whose row codes do not tell it already."""
    first: dict[tuple[object, object], BuiltRow] = {}
    for row in rows:
        lineup_id, seq = row.values.get("lineup_id"), row.values.get("seq")
        if lineup_id is None or seq is None:
            continue
        earlier = first.setdefault((lineup_id, seq), row)
        if earlier is not row and earlier.record_id != row.record_id:
            place, lineup = row.place("seq"), str(lineup_id)
            found.problems.append(explain(place, "same_place", lineup=lineup, seq=str(seq), first=earlier.place()))


def _unknown(
    rows: Sequence[BuiltRow], key: str, target: TableSpec, known: set[str], *, given: bool
) -> Iterator[ImportProblem]:
    lost = [(row, str(row.values[key])) for row in rows if row.values.get(key) and str(row.values[key]) not in known]
    if lost and not given:
        codes = list(dict.fromkeys(value for _, value in lost))
        listed = "、".join(codes[:_NAMED]) + ("…" if len(codes) > _NAMED else "")
        place: Place = lost[0][0].place(key)
        yield explain(place, "missing_sheet", table=target.key, sheet=target.header, values=listed)
        return
    for row, value in lost:
        yield explain(row.place(key), "unknown_reference", what=_WHAT[target.key], value=value)


def _check_soft(
    rows: Sequence[BuiltRow],
    scripts: Mapping[str, object],
    known: Mapping[str, set[str]],
    found: CrossFindings,
    unread: frozenset[str],
) -> None:
    sellable = {str(row.values.get("product_id")) for row in rows if row.spec is SKUS}
    for row in rows:
        reference = str(row.values.get("script_ref") or "")
        if reference and resolve_script_ref(reference, scripts) is None:
            found.warnings.append(explain(row.place("script_ref"), "no_script", value=reference))
        successor = str(row.values.get("superseded_by") or "")
        if successor and successor not in known[POLICY_POINTS.key]:
            found.warnings.append(explain(row.place("superseded_by"), "unknown_successor", value=successor))
        bare = row.spec is PRODUCTS and row.record_id and row.record_id not in sellable
        if bare and SKUS.key not in unread:
            found.warnings.append(explain(row.place("product_id"), "no_skus", value=row.record_id))
