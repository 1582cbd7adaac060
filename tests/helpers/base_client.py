# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desks and bases joined inside one process: ledgers in memory, requests without a network."""

from collections.abc import Callable, Iterable, Sequence

import httpx2
from fastapi.testclient import TestClient

from app.adapters.base.client import HttpBaseClient
from app.contract.events import GENESIS_HASH, LedgerEvent
from app.contract.ids import new_id
from app.contract.protocol import Change, EnrollRequest, TokenScope
from app.domain.drafts import EventDraft
from app.domain.ledger_chain import ChainHead, place, relink
from app.domain.ports import LedgerHead
from app.server.admin import create_enroll_code

LOCAL = "http://127.0.0.1"


class MemoryOutbox:
    """Implements Outbox over a list of chained events."""

    def __init__(self, device_id: str | None = None) -> None:
        self.device_id = device_id or new_id()
        self.gen = 1
        self.rows: list[LedgerEvent] = []
        self.older: dict[int, list[LedgerEvent]] = {}
        self.acked_through = 0
        self.server_epoch: str | None = None
        self.pull_cursor: str | None = None
        self.reasons: list[str] = []
        self.clock_offset_ms: int | None = None

    def append(self, draft: EventDraft) -> LedgerEvent:
        """Log one event."""
        head = ChainHead.after(self.rows[-1]) if self.rows else ChainHead.genesis(self.device_id, self.gen)
        self.rows.append(place(draft, head))
        return self.rows[-1]

    def append_all(self, drafts: Iterable[EventDraft]) -> None:
        """Log events in order."""
        for draft in drafts:
            self.append(draft)

    def head(self) -> LedgerHead:
        return LedgerHead(
            device_id=self.device_id,
            gen=self.gen,
            last_seq=len(self.rows),
            head_hash=self.rows[-1].hash if self.rows else GENESIS_HASH,
            acked_through=self.acked_through,
            server_epoch=self.server_epoch,
            pull_cursor=self.pull_cursor,
            head_session_id=self.rows[-1].session_id if self.rows else None,
        )

    def pending(self, after_seq: int, limit: int, *, gen: int | None = None) -> Sequence[LedgerEvent]:
        return self.of(gen)[after_seq : after_seq + limit]

    def acknowledge(self, *, server_epoch: str, through: int) -> None:
        self.acked_through = through
        self.server_epoch = server_epoch

    def note_clock(self, offset_ms: int) -> None:
        self.clock_offset_ms = offset_ms

    def hash_at(self, seq: int, *, gen: int | None = None) -> str | None:
        if seq == 0:
            return GENESIS_HASH
        rows = self.of(gen)
        return rows[seq - 1].hash if seq <= len(rows) else None

    def adopt_device(self, _device_id: str) -> LedgerHead:
        raise AssertionError("the engine never changes the device")

    def generation_reason(self, gen: int) -> str:
        return self.reasons[-1] if self.reasons and gen == self.gen else ""

    def of(self, gen: int | None) -> list[LedgerEvent]:
        return self.rows if gen in {None, self.gen} else self.older.get(gen, [])

    def open_generation(self, reason: str, *, above: int = 0) -> LedgerHead:
        self.reasons.append(reason)
        waiting = self.rows[self.acked_through :]
        self.older[self.gen] = self.rows[: self.acked_through]
        self.gen, self.acked_through, self.rows = max(self.gen, above) + 1, 0, []
        head = ChainHead.genesis(self.device_id, self.gen)
        for event in waiting:
            self.rows.append(relink(event, head))
            head = ChainHead.after(self.rows[-1])
        return self.head()


class MemoryInbox:
    """Implements ContentInbox; the cursor lives in the outbox's head, as in the real store."""

    def __init__(self, outbox: MemoryOutbox) -> None:
        self._outbox = outbox
        self.records: dict[tuple[str, str], Change] = {}

    def apply_changes(self, changes: Sequence[Change], *, cursor: str) -> None:
        for change in changes:
            self.records[change.type.value, change.id] = change
        self._outbox.pull_cursor = cursor

    def replace_all(self, records: Sequence[Change], *, server_epoch: str, cursor: str) -> None:
        self.records = {(record.type.value, record.id): record for record in records}
        self._outbox.server_epoch = server_epoch
        self._outbox.pull_cursor = cursor


class MemoryParked:
    """Implements ParkedEvents over a dict of event id to code."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}

    def park(self, event: LedgerEvent, code: str, _detail: str) -> None:
        self.codes.setdefault(event.event_id, code)

    def count(self) -> int:
        return len(self.codes)


class AppTransport(httpx2.BaseTransport):
    """Carries a client's requests into an application in this process."""

    def __init__(self, app_client: TestClient) -> None:
        self._app_client = app_client

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._app_client.request(
            request.method, str(request.url), headers=request.headers, content=request.read()
        )
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)


def enrolled_token(app_client: TestClient, db_url: str, device_id: str, *, scope: TokenScope = TokenScope.DESK) -> str:
    """Enrol ``device_id`` with a fresh code and return its token."""
    client = HttpBaseClient(LOCAL, lambda: None, transport=AppTransport(app_client))
    request = EnrollRequest(
        code=create_enroll_code(db_url, scope=scope).code,
        device_id=device_id,
        device_name="Studio 1",
        platform="test",
        app_version="0.1.0",
    )
    try:
        return client.enroll(request).token
    finally:
        client.close()


def client_for(
    app_client: TestClient, token: str, *, wrap: Callable[[httpx2.BaseTransport], httpx2.BaseTransport] | None = None
) -> HttpBaseClient:
    """Return the desk's client over the application, perhaps with a transport around it that spoils things."""
    transport: httpx2.BaseTransport = AppTransport(app_client)
    return HttpBaseClient(LOCAL, lambda: token, transport=wrap(transport) if wrap else transport)
