# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The supervised link against a fake OBS that is broken on purpose."""

import gc
import json
import logging
import socket
import threading

import pytest

from app.domain.obs.commands import ObsFailure, SwitchScene
from app.domain.obs.state import AudioInput, LinkFault, LinkPhase, ObsState, OutputPhase
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.obs_link import is_down, is_live, running_link
from tests.helpers.until import until


def _open_sockets() -> int:
    return sum(issubclass(type(item), socket.socket) and item.fileno() != -1 for item in gc.get_objects())


@pytest.mark.parametrize("dialect", ["5.1", "5.5"])
def test_a_link_reads_everything_before_it_is_live(dialect: str) -> None:
    with FakeObs(dialect=dialect) as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        state = tape.wait_for(is_live, "live")

    assert tape.phases()[:4] == [LinkPhase.CONNECTING, LinkPhase.IDENTIFYING, LinkPhase.LOADING, LinkPhase.LIVE]
    assert state.scene_names == ("Scene", "Goods", "Policy")
    uuid = obs.model.uuid_of("Mic") if dialect == "5.5" else ""
    assert (state.program_scene, state.audio) == ("Scene", (AudioInput("Mic", False, uuid=uuid),))
    assert (state.stream, state.record, state.epoch) == (OutputPhase.OFF, OutputPhase.OFF, 1)
    assert state.obs_version == obs.model.obs_version


def test_four_clients_are_identified_each_on_its_own_connection() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")

        assert obs.clients == 4


@pytest.mark.parametrize(
    ("password", "fault"), [("wrong", LinkFault.PASSWORD_WRONG), (None, LinkFault.PASSWORD_MISSING)]
)
def test_a_bad_password_is_tried_once_and_then_asks(password: str | None, fault: LinkFault) -> None:
    with FakeObs() as obs, running_link(obs.address, password) as (_, tape):
        state = tape.wait_for(is_down, "refused")
        with pytest.raises(TimeoutError):
            until(lambda: obs.greeted > 1, "a second attempt", timeout_s=0.3)

    assert (state.fault, state.retry_in_s) == (fault, None)


def test_retry_now_uses_the_corrected_password() -> None:
    answers = ["wrong", FAKE_PASSWORD]
    with FakeObs() as obs, running_link(obs.address, lambda: answers[0]) as (link, tape):
        tape.wait_for(is_down, "refused")
        answers.pop(0)
        link.retry_now()
        tape.wait_for(is_live, "live")

        assert obs.refused == 1


def test_a_password_changed_while_connected_stops_the_link_after_the_kick() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        obs.password = "changed"
        obs.kick(4011)
        kicked = tape.wait_for(is_down, "kicked")
        link.retry_now()
        refused = tape.wait_for(lambda state: state.fault is LinkFault.PASSWORD_WRONG, "refused")

        assert (kicked.fault, kicked.retry_in_s) == (LinkFault.KICKED, None)
        assert (obs.refused, refused.retry_in_s) == (1, None)


@pytest.mark.expected_log("")
def test_a_keyring_that_fails_is_told_and_never_ends_the_supervision() -> None:
    def locked() -> str | None:
        raise RuntimeError("locked")

    with FakeObs() as obs, running_link(obs.address, locked) as (link, tape):
        first = tape.wait_for(is_down, "told")
        link.retry_now()
        until(lambda: obs.greeted == 2, "a second attempt")

        assert first.fault is LinkFault.PASSWORD_MISSING


def test_the_password_reaches_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
        obs.stop()
        tape.wait_for(is_down, "gone")

    assert FAKE_PASSWORD not in caplog.text + repr(tape.states)


def test_an_obs_that_dies_is_told_within_a_second() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD, quick=False) as (_, tape):
        tape.wait_for(is_live, "live")
        obs.stop()

        state = tape.wait_for(is_down, "gone", timeout_s=1.0)

    assert state.fault is LinkFault.LOST
    assert state.scene_names == ("Scene", "Goods", "Policy")


