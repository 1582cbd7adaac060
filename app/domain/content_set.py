# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""All content at one moment, indexed for reading. Immutable: a new revision is a new set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from app.contract.content import (
    ContentRecord,
    LineupItem,
    PolicyPoint,
    Product,
    Script,
    Shop,
    Sku,
    TermRule,
)

_R = TypeVar("_R", bound=ContentRecord)


def _index(records: Iterable[ContentRecord], kind: type[_R], key: str) -> Mapping[str, _R]:
    return MappingProxyType({getattr(record, key): record for record in records if isinstance(record, kind)})


@dataclass(frozen=True, slots=True)
class ContentSet:
    """Content by id."""

    shops: Mapping[str, Shop] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    skus: Mapping[str, Sku] = field(default_factory=dict)
    lineup_items: Mapping[str, LineupItem] = field(default_factory=dict)
    scripts: Mapping[str, Script] = field(default_factory=dict)
    policy_points: Mapping[str, PolicyPoint] = field(default_factory=dict)
    term_rules: Mapping[str, TermRule] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[ContentRecord]) -> "ContentSet":
        """Index ``records``; of two with one id the later wins."""
        known = tuple(records)
        return cls(
            shops=_index(known, Shop, "shop_id"),
            products=_index(known, Product, "product_id"),
            skus=_index(known, Sku, "sku_id"),
            lineup_items=_index(known, LineupItem, "row_id"),
            scripts=_index(known, Script, "script_id"),
            policy_points=_index(known, PolicyPoint, "policy_id"),
            term_rules=_index(known, TermRule, "term"),
        )

    def with_records(self, records: Iterable[ContentRecord]) -> "ContentSet":
        """Return this content with ``records`` put in; one with a known id takes the known one's place."""
        known = (self.shops, self.products, self.skus, self.lineup_items, self.scripts)
        rest = (self.policy_points, self.term_rules)
        return ContentSet.of([*(one for kind in (*known, *rest) for one in kind.values()), *records])

    def products_of(self, shop_id: str) -> tuple[Product, ...]:
        """Return a shop's products in id order."""
        found = (product for product in self.products.values() if product.shop_id == shop_id)
        return tuple(sorted(found, key=lambda product: product.product_id))

    def skus_of(self, product_id: str) -> tuple[Sku, ...]:
        """Return a product's variants in the order in which they were published."""
        return tuple(sku for sku in self.skus.values() if sku.product_id == product_id)

    def lineup(self, lineup_id: str) -> tuple[LineupItem, ...]:
        """Return the rows of one lineup in order."""
        rows = (item for item in self.lineup_items.values() if item.lineup_id == lineup_id)
        return tuple(sorted(rows, key=lambda item: item.seq))

    def lineups_of(self, shop_id: str) -> tuple[str, ...]:
        """Return the ids of the lineups that present at least one product of the shop, in id order."""
        own = {product.product_id for product in self.products.values() if product.shop_id == shop_id}
        return tuple(sorted({item.lineup_id for item in self.lineup_items.values() if item.product_id in own}))
