# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Word documents as scripts: what is taken, what is left out and told, what is refused in a clear sentence."""

import io
import zipfile
from pathlib import Path

import pytest

from app.adapters.files import docx_archive, safe_xml
from app.adapters.files.docx_lists import number_text
from app.adapters.files.docx_script import DocumentContent, read_document
from app.adapters.files.import_files import import_files
from app.contract.content import Script
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome
from app.domain.script import render_script
from tests.helpers.docx_writer import docx, paragraph, run

MADE_BY_LIBREOFFICE = Path(__file__).parents[2] / "fixtures" / "scripts" / "x02.docx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(body: str, parts: dict[str, str] | None = None) -> DocumentContent:
    content = read_document("x.docx", docx(body, parts))
    assert content.problems == []
    return content


def lines(body: str, parts: dict[str, str] | None = None) -> list[str]:
    return read(body, parts).text.split("\n")


def told(content: DocumentContent) -> dict[str, str]:
    return {note.code: str(note.values.get("count", "")) for note in content.warnings}


def imported(path: Path) -> ImportOutcome:
    return import_files([path], ContentSet())


def test_a_document_of_libreoffice_comes_in_paragraph_by_paragraph() -> None:
    outcome = imported(MADE_BY_LIBREOFFICE)

    (script,) = outcome.records
    assert isinstance(script, Script)
    assert script.script_id == "x02.docx"
    assert script.lang == "zh"
    assert script.text.split("\n") == [
        "## ! 奶香甜馕 {{name}} (1:30)",
        "早上刚出坑，热的，奶香很足，今天只要{{live_price}}元。",
        "> key: 两个一袋，撕开就能吃",
        "第一行\u2028同一段的第二行",
        "",
        "- 牛奶和面，不加水",
        "- 真空包装",
        "1. 先看切面",
        "2. 再报价格",
        "规格 | 直播价 | 库存",
        "2个 | {{live_price:X02-2}}元 | {{stock:X02-2}}",
        "卖点",
        "奶香",
        "松软",
        "看图介绍。",
        "请大家点关注。",
        "旁边有话。",
        "文本框里的话",
        "<!-- lang: ug -->",
        "سىزگە ئۇيغۇرچە سۆزلەيمەن، باھاسى ¥{{live_price}} يۈەن.",
        "چە ھە گە، گەۋدىلىك",
        "<!-- lang: zh -->",
        "谢谢\t大家   再见",
        "",
    ]


def test_what_a_document_of_libreoffice_loses_is_told() -> None:
    content = read_document("x02.docx", MADE_BY_LIBREOFFICE.read_bytes())

    assert told(content) == {
        "docx_hidden": "1", "docx_pictures": "1", "docx_deletions": "1", "docx_insertions": "1", "docx_comments": "1",
        "docx_notes": "1", "docx_margins": "2", "docx_boxes": "1",
    }  # fmt: skip
    assert content.warnings[0].values["value"] == "（别念成本价）"


def test_a_soft_break_stays_within_its_paragraph_when_it_is_read() -> None:
    text = read(paragraph(f"{run('上')}<w:r><w:br/></w:r>{run('下')}") + paragraph(run("完"))).text

    assert [block.text for block in render_script(text, {}, segment_id="s", title="").blocks] == ["上\u2028下", "完"]


def test_line_ends_of_the_xml_file_are_no_line_breaks() -> None:
    assert lines("<w:p>\n  <w:r>\n    <w:t>一\n二</w:t>\n  </w:r>\n</w:p>") == ["一 二"]


def test_tracked_changes_are_as_if_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>国家级</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>"
    content = read(paragraph(f"{run('这是')}{deleted}<w:ins>{run('好馕')}</w:ins>{moved}"))

    assert content.text == "这是好馕新处"
    assert told(content) == {"docx_deletions": "2", "docx_insertions": "2"}


