# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Typed numbers in sentences that say how little is left.

Such a number is false as soon as somebody buys, and false scarcity is barred (《直播电商监督管理办法》 art. 34). Only a
token (``还剩 {{stock}} 件``) follows the stock.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"[{｛]{2}[^{}｛｝\n]*[}｝]{2}")
_CLAUSE: Final = re.compile(r"[^。！？!?；;，,\n\r\u2028]+")
_NUMBER: Final = r"(?:[0-9０-９]+|[一二两三四五六七八九十百千万几]+)"
_UNIT: Final = r"(?:多|来)?\s*(?:件|个|份|盒|单|袋|套|箱|只|瓶|包|组|条|罐|斤|对|张|枚|块|串|桶|枚|提|双|名额|位|pcs)"
_COUNT: Final = rf"{_NUMBER}\s*{_UNIT}"
_NEAR: Final = r"[^0-9０-９]{0,3}?"
_PATTERNS: Final = (
    # 剩 and the like say it wherever the number stands in the clause.
    re.compile(rf"(?:剩|余量|限量|库存|存货).{{0,12}}?(?P<number>{_COUNT})"),
    re.compile(rf"(?P<number>{_COUNT}).{{0,8}}?(?:售罄|卖完|抢完|抢光|卖光|售完|没货|断货)"),
    re.compile(rf"(?:最后|仅有|只有|就|仅){_NEAR}(?P<number>{_COUNT})(?=$|[^一-鿿]|了|啦|咯|哦|库存|现货|名额)"),
    re.compile(rf"最后{_NEAR}(?P<number>{_COUNT})"),
    re.compile(r"\bonly\s+(?P<number>\d+)\b(?=.{0,20}\bleft\b)", re.IGNORECASE),
    re.compile(r"\b(?P<number>\d+)\s+(?:\w+\s+)?(?:left|remaining)\b", re.IGNORECASE),
    re.compile(r"(?P<number>[0-9٠-٩]+)[^0-9٠-٩]{0,15}?قالدى"),
)


@dataclass(frozen=True, slots=True)
class TypedScarcity:
    """A typed number at ``start`` to ``end`` (code points of the text), and the clause in which it stands."""

    start: int
    end: int
    number: str
    clause: str


def typed_scarcity(text: str) -> tuple[TypedScarcity, ...]:
    """Return the typed numbers of ``text`` that say how little is left, in order. Numbers in tokens are none."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[TypedScarcity]:
    # Tokens keep their length, so that positions stay right.
    plain = _TOKEN.sub(lambda match: "\ufffc" * len(match[0]), text)
    for clause in _CLAUSE.finditer(plain):
        hits = (pattern.search(clause[0]) for pattern in _PATTERNS)
        hit = min((match for match in hits if match), key=lambda match: match.start("number"), default=None)
        if hit is not None:
            start, end = clause.start() + hit.start("number"), clause.start() + hit.end("number")
            yield TypedScarcity(start, end, text[start:end], text[clause.start() : clause.end()].strip())
