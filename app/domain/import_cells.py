# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spreadsheet cells to values: each reader takes any cell and returns its value or raises CellError.

Spreadsheets turn codes into numbers, durations into times of day and dates into serial numbers, and people write
prices with signs and units; readers take all of that back where it has one meaning, and refuse where it has two.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from app.contract.content import Question
from app.contract.events import MAX_FEN
from app.domain.money import MoneyError, parse_fen, yuan_digits
from app.domain.sheets import BLANKS, MAX_CELL, CellValue

Reader = Callable[[CellValue], object]

MAX_CODE: Final = 64
_EXACT_DIGITS: Final = 10**15
_SHOWN: Final = 40
_DAY_S: Final = 86_400
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_EXCEL_DAYS: Final = range(20_000, 80_000)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_CODE: Final = re.compile(r"[\s{}]")
_WHOLE: Final = re.compile(r"(限)?([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.0*)?(?:[^\W\d_]{1,3})?", re.ASCII | re.IGNORECASE)
_UNIT: Final = re.compile(r"(?:件|个|份|盒|袋|只|对|套|条|瓶|箱|斤|枚|包|罐|块|串|克|公斤|kg|g|pcs)$")
_DATE: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_COMPACT_DATE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})")
_SPOKEN: Final = re.compile(
    r"(?:(?P<hours>\d+(?:\.\d+)?)(?:小时|时|hours?|hrs?|h))?"
    r"(?:(?P<minutes>\d+(?:\.\d+)?)(?:分钟|分|minutes?|mins?|min|m|['′’]))?"
    r"(?:(?P<seconds>\d+)(?:秒钟|秒|seconds?|secs?|sec|s|[\"″”]|''|′′)?)?"
)
_NOTHING: Final = frozenset({"-", "—", "--", "——", "/", "无", "none", "n/a", "na"})
_NO_PRICE: Final = _NOTHING | {"面议", "时价", "当日价", "当日金价", "按克", "按克计价", "待定", "token"}
_NO_LIMIT: Final = _NOTHING | {"不限", "无限", "不限购", "不限量", "unlimited"}
_NO_DATE: Final = _NOTHING | {"长期", "长期有效", "永久", "至今", "无期限", "不限"}
_YES: Final = frozenset({"是", "必讲", "必", "对", "有", "true", "yes", "y", "1", "√", "✓", "✔", "must"})
_NO: Final = frozenset(
    {"否", "选讲", "选", "不", "非", "无", "false", "no", "n", "0", "×", "✗", "x", "optional", "opt", "-"}
)
_LANGUAGES: Final[Mapping[str, str]] = {
    "中文": "zh", "汉语": "zh", "普通话": "zh", "国语": "zh", "chinese": "zh", "zh-cn": "zh", "zhcn": "zh",
    "维吾尔语": "ug", "维吾尔文": "ug", "维语": "ug", "维文": "ug", "uyghur": "ug", "uighur": "ug",
    "英语": "en", "英文": "en", "english": "en",
}  # fmt: skip


class CellError(ValueError):
    """A cell cannot be read. ``code`` and ``values`` name and fill a sentence of ``import_messages``."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def shown(text: str) -> str:
    """Return ``text`` short enough for a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def cell_text(cell: CellValue) -> str:
    """Return what a person sees in a cell, trimmed, with plain newlines; empty for an empty cell.

    Raises:
        CellError: over-long text, damaged or control characters, a number that lost digits.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _clean(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def text(limit: int) -> Reader:
    """Return a reader of free text of at most ``limit`` characters."""

    def read(cell: CellValue) -> str:
        said = cell_text(cell)
        if len(said) > limit:
            raise CellError("too_long", length=str(len(said)), limit=str(limit))
        return said

    return read


def code(limit: int = MAX_CODE) -> Reader:
    """Return a reader of codes: full width becomes half width, no spaces or braces inside."""
    read_text = text(limit)

    def read(cell: CellValue) -> str:
        said = unicodedata.normalize("NFKC", str(read_text(cell))).strip(BLANKS)
        if _NO_CODE.search(said):
            raise CellError("bad_code", value=shown(said))
        return said

    return read


def price(cell: CellValue) -> int | None:
    """Return a price in fen; None where the price is only known on the day."""
    if isinstance(cell, bool | date | time | timedelta):
        raise CellError("bad_price", value=shown(cell_text(cell)))
    # A formula such as 5.3*3 leaves 15.899999999999999: what Excel shows is meant.
    said = cell_text(round(cell, 6) if isinstance(cell, float) else cell)
    if said.casefold() in _NO_PRICE:
        return None
    try:
        return parse_fen(said)
    except MoneyError as error:
        raise CellError(error.code, value=shown(said), limit=yuan_digits(MAX_FEN)) from error


def whole(low: int, high: int) -> Reader:
    """Return a reader of whole numbers from ``low`` to ``high``; 不限 and the like read as None."""

    def read(cell: CellValue) -> int | None:
        said = _folded(cell)
        if said in _NO_LIMIT:
            return None
        match = _WHOLE.fullmatch(_UNIT.sub("", said.replace(" ", "")))
        if match is None or isinstance(cell, bool | date | time | timedelta) or len(said) > 20:
            raise CellError("bad_number", value=shown(cell_text(cell)))
        number = int(match[2] + match[3].replace(",", ""))
        if not low <= number <= high:
            raise CellError("number_range", value=str(number), low=str(low), high=str(high))
        return number

    return read


def day(cell: CellValue) -> date | None:
    """Return a date; 长期 and the like read as None."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = _folded(cell)
    if said in _NO_DATE:
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool) and said.isdigit() and int(said) in _EXCEL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=int(said))
    match = _DATE.fullmatch(said) or _COMPACT_DATE.fullmatch(said)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else _refuse_date(said)
    except ValueError as error:
        raise CellError("bad_date", value=shown(said)) from error


