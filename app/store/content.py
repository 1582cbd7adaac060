# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Content on this PC: what the base published and what was imported here, stored side by side.

Of two records with one type and id the base's counts, also when it says that the record is gone.
"""

import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

from pydantic import BaseModel
from sqlalchemy import Row, select

from app.contract.content import CONTENT_MODELS, ContentRecord, ContentType, content_id
from app.contract.events import canonical_json
from app.contract.protocol import Change
from app.store.connections import ReadPool
from app.store.tables import CONTENT
from app.store.transaction import Transaction
from app.store.writer import StoreWriter

_TYPES: Final[Mapping[type[BaseModel], ContentType]] = {model: kind for kind, model in CONTENT_MODELS.items()}
_UPSERT: Final = """
INSERT INTO content_record (type, id, origin, version, deleted, position, body)
VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM content_record), ?)
ON CONFLICT (type, id, origin) DO UPDATE SET
    version = excluded.version, deleted = excluded.deleted, body = excluded.body
"""
_log = logging.getLogger(__name__)


class StoreInbox:
    """Implements the ContentInbox port. Raises LedgerWriteError when nothing was written."""

    def __init__(self, writer: StoreWriter) -> None:
        self._writer = writer

    def apply_changes(self, changes: Sequence[Change], *, cursor: str) -> None:
        """Store published changes and the cursor after them, in one transaction."""

        def write(transaction: Transaction) -> None:
            _store_published(transaction.connection, changes)
            transaction.connection.execute("UPDATE sync_state SET pull_cursor = ?", (cursor,))

        self._writer.submit(write).result()

    def replace_all(self, records: Sequence[Change], *, server_epoch: str, cursor: str) -> None:
        """Swap in the base's full content set in one transaction; what only this PC imported stays."""

        def write(transaction: Transaction) -> None:
            transaction.connection.execute("DELETE FROM content_record WHERE origin = 'base'")
            _store_published(transaction.connection, records)
            transaction.connection.execute(
                "UPDATE sync_state SET pull_cursor = ?, server_epoch = ?", (cursor, server_epoch)
            )

        self._writer.submit(write).result()


class StoreContent:
    """Implements the ContentStore port."""

    def __init__(self, writer: StoreWriter, pool: ReadPool) -> None:
        self._writer = writer
        self._pool = pool

    def load(self) -> Sequence[ContentRecord]:
        """Return all current records, in the order in which they were first stored."""
        return load_content(self._pool)

    def import_records(self, records: Sequence[ContentRecord]) -> None:
        """Store records imported on this PC, all or nothing.

        Raises:
            LedgerWriteError: when nothing was written.
        """
        values = [_imported(record) for record in records]

        def write(transaction: Transaction) -> None:
            transaction.connection.executemany(_UPSERT, values)

        self._writer.submit(write).result()


def load_content(pool: ReadPool) -> Sequence[ContentRecord]:
    """Return all current records, in the order in which they were first stored.

    Records that this version cannot read stay stored and are left out.

    Raises:
        StoreReadError: when the database cannot be read.
    """
    with pool.read() as connection:
        rows = connection.execute(select(CONTENT).order_by(CONTENT.c.position)).all()
    current: dict[tuple[str, str], Row[tuple[object, ...]]] = {}
    for row in rows:
        key = (row.type, row.id)
        if key not in current or row.origin == "base":
            current[key] = row
    parsed = (_parse(row) for row in current.values() if not row.deleted)
    return tuple(record for record in parsed if record is not None)


def _store_published(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    connection.executemany(_UPSERT, (_published(change) for change in changes))


def _published(change: Change) -> tuple[str, str, str, int, int, str | None]:
    body = None if change.deleted else canonical_json(change.body or {})
    return change.type.value, change.id, "base", change.version, int(change.deleted), body


def _imported(record: ContentRecord) -> tuple[str, str, str, int, int, str | None]:
    kind = _TYPES[type(record)]
    return kind.value, content_id(kind, record), "local", 0, 0, canonical_json(record.model_dump(mode="json"))


def _parse(row: Row[tuple[object, ...]]) -> ContentRecord | None:
    try:
        return cast("ContentRecord", CONTENT_MODELS[ContentType(row.type)].model_validate_json(row.body))
    except ValueError as error:
        _log.info("content %s %s is kept but cannot be read here: %s", row.type, row.id, error)
        return None
