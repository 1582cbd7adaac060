# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The full read: few round trips, a number of requests that a formula bounds, only what OBS offers."""

import pytest

from app.domain.obs.state import (
    AudioInput,
    Filter,
    MediaInput,
    MediaPhase,
    OutputPhase,
    Scene,
    SceneItem,
    SourceType,
    Transition,
)
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_obs_model import FakeInput, FakeItem, FakeOutput
from tests.helpers.obs_link import is_live, running_link

ONE_OF_A_KIND = 14
"""Requests of a snapshot for what there is one of: numbers, outputs, studio mode, lists."""


def fill(obs: FakeObs, *, scenes: int, items: int, audio: int) -> None:
    """Fill a fake: every scene shows all of some inputs and a group; audio inputs and one clip beside them."""
    model = obs.model
    model.scenes = [f"Scene {number}" for number in range(scenes)]
    model.program = model.scenes[0]
    model.inputs |= {f"Mic {number}": FakeInput(muted=False, kind="pulse_input_capture") for number in range(audio)}
    model.inputs |= {f"Text {number}": FakeInput({"text": ""}) for number in range(items - 1)}
    model.inputs["Clip"] = FakeInput(kind="ffmpeg_source", media="PLAYING", cursor_ms=7, duration_ms=90)
    model.groups["Corner"] = [FakeItem(1, "Clip")]
    for scene in model.scenes:
        model.items[scene] = [FakeItem(row + 1, f"Text {row}") for row in range(items - 1)]
        model.items[scene].append(FakeItem(items, "Corner", is_group=True))


def snapshot_batches(obs: FakeObs) -> list[list[str]]:
    """Return the batches from the first list of scenes to the first heartbeat after it."""
    batches = obs.batches[:]
    first = next(row for row, batch in enumerate(batches) if "GetSceneList" in batch)
    beats = (row for row, batch in enumerate(batches) if row > first and "GetStats" in batch)
    return batches[first : next(beats, len(batches))]


@pytest.mark.parametrize("dialect", ["5.1", "5.5"])
def test_everything_there_is_gets_read(dialect: str) -> None:
    with FakeObs(dialect=dialect) as obs:
        model = obs.model
        model.inputs["Clip"] = FakeInput(kind="ffmpeg_source", media="PAUSED", cursor_ms=7, duration_ms=90)
        model.inputs["Mic"].volume_db = -6.5
        model.items["Scene"] = [FakeItem(4, "Product"), FakeItem(2, "Goods"), FakeItem(9, "Box", False, is_group=True)]
        model.groups["Box"] = [FakeItem(1, "Picture")]
        model.filters = {"Mic": {"Gate": True}, "Goods": {"Blur": False}, "Box": {"Shade": True}}
        model.preview, model.replay, model.camera = "Goods", FakeOutput("ReplayBufferStateChanged", True), None
        with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
            state = tape.wait_for(is_live, "live")
        uuid = model.uuid_of if dialect == "5.5" else lambda _name: ""

    assert state.scenes == tuple(Scene(name, uuid(name)) for name in ("Scene", "Goods", "Policy"))
    assert state.audio == (AudioInput("Mic", False, -6.5, uuid("Mic")),)
    assert state.items == (
        SceneItem("Scene", 9, "Box", SourceType.GROUP, False),
        SceneItem("Scene", 2, "Goods", SourceType.SCENE, True),
        SceneItem("Scene", 4, "Product", SourceType.INPUT, True, "text_ft2_source_v2"),
        SceneItem("Box", 1, "Picture", SourceType.INPUT, True, "image_source"),
    )
    assert state.filters == (
        Filter("Box", "Shade", "color_filter_v2", True),
        Filter("Goods", "Blur", "color_filter_v2", False),
        Filter("Mic", "Gate", "color_filter_v2", True),
    )
    assert state.media == (MediaInput("Clip", MediaPhase.PAUSED, 7, 90),)
    assert (state.studio_mode, state.preview_scene) == (True, "Goods")
    assert (state.transition, state.transitions) == (Transition("Fade", 300), ("Cut", "Fade"))
    assert (state.replay, state.virtual_camera) == (OutputPhase.ON, None)
    assert (state.collection, state.profile, state.disk_free_mb) == ("Studio", "Evening", 50_000.0)


