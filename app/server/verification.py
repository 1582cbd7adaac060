# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the base holds what a desk logged in a session: the same count, totals and chain, or what is missing."""

from typing import Any, Final

from sqlalchemy import Connection, Row, delete, exists, func, select

from app.contract.protocol import CheckStatus, SessionTotals, VerifyRequest, VerifyResponse
from app.server.auth import Caller
from app.server.doubles import devices_of, possible_doubles
from app.server.elsewhere import missing_elsewhere
from app.server.projections import storable
from app.server.tables import RAW_EVENT, SALE, SESSION_CHECK, VOID

_MAX_RANGES: Final = 100


def verify(
    connection: Connection, caller: Caller, session_id: str, request: VerifyRequest, *, now: str
) -> VerifyResponse:
    """Compare the desk's claim with what is stored, note the answer and return it.

    Counts and totals are those of the calling desk alone; the session is the union of all its desks.

    Args:
        connection: a writing transaction.
        caller: the desk.
        session_id: the session.
        request: what the desk holds of it.
        now: the server's time, ISO 8601 UTC.
    """
    session_id = storable(session_id)
    count, totals = _own(connection, caller.device_id, session_id)
    missing = _missing(connection, caller, request, short=count < request.count)
    elsewhere = missing_elsewhere(connection, caller.device_id, session_id)
    same = (count, totals) == (request.count, request.totals) and _same_chain(connection, caller, request)
    if not missing and not same:
        status = CheckStatus.MISMATCH
    else:
        status = CheckStatus.INCOMPLETE if missing or elsewhere else CheckStatus.VERIFIED
    _note(connection, (session_id, caller.device_id), status.value, request.count, now)
    return VerifyResponse(
        status=status,
        missing=missing,
        elsewhere=elsewhere,
        count=count,
        totals=totals,
        devices=devices_of(connection, session_id),
        late=_late(connection, session_id),
        doubles=len(possible_doubles(connection, session_id)),
    )


def _own(connection: Connection, device_id: str, session_id: str) -> tuple[int, SessionTotals]:
    mine = (RAW_EVENT.c.session_id == session_id, RAW_EVENT.c.device_id == device_id)
    count = connection.execute(select(func.count()).select_from(RAW_EVENT).where(*mine)).scalar_one()
    own_voids = (
        select(VOID.c.target)
        .join(RAW_EVENT, RAW_EVENT.c.event_id == VOID.c.event_id)
        .where(VOID.c.session_id == session_id, RAW_EVENT.c.device_id == device_id)
    )
    row = connection.execute(
        select(
            func.count().label("sales"),
            func.coalesce(func.sum(SALE.c.units), 0).label("units"),
            func.coalesce(func.sum(SALE.c.units * func.coalesce(SALE.c.unit_price_fen, 0)), 0).label("fen"),
        )
        .join(RAW_EVENT, RAW_EVENT.c.event_id == SALE.c.event_id)
        .where(SALE.c.session_id == session_id, RAW_EVENT.c.device_id == device_id, SALE.c.event_id.not_in(own_voids))
    ).one()
    return int(count), SessionTotals(sales=int(row.sales), units=int(row.units), total_fen=int(row.fen))


def _missing(
    connection: Connection, caller: Caller, request: VerifyRequest, *, short: bool
) -> list[tuple[int, int, int]]:
    """Return the runs of the desk's numbers that are not here: after the watermark, and, if events lack, before it."""
    through = caller.acked_through if request.gen == caller.gen else 0 if request.gen > caller.gen else request.last_seq
    gaps = _gaps(connection, caller.device_id, request.gen, min(through, request.last_seq)) if short else []
    if through < request.last_seq:
        gaps.append((request.gen, through + 1, request.last_seq))
    return gaps


def _gaps(connection: Connection, device_id: str, gen: int, through: int) -> list[tuple[int, int, int]]:
    before = func.lag(RAW_EVENT.c.seq, 1, 0).over(order_by=RAW_EVENT.c.seq)
    steps = (
        select(RAW_EVENT.c.seq.label("seq"), before.label("before"))
        .where(RAW_EVENT.c.device_id == device_id, RAW_EVENT.c.gen == gen, RAW_EVENT.c.seq <= through)
        .subquery()
    )
    rows = connection.execute(
        select(steps).where(steps.c.seq > steps.c.before + 1).order_by(steps.c.seq).limit(_MAX_RANGES)
    ).all()
    found = [(gen, int(row.before) + 1, int(row.seq) - 1) for row in rows]
    last = connection.execute(select(func.max(steps.c.seq))).scalar_one() or 0
    return [*found, (gen, int(last) + 1, through)] if last < through else found


def _same_chain(connection: Connection, caller: Caller, request: VerifyRequest) -> bool:
    """Return whether the desk's last event stands here as it says. One that was renumbered keeps its first place."""
    stored: Row[Any] | None = connection.execute(
        select(RAW_EVENT.c.hash).where(
            RAW_EVENT.c.device_id == caller.device_id,
            RAW_EVENT.c.gen == request.gen,
            RAW_EVENT.c.seq == request.last_seq,
        )
    ).one_or_none()
    return stored is None or stored.hash == request.chain_hash


def _late(connection: Connection, session_id: str) -> int:
    voided = exists().where(VOID.c.target == SALE.c.event_id, VOID.c.session_id == SALE.c.session_id)
    query = select(func.count()).select_from(SALE).where(SALE.c.session_id == session_id, SALE.c.late, ~voided)
    return int(connection.execute(query).scalar_one())


def _note(connection: Connection, place: tuple[str, str], status: str, events: int, now: str) -> None:
    session_id, device_id = place
    connection.execute(
        delete(SESSION_CHECK).where(SESSION_CHECK.c.session_id == session_id, SESSION_CHECK.c.device_id == device_id)
    )
    values = {"status": status, "events": min(events, 2**63 - 1), "checked_at": now}
    connection.execute(SESSION_CHECK.insert().values(session_id=session_id, device_id=device_id, **values))
