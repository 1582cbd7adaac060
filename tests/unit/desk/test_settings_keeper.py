# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from pathlib import Path

import pytest

from app.desk.settings_keeper import SettingsKeeper
from app.settings.file import SettingsError, load_settings
from app.settings.model import Settings


def test_a_change_is_in_force_and_on_disk_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    keeper = SettingsKeeper(path)
    keeper.change("", anchor="小古")
    keeper.change("obs", host="10.0.0.7", port=4456)
    assert (keeper.settings.anchor, keeper.settings.obs.host, keeper.settings.obs.port) == ("小古", "10.0.0.7", 4456)
    assert keeper.settings.obs.product_input == Settings().obs.product_input
    assert load_settings(path) == keeper.settings


def test_a_file_that_cannot_be_read_is_told_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("anchor = [", encoding="utf-8")
    keeper = SettingsKeeper(path)
    assert keeper.settings == Settings()
    assert "not valid TOML" in keeper.fault
    with pytest.raises(SettingsError):
        keeper.change("", anchor="小古")
    assert path.read_text(encoding="utf-8") == "anchor = ["


def test_a_change_that_cannot_be_saved_is_not_in_force(tmp_path: Path) -> None:
    keeper = SettingsKeeper(tmp_path / "missing" / "settings.toml")
    with pytest.raises(SettingsError):
        keeper.change("", anchor="小古")
    assert keeper.settings.anchor == ""
