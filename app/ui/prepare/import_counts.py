# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import would do to the content in place."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.contract.content import CONTENT_MODELS, ContentRecord, ContentType, content_id
from app.domain.content_set import ContentSet


@dataclass(frozen=True, slots=True)
class ImportCount:
    """Records of one type: new ones, changed ones, and those that are the same already."""

    kind: ContentType
    added: int
    changed: int
    same: int


def import_counts(records: Iterable[ContentRecord], content: ContentSet) -> tuple[ImportCount, ...]:
    """Return one count for each type that occurs in ``records``."""
    known = _by_id(content)
    counted: dict[ContentType, list[int]] = {}
    for record in records:
        kind = _type_of(record)
        row = counted.setdefault(kind, [0, 0, 0])
        present = known.get((kind, content_id(kind, record)))
        row[0 if present is None else 2 if present == record else 1] += 1
    return tuple(ImportCount(kind, *counted[kind]) for kind in ContentType if kind in counted)


def _type_of(record: ContentRecord) -> ContentType:
    return next(kind for kind, model in CONTENT_MODELS.items() if isinstance(record, model))


def _by_id(content: ContentSet) -> dict[tuple[ContentType, str], object]:
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
