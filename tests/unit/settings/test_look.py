# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from pathlib import Path
from typing import get_args

import pytest

from app.settings.file import save_settings
from app.settings.look import LANGUAGES, THEMES, Look, read_look
from app.settings.model import AppearanceSettings, Settings


def test_the_look_is_that_of_the_full_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, Settings(appearance=AppearanceSettings(language="zh_CN", theme="high_contrast")))
    assert read_look(path) == Look("zh_CN", "high_contrast")


def test_choices_and_defaults_are_those_of_the_full_settings() -> None:
    fields = AppearanceSettings.model_fields
    assert get_args(fields["language"].annotation) == LANGUAGES
    assert get_args(fields["theme"].annotation) == THEMES
    assert Look() == Look(AppearanceSettings().language, AppearanceSettings().theme)


@pytest.mark.parametrize(
    "content",
    [b"", b"[appearance", b"\xff\xfe", b"appearance = 3", b'[appearance]\nlanguage = "tlh"\ntheme = ["dark"]'],
)
def test_what_cannot_be_read_is_left_at_its_default(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    assert read_look(path) == Look()


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert read_look(tmp_path / "settings.toml") == Look()
