# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import contextlib

from hypothesis import given
from hypothesis import strategies as st

from app.contract.events import MAX_FEN
from app.domain.money import MoneyError, amount_digits, format_amount, format_yuan, parse_fen, yuan_digits

FEN = st.integers(min_value=0, max_value=MAX_FEN)


@given(FEN)
def test_every_way_to_write_an_amount_reads_back_as_the_same_fen(fen: int) -> None:
    for shown in (format_yuan(fen), format_amount(fen), yuan_digits(fen), amount_digits(fen)):
        assert parse_fen(shown) == fen


@given(FEN)
def test_thousands_separators_change_nothing(fen: int) -> None:
    assert parse_fen(f"{fen // 100:,}.{fen % 100:02d}") == fen


@given(st.text(max_size=60))
def test_any_text_is_a_price_in_range_or_refused_in_words(text: str) -> None:
    with contextlib.suppress(MoneyError):
        assert 0 <= parse_fen(text) <= MAX_FEN
