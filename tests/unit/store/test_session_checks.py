# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which sessions the base is asked about, and what the list of sessions says after it answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.contract.protocol import CheckStatus, SessionTotals, VerifyResponse
from app.domain.ports import BaseStanding
from app.domain.sync import SyncEngine
from app.server.app import create_app
from app.server.settings import ServerSettings
from app.store.open_store import DeskStore
from tests.helpers.base_client import LOCAL, client_for, enrolled_token
from tests.helpers.ledger import Evening, append_all, open_at


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DeskStore]:
    opened = open_at(tmp_path / "desk")
    yield opened
    opened.close()


@pytest.fixture
def evening(store: DeskStore) -> Evening:
    made = Evening()
    sales = [made.sale(units=n) for n in (1, 2, 3)]
    append_all(store, [made.opening, *sales, made.void(sales[1].event_id)])
    return made


def standing(store: DeskStore) -> BaseStanding:
    return store.reader.sessions()[0].standing


def test_a_session_goes_from_open_to_verified(store: DeskStore, evening: Evening) -> None:
    assert (standing(store), store.checks.due(9)) == (BaseStanding.OPEN, ())
    append_all(store, [evening.close()])
    assert (standing(store), store.checks.due(9)) == (BaseStanding.CLOSED, ())
    store.outbox.acknowledge(server_epoch="e", through=5)
    assert (standing(store), store.checks.due(9)) == (BaseStanding.CLOSED, ())
    store.outbox.acknowledge(server_epoch="e", through=6)
    assert standing(store) == BaseStanding.AT_BASE
    (claim,) = store.checks.due(9)
    asked = claim.request
    assert (claim.session_id, asked.gen, asked.last_seq, asked.count) == (evening.session_id, 1, 6, 6)
    assert asked.totals == SessionTotals(sales=2, units=4, total_fen=4 * 1_990)
    assert asked.chain_hash == store.reader.head().head_hash
    store.checks.record(claim, VerifyResponse(status=CheckStatus.VERIFIED, count=6, totals=asked.totals))
    assert (standing(store), store.checks.due(9)) == (BaseStanding.VERIFIED, ())


def test_an_event_after_the_close_takes_the_certificate_back(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.close()])
    store.outbox.acknowledge(server_epoch="e", through=6)
    (claim,) = store.checks.due(9)
    store.checks.record(claim, VerifyResponse(status=CheckStatus.VERIFIED, count=6, totals=claim.request.totals))
    append_all(store, [evening.sale()])
    assert (standing(store), store.checks.due(9)) == (BaseStanding.CLOSED, ())
    store.outbox.acknowledge(server_epoch="e", through=7)
    assert [claim.request.count for claim in store.checks.due(9)] == [7]


def test_a_session_that_is_not_verified_stays_due_with_its_answer(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.close()])
    store.outbox.acknowledge(server_epoch="e", through=6)
    (claim,) = store.checks.due(9)
    answer = VerifyResponse(
        status=CheckStatus.INCOMPLETE, missing=[(1, 2, 4)], count=3, totals=claim.request.totals, late=1
    )
    store.checks.record(claim, answer)
    assert store.reader.sessions()[0].answer == answer
    assert (standing(store), store.checks.due(9)) == (BaseStanding.INCOMPLETE, (claim,))


def test_store_engine_and_base_agree_about_an_evening(store: DeskStore, evening: Evening, tmp_path: Path) -> None:
    append_all(store, [evening.close()])
    db_url = f"sqlite:///{tmp_path}/base.sqlite"
    with TestClient(create_app(ServerSettings(db_url)), base_url=LOCAL) as base:
        client = client_for(base, enrolled_token(base, db_url, store.device_id()))
        engine = SyncEngine(store.outbox, store.inbox, client, app_version="0.1.0", checks=store.checks)
        assert engine.run_once().checked == 1
        engine.close()
    assert standing(store) == BaseStanding.VERIFIED