def test_a_paragraph_whose_end_was_deleted_runs_on_into_the_next() -> None:
    ends = "<w:rPr><w:del/></w:rPr>"

    assert lines(paragraph(run("今天"), ends) + paragraph(run("特价")) + paragraph(run("完"))) == ["今天特价", "完"]
    gone = paragraph("<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", ends)
    assert lines(paragraph(run("一")) + gone + paragraph(run("二"))) == ["一", "二"]


def test_what_a_paragraph_looked_like_before_a_change_does_not_count() -> None:
    changed = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    was_list = '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'

    assert lines(paragraph(run("看得见", changed), was_list), {"numbering": NUMBERING}) == ["看得见"]


def test_a_deleted_table_row_is_left_out() -> None:
    def row(text: str, properties: str = "") -> str:
        return f"<w:tr>{properties}<w:tc>{paragraph(run(text))}</w:tc><w:tc>{paragraph(run('价'))}</w:tc></w:tr>"

    body = f"<w:tbl>{row('留')}{row('删', '<w:trPr><w:del/></w:trPr>')}</w:tbl>"

    assert lines(body) == ["留 | 价"]


def test_hidden_text_is_left_out_by_run_and_by_style() -> None:
    styles = '<w:root><w:style w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles += '<w:style w:styleId="T"><w:basedOn w:val="S"/></w:style></w:root>'
    runs = (
        run("见") + run("藏", "<w:vanish/>") + run("藏", '<w:rStyle w:val="T"/>') + run("显", '<w:vanish w:val="0"/>')
    )
    content = read(paragraph(runs) + paragraph(run("全藏"), '<w:pStyle w:val="S"/>') + paragraph(run("完")), {
        "styles": styles
    })  # fmt: skip

    assert content.text == "见显\n完"
    assert told(content) == {"docx_hidden": "3"}


def field_char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_of_a_field_the_result_is_taken_not_the_instruction() -> None:
    instruction = "<w:r><w:instrText>DATE</w:instrText></w:r>"
    complex_field = f"{field_char('begin')}{instruction}{field_char('separate')}{run('今天')}{field_char('end')}"
    simple = f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>'
    link = f'<w:hyperlink r:id="h">{run("链接")}</w:hyperlink>'

    assert lines(paragraph(f"{complex_field}{simple}{link}")) == ["今天3链接"]


def test_a_field_that_never_ends_takes_no_text_with_it() -> None:
    assert lines(paragraph(field_char("begin")) + paragraph(run("仍在"))) == ["", "仍在"]


def test_a_result_within_a_fields_instruction_is_left_out_and_told() -> None:
    inner = f"{field_char('begin')}{field_char('separate')}{run('中间值')}{field_char('end')}"
    content = read(paragraph(f"{field_char('begin')}{inner}{field_char('separate')}{run('结果')}{field_char('end')}"))

    assert content.text == "结果"
    assert told(content) == {"docx_fields": "1"}


def test_the_signs_of_a_run_become_characters() -> None:
    signs = "<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:noBreakHyphen/><w:t>C</w:t><w:softHyphen/><w:t>D</w:t></w:r>"
    stops = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
    symbols = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Arial" w:char="00E9"/></w:r>'

    assert lines(paragraph(signs + symbols, stops)) == ["A\tB\u2011CD✓é"]


def test_a_symbol_that_only_its_font_has_is_told() -> None:
    content = read(paragraph(run("甲") + '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>'))

    assert content.text == "甲"
    assert told(content) == {"docx_symbols": "1"}


def test_a_text_box_is_read_once_although_word_writes_it_twice() -> None:
    inside = f"<w:txbxContent>{paragraph(run('框里'))}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
    content = read(
        paragraph(f"{run('正')}<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>{run('文')}")
    )

    assert content.text == "正文\n框里"
    assert told(content) == {"docx_boxes": "1"}


def test_pictures_are_told_and_leave_no_empty_line() -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="i"/></w:drawing></w:r>'
    content = read(paragraph(run("一")) + paragraph(picture) + paragraph(run("二")))

    assert content.text == "一\n二"
    assert told(content) == {"docx_pictures": "1"}


