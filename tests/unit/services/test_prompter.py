# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from app.services.prompter import MAX_GLYPH_MM, MIN_GLYPH_MM, PromptState
from tests.helpers.services import Rig


def test_a_new_segment_starts_at_its_top_and_holds_the_scroll(live: Rig) -> None:
    live.presenting.present("R2")
    live.prompter.set_page_count(3)
    live.prompter.page_next()
    live.prompter.toggle_running()
    live.presenting.present("R3")
    state = live.prompter.state
    assert (state.position, state.running) == (0, False)
    assert state.script is not None
    assert state.script.title == "育儿补贴"
    live.settle()


def test_a_number_that_changes_moves_nothing(live: Rig) -> None:
    live.presenting.present("R2")
    live.prompter.set_page_count(3)
    live.prompter.page_next()
    live.prompter.toggle_running()
    live.settle()
    live.update(live.content.content.skus["X01-1"].model_copy(update={"live_price": 500}))
    live.live_view.refresh_now()
    state = live.prompter.state
    assert (state.position, state.running) == (1, True)
    assert state.script is not None
    assert any("5" in span.text and span.token for block in state.script.blocks for span in block.spans)


def test_paging_ends_at_both_ends(live: Rig) -> None:
    live.presenting.present("R2")
    live.prompter.set_page_count(2)
    turned = []
    for turn in (live.prompter.page_previous, live.prompter.page_next, live.prompter.page_next):
        turn()
        turned.append(live.prompter.state.position)
    assert turned == [0, 1, 1]
    live.settle()


def test_another_mode_starts_at_the_top(live: Rig) -> None:
    live.presenting.present("R2")
    live.prompter.set_page_count(2)
    live.prompter.page_next()
    live.prompter.set_mode("scroll")
    assert (live.prompter.state.mode, live.prompter.state.position) == ("scroll", 0)
    live.settle()


def test_the_glyph_height_stays_within_what_can_be_read(rig: Rig) -> None:
    rig.prompter.set_glyph_mm(1.0)
    assert rig.prompter.state.glyph_mm == MIN_GLYPH_MM
    rig.prompter.set_glyph_mm(999.0)
    assert rig.prompter.state.glyph_mm == MAX_GLYPH_MM


def test_each_change_is_told_once(rig: Rig) -> None:
    seen: list[PromptState] = []
    rig.prompter.prompt_changed.connect(seen.append)
    rig.prompter.set_mirror(True)
    rig.prompter.set_mirror(True)
    assert [state.mirror for state in seen] == [True]
