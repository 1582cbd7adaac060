# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands: set, read back, undo; refused at once or carried out in time, never late."""

from collections.abc import Iterator

import pytest

from app.adapters.obs.drawable import drawable
from app.adapters.obs.link import ObsLink
from app.domain.obs.commands import ObsFailure, PresentItem, SetMute, SetRecord, SetStream, SwitchScene
from app.domain.obs.state import AudioInput, OutputPhase
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_obs_model import FakeInput, FakeItem
from tests.helpers.obs_link import StateTape, is_down, is_live, running_link
from tests.helpers.until import until


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    with FakeObs() as fake:
        yield fake


@pytest.fixture
def linked(obs: FakeObs) -> Iterator[tuple[ObsLink, StateTape]]:
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        yield link, tape


@pytest.fixture
def link(linked: tuple[ObsLink, StateTape]) -> ObsLink:
    return linked[0]


def test_a_scene_is_switched_and_the_state_already_says_so(link: ObsLink, obs: FakeObs) -> None:
    outcome = link.submit(SwitchScene("Goods")).result(5)

    assert outcome.ok
    assert outcome.elapsed_ms > 0
    assert (obs.model.program, link.state.program_scene) == ("Goods", "Goods")


def test_a_scene_that_obs_lacks_is_named(link: ObsLink, obs: FakeObs) -> None:
    outcome = link.submit(SwitchScene("gone")).result(5)

    assert (outcome.failure, outcome.missing) == (ObsFailure.NOT_FOUND, ("gone",))
    assert link.state.program_scene == "Scene"


def test_a_switch_that_obs_takes_and_does_not_do_is_not_confirmed(link: ObsLink, obs: FakeObs) -> None:
    obs.faults.ignore.add("SetCurrentProgramScene")

    outcome = link.submit(SwitchScene("Goods")).result(5)

    assert outcome.failure is ObsFailure.NOT_CONFIRMED


def test_a_scene_that_obs_takes_although_it_was_just_removed_is_named_as_gone(link: ObsLink, obs: FakeObs) -> None:
    obs.faults.ignore.add("SetCurrentProgramScene")

    outcome = link.submit(SwitchScene("removed")).result(5)

    assert (outcome.failure, outcome.missing) == (ObsFailure.NOT_FOUND, ("removed",))


def test_muting_is_read_back(link: ObsLink, obs: FakeObs) -> None:
    outcome = link.submit(SetMute("Mic", True)).result(5)

    assert outcome.ok
    assert obs.model.inputs["Mic"].muted is True
    assert link.state.audio == (AudioInput("Mic", True),)


@pytest.mark.parametrize(
    ("name", "failure", "missing"),
    [("none", ObsFailure.NOT_FOUND, ("none",)), ("Product", ObsFailure.REJECTED, ())],
    ids=["no such input", "no sound"],
)
def test_muting_what_cannot_be_muted_says_why(
    link: ObsLink, name: str, failure: ObsFailure, missing: tuple[str, ...]
) -> None:
    outcome = link.submit(SetMute(name, True)).result(5)

    assert (outcome.failure, outcome.missing) == (failure, missing)


def test_presenting_sets_texts_and_scene_in_one_batch(link: ObsLink, obs: FakeObs) -> None:
    obs.forget()

    outcome = link.submit(PresentItem({"Product": "皮牙子馕", "Price": "9.90"}, "Goods")).result(5)

    assert outcome.ok
    assert obs.model.inputs["Product"].settings["text"] == "皮牙子馕"
    assert (obs.model.inputs["Price"].settings["text"], obs.model.program) == ("9.90", "Goods")
    assert link.state.program_scene == "Goods"
    assert sum("SetInputSettings" in batch for batch in obs.batches) == 1


def test_presenting_without_a_scene_leaves_the_program_alone(link: ObsLink, obs: FakeObs) -> None:
    outcome = link.submit(PresentItem({"Product": "new"})).result(5)

    assert outcome.ok
    assert (obs.model.program, obs.asked("SetCurrentProgramScene")) == ("Scene", [])


def test_uyghur_is_set_as_this_obs_s_text_source_can_draw_it(link: ObsLink, obs: FakeObs) -> None:
    obs.model.inputs["Name"] = FakeInput({"text": ""}, kind="text_ft2_source_v2")
    obs.model.items["Goods"] = [FakeItem(1, "Name")]
    obs.emit("SceneItemCreated", {"sceneName": "Goods", "sourceName": "Name", "sceneItemId": 1, "sceneItemIndex": 0})
    until(lambda: any(item.source == "Name" for item in link.state.items), "the link knows the input")
    assert link.submit(PresentItem({"Name": "تونۇر نان"})).result(5).ok
    assert obs.model.inputs["Name"].settings["text"] == drawable("تونۇر نان", "text_ft2_source_v2") != "تونۇر نان"


