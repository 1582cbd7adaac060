# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings: typed, lenient to newer keys, plain about mistakes, never half written."""

import os
from pathlib import Path

import pytest

from app.settings.file import SettingsError, load_settings, save_settings
from app.settings.model import BaseSettings, PrompterSettings, Settings


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "settings.toml")
    assert settings == Settings()
    assert (settings.obs.host, settings.obs.port, settings.prompter.glyph_mm) == ("127.0.0.1", 4455, 26.0)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    settings = Settings(
        anchor="古丽·阿依", base=BaseSettings(url="https://base.example", device_name="一号机"),
        prompter=PrompterSettings(mirror=True, mode="scroll"),
    )  # fmt: skip
    save_settings(tmp_path / "settings.toml", settings)
    assert load_settings(tmp_path / "settings.toml") == settings


def test_keys_of_a_newer_version_survive_a_save(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('anchor = "A"\nnew_key = 3\n[obs]\nport = 4456\nmeter_rate = 20\n', encoding="utf-8")
    settings = load_settings(path)
    save_settings(path, settings.model_copy(update={"anchor": "B"}))
    text = path.read_text(encoding="utf-8")
    assert "new_key = 3" in text
    assert "meter_rate = 20" in text
    assert 'anchor = "B"' in text


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'\xef\xbb\xbfanchor = "A"\n')
    assert load_settings(path).anchor == "A"


def test_a_file_that_is_not_toml_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("anchor = \n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"settings\.toml is not valid TOML: .*line 1"):
        load_settings(path)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[obs]\nport = 70000\n", "obs.port"),
        ('[obs]\nport = "no"\n', "obs.port"),
        ('[appearance]\ntheme = "pink"\n', "appearance.theme"),
        ("[prompter]\nglyph_mm = 0.1\n", "prompter.glyph_mm"),
        ("obs = 3\n", "obs"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=f"has a wrong value for {name}: "):
        load_settings(path)


def test_bytes_that_are_no_text_are_explained(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"anchor = '\xff'\n")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(path)


def test_a_failed_save_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, Settings(anchor="old"))

    def full(_source: str, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(SettingsError, match=r"were not saved .* No space left .* unchanged"):
        save_settings(path, Settings(anchor="new"))
    assert load_settings(path).anchor == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().anchor = "x"  # type: ignore[misc]
