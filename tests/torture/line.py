# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults between a desk and a real base in a process of its own."""

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import httpx2
from sqlalchemy import select

from app.adapters.base.client import HttpBaseClient
from app.contract.ids import new_id
from app.contract.protocol import PROTO_HEADER, EnrollRequest
from app.domain.ports import BaseUnreachable
from app.domain.sync import SyncEngine
from app.server.admin import create_enroll_code
from app.server.database import Database
from app.server.tables import RAW_EVENT
from tests.helpers.fault_proxy import Fault, FaultProxy
from tests.helpers.ledger import Evening, append_all, open_at
from tests.helpers.server_process import ServerProcess
from tests.torture.report import Budget, Tally

TIMEOUT_S = 1.0


class Pair:
    """A desk and its base, joined through a proxy that can spoil everything."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="torture-line-"))
        self.db_url = f"sqlite:///{self.folder}/base.sqlite"
        self.server = ServerProcess(self.db_url).start()
        self.proxy = FaultProxy("127.0.0.1", int(self.server.url.rpartition(":")[2]))
        self.store = open_at(self.folder / "desk")
        self.evening = Evening()
        self.told: list[str] = []
        self.token = enrol(self.server.url, self.db_url, self.store.device_id())
        self.log(self.evening.opening)

    def __enter__(self) -> "Pair":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()
        self.proxy.close()
        self.server.kill()
        shutil.rmtree(self.folder)

    def log(self, *drafts: object) -> None:
        self.told += [event.event_id for event in append_all(self.store, drafts)]  # type: ignore[arg-type]

    def sync(self) -> None:
        client = HttpBaseClient(self.proxy.url, lambda: self.token, timeout_s=TIMEOUT_S)
        engine = SyncEngine(self.store.outbox, self.store.inbox, client, app_version="0.1.0")
        try:
            engine.run_once()
        finally:
            engine.close()

    def stored(self) -> list[str]:
        return stored_at(self.db_url)


def stored_at(db_url: str) -> list[str]:
    """Return the ids of all events at the base."""
    database = Database(db_url)
    try:
        with database.read() as connection:
            return list(connection.execute(select(RAW_EVENT.c.event_id)).scalars())
    finally:
        database.close()


def enrol(url: str, db_url: str, device_id: str) -> str:
    """Enrol a desk at a running base; returns its token."""
    client = HttpBaseClient(url, lambda: None)
    request = EnrollRequest(
        code=create_enroll_code(db_url).code,
        device_id=device_id,
        device_name="Studio 1",
        platform="test",
        app_version="0.1.0",
    )
    try:
        return client.enroll(request).token
    finally:
        client.close()


def run(budget: Budget) -> Iterator[Tally]:
    """Spoil the line in each way, heal it, and see that everything arrives once."""
    with Pair() as pair:
        faults = [fault for fault in Fault if fault is not Fault.NONE]
        for number, fault in enumerate(faults):
            yield _spoil(pair, fault, budget.part(len(faults) - number + 1))
        yield _slow_drip(pair)
        yield _killed_base(pair, budget)
        yield _duplicates(pair, budget)
        yield _poison(pair)
        yield _gzip_bomb(pair)


def _spoil(pair: Pair, fault: Fault, budget: Budget) -> Tally:
    tally = Tally(f"line: {fault.value}")
    for number in budget.rounds():
        pair.log(*(pair.evening.sale() for _ in range(1 + number % 40)))
        pair.proxy.spoil(fault, after=number % 3)
        with _unreachable():
            pair.sync()
        pair.proxy.heal()
        pair.sync()
        tally.count(pair.told, pair.stored())
    return tally


@contextmanager
def _unreachable() -> Iterator[None]:
    """The outcome may stay unknown; nothing else may happen."""
    try:
        yield
    except BaseUnreachable:
        return


def _slow_drip(pair: Pair) -> Tally:
    tally = Tally("line: slow drip")
    pair.proxy.slow_down(TIMEOUT_S / 4)
    pair.log(*(pair.evening.sale() for _ in range(40)))
    with _unreachable():
        pair.sync()
    pair.proxy.slow_down(0)
    pair.sync()
    tally.count(pair.told, pair.stored())
    return tally


def _killed_base(pair: Pair, budget: Budget) -> Tally:
    tally = Tally("base: killed between pushes")
    for _ in range(min(3, budget.tries)):
        pair.log(*(pair.evening.sale() for _ in range(20)))
        pair.proxy.spoil(Fault.DROP_RESPONSE, after=1)
        with _unreachable():
            pair.sync()
        pair.server.kill()
        with _unreachable():
            pair.sync()
        pair.server.start()
        pair.proxy.heal()
        pair.sync()
        tally.count(pair.told, pair.stored())
    return tally


def _push(pair: Pair, first: int, last: int) -> httpx2.Response:
    events = pair.store.outbox.pending(first - 1, last - first + 1)
    body = {
        "batch_id": new_id(),
        "server_epoch": pair.store.outbox.head().server_epoch,
        "gen": 1,
        "first_seq": first,
        "events": [event.model_dump(mode="json") for event in events],
    }
    return httpx2.post(f"{pair.server.url}/v1/push", json=body, headers=_headers(pair))


def _headers(pair: Pair) -> dict[str, str]:
    return {"Authorization": f"Bearer {pair.token}", PROTO_HEADER: "1"}


def _duplicates(pair: Pair, budget: Budget) -> Tally:
    """Send the same and overlapping runs again; the watermark never moves back."""
    tally = Tally("line: duplicate and overlapping batches")
    for number in budget.rounds():
        first = 1 + number * 7 % max(1, len(pair.told) - 50)
        answer = _push(pair, first, min(len(pair.told), first + 30))
        tally.need(answer.status_code == 200, f"a repeated batch was answered {answer.status_code}")
        tally.need(answer.json().get("acked_through") == len(pair.told), "the watermark moved")
        tally.count(pair.told, pair.stored())
    return tally


def _poison(pair: Pair) -> Tally:
    """A kind that nobody knows and a body that fits no kind are stored; what stands behind them flows."""
    tally = Tally("poison: unknown kind with a strange body")
    draft = pair.evening.sale()
    strange = type(draft)(
        event_id=draft.event_id,
        session_id=draft.session_id,
        kind="price.haggled",
        stamp=draft.stamp,
        actor="\u0000" + "x" * 50,
        body={"deep": [[[[{"number": 2**53, "text": "\u0000\uffff" * 5_000}]]]]},
    )
    pair.log(strange, pair.evening.sale())
    pair.sync()
    tally.count(pair.told, pair.stored())
    return tally


def _gzip_bomb(pair: Pair) -> Tally:
    tally = Tally("poison: gzip bomb")
    bomb = gzip.compress(b" " * (256 * 1_048_576), 9)
    before = _resident_mib(pair.server.pid)
    headers = _headers(pair) | {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    answer = httpx2.post(f"{pair.server.url}/v1/push", content=bomb, headers=headers, timeout=30)
    tally.need(answer.status_code == 413, f"answered {answer.status_code}")
    tally.need(_resident_mib(pair.server.pid) - before < 64, "the base's memory grew")
    pair.log(pair.evening.sale())
    pair.sync()
    tally.count(pair.told, pair.stored())
    return tally


def _resident_mib(pid: int) -> float:
    """Return the peak memory of a process, 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
