# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The base: a sync with nothing to do, a backlog brought in, the same sent again, and two hundred desks at once."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from threading import Barrier
from typing import Any

import httpx2
import psycopg
from fastapi import FastAPI

from app.adapters.base.client import HttpBaseClient
from app.adapters.base.enroll import enroll
from app.contract.events import LedgerEvent, SaleAddBody, SessionOpenBody, content_hash, content_json
from app.contract.ids import new_id
from app.contract.protocol import PushRequest
from app.domain.clock import SystemClock
from app.domain.drafts import EventDrafter
from app.domain.sync import SyncEngine
from app.server.admin import create_enroll_code
from tests.benchmarks.report import Row, alternate, percentile
from tests.helpers.base_client import MemoryInbox, MemoryOutbox
from tests.helpers.postgres import PostgresCluster
from tests.helpers.server_process import ServerProcess

BATCH = 500
BACKLOG = 10_000
NOOP_ROUNDS = 30
NOOP_BLOCK = 10
DESKS = 200
PER_DESK = 50
INGEST_ROUNDS = 3


class _Desk:
    """An enrolled desk whose ledger is in memory."""

    def __init__(self, server: ServerProcess, db_url: str, events: int) -> None:
        self.outbox = MemoryOutbox()
        answer = enroll(server.url, create_enroll_code(db_url).code, self.outbox.device_id, "Bench", "0.1.0")
        self._url, self._token, self._epoch = server.url, answer.token, answer.server_epoch
        drafter = EventDrafter(SystemClock(), "bench")
        if events:
            opened = drafter.session_open(SessionOpenBody(shop_id="S1", shop_name="Bench shop", anchor="bench"))
            self.outbox.append(opened)
            for number in range(1, events):
                body = SaleAddBody(sku_id=f"P{number % 40}-1", product_id="P1", units=2, unit_price_fen=1_990)
                self.outbox.append(drafter.sale(opened.session_id, body))

    def client(self) -> HttpBaseClient:
        return HttpBaseClient(self._url, lambda: self._token, timeout_s=60)

    def batches(self, size: int = BATCH) -> list[bytes]:
        """Return the ledger as bodies of pushes."""
        rows = self.outbox.rows
        return [
            PushRequest(
                batch_id=new_id(),
                server_epoch=self._epoch,
                gen=1,
                first_seq=start + 1,
                events=rows[start : start + size],
            )
            .model_dump_json()
            .encode()
            for start in range(0, len(rows), size)
        ]

    def push(self, bodies: Sequence[bytes]) -> float:
        """Send the bodies one after another and return the seconds until the last commit was acknowledged."""
        headers = {"Authorization": f"Bearer {self._token}", "Sync-Proto": "1", "Content-Type": "application/json"}
        with httpx2.Client(base_url=self._url, headers=headers, timeout=60, trust_env=False) as client:
            begun = time.perf_counter()
            for body in bodies:
                answer = client.post("/v1/push", content=body)
                if answer.status_code != 200:
                    raise RuntimeError(f"the base refused a push: {answer.status_code} {answer.text[:200]}")
            return time.perf_counter() - begun


def _serve_empty(pipe: Pipe) -> None:
    """Serve one call that does nothing, as FastAPI and uvicorn do it by default, and tell where."""
    import socket

    import uvicorn

    app = FastAPI()

    @app.post("/v1/hello")
    def hello() -> dict[str, str]:
        return {"status": "ok"}

    # With the protocol named, as the base does it: else asyncio leaves Nagle's algorithm on, which costs 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    pipe.send(f"http://127.0.0.1:{listener.getsockname()[1]}")
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])


@contextmanager
def _empty_call() -> Iterator[Callable[[], float]]:
    spawn = get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_serve_empty, args=(there,), daemon=True)
    process.start()
    try:
        with httpx2.Client(base_url=here.recv(), trust_env=False) as client:

            def call() -> float:
                begun = time.perf_counter()
                client.post("/v1/hello", json={"status": "ok"}).raise_for_status()
                return (time.perf_counter() - begun) * 1000

            yield call
    finally:
        process.terminate()
        process.join(10)


