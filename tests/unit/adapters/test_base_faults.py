# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Client, engine and store against a real server behind a network that fails."""

import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.adapters.base.client import HttpBaseClient
from app.adapters.base.enroll import enroll
from app.contract.events import GENESIS_HASH
from app.contract.protocol import HelloRequest
from app.domain.ports import BaseUnreachable
from app.domain.sync import SyncEngine
from app.server.admin import create_enroll_code
from app.server.database import Database
from app.server.tables import RAW_EVENT
from app.store.open_store import DeskStore
from tests.helpers.fault_proxy import Fault, FaultProxy
from tests.helpers.ledger import Evening, append_all, open_at
from tests.helpers.server_process import ServerProcess
from tests.helpers.until import until

SPOILING = [fault for fault in Fault if fault is not Fault.NONE]


@pytest.fixture(scope="module")
def db_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('base')}/base.sqlite"


@pytest.fixture(scope="module")
def server(db_url: str) -> Iterator[ServerProcess]:
    with ServerProcess(db_url) as running:
        yield running


@pytest.fixture
def proxy(server: ServerProcess) -> Iterator[FaultProxy]:
    host, _, port = server.url.removeprefix("http://").rpartition(":")
    with FaultProxy(host, int(port)) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DeskStore]:
    opened = open_at(tmp_path / "desk")
    yield opened
    opened.close()


def stored_ids(db_url: str, device_id: str) -> list[str]:
    database = Database(db_url)
    with database.read() as connection:
        found = connection.execute(
            select(RAW_EVENT.c.event_id).where(RAW_EVENT.c.device_id == device_id).order_by(RAW_EVENT.c.seq)
        )
        ids = list(found.scalars())
    database.close()
    return ids


@pytest.mark.parametrize("after", [0, 1, 2], ids=["at hello", "at the first push", "at the second push"])
@pytest.mark.parametrize("fault", SPOILING)
def test_each_event_arrives_once_whatever_the_network_did(
    fault: Fault, after: int, proxy: FaultProxy, server: ServerProcess, store: DeskStore, db_url: str
) -> None:
    device_id = store.device_id()
    token = enroll(server.url, create_enroll_code(db_url).code, device_id, "Studio 1", "0.1.0").token
    client = HttpBaseClient(proxy.url, lambda: token, timeout_s=2)
    engine = SyncEngine(store.outbox, store.inbox, client, app_version="0.1.0")
    evening = Evening()
    events = append_all(store, [evening.opening, *(evening.sale() for _ in range(700))])
    proxy.spoil(fault, after=after)
    with pytest.raises(BaseUnreachable):
        engine.run_once()
    proxy.heal()
    assert engine.run_once().pending == 0
    engine.close()
    assert proxy.dropped == 1
    assert stored_ids(db_url, device_id) == [event.event_id for event in events]


def test_a_server_killed_between_pushes_has_each_event_once(tmp_path: Path, store: DeskStore) -> None:
    url = f"sqlite:///{tmp_path}/base.sqlite"
    server = ServerProcess(url).start()
    token = enroll(server.url, create_enroll_code(url).code, store.device_id(), "Studio 1", "0.1.0").token
    client = HttpBaseClient(server.url, lambda: token, timeout_s=5)
    engine = SyncEngine(store.outbox, store.inbox, client, app_version="0.1.0")
    evening = Evening()
    events = append_all(store, [evening.opening, evening.sale()])
    assert engine.run_once().pushed == 2
    server.kill()
    events += append_all(store, [evening.sale() for _ in range(30)])
    with pytest.raises(BaseUnreachable):
        engine.run_once()
    server.start()
    assert engine.run_once().pushed == 30
    engine.close()
    assert server.terminate() == 0
    assert stored_ids(url, store.device_id()) == [event.event_id for event in events]


def is_reading(thread: threading.Thread) -> bool:
    assert thread.ident is not None
    return sys._current_frames()[thread.ident].f_code.co_name == "read"


def test_close_from_another_thread_ends_a_call_that_hangs() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = HttpBaseClient(f"http://127.0.0.1:{silent.getsockname()[1]}", lambda: "t", timeout_s=60)
        outcome: list[BaseException] = []

        def call() -> None:
            try:
                client.hello(
                    HelloRequest(app_version="0.1.0", gen=1, last_seq=0, acked_through=0, head_hash=GENESIS_HASH)
                )
            except BaseUnreachable as error:
                outcome.append(error)

        caller = threading.Thread(target=call, name="hanging-call")
        caller.start()
        accepted, _ = silent.accept()
        with accepted:
            assert accepted.recv(65_536)
            until(lambda: is_reading(caller), "the call waits for its answer")
            started = time.monotonic()
            client.close()
            caller.join(10)
        assert not caller.is_alive()
        assert time.monotonic() - started < 5
        assert len(outcome) == 1
