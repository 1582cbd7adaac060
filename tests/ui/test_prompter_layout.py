# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import math
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.domain.live_view import ScriptBlock, ScriptSpan, ScriptView
from app.ui.prompter.document import PromptDocument, Spot, code_point_of, script_document, spot_at
from app.ui.prompter.geometry import arcminutes, column_px, credible_dpi, mm_to_px, smallest_glyph_mm
from app.ui.prompter.layout import BACKGROUND, BOUND_NUMBER, TEXT, BlockLayout, PlacedLine, PromptLayout, TextStyle
from app.ui.prompter.paging import page_of, page_starts
from app.ui.prompter.utf16 import to_code_points, to_utf16, utf16_length
from app.ui.theme.fonts import families

FAMILY = "👨\u200d👩\u200d👧"


def style(glyph_px: float = 40.0, characters: int = 20) -> TextStyle:
    return TextStyle(glyph_px, glyph_px * characters, tuple(families()))


def document(*texts: str, rtl: bool = False) -> PromptDocument:
    blocks = tuple(ScriptBlock((ScriptSpan(text),), rtl=rtl) for text in texts)
    return script_document(ScriptView("s", "", blocks))


def line_texts(layout: PromptLayout) -> list[str]:
    texts = []
    for index, line in enumerate(layout.lines):
        text = layout.blocks[line.block].block.text
        start = layout.blocks[line.block].line_start(line.number)
        last = index + 1 == len(layout.lines) or layout.lines[index + 1].block != line.block
        end = len(text) if last else layout.blocks[line.block].line_start(line.number + 1)
        texts.append(text[start:end])
    return texts


def contrast(one: str, other: str) -> float:
    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@given(st.text(alphabet=st.sampled_from(["馕", "a", "🫓", "\u200d", "é", "𬌗", "ئ"])), st.integers(0, 40))
def test_utf16_offsets_lead_back_to_the_same_code_point(text: str, offset: int) -> None:
    at = min(offset, len(text))
    assert to_code_points(text, to_utf16(text, at)) == at


def test_half_an_emoji_is_its_start() -> None:
    assert to_code_points("馕🫓好", 2) == 1
    assert to_utf16("馕🫓好", 2) == 3


def test_a_family_with_bread_counts_as_qt_counts_it() -> None:
    assert utf16_length(f"{FAMILY}馕🫓") == 11


def test_26_millimetres_are_94_pixels_on_a_24_inch_full_hd_screen() -> None:
    assert round(mm_to_px(26.0, 91.8)) == 94


@pytest.mark.parametrize("lie", [0.0, 7.0, 2540.0, math.inf])
def test_a_screen_that_lies_about_its_size_is_measured_logically(lie: float) -> None:
    assert credible_dpi(lie, 96.0) == 96.0


def test_a_credible_screen_is_measured_physically() -> None:
    assert credible_dpi(91.8, 96.0) == 91.8


def test_the_smallest_glyph_at_two_metres_is_seen_under_22_minutes_of_arc() -> None:
    smallest = smallest_glyph_mm(2.0)
    assert 12.7 < smallest < 12.9
    assert arcminutes(smallest, 2.0) == pytest.approx(22.0)


def test_the_column_is_never_wider_than_twenty_characters() -> None:
    assert column_px(3000.0, 92.0) == 1840.0
    assert column_px(900.0, 92.0) == 900.0


@pytest.mark.parametrize("color", [TEXT, BOUND_NUMBER])
def test_what_is_read_stands_out_15_to_1(color: str) -> None:
    assert contrast(color, BACKGROUND) >= 15


def test_no_line_has_more_than_twenty_chinese_characters(qapp: object) -> None:
    layout = PromptLayout(document("家人们看这一炉刚从馕坑里出来的奶香甜馕" * 12), style())
    assert max(len(text) for text in line_texts(layout)) <= 20
    assert len(layout.lines) > 10


def test_lines_together_are_the_whole_text(qapp: object) -> None:
    text = f"奶香甜馕🫓 X02 {FAMILY} ¥12.8，" * 30
    assert "".join(line_texts(PromptLayout(document(text), style()))) == text


