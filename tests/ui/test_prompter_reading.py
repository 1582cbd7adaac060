# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.domain.live_view import ScriptBlock, ScriptSpan, ScriptView
from app.domain.prompt_memory import MAX_CPM
from app.ui.press_guard import PressGuard
from app.ui.prompter.document import PromptDocument, script_document
from app.ui.prompter.flash import FLASH_S
from app.ui.prompter.reading import Reading
from app.ui.prompter.scroller import RAMP_S, Scroller
from app.ui.theme.fonts import families
from tests.helpers.clock import FixedClock

LINE = "家人们看这一炉刚从馕坑里出来的奶香甜馕"


def document(price: str = "9.9", *, key: str = "s", wording: str = "") -> PromptDocument:
    bound = ScriptBlock((ScriptSpan("直播价"), ScriptSpan(price, "live_price"), ScriptSpan(f"元{wording}")))
    plain = tuple(ScriptBlock((ScriptSpan(f"{LINE}{number}"),)) for number in range(30))
    return script_document(ScriptView(key, "", (bound, *plain)))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def reading(qapp: object, clock: FixedClock) -> Reading:
    found = Reading(clock, tuple(families()))
    found.set_glyph_px(40.0)
    found.resize(900, 500)
    found.set_document(document())
    return found


def read_text(reading: Reading) -> str:
    spot = reading.spot()
    return reading.document.blocks[spot.block].text


@pytest.mark.parametrize("scrolling", [False, True])
def test_a_longer_price_above_never_moves_the_line_being_read(reading: Reading, scrolling: bool) -> None:
    reading.set_scrolling(scrolling)
    reading.step(2)
    reading.scroller.move_to(reading.scroller.position() + 3.0)
    before = (reading.read_line_top(), read_text(reading))
    reading.set_document(document("元".join(["128.88"] * 20)))
    assert (round(reading.read_line_top(), 3), read_text(reading)) == (round(before[0], 3), before[1])


def test_a_price_that_changed_is_lit_and_goes_out_after_three_seconds(reading: Reading, clock: FixedClock) -> None:
    assert reading.set_document(document("8.8"))
    lit = reading.layout.blocks[0]
    clock.advance(FLASH_S + 0.1)
    reading.refresh()
    assert reading.layout.blocks[0] is not lit


def test_new_wording_of_the_text_being_read_waits(reading: Reading) -> None:
    reading.set_document(document(wording="，今天只有两百份"))
    assert "两百份" not in reading.document.blocks[0].text
    assert reading.place().wording_waits


def test_waiting_wording_is_shown_when_asked_for(reading: Reading) -> None:
    reading.set_document(document(wording="，今天只有两百份"))
    reading.take_new_wording()
    assert "两百份" in reading.document.blocks[0].text
    assert not reading.place().wording_waits


@pytest.mark.parametrize("scrolling", [False, True])
def test_a_text_that_comes_back_goes_on_at_the_line_where_it_was_left(reading: Reading, scrolling: bool) -> None:
    reading.set_scrolling(scrolling)
    reading.set_document(replace(document(key="first"), place="row 1"))
    reading.step(2)
    line = read_text(reading)
    reading.set_document(replace(document(key="between"), place="row 2"))
    assert read_text(reading) != line

    reading.set_document(replace(document("8.8", key="again"), place="row 1"))

    assert read_text(reading) == line


def test_a_text_whose_wording_changed_meanwhile_starts_at_its_top(reading: Reading) -> None:
    reading.set_document(replace(document(key="first"), place="row 1"))
    reading.step(2)
    reading.set_document(replace(document(key="between"), place="row 2"))
    reading.set_document(replace(document(key="again", wording="，今天只有两百份"), place="row 1"))
    assert reading.place().page == 1


def test_another_text_starts_at_its_top(reading: Reading) -> None:
    reading.step(2)
    reading.set_document(document(key="other"))
    assert reading.place().page == 1


def test_pages_end_at_the_last_and_begin_at_the_first(reading: Reading) -> None:
    reading.step(99)
    assert reading.place().page == reading.place().pages > 2
    reading.step(-99)
    assert reading.place().page == 1


def test_pages_together_show_every_line_once(reading: Reading) -> None:
    shown: list[int] = []
    for _ in range(reading.place().pages):
        shown.extend(reading.on_screen())
        reading.step(1)
    assert shown == list(range(len(reading.layout.lines)))


