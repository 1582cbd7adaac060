# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that push or migrate until they are killed by their own hand."""

import os
import random
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import httpx2

from app.adapters.base.client import HttpBaseClient
from app.domain.sync import SyncEngine
from app.store import open_store
from app.store.migrations import STEPS, migrate
from app.store.outbox import StoreOutbox
from tests.helpers.ledger import open_at

_BACKUP_S = 0.01
SYNC_POINTS = ("after_http_send", "before_ack_write")


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


def migrate_until_killed(root: str) -> None:
    """Open the store with a step more than there is, and die in the middle of that step."""
    open_store.migrate = partial(migrate, steps=(*STEPS, _HalfAStep()))
    open_at(Path(root))


def back_up_until_killed(root: str) -> None:
    """Open the store with a step more than there is, and die at some moment of the backup before it."""

    def migrate_slowly(connection: sqlite3.Connection, *, backup: Callable[[int], None]) -> None:
        def endless(version: int) -> None:
            threading.Timer(random.random() * _BACKUP_S, _die).start()
            while True:
                backup(version)

        migrate(connection, backup=endless, steps=(*STEPS, _HalfAStep()))

    open_store.migrate = migrate_slowly
    open_at(Path(root))


def has_half_a_step(root: Path) -> bool:
    """Return whether a part of the unfinished step is in the database."""
    connection = sqlite3.connect(root / "desk.sqlite")
    try:
        found = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0]
        return bool(found) or connection.execute("PRAGMA user_version").fetchone()[0] != len(STEPS)
    finally:
        connection.close()


def _die() -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


class _DiesAfterPush(httpx2.BaseTransport):
    def __init__(self, inner: httpx2.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._inner.handle_request(request)
        if request.url.path == "/v1/push":
            _die()
        return answer


def _dies_with_news(acknowledge: Callable[..., None]) -> Callable[..., None]:
    def armed(outbox: StoreOutbox, *, server_epoch: str, through: int) -> None:
        if through >= outbox.head().last_seq:
            _die()
        acknowledge(outbox, server_epoch=server_epoch, through=through)

    return armed


class _HalfAStep(Sequence[str]):
    """Statements of a step that ends in its middle, inside its transaction."""

    _DONE = ("CREATE TABLE half (a)", "INSERT INTO half SELECT body FROM event")

    def __len__(self) -> int:
        return len(self._DONE)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        return self._DONE[index]

    def __iter__(self) -> Iterator[str]:
        yield from self._DONE
        _die()
