# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An event of a newer desk is parked raw, and counts once this server was upgraded and started again."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.contract.events import BODY_MODELS, EventKind
from app.server import projections, replay
from app.server.app import create_app
from app.server.database import Database
from app.server.settings import ServerSettings
from app.server.tables import QUARANTINE, REFUND
from tests.helpers.base_client import LOCAL
from tests.helpers.clock import FixedClock
from tests.helpers.ledger import Evening
from tests.unit.server.test_pages import push, rows

OLDER = {kind: model for kind, model in BODY_MODELS.items() if kind != EventKind.SALE_REFUND}


def _counts(db_url: str) -> tuple[int, int]:
    database = Database(db_url)
    with database.read() as connection:
        parked = connection.execute(select(func.count()).select_from(QUARANTINE)).scalar_one()
        refunds = connection.execute(select(func.count()).select_from(REFUND)).scalar_one()
    database.close()
    return parked, refunds


def _start(db_url: str) -> TestClient:
    return TestClient(create_app(ServerSettings(db_url), clock=FixedClock()), base_url=LOCAL)


def test_what_a_newer_desk_sent_counts_after_the_upgrade(db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    evening = Evening()
    with monkeypatch.context() as older:
        older.setattr(projections, "BODY_MODELS", OLDER)
        older.setattr(replay, "BODY_MODELS", OLDER)
        with _start(db_url) as base:
            push(base, db_url, [evening.opening, evening.sale(units=3, price_fen=500), evening.refund(price_fen=500)])
        assert _counts(db_url) == (1, 0)
        with _start(db_url):
            assert _counts(db_url) == (1, 0)
    with _start(db_url) as base:
        assert rows(base.get("/", params={"lang": "en"}).text)[1].endswith("1 3 15.00 元 − 1 refunded, 5.00 元")
    assert _counts(db_url) == (0, 1)


def test_what_still_cannot_be_read_stays_parked(db_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    evening = Evening()
    with _start(db_url) as base, monkeypatch.context() as newer:
        newer.setattr("app.domain.ledger_chain.EVENT_SCHEMA_VERSION", 9)
        push(base, db_url, [evening.opening, evening.refund()])
    with _start(db_url):
        assert _counts(db_url) == (2, 0)
    with monkeypatch.context() as upgraded:
        upgraded.setattr(projections, "EVENT_SCHEMA_VERSION", 9)
        with _start(db_url):
            assert _counts(db_url) == (0, 1)
