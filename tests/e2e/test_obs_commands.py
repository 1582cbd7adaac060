# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command against a real OBS, judged by an independent client."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.obs.link import ObsLink
from app.domain.obs.commands import (
    ControlMedia,
    MarkChapter,
    MediaAction,
    ObsFailure,
    Panic,
    PauseRecord,
    PresentItem,
    SaveReplay,
    SetFilterEnabled,
    SetItemVisible,
    SetPreview,
    SetRecord,
    SetReplay,
    SetStudioMode,
    SetTransition,
    SetVirtualCamera,
    SetVolume,
    SplitRecord,
    TakePreview,
)
from app.domain.obs.contents import visible_sources
from app.domain.obs.state import Filter, MediaPhase, OutputPhase, SourceType, Transition
from tests.helpers.bare_obs import BareClient
from tests.helpers.obs_link import StateTape, is_live, running_link
from tests.helpers.real_obs import RealObs

pytestmark = pytest.mark.real_obs

HOME, OTHER = "Commands 家", "Commands 别"
TEXT, PICTURE, CLIP = "Commands text", "Commands picture", "Commands clip"
INPUTS = (TEXT, PICTURE, CLIP)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds of picture and sound."""
    path = tmp_path_factory.mktemp("clip") / "clip.mkv"
    source = ("-f", "lavfi", "-i", "testsrc=size=64x36:rate=10:duration=10", "-f", "lavfi", "-i", "sine=duration=10")
    subprocess.run(("ffmpeg", "-v", "error", *source, "-c:v", "mpeg4", "-c:a", "aac", str(path)), check=True)
    return path


@pytest.fixture(scope="module")
def stage(shared_obs: RealObs, clip: Path) -> Iterator[BareClient]:
    """An independent client, in an OBS that has this module's scenes, inputs and filter for a while."""
    with shared_obs.bare_client() as client:
        before = client.program_scene()
        for scene in (HOME, OTHER):
            client.make_scene(scene)
        client.make_text(HOME, TEXT, "before")
        for name, kind, settings in (
            (PICTURE, "image_source", {}),
            (CLIP, "ffmpeg_source", {"local_file": str(clip), "restart_on_activate": False}),
        ):
            client.request(
                "CreateInput",
                {"sceneName": HOME, "inputName": name, "inputKind": kind, "inputSettings": settings},
            )
        client.request("CreateSceneItem", {"sceneName": OTHER, "sourceName": HOME})
        client.request(
            "CreateSourceFilter", {"sourceName": TEXT, "filterName": "Tint", "filterKind": "color_filter_v2"}
        )
        yield client
        client.request("SetStudioModeEnabled", {"studioModeEnabled": False})
        client.request("SetCurrentProgramScene", {"sceneName": before})
        client.batch([("RemoveInput", {"inputName": name}) for name in INPUTS])
        client.batch([("RemoveScene", {"sceneName": scene}) for scene in (OTHER, HOME)])


@pytest.fixture
def witness(stage: BareClient) -> BareClient:
    stage.request("SetCurrentProgramScene", {"sceneName": HOME})
    return stage


@pytest.fixture
def linked(shared_obs: RealObs, witness: BareClient) -> Iterator[tuple[ObsLink, StateTape]]:
    with running_link(shared_obs.address, shared_obs.password) as (link, tape):
        tape.wait_for(is_live, "live")
        yield link, tape


def test_what_is_in_the_scenes_is_known(linked: tuple[ObsLink, StateTape]) -> None:
    state = linked[0].state
    ours = [(one.container, one.source, one.source_type) for one in state.items if one.container in (HOME, OTHER)]

    assert sorted(ours) == sorted(
        [*((HOME, name, SourceType.INPUT) for name in INPUTS), (OTHER, HOME, SourceType.SCENE)]
    )
    assert Filter(TEXT, "Tint", "color_filter_v2", True) in state.filters
    assert CLIP in [one.name for one in state.media]
    assert visible_sources(state, OTHER) == {HOME, *INPUTS}
    assert (state.replay, state.virtual_camera) == (None, None)
    assert {"Cut", "Fade"} <= set(state.transitions)
    assert state.collection
    assert state.profile == "Untitled"
    assert state.disk_free_mb
    assert state.disk_free_mb > 0


