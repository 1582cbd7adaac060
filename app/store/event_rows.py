# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ledger events as rows of the ``event`` table and back, and the statements that both sides share."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import RowMapping, insert
from sqlalchemy.dialects import sqlite

from app.contract.events import GENESIS_HASH, LedgerEvent, canonical_json
from app.domain.ledger_chain import ChainHead
from app.store.tables import EVENT

COLUMNS: Final[Sequence[str]] = tuple(column.name for column in EVENT.columns)
_PLAIN: Final = tuple(name for name in COLUMNS if name not in {"body", "extra"})
INSERT_EVENT: Final = str(insert(EVENT).compile(dialect=sqlite.dialect()))
SELECT_EVENT: Final = f"SELECT {', '.join(COLUMNS)} FROM event"  # noqa: S608 - our own column names


def to_row(event: LedgerEvent) -> tuple[Any, ...]:
    """Return the values of ``event`` in the order of COLUMNS."""
    fields = event.__dict__ | {
        "body": canonical_json(event.body),
        "extra": canonical_json(event.model_extra) if event.model_extra else None,
    }
    return tuple(fields[name] for name in COLUMNS)


def to_event(row: Mapping[str, Any] | RowMapping) -> LedgerEvent:
    """Return the event of a row. The row's checks were made when it was written, so they are not made again.

    Raises:
        ValueError: when ``body`` or ``extra`` is not JSON any more.
    """
    extra = json.loads(row["extra"]) if row["extra"] else {}
    plain = {name: row[name] for name in _PLAIN}
    return LedgerEvent.model_construct(**plain, **extra, body=json.loads(row["body"]))


def from_tuple(row: Sequence[Any]) -> LedgerEvent:
    """Return the event of a row in the order of COLUMNS."""
    return to_event(dict(zip(COLUMNS, row, strict=True)))


def journal_line(event: LedgerEvent) -> str:
    """Return ``event`` as its one line in the journal, without the line's end.

    What another program put into the database past all checks (NaN, a lone surrogate) gets an ASCII line: it must not
    keep the events after it out of the journal.
    """
    fields = event.model_dump(mode="python")
    try:
        line = canonical_json(fields)
        line.encode()
    except ValueError:
        return json.dumps(fields, sort_keys=True, separators=(",", ":"))
    return line


def find_event(connection: sqlite3.Connection, event_id: str) -> LedgerEvent | None:
    """Return the stored event with this id."""
    row = connection.execute(f"{SELECT_EVENT} WHERE event_id = ?", (event_id,)).fetchone()
    return None if row is None else from_tuple(row)


def chain_head(connection: sqlite3.Connection) -> ChainHead:
    """Return where the next event goes."""
    device_id, gen = connection.execute("SELECT device_id, gen FROM sync_state").fetchone()
    row = connection.execute(
        "SELECT seq, hash FROM event WHERE device_id = ? AND gen = ? ORDER BY seq DESC LIMIT 1", (device_id, gen)
    ).fetchone()
    return ChainHead.genesis(device_id, gen) if row is None else ChainHead(device_id, gen, row[0], row[1])


def hash_at(connection: sqlite3.Connection, head: ChainHead, seq: int) -> str | None:
    """Return the hash of event ``seq`` in the chain of ``head``; the genesis hash for 0, None if there is none."""
    if seq == 0:
        return GENESIS_HASH
    row = connection.execute(
        "SELECT hash FROM event WHERE device_id = ? AND gen = ? AND seq = ?", (head.device_id, head.gen, seq)
    ).fetchone()
    return None if row is None else str(row[0])


def events_after(connection: sqlite3.Connection, head: ChainHead, seq: int) -> Iterable[LedgerEvent]:
    """Yield the events of the chain of ``head`` with a higher sequence than ``seq``, in order."""
    statement = f"{SELECT_EVENT} WHERE device_id = ? AND gen = ? AND seq > ? ORDER BY seq"
    for row in connection.execute(statement, (head.device_id, head.gen, seq)):
        yield from_tuple(row)
