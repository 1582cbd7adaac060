# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The push transaction: a well-formed event of an enrolled desk is stored, once, and never refused for what it says.

Idempotency lives in the data: the event id is unique for ever, so a batch may be sent any number of times, whole,
overlapping or after a restore of either side.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from app.contract.protocol import PushResponse, Quarantined
from app.server.batch import Batch, ReceivedEvent
from app.server.database import Database, insert_rows
from app.server.projections import Projector, storable
from app.server.tables import QUARANTINE, RAW_EVENT
from app.server.watermark import Watermark, check_epoch, forked, gap, lock_watermark, set_watermark


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
        check_epoch(connection, request.server_epoch)
        mark = lock_watermark(connection, device_id, request.gen, now=now)
        _check_continuity(batch, mark)
        known = _stored_as_sent(connection, batch, mark)
        unknown = [received for received in batch.events if received.event.event_id not in known]
        fresh = _insert_raw(connection, unknown, now)
        elsewhere = [received for received in unknown if received.event.event_id not in fresh]
        _check_same(connection, elsewhere)
        new = [received for received in unknown if received.event.event_id in fresh]
        quarantined = {event_id: code for event_id, code in known.items() if code is not None}
        quarantined |= _known_quarantine(connection, elsewhere) | Projector(connection, now).project(new)
        if batch.last_seq > mark.through:
            mark = Watermark(request.gen, batch.last_seq, batch.events[-1].event.hash)
            set_watermark(connection, device_id, mark)
    return PushResponse(
        batch_id=request.batch_id,
        server_epoch=request.server_epoch,
        server_time=now,
        gen=mark.gen,
        acked_through=mark.through,
        acked_hash=mark.hash,
        applied=len(new),
        duplicates=len(batch.events) - len(new),
        quarantined=[Quarantined(event_id=event_id, code=code) for event_id, code in quarantined.items()],
    )


def _check_continuity(batch: Batch, mark: Watermark) -> None:
    """Refuse a gap, and a batch whose chain does not run through the watermark."""
    first = batch.request.first_seq
    if first > mark.through + 1:
        raise gap(mark)
    if first == mark.through + 1:
        linked = batch.events[0].event.prev_hash == mark.hash
    elif batch.last_seq >= mark.through:
        linked = batch.events[mark.through - first].event.hash == mark.hash
    else:
        linked = True
    if not linked:
        raise forked()


def _stored_as_sent(connection: Connection, batch: Batch, mark: Watermark) -> dict[str, str | None]:
    """Return the events that are stored in the very place and with the hash with which they were sent.

    What a desk sends again, after a lost answer or a restore, is found by its numbers alone. By event id: the code
    under which it is quarantined, if it is.
    """
    first, last = batch.request.first_seq, min(batch.last_seq, mark.through)
    if first > last:
        return {}
    stored = connection.execute(
        select(RAW_EVENT.c.event_id, RAW_EVENT.c.hash, QUARANTINE.c.code)
        .outerjoin(QUARANTINE, QUARANTINE.c.event_id == RAW_EVENT.c.event_id)
        .where(
            RAW_EVENT.c.device_id == storable(batch.events[0].event.device_id),
            RAW_EVENT.c.gen == mark.gen,
            RAW_EVENT.c.seq.between(first, last),
        )
    )
    sent = {(received.event.event_id, received.event.hash) for received in batch.events}
    return {row.event_id: row.code for row in stored if (row.event_id, row.hash) in sent}


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
    return insert_rows(connection, RAW_EVENT, rows)


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
