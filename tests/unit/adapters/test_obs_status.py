# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One look at OBS, for the command line."""

import pytest

from app.adapters.obs.port import ObsAddress
from app.adapters.obs.status import read_status
from app.domain.obs.state import AudioInput, LinkFault, LinkPhase, OutputPhase
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs


def test_a_look_reads_everything_and_hangs_up() -> None:
    with FakeObs() as obs:
        obs.model.stream.active = True
        state = read_status(obs.address, FAKE_PASSWORD, 5.0)

        assert obs.greeted == 1
    assert (state.phase, state.scene_names, state.program_scene) == (
        LinkPhase.LIVE,
        ("Scene", "Goods", "Policy"),
        "Scene",
    )
    assert (state.stream, state.audio, state.obs_version) == (OutputPhase.ON, (AudioInput("Mic", False),), "29.0.2")


@pytest.mark.parametrize(
    ("password", "fault"), [("wrong", LinkFault.PASSWORD_WRONG), (None, LinkFault.PASSWORD_MISSING)]
)
def test_a_bad_password_is_a_state_and_not_an_exception(password: str | None, fault: LinkFault) -> None:
    with FakeObs() as obs:
        state = read_status(obs.address, password, 5.0)

        assert obs.greeted == 1
    assert (state.connected, state.fault) == (False, fault)


def test_no_obs_is_a_state_with_a_sentence() -> None:
    with FakeObs() as obs:
        address = ObsAddress(obs.address.host, obs.address.port)

    state = read_status(address, FAKE_PASSWORD, 5.0)

    assert state.fault is LinkFault.NOT_RUNNING
    assert "Start OBS" in state.fault_detail


def test_an_obs_without_answer_is_hung_after_the_timeout() -> None:
    with FakeObs() as obs:
        obs.hold("GetStats")

        assert read_status(obs.address, FAKE_PASSWORD, 0.2).fault is LinkFault.HUNG


def test_an_obs_that_loads_is_told_as_loading() -> None:
    with FakeObs() as obs:
        obs.faults.not_ready = True
        state = read_status(obs.address, FAKE_PASSWORD, 5.0)

    assert (state.phase, state.fault) == (LinkPhase.LOADING, LinkFault.NONE)
