# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outside world of the services, in memory: a clock, a ledger that can fail or wait, content, OBS."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from app.contract.content import (
    ContentRecord,
    LineupItem,
    PolicyPoint,
    Product,
    Script,
    SegmentKind,
    Shop,
    Sku,
)
from app.contract.events import LedgerEvent
from app.domain.clock import Stamp
from app.domain.content_set import ContentSet
from app.domain.drafts import EventDraft
from app.domain.import_outcome import ImportOutcome
from app.domain.ledger_chain import ChainHead, place
from app.domain.obs.commands import ObsCommand, ObsFailure, ObsOutcome, Panic, PanicOutcome
from app.domain.obs.meters import MeterFrame
from app.domain.obs.state import LinkPhase, ObsState
from app.domain.obs.watch import Picture, Watch
from app.domain.ports import LedgerHead, LedgerWriteError, SessionSummary
from app.domain.prompt_memory import PromptMemory
from app.domain.session_state import SessionState, fold
from app.services.content import ContentService
from app.services.live_view import LiveViewService
from app.services.presenting import PresentingService
from app.services.prompter import PrompterService, PromptMemoryPorts
from app.services.sales import SalesService
from app.services.session import SessionService
from app.services.worker import Worker
from app.settings.model import Settings
from app.settings.obs_overlay import overlay_inputs

DEVICE = "desk-under-test"


