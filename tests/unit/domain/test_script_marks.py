# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.contract.content import Script, ScriptMark
from app.domain.script import render_script
from app.domain.script_marks import clock_text, parse_script, script_language, script_record, written_in


def test_a_heading_with_an_exclamation_mark_must_be_said() -> None:
    for text in ("## ! 育儿补贴", "# !育儿补贴", "###### ！ 育儿补贴", "＃ ! 育儿补贴"):
        (segment,) = parse_script(text)
        assert (segment.title, segment.must_say) == ("育儿补贴", True), text
    assert not parse_script("## 育儿补贴!")[0].must_say
    assert not parse_script("! 育儿补贴")[0].must_say


@pytest.mark.parametrize(
    ("end", "seconds"),
    [("(1:30)", 90), ("（1：30）", 90), ("(0:45)", 45), ("( 12:00 )", 720), ("(1:00:00)", 3600), ("(90:00)", 5400)],
)
def test_a_time_at_the_end_of_a_heading_is_its_target(end: str, seconds: int) -> None:
    (segment,) = parse_script(f"## 开场 {end}")

    assert (segment.title, segment.target_s) == ("开场", seconds)


@pytest.mark.parametrize(
    "title", ["开场 (1:75)", "开场 (0:00)", "开场 (1.30)", "(1:30) 开场", "开场 (9:00:00)", "开场 1:30"]
)
def test_what_is_no_time_stays_in_the_heading(title: str) -> None:
    (segment,) = parse_script(f"## {title}")

    assert (segment.title, segment.target_s) == (title, None)


def test_a_time_in_a_text_line_is_spoken() -> None:
    (segment,) = parse_script("八点见 (8:00)")

    assert (segment.spoken, segment.target_s) == ("八点见 (8:00)", None)


def test_key_phrases_are_marked_and_spoken() -> None:
    (segment,) = parse_script("# 馕\n先说\n> key: 撕开就能吃\n>重点：两个一袋\n> 关键句: 热的\n> 引文")

    assert segment.key_phrases == ("撕开就能吃", "两个一袋", "热的")
    assert segment.spoken == "先说\n撕开就能吃\n两个一袋\n热的\n> 引文"


def test_each_heading_begins_a_segment_and_what_stands_before_is_one_too() -> None:
    segments = parse_script("开头\n# 一\n甲\n## 二\n# 三\n乙")

    assert [(segment.title, segment.spoken) for segment in segments] == [
        ("", "开头"), ("一", "甲"), ("二", ""), ("三", "乙"),
    ]  # fmt: skip


def test_language_and_direction_belong_to_the_segment_and_to_each_line() -> None:
    first, second = parse_script("# 一\n你好\n<!-- lang: ug -->\nسالام\n# 二\nخوش", "zh")

    assert (first.lang, first.rtl) == ("zh", False)
    assert [line.rtl for line in first.lines] == [False, True]
    assert (second.lang, second.rtl) == ("ug", True)


def test_a_language_line_under_a_heading_sets_the_segments_language() -> None:
    (segment,) = parse_script("# باش\n<!-- lang: ug -->\nسالام")

    assert segment.rtl


def test_a_language_line_in_the_middle_is_not_the_language_of_the_whole_script() -> None:
    assert script_language("你好\n<!-- lang: ug -->\nسالام") is None
    assert script_language("<!-- 样例 -->\n<!-- lang: ug -->\nسالام") == "ug"


def test_rows_count_the_lines_of_the_file() -> None:
    (segment,) = parse_script("\n\n甲\n\n乙")

    assert [line.row for line in segment.lines] == [3, 5]


def test_the_record_repeats_what_is_marked_and_nothing_else() -> None:
    text = "# 闲话\n你好\n## ! 补贴 (1:30)\n> key: 每孩每年3600元\n说\n# 收尾 (0:20)\n再见"

    assert script_record("a.md", text, "zh").marks == (
        ScriptMark(heading="补贴", must_say=True, target_s=90, key_phrases=("每孩每年3600元",)),
        ScriptMark(heading="收尾", target_s=20),
    )
    assert script_record("a.md", "# 标题\n说", "zh") == Script(script_id="a.md", text="# 标题\n说")


def test_the_anchor_sees_the_marks_as_signs_and_never_as_typed() -> None:
    blocks = render_script("## ! 补贴 (1:30)\n> key: 热的{{live_price}}", {}, segment_id="s", title="").blocks

    assert [(block.text, block.heading, block.must_say, block.key) for block in blocks] == [
        ("★ 补贴 · 1:30", True, True, False),
        ("◆ 热的\u2068〔live_price?〕\u2069", False, False, True),
    ]


def test_a_must_say_without_a_heading_text_is_still_seen() -> None:
    (block,) = render_script("## !", {}, segment_id="s", title="").blocks

    assert (block.text, block.must_say) == ("★", True)


def test_letters_tell_what_a_text_is_written_in_and_tokens_do_not_count() -> None:
    assert written_in("نان {{live_price}} {{compare_price}}") == "ug"
    assert written_in("2 个 نان", bidi=True) == "ug"
    assert written_in("两个馕 نان") == "zh"
    assert written_in("馕", bidi=True) == "zh"
    assert written_in("123 …") == ""


def test_times_are_written_as_people_write_them() -> None:
    assert [clock_text(seconds) for seconds in (5, 90, 3600, 3725)] == ["0:05", "1:30", "1:00:00", "1:02:05"]
