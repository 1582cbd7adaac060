# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Poison: what no ledger takes stays out, and what got in all the same is parked while the others reach a real base."""

import math
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.adapters.base.client import HttpBaseClient
from app.adapters.base.enroll import enroll
from app.contract.events import LedgerEvent
from app.domain.ports import LedgerWriteError
from app.domain.sync import SyncEngine
from app.server.admin import create_enroll_code
from app.store.event_rows import COLUMNS
from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, append_all, open_at
from tests.helpers.server_process import ServerProcess

NO_JSON = ({"x": math.nan}, {"x": "\ud800"})


@pytest.fixture(scope="module")
def db_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('base')}/base.sqlite"


@pytest.fixture(scope="module")
def server(db_url: str) -> Iterator[ServerProcess]:
    with ServerProcess(db_url) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DeskStore]:
    opened = open_at(tmp_path / "desk")
    yield opened
    opened.close()


@pytest.mark.parametrize("body", NO_JSON, ids=["nan", "surrogate"])
def test_what_has_no_json_does_not_get_into_the_ledger(store: DeskStore, body: dict[str, object]) -> None:
    evening = Evening()
    append_all(store, [evening.opening])
    with pytest.raises(LedgerWriteError) as refused:
        store.ledger.append(replace(evening.sale(), kind="future.kind", body=body)).result(5)
    assert refused.value.code == "invalid_event"
    assert store.outbox.head().last_seq == 1


@pytest.mark.parametrize("text", ['{"x":NaN}', '{"x":"\\ud800"}'], ids=["nan", "surrogate"])
def test_poison_that_another_program_wrote_is_parked_and_the_others_arrive(
    text: str, store: DeskStore, server: ServerProcess, db_url: str, tmp_path: Path
) -> None:
    evening = Evening()
    *_, last = append_all(store, [evening.opening, evening.sale()])
    poison = write_behind(tmp_path / "desk", last, body=text)
    append_all(store, [evening.sale(), evening.sale()])
    assert sync(store, server, db_url) == 5
    assert parked(tmp_path / "desk") == [(poison, "bad_envelope")]


def test_an_event_of_5_mb_is_parked_and_the_others_arrive(
    store: DeskStore, server: ServerProcess, db_url: str, tmp_path: Path
) -> None:
    evening = Evening()
    append_all(store, [evening.opening, evening.sale()])
    huge = replace(evening.sale(), kind="future.kind", body={"x": "x" * 5_000_000})
    append_all(store, [huge, evening.sale()])
    assert sync(store, server, db_url) == 4
    assert parked(tmp_path / "desk") == [(huge.event_id, "too_large")]


@pytest.mark.parametrize("text", ['{"x":NaN}', '{"x":"\\ud800"}'], ids=["nan", "surrogate"])
def test_poison_does_not_keep_a_new_generation_from_beginning(text: str, store: DeskStore, tmp_path: Path) -> None:
    evening = Evening()
    *_, last = append_all(store, [evening.opening])
    poison = write_behind(tmp_path / "desk", last, body=text)
    sale = append_all(store, [evening.sale()])[0]
    head = store.outbox.open_generation("forked")
    assert [event.event_id for event in store.outbox.pending(0, 9)] == [last.event_id, sale.event_id]
    assert (head.gen, parked(tmp_path / "desk")) == (2, [(poison, "bad_envelope")])
    assert len(list(store.reader.all_events())) == 3


def write_behind(profile: Path, before: LedgerEvent, *, body: str) -> str:
    """Insert an event as another program may, past all checks; return its id."""
    row = {name: getattr(before, name) for name in COLUMNS if name not in {"body", "extra"}}
    row |= {"event_id": f"{before.event_id[:-1]}0", "seq": before.seq + 1, "kind": "future.kind", "hash": "f" * 64}
    if row["event_id"] == before.event_id:
        row["event_id"] = f"{before.event_id[:-1]}1"
    row |= {"prev_hash": before.hash, "body": body, "extra": None}
    with sqlite3.connect(profile / "desk.sqlite") as connection:
        marks = ", ".join("?" for _ in COLUMNS)
        connection.execute(f"INSERT INTO event VALUES ({marks})", [row[name] for name in COLUMNS])  # noqa: S608
    connection.close()
    return str(row["event_id"])


def sync(store: DeskStore, server: ServerProcess, db_url: str) -> int:
    """Sync once and return how far the base is."""
    token = enroll(server.url, create_enroll_code(db_url).code, store.device_id(), "Studio 1", "0.1.0").token
    client = HttpBaseClient(server.url, lambda: token)
    engine = SyncEngine(store.outbox, store.inbox, client, app_version="0.1.0", parked=store.parked)
    try:
        assert engine.run_once().pending == 0
    finally:
        engine.close()
    return store.outbox.head().acked_through


def parked(profile: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(profile / "desk.sqlite")
    found = connection.execute("SELECT event_id, code FROM parked_event").fetchall()
    connection.close()
    return found
