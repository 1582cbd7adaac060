# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The link against a real OBS."""

from collections.abc import Iterator

import pytest

from app.adapters.obs.link import ObsLink
from app.adapters.obs.status import read_status
from app.domain.obs.commands import ObsFailure, PresentItem, SetMute, SetRecord, SetStream, SwitchScene
from app.domain.obs.state import AudioInput, LinkFault, LinkPhase, OutputPhase
from tests.helpers.bare_obs import BareClient
from tests.helpers.obs_link import StateTape, is_down, is_live, running_link
from tests.helpers.real_obs import RealObs
from tests.helpers.rtmp_sink import RtmpSink
from tests.helpers.until import until

pytestmark = pytest.mark.real_obs

GOODS, POLICY = "Link 商品", "Link 政策"
PRODUCT, PRICE, MIC = "Link product", "Link price", "Link mic"


@pytest.fixture
def witness(shared_obs: RealObs) -> Iterator[BareClient]:
    """An independent client, in an OBS that has this module's scenes and inputs."""
    with shared_obs.bare_client() as client:
        known = {scene["sceneName"] for scene in client.request("GetSceneList")["scenes"]}
        for scene in {GOODS, POLICY} - known:
            client.make_scene(scene)
        inputs = {item["inputName"] for item in client.request("GetInputList")["inputs"]}
        for name in {PRODUCT, PRICE} - inputs:
            client.make_text(GOODS, name)
        if MIC not in inputs:
            client.make_audio(GOODS, MIC)
        client.request("SetCurrentProgramScene", {"sceneName": POLICY})
        client.request("SetInputMute", {"inputName": MIC, "inputMuted": False})
        yield client


@pytest.fixture
def linked(shared_obs: RealObs, witness: BareClient) -> Iterator[tuple[ObsLink, StateTape]]:
    with running_link(shared_obs.address, shared_obs.password) as (link, tape):
        tape.wait_for(is_live, "live")
        yield link, tape


def test_the_state_is_what_an_independent_client_reads(linked: tuple[ObsLink, StateTape], witness: BareClient) -> None:
    link, _ = linked
    listed = witness.request("GetSceneList")["scenes"]

    assert list(link.state.scene_names) == [scene["sceneName"] for scene in reversed(listed)]
    assert link.state.program_scene == POLICY
    assert AudioInput(MIC, False) in link.state.audio
    assert link.state.obs_version == witness.request("GetVersion")["obsVersion"]


def test_one_press_changes_text_and_scene_on_air(linked: tuple[ObsLink, StateTape], witness: BareClient) -> None:
    outcome = linked[0].submit(PresentItem({PRODUCT: "皮牙子馕", PRICE: "¥9.90"}, GOODS)).result(10)

    assert outcome.ok
    assert (witness.text_of(PRODUCT), witness.text_of(PRICE)) == ("皮牙子馕", "¥9.90")
    assert witness.program_scene() == GOODS


def test_a_missing_scene_leaves_the_texts_as_they_were(linked: tuple[ObsLink, StateTape], witness: BareClient) -> None:
    linked[0].submit(PresentItem({PRODUCT: "before"})).result(10)

    outcome = linked[0].submit(PresentItem({PRODUCT: "after"}, "no such scene")).result(10)

    assert (outcome.failure, outcome.missing) == (ObsFailure.NOT_FOUND, ("no such scene",))
    assert (witness.text_of(PRODUCT), witness.program_scene()) == ("before", POLICY)


def test_a_missing_input_is_named_and_the_scene_goes_on_air(
    linked: tuple[ObsLink, StateTape], witness: BareClient
) -> None:
    outcome = linked[0].submit(PresentItem({"no such input": "x"}, GOODS)).result(10)

    assert (outcome.ok, outcome.missing) == (True, ("no such input",))
    assert witness.program_scene() == GOODS


def test_muting_reaches_obs_and_a_mute_in_obs_reaches_the_desk(
    linked: tuple[ObsLink, StateTape], witness: BareClient
) -> None:
    link, tape = linked
    assert link.submit(SetMute(MIC, True)).result(10).ok
    assert witness.request("GetInputMute", {"inputName": MIC})["inputMuted"] is True

    witness.request("SetInputMute", {"inputName": MIC, "inputMuted": False})

    tape.wait_for(lambda state: AudioInput(MIC, False) in state.audio, "unmuted")


def test_scenes_made_renamed_and_removed_in_obs_are_followed(
    linked: tuple[ObsLink, StateTape], witness: BareClient
) -> None:
    _, tape = linked
    witness.make_scene("Link new")
    tape.wait_for(lambda state: "Link new" in state.scene_names, "made")
    witness.request("SetSceneName", {"sceneName": "Link new", "newSceneName": "Link renamed"})
    tape.wait_for(lambda state: "Link renamed" in state.scene_names and "Link new" not in state.scene_names, "renamed")
    witness.request("RemoveScene", {"sceneName": "Link renamed"})

    tape.wait_for(lambda state: "Link renamed" not in state.scene_names, "removed")


