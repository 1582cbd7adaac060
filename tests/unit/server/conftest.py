# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every test of the server runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.server.app import create_app
from app.server.settings import ServerSettings
from tests.helpers.base_client import LOCAL
from tests.helpers.clock import FixedClock
from tests.helpers.postgres import PostgresCluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresCluster]:
    with PostgresCluster() as cluster:
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def db_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        cluster: PostgresCluster = request.getfixturevalue("postgres")
        return cluster.new_database()
    return f"sqlite:///{tmp_path}/base.sqlite"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def base(db_url: str, clock: FixedClock) -> Iterator[TestClient]:
    with TestClient(create_app(ServerSettings(db_url), clock=clock), base_url=LOCAL) as client:
        yield client
