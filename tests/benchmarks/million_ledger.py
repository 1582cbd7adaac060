# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a whole ledger of any length fast: right chain, right totals, journal beside it, in two bulk writes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.contract.events import EVENT_SCHEMA_VERSION, EventKind, LedgerEvent, chain_hash, content_hash
from app.contract.ids import new_id
from app.domain.clock import SystemClock
from app.domain.ledger_chain import ChainHead
from app.settings.profile import Profile
from app.store.event_rows import INSERT_EVENT, journal_line, to_row
from app.store.open_store import open_store

SESSION_EVENTS = 500
PRICE_FEN = 990
SKUS = 20


def make_ledger(root: Path, count: int) -> str:
    """Make a profile with ``count`` events in sessions of 500; returns the id of the session in the middle."""
    profile = Profile(root)
    store = open_store(profile, SystemClock())
    device_id = store.device_id()
    store.close()
    return fill_ledger(profile, device_id, count)


def fill_ledger(profile: Profile, device_id: str, count: int) -> str:
    """Put ``count`` events into an empty database of any schema, and into its journal; returns a session in the middle.

    The database knows its ``device_id`` already.
    """
    connection = sqlite3.connect(profile.database, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("BEGIN")
    sessions = [new_id() for _ in range(-(-count // SESSION_EVENTS))]
    with (profile.journal_dir / "1.jsonl").open("w", encoding="utf-8", newline="\n") as journal:
        connection.executemany(INSERT_EVENT, _rows(journal, ChainHead.genesis(device_id, 1), sessions, count))
    for number, session_id in enumerate(sessions):
        _insert_totals(connection, session_id, number, min(SESSION_EVENTS, count - number * SESSION_EVENTS))
    connection.execute("COMMIT")
    connection.close()
    return sessions[len(sessions) // 2]


def _rows(journal: Any, head: ChainHead, sessions: list[str], count: int) -> Iterator[tuple[Any, ...]]:
    for number in range(count):
        event = _event(head, sessions[number // SESSION_EVENTS], number % SESSION_EVENTS)
        head = ChainHead.after(event)
        journal.write(journal_line(event) + "\n")
        yield to_row(event)


def _event(head: ChainHead, session_id: str, place: int) -> LedgerEvent:
    if place == 0:
        kind = EventKind.SESSION_OPEN.value
        body: dict[str, Any] = {
            "shop_id": "S1",
            "shop_name": "Bench shop",
            "anchor": "bench",
            "lineup_id": None,
            "rehearsal": False,
        }
    else:
        kind = EventKind.SALE_ADD.value
        body = {"sku_id": f"P-{place % SKUS}", "product_id": "P", "units": 1, "unit_price_fen": PRICE_FEN}
    content = {
        "event_id": new_id(),
        "session_id": session_id,
        "kind": kind,
        "occurred_at": "2026-05-20T12:00:00.000000+00:00",
        "tz_offset_min": 480,
        "mono_ns": head.seq,
        "boot_id": "bench",
        "clock_offset_ms": None,
        "actor": "bench",
        "schema_version": EVENT_SCHEMA_VERSION,
        "body": body,
    }
    seq, chain = head.seq + 1, {"device_id": head.device_id, "gen": head.gen}
    own = chain_hash(prev_hash=head.hash, seq=seq, content=content_hash(content), **chain)
    return LedgerEvent.model_construct(**content, **chain, seq=seq, prev_hash=head.hash, hash=own)


def _insert_totals(connection: sqlite3.Connection, session_id: str, number: int, events: int) -> None:
    """Store the session's totals as the fold would say them."""
    at, sales = "2026-05-20T12:00:00.000000+00:00", events - 1
    sums = {"sales": sales, "units": sales, "amount_fen": sales * PRICE_FEN}
    shop = {"shop_id": "S1", "shop_name": "Bench shop", "anchor": "bench", "rehearsal": 0}
    place = {"gen": 1, "first_seq": number * SESSION_EVENTS + 1, "first_at": at, "opened_at": at}
    _insert(connection, "session_total", {"session_id": session_id, **place, **shop, **sums})
    for sku in range(SKUS):
        sold = sum(1 for place in range(1, events) if place % SKUS == sku)
        if sold:
            sums = {"sales": sold, "units": sold, "amount_fen": sold * PRICE_FEN}
            _insert(connection, "sku_total", {"session_id": session_id, "sku_id": f"P-{sku}", **sums})


def _insert(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    """Insert a row; a number that is not given is 0, in whatever schema the database has."""
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()  # our own table names
    row = values | {name: 0 for _, name, kind, is_needed, *_ in columns if is_needed and name not in values}
    names = ", ".join(row)
    places = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(row.values()))  # noqa: S608