def test_a_scene_collection_change_never_shows_a_mixed_list(
    linked: tuple[ObsLink, StateTape], witness: BareClient
) -> None:
    _, tape = linked
    before = witness.request("GetSceneCollectionList")["currentSceneCollectionName"]
    theirs = tape.states[-1].scene_names
    if "Link other" not in witness.request("GetSceneCollectionList")["sceneCollections"]:
        witness.request("CreateSceneCollection", {"sceneCollectionName": "Link other"})
    else:
        witness.request("SetCurrentSceneCollection", {"sceneCollectionName": "Link other"})
    other = tape.wait_for(
        lambda state: is_live(state) and state.scene_names != theirs, "the other collection"
    ).scene_names
    witness.request("SetCurrentSceneCollection", {"sceneCollectionName": before})

    tape.wait_for(lambda state: is_live(state) and state.scene_names == theirs, "back")
    assert {state.scene_names for state in tape.states} <= {(), theirs, other}


def test_recording_starts_and_stops(linked: tuple[ObsLink, StateTape], shared_obs: RealObs) -> None:
    link, _ = linked
    assert link.submit(SetRecord(True), deadline_s=10).result(15).ok
    assert link.state.record is OutputPhase.ON
    assert link.submit(SetRecord(False), deadline_s=10).result(15).ok

    assert link.state.record is OutputPhase.OFF
    assert list(shared_obs.recordings.iterdir())


def test_a_stream_goes_on_air_and_off(linked: tuple[ObsLink, StateTape], witness: BareClient) -> None:
    link, tape = linked
    with RtmpSink() as sink:
        witness.stream_to(sink.server, sink.key)
        assert link.submit(SetStream(True), deadline_s=10).result(15).ok
        assert link.state.stream is OutputPhase.ON
        until(lambda: sink.received_bytes, "the sink has media")
        tape.wait_for(lambda state: state.stream_ms > 0 and state.frames.output_total > 0, "the counters move")
        assert link.submit(SetStream(False), deadline_s=10).result(15).ok

    assert (link.state.stream, link.state.stream_failed) == (OutputPhase.OFF, False)


def test_a_stream_that_finds_no_server_is_told_as_failed(
    linked: tuple[ObsLink, StateTape], witness: BareClient
) -> None:
    link, _ = linked
    witness.stream_to("rtmp://127.0.0.1:9/live", "key")

    outcome = link.submit(SetStream(True), deadline_s=10).result(15)

    assert (outcome.failure, link.state.stream_failed) == (ObsFailure.REJECTED, True)
    assert link.state.stream is OutputPhase.OFF


def test_a_frozen_obs_is_hung_within_four_seconds_and_does_nothing_late(
    shared_obs: RealObs, witness: BareClient
) -> None:
    with running_link(shared_obs.address, shared_obs.password, quick=False) as (link, tape):
        tape.wait_for(is_live, "live")
        shared_obs.stop_signal()
        try:
            tape.wait_for(lambda state: state.phase is LinkPhase.DEGRADED, "degraded", timeout_s=4.0)
            held = link.submit(SwitchScene(GOODS), deadline_s=0.2).result(5)
            tape.wait_for(lambda state: state.phase is LinkPhase.HUNG, "hung", timeout_s=4.0)
            refused = link.submit(SwitchScene(GOODS)).result(5)
        finally:
            shared_obs.cont()
        state = tape.wait_for(is_live, "live again", timeout_s=20)

    assert (held.failure, refused.failure) == (ObsFailure.EXPIRED, ObsFailure.NO_LINK)
    assert (state.program_scene, witness.program_scene()) == (POLICY, POLICY)


def test_a_link_closes_while_obs_is_frozen(shared_obs: RealObs, witness: BareClient) -> None:
    with running_link(shared_obs.address, shared_obs.password) as (link, tape):
        tape.wait_for(is_live, "live")
        shared_obs.stop_signal()
        try:
            link.close(3.0)
        finally:
            shared_obs.cont()

    assert link.state.phase is LinkPhase.DISCONNECTED


def test_a_killed_obs_is_told_within_a_second_and_found_again(shared_obs: RealObs, witness: BareClient) -> None:
    with running_link(shared_obs.address, shared_obs.password, quick=False) as (link, tape):
        tape.wait_for(is_live, "live")
        shared_obs.kill()
        try:
            gone = tape.wait_for(is_down, "gone", timeout_s=1.0)
            refused = link.submit(SwitchScene(GOODS)).result(1)
        finally:
            shared_obs.start()
        back = tape.wait_for(is_live, "live again", timeout_s=20)

    assert (gone.fault, refused.failure, back.fault) == (LinkFault.LOST, ObsFailure.NO_LINK, LinkFault.NONE)


def test_a_wrong_password_is_refused_by_the_real_obs_too(shared_obs: RealObs) -> None:
    assert read_status(shared_obs.address, "wrong", 5.0).fault is LinkFault.PASSWORD_WRONG
    assert read_status(shared_obs.address, shared_obs.password, 5.0).phase is LinkPhase.LIVE
