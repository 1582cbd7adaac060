# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a studio's evening does to the link, against a real OBS: killed, frozen, renamed, replaced, raced, huge."""

import gc
import os
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from app.adapters.obs.status import read_status
from app.domain.obs.commands import (
    ObsFailure,
    ObsOutcome,
    Panic,
    SetItemVisible,
    SetMute,
    SetStream,
    SwitchScene,
)
from app.domain.obs.contents import visible_sources
from app.domain.obs.state import LinkFault, LinkPhase, ObsState, OutputPhase
from tests.helpers.bare_obs import BareClient
from tests.helpers.obs_link import is_down, is_live, running_link
from tests.helpers.real_obs import RealObs
from tests.helpers.rtmp_sink import RtmpSink
from tests.helpers.until import until

pytestmark = pytest.mark.real_obs

KILLS, WARM_UP = 50, 10
"""Kills of OBS, and how many of them come before memory, threads and files are counted."""
SETTLED_READS = 20
"""How many equal counts of threads and files in a row, 10 ms apart, are called settled."""
RSS_GROWTH_KB = 4 * 1024
"""What the memory of the process may grow over the 40 kills after the warm-up: 100 KB for each."""
FROZEN_S = 30

SIZE, FULL, OTHER = "Scenario size", "Scenario full", "Scenario other"
SCENES, ITEMS, AUDIO = 200, 20, 60
CHAIN = 8
"""So many scenes are nested in each other."""

NAMES = (
    "皮牙子馕 讲解",
    "نان \u200eLRM \u200fRLM",
    "\u202egnitrevo\u202c \u2066isolated\u2069",
    "שלום",
    "🥯" * 20,
    " ",
    "two\nlines",
    "long " + "馕" * 4995,
    "scene-1",
    "scene_1",
    "caf\u00e9",
    "cafe\u0301",
)


def _resources() -> tuple[int, int]:
    """Return how many threads and open files this process has."""
    return threading.active_count(), len(os.listdir("/proc/self/fd"))


def _settled_resources() -> tuple[int, int]:
    """Return the resources once nothing opens or ends any more: what a kill leaves behind ends a moment later."""
    seen = [_resources()]

    def is_settled() -> bool:
        seen.append(_resources())
        return len(seen) >= SETTLED_READS and len(set(seen[-SETTLED_READS:])) == 1

    until(is_settled, "threads and files stay as they are")
    return seen[-1]


def _rss_kb() -> int:
    gc.collect()
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


@pytest.mark.timeout(600)
def test_fifty_kills_are_told_and_survived_with_nothing_growing(shared_obs: RealObs) -> None:
    counts: list[tuple[int, int]] = []
    rss: list[int] = []
    with RtmpSink() as sink, running_link(shared_obs.address, shared_obs.password) as (link, tape):
        tape.wait_for(is_live, "live")
        with shared_obs.bare_client() as client:
            client.stream_to(sink.server, sink.key)
        assert link.submit(SetStream(True), deadline_s=10).result(15).ok
        until(lambda: sink.received_bytes, "on air")
        threads = threading.active_count()
        for _ in range(KILLS):
            shared_obs.kill()
            gone = tape.wait_for(is_down, "gone", timeout_s=1.0)
            refused = link.submit(SetStream(True)).result(1)
            shared_obs.start()
            back = tape.wait_for(is_live, "live again", timeout_s=20)
            assert gone.fault in (LinkFault.LOST, LinkFault.NOT_RUNNING)
            assert refused.failure is ObsFailure.NO_LINK
            assert (back.stream, back.stream_failed) == (OutputPhase.OFF, False)
            tape.forget()
            until(lambda: threading.active_count() <= threads, "no thread is left over")
            counts.append(_settled_resources())
            rss.append(_rss_kb())

    print(f"threads and files {counts[WARM_UP]} -> {counts[-1]}, RSS {rss[WARM_UP]} -> {rss[-1]} KB")
    assert counts[-1] == counts[WARM_UP]
    assert rss[-1] - rss[WARM_UP] <= RSS_GROWTH_KB


