# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small world to torment: desks with real ledgers on the disk, one real base in this process, a bad line between."""

import gzip
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.contract.events import LedgerEvent
from app.contract.ids import new_id
from app.contract.protocol import PROTO_HEADER
from app.domain.drafts import EventDraft
from app.domain.sync import SyncEngine, SyncResult
from app.server.app import create_app
from app.server.database import Database
from app.server.pages.queries import Sums, session_line
from app.server.settings import ServerSettings
from app.server.tables import RAW_EVENT
from app.store.open_store import DeskStore
from tests.helpers.base_client import LOCAL, client_for, enrolled_token
from tests.helpers.clock import FixedClock
from tests.helpers.ledger import Evening, append_all, disk_image, open_at

LINE_FAULTS = ("lose request", "lose answer", "deliver twice", "deliver later", "half an answer", "web page")


@dataclass(slots=True)
class Late:
    """A request that the line kept back."""

    url: str
    headers: dict[str, str]
    content: bytes


class BadLine(httpx2.BaseTransport):
    """Spoils the requests whose turn is in ``plan``; what it keeps back goes to ``late``."""

    def __init__(self, inner: httpx2.BaseTransport, plan: Iterable[str | None], late: list[Late]) -> None:
        self._inner = inner
        self._plan = list(plan)
        self._late = late

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        fault = self._plan.pop(0) if self._plan else None
        if fault == "deliver later" and request.method == "POST":
            self._late.append(Late(str(request.url), dict(request.headers), request.read()))
            raise httpx2.ReadTimeout("late", request=request)
        if fault in {"lose request", "deliver later"}:
            raise httpx2.ConnectError("lost", request=request)
        if fault == "web page":
            return httpx2.Response(200, html="<html>log in</html>")
        answer = self._inner.handle_request(request)
        if fault == "deliver twice":
            answer = self._inner.handle_request(request)
        if fault == "lose answer":
            raise httpx2.ReadTimeout("lost", request=request)
        if fault == "half an answer":
            return httpx2.Response(200, headers=answer.headers, content=answer.content[: len(answer.content) // 2])
        return answer


class _Counted(httpx2.BaseTransport):
    """Notes the events of every push that the base answered with 200."""

    def __init__(self, inner: httpx2.BaseTransport, taken: set[str]) -> None:
        self._inner = inner
        self._taken = taken

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._inner.handle_request(request)
        if request.url.path == "/v1/push" and answer.status_code == 200:
            self._taken |= _event_ids(request.headers, request.read())
        return answer


def _event_ids(headers: Mapping[str, str], content: bytes) -> set[str]:
    if headers.get("content-encoding") == "gzip":
        content = gzip.decompress(content)
    return {event["event_id"] for event in json.loads(content)["events"]}


@dataclass(slots=True)
class Desk:
    """One PC: its profile, its store, and the model of it — what its user was told is saved, in order."""

    root: Path
    store: DeskStore
    device_id: str
    token: str
    clock: FixedClock = field(default_factory=FixedClock)
    told: list[LedgerEvent] = field(default_factory=list)
    drafts: list[EventDraft] = field(default_factory=list)
    lives: int = 0
    base_went_back: bool = False

    def append(self, *drafts: EventDraft) -> None:
        self.told += append_all(self.store, drafts)
        self.drafts += drafts


class World:
    """Desks and their base. ``taken`` is the model of the base: the ids of what it answered 200 for."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="evening-"))
        self.db_url = f"sqlite:///{self.folder}/base.sqlite"
        self.desks: list[Desk] = []
        self.evenings: list[Evening] = []
        self.taken: set[str] = set()
        self.late: list[Late] = []
        self.backup: tuple[bytes, frozenset[str]] | None = None

    def start_base(self) -> None:
        self.base = TestClient(create_app(ServerSettings(self.db_url)), base_url=LOCAL)
        self.base.__enter__()

    def stop_base(self) -> None:
        self.base.__exit__(None, None, None)

    def add_desk(self) -> Desk:
        root = self.folder / f"desk-{len(self.desks)}"
        store = open_at(root)
        token = enrolled_token(self.base, self.db_url, store.device_id())
        desk = Desk(root, store, store.device_id(), token)
        self.desks.append(desk)
        return desk

    def sync(self, desk: Desk, plan: Iterable[str | None] = (), *, generations: bool = False) -> SyncResult:
        """Run one sync over a line that fails by ``plan``; with ``generations`` it may begin a new one."""

        def wrap(inner: httpx2.BaseTransport) -> httpx2.BaseTransport:
            return BadLine(_Counted(inner, self.taken), plan, self.late)

        client = client_for(self.base, desk.token, wrap=wrap)
        engine = SyncEngine(desk.store.outbox, desk.store.inbox, client, app_version="0.1.0", renumbers=generations)
        try:
            return engine.run_once()
        finally:
            engine.close()
            if desk.store.outbox.head().acked_through <= len(self.stored(desk)):
                desk.base_went_back = False

    def deliver(self, late: Late) -> int:
        """Let a request that was kept back arrive now; nobody waits for its answer any more."""
        answer = self.base.post(late.url, content=late.content, headers=late.headers)
        if late.url.endswith("/v1/push") and answer.status_code == 200:
            self.taken |= _event_ids(late.headers, late.content)
        return answer.status_code

    def push_by_hand(self, desk: Desk, events: list[LedgerEvent]) -> tuple[int, str]:
        """Send events as they are; returns status and error code."""
        body = {
            "batch_id": new_id(),
            "server_epoch": self.epoch(),
            "gen": events[0].gen,
            "first_seq": events[0].seq,
            "events": [event.model_dump(mode="json") for event in events],
        }
        headers = {"Authorization": f"Bearer {desk.token}", PROTO_HEADER: "1"}
        answer = self.base.post("/v1/push", json=body, headers=headers)
        if answer.status_code == 200:
            self.taken.update(event.event_id for event in events)
        return answer.status_code, str(answer.json().get("code", ""))

    def restart(self, desk: Desk) -> None:
        desk.store.close()
        desk.store = open_at(desk.root)

    def kill(self, desk: Desk) -> None:
        """Go on from the files as they lie on the disk, as if the old process had ended without a word."""
        desk.lives += 1
        root = disk_image(desk.root, self.folder / f"{desk.root.name.partition('.')[0]}.{desk.lives}")
        desk.store.close()
        desk.root = root
        desk.store = open_at(root)

    def back_up(self) -> None:
        self.stop_base()
        self.backup = ((self.folder / "base.sqlite").read_bytes(), frozenset(self.taken))
        self.start_base()

    def restore(self) -> None:
        """Put the base back to its last copy; its epoch stays, as when somebody copied the file by hand."""
        assert self.backup is not None
        self.stop_base()
        (self.folder / "base.sqlite").write_bytes(self.backup[0])
        self.taken = set(self.backup[1])
        for desk in self.desks:
            desk.base_went_back = True
        self.start_base()

    def close(self) -> None:
        for desk in self.desks:
            desk.store.close()
        self.stop_base()
        shutil.rmtree(self.folder)

    def stored(self, desk: Desk | None = None) -> list[str]:
        """Return the event ids that the base holds, of one desk in its order, or of all."""
        wanted = select(RAW_EVENT.c.event_id).order_by(RAW_EVENT.c.device_id, RAW_EVENT.c.gen, RAW_EVENT.c.seq)
        if desk is not None:
            wanted = wanted.where(RAW_EVENT.c.device_id == desk.device_id)
        database = Database(self.db_url)
        try:
            with database.read() as connection:
                return list(connection.execute(wanted).scalars())
        finally:
            database.close()

    def epoch(self) -> str:
        database = Database(self.db_url)
        try:
            with database.read() as connection:
                return str(connection.exec_driver_sql("SELECT epoch FROM server_state").scalar_one())
        finally:
            database.close()

    def base_totals(self, session_id: str) -> Sums:
        database = Database(self.db_url)
        try:
            with database.read() as connection:
                line = session_line(connection, session_id)
        finally:
            database.close()
        return Sums() if line is None else line.sums

    def expected_totals(self, session_id: str) -> Sums:
        """Return what the union of all desks' events says, whoever logged them and whenever."""
        events = [event for desk in self.desks for event in desk.told if event.session_id == session_id]
        voided = {event.body["target"] for event in events if event.kind == "sale.void"}
        sales = [event.body for event in events if event.kind == "sale.add" and event.event_id not in voided]
        return Sums(
            sales=len(sales),
            units=sum(body["units"] for body in sales),
            amount_fen=sum(body["units"] * body["unit_price_fen"] for body in sales),
        )
