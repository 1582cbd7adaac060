# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies are bounded before anything is unpacked or parsed."""

import asyncio
import gzip
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient

from app.server.body_limit import MAX_BODY_BYTES, BodyLimit


def post(base: TestClient, body: bytes | Iterator[bytes], **headers: str) -> tuple[int, str]:
    answer = base.post("/v1/enroll", content=body, headers={name.replace("_", "-"): v for name, v in headers.items()})
    return answer.status_code, answer.json()["code"]


def test_a_body_over_the_limit_is_refused(base: TestClient) -> None:
    assert post(base, b" " * (MAX_BODY_BYTES + 1)) == (413, "too_large")


def test_a_body_that_does_not_tell_its_length_is_counted(base: TestClient) -> None:
    assert post(base, iter([b" " * 100_000] * 20)) == (413, "too_large")


def test_a_gzip_bomb_is_not_unpacked(base: TestClient) -> None:
    bomb = gzip.compress(b"0" * 200_000_000, compresslevel=9)
    assert len(bomb) < 300_000
    assert post(base, bomb, content_encoding="gzip") == (413, "too_large")


def test_a_packed_body_is_read(base: TestClient) -> None:
    assert post(base, gzip.compress(b"{}"), content_encoding="gzip") == (422, "bad_envelope")


@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"{}" * 5_000)[:-9], zlib.compress(b"{}")])
def test_a_damaged_gzip_body_is_a_bad_envelope(base: TestClient, body: bytes) -> None:
    assert post(base, body, content_encoding="gzip") == (400, "bad_envelope")


def test_an_unknown_encoding_is_refused(base: TestClient) -> None:
    assert post(base, b"{}", content_encoding="br") == (415, "bad_envelope")


async def one_after_another(count: int, size: int, altogether: int) -> list[int]:
    """Send ``count`` bodies that are all held at once, and return the answers' status codes."""
    started, go_on = asyncio.Semaphore(0), asyncio.Event()
    statuses: list[int] = []

    async def application(_scope: Any, receive: Any, send: Any) -> None:
        await receive()
        started.release()
        await go_on.wait()
        await PlainTextResponse("ok")({"type": "http"}, receive, send)

    async def request() -> None:
        async def receive() -> Any:
            return {"type": "http.request", "body": b" " * size}

        async def send(message: Any) -> None:
            if "status" in message:
                statuses.append(message["status"])
                started.release()

        await limit({"type": "http", "method": "POST", "headers": []}, receive, send)

    limit = BodyLimit(application, altogether=altogether)
    async with asyncio.TaskGroup() as group:
        for _ in range(count):
            group.create_task(request())
            await started.acquire()
        go_on.set()
    await asyncio.wait_for(request(), 5)
    return statuses


def test_all_bodies_together_are_bounded_and_the_room_is_given_back() -> None:
    assert asyncio.run(one_after_another(5, 1_000, 3_500)) == [503, 503, 200, 200, 200, 200]


def test_an_unknown_path_is_a_problem_document(base: TestClient) -> None:
    answer = base.get("/v1/nothing")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
