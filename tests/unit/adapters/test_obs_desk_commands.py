# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command: set, read back, or refused in a plain sentence."""

from collections.abc import Callable, Iterator

import pytest

from app.adapters.obs.link import ObsLink
from app.domain.obs.commands import (
    ControlMedia,
    MarkChapter,
    MediaAction,
    ObsCommand,
    ObsFailure,
    PauseRecord,
    SaveReplay,
    SetFilterEnabled,
    SetItemVisible,
    SetMute,
    SetPreview,
    SetRecord,
    SetReplay,
    SetStudioMode,
    SetTransition,
    SetVirtualCamera,
    SetVolume,
    SplitRecord,
    SwitchScene,
    TakePreview,
)
from app.domain.obs.state import MediaPhase, ObsState, OutputPhase, Transition
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_obs_model import FakeInput, FakeItem, FakeModel, FakeOutput
from tests.helpers.obs_link import is_down, is_live, running_link
from tests.helpers.until import until


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    with FakeObs(dialect="5.5") as fake:
        model = fake.model
        model.items["Scene"] = [FakeItem(1, "Product"), FakeItem(2, "Box", is_group=True)]
        model.groups["Box"] = [FakeItem(7, "Clip")]
        model.filters["Mic"] = {"Gate": True}
        model.inputs["Clip"] = FakeInput(kind="ffmpeg_source", media="STOPPED", duration_ms=90)
        model.replay, model.camera = FakeOutput("ReplayBufferStateChanged"), FakeOutput("VirtualcamStateChanged")
        yield fake


@pytest.fixture
def link(obs: FakeObs) -> Iterator[ObsLink]:
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        yield link


def _studio(obs: FakeModel) -> None:
    obs.preview = "Goods"


def _recording(obs: FakeModel) -> None:
    obs.record.active = True


def _replaying(obs: FakeModel) -> None:
    assert obs.replay is not None
    obs.replay.active = True


def _nothing(_obs: FakeModel) -> None:
    pass


Before = Callable[[FakeModel], None]
Holds = Callable[[FakeModel], object]
DONE: list[tuple[ObsCommand, Before, Holds, Callable[[ObsState], object]]] = [
    (SetStudioMode(True), _nothing, lambda obs: obs.preview == "Scene", lambda now: now.preview_scene == "Scene"),
    (SetStudioMode(False), _studio, lambda obs: obs.preview is None, lambda now: not now.studio_mode),
    (SetPreview("Policy"), _studio, lambda obs: obs.preview == "Policy", lambda now: now.preview_scene == "Policy"),
    (TakePreview(), _studio, lambda obs: obs.program == "Goods", lambda now: now.program_scene == "Goods"),
    (
        SetTransition("Fade", 700),
        _nothing,
        lambda obs: (obs.transition, obs.transition_ms) == ("Fade", 700),
        lambda now: now.transition == Transition("Fade", 700),
    ),
    (
        SetTransition(duration_ms=250),
        _nothing,
        lambda obs: (obs.transition, obs.transition_ms) == ("Fade", 250),
        lambda now: now.transition == Transition("Fade", 250),
    ),
    (
        SetTransition("Cut", 250),
        _nothing,
        lambda obs: obs.transition == "Cut",
        lambda now: now.transition == Transition("Cut"),
    ),
    (
        SetVolume("Mic", -12.5),
        _nothing,
        lambda obs: obs.inputs["Mic"].volume_db == -12.5,
        lambda now: (now.audio[0].volume_db, now.audio[0].muted) == (-12.5, False),
    ),
    (
        SetItemVisible("Scene", 1, False),
        _nothing,
        lambda obs: not obs.items["Scene"][0].visible,
        lambda now: [one.visible for one in now.items if one.source == "Product"] == [False],
    ),
    (
        SetItemVisible("Box", 7, False),
        _nothing,
        lambda obs: not obs.groups["Box"][0].visible,
        lambda now: [one.visible for one in now.items if one.container == "Box"] == [False],
    ),
    (
        SetFilterEnabled("Mic", "Gate", False),
        _nothing,
        lambda obs: not obs.filters["Mic"]["Gate"],
        lambda now: not now.filters[0].enabled,
    ),
    (
        ControlMedia("Clip", MediaAction.PLAY),
        _nothing,
        lambda obs: obs.inputs["Clip"].media == "PLAYING",
        lambda now: now.media[0].phase is MediaPhase.PLAYING,
    ),
    (
        ControlMedia("Clip", MediaAction.PAUSE),
        _nothing,
        lambda obs: obs.inputs["Clip"].media == "PAUSED",
        lambda now: now.media[0].phase is MediaPhase.PAUSED,
    ),
    (PauseRecord(True), _recording, lambda obs: obs.record.paused, lambda now: now.record is OutputPhase.PAUSED),
    (SplitRecord(), _recording, lambda obs: obs.record_files == 2, lambda _now: True),
    (MarkChapter("皮牙子馕"), _recording, lambda obs: obs.chapters == ["皮牙子馕"], lambda _now: True),
    (MarkChapter(), _recording, lambda obs: obs.chapters == [""], lambda _now: True),
    (SetReplay(True), _nothing, lambda obs: obs.replay.active, lambda now: now.replay is OutputPhase.ON),
    (SaveReplay(), _replaying, lambda obs: obs.saved_replays == 1, lambda _now: True),
    (SetVirtualCamera(True), _nothing, lambda obs: obs.camera.active, lambda now: now.virtual_camera is OutputPhase.ON),
]


