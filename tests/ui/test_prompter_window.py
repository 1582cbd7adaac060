# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.contract.content import PolicyPoint
from app.ui.commands import CommandRegistry
from app.ui.prompter.screens import screen_dpi
from app.ui.prompter.window import PrompterWindow
from app.ui.theme import load_theme
from tests.helpers.services import Rig, pump


@pytest.fixture
def rig(qapp: object) -> Iterator[Rig]:
    found = Rig.build()
    yield found
    found.close()


@pytest.fixture
def registry(qapp: object) -> CommandRegistry:
    return CommandRegistry()


@pytest.fixture
def window(qtbot: QtBot, rig: Rig, registry: CommandRegistry) -> PrompterWindow:
    found = PrompterWindow(rig.prompter, rig.live_view, registry, load_theme("dark"), clock=rig.clock, distance_m=2.0)
    qtbot.addWidget(found)
    found.resize(1280, 720)
    found.show()
    qtbot.waitExposed(found)
    return found


def shown(window: PrompterWindow) -> str:
    return "\n".join(block.text for block in window.view.reading.document.blocks)


def present(rig: Rig, row_id: str) -> None:
    rig.presenting.present(row_id)
    rig.settle()
    pump(lambda: rig.live_view.view.current_row_id == row_id)


def long_script(rig: Rig) -> None:
    script = rig.content.content.scripts["x01.md"]
    rig.update(script.model_copy(update={"text": "\n".join(f"第{n}句，今天{{{{live_price}}}}元" for n in range(60))}))


def test_without_a_session_it_says_what_to_do(window: PrompterWindow) -> None:
    assert "Open one in Prepare" in shown(window)


def test_card_mode_shows_name_price_and_points(window: PrompterWindow, rig: Rig) -> None:
    rig.open()
    present(rig, "R2")
    text = shown(window)
    assert "皮牙子芝麻馕" in text
    assert "¥5.5" in text
    assert "现烤" in text


def test_a_card_shrinks_its_points_until_it_is_seen_whole(window: PrompterWindow, rig: Rig) -> None:
    product = rig.content.content.products["X01"]
    rig.update(product.model_copy(update={"selling_points": ("现烤", "当天发货", "不加糖"), "do_not_say": ("最好吃",)}))
    rig.prompter.set_glyph_mm(16.0)
    rig.open()
    present(rig, "R2")
    assert window.view.place().pages == 1
    assert window.view.reading.document.blocks[3].scale < window.view.reading.document.blocks[0].scale


def test_another_variant_becomes_the_large_price_at_once(window: PrompterWindow, rig: Rig) -> None:
    rig.open()
    present(rig, "R2")
    rig.live_view.select_sku("X01-3")
    assert window.view.reading.document.blocks[1].text.strip().endswith("3个")


def test_page_mode_shows_the_script_with_its_bound_price(window: PrompterWindow, rig: Rig) -> None:
    rig.open()
    rig.prompter.set_mode("page")
    present(rig, "R2")
    assert "今天\u20685.5\u2069元" in shown(window)


def test_the_next_item_and_back_is_the_page_that_was_left(
    window: PrompterWindow, rig: Rig, registry: CommandRegistry
) -> None:
    long_script(rig)
    rig.prompter.set_mode("page")
    rig.open()
    present(rig, "R2")
    window.turn(1)
    window.turn(1)
    assert window.view.place().page == 3
    present(rig, "R3")
    present(rig, "R2")
    assert window.view.place().page == 3
    window.turn(-1)
    assert window.view.place().page == 2


def test_page_down_and_up_turn_pages_and_present_nothing(
    window: PrompterWindow, rig: Rig, registry: CommandRegistry
) -> None:
    long_script(rig)
    rig.open()
    rig.prompter.set_mode("page")
    present(rig, "R2")
    registry.get("prompter.next").trigger()
    assert window.view.place().page == 2
    rig.clock.move(1.0)
    registry.get("prompter.previous").trigger()
    assert window.view.place().page == 1
    assert rig.live_view.view.current_row_id == "R2"


def test_the_clickers_keys_reach_the_window(qtbot: QtBot, window: PrompterWindow, rig: Rig) -> None:
    long_script(rig)
    rig.open()
    rig.prompter.set_mode("page")
    present(rig, "R2")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_PageDown)
    assert window.view.place().page == 2


def test_a_double_press_turns_one_page(window: PrompterWindow, rig: Rig, registry: CommandRegistry) -> None:
    long_script(rig)
    rig.open()
    rig.prompter.set_mode("page")
    present(rig, "R2")
    registry.get("prompter.next").trigger()
    rig.clock.move(0.1)
    registry.get("prompter.next").trigger()
    assert window.view.place().page == 2


