# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scene collections of 200 scenes, changed in OBS: never a mixed list, no command in between."""

import pytest

from app.domain.obs.commands import ObsFailure, SwitchScene
from app.domain.obs.state import LinkPhase
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_obs_model import FakeItem
from tests.helpers.obs_link import is_live, running_link

COLLECTIONS = {name: [f"{name} {number}" for number in range(200)] for name in ("Morning", "Evening")}


def _load(obs: FakeObs, name: str) -> None:
    obs.model.collection, obs.model.scenes = name, list(COLLECTIONS[name])
    obs.model.program = obs.model.scenes[0]
    obs.model.items = {scene: [FakeItem(1, "Product")] for scene in obs.model.scenes}


@pytest.mark.parametrize("not_ready", [True, False], ids=["5.5 answers 207", "5.1 answers garbage"])
def test_collections_of_200_scenes_change_three_times_each_way(not_ready: bool) -> None:
    with FakeObs(dialect="5.5" if not_ready else "5.1") as obs:
        _load(obs, "Morning")
        with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
            tape.wait_for(is_live, "live")
            for name in ("Evening", "Morning") * 3:
                obs.emit("CurrentSceneCollectionChanging", {"sceneCollectionName": name})
                tape.wait_for(lambda state: state.phase is LinkPhase.LOADING, "loading")
                obs.faults.not_ready = not_ready
                for gone in obs.model.scenes[:]:
                    obs.model.remove_scene(gone) if len(obs.model.scenes) > 1 else None
                refused = link.submit(SwitchScene("Morning 1")).result(1)
                for scene in COLLECTIONS[name]:
                    obs.model.add_scene(scene)
                _load(obs, name)
                obs.faults.not_ready = False
                obs.emit("CurrentSceneCollectionChanged", {"sceneCollectionName": name})
                state = tape.wait_for(lambda state, name=name: is_live(state) and state.collection == name, "read")
                assert refused.failure is ObsFailure.NOT_READY
                assert list(state.scene_names) == COLLECTIONS[name]
                assert {item.container for item in state.items} == set(COLLECTIONS[name])

    whole = {(), *(tuple(scenes) for scenes in COLLECTIONS.values())}
    assert {state.scene_names for state in tape.states} == whole
    assert obs.asked("SetCurrentProgramScene") == []
