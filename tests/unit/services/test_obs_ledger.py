# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What OBS does while a session is open is in the ledger, once, and only where OBS confirmed it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject

from app.domain.obs.state import LinkPhase, ObsState, OutputPhase
from app.services.obs import ObsService
from app.services.obs_ledger import ObsLedgerService
from tests.helpers.services import FakeObsControl, MemoryLedger, Rig, pump

OFF_AIR = ObsState(phase=LinkPhase.LIVE, epoch=1, obs_version="32.0.2", program_scene="开场")
ON_AIR = replace(OFF_AIR, stream=OutputPhase.ON, stream_ms=61_000)


class Studio:
    """A desk with the service under test, and an OBS whose state is set by hand."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self._parent = QObject()
        self._tell: Callable[[ObsState], None] = print
        self.obs = ObsService(self._link, self._parent)
        self.obs.start()
        self.service = ObsLedgerService(self.obs, rig.session, parent=self._parent)

    def _link(self, tell: Callable[[ObsState], None]) -> FakeObsControl:
        self._tell = tell
        return FakeObsControl()

    def show(self, *states: ObsState) -> None:
        """OBS goes through these states."""
        for state in states:
            self._tell(state)
        pump(lambda: self.obs.state is states[-1])
        self.rig.settle()

    def written(self) -> list[tuple[str, object]]:
        """What the ledger holds beside the opening: kind, and the scene or whether it was found."""
        events = [event for event in self.rig.ledger.stored if event.kind != "session.open"]
        return [(event.kind, event.body.get("scene", event.body["found"])) for event in events]

    def bodies(self, kind: str) -> list[dict[str, object]]:
        return [event.body for event in self.rig.ledger.stored if event.kind == kind]


@pytest.fixture
def studio(rig: Rig) -> Iterator[Studio]:
    made = Studio(rig)
    yield made
    made.obs.stop()


@pytest.mark.parametrize("rehearsal", [False, True])
def test_stream_and_scene_are_written_as_obs_confirms_them(studio: Studio, rehearsal: bool) -> None:
    studio.show(OFF_AIR)
    studio.rig.open(rehearsal=rehearsal)
    studio.show(replace(OFF_AIR, stream=OutputPhase.STARTING), ON_AIR)
    studio.show(replace(ON_AIR, program_scene="产品"))
    studio.show(replace(ON_AIR, program_scene="产品", stream=OutputPhase.STOPPING))
    assert studio.written()[-1] == ("scene.changed", "产品")
    studio.show(replace(OFF_AIR, program_scene="产品"))
    assert studio.written() == [
        ("scene.changed", "开场"),
        ("stream.started", False),
        ("scene.changed", "产品"),
        ("stream.stopped", False),
    ]
    assert {event.actor for event in studio.rig.ledger.stored[1:]} == {"OBS"}


def test_a_recording_is_written_with_its_file_when_it_ends(studio: Studio) -> None:
    studio.rig.open()
    studio.show(OFF_AIR, replace(OFF_AIR, record=OutputPhase.ON), replace(OFF_AIR, record=OutputPhase.PAUSED))
    studio.show(replace(OFF_AIR, record_path="/录像/一.mkv"))
    assert [kind for kind, _ in studio.written()][1:] == ["record.started", "record.stopped"]
    assert studio.bodies("record.stopped")[0]["path"] == "/录像/一.mkv"


def test_what_is_on_when_the_session_opens_is_found(studio: Studio) -> None:
    studio.show(ON_AIR)
    assert studio.written() == []
    studio.rig.open()
    studio.rig.settle()
    assert studio.written() == [("stream.started", True), ("scene.changed", "开场")]
    assert studio.bodies("stream.started")[0]["running_ms"] == 61_000
    assert studio.bodies("scene.changed")[0]["found"] is True


def test_a_lost_link_that_comes_back_to_the_same_obs_writes_nothing(studio: Studio) -> None:
    studio.show(OFF_AIR)
    studio.rig.open()
    studio.show(ON_AIR)
    before = studio.written()
    lost = replace(ON_AIR, phase=LinkPhase.DISCONNECTED)
    studio.show(lost, replace(lost, phase=LinkPhase.LOADING, epoch=2), replace(ON_AIR, epoch=2, stream_ms=90_000))
    assert studio.written() == before


def test_what_changed_while_the_link_was_lost_is_found(studio: Studio) -> None:
    studio.show(OFF_AIR)
    studio.rig.open()
    studio.show(ON_AIR)
    lost = replace(ON_AIR, phase=LinkPhase.DISCONNECTED)
    studio.show(lost, replace(lost, stream=OutputPhase.OFF))
    assert studio.written()[-1] == ("stream.started", False)
    studio.show(replace(OFF_AIR, epoch=2))
    assert studio.written()[-1] == ("stream.stopped", True)


def test_a_stream_that_never_came_on_writes_nothing(studio: Studio) -> None:
    studio.show(OFF_AIR)
    studio.rig.open()
    studio.show(replace(OFF_AIR, stream=OutputPhase.STARTING), replace(OFF_AIR, stream_failed=True))
    assert studio.written() == [("scene.changed", "开场")]


def test_without_a_session_nothing_is_written(studio: Studio) -> None:
    studio.show(OFF_AIR, ON_AIR, OFF_AIR)
    assert studio.rig.ledger.stored == []


def test_nothing_is_written_after_the_close_was_asked_for(studio: Studio) -> None:
    studio.show(OFF_AIR)
    studio.rig.open()
    studio.rig.settle()
    studio.rig.session.close()
    studio.show(ON_AIR)
    pump(lambda: studio.rig.session.state is None)
    assert studio.rig.ledger.kinds() == ["session.open", "scene.changed", "session.close"]


def test_a_session_carried_on_after_a_restart_writes_nothing_twice(studio: Studio) -> None:
    studio.show(ON_AIR)
    studio.rig.open()
    studio.rig.settle()
    ledger: MemoryLedger = studio.rig.ledger
    before = list(ledger.stored)
    again = Studio(Rig.build(ledger))
    again.rig.session.resume()
    pump(lambda: again.rig.session.state is not None)
    again.show(ON_AIR)
    assert ledger.stored == before
    again.show(OFF_AIR)
    assert ledger.kinds()[-1] == "stream.stopped"
    again.obs.stop()
    again.rig.close()
