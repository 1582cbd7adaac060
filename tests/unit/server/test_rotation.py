# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A token is replaced without a moment in which none is good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.contract.protocol import TokenScope
from app.server.admin import create_enroll_code, revoke_device
from app.server.database import Database
from app.server.tables import DEVICE_TOKEN
from tests.helpers.clock import FixedClock
from tests.unit.server.test_enrolment import enroll, hello


@pytest.fixture
def device(base: TestClient, db_url: str, clock: FixedClock) -> dict[str, str]:
    return dict(enroll(base, create_enroll_code(db_url, clock=clock).code).json())


def rotate(base: TestClient, token: str) -> Any:
    return base.post("/v1/token/rotate", headers={"Authorization": f"Bearer {token}", "Sync-Proto": "1"})


def stored(db_url: str) -> list[Any]:
    database = Database(db_url)
    with database.read() as connection:
        rows = connection.execute(select(DEVICE_TOKEN)).all()
    database.close()
    return list(rows)


def test_both_tokens_are_good_until_the_new_one_is_used(base: TestClient, device: dict[str, str]) -> None:
    old = device["token"]
    new = rotate(base, old).json()["token"]
    assert new != old
    assert [hello(base, old).status_code for _ in range(2)] == [200, 200]
    assert hello(base, new).status_code == 200
    refused = hello(base, old)
    assert (refused.status_code, refused.json()["code"]) == (401, "token_invalid")
    assert hello(base, new).status_code == 200


def test_a_token_is_due_after_ninety_days_and_goes_on_working(
    base: TestClient, device: dict[str, str], clock: FixedClock
) -> None:
    clock.advance(timedelta(days=90).total_seconds() - 1)
    assert hello(base, device["token"]).json()["token_state"] == "active"
    clock.advance(1)
    assert hello(base, device["token"]).json()["token_state"] == "rotate_due"
    clock.advance(timedelta(days=300).total_seconds())
    assert hello(base, device["token"]).json()["token_state"] == "rotate_due"
    new = rotate(base, device["token"]).json()["token"]
    assert hello(base, new).json()["token_state"] == "active"


def test_a_lost_answer_costs_nothing(base: TestClient, device: dict[str, str], db_url: str) -> None:
    """Whichever answer arrived may be used; the others end with the old one."""
    first, second = (rotate(base, device["token"]).json()["token"] for _ in range(2))
    assert hello(base, first).status_code == 200
    assert [hello(base, token).status_code for token in (second, device["token"])] == [401, 401]
    assert len(stored(db_url)) == 1


def test_unused_tokens_do_not_pile_up(base: TestClient, device: dict[str, str], db_url: str) -> None:
    tokens = [rotate(base, device["token"]).json()["token"] for _ in range(20)]
    assert len(stored(db_url)) == 5
    assert hello(base, tokens[-1]).status_code == 200


def test_a_token_has_256_random_bits_and_only_its_digest_is_stored(
    base: TestClient, device: dict[str, str], db_url: str
) -> None:
    token = rotate(base, device["token"]).json()["token"]
    assert len(token.partition(".")[0]) == 43
    text = str(stored(db_url))
    assert token not in text
    assert token.partition(".")[0] not in text


def test_the_next_token_has_the_same_scope(base: TestClient, db_url: str, clock: FixedClock) -> None:
    code = create_enroll_code(db_url, scope=TokenScope.TECHNICIAN, clock=clock).code
    new = rotate(base, enroll(base, code).json()["token"]).json()["token"]
    assert hello(base, new).json()["scope"] == "technician"


def test_a_removed_device_gets_no_new_token(
    base: TestClient, device: dict[str, str], db_url: str, clock: FixedClock
) -> None:
    new = rotate(base, device["token"]).json()["token"]
    revoke_device(db_url, device["device_id"], clock=clock)
    assert rotate(base, device["token"]).json()["code"] == "scope"
    assert hello(base, new).json()["token_state"] == "draining"
    clock.advance(timedelta(days=15).total_seconds())
    assert rotate(base, new).json()["code"] == "token_revoked"


def test_enrolling_again_ends_tokens_that_wait_for_their_first_use(
    base: TestClient, device: dict[str, str], db_url: str, clock: FixedClock
) -> None:
    waiting = rotate(base, device["token"]).json()["token"]
    again = enroll(base, create_enroll_code(db_url, clock=clock).code, device["device_id"]).json()["token"]
    assert [hello(base, token).status_code for token in (device["token"], waiting, again)] == [401, 401, 200]


def test_of_tokens_used_for_the_first_time_at_once_one_is_left(
    base: TestClient, device: dict[str, str], db_url: str
) -> None:
    tokens = [rotate(base, device["token"]).json()["token"] for _ in range(4)]
    with ThreadPoolExecutor(4, thread_name_prefix="first-use") as pool:
        answers = list(pool.map(lambda token: hello(base, token).status_code, tokens))
    assert answers.count(200) >= 1
    assert set(answers) <= {200, 401}
    assert [row.unused for row in stored(db_url)] == [False]
    assert [hello(base, token).status_code for token in tokens].count(200) == 1