def test_a_missing_input_is_named_while_the_rest_goes_on_air(link: ObsLink, obs: FakeObs) -> None:
    outcome = link.submit(PresentItem({"Product": "new", "Seller": "x"}, "Goods")).result(5)

    assert (outcome.ok, outcome.missing) == (True, ("Seller",))
    assert (obs.model.inputs["Product"].settings["text"], obs.model.program) == ("new", "Goods")


def test_only_missing_inputs_and_no_scene_is_not_found(link: ObsLink) -> None:
    outcome = link.submit(PresentItem({"Seller": "x"})).result(5)

    assert (outcome.failure, outcome.missing) == (ObsFailure.NOT_FOUND, ("Seller",))


def test_a_missing_scene_puts_the_texts_back(link: ObsLink, obs: FakeObs) -> None:
    outcome = link.submit(PresentItem({"Product": "new"}, "gone")).result(5)

    assert (outcome.failure, outcome.missing) == (ObsFailure.NOT_FOUND, ("gone",))
    assert obs.model.inputs["Product"].settings["text"] == "first"


def test_a_text_that_obs_does_not_take_puts_the_scene_back(link: ObsLink, obs: FakeObs) -> None:
    obs.faults.ignore.add("SetInputSettings")

    outcome = link.submit(PresentItem({"Product": "new"}, "Goods")).result(5)

    assert outcome.failure is ObsFailure.NOT_CONFIRMED
    assert obs.model.program == "Scene"


def test_a_refused_text_puts_the_scene_back(link: ObsLink, obs: FakeObs) -> None:
    obs.faults.refuse["SetInputSettings"] = 702

    outcome = link.submit(PresentItem({"Product": "new"}, "Goods")).result(5)

    assert outcome.failure is ObsFailure.REJECTED
    assert obs.model.program == "Scene"


@pytest.mark.parametrize("command", [SetStream, SetRecord])
def test_an_output_starts_and_stops(link: ObsLink, command: type[SetStream | SetRecord]) -> None:
    started = link.submit(command(True)).result(5)
    running = (link.state.stream, link.state.record)
    stopped = link.submit(command(False)).result(5)

    assert (started.ok, stopped.ok) == (True, True)
    assert OutputPhase.ON in running
    assert (link.state.stream, link.state.record) == (OutputPhase.OFF, OutputPhase.OFF)


def test_starting_what_runs_is_fine_and_asks_no_second_time(link: ObsLink, obs: FakeObs) -> None:
    obs.model.stream.active = True

    assert link.submit(SetStream(True)).result(5).ok
    assert len(obs.asked("StartStream")) == 1


def test_a_stream_that_never_starts_is_told_as_failed(link: ObsLink, obs: FakeObs) -> None:
    obs.model.stream.behaviour = "fails"

    outcome = link.submit(SetStream(True)).result(5)

    assert (outcome.failure, "did not start" in outcome.detail) == (ObsFailure.REJECTED, True)
    assert (link.state.stream, link.state.stream_failed) == (OutputPhase.OFF, True)


def test_a_stream_that_takes_long_is_not_confirmed_and_stays_starting(link: ObsLink, obs: FakeObs) -> None:
    obs.model.stream.behaviour = "hangs"

    outcome = link.submit(SetStream(True), deadline_s=0.3).result(5)

    assert outcome.failure is ObsFailure.NOT_CONFIRMED
    assert (link.state.stream, len(obs.asked("StartStream"))) == (OutputPhase.STARTING, 1)


def test_a_pending_stream_start_does_not_delay_a_mute(link: ObsLink, obs: FakeObs) -> None:
    obs.model.stream.behaviour = "hangs"
    pending = link.submit(SetStream(True), deadline_s=5.0)
    until(lambda: obs.asked("StartStream"), "the order is given")

    assert link.submit(SetMute("Mic", True)).result(1).ok
    assert not pending.done()


def test_a_refused_start_leaves_the_stream_off(link: ObsLink, obs: FakeObs) -> None:
    obs.faults.refuse["StartStream"] = 703

    outcome = link.submit(SetStream(True)).result(5)

    assert (outcome.failure, link.state.stream) == (ObsFailure.REJECTED, OutputPhase.OFF)