def test_studio_mode_preview_and_take(linked: tuple[ObsLink, StateTape], witness: BareClient) -> None:
    link, tape = linked
    refused = link.submit(SetPreview(OTHER)).result(5)
    assert link.submit(SetStudioMode(True)).result(5).ok
    assert link.submit(SetPreview(OTHER)).result(5).ok
    assert (link.state.studio_mode, link.state.preview_scene) == (True, OTHER)

    assert link.submit(TakePreview()).result(5).ok

    assert (link.state.program_scene, witness.program_scene()) == (OTHER, OTHER)
    # Whether the preview then swaps is a setting of OBS.
    preview = witness.request("GetCurrentPreviewScene")["currentPreviewSceneName"]
    tape.wait_for(lambda state: state.preview_scene == preview, "the preview after the cut")
    assert link.submit(SetStudioMode(False)).result(5).ok
    assert (link.state.studio_mode, link.state.preview_scene) == (False, None)
    assert (refused.failure, "Studio mode is off" in refused.detail) == (ObsFailure.REJECTED, True)


def test_panic_cuts_without_the_slow_transition_in_use(linked: tuple[ObsLink, StateTape], witness: BareClient) -> None:
    link, tape = linked
    witness.request("SetCurrentSceneTransition", {"transitionName": "Fade"})
    witness.request("SetCurrentSceneTransitionDuration", {"transitionDuration": 9000})
    tape.wait_for(lambda state: state.transition == Transition("Fade", 9000), "the slow fade")
    witness.request("SetCurrentProgramScene", {"sceneName": OTHER})
    assert witness.request("GetCurrentSceneTransitionCursor")["transitionCursor"] < 1.0

    outcome = link.panic(Panic(HOME)).result(5)

    assert outcome.ok
    assert witness.request("GetCurrentSceneTransitionCursor")["transitionCursor"] == 1.0
    assert witness.request("GetCurrentSceneTransition")["transitionName"] == "Cut"
    witness.request("SetCurrentSceneTransition", {"transitionName": "Fade"})
    witness.request("SetCurrentSceneTransitionDuration", {"transitionDuration": 300})


def test_transitions(linked: tuple[ObsLink, StateTape], witness: BareClient) -> None:
    link, tape = linked
    assert link.submit(SetTransition("Cut")).result(5).ok
    assert link.state.transition == Transition("Cut")
    assert link.submit(SetTransition("Fade", 400)).result(5).ok
    assert link.state.transition == Transition("Fade", 400)

    witness.request("SetCurrentSceneTransitionDuration", {"transitionDuration": 300})

    tape.wait_for(lambda state: state.transition == Transition("Fade", 300), "changed elsewhere")
    assert link.submit(SetTransition("no such")).result(5).missing == ("no such",)


def test_a_fader_is_dragged_and_ends_where_it_was_left(linked: tuple[ObsLink, StateTape], witness: BareClient) -> None:
    link, tape = linked
    moves = [link.submit(SetVolume(CLIP, -number / 10)) for number in range(200)]

    assert all(move.result(5).ok for move in moves)
    told = witness.request("GetInputVolume", {"inputName": CLIP})["inputVolumeDb"]
    assert round(told, 1) == -19.9
    witness.request("SetInputVolume", {"inputName": CLIP, "inputVolumeDb": -100})
    tape.wait_for(lambda state: any(one.volume_db == -100.0 for one in state.audio), "silenced elsewhere")


