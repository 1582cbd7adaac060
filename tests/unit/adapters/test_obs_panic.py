# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Panic: cut and mute behind nothing else, whatever is known of OBS, and say honestly what came of it."""

from collections.abc import Iterator

import pytest

from app.adapters.obs.link import ObsLink
from app.domain.obs.commands import Panic, PanicOutcome, SetMute, SetStream, SetTransition
from app.domain.obs.state import LinkPhase, Transition
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_obs_model import FakeInput
from tests.helpers.obs_link import StateTape, is_down, is_live, running_link
from tests.helpers.until import until

ORDER = Panic("Policy", ("Mic", "Guest"))


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    with FakeObs() as fake:
        fake.model.inputs["Guest"] = FakeInput(muted=False, kind="pulse_input_capture")
        yield fake


@pytest.fixture
def linked(obs: FakeObs) -> Iterator[tuple[ObsLink, StateTape]]:
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        yield link, tape


@pytest.fixture
def link(linked: tuple[ObsLink, StateTape]) -> ObsLink:
    return linked[0]


def _is_dark(obs: FakeObs) -> bool:
    return (obs.model.program, obs.model.inputs["Mic"].muted, obs.model.inputs["Guest"].muted) == (
        "Policy",
        True,
        True,
    )


def test_panic_cuts_and_mutes_and_reads_both_back(link: ObsLink, obs: FakeObs) -> None:
    outcome = link.panic(ORDER).result(5)

    assert outcome == PanicOutcome(ORDER, True, ("Mic", "Guest"))
    assert outcome.ok
    assert _is_dark(obs)


def test_panic_is_two_batches_and_mutes_first(link: ObsLink, obs: FakeObs) -> None:
    obs.forget()
    link.panic(ORDER).result(5)
    ours = [batch for batch in obs.batches if "SetInputMute" in batch or batch[0] == "GetInputMute"]

    assert ours[0] == ["SetInputMute", "SetInputMute", "SetCurrentSceneTransition", "SetCurrentProgramScene"]
    assert ["GetInputMute", "GetInputMute", "GetCurrentProgramScene", "GetCurrentSceneTransitionCursor"] in ours


def test_panic_takes_no_time_and_leaves_the_cut_in_use(link: ObsLink, obs: FakeObs) -> None:
    assert obs.model.transition == "Fade"

    assert link.panic(ORDER).result(5).ok

    assert [one["transitionName"] for one in obs.asked("SetCurrentSceneTransition")] == ["Cut"]
    assert obs.model.transition == "Cut"


def test_panic_changes_no_transition_where_a_cut_is_in_use(linked: tuple[ObsLink, StateTape], obs: FakeObs) -> None:
    link, tape = linked
    assert link.submit(SetTransition("Cut")).result(5).ok
    tape.wait_for(lambda state: state.transition == Transition("Cut"), "the cut in use")
    obs.forget()

    assert link.panic(ORDER).result(5).ok

    assert not obs.asked("SetCurrentSceneTransition")


def test_the_state_follows_a_panic(linked: tuple[ObsLink, StateTape]) -> None:
    link, tape = linked
    link.panic(ORDER).result(5)

    tape.wait_for(
        lambda state: state.program_scene == "Policy" and all(one.muted for one in state.audio), "dark and silent"
    )


def test_panic_waits_for_no_other_command(link: ObsLink, obs: FakeObs) -> None:
    obs.hold("StartStream")
    blocked = link.submit(SetStream(True), deadline_s=30.0)
    until(lambda: obs.asked("StartStream"), "the command thread waits for OBS")
    queued = link.submit(SetMute("Mic", False), deadline_s=30.0)

    outcome = link.panic(ORDER).result(1)

    assert (outcome.ok, blocked.done(), queued.done()) == (True, False, False)
    assert _is_dark(obs)


def test_panic_works_while_the_heartbeat_is_late(linked: tuple[ObsLink, StateTape], obs: FakeObs) -> None:
    link, tape = linked
    obs.hold("GetStats")
    tape.wait_for(lambda state: state.phase is LinkPhase.DEGRADED, "degraded")

    assert link.panic(ORDER).result(1).ok
    assert _is_dark(obs)


def test_panic_needs_no_true_model(obs: FakeObs) -> None:
    """Scenes and inputs that the desk has never read, during a change that never ends."""
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        obs.emit("CurrentSceneCollectionChanging", {"sceneCollectionName": "Other"})
        tape.wait_for(lambda state: state.phase is LinkPhase.LOADING, "loading")
        obs.model.scenes = ["Dark"]
        obs.model.inputs = {"New mic": FakeInput(muted=False)}

        outcome = link.panic(Panic("Dark", ("New mic",))).result(5)

        assert outcome.ok
        assert (obs.model.program, obs.model.inputs["New mic"].muted) == ("Dark", True)


