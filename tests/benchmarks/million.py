# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger after years: everything a desk does at 1,000,000 events, beside 1,000 events and beside bare SQLite.

Both ledgers are open at once and measured in turns, so that a busy moment of the machine hits both.
"""

import io
import os
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from app.adapters.base.client import HttpBaseClient
from app.adapters.files.export_ledger import export_jsonl
from app.contract.events import SaleAddBody, SessionOpenBody
from app.domain.clock import SystemClock
from app.domain.drafts import EventDrafter
from app.domain.sync import SyncEngine
from app.settings.profile import Profile
from app.store.connections import journal_mode_for
from app.store.open_store import DeskStore, open_store
from tests.benchmarks.million_ledger import make_ledger
from tests.benchmarks.report import Row, alternate, percentile
from tests.helpers.postgres import PostgresCluster
from tests.helpers.real_base import enrol
from tests.helpers.server_process import ServerProcess

SMALL = 1_000
LARGE = int(os.environ.get("ANCHOR_DESK_BENCH_EVENTS", "1000000"))
STARTS = 5
SALES = 300
READS = 60
PAGE = 500
COPIED = 100_000
SIZE = f"{LARGE:,} events"


def measure() -> list[Row]:
    """Return the rows; makes and removes a ledger of about a gigabyte with its journal, and a base with all of it."""
    with tempfile.TemporaryDirectory(prefix="anchor-desk-bench-") as folder:
        small, large = _Ledger(Path(folder) / "small", SMALL), _Ledger(Path(folder) / "large", LARGE)
        # The gigabyte that was just made must be on the disk: else every commit below waits for it.
        os.sync()
        here, there = alternate(lambda: _start(large.profile), lambda: _start(small.profile), rounds=STARTS)
        small.open()
        large.open()
        try:
            return [
                *_start_rows(here, there),
                *_sale_rows(small, large),
                *_read_rows(small, large),
                *_backup_rows(small, large),
                *_verify_rows(small, large),
                *_push_rows(small, large),
            ]
        finally:
            small.close()
            large.close()


class _Ledger:
    """A ledger of ``count`` events, opened, with a session in which sales are logged."""

    def __init__(self, root: Path, count: int) -> None:
        self.count = count
        self.profile = Profile(root)
        self.session_id = make_ledger(root, count)

    def open(self) -> None:
        """Open it for everything but the starts."""
        self.store: DeskStore = open_store(self.profile, SystemClock())
        self.bare = sqlite3.connect(f"{self.profile.database.as_uri()}?mode=ro", uri=True, isolation_level=None)
        self._drafter = EventDrafter(SystemClock(), "bench")
        opened = self._drafter.session_open(SessionOpenBody(shop_id="S1", shop_name="Bench shop", anchor="bench"))
        self.store.ledger.append(opened).result(30)
        self._open_session = opened.session_id

    def sell(self) -> float:
        body = SaleAddBody(sku_id="P-1", product_id="P", units=1, unit_price_fen=990)
        return _timed(lambda: self.store.ledger.append(self._drafter.sale(self._open_session, body)).result(60))

    def raw_pending(self) -> None:
        own = "SELECT * FROM event WHERE device_id = ? AND gen = 1 AND seq > ? ORDER BY seq LIMIT ?"
        self.bare.execute(own, (self.store.device_id(), self.count // 2, PAGE)).fetchall()

    def close(self) -> None:
        self.bare.close()
        self.store.close()


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


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


def _start_rows(here: list[float], there: list[float]) -> list[Row]:
    p50 = percentile(here, 50)
    return [
        Row(f"{SIZE}: start to first sale saved", p50, "ms", 1_000.0, samples=STARTS),
        Row(f"{SIZE}: start, beside {SMALL:,}", p50, "ms", 3.0, percentile(there, 50), STARTS),
    ]


def _sale_rows(small: _Ledger, large: _Ledger) -> list[Row]:
    mode = journal_mode_for(sqlite3.sqlite_version_info)
    with closing(sqlite3.connect(large.profile.root / "bare.sqlite", isolation_level=None)) as bare:
        bare.execute(f"PRAGMA journal_mode = {mode}")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE event (event_id TEXT PRIMARY KEY, seq INTEGER UNIQUE, body TEXT)")
        rows = iter(range(SALES))

        def insert() -> float:
            number = next(rows)
            begun = time.perf_counter()
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO event VALUES (?, ?, ?)", (f"{number:036d}", number, "x" * 600))
            bare.execute("COMMIT")
            return (time.perf_counter() - begun) * 1000

        here, there, raw = [], [], []
        for _ in range(SALES):
            here.append(large.sell())
            there.append(small.sell())
            raw.append(insert())
    note = f"the sale also writes the second journal; bare: one row of its size, {mode}, synchronous=FULL"
    p50 = percentile(here, 50)
    return [
        Row(f"{SIZE}: sale p50, beside bare sqlite3", p50, "ms", 3.0, percentile(raw, 50), SALES, note),
        Row(f"{SIZE}: sale p50, beside {SMALL:,}", p50, "ms", 1.2, percentile(there, 50), SALES),
        Row(f"{SIZE}: sale p99", percentile(here, 99), "ms", 20.0, samples=SALES),
    ]


def _read_rows(small: _Ledger, large: _Ledger) -> list[Row]:
    def raw_totals() -> None:
        large.bare.execute("SELECT * FROM sku_total WHERE session_id = ?", (large.session_id,)).fetchall()

    rows = []
    for what, read, raw in (
        ("session totals", lambda one: one.store.reader.sku_totals(one.session_id), raw_totals),
        ("review of a session", lambda one: one.store.reader.session(one.session_id), None),
        ("export of a session", lambda one: export_jsonl(one.store.reader.events(one.session_id), io.BytesIO()), None),
        ("list of sessions", lambda one: one.store.reader.sessions(limit=2), None),
        (f"{PAGE} pending", lambda one: one.store.outbox.pending(one.count // 2, PAGE), large.raw_pending),
    ):  # fmt: skip
        here, there = alternate(
            lambda read=read: _timed(lambda: read(large)), lambda read=read: _timed(lambda: read(small)), rounds=READS
        )
        p50 = percentile(here, 50)
        rows.append(Row(f"{SIZE}: {what}, beside {SMALL:,}", p50, "ms", 1.2, percentile(there, 50), READS))
        if raw is not None:
            bare = percentile([_timed(raw) for _ in range(READS)], 50)
            rows.append(Row(f"{SIZE}: {what}, beside bare sqlite3", p50, "ms", 20.0, bare, READS))
    return rows


def _backup_rows(small: _Ledger, large: _Ledger) -> list[Row]:
    """The app's own backup, with its check of the copy, while sales are logged all the time."""
    there = _timed(small.store.care.round)
    took: list[float] = []
    backup = threading.Thread(target=lambda: took.append(_timed(large.store.care.round)), name="bench-backup")
    backup.start()
    sales = []
    while backup.is_alive():
        sales.append(large.sell())
    backup.join()
    if not list(large.profile.backups_dir.glob("*.sqlite")):
        raise RuntimeError("the backup of the benchmark was not kept")
    raw = _timed(lambda: _raw_backup(large, large.profile.root / "raw.sqlite"))
    copy = _timed(lambda: _copy(large.profile.database, large.profile.root / "file.sqlite"))
    check = "with an integrity check of the copy; sales were logged all the while"
    longest = f"the longest of them {max(sales):.0f} ms"
    return [
        Row(
            f"{SIZE}: sale while a backup runs, p99",
            percentile(sales, 99),
            "ms",
            50.0,
            samples=len(sales),
            note=longest,
        ),
        _per_event("backup", large, took[0], small, there),
        Row(f"{SIZE}: backup, beside SQLite's in one go", took[0], "ms", 100.0, raw, note=check),
        Row(f"{SIZE}: backup, beside a file copy with fsync", took[0], "ms", 10.0, copy),
    ]