def test_lines_follow_each_other_without_overlap(qapp: object) -> None:
    lines = PromptLayout(document("一" * 50, "二" * 50), style()).lines
    assert all(later.top >= earlier.bottom - 0.01 for earlier, later in pairwise(lines))


def test_direction_is_the_segments_even_where_it_opens_in_chinese(qapp: object) -> None:
    mixed = painted(BlockLayout(document("馕 تونۇر نان", rtl=True).blocks[0], style()))
    alone = painted(BlockLayout(document("馕", rtl=True).blocks[0], style()))
    first_glyph = QRect(760, 0, 40, 60)
    assert mixed.copy(first_glyph) == alone.copy(first_glyph)
    assert has_ink(alone.copy(first_glyph))


def test_a_left_to_right_block_with_uyghur_words_starts_at_the_left(qapp: object) -> None:
    mixed = painted(BlockLayout(document("馕 تونۇر نان").blocks[0], style()))
    alone = painted(BlockLayout(document("馕").blocks[0], style()))
    first_glyph = QRect(0, 0, 40, 60)
    assert mixed.copy(first_glyph) == alone.copy(first_glyph)


def painted(layout: BlockLayout) -> QImage:
    image = QImage(800, 100, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    layout.draw_line(painter, 0)
    painter.end()
    return image.copy(0, baseline_shift(layout), 800, 60)


def baseline_shift(layout: BlockLayout) -> int:
    """Rows above the line's Chinese glyphs: a line with Arabic script stands lower."""
    alone = BlockLayout(document("馕").blocks[0], style())
    return round(layout.ascent(0) - alone.ascent(0))


def has_ink(image: QImage) -> bool:
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return any(image.pixelColor(x, y).lightness() > 128 for x, y in points)


def test_a_new_number_lays_out_its_own_block_only(qapp: object) -> None:
    old = ScriptView("s", "", (ScriptBlock((ScriptSpan("一"),)), ScriptBlock((ScriptSpan("9.9", "live_price"),))))
    new = ScriptView("s", "", (ScriptBlock((ScriptSpan("一"),)), ScriptBlock((ScriptSpan("8.8", "live_price"),))))
    before = PromptLayout(script_document(old), style())
    after = PromptLayout(script_document(new), style(), previous=before)
    assert after.blocks[0] is before.blocks[0]
    assert after.blocks[1] is not before.blocks[1]


def test_a_spot_survives_a_longer_number_before_it() -> None:
    old = (ScriptSpan("只要"), ScriptSpan("9.9", "live_price"), ScriptSpan("元，快来"))
    new = (ScriptSpan("只要"), ScriptSpan("129.9", "live_price"), ScriptSpan("元，快来"))
    spot = spot_at(old, 0, 7)
    assert "".join(span.text for span in new)[code_point_of(new, spot)] == "快"


def test_a_spot_past_the_end_is_the_end() -> None:
    assert spot_at((ScriptSpan("ab"),), 3, 9) == Spot(3, 0, 2)


def placed(*heights: float) -> Sequence[PlacedLine]:
    lines, top = [], 0.0
    for number, height in enumerate(heights):
        lines.append(PlacedLine(0, number, top, height))
        top += height
    return lines


def test_a_page_holds_whole_lines() -> None:
    assert page_starts(placed(10, 10, 10, 10, 10), 25) == (0, 2, 4)


def test_the_line_being_read_always_starts_a_page() -> None:
    assert page_starts(placed(10, 10, 10, 10, 10), 25, keep=3) == (0, 2, 3)


def test_a_line_taller_than_the_page_has_its_own() -> None:
    assert page_starts(placed(10, 90, 10), 25) == (0, 1, 2)


def test_the_page_of_a_line_is_the_last_that_starts_before_it() -> None:
    assert [page_of((0, 2, 4), line) for line in range(6)] == [0, 0, 1, 1, 2, 2]


def test_no_text_has_no_page(qtbot: QtBot) -> None:
    assert page_starts((), 100) == ()
