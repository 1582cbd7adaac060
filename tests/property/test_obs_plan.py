# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever people do to the scenes, one apply brings them back, and what is not ours is never written to."""

import copy
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.obs.provision import ApplyOptions, apply_over, plan_over
from tests.helpers.fake_obs_model import RequestRefused
from tests.helpers.fake_studio import DirectWire, FakeStudio
from tests.helpers.obs_templates import asking

FOREIGN_SCENES = ("Gaming", "ئۇيغۇرچە سەھنە")
FOREIGN_INPUTS = ("My camera", "My music")
MICROPHONE = "Anchor Desk microphone"

dialects = st.sampled_from(("5.1", "5.5"))
Drift = tuple[str, int, int, Any]
drifts = st.tuples(
    st.sampled_from(
        (
            "rename_scene",
            "rename_input",
            "remove_scene",
            "remove_input",
            "remove_item",
            "move",
            "hide",
            "lock",
            "reorder",
            "restyle",
            "mute",
            "volume",
            "tracks",
            "filter_off",
            "filter_gone",
            "filter_order",
            "add_foreign_item",
        )
    ),
    st.integers(0, 50),
    st.integers(0, 50),
    st.integers(0, 9),
)


def _studio(dialect: str) -> FakeStudio:
    studio = FakeStudio(dialect)
    for scene in FOREIGN_SCENES:
        studio.CreateScene({"sceneName": scene})
    for name, kind in zip(FOREIGN_INPUTS, ("v4l2_input", "ffmpeg_source"), strict=True):
        studio.CreateInput({"sceneName": FOREIGN_SCENES[0], "inputName": name, "inputKind": kind, "inputSettings": {}})
        studio.CreateSceneItem({"sceneName": FOREIGN_SCENES[1], "sourceName": name})
    return studio


def _guests(studio: FakeStudio) -> list[Any]:
    """Return what people put into our scenes."""
    held = [(scene.uuid, item) for scene in studio.scenes.values() for item in scene.items]
    return copy.deepcopy(sorted(((uuid, item) for uuid, item in held if item.source in FOREIGN_INPUTS), key=str))


def _sight(studio: FakeStudio) -> dict[str, Any]:
    """Return what viewers see and hear of our scenes, without people's own additions."""
    scenes = {
        name: [
            (item.source, item.enabled, item.locked, item.transform if item.source != MICROPHONE else None)
            for item in scene.items
            if item.source not in FOREIGN_INPUTS
        ]
        for name, scene in studio.scenes.items()
    }
    inputs = {
        name: (one.kind, one.settings, one.filters, one.muted, one.volume_db, one.tracks)
        for name, one in studio.inputs.items()
    }
    return scenes | inputs


