# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A sale from key to durable commit, beside a bare sqlite3 insert with the same journal mode and synchronous=FULL."""

import sqlite3
import tempfile
import time
from concurrent.futures import Future
from pathlib import Path

from app.contract.content import Product, Shop, Sku
from app.contract.events import LedgerEvent, SaleAddBody, SessionOpenBody
from app.domain.clock import SystemClock
from app.domain.drafts import EventDrafter
from app.settings.profile import Profile
from app.store.connections import journal_mode_for
from app.store.open_store import DeskStore, open_store
from tests.benchmarks.report import Row, alternate, percentile

ROUNDS = 100
BLOCK = 10
SHOP = Shop(shop_id="S1", name="Bench shop")
PRODUCT = Product(product_id="P1", shop_id="S1", name_zh="Bench product")
SKU = Sku(sku_id="P1-1", product_id="P1", spec="one", live_price=990)


class _Sales:
    """Logs sales as the sale key does: draft, append, wait for the durable commit."""

    def __init__(self, store: DeskStore) -> None:
        self._store = store
        self._drafter = EventDrafter(SystemClock(), "bench")
        opened = self._drafter.session_open(SessionOpenBody(shop_id="S1", shop_name="Bench shop", anchor="bench"))
        self._session_id = opened.session_id
        store.ledger.append(opened).result(10)

    def sell(self) -> float:
        finished: list[float] = []

        def on_durable(_future: "Future[LedgerEvent]") -> None:
            finished.append(time.perf_counter())

        begun = time.perf_counter()
        body = SaleAddBody(sku_id=SKU.sku_id, product_id=PRODUCT.product_id, units=1, unit_price_fen=SKU.live_price)
        future = self._store.ledger.append(self._drafter.sale(self._session_id, body))
        future.add_done_callback(on_durable)
        future.result(10)
        return (finished[0] - begun) * 1000


class _RawInserts:
    """One row of the size of an event per commit, through the sqlite3 module alone."""

    def __init__(self, path: Path, journal_mode: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute(f"PRAGMA journal_mode={journal_mode}")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("CREATE TABLE event (event_id TEXT PRIMARY KEY, seq INTEGER UNIQUE, body TEXT)")
        self._seq = 0

    def insert(self) -> float:
        self._seq += 1
        row = (f"{self._seq:036d}", self._seq, "x" * 600)
        begun = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO event VALUES (?, ?, ?)", row)
        self._connection.execute("COMMIT")
        return (time.perf_counter() - begun) * 1000

    def close(self) -> None:
        self._connection.close()


def measure() -> list[Row]:
    """Return the rows for the sale."""
    with tempfile.TemporaryDirectory(prefix="anchor-desk-bench-") as folder:
        profile = Profile(Path(folder) / "profile")
        profile.ensure()
        store = open_store(profile, SystemClock())
        try:
            store.content.import_records([SHOP, PRODUCT, SKU])
            sales = _Sales(store)
            mode = journal_mode_for(sqlite3.sqlite_version_info)
            raw = _RawInserts(Path(folder) / "raw.sqlite", mode)
            ours, bare = alternate(sales.sell, raw.insert, rounds=ROUNDS, block=BLOCK)
            raw.close()
        finally:
            store.close()
    note = f"journal mode {mode}, synchronous=FULL on both sides; the sale also writes the second journal"
    return [
        Row("sale to durable commit, p50", percentile(ours, 50), "ms", 3.0, percentile(bare, 50), len(ours), note),
        Row("sale to durable commit, p99", percentile(ours, 99), "ms", 20.0, samples=len(ours)),
    ]
