# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What events lead to: the smallest read that tells the truth, and few reads however many events."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from app.adapters.obs.portions import PORTION
from app.domain.obs.commands import SetMute
from app.domain.obs.state import MediaPhase, ObsState, OutputPhase, Transition
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_obs_model import FakeInput, FakeItem, FakeModel, FakeOutput
from tests.helpers.obs_link import StateTape, is_live, running_link
from tests.helpers.until import until

BEAT = {
    *("GetStats", "GetStreamStatus", "GetRecordStatus", "GetReplayBufferStatus", "GetVirtualCamStatus"),
    *("GetCurrentProgramScene", "GetMediaInputStatus"),
}


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    with FakeObs() as fake:
        fake.model.items["Scene"] = [FakeItem(1, "Product"), FakeItem(2, "Box", is_group=True)]
        fake.model.groups["Box"] = [FakeItem(1, "Clip")]
        fake.model.filters["Mic"] = {"Gate": True}
        fake.model.inputs["Clip"] = FakeInput(kind="ffmpeg_source", media="PLAYING", cursor_ms=1, duration_ms=90)
        fake.model.replay = FakeOutput("ReplayBufferStateChanged")
        fake.model.camera = FakeOutput("VirtualcamStateChanged")
        yield fake


@pytest.fixture
def tape(obs: FakeObs) -> Iterator[StateTape]:
    with running_link(obs.address, FAKE_PASSWORD) as (_, told):
        told.wait_for(is_live, "live")
        obs.forget()
        yield told


def _visible(container: str, item_id: int) -> Callable[[ObsState], bool]:
    def shown(state: ObsState) -> bool:
        return any(one.visible for one in state.items if (one.container, one.item_id) == (container, item_id))

    return shown


Change = Callable[[FakeModel], object]
CASES: list[tuple[str, Change, Callable[[ObsState], bool], set[str]]] = [
    (
        "volume",
        lambda obs: obs.answer("SetInputVolume", {"inputName": "Mic", "inputVolumeDb": -9.0}),
        lambda state: state.audio[0].volume_db == -9.0,
        {"GetInputMute", "GetInputVolume"},
    ),
    (
        "item of a scene",
        lambda obs: obs.answer(
            "SetSceneItemEnabled", {"sceneName": "Scene", "sceneItemId": 1, "sceneItemEnabled": False}
        ),
        lambda state: not _visible("Scene", 1)(state),
        {"GetSceneItemList"},
    ),
    (
        "item of a group",
        lambda obs: obs.answer(
            "SetSceneItemEnabled", {"sceneName": "Box", "sceneItemId": 1, "sceneItemEnabled": False}
        ),
        lambda state: not _visible("Box", 1)(state),
        {"GetGroupSceneItemList"},
    ),
    (
        "filter",
        lambda obs: obs.answer(
            "SetSourceFilterEnabled", {"sourceName": "Mic", "filterName": "Gate", "filterEnabled": False}
        ),
        lambda state: not state.filters[0].enabled,
        {"GetSourceFilterList"},
    ),
    (
        "studio mode",
        lambda obs: obs.answer("SetStudioModeEnabled", {"studioModeEnabled": True}),
        lambda state: state.preview_scene == "Scene",
        {"GetStudioModeEnabled", "GetCurrentPreviewScene", "GetSceneTransitionList", "GetCurrentSceneTransition"},
    ),
    (
        "transition",
        lambda obs: obs.answer("SetCurrentSceneTransition", {"transitionName": "Cut"}),
        lambda state: state.transition == Transition("Cut"),
        {"GetStudioModeEnabled", "GetCurrentPreviewScene", "GetSceneTransitionList", "GetCurrentSceneTransition"},
    ),
    (
        "media",
        lambda obs: obs.answer(
            "TriggerMediaInputAction",
            {"inputName": "Clip", "mediaAction": "OBS_WEBSOCKET_MEDIA_INPUT_ACTION_PAUSE"},
        ),
        lambda state: state.media[0].phase is MediaPhase.PAUSED,
        {"GetMediaInputStatus"},
    ),
    (
        "replay buffer",
        lambda obs: obs.answer("StartReplayBuffer", {}),
        lambda state: state.replay is OutputPhase.ON,
        BEAT,
    ),
    (
        "virtual camera",
        lambda obs: obs.answer("StartVirtualCam", {}),
        lambda state: state.virtual_camera is OutputPhase.ON,
        BEAT,
    ),
]


@pytest.mark.parametrize(
    ("change", "seen", "asked"), [case[1:] for case in CASES], ids=[case[0].replace(" ", "-") for case in CASES]
)
def test_a_change_elsewhere_is_read_by_the_smallest_read(
    obs: FakeObs, tape: StateTape, change: Change, seen: Callable[[ObsState], bool], asked: set[str]
) -> None:
    change(obs.model)

    tape.wait_for(seen, "the change")

    assert {kind for kind, _ in obs.requests} - BEAT <= asked


def test_an_item_that_appears_with_a_new_group_brings_the_groups_items(obs: FakeObs, tape: StateTape) -> None:
    obs.model.groups["Corner"] = [FakeItem(1, "Price")]
    obs.model.items["Scene"].append(FakeItem(3, "Corner", is_group=True))
    obs.emit("SceneItemCreated", {"sceneName": "Scene", "sceneItemId": 3})

    tape.wait_for(lambda state: any(one.container == "Corner" for one in state.items), "the group's items")


