# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk's preflight works on: the OBS of the settings as they are, and the accepted state in the profile."""

from pathlib import Path

import pytest

from app.desk.composition import preflight_ports
from app.desk.settings_keeper import SettingsKeeper
from app.domain.clock import SystemClock
from app.domain.obs.fingerprint import fingerprint
from app.services.preflight import PreflightPorts
from app.settings.profile import Profile
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.survey import studio


class NoSecrets:
    def get(self, _name: str) -> str | None:
        return None

    def set(self, _name: str, _value: str) -> None:
        raise AssertionError("the preflight keeps no secret")

    def delete(self, _name: str) -> None:
        raise AssertionError("the preflight deletes no secret")


@pytest.fixture
def keeper(tmp_path: Path) -> SettingsKeeper:
    return SettingsKeeper(tmp_path / "settings.toml")


@pytest.fixture
def ports(keeper: SettingsKeeper, tmp_path: Path) -> PreflightPorts:
    return preflight_ports(keeper, NoSecrets(), SystemClock(), Profile(tmp_path))


def test_the_obs_of_the_settings_at_that_moment_is_looked_at(
    ports: PreflightPorts, keeper: SettingsKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANCHOR_DESK_OBS_PASSWORD", FAKE_PASSWORD)
    with FakeObs() as obs:
        keeper.change("obs", host=obs.address.host, port=obs.address.port)
        assert ports.take_survey().scene_names == ("Scene", "Goods", "Policy")


def test_the_accepted_state_is_kept_in_the_profile(ports: PreflightPorts, tmp_path: Path) -> None:
    assert ports.load_accepted() is None
    ports.save_accepted(fingerprint(studio()))
    assert ports.load_accepted() == fingerprint(studio())
    assert (tmp_path / "obs-baseline.json").exists()


@pytest.mark.expected_log("obs-baseline.json, is damaged")
def test_a_damaged_accepted_state_is_logged_and_counts_as_none(ports: PreflightPorts, tmp_path: Path) -> None:
    (tmp_path / "obs-baseline.json").write_text("{", "utf-8")
    assert ports.load_accepted() is None


def test_each_obs_has_an_accepted_state_of_its_own(ports: PreflightPorts, keeper: SettingsKeeper) -> None:
    ports.save_accepted(fingerprint(studio()))
    keeper.change("obs", others=({"name": "二号直播间", "port": 4456},), active="二号直播间")
    assert ports.load_accepted() is None
