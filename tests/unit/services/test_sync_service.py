# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The background service: it tells how it stands, runs again by itself, and stops whatever the base does."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.contract.errors import ErrorCode
from app.domain.ports import BaseRefused, BaseUnreachable, BaseUntrusted
from app.domain.sync import Acknowledged, Backoff, SyncEngine, SyncPhase
from app.domain.tls_fault import TlsFault, TlsReason
from app.services.sync import REFUSED_S, SyncService
from tests.helpers.base_client import MemoryInbox, MemoryOutbox, MemoryParked
from tests.helpers.ledger import Evening
from tests.helpers.scripted_base import ScriptedBase, shop


class HangingBase(ScriptedBase):
    """Answers nothing until its connection is dropped, like a socket."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()
        self.dropped = threading.Event()

    def hello(self, _request: object) -> object:  # type: ignore[override]
        self.asked.set()
        self.dropped.wait(30)
        raise BaseUnreachable("dropped")

    def close(self) -> None:
        self.dropped.set()


class Studio:
    """A service over a ledger in memory, whose engine a test can exchange."""

    def __init__(self) -> None:
        self.outbox = MemoryOutbox()
        self.evening = Evening()
        self.outbox.append(self.evening.opening)
        self.base: ScriptedBase | None = ScriptedBase()
        self.service = SyncService(
            self.make_engine, outbox=self.outbox, backoff=Backoff(base_s=0.01, cap_s=0.02), idle_s=60
        )

    def make_engine(self) -> SyncEngine | None:
        if self.base is None:
            return None
        return SyncEngine(self.outbox, MemoryInbox(self.outbox), self.base, app_version="0.1.0")

    def reaches(self, phase: SyncPhase, *, pending: int = 0) -> Callable[[], bool]:
        return lambda: (self.service.status.phase, self.service.status.pending) == (phase, pending)


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    made = Studio()
    yield made
    made.service.stop()


def test_what_waits_is_pushed_after_the_start(studio: Studio, qtbot: QtBot) -> None:
    with qtbot.waitSignal(studio.service.acknowledged, timeout=5_000) as caught:
        studio.service.start()
    assert caught.args == [Acknowledged(1, 1)]
    qtbot.waitUntil(studio.reaches(SyncPhase.IDLE), timeout=5_000)
    assert studio.service.status.last_success_at is not None


def test_a_nudge_brings_in_what_was_logged_since(studio: Studio, qtbot: QtBot) -> None:
    studio.service.start()
    qtbot.waitUntil(studio.reaches(SyncPhase.IDLE), timeout=5_000)
    studio.outbox.append(studio.evening.sale())
    with qtbot.waitSignal(studio.service.acknowledged, timeout=5_000) as caught:
        studio.service.nudge()
    assert caught.args == [Acknowledged(1, 2)]


def test_the_same_number_in_a_new_generation_is_told(studio: Studio, qtbot: QtBot) -> None:
    studio.service.start()
    qtbot.waitUntil(studio.reaches(SyncPhase.IDLE), timeout=5_000)
    assert studio.base is not None
    studio.outbox.gen = studio.base.gen = 2
    with qtbot.waitSignal(studio.service.acknowledged, timeout=5_000) as caught:
        studio.service.retry_now()
    assert caught.args == [Acknowledged(2, 1)]


def test_many_nudges_make_few_runs(studio: Studio, qtbot: QtBot) -> None:
    studio.service.start()
    qtbot.waitUntil(studio.reaches(SyncPhase.IDLE), timeout=5_000)
    assert studio.base is not None
    before = len(studio.base.hellos)
    release = threading.Event()
    real_hello = studio.base.hello
    studio.base.hello = lambda request: (release.wait(10), real_hello(request))[1]  # type: ignore[method-assign]
    for _ in range(500):
        studio.service.nudge()
    studio.outbox.append(studio.evening.sale())
    release.set()
    qtbot.waitUntil(lambda: studio.service.status.acknowledged.through == 2, timeout=5_000)
    assert len(studio.base.hellos) - before <= 2


def test_without_enrolment_it_says_so_and_counts_what_waits(studio: Studio, qtbot: QtBot) -> None:
    studio.base = None
    studio.service.start()
    qtbot.waitUntil(studio.reaches(SyncPhase.NOT_ENROLLED, pending=1), timeout=5_000)
    studio.outbox.append(studio.evening.sale())
    studio.service.nudge()
    qtbot.waitUntil(studio.reaches(SyncPhase.NOT_ENROLLED, pending=2), timeout=5_000)


def test_enrolment_while_it_runs_is_taken_up(studio: Studio, qtbot: QtBot) -> None:
    base, studio.base = studio.base, None
    studio.service.start()
    qtbot.waitUntil(studio.reaches(SyncPhase.NOT_ENROLLED, pending=1), timeout=5_000)
    studio.base = base
    studio.service.retry_now()
    qtbot.waitUntil(studio.reaches(SyncPhase.IDLE), timeout=5_000)


def test_it_comes_back_by_itself_when_the_base_does(studio: Studio, qtbot: QtBot) -> None:
    assert studio.base is not None
    real_hello = studio.base.hello
    away = threading.Event()
    away.set()

    def hello(request: object) -> object:
        if away.is_set():
            raise BaseUnreachable("No connection to the base.")
        return real_hello(request)  # type: ignore[arg-type]

    studio.base.hello = hello  # type: ignore[method-assign, assignment]
    studio.service.start()
    qtbot.waitUntil(studio.reaches(SyncPhase.OFFLINE, pending=1), timeout=5_000)
    assert studio.service.status.detail == "No connection to the base."
    assert studio.service.status.oldest_pending_at == studio.outbox.rows[0].occurred_at
    away.clear()
    qtbot.waitUntil(studio.reaches(SyncPhase.IDLE), timeout=5_000)
    assert studio.service.status.detail == ""


def test_while_the_base_is_away_new_events_are_counted_at_once(studio: Studio, qtbot: QtBot) -> None:
    assert studio.base is not None

    def refuse(_request: object) -> object:
        raise BaseRefused(ErrorCode.TOKEN_INVALID, 401, "Enrol this PC again.")

    studio.base.hello = refuse  # type: ignore[method-assign, assignment]
    studio.service.start()
    qtbot.waitUntil(studio.reaches(SyncPhase.REFUSED, pending=1), timeout=5_000)
    studio.outbox.append(studio.evening.sale())
    studio.service.nudge()
    qtbot.waitUntil(studio.reaches(SyncPhase.REFUSED, pending=2), timeout=5_000)
    assert studio.service.status.detail == "Enrol this PC again."
    assert studio.service.status.code == ErrorCode.TOKEN_INVALID


def test_a_base_that_is_not_believed_is_told_with_why_until_it_is(studio: Studio, qtbot: QtBot) -> None:
    assert studio.base is not None
    real_hello = studio.base.hello
    fault = TlsFault("base.lan", TlsReason.EXPIRED, "", None, None, "2026-05-20T20:00+08:00")

    def refuse(_request: object) -> object:
        raise BaseUntrusted(fault, "The base could not prove who it is.")

    studio.base.hello = refuse  # type: ignore[method-assign, assignment]
    studio.service.start()
    qtbot.waitUntil(studio.reaches(SyncPhase.OFFLINE, pending=1), timeout=5_000)
    assert studio.service.status.tls == fault
    studio.base.hello = real_hello  # type: ignore[method-assign]
    qtbot.waitUntil(studio.reaches(SyncPhase.IDLE), timeout=5_000)
    assert studio.service.status.tls is None


class AskedWaits(Backoff):
    """Keeps what the base asked to wait, and waits hardly at all."""

    def __init__(self) -> None:
        super().__init__(base_s=0.01, cap_s=0.02)
        self.asked: list[float | None] = []

    def next(self, *, at_least_s: float | None = None) -> float:
        self.asked.append(at_least_s)
        return super().next()


@pytest.mark.parametrize(
    "error", [BaseUnreachable("busy", 17.0), BaseRefused(ErrorCode.RATE_LIMITED, 429, "wait", retry_after_s=17.0)]
)
def test_the_wait_that_the_base_asks_for_is_kept(error: Exception, qtbot: QtBot) -> None:
    studio, waits = Studio(), AskedWaits()
    assert studio.base is not None

    def busy(_request: object) -> object:
        raise error

    studio.base.hello = busy  # type: ignore[method-assign, assignment]
    service = SyncService(studio.make_engine, outbox=studio.outbox, backoff=waits, idle_s=60)
    service.start()
    qtbot.waitUntil(lambda: len(waits.asked) > 2, timeout=5_000)
    service.stop()
    assert set(waits.asked) == {17.0}
    assert service.status.phase is SyncPhase.OFFLINE


def test_a_refusal_is_probed_again_by_itself(studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert REFUSED_S == 15 * 60
    monkeypatch.setattr("app.services.sync.REFUSED_S", 0.02)
    assert studio.base is not None
    real_hello = studio.base.hello
    probes = iter(range(3))

    def refuse(request: object) -> object:
        if next(probes, None) is None:
            return real_hello(request)  # type: ignore[arg-type]
        raise BaseRefused(ErrorCode.TOKEN_REVOKED, 401, "Enrol this PC again.")

    studio.base.hello = refuse  # type: ignore[method-assign, assignment]
    studio.service.start()
    qtbot.waitUntil(studio.reaches(SyncPhase.IDLE), timeout=5_000)
    assert studio.outbox.acked_through == 1


def test_new_content_is_told(studio: Studio, qtbot: QtBot) -> None:
    assert studio.base is not None
    studio.base.content = [shop(1)]
    with qtbot.waitSignal(studio.service.content_pulled, timeout=5_000):
        studio.service.start()


def test_it_stops_at_once_while_the_base_hangs(studio: Studio, qtbot: QtBot) -> None:
    base = HangingBase()
    studio.base = base
    studio.service.start()
    assert base.asked.wait(5)
    started = time.monotonic()
    studio.service.stop()
    assert time.monotonic() - started < 3
    assert all(thread.name != "sync" for thread in threading.enumerate())


def test_after_a_stop_nothing_is_told(studio: Studio, qtbot: QtBot) -> None:
    studio.service.start()
    qtbot.waitUntil(studio.reaches(SyncPhase.IDLE), timeout=5_000)
    studio.service.stop()
    studio.outbox.append(studio.evening.sale())
    with qtbot.assertNotEmitted(studio.service.status_changed, wait=50):
        studio.service.nudge()


@pytest.mark.expected_log("sync failed")
def test_a_failure_of_its_own_does_not_end_the_thread(studio: Studio, qtbot: QtBot) -> None:
    failures = iter([ZeroDivisionError("a bug"), OSError("a broken keyring")])
    real_factory = studio.make_engine

    def factory() -> SyncEngine | None:
        for failure in failures:
            raise failure
        return real_factory()

    service = SyncService(factory, outbox=studio.outbox, backoff=Backoff(base_s=0.01, cap_s=0.02), idle_s=60)
    service.start()
    qtbot.waitUntil(lambda: service.status.phase is SyncPhase.IDLE, timeout=5_000)
    service.stop()


def test_signals_arrive_on_the_thread_that_the_receiver_lives_on(studio: Studio, qtbot: QtBot) -> None:
    names: list[str] = []
    studio.service.setObjectName("ui-side")

    class Receiver(SyncService):
        def note(self, _status: object) -> None:
            names.append(threading.current_thread().name)

    receiver = Receiver(lambda: None, outbox=studio.outbox)
    studio.service.status_changed.connect(receiver.note)
    studio.service.start()
    qtbot.waitUntil(lambda: bool(names), timeout=5_000)
    assert set(names) == {threading.main_thread().name}


def test_parked_events_are_counted_in_the_status(qtbot: QtBot) -> None:
    studio, parked = Studio(), MemoryParked()
    parked.park(studio.outbox.rows[0], "bad_envelope", "")
    service = SyncService(studio.make_engine, outbox=studio.outbox, parked=parked, idle_s=60)
    service.start()
    qtbot.waitUntil(lambda: service.status.phase is SyncPhase.IDLE, timeout=5_000)
    service.stop()
    assert service.status.parked == 1