def test_content_controls_are_read_and_their_empty_prompts_are_not() -> None:
    def control(inner: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    content = read(
        control(paragraph(run("块级")))
        + paragraph(control(run("行内")) + control(run("单击此处输入文字"), "<w:showingPlcHdr/>"))
    )

    assert content.text == "块级\n行内"
    assert told(content) == {"docx_placeholders": "1"}


def test_pinyin_above_words_is_left_out() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('náng')}</w:rt><w:rubyBase>{run('馕')}</w:rubyBase></w:ruby></w:r>"
    content = read(paragraph(ruby))

    assert content.text == "馕"
    assert told(content) == {"docx_ruby": "1"}


def test_nested_tables_and_empty_cells_are_read_row_by_row() -> None:
    def cell(inner: str) -> str:
        return f"<w:tc>{inner}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(paragraph(run('里')))}{cell(paragraph(run('外')))}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr>{cell(paragraph(run('左')))}{cell(inner + paragraph(''))}{cell(paragraph(''))}</w:tr></w:tbl>"

    assert lines(body) == ["左 | 里 | 外"]


LEVEL = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
NUMBERING = (
    '<w:root><w:abstractNum w:abstractNumId="7">'
    + LEVEL.format(0, "chineseCountingThousand", "%1、")
    + LEVEL.format(1, "decimal", "%1.%2")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + LEVEL.format(0, "bullet", "\uf0b7")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:root>'
)


def item(text: str, num_id: int, ilvl: int = 0) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>')


def test_lists_count_as_word_counts_them() -> None:
    body = item("甲", 1) + item("子", 1, 1) + item("丑", 1, 1) + item("乙", 1) + item("点", 3) + item("重来", 2)

    assert lines(body, {"numbering": NUMBERING}) == ["一、 甲", "一.1 子", "一.2 丑", "二、 乙", "- 点", "一、 重来"]


def test_a_style_gives_headings_and_lists() -> None:
    styles = (
        '<w:root><w:style w:styleId="a1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="a2"><w:basedOn w:val="a1"/></w:style>'
        '<w:style w:styleId="b"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:root>'
    )
    body = paragraph(run("! 必讲"), '<w:pStyle w:val="a2"/>') + paragraph(run("点"), '<w:pStyle w:val="b"/>')
    body += paragraph(run("大纲"), '<w:outlineLvl w:val="0"/>') + paragraph(run("# 自己写的"), '<w:pStyle w:val="a1"/>')

    assert lines(body, {"numbering": NUMBERING, "styles": styles}) == ["## ! 必讲", "- 点", "# 大纲", "# 自己写的"]


