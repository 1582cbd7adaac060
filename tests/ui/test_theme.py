# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings.resources import resource_path
from app.ui.icons import IconSet
from app.ui.theme import ROLES, Theme, apply_theme, load_theme, theme_names
from app.ui.theme.apply import style_sheet
from app.ui.theme.scale import COMPACT, ROOMY, SPACIOUS, scale_for

NAMES = ("dark", "high_contrast", "light")
TEXT_ON = [
    *[(text, ground) for text in ("text", "muted") for ground in ("window", "surface", "raised", "hover", "sunken")],
    *[(text, ground) for text in ("accent", "good", "warn", "bad") for ground in ("surface", "raised", "window")],
    ("text", "selection"),
    ("muted", "selection"),
    ("accent", "selection"),
    ("on_accent", "accent"),
    ("on_accent", "focus"),
    ("on_live", "live"),
    ("on_rehearsal", "rehearsal"),
    ("on_alarm", "alarm"),
    ("token", "surface"),
    ("token", "token_fill"),
]


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_three_themes_are_shipped() -> None:
    assert theme_names() == NAMES


def test_every_theme_has_every_role(theme: Theme) -> None:
    assert set(theme.roles) == ROLES
    assert all(re.fullmatch(r"#[0-9A-F]{6}", color) for color in theme.roles.values())


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read_on_its_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(theme.hex(text), theme.hex(ground)) >= 4.5


def test_greyed_text_can_still_be_made_out(theme: Theme) -> None:
    assert contrast(theme.hex("disabled"), theme.hex("surface")) >= 3.0


def test_high_contrast_text_is_as_far_from_its_ground_as_it_can_be() -> None:
    assert contrast(load_theme("high_contrast").hex("text"), load_theme("high_contrast").hex("surface")) >= 20


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(ValueError, match="no theme named"):
        load_theme("neon")


def test_a_theme_that_lacks_a_role_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = resource_path("themes", "dark.toml").read_text(encoding="utf-8")
    (tmp_path / "dark.toml").write_text(re.sub(r"(?m)^token = .*$", "", text), encoding="utf-8")
    monkeypatch.setattr("app.ui.theme.model.resource_path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(ValueError, match="token"):
        load_theme("dark")


def test_the_style_sheet_has_no_role_left_open(theme: Theme) -> None:
    assert "@" not in style_sheet(theme)


def test_the_theme_reaches_the_palette(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.color("window")
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == theme.color("text")


@pytest.mark.parametrize("name", sorted(path.stem for path in resource_path("icons").glob("*.svg")))
def test_an_icon_is_drawn_in_the_colour_of_its_role(qtbot: QtBot, name: str) -> None:
    theme = load_theme("dark")
    image = IconSet(theme).pixmap(name, "accent", 48).toImage()
    solid = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {theme.hex("accent")}


def test_sizes_follow_the_room() -> None:
    assert scale_for(887, 500) is COMPACT
    assert scale_for(1293, 740) is ROOMY
    assert scale_for(1847, 1000) is SPACIOUS