@pytest.mark.timeout(200)
def test_thirty_frozen_seconds_let_nothing_happen_late(shared_obs: RealObs) -> None:
    with shared_obs.bare_client() as client:
        scene = client.program_scene()
        client.make_scene("Scenario frozen")
        with running_link(shared_obs.address, shared_obs.password, quick=False) as (link, tape):
            tape.wait_for(lambda state: "Scenario frozen" in state.scene_names, "live")
            shared_obs.stop_signal()
            try:
                tape.wait_for(lambda state: state.phase is LinkPhase.HUNG, "hung", timeout_s=4.0)
                outcomes: list[Future[ObsOutcome]] = []
                pause = threading.Event()
                for _ in range(FROZEN_S * 2 - 8):
                    outcomes.append(link.submit(SwitchScene("Scenario frozen"), deadline_s=0.5))
                    pause.wait(0.5)
                panic = link.panic(Panic("Scenario frozen")).result(5)
            finally:
                shared_obs.cont()
            state = tape.wait_for(is_live, "live again", timeout_s=30)
            assert {one.result(5).ok for one in outcomes} == {False}
            assert (panic.ok, "mixer" in panic.detail) == (False, True)
            assert (state.program_scene, client.program_scene()) == (scene, scene)
            assert link.submit(SwitchScene("Scenario frozen")).result(5).ok
        client.request("SetCurrentProgramScene", {"sceneName": scene})
        client.request("RemoveScene", {"sceneName": "Scenario frozen"})


def test_scenes_renamed_removed_and_made_again_are_never_mistaken(shared_obs: RealObs) -> None:
    with (
        shared_obs.bare_client() as client,
        running_link(shared_obs.address, shared_obs.password) as (link, tape),
    ):
        home = client.program_scene()
        client.make_scene("Scenario one")
        client.request("SetCurrentProgramScene", {"sceneName": "Scenario one"})
        tape.wait_for(lambda state: state.program_scene == "Scenario one", "on air")

        client.request("SetSceneName", {"sceneName": "Scenario one", "newSceneName": "Scenario two"})
        tape.wait_for(lambda state: state.program_scene == "Scenario two", "renamed on air")
        by_old_name = link.submit(SwitchScene("Scenario one")).result(5)
        client.request("RemoveScene", {"sceneName": "Scenario two"})
        tape.wait_for(lambda state: "Scenario two" not in state.scene_names, "removed on air")
        by_removed_name = link.submit(SwitchScene("Scenario two")).result(5)
        until(lambda: link.state.program_scene == client.program_scene(), "what is on air now is known")

        assert [one.failure for one in (by_old_name, by_removed_name)] == [ObsFailure.NOT_FOUND] * 2
        assert (by_old_name.missing, by_removed_name.missing) == (("Scenario one",), ("Scenario two",))
        client.request("SetCurrentProgramScene", {"sceneName": home})


def test_names_of_all_kinds_arrive_and_go_back_byte_for_byte(shared_obs: RealObs) -> None:
    with (
        shared_obs.bare_client() as client,
        running_link(shared_obs.address, shared_obs.password) as (link, tape),
    ):
        home = client.program_scene()
        for name in NAMES:
            client.make_scene(name)
        tape.wait_for(lambda state: set(NAMES) <= set(state.scene_names), "all names")
        for name in NAMES:
            assert link.submit(SwitchScene(name)).result(5).ok
            assert (link.state.program_scene, client.program_scene()) == (name, name)
        client.request("SetCurrentProgramScene", {"sceneName": home})
        client.batch([("RemoveScene", {"sceneName": name}) for name in NAMES])
        tape.wait_for(lambda state: not set(NAMES) & set(state.scene_names), "all gone")