def test_a_restarted_obs_is_found_again_under_a_new_epoch() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
        obs.stop()
        tape.wait_for(lambda state: state.fault is LinkFault.NOT_RUNNING, "not running")
        obs.model.program = "Policy"
        obs.start()

        state = tape.wait_for(is_live, "live again")

    assert (state.epoch, state.program_scene) == (2, "Policy")


def test_fifty_broken_connections_leave_no_thread_and_no_socket_behind() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
        until(lambda: obs.clients == 4, "all connected")
        sockets = _open_sockets()
        for epoch in range(2, 52):
            obs.cut_all()
            tape.wait_for(lambda state, epoch=epoch: is_live(state) and state.epoch == epoch, "live again")
        until(lambda: _open_sockets() == sockets, "as many sockets as before")

        names = sorted(t.name for t in threading.enumerate() if t.name.startswith("obs-"))
        assert names == ["obs-commands", "obs-events", "obs-health", "obs-panic", "obs-supervisor"]


def test_a_hung_obs_degrades_the_link_and_then_counts_as_hung() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD, quick=False) as (_, tape):
        tape.wait_for(is_live, "live")
        obs.go_silent()

        state = tape.wait_for(lambda state: state.phase is LinkPhase.HUNG, "hung")
        obs.release()
        tape.wait_for(is_live, "live again")

    assert state.fault is LinkFault.HUNG
    assert LinkPhase.DEGRADED in tape.phases()


def test_closing_takes_no_time_even_while_obs_hangs() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        obs.go_silent()
        until(lambda: len(obs.asked("GetStats")) >= 2, "a heartbeat hangs")

        link.close()

        assert not [t for t in threading.enumerate() if t.name.startswith("obs-")]


def test_a_link_closed_before_it_began_to_connect_is_quiet() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (link, _):
        link.close()

        assert link.state.phase is LinkPhase.DISCONNECTED


@pytest.mark.parametrize(
    ("break_it", "fault"),
    [
        (lambda obs: setattr(obs.faults, "hello", "{}"), LinkFault.NOT_OBS),
        (lambda obs: setattr(obs.faults, "refuse_identify", 4010), LinkFault.TOO_OLD),
        (lambda obs: obs.model.available.discard("SetInputMute"), LinkFault.TOO_OLD),
        (lambda obs: obs.faults.garbage.add("GetVersion"), LinkFault.LOST),
        (lambda obs: obs.faults.wrong_kind.add("GetSceneList"), LinkFault.LOST),
        (lambda obs: obs.faults.refuse.update(GetStats=702), LinkFault.LOST),
        (lambda obs: obs.faults.close_on.update(GetStats=4011), LinkFault.KICKED),
    ],
    ids=["no hello", "rpc version", "request missing", "garbage", "wrong kind", "refused read", "kicked"],
)
def test_what_cannot_be_trusted_never_becomes_live(break_it: object, fault: LinkFault) -> None:
    with FakeObs() as obs:
        break_it(obs)  # type: ignore[operator]
        with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
            state = tape.wait_for(is_down, "down")

    assert state.fault is fault
    assert LinkPhase.LIVE not in tape.phases()


def test_an_obs_that_still_loads_is_waited_for() -> None:
    with FakeObs() as obs:
        obs.faults.not_ready = True
        with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
            tape.wait_for(lambda state: state.phase is LinkPhase.LOADING, "loading")
            refused = link.submit(SwitchScene("Goods")).result(5)
            obs.faults.not_ready = False
            tape.wait_for(is_live, "live")

    assert refused.failure is ObsFailure.NOT_READY
    assert obs.greeted == 4


def test_an_obs_that_crashed_when_asked_early_is_given_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.adapters.obs.session.FRAGILE_PAUSE_S", 60.0)
    with FakeObs() as obs:
        obs.model.obs_version = "30.0.2"
        with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
            tape.wait_for(lambda state: state.phase is LinkPhase.LOADING, "loading")

        assert (obs.asked("GetSceneList"), obs.greeted) == ([], 1)