def test_items_and_filters(linked: tuple[ObsLink, StateTape], witness: BareClient) -> None:
    link, tape = linked
    item = next(one for one in link.state.items if (one.container, one.source) == (HOME, TEXT))
    key = {"sceneName": HOME, "sceneItemId": item.item_id}

    assert link.submit(SetItemVisible(HOME, item.item_id, False)).result(5).ok
    assert witness.request("GetSceneItemEnabled", key)["sceneItemEnabled"] is False
    assert TEXT not in visible_sources(link.state, HOME)
    witness.request("SetSceneItemEnabled", key | {"sceneItemEnabled": True})
    tape.wait_for(lambda state: TEXT in visible_sources(state, HOME), "shown elsewhere")

    assert link.submit(SetFilterEnabled(TEXT, "Tint", False)).result(5).ok
    witness.request("SetSourceFilterEnabled", {"sourceName": TEXT, "filterName": "Tint", "filterEnabled": True})
    tape.wait_for(lambda state: any(one.enabled for one in state.filters if one.source == TEXT), "on again")


def test_a_clip_plays_pauses_and_stops(linked: tuple[ObsLink, StateTape]) -> None:
    link, tape = linked

    def clip_is(phase: MediaPhase) -> bool:
        return next(one.phase for one in link.state.media if one.name == CLIP) is phase

    assert link.submit(ControlMedia(CLIP, MediaAction.RESTART)).result(5).ok
    assert clip_is(MediaPhase.PLAYING)
    tape.wait_for(
        lambda state: any(
            one.cursor_ms > 0 and one.duration_ms // 1000 == 10 for one in state.media if one.duration_ms
        ),
        "the cursor moves",
    )
    assert link.submit(ControlMedia(CLIP, MediaAction.PAUSE)).result(5).ok
    assert clip_is(MediaPhase.PAUSED)
    assert link.submit(ControlMedia(CLIP, MediaAction.STOP)).result(5).ok
    assert not clip_is(MediaPhase.PLAYING)


def test_a_picture_goes_on_air_with_its_text_and_both_are_put_back(
    linked: tuple[ObsLink, StateTape], witness: BareClient
) -> None:
    link, _ = linked
    shown = link.submit(PresentItem({TEXT: "馕"}, OTHER, {PICTURE: "/pictures/馕.png"})).result(5)
    failed = link.submit(PresentItem({TEXT: "x"}, "no such scene", {PICTURE: "/pictures/x.png"})).result(5)

    assert (shown.ok, failed.failure) == (True, ObsFailure.NOT_FOUND)
    assert witness.request("GetInputSettings", {"inputName": PICTURE})["inputSettings"]["file"] == "/pictures/馕.png"
    assert (witness.text_of(TEXT), witness.program_scene()) == ("馕", OTHER)


def test_a_recording_is_paused_and_goes_on(linked: tuple[ObsLink, StateTape]) -> None:
    link, _ = linked
    idle = link.submit(PauseRecord(True)).result(5)
    assert link.submit(SetRecord(True), deadline_s=10).result(15).ok

    paused = link.submit(PauseRecord(True), deadline_s=5).result(10)
    phase = link.state.record
    resumed = link.submit(PauseRecord(False), deadline_s=5).result(10)
    stopped = link.submit(SetRecord(False), deadline_s=10).result(15)

    assert (idle.failure, "Nothing is being recorded" in idle.detail) == (ObsFailure.REJECTED, True)
    assert stopped.ok
    # With the simple output a recording that shares the stream's encoder cannot be paused, and OBS does not say so.
    if paused.ok:
        assert (phase, resumed.ok) == (OutputPhase.PAUSED, True)
    else:
        assert paused.failure is ObsFailure.NOT_CONFIRMED


def test_what_this_obs_lacks_is_told(linked: tuple[ObsLink, StateTape]) -> None:
    link, _ = linked
    camera = link.submit(SetVirtualCamera(True)).result(5)
    replay = [link.submit(command).result(5) for command in (SetReplay(True), SaveReplay())]
    recent = [link.submit(command).result(5) for command in (SplitRecord(), MarkChapter("馕"))]

    assert {one.failure for one in (camera, *replay)} == {ObsFailure.REJECTED}
    offered = [link.state.can(kind) for kind in ("SplitRecordFile", "CreateRecordChapter")]
    wanted = [ObsFailure.REJECTED if one else ObsFailure.NOT_OFFERED for one in offered]
    assert [one.failure for one in recent] == wanted
    assert (link.state.replay, link.state.virtual_camera) == (None, None)
