# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that push, back up or migrate until they are killed by their own hand, at a named place."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import httpx2

from app.adapters.base.client import HttpBaseClient
from app.domain.sync import SyncEngine
from app.store import open_store
from app.store.migrations import STEPS, migrate
from app.store.outbox import StoreOutbox
from app.store.writer import Alone
from tests.helpers.ledger import Evening, open_at

SYNC_POINTS = ("after_http_send", "before_ack_write")
START_POINTS = ("mid_backup", "backup_before_name", "mid_migration")


def push_until_killed(root: str, url: str, token: str, point: str) -> None:
    """Push what waits and die once the base has it, before this desk's own record says so."""
    store = open_at(Path(root))
    transport: httpx2.BaseTransport = httpx2.HTTPTransport()
    if point == "after_http_send":
        transport = _DiesAfterPush(transport)
    else:
        StoreOutbox.acknowledge = _dies_with_news(StoreOutbox.acknowledge)  # type: ignore[method-assign]
    client = HttpBaseClient(url, lambda: token, transport=transport)
    SyncEngine(store.outbox, store.inbox, client, app_version="0.1.0").run_once()


def start_until_killed(root: str, point: str, visits: int) -> None:
    """Open the store with a step more than there is; die in the backup before that step, or in the step."""
    steps: Sequence[Sequence[str]] = (*STEPS, ("CREATE TABLE half (a)", "INSERT INTO half SELECT body FROM event"))
    if point == "mid_backup":
        open_store._nothing = _dies_at(visits)
    elif point == "backup_before_name":
        Path.rename = _dies_at(1)  # type: ignore[method-assign, assignment]
    else:
        steps = [*steps[:-1], DyingStep(steps[-1], visits % 2 + 1)]
    open_store.migrate = partial(migrate, steps=steps)
    open_at(Path(root))


def migrate_until_killed(root: str, step: int, statement: int) -> None:
    """Bring an old database to the newest schema and die after that statement of that step, before its commit."""
    steps = [DyingStep(done, statement) if number == step else done for number, done in enumerate(STEPS, 1)]
    open_store.migrate = partial(migrate, steps=steps)
    open_at(Path(root))


def back_up_while_selling_until_killed(root: str, acked: Connection, visits: int) -> None:
    """Back up the open database in small steps, log sales between them, and die after so many steps."""
    store = open_at(Path(root))
    serve = Alone.serve_others
    left = [visits]
    evening = Evening()

    def serve_and_sell(alone: Alone, wait_s: float) -> None:
        futures = [store.ledger.append(evening.sale()) for _ in range(2)]
        serve(alone, wait_s)
        for future in futures:
            if future.done():
                acked.send(future.result().event_id)
        left[0] -= 1
        if left[0] == 0:
            die()

    acked.send(store.ledger.append(evening.opening).result(timeout=30).event_id)
    Alone.serve_others = serve_and_sell  # type: ignore[method-assign]
    store.care.round()


def die() -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def _dies_at(visits: int) -> Callable[..., None]:
    left = [visits]

    def step(*_args: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            die()

    return step


class _DiesAfterPush(httpx2.BaseTransport):
    def __init__(self, inner: httpx2.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._inner.handle_request(request)
        if request.url.path == "/v1/push":
            die()
        return answer


def _dies_with_news(acknowledge: Callable[..., None]) -> Callable[..., None]:
    def armed(outbox: StoreOutbox, *, server_epoch: str, through: int) -> None:
        if through >= outbox.head().last_seq:
            die()
        acknowledge(outbox, server_epoch=server_epoch, through=through)

    return armed


class DyingStep(Sequence[str]):
    """Statements of a migration's step, in which the process dies after ``statement`` of them are done."""

    def __init__(self, statements: Sequence[str], statement: int) -> None:
        self._statements = statements
        self._last = statement

    def __len__(self) -> int:
        return len(self._statements)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        return self._statements[index]

    def __iter__(self) -> Iterator[str]:
        yield from self._statements[: self._last]
        die()