def _verify_rows(small: _Ledger, large: _Ledger) -> list[Row]:
    there, here = _timed(lambda: _verify(small.store)), _timed(lambda: _verify(large.store))
    raw = _timed(lambda: large.bare.execute("PRAGMA integrity_check").fetchall())
    note = "verify also hashes every event, reads the journal and folds every session"
    return [
        _per_event("verify", large, here, small, there),
        Row(f"{SIZE}: verify, beside integrity_check", here, "ms", 60.0, raw, note=note),
    ]


def _push_rows(small: _Ledger, large: _Ledger) -> list[Row]:
    """Everything from zero to a real base on PostgreSQL; COPY into a bare table beside it."""
    with PostgresCluster() as cluster:
        db_url = cluster.new_database()
        with ServerProcess(db_url) as server:
            _push(small, server.url, db_url, 200)
            there = _push(small, server.url, db_url, 0)
            here = _push(large, server.url, db_url, 0)
        copied = _timed(lambda: _copy_rows(large, cluster.new_database())) * 1_000 / min(COPIED, LARGE)
    thousand = here * 1_000 / large.count
    return [
        _per_event("push from zero", large, here, small, there),
        Row(f"{SIZE}: push from zero, per 1,000", thousand, "ms", 300.0, note="the drain budget: 10,000 in 3 s"),
        Row(
            f"{SIZE}: push from zero, beside COPY", thousand, "ms", 60.0, copied,
            note="per 1,000; the push reads the ledger, travels as JSON, is checked, chained and folded at the base",
        ),
    ]  # fmt: skip