@pytest.mark.parametrize(("command", "before", "in_obs", "known"), DONE, ids=[repr(case[0])[:40] for case in DONE])
def test_a_command_is_done_read_back_and_known(
    obs: FakeObs, command: ObsCommand, before: Before, in_obs: Holds, known: Callable[[ObsState], object]
) -> None:
    before(obs.model)
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        outcome = link.submit(command).result(5)

        assert outcome.ok, outcome
        assert in_obs(obs.model)
        assert known(link.state)


REFUSED: list[tuple[ObsCommand, ObsFailure, tuple[str, ...], str]] = [
    (SetPreview("Goods"), ObsFailure.REJECTED, (), "Studio mode is off"),
    (TakePreview(), ObsFailure.REJECTED, (), "Studio mode is off"),
    (SetTransition("Swirl"), ObsFailure.NOT_FOUND, ("Swirl",), "nothing of that name"),
    (SetTransition(duration_ms=1), ObsFailure.REJECTED, (), "below the minimum"),
    (SetVolume("Nobody", 0.0), ObsFailure.NOT_FOUND, ("Nobody",), "nothing of that name"),
    (SetVolume("Product", 0.0), ObsFailure.REJECTED, (), "does not support audio"),
    (SetItemVisible("Scene", 99, True), ObsFailure.NOT_FOUND, ("Scene",), "nothing of that name"),
    (SetItemVisible("Nowhere", 1, True), ObsFailure.NOT_FOUND, ("Nowhere",), "nothing of that name"),
    (SetFilterEnabled("Mic", "Echo", True), ObsFailure.NOT_FOUND, ("Echo",), "nothing of that name"),
    (ControlMedia("Nothing", MediaAction.PLAY), ObsFailure.NOT_FOUND, ("Nothing",), "nothing of that name"),
    (PauseRecord(True), ObsFailure.REJECTED, (), "not running"),
    (SplitRecord(), ObsFailure.REJECTED, (), "Nothing is being recorded"),
    (MarkChapter("x"), ObsFailure.REJECTED, (), "Nothing is being recorded"),
    (SaveReplay(), ObsFailure.REJECTED, (), "not running"),
]


@pytest.mark.parametrize(
    ("command", "failure", "missing", "words"), REFUSED, ids=[repr(case[0])[:40] for case in REFUSED]
)
def test_what_obs_refuses_is_told_in_words(
    link: ObsLink, command: ObsCommand, failure: ObsFailure, missing: tuple[str, ...], words: str
) -> None:
    outcome = link.submit(command).result(5)

    assert (outcome.failure, outcome.missing) == (failure, missing)
    assert words in outcome.detail


