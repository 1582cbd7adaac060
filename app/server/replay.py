# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quarantined events tried again at start: what a newer desk sent counts once the server was upgraded."""

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, or_, select

from app.contract.events import BODY_MODELS, LedgerEvent
from app.server.batch import ReceivedEvent
from app.server.database import Database
from app.server.projections import UNKNOWN_KIND, Projector
from app.server.tables import QUARANTINE, RAW_EVENT

_PAGE: Final = 500
_PLACE: Final = ("device_id", "gen", "seq", "prev_hash", "hash")


def replay_quarantine(database: Database, now: str) -> int:
    """Project what this server has learnt to read and return how many events left quarantine.

    Kinds that are still unknown are not touched. ``now`` is ISO 8601 UTC. Raw events are never changed.
    """
    left, after = 0, ""
    while True:
        with database.write() as connection:
            rows = _page(connection, after)
            left += _project(connection, rows, now)
        if len(rows) < _PAGE:
            return left
        after = rows[-1].event_id


def _page(connection: Connection, after: str) -> Sequence[Row[*tuple[Any, ...]]]:
    readable = or_(QUARANTINE.c.code != UNKNOWN_KIND, RAW_EVENT.c.kind.in_(tuple(BODY_MODELS)))
    return connection.execute(
        select(RAW_EVENT)
        .join(QUARANTINE, QUARANTINE.c.event_id == RAW_EVENT.c.event_id)
        .where(readable, RAW_EVENT.c.event_id > after)
        .order_by(RAW_EVENT.c.event_id)
        .limit(_PAGE)
    ).all()


def _project(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]], now: str) -> int:
    if not rows:
        return 0
    ids = [row.event_id for row in rows]
    connection.execute(delete(QUARANTINE).where(QUARANTINE.c.event_id.in_(ids)))
    still = Projector(connection, now).project([_received(row) for row in rows])
    return len(ids) - len(still)


def _received(row: Row[*tuple[Any, ...]]) -> ReceivedEvent:
    content = json.loads(row.content) | {name: getattr(row, name) for name in _PLACE}
    return ReceivedEvent(LedgerEvent.model_validate(content), row.content, row.content_hash)
