# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema steps, readiness, and what happens while the database is away."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import inspect, text

from app.contract.events import GENESIS_HASH
from app.contract.ids import new_id
from app.server.app import create_app
from app.server.database import Database, DatabaseUrlError, journal_mode
from app.server.migrations import HEAD, STEPS, SchemaTooNewError, schema_version
from app.server.settings import ServerSettings
from app.server.tables import METADATA
from app.server.tokens import digest
from tests.helpers.base_client import LOCAL
from tests.helpers.clock import FixedClock
from tests.unit.server.test_enrolment import hello


def test_the_steps_make_exactly_the_declared_tables(db_url: str) -> None:
    database = Database.open(db_url)
    found = inspect(database.engine)
    for table in METADATA.tables.values():
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert columns == {column.name: bool(column.nullable) for column in table.columns}
        assert {index["name"] for index in found.get_indexes(table.name) if not index.get("duplicates_constraint")} == {
            index.name for index in table.indexes
        }
    database.close()


def opened_epoch(db_url: str) -> str:
    database = Database.open(db_url)
    with database.read() as connection:
        assert schema_version(connection) == HEAD
        epoch = connection.execute(text("SELECT epoch FROM server_state")).scalar_one()
    database.close()
    return str(epoch)


def test_opening_twice_changes_nothing(db_url: str) -> None:
    assert opened_epoch(db_url) == opened_epoch(db_url)


def test_a_database_of_an_earlier_server_goes_on_with_its_devices(db_url: str) -> None:
    """Made by the first four steps: its tokens go on, as those of desks, and new ones carry the base's proof."""
    token, device_id = "a token of the earlier kind", new_id()
    database = Database(db_url)
    with database.write() as connection:
        connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY)"))
        for number, step in enumerate(STEPS[:4], start=1):
            for statement in step:
                connection.execute(text(statement))
            connection.execute(text("INSERT INTO schema_version (version) VALUES (:number)"), {"number": number})
        connection.execute(text("INSERT INTO server_state (id, epoch, change_seq) VALUES (1, 'e', 0)"))
        connection.execute(
            text("INSERT INTO device VALUES (:id, 'PC', '', '', 1, 0, :hash, '2026-11-01', '2026-11-01', NULL)"),
            {"id": device_id, "hash": GENESIS_HASH},
        )
        connection.execute(
            text("INSERT INTO device_token VALUES (:hash, :id, '2026-11-01')"),
            {"hash": digest(token), "id": device_id},
        )
    database.close()
    with TestClient(create_app(ServerSettings(db_url), clock=FixedClock()), base_url=LOCAL) as base:
        answer = hello(base, token).json()
        assert (answer["server_epoch"], answer["scope"]) == ("e", "desk")
        new = base.post("/v1/token/rotate", headers={"Authorization": f"Bearer {token}", "Sync-Proto": "1"}).json()
        assert hello(base, new["token"]).status_code == 200
        assert hello(base, token).status_code == 401


def test_a_new_database_may_be_opened_from_many_sides_at_once(db_url: str) -> None:
    with ThreadPoolExecutor(6, thread_name_prefix="opener") as pool:
        epochs = list(pool.map(lambda _number: opened_epoch(db_url), range(6)))
    assert len(set(epochs)) == 1


def test_a_database_of_a_newer_server_is_left_alone(db_url: str) -> None:
    database = Database.open(db_url)
    with database.write() as connection:
        connection.execute(text("INSERT INTO schema_version (version) VALUES (99)"))
    database.close()
    with pytest.raises(SchemaTooNewError, match="99"):
        create_app(ServerSettings(db_url))


def test_a_ready_base_says_so(base: TestClient) -> None:
    assert (base.get("/healthz").status_code, base.get("/readyz").json()) == (200, {"status": "ready"})


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://x/y", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_cannot_keep_data_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUrlError):
        Database(url)


def test_a_password_in_the_address_shows_nowhere() -> None:
    assert "hunter2" not in repr(ServerSettings("postgresql+psycopg://u:hunter2@h/n"))
    with pytest.raises(DatabaseUrlError) as refused:
        Database("mysql://u:hunter2@h/n")
    assert "hunter2" not in str(refused.value)


@pytest.mark.expected_log("database not available")
def test_a_database_that_is_away_means_try_again(tmp_path: Path) -> None:
    app = create_app(ServerSettings(f"sqlite:///{tmp_path}/base.sqlite"))
    with TestClient(app, base_url=LOCAL) as base:
        database: Database = app.state.services.database
        with database.write() as connection:
            connection.execute(text("ALTER TABLE device_token RENAME TO elsewhere"))
        answer = base.get("/v1/snapshot", headers={"Authorization": "Bearer t", "Sync-Proto": "1"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "TRUNCATE"),
        ((3, 53, 0), "WAL"),
    ],
)
def test_wal_is_used_only_where_it_loses_no_commit(version: tuple[int, int, int], mode: str) -> None:
    assert journal_mode(version) == mode
