# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several processes and threads on one database: nothing is stored twice, and nobody who follows misses anything."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from itertools import count

import pytest
from sqlalchemy import select

from app.adapters.base.client import HttpBaseClient
from app.adapters.base.enroll import enroll
from app.contract.content import Shop
from app.contract.events import GENESIS_HASH
from app.contract.ids import new_id
from app.contract.protocol import ChangesResponse, HelloRequest, PushRequest
from app.domain.ports import BaseRefused
from app.server import publishing
from app.server.admin import create_enroll_code, list_devices
from app.server.database import Database
from app.server.tables import GENERATION, QUARANTINE, RAW_EVENT, SALE
from tests.helpers.base_client import MemoryOutbox
from tests.helpers.ledger import Evening
from tests.helpers.server_process import ServerProcess

EVENTS = 2_000
PUSHERS = 6
WRITERS, READERS, TRANSACTIONS = 4, 3, 80


@pytest.fixture
def servers(db_url: str) -> Iterator[list[ServerProcess]]:
    """Two processes on PostgreSQL; SQLite is served by one."""
    with ExitStack() as stack:
        yield [stack.enter_context(ServerProcess(db_url)) for _ in range(2 if db_url.startswith("postgresql") else 1)]


class RacingDesk:
    """One enrolled desk whose ledger many threads bring in."""

    def __init__(self, servers: list[ServerProcess], db_url: str) -> None:
        self.servers = servers
        self.outbox = MemoryOutbox()
        evening = Evening()
        self.outbox.append_all([evening.opening, *(evening.sale() for _ in range(EVENTS - 1))])
        answer = enroll(servers[0].url, create_enroll_code(db_url).code, self.outbox.device_id, "PC", "0.1.0")
        self.token, self.epoch = answer.token, answer.server_epoch

    def client(self, number: int) -> HttpBaseClient:
        return HttpBaseClient(self.servers[number % len(self.servers)].url, lambda: self.token, timeout_s=60)

    def batch(self, first: int, size: int) -> PushRequest:
        return PushRequest(
            batch_id=new_id(),
            server_epoch=self.epoch,
            gen=self.outbox.gen,
            first_seq=first,
            events=self.outbox.rows[first - 1 : first - 1 + size],
        )

    def bring_in(self, number: int) -> int:
        """Push pieces that overlap with everybody's until all is there, and return how many events were new."""
        rng = random.Random(number)
        applied = through = 0
        with closing(self.client(number)) as client:
            while through < EVENTS:
                first = max(1, through + rng.randint(-150, 1))
                try:
                    answer = client.push(self.batch(first, rng.randint(40, 200)))
                except BaseRefused as refused:
                    if refused.code != "seq_gap":
                        raise
                    through = (refused.expected or 1) - 1
                else:
                    applied += answer.applied
                    through = answer.acked_through
        return applied


def test_overlapping_batches_from_all_sides_store_each_event_once(servers: list[ServerProcess], db_url: str) -> None:
    desk = RacingDesk(servers, db_url)
    with ThreadPoolExecutor(PUSHERS, thread_name_prefix="pusher") as pool:
        applied = list(pool.map(desk.bring_in, range(PUSHERS)))
    assert sum(applied) == EVENTS
    database = Database(db_url)
    with database.read() as connection:
        rows = connection.execute(
            select(RAW_EVENT.c.seq, RAW_EVENT.c.event_id, RAW_EVENT.c.hash).order_by(RAW_EVENT.c.seq)
        ).all()
        sales = connection.execute(select(SALE.c.event_id)).scalars().all()
        quarantined = connection.execute(select(QUARANTINE.c.event_id)).all()
    database.close()
    assert [tuple(row) for row in rows] == [(event.seq, event.event_id, event.hash) for event in desk.outbox.rows]
    assert len(sales) == EVENTS - 1
    assert quarantined == []


def test_a_generation_that_is_opened_from_all_sides_at_once_is_one(servers: list[ServerProcess], db_url: str) -> None:
    desk = RacingDesk(servers, db_url)
    desk.outbox.open_generation("rolled_back")
    together = threading.Barrier(PUSHERS)

    def push(number: int) -> tuple[int, int]:
        with closing(desk.client(number)) as client:
            client.hello(HelloRequest(app_version="0", gen=1, last_seq=0, acked_through=0, head_hash=GENESIS_HASH))
            together.wait(30)
            answer = client.push(desk.batch(1, 100))
            return answer.applied, answer.acked_through

    with ThreadPoolExecutor(PUSHERS, thread_name_prefix="pusher") as pool:
        answers = sorted(pool.map(push, range(PUSHERS)))
    assert answers == [(0, 100)] * (PUSHERS - 1) + [(100, 100)]
    database = Database(db_url)
    with database.read() as connection:
        assert len(connection.execute(select(GENERATION)).all()) == 1
    database.close()
    assert (list_devices(db_url)[0].gen, list_devices(db_url)[0].events) == (2, 100)


class Publishing:
    """Writers that publish new records, a few in a transaction, and readers that follow by cursor."""

    def __init__(self, db_url: str) -> None:
        self.database = Database.open(db_url)
        self.numbers = count()
        self.numbers_lock = threading.Lock()
        self.published: set[str] = set()
        self.finished = threading.Event()

    def write(self, seed: int) -> None:
        rng = random.Random(seed)
        for _ in range(TRANSACTIONS):
            with self.numbers_lock:
                ids = [f"S{next(self.numbers)}" for _ in range(rng.randint(1, 15))]
            with self.database.write() as connection:
                publishing.publish(connection, [Shop(shop_id=shop_id, name="x") for shop_id in ids])
            with self.numbers_lock:
                self.published.update(ids)

    def read(self, seed: int) -> list[str]:
        """Return what came after the cursor, in its order, until all has been published and read."""
        rng = random.Random(seed)
        seen: list[str] = []
        cursor = None
        while True:
            last_look = self.finished.is_set()
            page = self.page(cursor, rng.randint(1, 60))
            seen += [change.id for change in page.changes]
            cursor = page.next
            if last_look and not page.has_more:
                return seen

    def page(self, cursor: str | None, limit: int) -> ChangesResponse:
        with self.database.read() as connection:
            return publishing.changes(connection, cursor, limit)


def test_who_follows_while_many_publish_misses_nothing_and_gets_nothing_twice(db_url: str) -> None:
    board = Publishing(db_url)
    with ThreadPoolExecutor(WRITERS + READERS, thread_name_prefix="board") as pool:
        readers = [pool.submit(board.read, seed) for seed in range(READERS)]
        writers = [pool.submit(board.write, seed) for seed in range(WRITERS)]
        try:
            for writer in writers:
                writer.result(120)
        finally:
            board.finished.set()
        followed = [reader.result(60) for reader in readers]
    board.database.close()
    assert len(board.published) > 2_000
    for seen in followed:
        assert len(seen) == len(set(seen))
        assert set(seen) == board.published
        assert seen == followed[0]
