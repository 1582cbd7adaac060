# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Session and SKU totals, folded from each event in the transaction that stores it, in constant time.

They say what ``app.domain.session_state.fold`` says; ``verify`` compares the two.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.contract.events import EventKind, LedgerEvent

_ADD_TO_SESSION: Final = """
INSERT INTO session_total (session_id, gen, first_seq, first_at, shop_id, shop_name, anchor, rehearsal,
                           sales, units, amount_fen, unpriced)
VALUES (?, ?, ?, ?, '', '', '', 0, ?, ?, ?, ?)
ON CONFLICT (session_id) DO UPDATE SET
    sales = sales + excluded.sales, units = units + excluded.units,
    amount_fen = amount_fen + excluded.amount_fen, unpriced = unpriced + excluded.unpriced
"""
_ADD_TO_SKU: Final = """
INSERT INTO sku_total (session_id, sku_id, sales, units, amount_fen, unpriced) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (session_id, sku_id) DO UPDATE SET
    sales = sales + excluded.sales, units = units + excluded.units,
    amount_fen = amount_fen + excluded.amount_fen, unpriced = unpriced + excluded.unpriced
"""
_OPEN: Final = """
UPDATE session_total SET shop_id = ?, shop_name = ?, anchor = ?, rehearsal = ?, opened_at = ? WHERE session_id = ?
"""
_CLOSE: Final = "UPDATE session_total SET closed_at = coalesce(closed_at, ?) WHERE session_id = ?"
_FIND_SALE: Final = "SELECT body FROM event WHERE event_id = ? AND session_id = ? AND kind = ?"
_MARK_VOID: Final = "INSERT INTO sale_void (target, event_id) VALUES (?, ?) ON CONFLICT (target) DO NOTHING"


@dataclass(frozen=True, slots=True)
class _Delta:
    sales: int = 0
    units: int = 0
    amount_fen: int = 0
    unpriced: int = 0

    @classmethod
    def of_sale(cls, body: Mapping[str, Any], *, sign: int) -> "_Delta":
        units, price = body["units"], body.get("unit_price_fen")
        return cls(sign, sign * units, sign * units * (price or 0), sign * units if price is None else 0)

    def values(self) -> tuple[int, int, int, int]:
        return self.sales, self.units, self.amount_fen, self.unpriced


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
    _count(connection, event, event.body, sign=1)


def _voided(connection: sqlite3.Connection, event: LedgerEvent) -> None:
    target = event.body["target"]
    sale = connection.execute(_FIND_SALE, (target, event.session_id, EventKind.SALE_ADD.value)).fetchone()
    if sale is None or connection.execute(_MARK_VOID, (target, event.event_id)).rowcount == 0:
        _add_to_session(connection, event, _Delta())
        return
    _count(connection, event, json.loads(sale[0]), sign=-1)


def _count(connection: sqlite3.Connection, event: LedgerEvent, body: Mapping[str, Any], *, sign: int) -> None:
    delta = _Delta.of_sale(body, sign=sign)
    _add_to_session(connection, event, delta)
    connection.execute(_ADD_TO_SKU, (event.session_id, body["sku_id"], *delta.values()))


_STEPS: Final[Mapping[str, Callable[[sqlite3.Connection, LedgerEvent], None]]] = {
    EventKind.SESSION_OPEN.value: _opened,
    EventKind.SESSION_CLOSE.value: _closed,
    EventKind.SALE_ADD.value: _sold,
    EventKind.SALE_VOID.value: _voided,
}
