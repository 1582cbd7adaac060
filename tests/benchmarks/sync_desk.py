# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desk's sync against a real base process on loopback: a backlog, nothing to do, a network that heals."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
from PySide6.QtCore import QCoreApplication

from app.adapters.base.client import HttpBaseClient
from app.adapters.base.enroll import enroll
from app.contract.events import SaleAddBody, SessionOpenBody
from app.domain.clock import SystemClock
from app.domain.drafts import EventDrafter
from app.domain.sync import Backoff, SyncEngine, SyncPhase
from app.server.admin import create_enroll_code
from app.services.sync import SyncService
from app.settings.profile import Profile
from app.store.open_store import DeskStore, open_store
from tests.benchmarks.report import Row, alternate
from tests.helpers.fault_proxy import Fault, FaultProxy
from tests.helpers.server_process import ServerProcess
from tests.helpers.until import until

BACKLOG = 10_000
DRAINS = 3
NO_OPS = 60
HEALED_S = 60.0


class _Longest(random.Random):
    """Draws the longest wait there is."""

    def uniform(self, _least: float, most: float) -> float:
        return most


class _Pair:
    """A desk that has joined a base."""

    def __init__(self, folder: Path, server: ServerProcess, db_url: str, name: str) -> None:
        self.store: DeskStore = open_store(Profile(folder / name), SystemClock())
        self.token = enroll(server.url, create_enroll_code(db_url).code, self.store.device_id(), name, "bench").token
        self._drafter = EventDrafter(SystemClock(), "bench")
        opened = self._drafter.session_open(SessionOpenBody(shop_id="S1", shop_name="Bench shop", anchor="bench"))
        self._session_id = opened.session_id
        self.store.ledger.append(opened).result(10)

    def log(self, count: int) -> None:
        body = SaleAddBody(sku_id="P1-1", product_id="P1", units=1, unit_price_fen=990)
        futures = [self.store.ledger.append(self._drafter.sale(self._session_id, body)) for _ in range(count)]
        for future in futures:
            future.result(60)

    def engine(self, url: str) -> SyncEngine:
        client = HttpBaseClient(url, lambda: self.token)
        return SyncEngine(
            self.store.outbox,
            self.store.inbox,
            client,
            app_version="bench",
            checks=self.store.checks,
            parked=self.store.parked,
            clock=SystemClock(),
        )


def _timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def _drains(folder: Path, server: ServerProcess, db_url: str) -> list[float]:
    """Return the seconds that each of some desks needs for its backlog."""
    seconds = []
    for number in range(DRAINS):
        pair = _Pair(folder, server, db_url, f"drain-{number}")
        pair.log(BACKLOG)
        engine = pair.engine(server.url)
        seconds.append(_timed(engine.run_once))
        assert pair.store.outbox.head().pending == 0
        engine.close()
        pair.store.close()
    return seconds


def _no_op(folder: Path, server: ServerProcess, db_url: str) -> tuple[float, float]:
    """Return milliseconds of a sync with nothing to do, and of the server's emptiest call, as medians."""
    pair = _Pair(folder, server, db_url, "no-op")
    engine = pair.engine(server.url)
    engine.run_once()
    with httpx2.Client(base_url=server.url, trust_env=False) as bare:
        ours, empty = alternate(
            lambda: _timed(engine.run_once) * 1000, lambda: _timed(lambda: bare.get("/healthz")) * 1000, rounds=NO_OPS
        )
    engine.close()
    pair.store.close()
    return statistics.median(ours), statistics.median(empty)


def _healing(folder: Path, server: ServerProcess, db_url: str) -> float:
    """Return the seconds from the network's healing, after the longest wait has just begun, to an empty backlog."""
    pair = _Pair(folder, server, db_url, "healing")
    pair.log(BACKLOG)
    _application = QCoreApplication.instance() or QCoreApplication([])
    backoff = Backoff(rng=_Longest())
    for _ in range(10):
        backoff.next()
    with FaultProxy("127.0.0.1", int(server.url.rpartition(":")[2])) as proxy:
        proxy.spoil(Fault.RESET)
        service = SyncService(lambda: pair.engine(proxy.url), outbox=pair.store.outbox, backoff=backoff)
        service.start()
        until(lambda: service.status.phase is SyncPhase.OFFLINE, "the base is away", timeout_s=30)
        proxy.heal()
        begun = time.perf_counter()
        until(lambda: service.status.phase is SyncPhase.IDLE, "the backlog is drained", timeout_s=120)
        took = time.perf_counter() - begun
        service.stop()
    pair.store.close()
    return took


def measure() -> list[Row]:
    """Return the rows for the desk's sync."""
    with tempfile.TemporaryDirectory(prefix="anchor-desk-bench-") as name:
        folder = Path(name)
        db_url = f"sqlite:///{folder}/base.sqlite"
        with ServerProcess(db_url) as server:
            no_op, empty = _no_op(folder, server, db_url)
            drains = _drains(folder, server, db_url)
            healed = _healing(folder, server, db_url)
    return [
        Row("backlog of 10,000 events to the base", max(drains), "s", 3.0, samples=len(drains), note="the slowest"),
        Row("sync with nothing to do", no_op, "ms", 3.0, empty, NO_OPS, "beside GET /healthz, kept alive"),
        Row(
            "backlog of 10,000 drained after healing", healed, "s", HEALED_S, note="from the longest wait, no new sale"
        ),
    ]
