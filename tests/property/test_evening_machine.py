# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The evening in which everything goes wrong; and that the machine would notice if a guard were missing.

``ANCHOR_DESK_TORTURE_EXAMPLES`` and ``ANCHOR_DESK_TORTURE_STEPS`` make it longer than in CI.
"""

import functools
import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from app.domain.ports import BaseRefused, BaseUnreachable, LedgerHead
from app.domain.pushing import Chain, Pusher
from app.domain.sync import SyncEngine
from app.server import database, ingest
from app.store import ledger, open_store
from app.store.migrations import STEPS, migrate
from app.store.outbox import StoreOutbox
from app.store.recovery import record_in_journal
from app.store.transaction import Transaction
from app.store.writer import StoreWriter
from tests.helpers.evening_world import World
from tests.property.evening_machine import EveningMachine

TestEvening = EveningMachine.TestCase
TestEvening.settings = settings(
    max_examples=int(os.environ.get("ANCHOR_DESK_TORTURE_EXAMPLES", "20")),
    stateful_step_count=int(os.environ.get("ANCHOR_DESK_TORTURE_STEPS", "15")),
    deadline=None,
)
HUNT = settings(
    max_examples=50,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def drop_the_unique_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base's table of raw events loses its keys each time the base starts, and is not asked what it holds."""
    start = World.start_base
    prepare = database._prepare_sqlite

    def prepare_without_references(connection: sqlite3.Connection, record: Any) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA foreign_keys = OFF")

    def start_without_key(world: World) -> None:
        start(world)
        connection = sqlite3.connect(world.folder / "base.sqlite", isolation_level=None)
        connection.execute("CREATE TABLE keyless AS SELECT * FROM raw_event")
        connection.execute("DROP TABLE raw_event")
        connection.execute("ALTER TABLE keyless RENAME TO raw_event")
        connection.close()

    monkeypatch.setattr(ingest, "_stored_as_sent", lambda _connection, _batch, _mark: {})
    monkeypatch.setattr(database, "_prepare_sqlite", prepare_without_references)
    monkeypatch.setattr(World, "start_base", start_without_key)


def acknowledge_before_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk says "saved" for what was inserted, whatever becomes of journal and commit."""

    def run_batch(writer: StoreWriter, batch: Sequence[Any]) -> None:
        transaction = Transaction(writer._connection)
        writer._connection.execute("BEGIN IMMEDIATE")
        outcomes = [task.run(transaction) for task in batch]
        try:
            if transaction.inserted:
                record_in_journal(writer._connection, writer._journal, transaction.inserted)
            writer._connection.execute("COMMIT")
            writer._journal.confirm()
        except OSError:
            writer._take_back()
        for task, outcome in zip(batch, outcomes, strict=True):
            task.future.set_result(outcome)

    monkeypatch.setattr(StoreWriter, "_run_batch", run_batch)


def skip_the_rewind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk trusts its own watermark where the base's is lower."""
    agree = SyncEngine._agree

    def keep(engine: SyncEngine, head: LedgerHead, hello: Any) -> int:
        return max(head.acked_through, agree(engine, head, hello))

    def never_back(outbox: StoreOutbox, *, server_epoch: str, through: int) -> None:
        acknowledge(outbox, server_epoch=server_epoch, through=max(through, outbox.head().acked_through))

    acknowledge = StoreOutbox.acknowledge
    monkeypatch.setattr(SyncEngine, "_agree", keep)
    monkeypatch.setattr(StoreOutbox, "acknowledge", never_back)


def ignore_the_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base takes any event with the next number."""
    monkeypatch.setattr(ingest, "_check_continuity", lambda _batch, _mark: None)


def believe_any_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk counts a batch as arrived whenever the line failed after it was sent."""
    push = Pusher._push

    def hopeful(pusher: Pusher, chain: Chain, events: Sequence[Any]) -> int:
        try:
            return push(pusher, chain, events)
        except BaseUnreachable:
            pusher._outbox.acknowledge(server_epoch=chain.server_epoch, through=events[-1].seq)
            raise

    monkeypatch.setattr(Pusher, "_push", hopeful)


def drop_the_desks_unique_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk's ledger has no keys and is not asked whether it has an event already."""
    keyless = [
        [
            re.sub(r"PRIMARY KEY \(event_id\),|UNIQUE \(device_id, gen, seq\),", "", statement)
            for statement in statements
        ]
        for statements in STEPS
    ]
    monkeypatch.setattr(open_store, "migrate", functools.partial(migrate, steps=keyless))
    monkeypatch.setattr(ledger, "find_event", lambda _connection, _event_id: None)


MUTATIONS = (
    drop_the_unique_key,
    drop_the_desks_unique_key,
    acknowledge_before_commit,
    skip_the_rewind,
    ignore_the_chain,
    believe_any_answer,
)


@pytest.mark.parametrize("mutate", MUTATIONS)
def test_the_machine_notices_a_missing_guard(
    monkeypatch: pytest.MonkeyPatch, mutate: Callable[[pytest.MonkeyPatch], None]
) -> None:
    mutate(monkeypatch)
    with pytest.raises((AssertionError, BaseRefused)):
        run_state_machine_as_test(EveningMachine, settings=HUNT)
