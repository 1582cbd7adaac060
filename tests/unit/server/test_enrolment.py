# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Codes, tokens, revocation and the protocol's version."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.contract.events import GENESIS_HASH
from app.contract.ids import new_id
from app.contract.protocol import TokenScope
from app.server.admin import create_enroll_code, list_devices, revoke_device
from app.server.app import create_app
from app.server.auth import speaks
from app.server.database import Database
from app.server.routers.sync import router
from app.server.settings import ServerSettings
from app.server.tables import DEVICE, DEVICE_TOKEN, ENROLL_CODE
from app.server.tokens import fold_code, mint_device_token
from tests.helpers.base_client import LOCAL, enrolled_token
from tests.helpers.clock import FixedClock
from tests.helpers.ledger import Evening
from tests.unit.server.test_push import PushingDesk

HELLO = {"app_version": "0.1.0", "gen": 1, "last_seq": 0, "acked_through": 0, "head_hash": GENESIS_HASH}


def enroll(base: TestClient, code: str, device_id: str | None = None, **more: str) -> Any:
    body = more | {
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


def test_each_call_of_the_protocol_asks_for_the_version(base: TestClient) -> None:
    routes = [route for route in router.routes if isinstance(route, APIRoute)]
    protocol = [(method, route.path) for route in routes for method in route.methods]
    assert len(protocol) >= 10
    for method, path in protocol:
        answer = base.request(method, path, headers={"Sync-Proto": "99", "Authorization": "Bearer x"})
        assert answer.status_code == 426, path
        told = answer.json()
        assert (told["code"], told["proto_min"], told["proto_max"]) == ("upgrade_required", 1, 1)


@pytest.mark.parametrize(("version", "good"), [("0", False), ("1", True), ("2", True), ("3", True), ("4", False)])
def test_two_versions_back_are_still_spoken(version: str, good: bool) -> None:
    assert speaks(version, oldest=1, newest=3) is good


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


def enrolled(base: TestClient, db_url: str, clock: FixedClock, device_id: str | None = None, **more: str) -> Any:
    return enroll(base, create_enroll_code(db_url, clock=clock).code, device_id, **more)


def test_a_new_profile_goes_on_as_the_removed_device_that_it_names(
    base: TestClient, db_url: str, clock: FixedClock
) -> None:
    desk, evening = PushingDesk(base, db_url), Evening()
    desk.outbox.append_all([evening.opening, evening.sale()])
    desk.send(1, 2)
    former = desk.outbox.device_id
    revoke_device(db_url, former, clock=clock)
    answer = enrolled(base, db_url, clock, previous_device_id=former).json()
    assert answer["device_id"] == former
    stands = hello(base, answer["token"]).json()
    assert (stands["acked_through"], stands["token_state"]) == (2, "active")
    assert hello(base, desk.token).json()["code"] == "token_invalid"
    assert len(list_devices(db_url)) == 1


def test_a_device_at_work_is_not_taken_over_and_the_code_stays_good(
    base: TestClient, code: str, db_url: str, clock: FixedClock
) -> None:
    at_work = enrolled(base, db_url, clock).json()
    answer = enroll(base, code, previous_device_id=at_work["device_id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "device_exists")
    assert hello(base, at_work["token"]).status_code == 200
    revoke_device(db_url, at_work["device_id"], clock=clock)
    assert enroll(base, code, previous_device_id=at_work["device_id"]).json()["device_id"] == at_work["device_id"]


@pytest.mark.parametrize("former", [new_id(), "", "nonsense", "a\x00b"])
def test_a_former_id_that_this_base_does_not_have_makes_a_new_device(
    base: TestClient, db_url: str, clock: FixedClock, former: str
) -> None:
    device_id = new_id()
    assert enrolled(base, db_url, clock, device_id, previous_device_id=former).json()["device_id"] == device_id


def test_a_known_profile_keeps_its_own_ledger_whatever_former_id_it_names(
    base: TestClient, db_url: str, clock: FixedClock
) -> None:
    other = enrolled(base, db_url, clock).json()["device_id"]
    revoke_device(db_url, other, clock=clock)
    own = enrolled(base, db_url, clock).json()["device_id"]
    assert enrolled(base, db_url, clock, own, previous_device_id=other).json()["device_id"] == own
    assert [device.state for device in list_devices(db_url, clock=clock)].count("draining") == 1


def test_an_ordinary_code_makes_no_technician_of_a_technicians_pc(
    base: TestClient, db_url: str, clock: FixedClock
) -> None:
    device_id = new_id()
    code = create_enroll_code(db_url, scope=TokenScope.TECHNICIAN, clock=clock).code
    first = enroll(base, code, device_id).json()
    assert (first["scope"], hello(base, first["token"]).json()["scope"]) == ("technician", "technician")
    again = enrolled(base, db_url, clock, device_id).json()
    assert (again["scope"], hello(base, again["token"]).json()["scope"]) == ("desk", "desk")


def test_a_lost_database_does_not_make_other_tokens_look_known(base: TestClient, code: str, db_url: str) -> None:
    """Only the base's own token, whole, is told that its device is gone."""
    answer = enroll(base, code).json()
    token, device_id = answer["token"], answer["device_id"]
    database = Database(db_url)
    with database.write() as connection:
        connection.execute(DEVICE_TOKEN.delete())
    assert hello(base, token).json()["code"] == "token_invalid"
    with database.write() as connection:
        connection.execute(DEVICE.delete())
    database.close()
    lost = hello(base, token)
    assert (lost.status_code, lost.json()["code"]) == (404, "unknown_device")
    secret, named, proof = token.split(".")
    for forged in (
        f"{secret}.{named}",
        f"{secret[:-1]}.{named}.{proof}",
        f"{secret}.{named}.{proof[:-1]}",
        f"{secret}.{named}.",
        f"..{proof}",
        device_id,
        mint_device_token(device_id, "another base's key"),
    ):
        refused = hello(base, forged)
        assert (refused.status_code, refused.json()["code"]) == (401, "token_invalid")


def test_a_base_put_back_from_before_the_enrolment_asks_for_it_again_and_gets_all(tmp_path: Path) -> None:
    path = tmp_path / "base.sqlite"
    db_url = f"sqlite:///{path}"
    with TestClient(create_app(ServerSettings(db_url)), base_url=LOCAL):
        pass
    backup = path.read_bytes()
    with TestClient(create_app(ServerSettings(db_url)), base_url=LOCAL) as base:
        desk, evening = PushingDesk(base, db_url), Evening()
        desk.outbox.append_all([evening.opening, evening.sale()])
        desk.send(1, 2)
    for leftover in tmp_path.glob("base.sqlite*"):
        leftover.unlink()
    path.write_bytes(backup)
    with TestClient(create_app(ServerSettings(db_url)), base_url=LOCAL) as base:
        desk.base = base
        assert desk.send(1, 2).json()["code"] == "unknown_device"
        desk.token = enrolled_token(base, db_url, desk.outbox.device_id)
        assert desk.hello()["acked_through"] == 0
        assert desk.send(1, 2).json()["applied"] == 2


def test_two_pcs_that_enrol_the_same_new_profile_at_once_are_one_device(
    base: TestClient, db_url: str, clock: FixedClock
) -> None:
    device_id = new_id()
    codes = [create_enroll_code(db_url, clock=clock).code for _ in range(6)]
    with ThreadPoolExecutor(6, thread_name_prefix="enroll") as pool:
        answers = list(pool.map(lambda code: enroll(base, code, device_id), codes))
    assert [answer.status_code for answer in answers] == [200] * 6
    good = [answer for answer in answers if hello(base, answer.json()["token"]).status_code == 200]
    assert len(good) == 1
    assert len(list_devices(db_url)) == 1
