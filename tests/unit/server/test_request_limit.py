# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One device that asks without end is turned away; two hundred that work are not."""

import asyncio
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.server.rate_limit import BURST, PER_S, RequestLimit
from app.server.request_limit import TokenLimit
from tests.helpers.clock import FixedClock
from tests.unit.server.test_push import PushingDesk


@pytest.fixture
def limit(clock: FixedClock) -> RequestLimit:
    return RequestLimit(clock)


def ask(limit: RequestLimit, key: bytes) -> int:
    wait_s = limit.enter(key)
    if not wait_s:
        limit.leave(key)
    return wait_s


def test_a_burst_is_let_in_and_then_as_many_as_come_in_evenly(limit: RequestLimit, clock: FixedClock) -> None:
    assert [ask(limit, b"one") for _ in range(BURST)] == [0] * BURST
    assert ask(limit, b"one") == 1
    clock.advance(1)
    assert [ask(limit, b"one") for _ in range(int(PER_S) + 5)] == [0] * int(PER_S) + [1] * 5


def test_ten_thousand_requests_a_second_of_one_device_are_fifty(limit: RequestLimit, clock: FixedClock) -> None:
    served = 0
    for _ in range(10):
        for _ in range(10_000):
            served += not ask(limit, b"one")
        clock.advance(1)
    assert served == pytest.approx(BURST + 9 * PER_S, abs=1)


def test_two_hundred_desks_sync_all_evening_beside_it(limit: RequestLimit, clock: FixedClock) -> None:
    """Each desk says hello, pushes and pulls every three seconds; one brings in a backlog of 2,000 batches."""
    desks = [f"desk {number}".encode() for number in range(200)]
    for _ in range(20):
        for _ in range(600):
            ask(limit, b"mad")
        assert not any(ask(limit, desk) for desk in desks for _ in range(3))
        assert not any(ask(limit, b"backlog") for _ in range(100))
        clock.advance(3)


def test_few_requests_of_one_device_run_at_once(limit: RequestLimit) -> None:
    waits = [limit.enter(b"one") for _ in range(12)]
    assert waits == [0] * 8 + [1] * 4
    assert limit.enter(b"two") == 0
    limit.leave(b"one")
    assert [limit.enter(b"one"), limit.enter(b"one")] == [0, 1]


def test_devices_that_are_gone_take_no_memory(clock: FixedClock) -> None:
    limit = RequestLimit(clock, burst=1, keys=100)
    for number in range(1_000):
        ask(limit, str(number).encode())
    assert len(limit) == 100
    assert ask(limit, b"999") == 1
    assert ask(limit, b"0") == 0


def test_a_clock_that_stands_still_or_jumps_gives_no_more_than_a_burst(clock: FixedClock) -> None:
    limit = RequestLimit(clock, burst=3)
    clock.advance(1e9)
    assert [ask(limit, b"one") for _ in range(4)] == [0, 0, 0, 1]


def test_who_is_turned_away_is_told_when_to_come_again_and_others_are_served(base: TestClient, db_url: str) -> None:
    desk, other = PushingDesk(base, db_url), PushingDesk(base, db_url)
    answers = [base.get("/v1/snapshot", headers=desk.headers) for _ in range(BURST + 20)]
    refused = answers[-1]
    assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (429, "rate_limited", "1")
    assert refused.headers["content-type"] == "application/problem+json"
    assert {answer.status_code for answer in answers} == {200, 429}
    assert other.hello()["token_state"] == "active"
    assert base.get("/healthz").status_code == 200


def test_a_refused_request_is_not_read(clock: FixedClock) -> None:
    """Neither its body nor the application sees anything of it."""
    limit = RequestLimit(clock, burst=1)

    async def application(_scope: Any, _receive: Any, _send: Any) -> None:
        calls.append("application")

    async def receive() -> Any:
        calls.append("receive")
        return {"type": "http.request", "body": b"x"}

    async def send(message: Any) -> None:
        calls.append(message.get("status", message["type"]))

    calls: list[Any] = []
    scope = {"type": "http", "path": "/v1/push", "method": "POST", "headers": [(b"authorization", b"Bearer t")]}
    for _ in range(2):
        asyncio.run(TokenLimit(application, limit=limit)(scope, receive, send))
    assert calls == ["application", 429, "http.response.body"]
