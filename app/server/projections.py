# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Projections of the raw events: sessions, sales, voids, adjusts, refunds. The order of arrival does not matter.

What cannot be projected is quarantined: it stays raw, and a later version may project it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection, Update, bindparam, select, update
from sqlalchemy.exc import DataError, IntegrityError

from app.contract.events import (
    BODY_MODELS,
    EVENT_SCHEMA_VERSION,
    EventKind,
    LedgerEvent,
    SaleAddBody,
    SaleAdjustBody,
    SaleRefundBody,
    SaleVoidBody,
    SessionCloseBody,
    SessionOpenBody,
)
from app.server.batch import ReceivedEvent
from app.server.database import insert_rows
from app.server.tables import ADJUST, QUARANTINE, REFUND, SALE, SESSION, VOID

UNKNOWN_KIND: Final = "unknown_kind"
NEWER_SCHEMA: Final = "newer_schema"
BAD_BODY: Final = "bad_body"
NOT_PROJECTED: Final = "not_projected"


def storable(text: str) -> str:
    """Return ``text`` as every database can keep it in a column; the raw content keeps what was sent."""
    return text.replace("\x00", "\ufffd")


@dataclass(slots=True)
class _Rows:
    """What one run writes, by table."""

    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    opens: list[dict[str, Any]] = field(default_factory=list)
    closes: list[dict[str, Any]] = field(default_factory=list)
    sales: list[dict[str, Any]] = field(default_factory=list)
    voids: list[dict[str, Any]] = field(default_factory=list)
    adjusts: list[dict[str, Any]] = field(default_factory=list)
    refunds: list[dict[str, Any]] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)


