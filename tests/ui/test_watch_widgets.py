# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The level bar and the small picture: what they show, and what they say to whoever cannot see it."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.domain.obs.meters import FLOOR_DB, MeterLevel
from app.domain.obs.watch import Sight
from app.ui.icons import IconSet
from app.ui.theme import load_theme
from app.ui.theme.scale import COMPACT
from app.ui.widgets.meter import LevelMeter
from app.ui.widgets.thumbnail import FRESH_S, Thumbnail
from tests.helpers.fake_picture import level_of, picture

THEME = load_theme("dark")


def level(peak: float, raw: float | None = None) -> MeterLevel:
    return MeterLevel("Mic", peak, peak, peak if raw is None else raw)


class Painted(LevelMeter):
    """A meter that counts how often it is painted."""

    def __init__(self) -> None:
        super().__init__(THEME, IconSet(THEME), "Mic")
        self.paints = 0

    def paintEvent(self, event: object) -> None:
        self.paints += 1
        super().paintEvent(event)  # type: ignore[arg-type]


@pytest.fixture
def meter(qtbot: QtBot) -> Painted:
    made = Painted()
    qtbot.addWidget(made)
    made.resize(300, 24)
    made.show()
    qtbot.waitExposed(made)
    return made


def colors(meter: LevelMeter) -> list[str]:
    """Return the colours along the bar's middle, repeats left out."""
    image = meter.grab().toImage()
    row = [image.pixelColor(x, meter.height() // 2).name().upper() for x in range(30, meter.width() - 80)]
    return [color for before, color in zip([None, *row], row, strict=False) if color != before]


def test_a_loud_level_reaches_through_all_zones(meter: Painted) -> None:
    meter.show_level(level(0.0), 1.0)

    assert [
        name for name in colors(meter) if name in {THEME.hex(role).upper() for role in ("good", "warn", "bad")}
    ] == [THEME.hex(role).upper() for role in ("good", "warn", "bad")]
    assert (meter.text, meter.accessibleDescription()) == ("0 dB", "Too loud.")


def test_a_quiet_level_stays_green_and_says_its_number(meter: Painted) -> None:
    meter.show_level(level(-30.0), 1.0)

    assert THEME.hex("good").upper() in colors(meter)
    assert not {THEME.hex("warn").upper(), THEME.hex("bad").upper()} & set(colors(meter))
    assert (meter.accessibleName(), meter.text, meter.accessibleDescription()) == ("Mic", "−30 dB", "It is heard.")


def test_silence_and_ignorance_are_told_apart(meter: Painted) -> None:
    unknown = (meter.text, meter.accessibleDescription())
    meter.show_level(level(FLOOR_DB), 1.0)

    assert unknown == ("–", "Its level is not known.")
    assert (meter.text, meter.accessibleDescription()) == ("Silent", "Nothing is heard.")
    meter.show_level(None, 2.0)
    assert (meter.text, meter.accessibleDescription()) == unknown


def test_a_muted_input_shows_in_grey_what_the_microphone_hears(meter: Painted) -> None:
    before = meter.grab().toImage()
    meter.set_muted(True)
    meter.show_level(level(FLOOR_DB, -3.0), 1.0)

    assert THEME.hex("muted").upper() in colors(meter)
    assert THEME.hex("good").upper() not in colors(meter)
    assert (meter.text, meter.accessibleDescription()) == ("Muted", "Muted: viewers hear nothing of it.")
    icon = (0, 0, 20, meter.height())
    assert meter.grab().toImage().copy(*icon) != before.copy(*icon)


def test_what_looks_the_same_is_not_painted_again(meter: Painted, qtbot: QtBot) -> None:
    meter.show_level(level(-30.0), 1.0)
    qtbot.waitUntil(lambda: meter.paints > 0)
    qtbot.wait(20)
    painted = meter.paints
    for _ in range(20):
        meter.show_level(level(-30.0), 1.0)
        qtbot.wait(1)
    assert meter.paints == painted

    meter.show_level(level(-10.0), 1.1)
    qtbot.waitUntil(lambda: meter.paints > painted)


def test_the_words_do_not_follow_every_level(meter: Painted) -> None:
    meter.show_level(level(-30.0), 1.0)
    words = meter.accessibleDescription()
    for step in range(1, 20):
        meter.show_level(level(-30.0 + step), 1.0 + step / 20)

    assert meter.accessibleDescription() == words == "It is heard."


@pytest.fixture
def thumbnail(qtbot: QtBot) -> Thumbnail:
    made = Thumbnail(THEME, IconSet(THEME), "商品")
    qtbot.addWidget(made)
    made.resize(160, 90)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle(thumbnail: Thumbnail) -> QColor:
    image: QImage = thumbnail.grab().toImage()
    return image.pixelColor(80, 30)


def test_a_new_picture_is_shown_as_it_is_without_words(thumbnail: Thumbnail) -> None:
    thumbnail.show_sight(Sight(picture("Goods"), FRESH_S))

    assert abs(middle(thumbnail).red() - level_of("Goods")) <= 2
    assert (thumbnail.state_text, thumbnail.accessibleDescription()) == ("", "The picture is new.")
    assert thumbnail.accessibleName() == "商品"


def test_an_old_picture_is_greyed_and_says_its_age(thumbnail: Thumbnail) -> None:
    sight = Sight(picture("Goods"), 0)
    thumbnail.show_sight(sight)
    fresh = middle(thumbnail)
    thumbnail.show_sight(replace(sight, age_s=12))

    assert middle(thumbnail) != fresh
    assert thumbnail.state_text == thumbnail.accessibleDescription() == "12 s old"


def test_without_a_picture_it_says_so(thumbnail: Thumbnail) -> None:
    assert thumbnail.state_text == "No picture"
    thumbnail.show_sight(Sight(picture("Goods"), 0))
    thumbnail.show_sight(None)

    assert (thumbnail.state_text, thumbnail.picture) == ("No picture", None)
    assert middle(thumbnail).name().upper() == THEME.hex("sunken").upper()


def test_an_upright_picture_keeps_its_shape(thumbnail: Thumbnail) -> None:
    thumbnail.show_sight(Sight(picture("Goods", width=90, height=160), 0))
    image = thumbnail.grab().toImage()

    assert image.pixelColor(5, 45).name().upper() == THEME.hex("sunken").upper()
    assert abs(image.pixelColor(80, 45).red() - level_of("Goods")) <= 2


def test_both_fit_a_small_screen(meter: Painted, thumbnail: Thumbnail) -> None:
    roomy = meter.sizeHint().height(), thumbnail.sizeHint().height()
    meter.set_scale(COMPACT)
    thumbnail.set_scale(COMPACT)

    assert meter.sizeHint().height() < roomy[0]
    assert thumbnail.sizeHint().height() < roomy[1]
