# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sales that two desks may have logged for one order. They are told, never removed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, select

from app.contract.events import EventKind
from app.server.tables import RAW_EVENT, SALE, VOID

WITHIN_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class PossibleDouble:
    """Two standing sales of one SKU by two desks within 5 s, by event id."""

    sku_id: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class _TimedSale:
    event_id: str
    device_id: str
    sku_id: str
    at: datetime


def possible_doubles(connection: Connection, session_id: str) -> list[PossibleDouble]:
    """Return the pairs of a session, in time order; each sale is the second of one pair at most.

    Times are the desks' own, put right by the clock difference that the desk knew.
    """
    if devices_of(connection, session_id) < 2:
        return []
    taken_back = select(VOID.c.target).where(VOID.c.session_id == session_id)
    rows = connection.execute(
        select(RAW_EVENT.c.event_id, RAW_EVENT.c.device_id, RAW_EVENT.c.content, SALE.c.sku_id)
        .join(SALE, SALE.c.event_id == RAW_EVENT.c.event_id)
        .where(
            RAW_EVENT.c.session_id == session_id,
            RAW_EVENT.c.kind == EventKind.SALE_ADD.value,
            RAW_EVENT.c.event_id.not_in(taken_back),
        )
    )
    timed = (_timed(row.event_id, row.device_id, row.sku_id, row.content) for row in rows)
    return _pairs(sale for sale in timed if sale is not None)


def devices_of(connection: Connection, session_id: str) -> int:
    """Return how many desks logged in a session."""
    query = select(func.count(RAW_EVENT.c.device_id.distinct())).where(RAW_EVENT.c.session_id == session_id)
    return int(connection.execute(query).scalar_one())


def _pairs(sales: Iterable[_TimedSale]) -> list[PossibleDouble]:
    found = []
    window: dict[str, list[_TimedSale]] = {}
    for sale in sorted(sales, key=lambda one: (one.at, one.event_id)):
        near = [other for other in window.get(sale.sku_id, ()) if (sale.at - other.at).total_seconds() <= WITHIN_S]
        first = next((other for other in near if other.device_id != sale.device_id), None)
        if first is not None:
            found.append(PossibleDouble(sale.sku_id, first.event_id, sale.event_id))
        window[sale.sku_id] = [*near, sale]
    return found


def _timed(event_id: str, device_id: str, sku_id: str, content: str) -> _TimedSale | None:
    event = json.loads(content)
    try:
        moment = datetime.fromisoformat(event["occurred_at"])
        known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return _TimedSale(
            event_id, device_id, sku_id, known + timedelta(milliseconds=event.get("clock_offset_ms") or 0)
        )
    except (ValueError, OverflowError):
        return None
