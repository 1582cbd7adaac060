# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several OBS on one PC: each with a name, one in use."""

from pathlib import Path

from app.settings.file import load_settings, save_settings
from app.settings.model import ObsPlace, ObsSettings, Settings

SECOND = ObsPlace(name="二号直播间", host="127.0.0.1", port=4456)


def test_the_first_obs_has_no_name_and_is_in_use() -> None:
    assert ObsSettings(port=4460).place == ObsPlace(port=4460)


def test_an_added_obs_is_in_use_and_the_first_is_kept() -> None:
    obs = ObsSettings(port=4460).with_place(SECOND)
    assert obs.place == SECOND
    assert obs.places == (ObsPlace(port=4460), SECOND)


def test_a_known_obs_is_changed_in_its_place() -> None:
    moved = SECOND.model_copy(update={"port": 4499})
    obs = ObsSettings().with_place(SECOND).with_place(moved)
    assert obs.others == (moved,)


def test_going_back_to_the_first_keeps_the_others() -> None:
    obs = ObsSettings().with_place(SECOND).with_place(ObsPlace(port=4470))
    assert (obs.place, obs.others) == (ObsPlace(port=4470), (SECOND,))


def test_an_obs_that_is_known_no_more_gives_way_to_the_first() -> None:
    assert ObsSettings(active="gone").place == ObsPlace()


def test_several_obs_are_saved_and_loaded(tmp_path: Path) -> None:
    settings = Settings(obs=ObsSettings().with_place(SECOND))
    save_settings(tmp_path / "settings.toml", settings)
    assert load_settings(tmp_path / "settings.toml").obs.place == SECOND
