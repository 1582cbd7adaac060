# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The push transaction: a well-formed event of an enrolled desk is stored, once, and never refused for what it says.

Idempotency lives in the data: the event id is unique for ever, so a batch may be sent any number of times, whole,
overlapping or after a restore of either side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from app.contract.errors import ErrorCode
from app.contract.events import GENESIS_HASH
from app.contract.protocol import PushResponse, Quarantined
from app.server.batch import Batch, ReceivedEvent
from app.server.database import Database, insert_new
from app.server.problems import ProblemError
from app.server.projections import Projector, storable
from app.server.tables import DEVICE, QUARANTINE, RAW_EVENT, SERVER_STATE


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far one generation of a device's ledger is stored."""

    gen: int
    through: int
    hash: str


def push(database: Database, device_id: str, batch: Batch, *, now: str) -> PushResponse:
    """Store ``batch`` and return the answer; the commit is durable before this returns.

    Args:
        database: where to.
        device_id: the authenticated sender.
        batch: what it sent.
        now: the server's time, ISO 8601 UTC.

    Raises:
        ProblemError: 409 ``epoch_changed``, ``gen_stale``, ``seq_gap`` or ``device_forked``; nothing was stored.
    """
    request = batch.request
    with database.write() as connection:
        epoch = connection.execute(select(SERVER_STATE.c.epoch)).scalar_one()
        if request.server_epoch != epoch:
            raise ProblemError(409, ErrorCode.EPOCH_CHANGED, "The base was restored. Say hello again.")
        mark = lock_watermark(connection, device_id, request.gen)
        _check_continuity(batch, mark)
        fresh = _insert_raw(connection, batch.events, now)
        seen = [received for received in batch.events if received.event.event_id not in fresh]
        _check_same(connection, seen)
        new = [received for received in batch.events if received.event.event_id in fresh]
        quarantined = Projector(connection, now).project(new) | _known_quarantine(connection, seen)
        if batch.last_seq > mark.through:
            mark = Watermark(request.gen, batch.last_seq, batch.events[-1].event.hash)
            set_watermark(connection, device_id, mark)
    return PushResponse(
        batch_id=request.batch_id,
        server_epoch=epoch,
        server_time=now,
        gen=mark.gen,
        acked_through=mark.through,
        acked_hash=mark.hash,
        applied=len(new),
        duplicates=len(seen),
        quarantined=[Quarantined(event_id=event_id, code=code) for event_id, code in quarantined.items()],
    )


def lock_watermark(connection: Connection, device_id: str, gen: int) -> Watermark:
    """Lock the device's row and return how far generation ``gen`` is stored.

    Raises:
        ProblemError: 409 ``gen_stale``.
    """
    row = connection.execute(
        select(DEVICE.c.gen, DEVICE.c.acked_through, DEVICE.c.acked_hash)
        .where(DEVICE.c.device_id == device_id)
        .with_for_update()
    ).one()
    if gen < row.gen:
        raise ProblemError(409, ErrorCode.GEN_STALE, f"This desk's ledger is at generation {row.gen} here.")
    if gen > row.gen:
        return Watermark(gen, 0, GENESIS_HASH)
    return Watermark(gen, row.acked_through, row.acked_hash)


def _check_continuity(batch: Batch, mark: Watermark) -> None:
    """Refuse a gap, and a batch whose chain does not run through the watermark."""
    first = batch.request.first_seq
    if first > mark.through + 1:
        raise ProblemError(
            409, ErrorCode.SEQ_GAP, f"The base has events up to {mark.through} only.", expected=mark.through + 1
        )
    if first == mark.through + 1:
        linked = batch.events[0].event.prev_hash == mark.hash
    elif batch.last_seq >= mark.through:
        linked = batch.events[mark.through - first].event.hash == mark.hash
    else:
        linked = True
    if not linked:
        raise forked()


def _insert_raw(connection: Connection, events: Sequence[ReceivedEvent], now: str) -> set[str]:
    """Insert the events that are not stored yet and return their ids."""
    rows = [
        {
            "event_id": received.event.event_id,
            "device_id": storable(received.event.device_id),
            "gen": received.event.gen,
            "seq": received.event.seq,
            "session_id": storable(received.event.session_id),
            "kind": storable(received.event.kind),
            "prev_hash": received.event.prev_hash,
            "hash": received.event.hash,
            "content_hash": received.content_hash,
            "content": received.content,
            "received_at": now,
        }
        for received in events
    ]
    statement = insert_new(connection, RAW_EVENT).returning(RAW_EVENT.c.event_id)
    return set(connection.execute(statement, rows).scalars())


def _check_same(connection: Connection, seen: Sequence[ReceivedEvent]) -> None:
    """Refuse when what is stored under an event's id, or in its place, is not that event."""
    if not seen:
        return
    ids = [received.event.event_id for received in seen]
    stored = {
        row.event_id: row
        for row in connection.execute(
            select(
                RAW_EVENT.c.event_id,
                RAW_EVENT.c.device_id,
                RAW_EVENT.c.gen,
                RAW_EVENT.c.content_hash,
                RAW_EVENT.c.hash,
            ).where(RAW_EVENT.c.event_id.in_(ids))
        )
    }
    for received in seen:
        row = stored.get(received.event.event_id)
        if row is None or row.content_hash != received.content_hash:
            raise forked()
        same_place = (row.device_id, row.gen) == (received.event.device_id, received.event.gen)
        if same_place and row.hash != received.event.hash:
            raise forked()


def _known_quarantine(connection: Connection, seen: Sequence[ReceivedEvent]) -> dict[str, str]:
    if not seen:
        return {}
    ids = [received.event.event_id for received in seen]
    rows = connection.execute(select(QUARANTINE.c.event_id, QUARANTINE.c.code).where(QUARANTINE.c.event_id.in_(ids)))
    return {row.event_id: row.code for row in rows}


def set_watermark(connection: Connection, device_id: str, mark: Watermark) -> None:
    """Record how far the device's ledger is stored, inside the caller's transaction."""
    connection.execute(
        update(DEVICE)
        .where(DEVICE.c.device_id == device_id)
        .values(gen=mark.gen, acked_through=mark.through, acked_hash=mark.hash)
    )


def forked() -> ProblemError:
    """Return the refusal of another history under numbers that are taken."""
    return ProblemError(
        409,
        ErrorCode.DEVICE_FORKED,
        "The base holds other events under this desk's numbers. Nothing was overwritten on either side.",
    )
