# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from datetime import date, datetime, time, timedelta

import pytest

from app.contract.content import Question
from app.domain import import_cells as cells
from app.domain.import_cells import CellError, Reader
from app.domain.sheets import MAX_CELL, CellValue

STOCK = cells.whole(0, 1_000_000)
ROLE = cells.choice({"hero": "hero", "主推款": "hero"}, ("主推款",))


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (cells.code(), 101.0, "101"),
        (cells.code(), 101, "101"),
        (cells.code(), " Ｘ０１ ", "X01"),
        (cells.code(), "\u200bX01\ufeff\u00a0", "X01"),
        (cells.code(), "0012", "0012"),
        (cells.text(200), "一\r\n二", "一\n二"),
        (cells.text(200), True, "TRUE"),
        (cells.text(200), date(2025, 1, 1), "2025-01-01"),
        (cells.price, "¥5.5", 550),
        (cells.price, "5.50元", 550),
        (cells.price, "１２.８", 1280),
        (cells.price, "15.9", 1590),
        (cells.price, 5.5, 550),
        (cells.price, 12, 1200),
        (cells.price, 5.3 * 3, 1590),
        (cells.price, 0.1 + 0.2, 30),
        (cells.price, "当日金价", None),
        (cells.price, "-", None),
        (STOCK, 100.0, 100),
        (STOCK, "100", 100),
        (STOCK, "100.0", 100),
        (STOCK, "1,000", 1000),
        (STOCK, "１００件", 100),
        (STOCK, "限20盒", 20),
        (STOCK, "不限", None),
        (cells.day, datetime(2025, 1, 1), date(2025, 1, 1)),  # noqa: DTZ001
        (cells.day, date(2025, 1, 1), date(2025, 1, 1)),
        (cells.day, "2025-01-01", date(2025, 1, 1)),
        (cells.day, "2025/1/1", date(2025, 1, 1)),
        (cells.day, "2025.1.1", date(2025, 1, 1)),
        (cells.day, "2025年1月1日", date(2025, 1, 1)),
        (cells.day, "２０２５年１月１日", date(2025, 1, 1)),
        (cells.day, "20250101", date(2025, 1, 1)),
        (cells.day, 20250101.0, date(2025, 1, 1)),
        (cells.day, 45658.0, date(2025, 1, 1)),
        (cells.day, "2025-01-01 00:00:00", date(2025, 1, 1)),
        (cells.day, "长期", None),
        (cells.duration, "10′", 600),
        (cells.duration, "10'", 600),
        (cells.duration, "10分钟", 600),
        (cells.duration, "10 min", 600),
        (cells.duration, "600", 600),
        (cells.duration, 600.0, 600),
        (cells.duration, "600秒", 600),
        (cells.duration, "10:00", 600),
        (cells.duration, "1:30:00", 5400),
        (cells.duration, "1小时30分", 5400),
        (cells.duration, "10′30″", 630),
        (cells.duration, "1.5分钟", 90),
        (cells.duration, time(10, 0), 600),
        (cells.duration, time(0, 10), 600),
        (cells.duration, timedelta(minutes=10), 600),
        (cells.yes_no, "是", True),
        (cells.yes_no, "必讲", True),
        (cells.yes_no, "TRUE", True),
        (cells.yes_no, True, True),
        (cells.yes_no, 1.0, True),
        (cells.yes_no, "否", False),
        (cells.yes_no, "选讲", False),
        (cells.yes_no, "No", False),
        (ROLE, "主推款", "hero"),
        (ROLE, " HERO ", "hero"),
        (cells.items, "甲|乙｜丙\n丁||", ("甲", "乙", "丙", "丁")),
        (cells.slots, "甲||丙", ("甲", "", "丙")),
        (cells.days, "2025-01-01||长期", (date(2025, 1, 1), None, None)),
        (cells.days, date(2025, 1, 1), (date(2025, 1, 1),)),
        (cells.languages, "中文、维吾尔语", ("zh", "ug")),
        (cells.languages, "zh+ug", ("zh", "ug")),
        (cells.questions, "辣吗::不辣|能放多久：：7天", (("辣吗", "不辣"), ("能放多久", "7天"))),
    ],
)
def test_a_cell_is_read_as_it_is_meant(reader: Reader, cell: CellValue, value: object) -> None:
    read = reader(cell)

    if isinstance(read, tuple):
        read = tuple((part.question, part.answer) if isinstance(part, Question) else part for part in read)
    assert read == value


@pytest.mark.parametrize(
    ("reader", "cell", "code"),
    [
        (cells.code(), "X 01", "bad_code"),
        (cells.code(), "X{1}", "bad_code"),
        (cells.code(), "x" * 65, "too_long"),
        (cells.code(), 1234567890123456789.0, "digits_lost"),
        (cells.text(200), "a" * 201, "too_long"),
        (cells.text(200), "a" * (MAX_CELL + 1), "cell_too_large"),
        (cells.text(200), "a\x07b", "control_character"),
        (cells.text(200), "a\ufffdb", "damaged_text"),
        (cells.price, "-5", "negative_price"),
        (cells.price, -5.0, "negative_price"),
        (cells.price, "5.555", "price_decimals"),
        (cells.price, 5.555, "price_decimals"),
        (cells.price, "五块", "bad_price"),
        (cells.price, True, "bad_price"),
        (cells.price, date(2025, 1, 1), "bad_price"),
        (cells.price, float("nan"), "bad_price"),
        (cells.price, float("inf"), "bad_price"),
        (cells.price, 1e12, "price_too_high"),
        (STOCK, "-1", "number_range"),
        (STOCK, "1.5", "bad_number"),
        (STOCK, 1.5, "bad_number"),
        (STOCK, "很多", "bad_number"),
        (STOCK, True, "bad_number"),
        (STOCK, "9" * 19, "number_range"),
        (STOCK, "9" * 5000, "bad_number"),
        (cells.day, "2025-13-45", "bad_date"),
        (cells.day, "2025年1月", "bad_date"),
        (cells.day, "25/1/1", "bad_date"),
        (cells.day, 5.0, "bad_date"),
        (cells.duration, "很久", "bad_duration"),
        (cells.duration, "-600", "bad_duration"),
        (cells.duration, -1.0, "bad_duration"),
        (cells.duration, 1.5, "bad_duration"),
        (cells.duration, 1e9, "bad_duration"),
        (cells.duration, "30小时", "bad_duration"),
        (cells.duration, True, "bad_duration"),
        (cells.duration, date(2025, 1, 1), "bad_duration"),
        (cells.yes_no, "也许", "bad_yes_no"),
        (ROLE, "明星款", "bad_choice"),
        (cells.languages, "火星语", "bad_choice"),
        (cells.questions, "只有问题", "bad_faq"),
        (cells.questions, "::答", "bad_faq"),
    ],
)
def test_a_cell_with_no_meaning_is_refused_with_its_reason(reader: Reader, cell: CellValue, code: str) -> None:
    with pytest.raises(CellError) as refused:
        reader(cell)

    assert refused.value.code == code
