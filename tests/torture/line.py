# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults between a desk and a real base in a process of its own."""

import gzip
import math
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import httpx2

from app.adapters.base.client import HttpBaseClient
from app.contract.ids import new_id
from app.contract.protocol import PROTO_HEADER
from app.domain.ports import BaseRefused, BaseUnreachable, LedgerWriteError
from app.domain.sync import SyncEngine
from tests.helpers.fault_proxy import Fault, FaultProxy
from tests.helpers.ledger import Evening, append_all, open_at
from tests.helpers.real_base import enrol, stored_at
from tests.helpers.server_process import ServerProcess
from tests.helpers.until import until
from tests.torture.report import Budget, Tally

TIMEOUT_S = 1.0
RACERS = 8


class Pair:
    """A desk and its base, joined through a proxy that can spoil everything."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="torture-line-"))
        self.db_url = f"sqlite:///{self.folder}/base.sqlite"
        self.server = ServerProcess(self.db_url).start()
        self.proxy = FaultProxy("127.0.0.1", int(self.server.url.rpartition(":")[2]))
        self.root = self.folder / "desk"
        self.store = open_at(self.root)
        self.evening = Evening()
        self.told: list[str] = []
        self.token = enrol(self.server.url, self.db_url, self.store.device_id())
        self.log(self.evening.opening)

    def __enter__(self) -> "Pair":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End both and remove their files."""
        self.store.close()
        self.proxy.close()
        self.server.kill()
        shutil.rmtree(self.folder)

    def log(self, *drafts: object) -> None:
        self.told += [event.event_id for event in append_all(self.store, drafts)]  # type: ignore[arg-type]

    def sync(self) -> None:
        client = HttpBaseClient(self.proxy.url, lambda: self.token, timeout_s=TIMEOUT_S)
        engine = SyncEngine(self.store.outbox, self.store.inbox, client, app_version="0.1.0", parked=self.store.parked)
        try:
            engine.run_once()
        finally:
            engine.close()

    def stored(self) -> list[str]:
        return stored_at(self.db_url)


def run(budget: Budget) -> Iterator[Tally]:
    """Spoil the line in each way, heal it, and see that everything arrives once."""
    with Pair() as pair:
        faults = [fault for fault in Fault if fault is not Fault.NONE]
        for number, fault in enumerate(faults):
            yield _spoil(pair, fault, budget.part(len(faults) - number + 1))
        yield _slow_drip(pair)
        yield _killed_base(pair, budget.part(5))
        yield _duplicates(pair, budget.part(5))
        yield _racing(pair, budget.part(4))
        yield _reordered(pair, budget.part(3))
        yield _two_syncs(pair, budget.part(2))
        yield _poison(pair)
        yield from _unfit(pair)
        yield _gzip_bomb(pair)
        yield _endless_body(pair, mib=1_024 if budget.tries >= 10 else 64)
        yield _flood(pair, requests=10_000 if budget.tries >= 10 else 500)


def _spoil(pair: Pair, fault: Fault, budget: Budget) -> Tally:
    tally = Tally(f"line: {fault.value}")
    for number in budget.rounds(tally):
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
    url = f"{pair.server.url}/v1/push"
    return httpx2.post(url, json=_push_body(pair, first, last), headers=_headers(pair), timeout=60)


def _push_body(pair: Pair, first: int, last: int) -> dict[str, object]:
    events = pair.store.outbox.pending(first - 1, last - first + 1)
    return {
        "batch_id": new_id(),
        "server_epoch": pair.store.outbox.head().server_epoch,
        "gen": 1,
        "first_seq": first,
        "events": [event.model_dump(mode="json") for event in events],
    }


def _headers(pair: Pair) -> dict[str, str]:
    return {"Authorization": f"Bearer {pair.token}", PROTO_HEADER: "1"}


def _racing(pair: Pair, budget: Budget) -> Tally:
    """Many deliveries of overlapping new batches arrive at once: each event is stored once."""
    tally = Tally("line: overlapping deliveries racing each other")
    for _ in budget.rounds(tally):
        known = len(pair.told)
        pair.log(*(pair.evening.sale() for _ in range(10)))
        runs = [(max(1, known - late), known + 5 + late % 6) for late in range(RACERS)]
        with ThreadPoolExecutor(RACERS) as racers:
            codes = {answer.status_code for answer in racers.map(lambda run: _push(pair, *run), runs)}
        tally.need(codes <= {200, 409}, f"a racing batch was answered {sorted(codes)}")
        pair.sync()
        tally.count(pair.told, pair.stored())
    return tally


