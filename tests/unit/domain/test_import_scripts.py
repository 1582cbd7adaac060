# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scripts in an import: whose they are, what they keep, what is told of them."""

from app.contract.content import LineupItem, PolicyPoint, Product, Script, SegmentKind, Shop
from app.domain.content_set import ContentSet
from app.domain.import_content import build_records
from app.domain.import_outcome import ImportOutcome
from app.domain.import_scripts import unshown_characters
from app.domain.sheets import RawTable, ScriptFile

SHOP = Shop(shop_id="S", name="店")
NAAN = Product(product_id="X01", shop_id="S", name_zh="皮牙子馕")
SWEET = Product(product_id="X011", shop_id="S", name_zh="甜皮牙子馕")
POINT = PolicyPoint(policy_id="P08", topic="育儿补贴")


def row(row_id: str, *, product_id: str | None = None, policy_id: str | None = None, script: str = "") -> LineupItem:
    kind = SegmentKind.POLICY if policy_id else SegmentKind.PRODUCT
    return LineupItem(
        row_id=row_id, lineup_id="L", seq=1, kind=kind, product_id=product_id, policy_id=policy_id, script_ref=script
    )


def known(*rows: LineupItem, scripts: tuple[str, ...] = ()) -> ContentSet:
    texts = [Script(script_id=name, text="旧") for name in scripts]
    return ContentSet.of([SHOP, NAAN, SWEET, POINT, *rows, *texts])


def build(existing: ContentSet, **texts: str) -> ImportOutcome:
    names = {name.replace("__", "."): text for name, text in texts.items()}
    outcome = build_records([], [ScriptFile(name, name, text) for name, text in names.items()], existing)
    assert outcome.ok
    return outcome


def codes(outcome: ImportOutcome) -> list[str]:
    return [note.code for note in outcome.warnings]


def moved(outcome: ImportOutcome) -> dict[str, str]:
    return {record.row_id: record.script_ref for record in outcome.records if isinstance(record, LineupItem)}


def test_a_script_that_a_row_names_is_simply_taken() -> None:
    outcome = build(known(row("1", product_id="X01", script="x01")), x01__docx="好")

    assert (codes(outcome), moved(outcome)) == ([], {})


def test_a_script_named_like_a_product_goes_to_its_rows_without_a_script() -> None:
    rows = (row("1", product_id="X01"), row("2", product_id="X01", script="other.md"), row("3", product_id="X011"))
    outcome = build(known(*rows, scripts=("other.md",)), x01__docx="好")

    assert codes(outcome) == ["script_placed"]
    assert moved(outcome) == {"1": "x01.docx"}


def test_the_first_heading_tells_where_the_name_does_not() -> None:
    existing = known(row("1", product_id="X01"), row("2", policy_id="P08"))

    assert moved(build(existing, 话术1__md="# ! 皮牙子馕 (1:30)\n好")) == {"1": "话术1.md"}
    assert moved(build(existing, 话术1__md="说\n## 育儿补贴怎么领\n好")) == {"2": "话术1.md"}


def test_the_longest_name_counts_and_a_code_is_a_whole_word() -> None:
    existing = known(row("1", product_id="X01"), row("2", product_id="X011"))

    assert moved(build(existing, a__md="# 甜皮牙子馕")) == {"2": "a.md"}
    assert moved(build(existing, a__md="# X011")) == {"2": "a.md"}


def test_a_doubt_is_told_and_nothing_is_guessed() -> None:
    existing = known(row("1", product_id="X01"), row("2", product_id="X011"))
    outcome = build(existing, a__md="# X01 和 X011 对比")

    assert (codes(outcome), moved(outcome)) == (["script_unclear"], {})
    assert outcome.warnings[0].values["values"] == "X01、X011"


def test_a_script_for_rows_that_read_another_is_told() -> None:
    existing = known(row("1", product_id="X01", script="x01.md"), scripts=("x01.md",))

    for outcome in (build(existing, x01_ug__md="نان"), build(existing, b__md="# X01\nنان")):
        assert (codes(outcome), moved(outcome)) == (["script_taken"], {})


def test_a_script_that_nobody_reads_is_told_only_where_there_are_rows() -> None:
    assert codes(build(known(row("1", product_id="X01")), 闲__md="随便")) == ["script_unused"]
    assert codes(build(known(), 闲__md="随便")) == []


def test_the_same_script_in_another_format_keeps_the_name_that_rows_know() -> None:
    existing = known(row("1", product_id="X01", script="x01.md"), scripts=("x01.md",))
    outcome = build(existing, X01__docx="新")

    assert outcome.records == (Script(script_id="x01.md", text="新\n"),)
    assert codes(outcome) == ["script_replaces"]


def test_a_typed_scarcity_number_and_a_wrong_time_are_told_by_line() -> None:
    outcome = build(ContentSet(), a__md="# 馕 (1:75)\n好\n最后3件\n还剩{{stock}}件")

    assert [(note.code, note.row) for note in outcome.warnings] == [("bad_target", 1), ("typed_scarcity", 3)]


def test_odd_characters_are_told() -> None:
    outcome = build(ContentSet(), a__md="馕\u200b好\ue000吃𬌗\u202e")

    assert codes(outcome) == ["unseen_character", "strange_character", "rare_character", "direction_character"]


def test_what_no_font_shows_is_told_once_for_each_script() -> None:
    scripts = (Script(script_id="a", text="馕𬌗 𬌗\u200b好"), Script(script_id="b", text="馕好"))
    asked: list[str] = []

    def shows(character: str) -> bool:
        asked.append(character)
        return character != "𬌗"

    (note,) = unshown_characters(scripts, shows)
    assert (note.file, note.values["value"]) == ("a", "U+2C317 𬌗")
    assert asked == ["馕", "𬌗", "好"]


def test_rows_of_a_table_make_scripts_with_marks() -> None:
    table = RawTable(
        "shop.xlsx",
        "话术",
        (
            ("话术文件", "标题", "话术", "必讲", "目标时长", "关键句", "语言"),
            ("x01", "开头", "大家好\n今天说馕", "", "", "", ""),
            ("x02", "", "只此一段", "", "", "", ""),
            ("x01", "补贴", "怎么领", "必讲", "1分30秒", "每孩每年3600元|随时办", ""),
            ("x01", "", "سالام", "", "", "", "维吾尔语"),
        ),
    )
    outcome = build_records([table], [], ContentSet())

    first, second = outcome.records
    assert isinstance(first, Script)
    assert isinstance(second, Script)
    assert first.text == (
        "## 开头\n大家好\n今天说馕\n## ! 补贴 (1:30)\n> key: 每孩每年3600元\n> key: 随时办\n怎么领\n"
        "<!-- lang: ug -->\nسالام\n"
    )
    assert (first.script_id, first.lang, first.marks[0].must_say) == ("x01", "zh", True)
    assert second == Script(script_id="x02", text="只此一段\n")


def test_a_wrong_cell_of_a_script_table_stops_the_import_with_its_place() -> None:
    table = RawTable("s.xlsx", "scripts", (("script_id", "text", "must_say"), ("x", "好", "也许"), ("y", "", "")))
    outcome = build_records([table], [], ContentSet())

    assert [(problem.code, problem.row) for problem in outcome.problems] == [("bad_yes_no", 2), ("empty", 3)]