def test_a_container_nobody_knows_leads_to_the_lists(obs: FakeObs, tape: StateTape) -> None:
    obs.model.scenes.append("Quiet")
    obs.emit("SceneItemCreated", {"sceneName": "Quiet", "sceneItemId": 1})

    tape.wait_for(lambda state: "Quiet" in state.scene_names, "the scene")


def test_an_input_that_appears_is_read_and_one_that_goes_is_gone(obs: FakeObs, tape: StateTape) -> None:
    obs.model.inputs["Guest"] = FakeInput(muted=True, kind="pulse_input_capture", volume_db=-2.0)
    obs.emit("InputCreated", {"inputName": "Guest"})
    tape.wait_for(lambda state: [(one.name, one.muted) for one in state.audio][1:] == [("Guest", True)], "there")
    del obs.model.inputs["Guest"]
    obs.emit("InputRemoved", {"inputName": "Guest"})

    tape.wait_for(lambda state: len(state.audio) == 1, "gone")


def test_the_cursor_of_a_clip_on_air_follows_with_each_heartbeat(obs: FakeObs, tape: StateTape) -> None:
    obs.model.inputs["Clip"].cursor_ms = 55

    tape.wait_for(lambda state: state.media[0].cursor_ms == 55, "the cursor")


def test_a_clip_that_nobody_sees_is_not_asked_for(obs: FakeObs, tape: StateTape) -> None:
    obs.model.items["Scene"].clear()
    obs.emit("SceneItemRemoved", {"sceneName": "Scene"})
    tape.wait_for(lambda state: not any(one.container == "Scene" for one in state.items), "hidden")
    obs.forget()
    until(lambda: len(obs.asked("GetStats")) >= 2, "two heartbeats")

    assert obs.asked("GetMediaInputStatus") == []


def test_a_flood_of_events_costs_few_reads_delays_no_mute_and_ends_in_the_truth(obs: FakeObs) -> None:
    """3,000 events and a mute in their midst: at most 20 small reads a second, and the last value known."""
    pause = threading.Event()
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        obs.forget()
        begun = time.monotonic()
        for number in range(1000):
            obs.model.inputs["Mic"].volume_db = -number / 10
            obs.emit("InputVolumeChanged", {"inputName": "Mic"})
            obs.emit("SceneItemEnableStateChanged", {"sceneName": "Scene"})
            obs.emit("SourceFilterEnableStateChanged", {"sourceName": "Mic"})
            if number == 500:
                mute = link.submit(SetMute("Mic", True), deadline_s=1.0)
            pause.wait(0.001)
        tape.wait_for(lambda state: state.audio[0].volume_db == -99.9, "the last value")
        small = [batch for batch in obs.batches if "GetSceneItemList" in batch]
        passed_s = time.monotonic() - begun

    assert mute.result(5).ok
    assert 1 < len(small) <= 20 * passed_s + 2
    assert max(map(len, small)) <= 4


def test_a_flood_of_events_about_outputs_costs_few_heartbeats(obs: FakeObs, tape: StateTape) -> None:
    pause = threading.Event()
    begun = time.monotonic()
    for _ in range(500):
        obs.model.tell_output(obs.model.stream, "RECONNECTING", active=True)
        pause.wait(0.001)
    obs.model.stream.active = True
    obs.model.tell_output(obs.model.stream, "STARTED", active=True)
    tape.wait_for(lambda state: state.stream_ms > 0, "the last event")

    assert len(obs.asked("GetStats")) <= 20 * (time.monotonic() - begun) + 2


def test_a_command_that_overtakes_a_read_does_not_lose_what_was_to_be_read(obs: FakeObs) -> None:
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        obs.hold("GetSourceFilterList")
        obs.model.filters["Mic"]["Gate"] = False
        obs.forget()
        obs.emit("SourceFilterEnableStateChanged", {"sourceName": "Mic"})
        until(lambda: obs.asked("GetSourceFilterList"), "the read is under way")
        assert link.submit(SetMute("Mic", True)).result(5).ok
        obs.release()

        tape.wait_for(lambda state: not state.filters[0].enabled, "read again")


def test_a_flood_about_all_scenes_is_read_in_small_batches_and_ends_in_the_truth(obs: FakeObs) -> None:
    names = [f"Scene {number:02d}" for number in range(50)]
    for name in names:
        obs.model.add_scene(name, FakeItem(1, "Mic"))
    with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
        obs.forget()
        for name in names:
            obs.model.answer("SetSceneItemEnabled", {"sceneName": name, "sceneItemId": 1, "sceneItemEnabled": False})
        hidden = {(name, 1) for name in names}
        tape.wait_for(
            lambda state: not any(one.visible and (one.container, one.item_id) in hidden for one in state.items),
            "all fifty",
        )
        lists = [batch.count("GetSceneItemList") for batch in obs.batches]

    assert max(lists) <= PORTION
    assert len(obs.asked("GetSceneItemList")) < 2 * len(names)