def _noop(db_url: str, what: str, empty: Callable[[], float]) -> Row:
    """A sync with nothing to send and nothing to fetch, beside one empty call."""
    with ServerProcess(db_url) as server:
        desk = _Desk(server, db_url, 20)
        with closing(desk.client()) as client:
            engine = SyncEngine(desk.outbox, MemoryInbox(desk.outbox), client, app_version="0.1.0")
            engine.run_once()

            def sync() -> float:
                begun = time.perf_counter()
                engine.run_once()
                taken = (time.perf_counter() - begun) * 1000
                # The limit of one token's requests is no part of the cost.
                time.sleep(0.02)
                return taken

            ours, bare = alternate(sync, empty, rounds=NOOP_ROUNDS, block=NOOP_BLOCK)
    return Row(f"sync with nothing to do, {what}", percentile(ours, 50), "ms", 3.0, percentile(bare, 50), len(ours))


def _copied(conninfo: str, events: Sequence[LedgerEvent]) -> float:
    """Copy the same rows into a table like the base's own, in batches of the same size, each with its commit."""
    rows = []
    for event in events:
        raw: dict[str, Any] = event.model_dump(mode="json")
        chain = (event.event_id, event.device_id, event.gen, event.seq, event.session_id, event.kind)
        rows.append((*chain, event.prev_hash, event.hash, content_hash(raw), content_json(raw), "2026-01-01"))
    with psycopg.connect(conninfo) as connection:
        connection.execute("DROP TABLE IF EXISTS copied")
        connection.execute("CREATE TABLE copied (LIKE raw_event INCLUDING ALL)")
        connection.commit()
        begun = time.perf_counter()
        for start in range(0, len(rows), BATCH):
            with connection.cursor() as cursor, cursor.copy("COPY copied FROM STDIN") as copy:
                for row in rows[start : start + BATCH]:
                    copy.write_row(row)
            connection.commit()
        return time.perf_counter() - begun


def _ingest(db_url: str) -> list[Row]:
    """A backlog brought in over HTTP, beside the bare copy of its rows; and the whole of it sent once more."""
    first, again, bare = [], [], []
    with ServerProcess(db_url) as server:
        for _ in range(INGEST_ROUNDS):
            desk = _Desk(server, db_url, BACKLOG)
            bodies = desk.batches()
            first.append(desk.push(bodies))
            again.append(desk.push(bodies))
            bare.append(_copied(db_url.replace("+psycopg", ""), desk.outbox.rows))
    size = f"{BACKLOG:,} events in batches of {BATCH}"
    rate = f"{BACKLOG / min(first):,.0f} events/s, the copy {BACKLOG / min(bare):,.0f} rows/s"
    return [
        # 0.25x the rate of COPY is 4x its time.
        Row(f"PostgreSQL: {size}, beside COPY", min(first), "s", 4.0, min(bare), INGEST_ROUNDS, rate),
        Row(f"PostgreSQL: {size}, in all", min(first), "s", 3.0, samples=INGEST_ROUNDS),
        Row("PostgreSQL: the same sent again, beside the first time", min(again), "s", 1.0, min(first), INGEST_ROUNDS),
    ]


def _crowd(db_url: str) -> list[Row]:
    """Two hundred desks bring in their events at one moment, beside one desk that does it all in a row."""
    with ServerProcess(db_url) as server:
        alone = _Desk(server, db_url, DESKS * PER_DESK)
        desks = [_Desk(server, db_url, PER_DESK) for _ in range(DESKS)]
        in_a_row = alone.push(alone.batches(PER_DESK))
        bodies = [desk.batches() for desk in desks]
        together = Barrier(DESKS + 1)

        def push(number: int) -> float:
            together.wait(60)
            return desks[number].push(bodies[number])

        with ThreadPoolExecutor(DESKS, thread_name_prefix="desk") as pool:
            waits = [pool.submit(push, number) for number in range(DESKS)]
            together.wait(60)
            begun = time.perf_counter()
            each = [wait.result(120) for wait in waits]
            taken = time.perf_counter() - begun
    note = f"the slowest desk waited {max(each):.2f} s, half of them {percentile(each, 50):.2f} s"
    return [
        Row(f"{DESKS} desks push {PER_DESK} events each at once", taken, "s", 2.0, in_a_row, 1, note),
    ]


def measure() -> list[Row]:
    """Return the rows for the base."""
    with PostgresCluster() as cluster, _empty_call() as empty:
        return [
            _noop(cluster.new_database(), "PostgreSQL", empty),
            *_ingest(cluster.new_database()),
            *_crowd(cluster.new_database()),
        ]
