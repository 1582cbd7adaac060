# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The level bar: what it shows, and what it says to whoever cannot see it."""

import pytest
from pytestqt.qtbot import QtBot

from app.domain.obs.meters import FLOOR_DB, MeterLevel
from app.ui.icons import IconSet
from app.ui.theme import load_theme
from app.ui.theme.scale import COMPACT
from app.ui.widgets.meter import LevelMeter

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


def test_it_fits_a_small_screen(meter: Painted) -> None:
    roomy = meter.sizeHint().height()
    meter.set_scale(COMPACT)

    assert meter.sizeHint().height() < roomy