def duration(cell: CellValue) -> int:
    """Return a duration in whole seconds. A bare number is seconds; 10:00 is ten minutes, also as an Excel time."""
    if isinstance(cell, timedelta):
        return _in_a_day(cell.total_seconds(), cell)
    if isinstance(cell, time):
        # 10:00 typed into Excel becomes ten o'clock, but no segment lasts ten hours.
        as_minutes = cell.hour > 0 and cell.second == 0
        return cell.hour * 60 + cell.minute if as_minutes else cell.hour * 3600 + cell.minute * 60 + cell.second
    said = _folded(cell).replace(" ", "")
    clock = _CLOCK.fullmatch(said)
    if clock is not None:
        return _in_a_day(int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3]), cell)
    if isinstance(cell, float):
        return _in_a_day(cell, cell)
    spoken = _SPOKEN.fullmatch(said.removesuffix(".0"))
    if spoken is None or not said or isinstance(cell, bool | date) or len(said) > 20:
        raise CellError("bad_duration", value=shown(cell_text(cell)))
    hours, minutes, seconds = (Decimal(spoken[name] or 0) for name in ("hours", "minutes", "seconds"))
    return _in_a_day(float(hours * 3600 + minutes * 60 + seconds), cell)


def yes_no(cell: CellValue) -> bool:
    """Return 是/否, 必讲/选讲, yes/no and the like as a bool."""
    if isinstance(cell, bool):
        return cell
    said = _folded(cell)
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise CellError("bad_yes_no", value=shown(cell_text(cell)))


def choice(names: Mapping[str, str], offered: Sequence[str]) -> Reader:
    """Return a reader of one of ``names`` (folded spelling to value); ``offered`` is what the error suggests."""

    def read(cell: CellValue) -> str:
        said = _folded(cell).replace(" ", "")
        if said not in names:
            raise CellError("bad_choice", value=shown(cell_text(cell)), choices="、".join(offered))
        return names[said]

    return read


def items(cell: CellValue) -> tuple[str, ...]:
    """Return the parts of a cell that ``|`` or a new line separates, empty ones left out."""
    return tuple(part for part in slots(cell) if part)


def slots(cell: CellValue) -> tuple[str, ...]:
    """Return the parts of a cell that ``|`` or a new line separates, empty ones kept in their place."""
    said = cell_text(cell)
    return tuple(part.strip(BLANKS) for part in re.split(r"[|｜\n]", said)) if said else ()


def days(cell: CellValue) -> tuple[date | None, ...]:
    """Return the dates of a cell that ``|`` separates."""
    if not isinstance(cell, str):
        return (day(cell),)
    return tuple(day(part) if part else None for part in slots(cell))


def languages(cell: CellValue) -> tuple[str, ...]:
    """Return language codes from names or codes: ``中文、维吾尔语`` or ``zh+ug``."""
    parts = [part for part in re.split(r"[\s|,;/+、，；和]+", _folded(cell)) if part]
    codes = [_LANGUAGES.get(part, part) for part in parts]
    wrong = next((part for part in codes if not re.fullmatch(r"[a-z]{2,3}(-[a-z]{2,8})?", part)), None)
    if wrong is not None:
        raise CellError("bad_choice", value=shown(wrong), choices="zh、ug、en")
    return tuple(dict.fromkeys(codes))


def language(cell: CellValue) -> str | None:
    """Return the code of the one language that a cell names; None for none."""
    codes = languages(cell)
    if len(codes) > 1:
        raise CellError("bad_choice", value=shown(cell_text(cell)), choices="zh、ug、en")
    return codes[0] if codes else None


def questions(cell: CellValue) -> tuple[Question, ...]:
    """Return ``question::answer`` pairs that ``|`` separates."""
    found = []
    for part in items(cell):
        asked, colons, answer = part.replace("：：", "::").partition("::")
        if not colons or not asked.strip() or not answer.strip():
            raise CellError("bad_faq", value=shown(part))
        found.append(Question(question=asked.strip(), answer=answer.strip()))
    return tuple(found)


def _clean(said: str) -> str:
    if len(said) > MAX_CELL:
        raise CellError("cell_too_large", length=str(len(said)), limit=str(MAX_CELL))
    said = said.replace("\r\n", "\n").replace("\r", "\n").strip(BLANKS)
    if "\ufffd" in said:
        raise CellError("damaged_text")
    control = _CONTROL.search(said)
    if control is not None:
        raise CellError("control_character", character=f"{ord(control[0]):04X}")
    return said


def _number_text(number: float) -> str:
    if not math.isfinite(number):
        return str(number)
    if isinstance(number, float) and abs(number) >= _EXACT_DIGITS:
        raise CellError("digits_lost", value=f"{number:.0f}")
    plain = format(Decimal(repr(number)), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _folded(cell: CellValue) -> str:
    return unicodedata.normalize("NFKC", cell_text(cell)).strip(BLANKS).casefold()


def _refuse_date(said: str) -> date:
    raise CellError("bad_date", value=shown(said))


def _in_a_day(seconds: float, cell: CellValue) -> int:
    if not 0 <= seconds <= _DAY_S or seconds != int(seconds):
        raise CellError("bad_duration", value=shown(cell_text(cell)))
    return int(seconds)
