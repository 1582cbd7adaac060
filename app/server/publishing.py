# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Content that the base publishes, and the cursor by which desks follow it.

A change is numbered from the locked counter row in the transaction that makes it, so no reader can see a later
number before an earlier one: a database sequence would not promise that.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, select, tuple_, update

from app.contract.content import CONTENT_MODELS, ContentRecord, ContentType, content_id
from app.contract.errors import ErrorCode
from app.contract.events import canonical_json
from app.contract.protocol import Change, ChangesResponse, SnapshotResponse
from app.server.problems import ProblemError
from app.server.tables import CONTENT, SERVER_STATE

_KEYS_AT_ONCE: Final = 500
_TYPE_OF = {model: content_type for content_type, model in CONTENT_MODELS.items()}


def publish(connection: Connection, records: Sequence[ContentRecord]) -> int:
    """Publish ``records`` inside the caller's transaction and return how many were new or changed."""
    counter = lock_counter(connection)
    latest = {(_TYPE_OF[type(record)], content_id(_TYPE_OF[type(record)], record)): record for record in records}
    known = _known(connection, list(latest))
    changed = 0
    for (content_type, record_id), record in latest.items():
        body = canonical_json(record.model_dump(mode="json"))
        row = known.get((content_type.value, record_id))
        if row is not None and row.body == body and not row.deleted:
            continue
        changed += 1
        write_change(connection, (content_type.value, record_id), row, body, counter + changed)
    connection.execute(update(SERVER_STATE).values(change_seq=counter + changed))
    return changed


def _known(
    connection: Connection, keys: Sequence[tuple[ContentType, str]]
) -> dict[tuple[str, str], Row[*tuple[Any, ...]]]:
    found = {}
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        some = [(content_type.value, record_id) for content_type, record_id in keys[start : start + _KEYS_AT_ONCE]]
        rows = connection.execute(select(CONTENT).where(tuple_(CONTENT.c.type, CONTENT.c.id).in_(some)))
        found.update({(row.type, row.id): row for row in rows})
    return found


def lock_counter(connection: Connection) -> int:
    """Lock the counter of changes until the transaction ends, and return the number of the last change."""
    return int(connection.execute(select(SERVER_STATE.c.change_seq).with_for_update()).scalar_one())


def write_change(
    connection: Connection, key: tuple[str, str], row: Row[*tuple[Any, ...]] | None, body: str | None, number: int
) -> None:
    """Store a record's next version as change ``number``; the counter is locked and is the caller's to move on.

    Args:
        connection: a writing transaction.
        key: the record's type and id.
        row: the record as it is, None for a new one.
        body: its new body as canonical JSON, None for a deletion.
        number: the number of this change.
    """
    content_type, record_id = key
    values = {"body": body, "deleted": body is None, "change_seq": number}
    if row is None:
        connection.execute(
            CONTENT.insert().values(type=content_type, id=record_id, **values, version=1, position=number)
        )
        return
    connection.execute(
        update(CONTENT)
        .where(CONTENT.c.type == content_type, CONTENT.c.id == record_id)
        .values(**values, version=row.version + 1)
    )


def make_cursor(epoch: str, change_seq: int) -> str:
    """Return the opaque cursor just after change number ``change_seq``."""
    return f"{epoch}.{change_seq}"


def read_cursor(cursor: str, *, epoch: str, change_seq: int) -> int | None:
    """Return the change number in ``cursor``, or None if it is not one of this server's present life."""
    cursor_epoch, _, number = cursor.rpartition(".")
    if cursor_epoch != epoch or not (number.isascii() and number.isdecimal()) or int(number) > change_seq:
        return None
    return int(number)


def changes(connection: Connection, since: str | None, limit: int) -> ChangesResponse:
    """Return up to ``limit`` changes after ``since`` (None: from the beginning).

    Raises:
        ProblemError: 410 ``cursor_expired``.
    """
    state = connection.execute(select(SERVER_STATE)).one()
    after = 0 if since is None else read_cursor(since, epoch=state.epoch, change_seq=state.change_seq)
    if after is None:
        raise ProblemError(410, ErrorCode.CURSOR_EXPIRED, "This cursor is no longer known. Take a snapshot.")
    found = connection.execute(
        select(CONTENT).where(CONTENT.c.change_seq > after).order_by(CONTENT.c.change_seq).limit(limit + 1)
    ).all()
    page = found[:limit]
    return ChangesResponse(
        server_epoch=state.epoch,
        changes=[to_change(row) for row in page],
        next=make_cursor(state.epoch, page[-1].change_seq if page else max(after, state.change_seq)),
        has_more=len(found) > limit,
    )


def snapshot(connection: Connection) -> SnapshotResponse:
    """Return all published records in the order of their first publication."""
    state = connection.execute(select(SERVER_STATE)).one()
    rows = connection.execute(select(CONTENT).where(CONTENT.c.deleted.is_(False)).order_by(CONTENT.c.position))
    return SnapshotResponse(
        server_epoch=state.epoch,
        records=[to_change(row) for row in rows],
        cursor=make_cursor(state.epoch, state.change_seq),
    )


def to_change(row: Row[*tuple[Any, ...]]) -> Change:
    """Return a content row as desks get it."""
    return Change(
        type=ContentType(row.type),
        id=row.id,
        version=row.version,
        deleted=row.deleted,
        body=None if row.deleted or row.body is None else json.loads(row.body),
    )