class Projector:
    """Projects newly stored events inside the transaction that stored them."""

    def __init__(self, connection: Connection, now: str) -> None:
        self._connection = connection
        self._now = now

    def project(self, events: Sequence[ReceivedEvent]) -> dict[str, str]:
        """Project ``events`` and return the quarantined ones: event id to code. No raw row is ever rolled back."""
        quarantined: dict[str, str] = {}
        known: list[tuple[LedgerEvent, BaseModel]] = []
        for received in events:
            body = _understood(received.event)
            if isinstance(body, str):
                quarantined[received.event.event_id] = body
            else:
                known.append((received.event, body))
        if known and not self._try_write(known):
            for pair in known:
                if not self._try_write([pair]):
                    quarantined[pair[0].event_id] = NOT_PROJECTED
        if quarantined:
            self._connection.execute(
                QUARANTINE.insert(),
                [{"event_id": event_id, "code": code, "noted_at": self._now} for event_id, code in quarantined.items()],
            )
        return quarantined

    def _try_write(self, events: Sequence[tuple[LedgerEvent, BaseModel]]) -> bool:
        try:
            with self._connection.begin_nested():
                self._write(events)
        except (DataError, IntegrityError, OverflowError):
            return False
        return True

    def _write(self, events: Sequence[tuple[LedgerEvent, BaseModel]]) -> None:
        rows = _Rows(closed=self._closed_sessions({storable(event.session_id) for event, _ in events}))
        for event, body in events:
            session_id = storable(event.session_id)
            rows.sessions.setdefault(session_id, self._new_session(session_id))
            if collect := _COLLECT.get(event.kind):
                collect(rows, event, body)
        # Sessions are locked in one order, so that two desks' batches cannot each wait for the other.
        insert_rows(self._connection, SESSION, [rows.sessions[session_id] for session_id in sorted(rows.sessions)])
        self._update(_OPEN, sorted(rows.opens, key=_of_session))
        self._update(_CLOSE, sorted(rows.closes, key=_of_session))
        insert_rows(self._connection, SALE, rows.sales)
        insert_rows(self._connection, VOID, rows.voids)
        insert_rows(self._connection, ADJUST, rows.adjusts)
        insert_rows(self._connection, REFUND, rows.refunds)

    def _closed_sessions(self, session_ids: set[str]) -> set[str]:
        found = select(SESSION.c.session_id).where(
            SESSION.c.session_id.in_(session_ids), SESSION.c.closed_at.is_not(None)
        )
        return set(self._connection.execute(found).scalars())

    def _new_session(self, session_id: str) -> dict[str, Any]:
        return {
            "session_id": session_id,
            "first_seen_at": self._now,
            "shop_id": "",
            "shop_name": "",
            "anchor": "",
            "rehearsal": False,
            "tz_offset_min": 0,
        }

    def _update(self, statement: Update, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(statement, rows)


_of_session: Final = itemgetter("of_session")
_OPEN: Final = update(SESSION).where(SESSION.c.session_id == bindparam("of_session"), SESSION.c.opened_at.is_(None))
_CLOSE: Final = update(SESSION).where(SESSION.c.session_id == bindparam("of_session"), SESSION.c.closed_at.is_(None))


def _understood(event: LedgerEvent) -> BaseModel | str:
    """Return the event's body, or the code under which it is quarantined."""
    if event.schema_version > EVENT_SCHEMA_VERSION:
        return NEWER_SCHEMA
    model = BODY_MODELS.get(event.kind)
    if model is None:
        return UNKNOWN_KIND
    try:
        return model.model_validate(event.body)
    except ValidationError:
        return BAD_BODY


def _open(rows: _Rows, event: LedgerEvent, body: SessionOpenBody) -> None:
    rows.opens.append(
        {
            "of_session": storable(event.session_id),
            "shop_id": storable(body.shop_id),
            "shop_name": storable(body.shop_name),
            "anchor": storable(body.anchor),
            "rehearsal": body.rehearsal,
            "tz_offset_min": event.tz_offset_min,
            "opened_at": storable(event.occurred_at),
        }
    )


def _close(rows: _Rows, event: LedgerEvent, body: SessionCloseBody) -> None:
    session_id = storable(event.session_id)
    rows.closed.add(session_id)
    rows.closes.append(
        {
            "of_session": session_id,
            "closed_at": storable(event.occurred_at),
            "closed_sales": body.sales,
            "closed_units": body.units,
            "closed_fen": body.total_fen,
            "closed_refunded_units": body.refunded_units,
            "closed_refunded_fen": body.refunded_fen,
        }
    )


def _sale(rows: _Rows, event: LedgerEvent, body: SaleAddBody) -> None:
    row = _place(event) | _goods(body)
    rows.sales.append(row | {"late": row["session_id"] in rows.closed})


def _void(rows: _Rows, event: LedgerEvent, body: SaleVoidBody) -> None:
    rows.voids.append(_place(event) | {"target": storable(body.target)})


def _adjust(rows: _Rows, event: LedgerEvent, body: SaleAdjustBody) -> None:
    rows.adjusts.append(_place(event) | {"target": storable(body.target), "delta": body.delta})


def _refund(rows: _Rows, event: LedgerEvent, body: SaleRefundBody) -> None:
    rows.refunds.append(_place(event) | _goods(body) | {"target": _storable_or_none(body.target)})


def _place(event: LedgerEvent) -> dict[str, Any]:
    return {"event_id": event.event_id, "session_id": storable(event.session_id)}


def _goods(body: SaleAddBody | SaleRefundBody) -> dict[str, Any]:
    return {
        "sku_id": storable(body.sku_id),
        "product_id": _storable_or_none(body.product_id),
        "units": body.units,
        "unit_price_fen": body.unit_price_fen,
    }


def _storable_or_none(text: str | None) -> str | None:
    return None if text is None else storable(text)


_COLLECT: Final[Mapping[str, Callable[[_Rows, LedgerEvent, Any], None]]] = {
    EventKind.SESSION_OPEN: _open,
    EventKind.SESSION_CLOSE: _close,
    EventKind.SALE_ADD: _sale,
    EventKind.SALE_VOID: _void,
    EventKind.SALE_ADJUST: _adjust,
    EventKind.SALE_REFUND: _refund,
}