def test_a_missing_safe_scene_leaves_the_mutes_standing(link: ObsLink, obs: FakeObs) -> None:
    outcome = link.panic(Panic("gone", ("Mic",))).result(5)

    assert (outcome.ok, outcome.scene_safe, outcome.muted) == (False, False, ("Mic",))
    assert "no scene named gone" in outcome.detail
    assert obs.model.inputs["Mic"].muted is True


def test_inputs_that_stay_open_are_named(link: ObsLink, obs: FakeObs) -> None:
    outcome = link.panic(Panic("Policy", ("Mic", "Nobody"))).result(5)

    assert (outcome.scene_safe, outcome.muted, outcome.not_muted) == (True, ("Mic",), ("Nobody",))
    assert "Not muted: Nobody" in outcome.detail


def test_without_a_safe_scene_the_scene_is_left_alone(link: ObsLink, obs: FakeObs) -> None:
    outcome = link.panic(Panic("", ("Mic",))).result(5)

    assert (outcome.ok, obs.model.program, obs.model.inputs["Mic"].muted) == (True, "Scene", True)


def test_a_cut_that_obs_does_not_carry_out_is_not_called_safe(
    link: ObsLink, obs: FakeObs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.adapters.obs.panic_thread._CONFIRM_S", 0.1)
    obs.faults.ignore.add("SetCurrentProgramScene")

    outcome = link.panic(ORDER).result(5)

    assert (outcome.scene_safe, outcome.muted) == (False, ("Mic", "Guest"))
    assert "another scene is on air" in outcome.detail


def test_a_fade_that_goes_on_is_not_called_safe(link: ObsLink, obs: FakeObs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.adapters.obs.panic_thread._CONFIRM_S", 0.1)
    obs.model.transition_cursor = 0.3

    outcome = link.panic(ORDER).result(5)

    assert (outcome.scene_safe, obs.model.transition) == (False, "Cut")
    assert "fades to the safe scene slowly" in outcome.detail


def test_pressing_twice_is_pressing_once(link: ObsLink, obs: FakeObs) -> None:
    obs.hold("SetInputMute")
    presses = [link.panic(ORDER)]
    until(lambda: obs.asked("SetInputMute"), "under way")
    presses += [link.panic(ORDER) for _ in range(5)]
    obs.release()

    assert all(press.result(5).ok for press in presses)
    assert len(obs.asked("SetCurrentProgramScene")) == 1
    again = link.panic(ORDER).result(5)
    assert (again.ok, len(obs.asked("SetCurrentProgramScene"))) == (True, 2)


def test_another_order_during_the_first_is_carried_out_after_it(link: ObsLink, obs: FakeObs) -> None:
    obs.hold("SetInputMute")
    first, second = link.panic(ORDER), link.panic(Panic("Goods", ("Mic",)))
    obs.release()

    assert (first.result(5).ok, second.result(5).ok, obs.model.program) == (True, True, "Goods")


def test_a_hung_obs_is_told_in_words(
    linked: tuple[ObsLink, StateTape], obs: FakeObs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.adapters.obs.panic_thread.ANSWER_S", 0.2)
    link, tape = linked
    obs.go_silent()

    outcome = link.panic(ORDER).result(5)

    assert (outcome.ok, outcome.scene_safe, outcome.not_muted) == (False, False, ("Mic", "Guest"))
    assert "does not answer" in outcome.detail
    assert "mixer" in outcome.detail
    assert tape.wait_for(is_down, "the link is given up").phase is LinkPhase.HUNG


def test_an_obs_that_is_gone_is_told_in_words(linked: tuple[ObsLink, StateTape], obs: FakeObs) -> None:
    link, tape = linked
    obs.stop()
    tape.wait_for(is_down, "gone")

    outcome = link.panic(ORDER).result(0)

    assert (outcome.ok, outcome.not_muted) == (False, ("Mic", "Guest"))
    assert "not connected" in outcome.detail


def test_a_connection_that_breaks_during_a_panic_is_told_in_words(link: ObsLink, obs: FakeObs) -> None:
    obs.hold("SetInputMute")
    pending = link.panic(ORDER)
    until(lambda: obs.asked("SetInputMute"), "under way")
    obs.cut_all()

    assert "broke off" in pending.result(5).detail


def test_an_obs_that_loads_says_so_in_the_outcome(link: ObsLink, obs: FakeObs) -> None:
    obs.faults.not_ready = True

    outcome = link.panic(ORDER).result(5)

    assert (outcome.ok, "loading" in outcome.detail) == (False, True)


def test_a_panic_wire_that_obs_closes_is_noticed_while_idle(linked: tuple[ObsLink, StateTape], obs: FakeObs) -> None:
    obs.kick(4011)

    linked[1].wait_for(is_down, "kicked")
