# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents and marks: whatever is written, no break is added and nothing that must be said is lost."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.files.docx_script import read_document
from app.adapters.files.import_files import import_files
from app.contract.content import Script
from app.domain.content_set import ContentSet
from app.domain.scarcity import typed_scarcity
from app.domain.script import render_script
from app.domain.script_marks import marked_lines, parse_script, script_record
from tests.helpers.docx_writer import docx, written

LETTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufffe\uffff\ufffd", include_characters="\t"
)
PARAGRAPHS = st.lists(
    st.one_of(
        st.text(LETTERS, max_size=60), st.sampled_from(["今天{{live_price}}元", "نان ¥5.5", "- 点", "# 标题", ""])
    ),
    max_size=12,
)


def without_language_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if not line.startswith("<!-- lang: ")]


@given(PARAGRAPHS)
def test_paragraphs_come_in_as_they_were_written(paragraphs: list[str]) -> None:
    content = read_document("a.docx", written(paragraphs))

    assert content.problems == []
    whole = [line if line.strip() else "" for line in paragraphs]
    assert without_language_lines(content.text) == (whole or [""])


@settings(max_examples=60)
@given(st.text(alphabet="<>/wpr:t \"='del", max_size=80), st.binary(max_size=60))
def test_any_body_is_read_or_refused_and_never_raises(body: str, tail: bytes) -> None:
    for data in (docx(f"<w:p><w:r>{body}</w:r></w:p>"), docx(body)[:-20] + tail):
        content = read_document("a.docx", data)
        assert bool(content.problems) <= (content.text == "")


TAGS = st.sampled_from(
    ["w:p", "w:r", "w:t", "w:del", "w:ins", "w:tbl", "w:tr", "w:tc", "w:txbxContent", "w:sdt", "w:sdtContent", "w:rPr",
     "w:vanish", "w:fldChar", "mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:drawing", "w:pPr", "w:ruby", "w:rt",
     "w:numPr", "w:numId", "w:sym", "w:br", "w:sectPr", "w:headerReference", "w:trPr"]
)  # fmt: skip
TREES = st.recursive(
    st.sampled_from(["", "馕", "نان"]),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=25,
)


@given(st.lists(TREES, max_size=6))
def test_elements_in_any_order_never_raise(trees: list[str]) -> None:
    body = "".join(tree for tree in trees if tree.startswith("<"))

    assert read_document("a.docx", docx(body)).problems == []


@settings(max_examples=60)
@given(PARAGRAPHS)
def test_a_document_becomes_a_record_or_a_clear_refusal(tmp_path: Path, paragraphs: list[str]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(written(paragraphs))
    outcome = import_files([path], ContentSet())

    assert bool(outcome.records) != bool(outcome.problems)
    assert all(isinstance(record, Script) and record.script_id == "a.docx" for record in outcome.records)


MARKED = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["# ", "## ! ", "### ！", "> key: ", "> 重点：", "", "- ", "<!-- lang: ug -->", "<!--"]),
            st.text(LETTERS, max_size=12),
            st.sampled_from(["", " (1:30)", "（0:45）", " (9:99)"]),
        ).map("".join),
        st.text(max_size=20),
    ),
    max_size=12,
)


@given(MARKED, st.sampled_from(["zh", "ug"]))
def test_what_must_be_said_is_shown_to_the_anchor(lines: list[str], lang: str) -> None:
    text = "\n".join(lines)
    said = list(marked_lines(text, lang))
    blocks = render_script(text, {}, segment_id="s", title="", rtl=lang == "ug").blocks
    must = [segment for segment in parse_script(text, lang) if segment.must_say]

    assert [(block.must_say, block.key, block.rtl) for block in blocks] == [
        (line.must_say, line.key, line.rtl) for line in said
    ]
    assert all(line.text in block.text for line, block in zip(said, blocks, strict=True) if "{{" not in block.text)
    assert sum(line.must_say for line in said) == len(must)
    assert {line.row for segment in must for line in segment.lines} <= {line.row for line in said}


@given(MARKED)
def test_the_marks_of_a_record_are_those_of_its_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    record = script_record("a", text, "zh")
    segments = parse_script(text)

    assert [mark.must_say for mark in record.marks].count(True) == [part.must_say for part in segments].count(True)
    assert [phrase for mark in record.marks for phrase in mark.key_phrases] == [
        phrase for part in segments for phrase in part.key_phrases
    ]


@given(st.text(alphabet="最后还剩只限量3十件份，。{}库存stock ", max_size=40))
def test_scarcity_places_are_those_of_the_text_and_never_within_a_token(text: str) -> None:
    for hit in typed_scarcity(text):
        assert text[hit.start : hit.end] == hit.number
        assert hit.number in hit.clause
