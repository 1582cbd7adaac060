# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One line of ``anchor-desk log``: what a scanner, a stream deck or a script types."""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from app.contract.events import MAX_UNITS

MAX_LINE_BYTES: Final = 4_096
_SHOWN: Final = 60
_COUNT: Final = re.compile(r"0{0,9}[1-9][0-9]{0,9}")
_DELTA: Final = re.compile(r"[+-]?" + _COUNT.pattern)


class LineError(Exception):
    """The line logs nothing; the text says why."""


@dataclass(frozen=True, slots=True)
class SaleLine:
    """Units of one SKU."""

    sku_id: str
    units: int


@dataclass(frozen=True, slots=True)
class UndoLine:
    """Take back the sale with this event id."""

    event_id: str


@dataclass(frozen=True, slots=True)
class AdjustLine:
    """Correct the number of the sale with this event id by ``delta`` units."""

    event_id: str
    delta: int


@dataclass(frozen=True, slots=True)
class RefundLine:
    """Units of one SKU given back."""

    sku_id: str
    units: int


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A free note."""

    text: str


@dataclass(frozen=True, slots=True)
class CoveredLine:
    """The policy point with this id was said."""

    policy_id: str


@dataclass(frozen=True, slots=True)
class SlipLine:
    """What was said wrong and how it was put right."""

    said: str
    correction: str


Line = SaleLine | UndoLine | AdjustLine | RefundLine | NoteLine | CoveredLine | SlipLine


def decode_line(raw: bytes) -> str:
    """Return a line's text: UTF-8 with or without BOM, else GB18030.

    Raises:
        LineError: when it is neither, too long, or holds control characters.
    """
    if len(raw) > MAX_LINE_BYTES:
        raise LineError(f"the line is longer than {MAX_LINE_BYTES} bytes")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            raise LineError("the line is neither UTF-8 nor GB18030 text") from None
    text = text.strip()
    if any(unicodedata.category(char) == "Cc" and char != "\t" for char in text):
        raise LineError("the line holds control characters")
    return text


def parse_line(text: str, skus: Container[str]) -> Line | None:
    """Return what a line asks for; None for a blank one. Full-width letters and digits count as plain ones.

    Raises:
        LineError: when it asks for nothing that can be logged.
    """
    if not text:
        return None
    whole = _known(text, skus)
    if whole is not None:
        return SaleLine(whole, 1)
    head, _, last = _split_last(text)
    if head.casefold() == "undo":
        return UndoLine(unicodedata.normalize("NFKC", last))
    sku_id = _known(head, skus)
    if sku_id is not None:
        return SaleLine(sku_id, _units(last))
    said = _said(text)
    if said is not None:
        return said
    word, _, what = head.partition(" ")
    if word.casefold() == "adjust":
        return AdjustLine(unicodedata.normalize("NFKC", what.strip()), _delta(last))
    refunded = _known(what.strip(), skus)
    if word.casefold() == "refund" and refunded is not None:
        return RefundLine(refunded, _units(last))
    raise LineError(f"there is no SKU '{_shown(what.strip() if word.casefold() == 'refund' else head or text)}'")


def _said(text: str) -> Line | None:
    """Return what a line that begins with ``note``, ``covered`` or ``slip`` says; None for any other.

    Raises:
        LineError: when such a line says nothing.
    """
    word, *rest = text.split(maxsplit=1)
    what = rest[0].strip() if rest else ""
    match word.casefold():
        case "note" if what:
            return NoteLine(what)
        case "covered" if what:
            return CoveredLine(unicodedata.normalize("NFKC", what))
        case "slip":
            wrong, _, right = what.partition("=>")
            if not wrong.strip() or not right.strip():
                raise LineError("a slip needs both sides: slip WHAT WAS SAID => WHAT IS RIGHT")
            return SlipLine(wrong.strip(), right.strip())
    return None


def _split_last(text: str) -> tuple[str, str, str]:
    parts = text.rsplit(maxsplit=1)
    return (parts[0].strip(), " ", parts[1]) if len(parts) == 2 else ("", "", text)


def _known(name: str, skus: Container[str]) -> str | None:
    if name in skus:
        return name
    plain = unicodedata.normalize("NFKC", name)
    return plain if plain in skus else None


def _units(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text)
    if not _COUNT.fullmatch(plain) or int(plain) > MAX_UNITS:
        raise LineError(
            f"'{_shown(text)}' is not a number of units from 1 to {MAX_UNITS}; to take a sale back: undo EVENT_ID"
        )
    return int(plain)


def _delta(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    if not _DELTA.fullmatch(plain) or abs(int(plain)) > MAX_UNITS:
        raise LineError(f"'{_shown(text)}' is not a number of units to add or take off, such as +2 or -1")
    return int(plain)


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