@pytest.mark.parametrize("command", [SetReplay(True), SaveReplay(), SetVirtualCamera(True)])
def test_an_output_that_obs_lacks_is_refused_in_words(obs: FakeObs, command: ObsCommand) -> None:
    obs.model.replay = obs.model.camera = None
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        outcome = link.submit(command).result(5)

        assert (outcome.failure, "switched off" in outcome.detail) == (ObsFailure.REJECTED, True)
        assert (link.state.replay, link.state.virtual_camera) == (None, None)


IGNORED: list[tuple[ObsCommand, str]] = [
    (SetStudioMode(True), "SetStudioModeEnabled"),
    (SetTransition("Cut"), "SetCurrentSceneTransition"),
    (SetVolume("Mic", -5.0), "SetInputVolume"),
    (SetItemVisible("Scene", 1, False), "SetSceneItemEnabled"),
    (SetFilterEnabled("Mic", "Gate", False), "SetSourceFilterEnabled"),
    (ControlMedia("Clip", MediaAction.PLAY), "TriggerMediaInputAction"),
]


@pytest.mark.parametrize(("command", "request_kind"), IGNORED)
def test_what_obs_takes_and_does_not_do_is_not_confirmed(
    obs: FakeObs, link: ObsLink, command: ObsCommand, request_kind: str
) -> None:
    obs.faults.ignore.add(request_kind)

    outcome = link.submit(command).result(5)

    assert outcome.failure is ObsFailure.NOT_CONFIRMED
    assert "OBS" in outcome.detail


def test_a_pause_where_obs_says_yes_and_records_nothing_is_refused(obs: FakeObs, link: ObsLink) -> None:
    obs.faults.ignore.add("PauseRecord")

    outcome = link.submit(PauseRecord(True)).result(5)

    assert (outcome.failure, "Nothing is being recorded" in outcome.detail) == (ObsFailure.REJECTED, True)


@pytest.mark.parametrize("command", [SplitRecord(), MarkChapter("x")])
def test_what_this_obs_cannot_do_is_refused_at_once_without_asking_it(command: ObsCommand) -> None:
    with FakeObs(dialect="5.1") as obs, running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        outcome = link.submit(command).result(0)

        assert (outcome.failure, "Update OBS" in outcome.detail) == (ObsFailure.NOT_OFFERED, True)
        assert obs.asked("SplitRecordFile") + obs.asked("CreateRecordChapter") == []


def test_a_dragged_fader_builds_no_queue_on_a_slow_obs(obs: FakeObs, link: ObsLink) -> None:
    obs.hold("SetInputVolume")
    first = link.submit(SetVolume("Mic", 0.0))
    until(lambda: obs.asked("SetInputVolume"), "the first move is under way")
    rest = [link.submit(SetVolume("Mic", -number / 4)) for number in range(1, 201)]
    muted = link.submit(SetMute("Mic", True))
    obs.release()

    assert all(future.result(5).ok for future in (first, muted, *rest))
    assert [data["inputVolumeDb"] for data in obs.asked("SetInputVolume")] == [0.0, -50.0]
    assert (obs.model.inputs["Mic"].volume_db, link.state.audio[0].volume_db) == (-50.0, -50.0)


def test_no_command_is_sent_again_after_a_reconnect(obs: FakeObs) -> None:
    commands = [SetVolume("Mic", -1.0), SetItemVisible("Scene", 1, False), SetRecord(True), SetStudioMode(True)]
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        obs.hold("SetCurrentProgramScene")
        held = link.submit(SwitchScene("Goods"))
        until(lambda: obs.asked("SetCurrentProgramScene"), "held")
        waiting = [link.submit(command) for command in commands]
        obs.stop()
        tape.wait_for(is_down, "gone")
        outcomes = {future.result(5).failure for future in (held, *waiting)}
        obs.start()
        tape.wait_for(is_live, "live again")
        until(lambda: len(obs.asked("GetStats")) >= 3, "time passes")

    assert outcomes == {ObsFailure.LINK_LOST}
    sent = [kind for kind, _ in obs.requests if kind.startswith(("Set", "Start"))]
    assert sent == ["SetCurrentProgramScene"]