def _push(ledger: _Ledger, url: str, db_url: str, most: int) -> float:
    """Push what waits, or only ``most`` events to warm the base up."""
    token = enrol(url, db_url, ledger.store.device_id())
    client = HttpBaseClient(url, lambda: token, timeout_s=60)
    engine = SyncEngine(_First(ledger.store, most) if most else ledger.store.outbox, ledger.store.inbox, client,
                        app_version="0.1.0")  # fmt: skip
    taken = _timed(engine.run_once)
    engine.close()
    if not most and ledger.store.outbox.head().pending:
        raise RuntimeError("the push of the benchmark left something behind")
    return taken


class _First:
    """The outbox of a ledger that seems to hold only its first events."""

    def __init__(self, store: DeskStore, most: int) -> None:
        self._outbox = store.outbox
        self._most = most

    def __getattr__(self, name: str) -> object:
        return getattr(self._outbox, name)

    def pending(self, after_seq: int, limit: int) -> Sequence[object]:
        return self._outbox.pending(after_seq, max(0, min(limit, self._most - after_seq)))


def _copy_rows(ledger: _Ledger, db_url: str) -> None:
    import psycopg

    wanted = "SELECT event_id, device_id, gen, seq, session_id, kind, body, hash FROM event ORDER BY gen, seq LIMIT ?"
    with psycopg.connect(db_url.replace("+psycopg", "")) as connection:
        connection.execute(
            "CREATE TABLE bare (event_id text PRIMARY KEY, device_id text, gen int, seq bigint, session_id text, "
            "kind text, body text, hash text, UNIQUE (device_id, gen, seq))"
        )
        with connection.cursor().copy("COPY bare FROM STDIN") as copy:
            for row in ledger.bare.execute(wanted, (COPIED,)):
                copy.write_row(row)


def _per_event(what: str, large: _Ledger, here: float, small: _Ledger, there: float) -> Row:
    per_large, per_small = here * 1_000 / large.count, there * 1_000 / small.count
    return Row(f"{SIZE}: {what} per 1,000, beside {SMALL:,}", per_large, "ms", 3.0, per_small)


def _verify(store: DeskStore) -> None:
    report = store.verify()
    if not report.ok:
        raise RuntimeError(f"the ledger of the benchmark is not whole: {report.problems[:3]}")


def _raw_backup(ledger: _Ledger, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        ledger.bare.backup(copy)
    target.unlink()


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    descriptor = os.open(target, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)
    target.unlink()
