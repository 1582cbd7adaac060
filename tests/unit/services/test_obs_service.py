# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The link's states and outcomes on the UI thread."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from app.adapters.obs.link import ObsLink
from app.adapters.obs.port import ObsControl
from app.domain.obs.commands import ObsCommand, ObsFailure, ObsOutcome, Panic, PanicOutcome, SwitchScene
from app.domain.obs.meters import MeterFrame
from app.domain.obs.state import LinkPhase, ObsState
from app.domain.obs.watch import Picture, Watch
from app.services.obs import ObsService
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs

LIVE = replace(ObsState(), phase=LinkPhase.LIVE)


class ScriptedLink:
    """A link that does what the test says, on the thread the test says."""

    def __init__(self, listener: Callable[[ObsState], None]) -> None:
        self.listener = listener
        self.calls: list[str] = []
        self.futures: list[Future[ObsOutcome]] = []
        self.panics: list[Future[PanicOutcome]] = []

    @property
    def state(self) -> ObsState:
        return ObsState()

    def start(self) -> None:
        self.calls.append("start")

    def close(self, timeout_s: float = 3.0) -> None:
        self.calls.append(f"close within {timeout_s} s")

    def submit(self, command: ObsCommand, *, deadline_s: float = 3.0) -> Future[ObsOutcome]:
        self.calls.append(f"{command} within {deadline_s} s")
        self.futures.append(Future())
        return self.futures[-1]

    def panic(self, order: Panic) -> Future[PanicOutcome]:
        self.calls.append(repr(order))
        self.panics.append(Future())
        return self.panics[-1]

    def retry_now(self) -> None:
        self.calls.append("retry_now")

    def watch(self, interest: Watch) -> None:
        self.calls.append(f"{interest}")

    @property
    def meters(self) -> MeterFrame | None:
        return MeterFrame(1.0)

    @property
    def pictures(self) -> dict[str, Picture]:
        return {"A": Picture("A", b"", 1.0, 8, 8)}


class Seen(QObject):
    """Notes what arrives, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.threads: list[QThread] = []

    def take(self, value: object) -> None:
        self.values.append(value)
        self.threads.append(QThread.currentThread())


class Rig:
    """A service with a scripted link."""

    def __init__(self) -> None:
        self.links: list[ScriptedLink] = []
        self.service = ObsService(self._make)
        self.seen = Seen()

    @property
    def link(self) -> ScriptedLink:
        return self.links[-1]

    def _make(self, listener: Callable[[ObsState], None]) -> ObsControl:
        self.links.append(ScriptedLink(listener))
        return self.links[-1]


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    rig = Rig()
    yield rig
    rig.service.stop()


def _on_a_thread(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_states_arrive_on_the_ui_thread(rig: Rig, qtbot: QtBot) -> None:
    rig.service.state_changed.connect(rig.seen.take)
    rig.service.start()

    with qtbot.waitSignal(rig.service.state_changed):
        _on_a_thread(lambda: rig.link.listener(LIVE))

    assert (rig.seen.values, rig.seen.threads) == ([LIVE], [QThread.currentThread()])
    assert rig.service.state == LIVE


def test_the_state_changes_only_with_its_signal(rig: Rig) -> None:
    rig.service.start()

    _on_a_thread(lambda: rig.link.listener(LIVE))

    assert rig.service.state == ObsState()


def test_an_outcome_arrives_on_the_ui_thread(rig: Rig, qtbot: QtBot) -> None:
    rig.service.command_finished.connect(rig.seen.take)
    rig.service.start()
    rig.service.send(SwitchScene("A"))
    outcome = ObsOutcome(SwitchScene("A"))

    with qtbot.waitSignal(rig.service.command_finished):
        _on_a_thread(lambda: rig.link.futures[0].set_result(outcome))

    assert (rig.seen.values, rig.seen.threads) == ([outcome], [QThread.currentThread()])


def test_a_submitted_command_is_told_as_well(rig: Rig, qtbot: QtBot) -> None:
    rig.service.start()
    future = rig.service.submit(SwitchScene("A"))

    with qtbot.waitSignal(rig.service.command_finished):
        rig.link.futures[0].set_result(ObsOutcome(SwitchScene("A")))

    assert future.result(0).ok


def test_a_command_before_the_start_is_refused(rig: Rig, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rig.service.command_finished):
        future = rig.service.submit(SwitchScene("A"))

    assert future.result(0).failure is ObsFailure.NO_LINK


def test_the_outcome_of_a_panic_arrives_on_the_ui_thread(rig: Rig, qtbot: QtBot) -> None:
    rig.service.panic_finished.connect(rig.seen.take)
    rig.service.start()
    order = Panic("Pause", ("Mic",))
    rig.service.panic(order)
    outcome = PanicOutcome(order, scene_safe=True, muted=("Mic",))

    with qtbot.waitSignal(rig.service.panic_finished):
        _on_a_thread(lambda: rig.link.panics[0].set_result(outcome))

    assert (rig.seen.values, rig.seen.threads) == ([outcome], [QThread.currentThread()])


def test_a_panic_without_a_link_says_that_viewers_may_still_see_the_studio(rig: Rig, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rig.service.panic_finished) as told:
        rig.service.panic(Panic("Pause", ("Mic",)))

    outcome = told.args[0]
    assert (outcome.ok, outcome.scene_safe, outcome.not_muted) == (False, False, ("Mic",))
    assert "Viewers may still see" in outcome.detail


def test_starting_twice_makes_one_link_and_stopping_allows_a_new_one(rig: Rig) -> None:
    rig.service.start()
    rig.service.start()
    rig.service.retry_now()
    rig.service.stop()
    rig.service.start()

    assert [link.calls for link in rig.links] == [["start", "retry_now", "close within 3.0 s"], ["start"]]


def test_what_is_watched_is_passed_to_every_link(rig: Rig) -> None:
    watched = Watch(meters=True)
    assert (rig.service.meters, dict(rig.service.pictures)) == (None, {})
    rig.service.watch(watched)
    rig.service.start()
    assert (rig.service.meters, set(rig.service.pictures)) == (MeterFrame(1.0), {"A"})
    rig.service.stop()
    rig.service.start()
    rig.service.watch(Watch())

    assert [link.calls for link in rig.links] == [
        [f"{watched}", "start", "close within 3.0 s"],
        [f"{watched}", "start", f"{Watch()}"],
    ]


def test_a_real_link_switches_a_scene_of_a_served_obs(qtbot: QtBot) -> None:
    with FakeObs() as obs:
        service = ObsService(lambda listener: ObsLink(obs.address, lambda: FAKE_PASSWORD, listener=listener))
        service.start()
        qtbot.waitUntil(lambda: service.state.phase is LinkPhase.LIVE)
        with qtbot.waitSignal(service.command_finished) as finished:
            service.send(SwitchScene("Goods"))
        service.stop()

    assert finished.args == [ObsOutcome(SwitchScene("Goods"), elapsed_ms=finished.args[0].elapsed_ms)]
