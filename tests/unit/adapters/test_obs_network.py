# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad network between the desk and OBS: slow, swallowing, half open."""

import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from app.adapters.obs.port import ObsAddress
from app.domain.obs.commands import ObsFailure, Panic, SetMute, SetVolume, SwitchScene
from app.domain.obs.state import LinkFault, LinkPhase
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fault_proxy import FaultProxy
from tests.helpers.obs_link import is_down, is_live, running_link
from tests.helpers.until import until


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    with FakeObs() as fake:
        yield fake


@pytest.fixture
def proxy(obs: FakeObs) -> Iterator[FaultProxy]:
    with FaultProxy(obs.address.host, obs.address.port) as between:
        yield between


def _through(proxy: FaultProxy) -> ObsAddress:
    return ObsAddress("127.0.0.1", urlsplit(proxy.url).port or 0)


def test_a_round_trip_of_300_ms_is_lived_with_and_a_dragged_fader_builds_no_queue(
    obs: FakeObs, proxy: FaultProxy
) -> None:
    proxy.slow_down(0.15)
    with running_link(_through(proxy), FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live", timeout_s=20)
        moves = [link.submit(SetVolume("Mic", -number / 10), deadline_s=10) for number in range(1, 201)]
        mute = link.submit(SetMute("Mic", True), deadline_s=10)
        panic = link.panic(Panic("Policy", ("Mic",)))

        assert all(one.result(15).ok for one in (*moves, mute, panic))
        assert obs.model.inputs["Mic"].volume_db == -20.0
        assert len(obs.asked("SetInputVolume")) <= 5
        assert link.state.phase is LinkPhase.LIVE
        assert LinkPhase.HUNG not in tape.phases()


def test_a_black_hole_is_hung_and_its_end_brings_one_connection_each_and_no_late_command(
    obs: FakeObs, proxy: FaultProxy
) -> None:
    with running_link(_through(proxy), FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        proxy.black_hole()
        tape.wait_for(lambda state: state.phase is LinkPhase.HUNG, "hung", timeout_s=5)
        refused = link.submit(SwitchScene("Goods")).result(1)
        proxy.flow()
        tape.wait_for(lambda state: is_live(state) and state.epoch == 2, "live again", timeout_s=20)
        until(lambda: obs.clients == 4, "only the new connections are left")

        names = sorted(one.name for one in threading.enumerate() if one.name.startswith("obs-"))
        assert names == ["obs-commands", "obs-events", "obs-health", "obs-panic", "obs-supervisor"]
    assert refused.failure is ObsFailure.NO_LINK
    assert obs.asked("SetCurrentProgramScene") == []


def test_connections_left_half_open_are_given_up_and_made_anew(obs: FakeObs, proxy: FaultProxy) -> None:
    with running_link(_through(proxy), FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        proxy.pull_the_cable()
        down = tape.wait_for(is_down, "noticed", timeout_s=5)
        tape.wait_for(lambda state: is_live(state) and state.epoch == 2, "live again", timeout_s=20)
        until(lambda: obs.clients == 4, "only the new connections are left")

        assert down.fault is LinkFault.HUNG
        assert link.submit(SwitchScene("Goods")).result(5).ok


def test_proxy_variables_lead_nobody_astray(obs: FakeObs, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with running_link(obs.address, FAKE_PASSWORD) as (_, tape):
        tape.wait_for(is_live, "live")