def _reordered(pair: Pair, budget: Budget) -> Tally:
    """Batches arrive in another order than they were sent in."""
    tally = Tally("line: reordered delivery")
    for number in budget.rounds(tally):
        known = len(pair.told)
        pair.log(*(pair.evening.sale() for _ in range(9)))
        runs = [(known + 1, known + 3), (known + 4, known + 6), (known + 7, known + 9)]
        random.Random(number).shuffle(runs)
        for first, last in (*runs, *runs):
            answer = _push(pair, first, last)
            is_gap = answer.status_code == 409 and answer.json().get("code") == "seq_gap"
            tally.need(answer.status_code == 200 or is_gap, f"answered {answer.status_code}")
        pair.sync()
        tally.count(pair.told, pair.stored())
    return tally


def _two_syncs(pair: Pair, budget: Budget) -> Tally:
    """The desk and a command line beside it sync the same ledger at the same time."""
    tally = Tally("line: two workers racing")

    def sync(_number: int) -> None:
        with _unreachable():
            pair.sync()

    for number in budget.rounds(tally):
        pair.log(*(pair.evening.sale() for _ in range(1 + number % 40)))
        with ThreadPoolExecutor(2) as workers:
            list(workers.map(sync, range(2)))
        pair.sync()
        tally.need(pair.store.outbox.head().pending == 0, "something never arrived")
        tally.count(pair.told, pair.stored())
    return tally


def _duplicates(pair: Pair, budget: Budget) -> Tally:
    """Send the same and overlapping runs again; the watermark never moves back."""
    tally = Tally("line: duplicate and overlapping batches")
    for number in budget.rounds(tally):
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


def _unfit(pair: Pair) -> Iterator[Tally]:
    """What no ledger can hold is refused at the desk with a word, and what stands behind it is saved and flows."""
    for what, body in (("NaN", {"units": math.nan}), ("lone surrogate", {"text": "\ud800"})):
        tally = Tally(f"poison: {what}")
        draft = replace(pair.evening.sale(), kind="price.haggled", body=body)
        try:
            pair.store.ledger.append(draft).result(timeout=30)
        except LedgerWriteError as error:
            tally.need(error.code == "invalid_event", f"the refusal said {error.code}")
        else:
            pair.told.append(draft.event_id)
        pair.log(pair.evening.sale())
        pair.sync()
        tally.need(pair.store.verify().ok, "verify found problems")
        tally.count(pair.told, pair.stored())
        yield tally
    yield _too_large(pair)


def _too_large(pair: Pair) -> Tally:
    """An event of 5 MB stays on the desk, is parked and told to the base; the others arrive."""
    tally = Tally("poison: 5 MB body")
    draft = replace(pair.evening.sale(), kind="price.haggled", body={"text": "x" * 5_000_000})
    parked = pair.store.ledger.append(draft).result(timeout=60).event_id
    pair.log(pair.evening.sale())
    pair.sync()
    tally.need(pair.store.parked.count() == 1, "it was not parked")
    tally.need(parked in {event.event_id for event in pair.store.reader.all_events()}, "it is gone")
    tally.count(pair.told, pair.stored())
    return tally


def _endless_body(pair: Pair, *, mib: int) -> Tally:
    """A body that does not tell its length and does not end."""
    tally = Tally(f"poison: body of {mib} MiB")
    piece = b" " * 1_048_576
    before = _resident_mib(pair.server.pid)
    try:
        code = httpx2.post(
            f"{pair.server.url}/v1/push", content=(piece for _ in range(mib)), headers=_headers(pair), timeout=60
        ).status_code
    except httpx2.TransportError:
        code = 413  # it hung up while we still sent
    tally.need(code == 413, f"answered {code}")
    tally.need(_resident_mib(pair.server.pid) - before < 64, "the base's memory grew")
    pair.log(pair.evening.sale())
    pair.sync()
    tally.count(pair.told, pair.stored())
    return tally


def _flood(pair: Pair, *, requests: int) -> Tally:
    """One desk asks as fast as it can."""
    tally = Tally(f"flood: {requests:,} requests of one desk")
    before = _resident_mib(pair.server.pid)
    body = _push_body(pair, 1, 5)
    with (
        httpx2.Client(base_url=pair.server.url, headers=_headers(pair), timeout=60) as client,
        ThreadPoolExecutor(RACERS) as senders,
    ):
        answers = senders.map(lambda _: client.post("/v1/push", json=body), range(requests))
        codes = Counter(answer.status_code for answer in answers)
    tally.need(set(codes) <= {200, 429}, f"answered {dict(codes)}")
    tally.need(_resident_mib(pair.server.pid) - before < 64, "the base's memory grew")
    pair.log(pair.evening.sale())
    with _unreachable():
        pair.sync()
    until(lambda: _arrived(pair), "the base takes the desk's sales again", timeout_s=90, every_s=1.0)
    tally.count(pair.told, pair.stored())
    tally.tries = requests
    return tally


def _arrived(pair: Pair) -> bool:
    try:
        pair.sync()
    except (BaseUnreachable, BaseRefused):
        return False
    return pair.store.outbox.head().pending == 0


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
