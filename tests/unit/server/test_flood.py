# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real base under a flood: it turns it away, its memory stays bounded, and other desks go on."""

import gzip
import http.client
import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.adapters.base.client import HttpBaseClient
from app.adapters.base.enroll import enroll
from app.contract.events import GENESIS_HASH
from app.contract.ids import new_id
from app.contract.protocol import HelloRequest
from app.server.admin import create_enroll_code
from tests.helpers.server_process import ServerProcess
from tests.helpers.until import until

MIB = 1_048_576
GROWTH_BYTES = 48 * MIB
HELLO = HelloRequest(app_version="0.1.0", gen=1, last_seq=0, acked_through=0, head_hash=GENESIS_HASH)


class Flooded:
    """A running base, and raw requests to it."""

    def __init__(self, server: ServerProcess, db_url: str) -> None:
        self.server = server
        self.db_url = db_url
        self.token = self.new_token()
        self.before = self.peak_bytes()

    def new_token(self) -> str:
        return enroll(self.server.url, create_enroll_code(self.db_url).code, new_id(), "PC", "0.1.0").token

    def peak_bytes(self) -> int:
        """Return the most memory that the server ever had at once."""
        status = Path(f"/proc/{self.server.pid}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) * 1_024

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Sync-Proto": "1"}

    def post(self, body: bytes | Iterator[bytes], **more: str) -> int:
        """Post to ``/v1/push`` on a new connection and return the status."""
        where = urlsplit(self.server.url)
        with closing(http.client.HTTPConnection(where.hostname or "", where.port, timeout=30)) as connection:
            headers = self.headers() | {name.replace("_", "-"): value for name, value in more.items()}
            with suppress(BrokenPipeError, ConnectionResetError):  # answered and closed before all was sent
                connection.request("POST", "/v1/push", body, headers, encode_chunked=not isinstance(body, bytes))
            return connection.getresponse().status

    def another_desk_is_served(self) -> bool:
        token = self.new_token()
        client = HttpBaseClient(self.server.url, lambda: token)
        try:
            return client.hello(HELLO).token_state == "active"
        finally:
            client.close()


@pytest.fixture
def flooded(tmp_path: Path) -> Iterator[Flooded]:
    db_url = f"sqlite:///{tmp_path}/base.sqlite"
    with ServerProcess(db_url) as server:
        yield Flooded(server, db_url)


def test_thousands_of_requests_of_one_device_are_turned_away(flooded: Flooded) -> None:
    body = b" " * 200_000
    with ThreadPoolExecutor(16, thread_name_prefix="flood") as pool:
        statuses = Counter(pool.map(lambda _number: flooded.post(body), range(3_000)))
        assert flooded.another_desk_is_served()
    assert set(statuses) == {400, 429}
    assert statuses[429] > 1_000
    assert flooded.peak_bytes() - flooded.before < GROWTH_BYTES


def test_bombs_of_gzip_are_not_unpacked(flooded: Flooded) -> None:
    bomb = gzip.compress(bytes(256 * MIB), compresslevel=9)
    with ThreadPoolExecutor(8, thread_name_prefix="bomb") as pool:
        statuses = Counter(pool.map(lambda _number: flooded.post(bomb, content_encoding="gzip"), range(40)))
    assert statuses == {413: 40}
    assert flooded.another_desk_is_served()
    assert flooded.peak_bytes() - flooded.before < GROWTH_BYTES


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "chunked"])
def test_a_body_of_a_gigabyte_is_not_taken_in(flooded: Flooded, declared: bool) -> None:
    chunks = (bytes(MIB) for _ in range(1_024))
    length = {"Content_Length": str(1_024 * MIB)} if declared else {"Transfer_Encoding": "chunked"}
    assert flooded.post(chunks, **length) == 413
    assert flooded.another_desk_is_served()
    assert flooded.peak_bytes() - flooded.before < GROWTH_BYTES


def test_bodies_that_never_end_hold_only_their_own_device_up(flooded: Flooded) -> None:
    where = urlsplit(flooded.server.url)
    head = (
        f"POST /v1/push HTTP/1.1\r\nHost: {where.netloc}\r\nAuthorization: Bearer {flooded.token}\r\n"
        "Sync-Proto: 1\r\nContent-Length: 1000000\r\n\r\n"
    )
    waiting = [socket.create_connection((where.hostname or "", where.port or 0), timeout=30) for _ in range(8)]
    try:
        for connection in waiting:
            connection.sendall(head.encode() + bytes(900_000))
        assert flooded.another_desk_is_served()
        until(lambda: flooded.post(b"{}") == 429, "the device is told to wait")
    finally:
        for connection in waiting:
            connection.close()
    until(lambda: flooded.post(b"{}") == 422, "the device is served again")
