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
    connection.execute(
        "INSERT INTO session_total VALUES (?, 1, ?, ?, 'S1', 'Bench shop', 'bench', 0, ?, NULL, ?, ?, ?, 0)",
        (session_id, number * SESSION_EVENTS + 1, at, at, sales, sales, sales * PRICE_FEN),
    )
    for sku in range(SKUS):
        sold = sum(1 for place in range(1, events) if place % SKUS == sku)
        if sold:
            connection.execute(
                "INSERT INTO sku_total VALUES (?, ?, ?, ?, ?, 0)",
                (session_id, f"P-{sku}", sold, sold, sold * PRICE_FEN),
            )
