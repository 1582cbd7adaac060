# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.domain.prompt_memory import MAX_GLYPH_MM, MIN_GLYPH_MM, PromptChoice
from app.services.prompter import PromptState
from app.settings.file import SettingsError
from tests.helpers.services import Rig, pump


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


def reopen(rig: Rig, anchor: str) -> None:
    rig.session.close()
    pump(lambda: rig.session.state is None)
    rig.session.open("S1", "疆味坑馕坊", anchor, "L1", False)
    pump(lambda: rig.session.state is not None)
    rig.live_view.refresh_now()


def read(rig: Rig, row_id: str) -> PromptChoice:
    rig.presenting.present(row_id)
    rig.settle()
    return rig.prompter.state.choice


def test_each_segment_comes_as_its_anchor_last_read_it(live: Rig) -> None:
    read(live, "R2")
    live.prompter.set_mode("scroll")
    live.prompter.set_speed(260)
    live.prompter.set_glyph_mm(30.0)
    read(live, "R3")
    live.prompter.set_mode("page")
    assert read(live, "R2") == PromptChoice("scroll", 30.0, 260)
    assert read(live, "R3") == PromptChoice("page", 30.0, 260)


def test_another_anchor_reads_as_that_anchor_read_last(live: Rig) -> None:
    read(live, "R2")
    live.prompter.set_glyph_mm(40.0)
    live.settle()
    reopen(live, "阿依")
    live.prompter.set_glyph_mm(20.0)
    live.settle()
    reopen(live, "小古")
    assert live.prompter.state.glyph_mm == 40.0
    reopen(live, "阿依")
    assert read(live, "R2").glyph_mm == 20.0


def test_what_was_kept_is_there_at_the_next_start_and_gives_way_to_what_was_chosen_since(live: Rig) -> None:
    kept = live.prompt_memory.kept.keep("小古", "R2", PromptChoice("scroll", 33.0, 300))
    live.prompt_memory.kept = kept.keep("小古", "R3", PromptChoice("page", 31.0, 200))
    read(live, "R2")
    live.prompter.load_memory()
    pump(lambda: live.prompter.state.choice == PromptChoice("scroll", 33.0, 300))
    live.prompter.set_speed(240)
    pump(lambda: live.prompt_memory.kept.recall("小古", "R2") == PromptChoice("scroll", 33.0, 240))
    assert read(live, "R3") == PromptChoice("page", 31.0, 200)


@pytest.mark.expected_log("was not saved")
def test_a_memory_that_cannot_be_saved_holds_for_this_evening(live: Rig) -> None:
    live.prompt_memory.error = SettingsError("How the anchors like to read was not saved.")
    read(live, "R2")
    live.prompter.set_mode("scroll")
    read(live, "R3")
    live.prompter.set_mode("card")
    assert read(live, "R2").mode == "scroll"
