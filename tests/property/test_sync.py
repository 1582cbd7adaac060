# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is lost, repeated or restarted, the base ends up with each logged event exactly once, in order."""

import tempfile
from pathlib import Path

import httpx2
from fastapi.testclient import TestClient
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select

from app.contract.ids import new_id
from app.contract.protocol import PROTO_HEADER
from app.domain.ports import BaseUnreachable
from app.domain.sync import SyncEngine
from app.server.app import create_app
from app.server.database import Database
from app.server.pages.queries import Sums, session_line
from app.server.settings import ServerSettings
from app.server.tables import RAW_EVENT
from tests.helpers.base_client import LOCAL, MemoryInbox, MemoryOutbox, client_for, enrolled_token
from tests.helpers.ledger import Evening

FAULTS = ("lose request", "lose answer", "deliver twice", "half an answer", "web page")


class SpoiledTransport(httpx2.BaseTransport):
    """Spoils the requests whose turn is in ``plan``; an empty plan spoils nothing."""

    def __init__(self, inner: httpx2.BaseTransport) -> None:
        self._inner = inner
        self.plan: list[str | None] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        fault = self.plan.pop(0) if self.plan else None
        if fault == "lose request":
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


class SyncMachine(RuleBasedStateMachine):
    """One desk and its base; the model is the desk's list of events."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.db_url = f"sqlite:///{Path(self.folder.name)}/base.sqlite"
        self.outbox = MemoryOutbox()
        self.inbox = MemoryInbox(self.outbox)
        self.evening = Evening()
        self.backup: bytes | None = None

    def start_base(self) -> None:
        self.base = TestClient(create_app(ServerSettings(self.db_url)), base_url=LOCAL)
        self.base.__enter__()

    def stop_base(self) -> None:
        self.base.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.start_base()
        self.token = enrolled_token(self.base, self.db_url, self.outbox.device_id)
        self.outbox.append(self.evening.opening)

    def sync(self, plan: list[str | None]) -> None:
        spoiled: list[SpoiledTransport] = []

        def wrap(inner: httpx2.BaseTransport) -> httpx2.BaseTransport:
            spoiled.append(SpoiledTransport(inner))
            return spoiled[0]

        client = client_for(self.base, self.token, wrap=wrap)
        spoiled[0].plan = list(plan)
        engine = SyncEngine(self.outbox, self.inbox, client, app_version="0.1.0")
        try:
            engine.run_once()
        except BaseUnreachable:
            assert plan != []
        finally:
            engine.close()

    @rule(count=st.integers(1, 40))
    def log_sales(self, count: int) -> None:
        for units in range(1, count + 1):
            self.outbox.append(self.evening.sale(units=units))

    @precondition(lambda self: len(self.outbox.rows) > 1)
    @rule(data=st.data())
    def take_back_a_sale(self, data: st.DataObject) -> None:
        sale = data.draw(st.sampled_from(self.outbox.rows[1:]))
        self.outbox.append(self.evening.void(sale.event_id))

    @rule(plan=st.lists(st.sampled_from((None, *FAULTS)), min_size=1, max_size=4))
    def sync_with_faults(self, plan: list[str | None]) -> None:
        self.sync(plan)

    @rule()
    def sync_in_peace(self) -> None:
        self.sync([])
        assert self.outbox.acked_through == len(self.outbox.rows)

    @rule()
    def restart_the_base(self) -> None:
        self.stop_base()
        self.start_base()

    @rule()
    def forget_what_was_acknowledged(self) -> None:
        """As after a crash of the desk between the base's commit and its own."""
        self.outbox.acked_through = 0

    @rule(data=st.data())
    def an_old_batch_arrives_again(self, data: st.DataObject) -> None:
        first = data.draw(st.integers(1, len(self.outbox.rows)))
        last = data.draw(st.integers(first, len(self.outbox.rows)))
        body = {
            "batch_id": new_id(),
            "server_epoch": self.epoch(),
            "gen": 1,
            "first_seq": first,
            "events": [event.model_dump(mode="json") for event in self.outbox.rows[first - 1 : last]],
        }
        headers = {"Authorization": f"Bearer {self.token}", PROTO_HEADER: "1"}
        answer = self.base.post("/v1/push", json=body, headers=headers)
        assert answer.status_code == 200 or answer.json()["code"] == "seq_gap"

    @rule()
    def back_up_the_base(self) -> None:
        self.stop_base()
        self.backup = self.database_file().read_bytes()
        self.start_base()

    @precondition(lambda self: self.backup is not None)
    @rule()
    def restore_the_base(self) -> None:
        assert self.backup is not None
        self.stop_base()
        self.database_file().write_bytes(self.backup)
        self.start_base()

    @invariant()
    def the_base_has_a_prefix_of_the_ledger_without_doubles(self) -> None:
        if not hasattr(self, "base"):
            return
        stored = self.stored()
        assert stored == [event.event_id for event in self.outbox.rows[: len(stored)]]

    def teardown(self) -> None:
        if hasattr(self, "base"):
            self.sync([])
            assert self.stored() == [event.event_id for event in self.outbox.rows]
            assert self.totals() == self.expected_totals()
            self.stop_base()
        self.folder.cleanup()

    def database_file(self) -> Path:
        return Path(self.folder.name) / "base.sqlite"

    def epoch(self) -> str:
        database = Database(self.db_url)
        with database.read() as connection:
            epoch = connection.exec_driver_sql("SELECT epoch FROM server_state").scalar_one()
        database.close()
        return str(epoch)

    def stored(self) -> list[str]:
        database = Database(self.db_url)
        with database.read() as connection:
            ids = list(connection.execute(select(RAW_EVENT.c.event_id).order_by(RAW_EVENT.c.seq)).scalars())
            distinct = connection.execute(select(func.count(RAW_EVENT.c.event_id.distinct()))).scalar_one()
        database.close()
        assert len(ids) == distinct
        return ids

    def totals(self) -> Sums:
        database = Database(self.db_url)
        with database.read() as connection:
            line = session_line(connection, self.evening.session_id)
        database.close()
        assert line is not None
        return line.sums

    def expected_totals(self) -> Sums:
        voided = {event.body["target"] for event in self.outbox.rows if event.kind == "sale.void"}
        sales = [event.body for event in self.outbox.rows if event.kind == "sale.add" and event.event_id not in voided]
        return Sums(
            sales=len(sales),
            units=sum(body["units"] for body in sales),
            amount_fen=sum(body["units"] * body["unit_price_fen"] for body in sales),
        )


TestSync = SyncMachine.TestCase
TestSync.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
