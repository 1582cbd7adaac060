# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plan and apply over a real socket: what a broken, loading, old or locked OBS does to them."""

import socket
from collections.abc import Iterator

import pytest

from app.adapters.obs.port import ObsAddress
from app.adapters.obs.provision import ProvisionError, apply_plan, read_plan
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_studio import FakeStudio
from tests.helpers.obs_templates import asking


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    fake = FakeObs()
    fake.model = FakeStudio()
    with fake:
        yield fake


def _refused(address: ObsAddress, password: str | None = FAKE_PASSWORD) -> ProvisionError:
    with pytest.raises(ProvisionError) as caught:
        read_plan(address, password, asking())
    return caught.value


def test_scenes_are_made_and_found_again_over_the_wire(obs: FakeObs) -> None:
    report = apply_plan(obs.address, FAKE_PASSWORD, asking())
    assert (report.converged, all(one.done for one in report.results)) == (True, True)
    assert read_plan(obs.address, FAKE_PASSWORD, asking()).empty


@pytest.mark.parametrize("kind", ["SetPersistentData", "CreateScene", "SetSceneItemTransform", "SetInputAudioTracks"])
def test_a_link_that_breaks_half_way_is_told_and_the_next_apply_ends_it(obs: FakeObs, kind: str) -> None:
    obs.faults.close_on = {kind: 1001}
    broken = apply_plan(obs.address, FAKE_PASSWORD, asking())
    assert (broken.converged, broken.code, broken.remaining) == (False, "lost", None)
    obs.faults.close_on = {}

    assert apply_plan(obs.address, FAKE_PASSWORD, asking()).converged
    assert len(obs.model.scenes) == 7


def test_a_loading_obs_is_told_and_not_written_to(obs: FakeObs) -> None:
    obs.model.refuse = lambda kind, _data: 207 if kind == "GetSceneList" else None
    assert _refused(obs.address).code == "not_ready"
    assert obs.model.written == []


def test_a_wrong_password_is_tried_once(obs: FakeObs) -> None:
    assert _refused(obs.address, "wrong").code == "password_wrong"
    assert (obs.greeted, obs.refused) == (1, 1)


def test_an_obs_without_a_needed_request_is_too_old(obs: FakeObs) -> None:
    obs.model.available = obs.model.available - {"SetPersistentData"}
    assert _refused(obs.address).code == "too_old"


def test_no_obs_is_told() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert _refused(ObsAddress("127.0.0.1", port)).code == "not_running"


def test_scenes_of_a_newer_version_are_told(obs: FakeObs) -> None:
    obs.model.refuse = lambda _kind, _data: None
    obs.model.GetPersistentData = lambda _data: {"slotValue": '{"format":9}'}  # type: ignore[method-assign]
    assert _refused(obs.address).code == "newer_mark"
