# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a line of ``log`` means, however it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.log_lines import (
    MAX_LINE_BYTES,
    AdjustLine,
    CoveredLine,
    Line,
    LineError,
    NoteLine,
    RefundLine,
    SaleLine,
    SlipLine,
    UndoLine,
    decode_line,
    parse_line,
)

SKUS = {"X01-5", "X01 大", "7", "undo"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X01-5", SaleLine("X01-5", 1)),
        ("X01-5 3", SaleLine("X01-5", 3)),
        ("X01-5\t3", SaleLine("X01-5", 3)),
        ("X01-5\u30003", SaleLine("X01-5", 3)),
        ("X01-5   9999", SaleLine("X01-5", 9999)),
        ("X01-5 ３", SaleLine("X01-5", 3)),
        ("Ｘ０１－５ １２", SaleLine("X01-5", 12)),
        ("X01 大", SaleLine("X01 大", 1)),
        ("X01 大 2", SaleLine("X01 大", 2)),
        ("7", SaleLine("7", 1)),
        ("7 7", SaleLine("7", 7)),
        ("X01-5 007", SaleLine("X01-5", 7)),
        ("undo 01a2", UndoLine("01a2")),
        ("UNDO\t01a2", UndoLine("01a2")),
        ("undo", SaleLine("undo", 1)),
        ("adjust 01a2 -3", AdjustLine("01a2", -3)),
        ("Adjust 01a2 ＋２", AdjustLine("01a2", 2)),
        ("adjust 01a2 2", AdjustLine("01a2", 2)),
        ("refund X01-5 2", RefundLine("X01-5", 2)),
        ("refund X01 大 1", RefundLine("X01 大", 1)),
        ("note 灯光 偏暗 3", NoteLine("灯光 偏暗 3")),
        ("covered Ｐ08", CoveredLine("P08")),
        ("Slip 九块九 => 十五块九", SlipLine("九块九", "十五块九")),
        ("", None),
    ],
)
def test_a_line_is_understood(text: str, expected: Line | None) -> None:
    assert parse_line(text, SKUS) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("NOPE", "there is no SKU 'NOPE'"),
        ("NOPE 3", "there is no SKU 'NOPE'"),
        ("note", "there is no SKU 'note'"),
        ("slip 九块九", "a slip needs both sides"),
        ("slip => 十五块九", "a slip needs both sides"),
        ("x01-5 3", "there is no SKU 'x01-5'"),
        ("X01-5 0", "'0' is not a number of units"),
        ("X01-5 -1", "to take a sale back: undo EVENT_ID"),
        ("X01-5 10000", "from 1 to 9999"),
        ("X01-5 1.5", "'1.5' is not a number"),
        ("X01-5 三", "'三' is not a number"),
        ("X01-5 ²x", "is not a number"),
        ("X01-5 " + "9" * 5000, "is not a number"),
        ("3 X01-5", "there is no SKU '3'"),
    ],
)
def test_a_bad_line_says_why(text: str, reason: str) -> None:
    with pytest.raises(LineError) as caught:
        parse_line(text, SKUS)
    assert reason in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"X01-5 3\r\n", "X01-5 3"),
        (b"\xef\xbb\xbfX01-5 3\n", "X01-5 3"),
        ("X01 大\n".encode("gb18030"), "X01 大"),
        ("X01 大\n".encode(), "X01 大"),
        (b"  \t \r\n", ""),
        (b"", ""),
    ],
)
def test_a_line_is_decoded(raw: bytes, text: str) -> None:
    assert decode_line(raw) == text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xff\xff 3\n", "neither UTF-8 nor GB18030"),
        (b"X01-5\x00 3\n", "control characters"),
        (b"X01-5 \x1b[A\n", "control characters"),
        (b"9" * (MAX_LINE_BYTES + 1), "longer than"),
    ],
)
def test_bytes_that_are_no_line_are_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(LineError, match=reason):
        decode_line(raw)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_line_or_a_reason(raw: bytes) -> None:
    line, reason = None, ""
    try:
        line = parse_line(decode_line(raw), SKUS)
    except LineError as error:
        reason = str(error)
    sensible = line is None or isinstance(line, UndoLine) or (line.sku_id in SKUS and 1 <= line.units <= 9999)
    assert reason or sensible