def test_a_fixed_transition_has_no_duration() -> None:
    with FakeObs() as obs:
        obs.model.transition = "Cut"
        with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
            assert tape.wait_for(is_live, "live").transition == Transition("Cut")


@pytest.mark.parametrize(("scenes", "items", "audio"), [(3, 2, 1), (40, 10, 20), (200, 20, 60)])
def test_a_full_read_takes_three_round_trips_and_a_bounded_number_of_requests(
    scenes: int, items: int, audio: int
) -> None:
    with FakeObs() as obs:
        fill(obs, scenes=scenes, items=items, audio=audio)
        with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
            state = tape.wait_for(is_live, "live")
        batches = snapshot_batches(obs)

    inputs, groups, media = len(obs.model.inputs), 1, 1
    of_scenes, of_inputs, of_groups, of_audio = 2 * scenes, 2 * inputs, 2 * groups, audio + 1
    assert len(batches) == 3
    assert sum(map(len, batches)) <= ONE_OF_A_KIND + of_scenes + of_inputs + of_groups + of_audio + media
    assert len(state.items) == scenes * items + 1
    assert len(state.audio) == audio + 1


def test_an_obs_that_offers_little_is_read_as_far_as_it_goes() -> None:
    with FakeObs() as obs:
        kept = ("Version", "Stats", "Status", "SceneList", "InputList", "ProgramScene", "Mute", "Settings")
        obs.model.available = {
            kind for kind in obs.model.available if kind.endswith(kept) or kind.endswith(("Stream", "Record"))
        } - {"GetReplayBufferStatus", "GetVirtualCamStatus", "GetMediaInputStatus"}
        with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
            state = tape.wait_for(is_live, "live")
        asked = {kind for kind, _ in obs.requests}

    assert asked <= obs.model.available
    assert (state.scene_names, state.items, state.transition) == (("Scene", "Goods", "Policy"), (), None)


def test_a_new_scene_costs_the_reading_of_that_scene_only() -> None:
    with FakeObs() as obs:
        fill(obs, scenes=50, items=3, audio=2)
        with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
            tape.wait_for(is_live, "live")
            obs.forget()
            obs.model.add_scene("New", FakeItem(1, "Text 0"))
            state = tape.wait_for(lambda state: "New" in state.scene_names, "the new scene")
            read = [data["sceneName"] for data in obs.asked("GetSceneItemList")]

    assert set(read) == {"New"}
    assert SceneItem("New", 1, "Text 0", SourceType.INPUT, True, "text_ft2_source_v2") in state.items
    assert len(state.items) == 50 * 3 + 2


def test_a_removed_scene_takes_its_items_and_filters_along() -> None:
    with FakeObs() as obs:
        obs.model.items["Goods"] = [FakeItem(1, "Product")]
        obs.model.filters["Goods"] = {"Blur": True}
        with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
            assert tape.wait_for(is_live, "live").items
            obs.model.remove_scene("Goods")
            state = tape.wait_for(lambda state: "Goods" not in state.scene_names, "removed")

    assert (state.items, state.filters) == ((), ())


def test_a_renamed_scene_is_renamed_wherever_it_is_nested() -> None:
    with FakeObs() as obs:
        obs.model.items["Scene"] = [FakeItem(1, "Goods")]
        with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
            tape.wait_for(is_live, "live")
            obs.model.items["Scene"][0].source = "Wares"
            obs.model.rename_scene("Goods", "Wares")
            state = tape.wait_for(lambda state: "Wares" in state.scene_names, "renamed")

    assert [item.source for item in state.items] == ["Wares"]
