# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Session and SKU totals, folded from each event in the transaction that stores it, in constant time.

They say what ``app.domain.session_state.fold`` says; ``verify`` compares the two.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.contract.events import EventKind, LedgerEvent
from app.store.event_rows import SELECT_EVENT, from_tuple

_SUMS: Final = ("sales", "units", "amount_fen", "unpriced", "refunded_units", "refunded_fen")
_ADD_UP: Final = ", ".join(f"{name} = {name} + excluded.{name}" for name in _SUMS)
_ADD_TO_SESSION: Final = f"""
INSERT INTO session_total (session_id, gen, first_seq, first_at, shop_id, shop_name, anchor, rehearsal,
                           {", ".join(_SUMS)})
VALUES (?, ?, ?, ?, '', '', '', 0, ?, ?, ?, ?, ?, ?)
ON CONFLICT (session_id) DO UPDATE SET {_ADD_UP}
"""  # noqa: S608 - our own column names
_ADD_TO_SKU: Final = f"""
INSERT INTO sku_total (session_id, sku_id, {", ".join(_SUMS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (session_id, sku_id) DO UPDATE SET {_ADD_UP}
"""  # noqa: S608 - our own column names
_OPEN: Final = """
UPDATE session_total SET shop_id = ?, shop_name = ?, anchor = ?, rehearsal = ?, opened_at = ? WHERE session_id = ?
"""
_CLOSE: Final = "UPDATE session_total SET closed_at = coalesce(closed_at, ?) WHERE session_id = ?"
_FIND_SALE: Final = "SELECT body FROM event WHERE event_id = ? AND session_id = ? AND kind = ?"
_FIND_CHANGE: Final = "SELECT delta, voided_by FROM sale_change WHERE target = ?"
_SET_CHANGE: Final = """
INSERT INTO sale_change (target, delta, voided_by) VALUES (?, ?, ?)
ON CONFLICT (target) DO UPDATE SET delta = excluded.delta, voided_by = excluded.voided_by
"""
_PROJECTIONS: Final = ("session_total", "sku_total", "sale_change")


@dataclass(frozen=True, slots=True)
class _Delta:
    sales: int = 0
    units: int = 0
    amount_fen: int = 0
    unpriced: int = 0
    refunded_units: int = 0
    refunded_fen: int = 0

    @classmethod
    def of_units(cls, units: int, price: int | None, *, sales: int = 0) -> "_Delta":
        """Return what ``units`` more (or fewer) at a price in fen change."""
        return cls(sales, units, units * (price or 0), units if price is None else 0)

    def values(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in _SUMS)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A sale as it stands before a change. ``logged`` is the number first typed."""

    sku_id: str
    logged: int
    price: int | None
    delta: int
    voided_by: str | None

    @property
    def units(self) -> int:
        """The number as corrected, never below 0."""
        return max(0, self.logged + self.delta)


def rebuild_if_stale(connection: sqlite3.Connection) -> None:
    """Fold all events anew where the projections were folded by a program that knew other kinds of event.

    So what a newer desk wrote counts as soon as this program has learnt its kind. ``connection`` is in autocommit mode.

    Raises:
        sqlite3.Error: the projections were left as they were.
    """
    kinds = " ".join(sorted(_STEPS))
    row = connection.execute("SELECT kinds FROM projection_state").fetchone()
    if row is not None and row[0] == kinds:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table in _PROJECTIONS:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table names
        for event in connection.execute(f"{SELECT_EVENT} ORDER BY gen, seq"):
            fold_into_totals(connection, from_tuple(event))
        connection.execute(
            "INSERT INTO projection_state (id, kinds) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET kinds = ?",
            (kinds, kinds),
        )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def fold_into_totals(connection: sqlite3.Connection, event: LedgerEvent) -> None:
    """Fold ``event``, which was just inserted, into the totals. Kinds not known here only make their session known."""
    step = _STEPS.get(event.kind)
    if step is None:
        _add_to_session(connection, event, _Delta())
    else:
        step(connection, event)


def _add_to_session(connection: sqlite3.Connection, event: LedgerEvent, delta: _Delta) -> None:
    place = (event.session_id, event.gen, event.seq, event.occurred_at)
    connection.execute(_ADD_TO_SESSION, (*place, *delta.values()))


def _opened(connection: sqlite3.Connection, event: LedgerEvent) -> None:
    _add_to_session(connection, event, _Delta())
    body = event.body
    rehearsal = int(bool(body.get("rehearsal", False)))
    told = (body["shop_id"], body["shop_name"], body["anchor"], rehearsal, event.occurred_at)
    connection.execute(_OPEN, (*told, event.session_id))


def _closed(connection: sqlite3.Connection, event: LedgerEvent) -> None:
    _add_to_session(connection, event, _Delta())
    connection.execute(_CLOSE, (event.occurred_at, event.session_id))


def _sold(connection: sqlite3.Connection, event: LedgerEvent) -> None:
    body = event.body
    _count(connection, event, body["sku_id"], _Delta.of_units(body["units"], body.get("unit_price_fen"), sales=1))


def _refunded(connection: sqlite3.Connection, event: LedgerEvent) -> None:
    units, price = event.body["units"], event.body.get("unit_price_fen")
    _count(connection, event, event.body["sku_id"], _Delta(refunded_units=units, refunded_fen=units * (price or 0)))


def _voided(connection: sqlite3.Connection, event: LedgerEvent) -> None:
    sale = _sale_as_it_stands(connection, event)
    if sale is None or sale.voided_by is not None:
        _add_to_session(connection, event, _Delta())
        return
    connection.execute(_SET_CHANGE, (event.body["target"], sale.delta, event.event_id))
    _count(connection, event, sale.sku_id, _Delta.of_units(-sale.units, sale.price, sales=-1))


def _adjusted(connection: sqlite3.Connection, event: LedgerEvent) -> None:
    sale = _sale_as_it_stands(connection, event)
    if sale is None or sale.voided_by is not None:
        _add_to_session(connection, event, _Delta())
        return
    after = replace(sale, delta=sale.delta + event.body["delta"])
    connection.execute(_SET_CHANGE, (event.body["target"], after.delta, None))
    _count(connection, event, sale.sku_id, _Delta.of_units(after.units - sale.units, sale.price))


def _sale_as_it_stands(connection: sqlite3.Connection, event: LedgerEvent) -> _Standing | None:
    """Return the sale that ``event`` changes, None where its session has no such sale."""
    target = event.body["target"]
    found = connection.execute(_FIND_SALE, (target, event.session_id, EventKind.SALE_ADD.value)).fetchone()
    if found is None:
        return None
    body = json.loads(found[0])
    delta, voided_by = connection.execute(_FIND_CHANGE, (target,)).fetchone() or (0, None)
    return _Standing(body["sku_id"], body["units"], body.get("unit_price_fen"), delta, voided_by)


def _count(connection: sqlite3.Connection, event: LedgerEvent, sku_id: str, delta: _Delta) -> None:
    _add_to_session(connection, event, delta)
    connection.execute(_ADD_TO_SKU, (event.session_id, sku_id, *delta.values()))


_STEPS: Final[Mapping[str, Callable[[sqlite3.Connection, LedgerEvent], None]]] = {
    EventKind.SESSION_OPEN.value: _opened,
    EventKind.SESSION_CLOSE.value: _closed,
    EventKind.SALE_ADD.value: _sold,
    EventKind.SALE_VOID.value: _voided,
    EventKind.SALE_ADJUST.value: _adjusted,
    EventKind.SALE_REFUND.value: _refunded,
}