def test_two_desks_and_obs_agree_after_200_racing_actions(shared_obs: RealObs) -> None:
    chance = random.Random(7)
    scenes, inputs = ("Race A", "Race B"), ("Race mic", "Race music")
    with shared_obs.bare_client() as client:
        home = client.program_scene()
        for scene in scenes:
            client.make_scene(scene)
        for name in inputs:
            client.make_audio("Race A", name)
        with (
            running_link(shared_obs.address, shared_obs.password) as (one, one_tape),
            running_link(shared_obs.address, shared_obs.password) as (two, two_tape),
        ):
            for tape in (one_tape, two_tape):
                tape.wait_for(lambda state: {"Race mic", "Race music"} <= {a.name for a in state.audio}, "live")
            ids = [item.item_id for item in one.state.items if item.container == "Race A"]
            futures = []
            for _ in range(100):
                for link in (one, two):
                    command = chance.choice(
                        (
                            SetMute(chance.choice(inputs), chance.random() < 0.5),
                            SwitchScene(chance.choice(scenes)),
                            SetItemVisible("Race A", chance.choice(ids), chance.random() < 0.5),
                        )
                    )
                    futures.append(link.submit(command, deadline_s=20))
                if len(futures) % 20 == 0:
                    [future.result(20) for future in futures]
            failures = {future.result(20).failure for future in futures}
            truth = _truth(client, inputs, ids)
            for tape in (one_tape, two_tape):
                tape.wait_for(lambda state, truth=truth: _seen(state, inputs, ids) == truth, "the truth")
            two.close()
            assert one.submit(SwitchScene("Race A")).result(5).ok
            assert one.state.phase is LinkPhase.LIVE
        client.request("SetCurrentProgramScene", {"sceneName": home})
        client.batch([("RemoveInput", {"inputName": name}) for name in inputs])
        client.batch([("RemoveScene", {"sceneName": scene}) for scene in scenes])

    # The other desk's change may come between a command and its read-back; then it says so and shows the truth.
    assert failures <= {ObsFailure.NONE, ObsFailure.NOT_CONFIRMED}


def _truth(client: BareClient, inputs: tuple[str, ...], ids: list[int]) -> tuple[object, ...]:
    return (
        client.program_scene(),
        [client.request("GetInputMute", {"inputName": name})["inputMuted"] for name in inputs],
        [
            client.request("GetSceneItemEnabled", {"sceneName": "Race A", "sceneItemId": one})["sceneItemEnabled"]
            for one in ids
        ],
    )


def _seen(state: ObsState, inputs: tuple[str, ...], ids: list[int]) -> tuple[object, ...]:
    muted = {audio.name: audio.muted for audio in state.audio}
    visible = {item.item_id: item.visible for item in state.items if item.container == "Race A"}
    return state.program_scene, [muted.get(name) for name in inputs], [visible.get(one) for one in ids]


@pytest.fixture
def huge(shared_obs: RealObs) -> Iterator[BareClient]:
    """A client of an OBS that holds 200 scenes of 20 items and 60 audio inputs."""
    with shared_obs.bare_client(timeout_s=60.0) as client:
        home = client.request("GetSceneCollectionList")["currentSceneCollectionName"]
        client.request("CreateSceneCollection", {"sceneCollectionName": SIZE})
        _must(client.batch([("CreateScene", {"sceneName": f"Size {number}"}) for number in range(SCENES)]))
        made = [
            {"sceneName": "Size 0", "inputName": f"Audio {number}", "inputKind": "ffmpeg_source"}
            for number in range(AUDIO)
        ]
        _must(client.batch([("CreateInput", data) for data in made]))
        for scene in range(SCENES):
            # Each shows the same sources more than once, and most nest the scene before.
            sources = [f"Audio {(scene + row) % 9}" for row in range(ITEMS - 1)]
            sources.append(f"Size {scene - 1}" if scene % CHAIN else "Audio 9")
            items = [{"sceneName": f"Size {scene}", "sourceName": one} for one in sources]
            _must(client.batch([("CreateSceneItem", item) for item in items]))
        yield client
    # OBS takes a minute to close so full a collection. Killed, it forgets what it never saved.
    shared_obs.kill()
    shared_obs.start()
    with shared_obs.bare_client(timeout_s=60.0) as client:
        client.request("SetCurrentSceneCollection", {"sceneCollectionName": home})


