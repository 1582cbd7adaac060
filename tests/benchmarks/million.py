# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger after years: everything a desk does at 1,000,000 events, beside 1,000 events and beside bare sqlite3."""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.contract.events import SaleAddBody, SessionOpenBody
from app.domain.clock import SystemClock
from app.domain.drafts import EventDrafter
from app.settings.profile import Profile
from app.store.connections import journal_mode_for
from app.store.open_store import DeskStore, open_store
from tests.benchmarks.million_ledger import make_ledger
from tests.benchmarks.report import Row, percentile

SMALL = 1_000
LARGE = int(os.environ.get("ANCHOR_DESK_BENCH_EVENTS", "1000000"))
STARTS = 5
SALES = 300
READS = 30
PAGE = 500


@dataclass(frozen=True, slots=True)
class _Figures:
    """Milliseconds; ``raw_`` is bare sqlite3 on the same file."""

    start: float
    sales: list[float]
    raw_sales: list[float]
    totals: float
    raw_totals: float
    pending: float
    raw_pending: float
    verify: float
    raw_verify: float
    backup: float
    raw_backup: float


def measure() -> list[Row]:
    """Return the rows; makes and removes a ledger of about a gigabyte with its journal."""
    with tempfile.TemporaryDirectory(prefix="anchor-desk-bench-") as folder:
        small = _figures(Path(folder) / "small", SMALL)
        large = _figures(Path(folder) / "large", LARGE)
    size, mode = f"{LARGE:,} events", journal_mode_for(sqlite3.sqlite_version_info)
    sales = "the sale also writes the second journal; bare: one row of its size, " + mode + ", synchronous=FULL"
    raw_p50 = percentile(large.raw_sales, 50)
    return [
        Row(f"{size}: start to first sale saved", large.start, "ms", 1_000.0, samples=STARTS),
        Row(f"{size}: start, beside {SMALL:,}", large.start, "ms", 3.0, small.start, STARTS),
        Row(f"{size}: sale p50, beside bare sqlite3", percentile(large.sales, 50), "ms", 3.0, raw_p50, SALES, sales),
        Row(f"{size}: sale p50, beside {SMALL:,}", percentile(large.sales, 50), "ms", 2.0, percentile(small.sales, 50)),
        Row(f"{size}: sale p99", percentile(large.sales, 99), "ms", 20.0, samples=SALES),
        Row(f"{size}: session totals, beside {SMALL:,}", large.totals, "ms", 3.0, small.totals, READS),
        Row(f"{size}: session totals, beside bare sqlite3", large.totals, "ms", 30.0, large.raw_totals, READS),
        Row(f"{size}: {PAGE} pending, beside {SMALL:,}", large.pending, "ms", 3.0, small.pending, READS),
        Row(f"{size}: {PAGE} pending, beside bare sqlite3", large.pending, "ms", 20.0, large.raw_pending, READS),
        _per_event("verify", large.verify, small.verify),
        Row(
            f"{size}: verify, beside integrity_check", large.verify, "ms", 60.0, large.raw_verify,
            note="verify also hashes every event, reads the journal and folds every session",
        ),
        _per_event("backup", large.backup, small.backup),
        Row(f"{size}: backup, beside a file copy with fsync", large.backup, "ms", 10.0, large.raw_backup),
    ]  # fmt: skip


def _per_event(what: str, large: float, small: float) -> Row:
    return Row(
        f"{LARGE:,} events: {what} per 1,000, beside {SMALL:,}", large * 1_000 / LARGE, "ms", 3.0, small * 1_000 / SMALL
    )


def _figures(root: Path, count: int) -> _Figures:
    session_id = make_ledger(root, count)
    profile = Profile(root)
    start = percentile([_start(profile) for _ in range(STARTS)], 50)
    store = open_store(profile, SystemClock())
    bare = sqlite3.connect(f"{profile.database.as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        sales, raw_sales = _sales(store, root / "bare.sqlite")
        middle = count // 2

        def raw_pending() -> None:
            own = "SELECT * FROM event WHERE device_id = ? AND gen = 1 AND seq > ? ORDER BY seq LIMIT ?"
            bare.execute(own, (store.device_id(), middle, PAGE)).fetchall()

        def raw_totals() -> None:
            bare.execute("SELECT * FROM sku_total WHERE session_id = ?", (session_id,)).fetchall()

        return _Figures(
            start=start,
            sales=sales,
            raw_sales=raw_sales,
            totals=_median(lambda: store.reader.sku_totals(session_id)),
            raw_totals=_median(raw_totals),
            pending=_median(lambda: store.outbox.pending(middle, PAGE)),
            raw_pending=_median(raw_pending),
            verify=_timed(lambda: _verify(store)),
            raw_verify=_timed(lambda: bare.execute("PRAGMA integrity_check").fetchall()),
            backup=_timed(lambda: _back_up(bare, root / "copy.sqlite")),
            raw_backup=_timed(lambda: _copy(profile.database, root / "file.sqlite")),
        )
    finally:
        bare.close()
        store.close()


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _median(work: Callable[[], object]) -> float:
    return percentile([_timed(work) for _ in range(READS)], 50)


def _start(profile: Profile) -> float:
    """Open the store, log one sale, wait until it is saved."""
    begun = time.perf_counter()
    store = open_store(profile, SystemClock())
    drafter = EventDrafter(SystemClock(), "bench")
    body = SessionOpenBody(shop_id="S1", shop_name="Bench shop", anchor="bench")
    store.ledger.append(drafter.session_open(body)).result(30)
    taken = (time.perf_counter() - begun) * 1000
    store.close()
    return taken


def _sales(store: DeskStore, bare_file: Path) -> tuple[list[float], list[float]]:
    drafter = EventDrafter(SystemClock(), "bench")
    opened = drafter.session_open(SessionOpenBody(shop_id="S1", shop_name="Bench shop", anchor="bench"))
    store.ledger.append(opened).result(30)
    bare = sqlite3.connect(bare_file, isolation_level=None)
    bare.execute(f"PRAGMA journal_mode = {journal_mode_for(sqlite3.sqlite_version_info)}")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE event (event_id TEXT PRIMARY KEY, seq INTEGER UNIQUE, body TEXT)")

    def sell() -> None:
        body = SaleAddBody(sku_id="P-1", product_id="P", units=1, unit_price_fen=990)
        store.ledger.append(drafter.sale(opened.session_id, body)).result(30)

    def insert(number: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO event VALUES (?, ?, ?)", (f"{number:036d}", number, "x" * 600))
        bare.execute("COMMIT")

    ours: list[float] = []
    beside: list[float] = []
    for number in range(SALES):
        ours.append(_timed(sell))
        beside.append(_timed(lambda number=number: insert(number)))
    bare.close()
    return ours, beside


def _verify(store: DeskStore) -> None:
    report = store.verify()
    if not report.ok:
        raise RuntimeError(f"the ledger of the benchmark is not whole: {report.problems[:3]}")


def _back_up(connection: sqlite3.Connection, target: Path) -> None:
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
    finally:
        copy.close()


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    descriptor = os.open(target, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)