def test_a_changed_scene_is_read_after_its_event() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
        obs.model.program = "Goods"
        obs.emit("SceneTransitionStarted")

        tape.wait_for(lambda state: state.program_scene == "Goods", "the new scene")


def test_a_mute_from_elsewhere_is_read_after_its_event() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
        obs.model.answer("SetInputMute", {"inputName": "Mic", "inputMuted": True})

        tape.wait_for(lambda state: state.audio == (AudioInput("Mic", True),), "muted")


def test_a_storm_of_scene_events_costs_few_reads() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
        before = len(obs.asked("GetSceneList"))
        for number in range(300):
            obs.model.scenes.append(f"New {number}")
            obs.emit("SceneCreated", {"sceneName": f"New {number}"})
        tape.wait_for(lambda state: len(state.scene_names) == 303, "all scenes")

        assert len(obs.asked("GetSceneList")) - before < 30


@pytest.mark.parametrize("program_while_changing", [None, "Scene"])
def test_a_collection_change_shows_no_mixed_list(program_while_changing: str | None) -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        obs.emit("CurrentSceneCollectionChanging", {"sceneCollectionName": "Other"})
        tape.wait_for(lambda state: state.phase is LinkPhase.LOADING, "loading")
        obs.model.program, obs.model.scenes = program_while_changing, ["half"]
        obs.emit("SceneCreated", {"sceneName": "half"})
        refused = link.submit(SwitchScene("Goods")).result(5)
        obs.model.program, obs.model.scenes = "B", ["A", "B"]
        obs.emit("CurrentSceneCollectionChanged", {"sceneCollectionName": "Other"})
        state = tape.wait_for(is_live, "live")

    assert refused.failure is ObsFailure.NOT_READY
    assert (state.scene_names, state.program_scene, state.epoch) == (("A", "B"), "B", 3)
    assert {told.scene_names for told in tape.states} == {(), ("Scene", "Goods", "Policy"), ("A", "B")}


@pytest.mark.expected_log("could not be read")
@pytest.mark.parametrize(
    "poison", ["not json", "[]", '{"op": 5}', '{"op": 5, "d": {"eventType": "InputMuteStateChanged"}}']
)
def test_a_poisoned_event_does_not_stop_the_reading_of_others(poison: str) -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
        obs.emit_raw(poison)
        obs.model.program = "Policy"
        obs.emit("CurrentProgramSceneChanged")
        tape.wait_for(lambda state: state.program_scene == "Policy", "the next event")

        assert obs.greeted == 4


def test_an_unknown_event_is_ignored() -> None:
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
        obs.emit_raw(json.dumps({"op": 5, "d": {"eventType": "FromTheFuture", "eventIntent": 1}}))
        obs.model.program = "Policy"
        obs.emit("SceneTransitionEnded")
        state = tape.wait_for(lambda state: state.program_scene == "Policy", "the next event")

        assert state.phase is LinkPhase.LIVE


def test_a_picture_that_stands_still_degrades_the_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.adapters.obs.health_thread.BEAT_S", 0.05)
    monkeypatch.setattr("app.domain.obs.reducer.FROZEN_S", 0.2)
    with FakeObs() as obs, running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
        obs.model.frozen = True
        frozen = tape.wait_for(lambda state: state.phase is LinkPhase.DEGRADED, "frozen")
        obs.model.frozen = False
        tape.wait_for(is_live, "moving again")

    assert "frozen" in frozen.fault_detail


@pytest.mark.expected_log("listener")
def test_a_listener_that_raises_harms_nobody() -> None:
    from app.adapters.obs.link import ObsLink

    def broken(_state: ObsState) -> None:
        raise RuntimeError("listener")

    with FakeObs() as obs:
        link = ObsLink(obs.address, lambda: FAKE_PASSWORD, listener=broken)
        link.start()
        try:
            until(lambda: link.state.phase is LinkPhase.LIVE, "live")
            assert link.submit(SwitchScene("Goods")).result(5).ok
        finally:
            link.close()
