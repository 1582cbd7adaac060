# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the base lacks of a session's other desks, as far as they said themselves how much they hold."""

from typing import Final

from sqlalchemy import Connection, and_, exists, or_, select, update

from app.contract.protocol import HelloRequest, MissingElsewhere
from app.server.auth import Caller
from app.server.database import Database
from app.server.projections import storable
from app.server.tables import DEVICE, RAW_EVENT

_MAX_COLUMN_INT: Final = 2**63 - 1
_MAX_DESKS: Final = 50


def note_told(database: Database, caller: Caller, hello: HelloRequest) -> None:
    """Keep what a desk holds that is not here yet. Nothing is written when nothing waits, or as much as before."""
    waits = hello.gen > caller.gen or (hello.gen == caller.gen and hello.last_seq > caller.acked_through)
    session_id = None if hello.head_session_id is None else storable(hello.head_session_id)
    told = (min(hello.gen, _MAX_COLUMN_INT), min(hello.last_seq, _MAX_COLUMN_INT), session_id)
    if not waits or told == caller.told:
        return
    gen, seq, session_id = told
    with database.write() as connection:
        connection.execute(
            update(DEVICE)
            .where(DEVICE.c.device_id == caller.device_id)
            .values(told_gen=gen, told_seq=seq, told_session_id=session_id)
        )


def missing_elsewhere(connection: Connection, device_id: str, session_id: str) -> list[MissingElsewhere]:
    """Return what other desks than ``device_id`` hold and have not brought in, where that may be of a session.

    It may be when the first of it follows on an event of the session, or when the last of it is one.
    """
    newer = DEVICE.c.told_gen > DEVICE.c.gen
    more = and_(DEVICE.c.told_gen == DEVICE.c.gen, DEVICE.c.told_seq > DEVICE.c.acked_through)
    follows = exists().where(
        RAW_EVENT.c.device_id == DEVICE.c.device_id,
        RAW_EVENT.c.gen == DEVICE.c.gen,
        RAW_EVENT.c.seq == DEVICE.c.acked_through,
        RAW_EVENT.c.session_id == session_id,
    )
    rows = connection.execute(
        select(DEVICE)
        .where(
            DEVICE.c.device_id != device_id,
            DEVICE.c.told_seq >= 1,
            or_(newer, more),
            or_(DEVICE.c.told_session_id == session_id, follows),
        )
        .order_by(DEVICE.c.name, DEVICE.c.device_id)
        .limit(_MAX_DESKS)
    )
    return [
        MissingElsewhere(
            device_id=row.device_id,
            device_name=row.name,
            missing=[(row.told_gen, row.acked_through + 1 if row.told_gen == row.gen else 1, row.told_seq)],
        )
        for row in rows
    ]
