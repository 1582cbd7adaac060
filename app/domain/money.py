# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Money: text in yuan to integer fen and back. No binary fraction ever holds an amount."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from app.contract.events import MAX_FEN

_MARK: Final = r"(?:¥|rmb|cny)"
_PLAIN: Final = r"\d+(?:\.\d*)?|\.\d+"
_GROUPED: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d*)?"
_AMOUNT: Final = re.compile(
    rf"(?P<lead>[-+]?){_MARK}?(?P<sign>[-+]?)(?P<number>{_GROUPED}|{_PLAIN})(?:元|圆|块|yuan|{_MARK})?",
    re.ASCII,
)
_MINUS_SIGNS: Final = str.maketrans({"−": "-", "–": "-", "￥": "¥"})
_LONGEST_PRICE: Final = 40


class MoneyError(ValueError):
    """A text is not an amount in yuan.

    ``code`` is stable: ``bad_price``, ``negative_price``, ``price_decimals``, ``price_too_high``.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def parse_fen(text: str) -> int:
    """Return the amount in fen that ``text`` says in yuan, such as ``¥5.5``, ``5.50元``, ``１２.８`` or ``1,299``.

    Raises:
        MoneyError: (a ValueError) with a plain sentence, when it is no amount, below zero, finer than a fen or
            above the ledger's limit.
    """
    shown = text.strip()[:_LONGEST_PRICE]
    folded = unicodedata.normalize("NFKC", text.translate(_MINUS_SIGNS)).casefold()
    match = _AMOUNT.fullmatch("".join(folded.split())) if len(text) <= _LONGEST_PRICE else None
    if match is None or (match["lead"] and match["sign"]):
        raise MoneyError("bad_price", f"“{shown}” is not a price. Write yuan as digits, for example 15.90.")
    amount = Decimal(match["number"].replace(",", "")) * 100
    if "-" in match["lead"] + match["sign"] and amount:
        raise MoneyError("negative_price", f"The price {shown} is below zero. Write a price of 0 or more.")
    if amount > MAX_FEN:
        raise MoneyError("price_too_high", f"The price {shown} is above {yuan_digits(MAX_FEN)} yuan. Check the digits.")
    if amount != amount.to_integral_value():
        raise MoneyError("price_decimals", f"The price {shown} is finer than one fen. Write at most 2 decimals.")
    return int(amount)


def yuan_digits(fen: int) -> str:
    """Return ``fen`` as yuan to be read aloud: no sign of currency, no separators, no idle zeros (1590 -> ``15.9``)."""
    sign, whole, rest = _parts(fen)
    return f"{sign}{whole}.{rest:02d}".rstrip("0").rstrip(".")


def format_yuan(fen: int) -> str:
    """Return ``fen`` as a price for a card: ``¥15.9``."""
    sign, whole, rest = _parts(fen)
    return f"{sign}¥{whole}.{rest:02d}".rstrip("0").rstrip(".")


def format_amount(fen: int) -> str:
    """Return ``fen`` as a sum, always with two decimals: ``¥15.90``."""
    sign, whole, rest = _parts(fen)
    return f"{sign}¥{whole}.{rest:02d}"


def amount_digits(fen: int) -> str:
    """Return ``fen`` as a plain number with two decimals for tables that other programs read: ``15.90``."""
    sign, whole, rest = _parts(fen)
    return f"{sign}{whole}.{rest:02d}"


def _parts(fen: int) -> tuple[str, int, int]:
    whole, rest = divmod(abs(fen), 100)
    return ("-" if fen < 0 else ""), whole, rest
