# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes of the sample shops in a real OBS, by the command line; an independent client meddles and looks."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.stage import demo_files
from tests.helpers.bare_obs import BareClient, BareRequestError
from tests.helpers.command_line import CommandLine
from tests.helpers.programs import need_program
from tests.helpers.real_obs import RealObs
from tests.helpers.rtmp_sink import RtmpSink
from tests.helpers.until import until

pytestmark = [pytest.mark.real_obs, pytest.mark.e2e]

FOREIGN = "ئۇيغۇرچە سەھنە"
MICROPHONE, PRICE, CAMERA = "Anchor Desk microphone", "Anchor Desk price", "Anchor Desk camera"
ALL = "--all-shops"
_UNSIZED = ("ffmpeg_source",)


class Technician:
    """Runs ``anchor-desk obs`` on the OBS under test, in a profile with the sample shops."""

    def __init__(self, folder: Path, obs: RealObs) -> None:
        self._line = CommandLine(folder, {"ANCHOR_DESK_OBS_PASSWORD": obs.password})
        self._address = f"127.0.0.1:{obs.address.port}"
        self._line.json("import", *demo_files())

    def line(self, verb: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run one command and return what it printed in words."""
        return self._line.run("obs", verb, "--obs", self._address, *arguments)

    def plan(self, *arguments: str, exit_code: int) -> Any:
        """Return the plan."""
        return self._line.json("obs", "plan", "--obs", self._address, *arguments, exit_code=exit_code)

    def apply(self, *arguments: str, exit_code: int = 0) -> Any:
        """Apply and return the report."""
        return self._line.json("obs", "apply", "--obs", self._address, *arguments, exit_code=exit_code)


@pytest.fixture(scope="module")
def own_obs() -> Iterator[RealObs]:
    """An OBS of this module's own: no request removes a scene collection, so the shared one would keep ours."""
    for program in ("obs", "Xvfb"):
        need_program(program)
    with RealObs() as obs:
        yield obs


@pytest.fixture
def witness(own_obs: RealObs, request: pytest.FixtureRequest) -> Iterator[BareClient]:
    """An independent client, in an empty scene collection of this test."""
    with own_obs.bare_client() as client:
        client.request("CreateSceneCollection", {"sceneCollectionName": request.node.name[:60]})
        yield client


@pytest.fixture
def technician(own_obs: RealObs, witness: BareClient, tmp_path: Path) -> Technician:
    return Technician(tmp_path / "profile", own_obs)


def scenes(client: BareClient) -> set[str]:
    return {str(one["sceneName"]) for one in client.request("GetSceneList")["scenes"]}


def items(client: BareClient, scene: str) -> list[dict[str, Any]]:
    return list(client.request("GetSceneItemList", {"sceneName": scene})["sceneItems"])


def item_id(client: BareClient, scene: str, source: str) -> int:
    return int(client.request("GetSceneItemId", {"sceneName": scene, "sourceName": source})["sceneItemId"])


def _width(item: dict[str, Any]) -> float:
    return float(item["sceneItemTransform"]["sourceWidth"])


def everything_of(client: BareClient, scene: str) -> list[Any]:
    """Return all that a client can read of a scene: its items, and each input's settings, filters and sound."""
    # A new text has no size before OBS has laid it out.
    until(lambda: all(one["inputKind"] in _UNSIZED or _width(one) for one in items(client, scene)), "texts have a size")
    held = items(client, scene)
    read: list[Any] = [held]
    for item in held:
        name = item["sourceName"]
        read.append(client.request("GetSourceFilterList", {"sourceName": name}))
        for kind in ("GetInputSettings", "GetInputMute", "GetInputVolume", "GetInputAudioTracks"):
            try:
                read.append(client.request(kind, {"inputName": name}))
            except BareRequestError as refused:
                read.append(refused.code)
    return read


def steps(plan: Any) -> set[tuple[str, str, str, str]]:
    return {(one["action"], one["kind"], one["name"], one["scene"]) for one in plan["steps"]}


def test_the_sample_shops_get_their_scenes_and_a_second_look_finds_nothing_to_do(
    technician: Technician, witness: BareClient
) -> None:
    assert technician.plan(ALL, exit_code=1)["empty"] is False

    told = technician.apply(ALL)

    assert {step["result"] for step in told["steps"]} == {"done"}
    own = {f"{scene} · {shop}" for scene in ("商品", "互动") for shop in ("SX", "SZ", "SN")}
    assert scenes(witness) == own | {"Scene", "政策", "稍后回来"}
    assert technician.plan(ALL, exit_code=0) == {"empty": True, "steps": [], "foreign": [], "unavailable": []}
    assert technician.apply(ALL)["steps"] == []


def test_one_shop_alone_gets_the_plain_scenes_that_its_lineup_names(
    technician: Technician, witness: BareClient
) -> None:
    technician.apply("--shop", "SX")
    assert scenes(witness) == {"Scene", "商品", "政策", "互动", "稍后回来"}
    seller = witness.request("GetInputSettings", {"inputName": "Anchor Desk seller"})["inputSettings"]
    assert seller["text"].startswith("示例市疆味坑馕坊食品店（样例）\n")
    assert seller["font"]["face"] == "Noto Sans CJK SC"


def test_what_the_templates_make_is_what_the_preflight_looks_for(technician: Technician, witness: BareClient) -> None:
    technician.apply(ALL)
    told = json.loads(technician.line("preflight", "--shop", "SX", "--json").stdout)
    codes = {one["code"] for one in told["findings"]}
    assert "scene.found" in codes
    assert not codes & {"scene.missing", "overlay.missing", "seller.no_source", "seller.hidden", "policy.overlay"}


def test_the_policy_scene_shows_nothing_that_sells(technician: Technician, witness: BareClient) -> None:
    technician.apply(ALL)
    assert {item["sourceName"] for item in items(witness, "政策")} == {
        "Anchor Desk background",
        CAMERA,
        "Anchor Desk policy",
        MICROPHONE,
    }


def test_whatever_was_meddled_with_is_named_and_repaired(technician: Technician, witness: BareClient) -> None:
    technician.apply(ALL)
    goods = "商品 · SX"
    witness.request("SetSceneName", {"sceneName": goods, "newSceneName": "我的 ئۇيغۇرچە"})
    witness.request("SetInputName", {"inputName": PRICE, "newInputName": "价格"})
    witness.request("RemoveInput", {"inputName": "Anchor Desk pause"})
    moved = {"sceneName": "政策", "sceneItemId": item_id(witness, "政策", CAMERA)}
    witness.request("SetSceneItemTransform", {**moved, "sceneItemTransform": {"positionX": 12.5}})
    hidden = {"sceneName": "互动 · SN", "sceneItemId": item_id(witness, "互动 · SN", "Anchor Desk seller")}
    witness.request("SetSceneItemEnabled", {**hidden, "sceneItemEnabled": False})
    lowest = {"sceneName": "互动 · SZ", "sceneItemId": item_id(witness, "互动 · SZ", "Anchor Desk seller")}
    witness.request("SetSceneItemIndex", {**lowest, "sceneItemIndex": 0})
    witness.request("SetInputMute", {"inputName": MICROPHONE, "inputMuted": True})
    limiter = {"sourceName": MICROPHONE, "filterName": "Anchor Desk limiter"}
    witness.request("SetSourceFilterEnabled", {**limiter, "filterEnabled": False})
    witness.request("SetSourceFilterSettings", {**limiter, "filterSettings": {"threshold": -20.0}})

    plan = technician.plan(ALL, exit_code=1)

    assert steps(plan) == {
        ("rename", "scene", "我的 ئۇيغۇرچە", ""),
        ("rename", "input", "价格", ""),
        ("create", "input", "Anchor Desk pause", "稍后回来"),
        ("change", "transform", CAMERA, "政策"),
        ("change", "visibility", "Anchor Desk seller", "互动 · SN"),
        ("change", "order", "Anchor Desk seller", "互动 · SZ"),
        ("change", "audio", MICROPHONE, ""),
        ("change", "filter", "Anchor Desk limiter", MICROPHONE),
    }
    assert {step["result"] for step in technician.apply(ALL)["steps"]} == {"done"}
    technician.plan(ALL, exit_code=0)
    assert goods in scenes(witness)
    assert witness.request("GetInputMute", {"inputName": MICROPHONE})["inputMuted"] is False
    assert items(witness, "互动 · SZ")[-2]["sourceName"] == "Anchor Desk seller"


def test_an_item_and_a_scene_that_were_deleted_come_back(technician: Technician, witness: BareClient) -> None:
    technician.apply(ALL)
    gone = {"sceneName": "商品 · SZ", "sceneItemId": item_id(witness, "商品 · SZ", PRICE)}
    witness.request("RemoveSceneItem", gone)
    witness.request("RemoveScene", {"sceneName": "稍后回来"})

    named = steps(technician.plan(ALL, exit_code=1))

    assert {("create", "item", PRICE, "商品 · SZ"), ("create", "scene", "稍后回来", "")} <= named
    technician.apply(ALL)
    technician.plan(ALL, exit_code=0)
    assert [item["sourceName"] for item in items(witness, "商品 · SZ")][5] == PRICE


def test_what_is_not_ours_stays_as_it_was_to_the_last_value(technician: Technician, witness: BareClient) -> None:
    witness.make_scene(FOREIGN)
    witness.make_text(FOREIGN, "تېكىست 馕", "ئۇيغۇرچە")
    witness.make_audio(FOREIGN, "Their music")
    placed = {"sceneName": FOREIGN, "sceneItemId": item_id(witness, FOREIGN, "تېكىست 馕")}
    witness.request("SetSceneItemTransform", {**placed, "sceneItemTransform": {"positionX": 3.25, "rotation": 12.0}})
    filtered = {"sourceName": "Their music", "filterName": "滤镜", "filterKind": "limiter_filter"}
    witness.request("CreateSourceFilter", {**filtered, "filterSettings": {"threshold": -9.0}})
    before = everything_of(witness, FOREIGN)

    technician.apply(ALL)
    witness.request("SetInputMute", {"inputName": MICROPHONE, "inputMuted": True})
    witness.request("CreateSceneItem", {"sceneName": "政策", "sourceName": "تېكىست 馕"})
    plan = technician.plan(ALL, exit_code=1)
    technician.apply(ALL)

    assert {step["name"] for step in plan["steps"]} == {MICROPHONE}
    assert [(one["name"], one["in_the_way"]) for one in plan["foreign"]] == [("تېكىست 馕", False)]
    assert everything_of(witness, FOREIGN) == before
    assert items(witness, "政策")[-1]["sourceName"] == "تېكىست 馕"


def test_scenes_made_by_hand_are_adopted_only_on_request(technician: Technician, witness: BareClient) -> None:
    witness.make_scene("商品")
    witness.make_text("商品", PRICE, "¥9.90")
    before = everything_of(witness, "商品")

    told = technician.apply("--shop", "SX", exit_code=1)

    assert {one["name"] for one in told["foreign"] if one["in_the_way"]} == {"商品", PRICE}
    assert everything_of(witness, "商品") == before
    technician.apply("--shop", "SX", "--adopt")
    technician.plan("--shop", "SX", exit_code=0)
    assert witness.text_of(PRICE) == "¥9.90"


def test_scenes_on_air_are_not_changed_unless_asked(technician: Technician, witness: BareClient) -> None:
    with RtmpSink() as sink:
        witness.stream_to(sink.server, sink.key)
        witness.request("StartStream")
        until(lambda: witness.request("GetStreamStatus")["outputActive"], "OBS streams", timeout_s=20)
        try:
            told = technician.line("apply", "--shop", "SX")
            kept = scenes(witness)
            technician.apply("--shop", "SX", "--while-live")
        finally:
            witness.request("StopStream")
            until(lambda: not witness.request("GetStreamStatus")["outputActive"], "the stream is off", timeout_s=20)

    assert (told.returncode, "Code: streaming." in told.stderr, kept) == (1, True, {"Scene"})
    assert "商品" in scenes(witness)


def test_the_shops_names_arrive_letter_by_letter(technician: Technician, witness: BareClient) -> None:
    technician.apply(ALL)
    assert witness.text_of("Anchor Desk shop name · SX") == "疆味坑馕坊"
    witness.request("SetInputSettings", {"inputName": PRICE, "inputSettings": {"text": "تونۇر نان ¥9.90 皮牙子馕"}})
    technician.plan(ALL, exit_code=0)
    assert witness.text_of(PRICE) == "تونۇر نان ¥9.90 皮牙子馕"


def test_a_restarted_obs_still_knows_what_is_ours(
    technician: Technician, own_obs: RealObs, witness: BareClient
) -> None:
    technician.apply(ALL)
    current = witness.request("GetSceneCollectionList")["currentSceneCollectionName"]
    # OBS writes its scenes when the collection is changed; a killed OBS keeps what was written.
    witness.request("SetCurrentSceneCollection", {"sceneCollectionName": "Untitled"})
    witness.request("SetCurrentSceneCollection", {"sceneCollectionName": current})
    own_obs.kill()
    own_obs.start()
    with own_obs.bare_client() as again:
        if again.request("GetSceneCollectionList")["currentSceneCollectionName"] != current:
            again.request("SetCurrentSceneCollection", {"sceneCollectionName": current})
        technician.plan(ALL, exit_code=0)
        again.request("SetSceneName", {"sceneName": "商品 · SX", "newSceneName": "renamed"})

        assert steps(technician.plan(ALL, exit_code=1)) == {("rename", "scene", "renamed", "")}
