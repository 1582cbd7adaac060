# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preflight as a service: one look at a time, the newest report kept, and the waiver in the right session."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.obs.fingerprint import Fingerprint, fingerprint
from app.domain.obs.preflight import Level
from app.domain.obs.state import LinkFault
from app.domain.obs.survey import Picture, Survey, SurveyError
from app.services.preflight import PreflightPorts, PreflightService
from app.settings.file import SettingsError
from tests.helpers.services import Rig, pump
from tests.helpers.survey import INTENT, studio

BLACK = studio(picture=Picture(0.0, moved=True))


class World:
    """OBS and the accepted state as a test wants them, and what the service told."""

    def __init__(self, rig: Rig) -> None:
        self.survey: Survey | Exception = studio()
        self.accepted: Fingerprint | None = None
        self.save_error: Exception | None = None
        self.looks = 0
        self.told: list[tuple[str, Any]] = []
        ports = PreflightPorts(self._take, lambda: self.accepted, self._save)
        self.service = PreflightService(ports, rig.content, rig.session, rig.worker, overlay=INTENT.overlay)
        self.service.started.connect(self._note("started"))
        self.service.report_changed.connect(self._note("report"))
        self.service.failed.connect(self._note("failed"))
        self.service.accepted.connect(self._note("accepted"))

    def run(self) -> None:
        before = len(self.told)
        self.service.run("S1", "L1")
        pump(lambda: len(self.told) >= before + 2)

    def names(self) -> list[str]:
        return [name for name, _value in self.told]

    def _note(self, name: str) -> Callable[..., None]:
        def note(*values: Any) -> None:
            self.told.append((name, values[0] if values else None))

        return note

    def _take(self) -> Survey:
        self.looks += 1
        if isinstance(self.survey, Exception):
            raise self.survey
        return self.survey

    def _save(self, accepted: Fingerprint) -> None:
        if self.save_error is not None:
            raise self.save_error
        self.accepted = accepted


@pytest.fixture
def world(rig: Rig) -> World:
    return World(rig)


def waivers(rig: Rig) -> list[tuple[str, str, list[str]]]:
    return [
        (event.body["reason"], event.body["by"], event.body["codes"])
        for event in rig.ledger.stored
        if event.kind == "preflight.waived"
    ]


def test_a_look_brings_a_report_for_the_chosen_shop_and_lineup(world: World) -> None:
    world.run()
    assert world.names() == ["started", "report"]
    report = world.service.report
    assert report is not None
    assert report.shop_id == "S1"
    assert {finding.subject for finding in report.findings if finding.code == "scene.missing"} == {"产品"}


def test_only_one_look_at_a_time(world: World) -> None:
    world.service.run("S1", "L1")
    world.service.run("S1", "L1")
    pump(lambda: world.service.report is not None)
    assert (world.looks, world.names(), world.service.busy) == (1, ["started", "report"], False)


def test_a_failed_look_keeps_the_old_report_and_lets_another_begin(world: World) -> None:
    world.run()
    old = world.service.report
    world.survey = SurveyError(LinkFault.HUNG, "OBS does not answer.")
    world.run()
    assert world.names()[-1] == "failed"
    assert world.told[-1][1] is world.survey
    assert world.service.report is old
    world.survey = studio()
    world.run()
    assert world.names()[-1] == "report"


def test_going_live_needs_a_reason_only_when_red(world: World, rig: Rig) -> None:
    assert not world.service.needs_reason
    world.survey = BLACK
    world.run()
    assert world.service.needs_reason
    world.survey = studio()
    world.service.run("", None)
    pump(lambda: not world.service.busy)
    assert world.service.report is not None
    assert world.service.report.level is Level.AMBER
    assert not world.service.needs_reason


def test_a_given_reason_goes_into_the_session_that_follows_and_no_other(world: World, rig: Rig) -> None:
    world.survey = BLACK
    world.run()
    world.service.waive("  备用机位 ", " 小周 ")
    rig.open()
    rig.settle()
    assert rig.ledger.kinds() == ["session.open", "preflight.waived"]
    ((reason, by, codes),) = waivers(rig)
    assert (reason, by) == ("备用机位", "小周")
    assert "picture.black" in codes
    assert set(codes) == set(world.service.report.codes if world.service.report else ())
    pump(lambda: rig.session.state is not None and len(rig.session.state.waivers) == 1)
    rig.session.close()
    pump(lambda: rig.session.state is None)
    rig.open()
    rig.settle()
    assert len(waivers(rig)) == 1


def test_a_rehearsal_carries_no_reason(world: World, rig: Rig) -> None:
    world.survey = BLACK
    world.run()
    world.service.waive("x", "y")
    rig.open(rehearsal=True)
    rig.settle()
    assert rig.ledger.kinds() == ["session.open"]


def test_a_reason_for_a_session_that_did_not_open_is_dropped(world: World, rig: Rig) -> None:
    world.survey = BLACK
    world.run()
    rig.open(rehearsal=True)
    world.service.waive("x", "y")
    rig.session.open("S1", "店", "小古")
    rig.session.close()
    pump(lambda: rig.session.state is None)
    rig.open()
    rig.settle()
    assert waivers(rig) == []


def test_the_accepted_state_is_the_one_of_the_report(world: World) -> None:
    world.service.accept()
    assert world.accepted is None
    world.run()
    world.service.accept()
    pump(lambda: world.names()[-1] == "accepted")
    assert world.accepted == fingerprint(studio())
    world.run()
    report = world.service.report
    assert report is not None
    assert report.drift == ()
    assert report.level is Level.RED


def test_an_accepted_state_that_is_not_kept_is_told(world: World) -> None:
    world.run()
    world.save_error = SettingsError("The state of OBS was not kept.")
    world.service.accept()
    pump(lambda: world.names()[-1] == "failed")
    assert world.told[-1][1] is world.save_error