def test_a_stream_that_obs_is_reconnecting_says_so(linked: tuple[ObsLink, StateTape], obs: FakeObs) -> None:
    link, tape = linked
    link.submit(SetStream(True)).result(5)
    obs.model.stream.reconnecting = True
    obs.model.tell_output(obs.model.stream, "RECONNECTING", active=True)

    tape.wait_for(lambda state: state.stream is OutputPhase.RECONNECTING, "reconnecting")
    until(lambda: link.state.stream is OutputPhase.RECONNECTING, "and a read agrees")


def test_a_command_without_a_link_is_refused_at_once(linked: tuple[ObsLink, StateTape], obs: FakeObs) -> None:
    link, tape = linked
    obs.stop()
    tape.wait_for(is_down, "gone")

    outcome = link.submit(SwitchScene("Goods")).result(0)

    assert outcome.failure is ObsFailure.NO_LINK


def test_a_command_whose_link_breaks_has_an_unknown_outcome(link: ObsLink, obs: FakeObs) -> None:
    obs.hold("SetCurrentProgramScene")
    running = link.submit(SwitchScene("Goods"))
    until(lambda: obs.asked("SetCurrentProgramScene"), "sent")
    waiting = link.submit(SetMute("Mic", True))
    obs.cut_all()

    assert running.result(5).failure is ObsFailure.LINK_LOST
    assert waiting.result(5).failure is ObsFailure.LINK_LOST
    assert obs.asked("SetInputMute") == []


def test_a_command_held_too_long_expires_and_is_never_sent(linked: tuple[ObsLink, StateTape], obs: FakeObs) -> None:
    link, tape = linked
    obs.hold("GetStats")
    tape.wait_for(lambda state: not is_live(state), "heartbeat late")

    outcome = link.submit(SwitchScene("Goods"), deadline_s=0.1).result(5)
    obs.release()
    tape.wait_for(is_live, "live again")

    assert outcome.failure is ObsFailure.EXPIRED
    assert obs.asked("SetCurrentProgramScene") == []


def test_a_command_held_while_the_heartbeat_is_late_goes_out_after_it(
    linked: tuple[ObsLink, StateTape], obs: FakeObs
) -> None:
    link, tape = linked
    obs.hold("GetStats")
    tape.wait_for(lambda state: not is_live(state), "heartbeat late")
    waiting = link.submit(SwitchScene("Goods"))

    obs.release()

    assert waiting.result(5).ok


def test_the_most_urgent_command_goes_first(link: ObsLink, obs: FakeObs) -> None:
    obs.hold("SetCurrentProgramScene")
    futures = [link.submit(SwitchScene("Goods"))]
    until(lambda: obs.asked("SetCurrentProgramScene"), "the first is sent")
    futures += [
        link.submit(command) for command in (SetRecord(True), PresentItem({"Price": "2"}), SetMute("Mic", True))
    ]
    obs.forget()
    obs.release()

    assert all(future.result(5).ok for future in futures)
    sent = [kind for kind, _ in obs.requests if kind.startswith(("Start", "Set"))]
    assert sent == ["SetInputMute", "SetInputSettings", "StartRecord"]


def test_too_many_waiting_commands_are_refused(link: ObsLink, obs: FakeObs) -> None:
    obs.hold("SetInputMute")
    futures = [link.submit(SetMute("Mic", True), deadline_s=20.0) for _ in range(70)]

    refused = [future for future in futures if future.done() and not future.result().ok]
    obs.release()

    assert {future.result(5).failure for future in refused} == {ObsFailure.NOT_READY}
    assert sum(future.result(5).ok for future in futures) >= 64


def test_a_command_while_obs_answers_not_ready_is_told_and_keeps_the_link(link: ObsLink, obs: FakeObs) -> None:
    obs.faults.refuse["SetCurrentProgramScene"] = 207

    outcome = link.submit(SwitchScene("Goods")).result(5)

    assert outcome.failure is ObsFailure.NOT_READY
    assert obs.greeted == 4


def test_a_wrong_answer_to_a_command_throws_the_connection_away(
    linked: tuple[ObsLink, StateTape], obs: FakeObs
) -> None:
    link, tape = linked
    obs.faults.wrong_id.add("SetCurrentProgramScene")

    outcome = link.submit(SwitchScene("Goods")).result(5)

    assert outcome.failure is ObsFailure.LINK_LOST
    tape.wait_for(lambda state: is_live(state) and state.epoch == 2, "a new connection")