def pump(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
    """Run the event loop until ``condition`` holds; fails the test when it does not in time."""
    deadline = time.monotonic() + timeout_s
    loop, look = QEventLoop(), QTimer()
    look.setObjectName("pump")
    look.timeout.connect(loop.quit)
    look.start(5)
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        loop.exec()
    look.stop()


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: str = "2026-03-14T12:00:00+00:00", tz_offset_min: int = 480) -> None:
        self._now = datetime.fromisoformat(start)
        self._tz_offset_min = tz_offset_min

    def now(self) -> datetime:
        return self._now

    def stamp(self) -> Stamp:
        return Stamp(self._now.isoformat(timespec="microseconds"), self._tz_offset_min, 0, "boot")

    def monotonic(self) -> float:
        return self._now.timestamp()

    def move(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class MemoryLedger:
    """A ledger in memory: LedgerWriter and LedgerReader.

    ``fail_code`` makes every append fail; ``hold`` keeps appends waiting until ``release``, which resolves them on
    a thread of its own, as the real writer does.
    """

    def __init__(self) -> None:
        self.stored: list[LedgerEvent] = []
        self.tries: list[str] = []
        self.fail_code = ""
        self.hold = False
        self._waiting: list[tuple[EventDraft, Future[LedgerEvent]]] = []

    def append(self, draft: EventDraft) -> "Future[LedgerEvent]":
        self.tries.append(draft.event_id)
        future: Future[LedgerEvent] = Future()
        if self.hold:
            self._waiting.append((draft, future))
        else:
            self._resolve(draft, future)
        return future

    def release(self) -> None:
        self.hold = False
        waiting, self._waiting = self._waiting, []
        thread = threading.Thread(target=self._resolve_all, args=(waiting,), name="memory-ledger")
        thread.start()
        thread.join()

    def head(self) -> LedgerHead:
        last = self._chain()
        return LedgerHead(DEVICE, 1, last.seq, last.hash, 0, None, None)

    def sessions(self, *, limit: int = 200) -> Sequence[SessionSummary]:
        raise NotImplementedError

    def session(self, session_id: str) -> SessionState | None:
        state = fold(session_id, self.stored)
        return state if state.opened_at is not None else None

    def open_session(self) -> SessionState | None:
        for event in reversed(self.stored):
            state = fold(event.session_id, self.stored)
            if state.is_open:
                return state
        return None

    def events(self, session_id: str) -> Sequence[LedgerEvent]:
        return [event for event in self.stored if event.session_id == session_id]

    def kinds(self) -> list[str]:
        return [event.kind for event in self.stored]

    def _resolve_all(self, waiting: "list[tuple[EventDraft, Future[LedgerEvent]]]") -> None:
        for draft, future in waiting:
            self._resolve(draft, future)

    def _resolve(self, draft: EventDraft, future: "Future[LedgerEvent]") -> None:
        known = next((event for event in self.stored if event.event_id == draft.event_id), None)
        if known is None and self.fail_code:
            future.set_exception(LedgerWriteError(self.fail_code, "injected"))
            return
        if known is None:
            known = place(draft, self._chain())
            self.stored.append(known)
        future.set_result(known)

    def _chain(self) -> ChainHead:
        return ChainHead.after(self.stored[-1]) if self.stored else ChainHead.genesis(DEVICE, 1)


class MemoryContent:
    """A ContentStore in memory."""

    def __init__(self, records: Sequence[ContentRecord] = ()) -> None:
        self.records = list(records)

    def load(self) -> Sequence[ContentRecord]:
        return tuple(self.records)

    def import_records(self, records: Sequence[ContentRecord]) -> None:
        self.records.extend(records)


class FakeObsControl:
    """OBS as the services see it. ``answer`` is what each command gets; None lets it hang."""

    def __init__(self) -> None:
        self.state = ObsState(phase=LinkPhase.LIVE)
        self.commands: list[ObsCommand] = []
        self.panics: list[Panic] = []
        self.answer: ObsFailure | None = ObsFailure.NONE
        self.missing: tuple[str, ...] = ()
        self.closed = False
        self.interest = Watch()
        self.meters: MeterFrame | None = None
        self.pictures: Mapping[str, Picture] = {}

    def start(self) -> None:
        pass

    def close(self, timeout_s: float = 3.0) -> None:  # noqa: ARG002
        self.closed = True

    def retry_now(self) -> None:
        pass

    def watch(self, interest: Watch) -> None:
        self.interest = interest

    def submit(self, command: ObsCommand, *, deadline_s: float = 3.0) -> "Future[ObsOutcome]":  # noqa: ARG002
        self.commands.append(command)
        future: Future[ObsOutcome] = Future()
        if self.answer is not None:
            future.set_result(ObsOutcome(command, self.answer, missing=self.missing))
        return future

    def panic(self, order: Panic) -> "Future[PanicOutcome]":
        self.panics.append(order)
        future: Future[PanicOutcome] = Future()
        if self.answer is ObsFailure.NONE:
            future.set_result(PanicOutcome(order, scene_safe=True, muted=order.mute))
        elif self.answer is not None:
            future.set_result(PanicOutcome(order, scene_safe=False, not_muted=order.mute, detail=self.answer.value))
        return future


def sample_records() -> list[ContentRecord]:
    """One shop, two products, one policy point and a lineup of four rows."""
    return [
        Shop(shop_id="S1", name="疆味坑馕坊", legal_name="疆味食品店", address="示例路1号", contact="000-0000"),
        Product(product_id="X01", shop_id="S1", name_zh="皮牙子芝麻馕", selling_points=("现烤", "当天发货")),
        Product(product_id="X02", shop_id="S1", name_zh="奶香甜馕"),
        Sku(sku_id="X01-1", product_id="X01", spec="1个", live_price=550, stock=100),
        Sku(sku_id="X01-3", product_id="X01", spec="3个", live_price=1590, compare_price=1800, compare_basis="日常价"),
        Sku(sku_id="X02-2", product_id="X02", spec="2个"),
        PolicyPoint(policy_id="P08", topic="育儿补贴", plain_zh="每孩每年3600元", must_say=True),
        Script(script_id="x01.md", text="# 芝麻馕\n今天{{live_price}}元"),
        _row("R1", 1, SegmentKind.OPENING, title="开场"),
        _row("R2", 2, SegmentKind.PRODUCT, product_id="X01", link_no=1, obs_scene="产品", script_ref="x01.md"),
        _row("R3", 3, SegmentKind.POLICY, policy_id="P08", obs_scene="政策"),
        _row("R4", 4, SegmentKind.PRODUCT, product_id="X02", link_no=2, obs_scene="产品"),
    ]


def _row(row_id: str, seq: int, kind: SegmentKind, **fields: object) -> LineupItem:
    return LineupItem.model_validate(
        {"row_id": row_id, "lineup_id": "L1", "seq": seq, "kind": kind, "planned_s": 300, **fields}
    )


def sample_content() -> ContentSet:
    """``sample_records`` indexed."""
    return ContentSet.of(sample_records())


def import_nothing(_paths: Sequence[Path], _existing: ContentSet) -> ImportOutcome:
    """An importer that finds no records."""
    return ImportOutcome((), (), ())


class KeptPromptMemory:
    """Keeps how anchors like to read; ``error`` is what reading and writing it end with."""

    def __init__(self) -> None:
        self.kept = PromptMemory()
        self.error: Exception | None = None

    def load(self) -> PromptMemory:
        if self.error is not None:
            raise self.error
        return self.kept

    def save(self, memory: PromptMemory) -> None:
        if self.error is not None:
            raise self.error
        self.kept = memory


@dataclass
class Rig:
    """All services wired as the desk does it, on the in-memory world."""

    clock: SetClock
    ledger: MemoryLedger
    store: MemoryContent
    obs: FakeObsControl
    worker: Worker
    content: ContentService
    session: SessionService
    sales: SalesService
    presenting: PresentingService
    live_view: LiveViewService
    prompter: PrompterService
    prompt_memory: KeptPromptMemory

    @classmethod
    def build(cls, ledger: MemoryLedger | None = None) -> "Rig":
        clock, ledger, obs = SetClock(), ledger or MemoryLedger(), FakeObsControl()
        store, worker, settings = MemoryContent(sample_records()), Worker("rig-worker"), Settings()
        content = ContentService(store, import_nothing, worker)
        session = SessionService(ledger, ledger, clock, worker)
        sales = SalesService(session, ledger, content)
        presenting = PresentingService(session, content, obs, overlay_inputs(settings.obs), pictures=Path("/pictures"))
        live_view = LiveViewService(session, sales, presenting, content)
        memory = KeptPromptMemory()
        prompter = PrompterService(live_view, settings.prompter, PromptMemoryPorts(memory.load, memory.save), worker)
        rig = cls(clock, ledger, store, obs, worker, content, session, sales, presenting, live_view, prompter, memory)
        content.reload()
        pump(lambda: bool(content.content.shops))
        return rig

    def open(self, *, rehearsal: bool = False) -> None:
        self.session.open("S1", "疆味坑馕坊", "小古", "L1", rehearsal)
        pump(lambda: self.session.state is not None)

    def settle(self) -> None:
        """Wait until everything submitted is saved and shown."""
        pump(lambda: self.session.feed.idle and self.sales.feed.idle)
        self.live_view.refresh_now()

    def update(self, record: ContentRecord) -> None:
        """Publish one record, as a pull from the base does."""
        self.store.import_records([record])
        before = self.content.content
        self.content.reload()
        pump(lambda: self.content.content is not before)

    def close(self) -> None:
        self.live_view.stop()
        self.presenting.stop()
        self.session.stop()
        self.worker.close()