class _Meddler:
    """Somebody in OBS who changes what is ours."""

    def __init__(self, studio: FakeStudio) -> None:
        self._studio = studio

    def do(self, drift: Drift) -> None:
        """Carry out one change, if it is possible at all."""
        what, one, other, number = drift
        scenes = [name for name in self._studio.scenes if name not in (*FOREIGN_SCENES, "Scene")]
        inputs = [name for name in self._studio.inputs if name not in FOREIGN_INPUTS]
        if not scenes or not inputs:
            return
        scene, name = scenes[one % len(scenes)], inputs[one % len(inputs)]
        try:
            self._changes(scene, name, other, number)[what]()
        except RequestRefused:
            return

    def _changes(self, scene: str, name: str, other: int, number: int) -> dict[str, Callable[[], Any]]:
        studio = self._studio
        items = studio.scenes[scene].items
        item = {"sceneName": scene, "sceneItemId": items[other % len(items)].item_id if items else 0}
        sound = {"inputName": MICROPHONE}
        each = {"sourceName": MICROPHONE, "filterName": "Anchor Desk limiter"}
        colour = {"text_ft2_source_v2": "color1", "color_source_v3": "color"}.get(studio.inputs[name].kind)
        restyled = {colour: number} if colour is not None else {}
        return {
            "rename_scene": lambda: studio.SetSceneName({"sceneName": scene, "newSceneName": f"renamed {number}"}),
            "rename_input": lambda: studio.SetInputName({"inputName": name, "newInputName": f"input {number} 馕"}),
            "remove_scene": lambda: studio.RemoveScene({"sceneName": scene}),
            "remove_input": lambda: studio.RemoveInput({"inputName": name}),
            "remove_item": lambda: studio.RemoveSceneItem(item),
            "move": lambda: studio.SetSceneItemTransform({**item, "sceneItemTransform": {"positionX": number * 10.1}}),
            "hide": lambda: studio.SetSceneItemEnabled({**item, "sceneItemEnabled": False}),
            "lock": lambda: studio.SetSceneItemLocked({**item, "sceneItemLocked": number % 2 == 0}),
            "reorder": lambda: studio.SetSceneItemIndex({**item, "sceneItemIndex": number % max(1, len(items))}),
            "restyle": lambda: studio.SetInputSettings({"inputName": name, "inputSettings": restyled}),
            "mute": lambda: studio.SetInputMute({**sound, "inputMuted": True}),
            "volume": lambda: studio.SetInputVolume({**sound, "inputVolumeDb": -float(number)}),
            "tracks": lambda: studio.SetInputAudioTracks({**sound, "inputAudioTracks": {"1": False, "6": True}}),
            "filter_off": lambda: studio.SetSourceFilterEnabled({**each, "filterEnabled": False}),
            "filter_gone": lambda: studio.RemoveSourceFilter(each),
            "filter_order": lambda: studio.SetSourceFilterIndex({**each, "filterIndex": 0}),
            "add_foreign_item": lambda: studio.CreateSceneItem({"sceneName": scene, "sourceName": "My camera"}),
        }


@settings(max_examples=150)
@given(dialects, st.lists(drifts, max_size=12))
def test_an_apply_undoes_any_drift_and_touches_nothing_else(dialect: str, changes: list[Drift]) -> None:
    studio = _studio(dialect)
    wire, request = DirectWire(studio), asking()
    assert apply_over(wire, request, ApplyOptions()).converged
    fresh = copy.deepcopy(_sight(studio))
    for change in changes:
        _Meddler(studio).do(change)
    before, guests = studio.state_of(FOREIGN_SCENES, FOREIGN_INPUTS), _guests(studio)
    studio.asked.clear()

    report = apply_over(wire, request, ApplyOptions())

    assert report.converged, [one.problem for one in report.results if not one.done]
    assert (studio.state_of(FOREIGN_SCENES, FOREIGN_INPUTS), _guests(studio)) == (before, guests)
    assert not any(kind.startswith(("Remove", "Toggle")) for kind, _ in studio.written)
    for _, data in studio.written:
        assert data.get("sceneName") not in FOREIGN_SCENES
        assert data.get("inputName") not in FOREIGN_INPUTS
    sight = _sight(studio)
    assert {name: sight[name] for name in fresh} == fresh
    studio.asked.clear()
    assert plan_over(wire, request).empty
    assert apply_over(wire, request, ApplyOptions()).converged
    assert studio.written == []


@settings(max_examples=60)
@given(dialects, st.integers(0, 140))
def test_an_apply_that_broke_off_anywhere_is_finished_by_the_next(dialect: str, after: int) -> None:
    studio = _studio(dialect)
    request = asking()
    before = studio.state_of(FOREIGN_SCENES, FOREIGN_INPUTS)
    try:
        apply_over(DirectWire(studio, breaks_after=after), request, ApplyOptions())
    except ConnectionResetError:
        assert studio.written == []

    report = apply_over(DirectWire(studio), request, ApplyOptions())

    assert report.converged, [one.detail for one in report.remaining.foreign] if report.remaining else report.stopped
    assert studio.state_of(FOREIGN_SCENES, FOREIGN_INPUTS) == before
    names = [name for name in studio.scenes if name not in (*FOREIGN_SCENES, "Scene")]
    assert sorted(names) == sorted(("商品 · SX", "互动 · SX", "商品 · SZ", "互动 · SZ", "政策", "稍后回来"))
