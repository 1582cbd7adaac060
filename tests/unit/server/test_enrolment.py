# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Codes, tokens, revocation and the protocol's version."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.contract.events import GENESIS_HASH
from app.contract.ids import new_id
from app.server.admin import create_enroll_code, list_devices, revoke_device
from app.server.database import Database
from app.server.tables import DEVICE_TOKEN, ENROLL_CODE
from app.server.tokens import fold_code
from tests.helpers.clock import FixedClock

HELLO = {"app_version": "0.1.0", "gen": 1, "last_seq": 0, "acked_through": 0, "head_hash": GENESIS_HASH}


def enroll(base: TestClient, code: str, device_id: str | None = None) -> Any:
    body = {
        "code": code,
        "device_id": device_id or new_id(),
        "device_name": "Studio 1",
        "platform": "test",
        "app_version": "0.1.0",
    }
    return base.post("/v1/enroll", json=body)


def hello(base: TestClient, token: str, **headers: str) -> Any:
    return base.post("/v1/hello", json=HELLO, headers={"Authorization": f"Bearer {token}", "Sync-Proto": "1"} | headers)


@pytest.fixture
def code(base: TestClient, db_url: str, clock: FixedClock) -> str:
    return create_enroll_code(db_url, clock=clock).code


def test_a_code_is_traded_for_a_token_that_opens_the_protocol(base: TestClient, code: str) -> None:
    answer = enroll(base, code).json()
    assert hello(base, answer["token"]).json()["server_epoch"] == answer["server_epoch"]


def test_a_code_works_as_people_type_it(base: TestClient, code: str) -> None:
    assert enroll(base, f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} ").status_code == 200


def test_a_code_works_once(base: TestClient, code: str) -> None:
    enroll(base, code)
    answer = enroll(base, code)
    assert (answer.status_code, answer.json()["code"]) == (403, "enroll_code_invalid")


def test_a_code_ends_after_ten_minutes(base: TestClient, code: str, clock: FixedClock) -> None:
    clock.advance(600)
    assert enroll(base, code).json()["code"] == "enroll_code_invalid"


def test_a_code_has_at_least_forty_bits(code: str) -> None:
    assert 5 * len(fold_code(code)) >= 40


def test_guessing_is_slowed_down_and_opens_again(base: TestClient, code: str, clock: FixedClock) -> None:
    for _ in range(10):
        assert enroll(base, "WRONG-WRONG").status_code == 403
    answer = enroll(base, code)
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (429, "rate_limited", "60")
    clock.advance(61)
    assert enroll(base, code).status_code == 200


def test_only_digests_of_secrets_are_stored(base: TestClient, code: str, db_url: str) -> None:
    token = enroll(base, code).json()["token"]
    database = Database(db_url)
    with database.read() as connection:
        rows = str([connection.execute(select(table)).all() for table in (DEVICE_TOKEN, ENROLL_CODE)])
    database.close()
    assert len(token) >= 43
    assert token not in rows
    assert code not in rows
    assert fold_code(code) not in rows


def test_a_known_device_gets_a_new_token_and_the_old_one_ends(base: TestClient, db_url: str, clock: FixedClock) -> None:
    device_id = new_id()
    tokens = [enroll(base, create_enroll_code(db_url, clock=clock).code, device_id).json()["token"] for _ in range(2)]
    assert hello(base, tokens[1]).status_code == 200
    answer = hello(base, tokens[0])
    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")
    assert [device.device_id for device in list_devices(db_url)] == [device_id]


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Basic d3Jvbmc6d3Jvbmc="])
def test_without_a_known_token_nothing_opens(base: TestClient, header: str) -> None:
    for call in (base.post, base.get):
        path = "/v1/push" if call == base.post else "/v1/snapshot"
        answer = call(path, headers={"Authorization": header, "Sync-Proto": "1"})
        assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")


@pytest.mark.parametrize("version", ["", "0", "2", "one"])
def test_another_protocol_version_is_told_to_upgrade(base: TestClient, code: str, version: str) -> None:
    token = enroll(base, code).json()["token"]
    answer = hello(base, token, **{"Sync-Proto": version})
    assert (answer.status_code, answer.json()["code"]) == (426, "upgrade_required")


def test_a_removed_device_may_only_bring_in_its_events_and_only_for_a_while(
    base: TestClient, code: str, db_url: str, clock: FixedClock
) -> None:
    answer = enroll(base, code).json()
    headers = {"Authorization": f"Bearer {answer['token']}", "Sync-Proto": "1"}
    assert revoke_device(db_url, answer["device_id"], clock=clock)
    assert hello(base, answer["token"]).json()["token_state"] == "draining"
    assert base.get("/v1/snapshot", headers=headers).json()["code"] == "scope"
    clock.advance(timedelta(days=15).total_seconds())
    refused = hello(base, answer["token"])
    assert (refused.status_code, refused.json()["code"]) == (401, "token_revoked")
    assert list_devices(db_url, clock=clock)[0].state == "revoked"


def test_a_removed_device_can_enrol_again(base: TestClient, code: str, db_url: str, clock: FixedClock) -> None:
    device_id = enroll(base, code).json()["device_id"]
    revoke_device(db_url, device_id, drain_days=0, clock=clock)
    token = enroll(base, create_enroll_code(db_url, clock=clock).code, device_id).json()["token"]
    assert hello(base, token).json()["token_state"] == "active"


def test_revoking_an_unknown_device_says_so(base: TestClient, db_url: str) -> None:
    assert not revoke_device(db_url, new_id())


def test_the_device_list_tells_when_a_desk_was_last_seen(
    base: TestClient, code: str, db_url: str, clock: FixedClock
) -> None:
    token = enroll(base, code).json()["token"]
    clock.advance(3_600)
    hello(base, token)
    assert list_devices(db_url)[0].last_seen_at == clock.now().isoformat(timespec="microseconds")
