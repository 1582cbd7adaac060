# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from pathlib import Path

import pytest

from app.domain.obs.fingerprint import FORMAT, fingerprint
from app.settings.file import SettingsError
from app.settings.obs_baseline import load_baseline, save_baseline
from tests.helpers.survey import studio

MARK = fingerprint(studio())


def test_what_was_accepted_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "obs-baseline.json"
    assert load_baseline(path) is None
    save_baseline(path, MARK)
    assert load_baseline(path) == MARK
    assert [one.name for one in path.parent.iterdir()] == ["obs-baseline.json"]


@pytest.mark.parametrize("text", ["", "{", '{"scenes": 3}', '{"inputs": [{"name": "x"}]}'])
def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "obs-baseline.json"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match="damaged"):
        load_baseline(path)
    assert path.read_text("utf-8") == text


def test_a_file_of_a_newer_version_is_not_misread(tmp_path: Path) -> None:
    path = tmp_path / "obs-baseline.json"
    save_baseline(path, MARK.model_copy(update={"format": FORMAT + 1}))
    with pytest.raises(SettingsError, match="newer version"):
        load_baseline(path)


def test_what_cannot_be_kept_is_told_and_the_old_one_stands(tmp_path: Path) -> None:
    path = tmp_path / "obs-baseline.json"
    path.mkdir()
    with pytest.raises(SettingsError, match="still stands"):
        save_baseline(path, MARK)
    with pytest.raises(SettingsError, match="cannot be read"):
        load_baseline(path)