def test_escape_holds_a_running_scroll(window: PrompterWindow, rig: Rig, registry: CommandRegistry) -> None:
    rig.prompter.set_mode("scroll")
    registry.get("prompter.run").trigger()
    assert rig.prompter.state.running
    registry.get("prompter.hold").trigger()
    assert not rig.prompter.state.running


def test_a_policy_point_that_is_over_warns_in_every_mode(window: PrompterWindow, rig: Rig) -> None:
    point = rig.content.content.policy_points["P08"]
    rig.update(PolicyPoint.model_validate({**point.model_dump(), "effective_to": "2026-01-01"}))
    rig.open()
    rig.prompter.set_mode("page")
    present(rig, "R3")
    assert shown(window).startswith("⚠ No longer in force. Do not say it.")


def test_the_glyphs_measure_what_is_asked_for(window: PrompterWindow, rig: Rig) -> None:
    rig.prompter.set_glyph_mm(30.0)
    dpi = screen_dpi(window.screen())
    assert window.view.reading.glyph_px * 25.4 / dpi == pytest.approx(30.0)


def test_text_too_small_for_the_distance_is_warned_of(window: PrompterWindow, rig: Rig) -> None:
    rig.prompter.set_glyph_mm(10.0)
    assert "Too small to read at 2 m. Use 13 mm or more." in _labels(window)
    rig.prompter.set_glyph_mm(26.0)
    assert "Too small" not in _labels(window)


def test_the_mirror_flips_the_text_exactly(qtbot: QtBot, window: PrompterWindow, rig: Rig) -> None:
    rig.open()
    present(rig, "R2")
    plain = window.view.grab().toImage()
    rig.prompter.set_mirror(True)
    mirrored = window.view.grab().toImage()
    assert _darkest_difference(plain.flipped(Qt.Orientation.Horizontal), mirrored) < 64
    assert _darkest_difference(plain, mirrored) > 128


def test_the_reading_guide_is_off_until_it_is_asked_for(
    window: PrompterWindow, rig: Rig, registry: CommandRegistry
) -> None:
    long_script(rig)
    rig.prompter.set_mode("scroll")
    rig.open()
    present(rig, "R2")
    without = window.view.grab().toImage()
    rig.prompter.set_guide(True)
    assert window.view.grab().toImage() != without
    registry.get("prompter.guide").trigger()
    assert window.view.grab().toImage() == without


def test_the_controls_are_never_mirrored(window: PrompterWindow, rig: Rig) -> None:
    button = next(child for child in window.controls.children() if child.objectName() == "prompter.larger")
    plain = button.grab().toImage()
    rig.prompter.set_mirror(True)
    assert button.grab().toImage() == plain


def test_the_line_below_tells_time_next_and_page(window: PrompterWindow, rig: Rig) -> None:
    long_script(rig)
    rig.open()
    rig.prompter.set_mode("page")
    present(rig, "R2")
    rig.clock.move(62.0)
    rig.live_view.refresh_now()
    rig.live_view.view_changed.emit(rig.live_view.view)
    texts = window.status.texts
    assert texts.time == "01:02 / 05:00"
    assert texts.next_up == "Next: 育儿补贴"
    assert texts.place.startswith("1 / ")


def test_every_key_belongs_to_the_prompter_alone(window: PrompterWindow, registry: CommandRegistry) -> None:
    assert registry.all()
    assert all(command.page == "prompter" for command in registry.all())
    assert registry.conflicts() == ()


def test_every_button_has_an_accessible_name_and_a_command(window: PrompterWindow, registry: CommandRegistry) -> None:
    buttons = window.controls.findChildren(QPushButton)
    assert len(buttons) > 8
    assert all(button.accessibleName() for button in buttons)
    assert all(registry.get(button.objectName()) for button in buttons)


def _labels(window: PrompterWindow) -> str:
    return "\n".join(label.text() for label in window.controls.findChildren(QLabel))


def _darkest_difference(one: QImage, other: QImage) -> int:
    points = [(x, y) for x in range(0, one.width(), 7) for y in range(0, one.height(), 7)]
    return max(abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) for x, y in points)


def test_a_hidden_window_lays_nothing_out_and_shows_what_is_on_when_it_comes(
    window: PrompterWindow, rig: Rig, qtbot: QtBot
) -> None:
    window.hide()
    before = window.view.reading.document
    rig.open()
    present(rig, "R2")
    assert window.view.reading.document is before
    window.show()
    qtbot.waitExposed(window)
    assert "皮牙子芝麻馕" in shown(window)
