# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums over the sales of a long evening, kept up to date by counting only what changed."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Protocol

from app.domain.session_state import Sale, Totals


class Countable(Protocol):
    """A sale as far as counting goes. Price in fen."""

    @property
    def sku_id(self) -> str:
        """The variant."""
        ...

    @property
    def row_id(self) -> str | None:
        """The lineup row it counts with."""
        ...

    @property
    def units(self) -> int:
        """How many were sold."""
        ...

    @property
    def unit_price_fen(self) -> int | None:
        """The price of one; None where none was agreed here."""
        ...


@dataclass(slots=True)
class Counts:
    """Running sums: money in fen, units by variant and by lineup row."""

    sales: int = 0
    units: int = 0
    amount_fen: int = 0
    unpriced: int = 0
    by_sku: Counter[str] = field(default_factory=Counter)
    by_row: Counter[str] = field(default_factory=Counter)

    def add(self, sale: Countable, sign: int) -> None:
        """Count ``sale`` in (1) or out again (-1)."""
        units = sign * sale.units
        self.sales += sign
        self.units += units
        if sale.unit_price_fen is None:
            self.unpriced += units
        else:
            self.amount_fen += units * sale.unit_price_fen
        self.by_sku[sale.sku_id] += units
        if sale.row_id is not None:
            self.by_row[sale.row_id] += units

    def totals(self) -> Totals:
        """Return the sums as the Live page shows them."""
        return Totals(self.sales, self.units, self.amount_fen, self.unpriced)

    def copy(self) -> "Counts":
        """Return sums that can be changed without changing these."""
        return Counts(self.sales, self.units, self.amount_fen, self.unpriced, self.by_sku.copy(), self.by_row.copy())


class StandingTally:
    """Follows a growing tuple of sales. Only sales that are not the same object as before are counted again."""

    def __init__(self) -> None:
        self._sales: tuple[Sale, ...] = ()
        self._counts = Counts()

    def follow(self, sales: tuple[Sale, ...]) -> None:
        """Bring the sums up to ``sales``."""
        if sales is self._sales:
            return
        for before, after in zip_longest(self._sales, sales):
            if before is after:
                continue
            if before is not None and before.voided_by is None:
                self._counts.add(before, -1)
            if after is not None and after.voided_by is None:
                self._counts.add(after, 1)
        self._sales = sales

    def counts(self) -> Counts:
        """Return a copy of the sums over the sales that stand."""
        return self._counts.copy()