def test_larger_text_keeps_the_line_being_read(reading: Reading) -> None:
    reading.step(2)
    before = read_text(reading)
    reading.set_glyph_px(60.0)
    assert read_text(reading) == before


def test_changing_to_scroll_keeps_the_line_being_read(reading: Reading) -> None:
    reading.step(2)
    before = read_text(reading)
    reading.set_scrolling(True)
    assert read_text(reading) == before


def test_a_scroll_step_keeps_the_last_lines_in_sight(reading: Reading) -> None:
    reading.set_scrolling(True)
    before = set(reading.on_screen())
    reading.step(1)
    assert before & set(reading.on_screen())


def test_scroll_passes_the_whole_text_at_its_characters_per_minute(clock: FixedClock) -> None:
    scroller = Scroller(clock)
    scroller.set_text(height=5000.0, characters=880, position=0.0)
    scroller.set_speed(220)
    scroller.set_running(True)
    clock.advance(RAMP_S)
    begun = scroller.position()
    clock.advance(120.0)
    assert scroller.position() - begun == pytest.approx(2500.0)
    clock.advance(121.0)
    assert scroller.at_end()


def test_a_stalled_screen_finds_the_text_where_the_clock_says(clock: FixedClock) -> None:
    steady, stalled = Scroller(clock), Scroller(clock)
    for scroller in (steady, stalled):
        scroller.set_text(height=5000.0, characters=1000, position=100.0)
        scroller.set_running(True)
    for _ in range(50):
        clock.advance(0.1)
        steady.position()
    assert stalled.position() == pytest.approx(steady.position())


def test_holding_and_a_new_speed_make_no_jump(clock: FixedClock) -> None:
    scroller = Scroller(clock)
    scroller.set_text(height=5000.0, characters=1000, position=0.0)
    scroller.set_running(True)
    clock.advance(10.0)
    at = scroller.position()
    scroller.set_speed(400)
    scroller.set_running(False)
    clock.advance(60.0)
    assert scroller.position() == at


def test_a_new_speed_is_reached_gradually_from_the_old_one(clock: FixedClock) -> None:
    scroller = Scroller(clock)
    scroller.set_text(height=60_000.0, characters=1000, position=0.0)
    scroller.set_speed(60)
    scroller.set_running(True)

    def px_in(seconds: float) -> float:
        before = scroller.position()
        clock.advance(seconds)
        return scroller.position() - before

    steps = [px_in(RAMP_S / 4) for _ in range(4)]
    assert steps == sorted(steps)
    assert steps[0] < steps[-1]
    assert px_in(1.0) == pytest.approx(60.0)
    scroller.set_speed(120)
    assert 60.0 * RAMP_S < px_in(RAMP_S) < 120.0 * RAMP_S
    assert px_in(1.0) == pytest.approx(120.0)


def test_a_speed_that_was_told_again_changes_nothing(clock: FixedClock) -> None:
    told, untold = Scroller(clock), Scroller(clock)
    for scroller in (told, untold):
        scroller.set_text(height=5000.0, characters=1000, position=0.0)
        scroller.set_running(True)
    for _ in range(5):
        clock.advance(0.1)
        told.set_speed(told.speed_cpm)
    assert told.position() == pytest.approx(untold.position())


def test_speed_stays_within_what_can_be_read(clock: FixedClock) -> None:
    scroller = Scroller(clock)
    scroller.set_speed(99_999)
    assert scroller.speed_cpm == MAX_CPM


def test_a_bouncing_clicker_presses_once(clock: FixedClock) -> None:
    guard = PressGuard(clock)
    assert guard.accepts("next")
    clock.advance(0.149)
    assert not guard.accepts("next")


def test_two_real_presses_count_twice(clock: FixedClock) -> None:
    guard = PressGuard(clock)
    guard.accepts("next")
    clock.advance(0.151)
    assert guard.accepts("next")


def test_the_other_key_counts_at_once(clock: FixedClock) -> None:
    guard = PressGuard(clock)
    guard.accepts("next")
    assert guard.accepts("previous")


def test_an_empty_text_is_no_reason_to_fail(qtbot: QtBot, clock: FixedClock) -> None:
    reading = Reading(clock, tuple(families()))
    reading.step(1)
    assert list(reading.on_screen()) == []
    assert reading.place().pages == 0
