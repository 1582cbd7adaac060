# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stalls of the UI thread while OBS floods the desk: all meters, all scenes, a thousand events a second."""

import json
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.benchmarks.report import Row
from tests.benchmarks.sample_profile import make_profile
from tests.benchmarks.ui_stall import SCENES, TEXTS, probe, stall_row
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_obs_model import FakeInput, FakeItem

SECONDS = 30.0
SCENE_COUNT = 200
ITEMS_EACH = 20
INPUTS = 60
METERS_HZ = 20
EVENTS_PER_BEAT = 50
_METER_BIT, _ITEM_BIT = 65536, 128


def measure() -> list[Row]:
    """Return the row: the desk beside an OBS of 200 scenes of 20 items that sends 20 meter frames a second."""
    with tempfile.TemporaryDirectory(prefix="anchor-desk-bench-") as folder, FakeObs() as obs:
        _furnish(obs)
        profile = make_profile(Path(folder) / "profile", obs_port=obs.address.port, base_url="http://127.0.0.1:9")
        before = probe({})
        with _flooding(obs):
            desk = probe({"ANCHOR_DESK_OBS_PASSWORD": FAKE_PASSWORD}, str(profile.root), "flood")
        after = probe({})
    bare = [*before["bare window"], *after["bare window"]]
    rate = EVENTS_PER_BEAT * METERS_HZ
    what = f"{INPUTS} meters at {METERS_HZ} Hz, {rate} events/s, {SCENE_COUNT} scenes of {ITEMS_EACH} items"
    return [stall_row("OBS floods", desk["OBS floods"], bare, what)]


def _furnish(obs: FakeObs) -> None:
    model = obs.model
    names = [f"Sound {number:02d}" for number in range(INPUTS)]
    for name in names:
        model.inputs[name] = FakeInput(muted=False, kind="pulse_input_capture")
    for text in TEXTS:
        model.inputs[text] = FakeInput({"text": ""}, kind="text_ft2_source_v2")
    others = [f"Scene {number:03d}" for number in range(SCENE_COUNT - len(SCENES))]
    for scene in (*SCENES, *others):
        model.add_scene(scene, *(FakeItem(at + 1, names[at % INPUTS]) for at in range(ITEMS_EACH)))


@contextmanager
def _flooding(obs: FakeObs) -> Iterator[None]:
    ended = threading.Event()
    thread = threading.Thread(target=_flood, args=(obs, ended), name="flood", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(10)


def _flood(obs: FakeObs, ended: threading.Event) -> None:
    for beat in count():
        if ended.wait(1 / METERS_HZ):
            return
        level = (beat % 40) / 40
        inputs = [
            {"inputName": name, "inputLevelsMul": [[level, level, level]] * 2}
            for name, one in list(obs.model.inputs.items())
            if one.muted is not None
        ]
        obs.emit_raw(_event("InputVolumeMeters", {"inputs": inputs}), _METER_BIT)
        for number in range(EVENTS_PER_BEAT):
            item = {"sceneName": f"Scene {number:03d}", "sceneItemId": 1 + beat % ITEMS_EACH, "sceneItemEnabled": True}
            obs.emit_raw(_event("SceneItemEnableStateChanged", item), _ITEM_BIT)


def _event(kind: str, data: dict[str, object]) -> str:
    return json.dumps({"op": 5, "d": {"eventType": kind, "eventData": data}})