def _must(results: list[dict[str, object]]) -> None:
    refused = [result for result in results if not result["requestStatus"]["result"]]  # type: ignore[index]
    assert refused == []


@pytest.mark.timeout(300)
def test_200_scenes_of_20_items_and_60_inputs_are_read_whole(shared_obs: RealObs, huge: BareClient) -> None:
    with running_link(shared_obs.address, shared_obs.password) as (link, tape):
        state = tape.wait_for(is_live, "live", timeout_s=30)
        listed = huge.request("GetSceneItemList", {"sceneName": "Size 7"})["sceneItems"]
        items = [item for item in state.items if item.container == "Size 7"]

        begun = time.perf_counter()
        looked = read_status(shared_obs.address, shared_obs.password, 10.0)
        print(f"{len(looked.items)} items and {len(looked.audio)} inputs read in {time.perf_counter() - begun:.3f} s")

        assert set(looked.items) == set(state.items)
        assert len(state.items) >= SCENES * ITEMS + AUDIO
        assert len([one for one in state.audio if one.name.startswith("Audio ")]) == AUDIO
        assert [item.item_id for item in items] == [one["sceneItemId"] for one in reversed(listed)]
        assert {f"Size {number}" for number in range(7)} <= visible_sources(state, "Size 7")
        nested = next(item for item in items if item.source == "Size 6")
        assert link.submit(SetItemVisible("Size 7", nested.item_id, False)).result(5).ok
        assert not {f"Size {number}" for number in range(7)} & visible_sources(link.state, "Size 7")


@pytest.mark.timeout(300)
def test_collections_of_200_scenes_change_three_times_each_way(shared_obs: RealObs) -> None:
    with shared_obs.bare_client(timeout_s=60.0) as client:
        home = client.request("GetSceneCollectionList")["currentSceneCollectionName"]
        for name in (OTHER, FULL):
            client.request("CreateSceneCollection", {"sceneCollectionName": name})
            _must(client.batch([("CreateScene", {"sceneName": f"{name} {number}"}) for number in range(SCENES)]))
        with running_link(shared_obs.address, shared_obs.password) as (link, tape):
            whole = {FULL: tape.wait_for(is_live, "live", timeout_s=30).scene_names}
            refused: list[ObsFailure] = []
            for name in (OTHER, FULL) * 3:
                change = threading.Thread(target=_change, args=(shared_obs, name), name="collection-change")
                change.start()
                tape.wait_for(lambda state: state.phase is LinkPhase.LOADING, "loading", timeout_s=30)
                refused.append(link.submit(SwitchScene(f"{name} 1")).result(5).failure)
                change.join(60)
                state = tape.wait_for(
                    lambda state, name=name: is_live(state) and state.collection == name, name, timeout_s=30
                )
                listed = client.request("GetSceneList")["scenes"]
                assert list(state.scene_names) == [scene["sceneName"] for scene in reversed(listed)]
                assert len(state.scene_names) >= SCENES
                assert whole.setdefault(name, state.scene_names) == state.scene_names
        client.request("SetCurrentSceneCollection", {"sceneCollectionName": home})

    assert {one.scene_names for one in tape.states} == {(), *whole.values()}
    assert set(refused) == {ObsFailure.NOT_READY}


def _change(obs: RealObs, name: str) -> None:
    with obs.bare_client(timeout_s=60.0) as client:
        client.request("SetCurrentSceneCollection", {"sceneCollectionName": name})