@pytest.mark.parametrize(
    ("number", "fmt", "text"),
    [
        (4, "lowerRoman", "iv"), (28, "lowerLetter", "bb"), (3, "upperLetter", "C"), (10, "chineseCounting", "十"),
        (21, "chineseCounting", "二十一"), (3, "decimalEnclosedCircle", "③"), (2, "ideographTraditional", "乙"),
        (5, "decimalZero", "05"), (7, "whatever", "7"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_the_list_says(number: int, fmt: str, text: str) -> None:
    assert number_text(number, fmt) == text


def test_direction_is_words_own_or_that_of_the_letters() -> None:
    bidi = "<w:bidi/>"
    section = "<w:sectPr><w:bidi/></w:sectPr>"
    body = paragraph(run("2 个 نان"), bidi) + paragraph(run("نان")) + paragraph(run("馕"), section)
    body += paragraph(run("中文"), bidi)

    assert lines(body) == ["<!-- lang: ug -->", "2 个 نان", "نان", "<!-- lang: zh -->", "馕", "中文"]


def test_a_language_line_that_word_made_pretty_still_counts() -> None:
    body = paragraph(run("<!– lang: ug –>")) + paragraph(run("نان"))

    assert lines(body) == ["<!-- lang: ug -->", "نان"]


def test_strict_documents_are_read_too() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        text = f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>严格</w:t></w:r></w:p></w:body></w:document>'
        archive.writestr("word/document.xml", text)

    assert read_document("x.docx", data.getvalue()).text == "严格"


def test_the_main_part_may_have_another_name() -> None:
    assert read_document("x.docx", docx(paragraph(run("别名")), main="document2")).text == "别名"


# What cannot be read


def refusal(data: bytes, name: str = "话术.docx") -> str:
    content = read_document(name, data)
    (problem,) = content.problems
    assert content.text == ""
    assert problem.file == name
    return problem.code


def bare_zip(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return stream.getvalue()


def test_a_document_with_a_password_is_refused() -> None:
    assert refusal(OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")) == "docx_password"


def test_an_old_document_under_a_new_name_is_refused() -> None:
    assert refusal(OLE + b"\0" * 512 + "WordDocument".encode("utf-16-le")) == "docx_old"


def test_a_zip_without_a_document_is_refused() -> None:
    assert refusal(bare_zip(a="b")) == "not_a_document"
    assert refusal(b"{\\rtf1 x}", "a.doc") == "not_a_document"


def test_a_document_that_was_cut_short_is_refused() -> None:
    whole = docx(paragraph(run("馕" * 5_000)))

    for length in (30, len(whole) // 2, len(whole) - 10):
        assert refusal(whole[:length]) == "docx_broken"


def test_broken_xml_is_refused() -> None:
    assert refusal(docx("<w:p>")) == "docx_broken"


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_a_document_with_entities_is_refused(before: str) -> None:
    assert refusal(docx(paragraph(run("x")), before=before)) == "docx_entities"


def test_entities_are_refused_in_every_encoding() -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY a "b">]><w/>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", xml.encode("utf-16"))

    assert refusal(stream.getvalue()) == "docx_entities"


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx(paragraph(run("0" * 3_000_000)))
    assert len(bomb) < 20_000
    monkeypatch.setattr(docx_archive, "MAX_UNPACKED", 1_000_000)

    assert refusal(bomb) == "docx_bomb"


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    honest = docx(paragraph(run("0" * 100_000)))
    size = len(honest)
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        told_size = archive.getinfo("word/document.xml").file_size
    lying = honest.replace(told_size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))

    assert len(lying) == size
    assert refusal(lying) == "docx_broken"


def test_too_many_elements_and_too_deep_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "MAX_ELEMENTS", 1_000)
    assert refusal(docx("<w:p/>" * 1_001)) == "docx_bomb"
    assert refusal(docx("<w:x>" * 500 + "</w:x>" * 500)) == "docx_broken"


def test_a_part_that_is_encrypted_inside_the_zip_is_refused() -> None:
    data = bytearray(docx(paragraph(run("x"))))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)

    assert refusal(bytes(data)) == "docx_password"


def test_nothing_is_imported_beside_a_document_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 cut")
    (tmp_path / "b.md").write_text("好", encoding="utf-8")

    outcome = import_files([tmp_path / "a.docx", tmp_path / "b.md"], ContentSet())

    assert outcome.records == ()
    assert [(problem.file, problem.code) for problem in outcome.problems] == [("a.docx", "docx_broken")]


# What a file is, its content tells


def test_a_docx_that_was_renamed_to_doc_is_read_under_its_true_name(tmp_path: Path) -> None:
    (tmp_path / "x01.doc").write_bytes(docx(paragraph(run("馕"))))

    (script,) = imported(tmp_path / "x01.doc").records

    assert isinstance(script, Script)
    assert script.script_id == "x01.docx"


def test_a_workbook_under_a_documents_name_is_read_as_a_workbook(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "shops.docx") as workbook:
        sheet = workbook.add_worksheet("shops")
        sheet.write_row(0, 0, ["店铺编号", "店铺名称"])
        sheet.write_row(1, 0, ["S1", "示例店"])

    assert len(imported(tmp_path / "shops.docx").records) == 1
