# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.contract.events import MAX_FEN
from app.domain.money import MoneyError, amount_digits, format_amount, format_yuan, parse_fen, yuan_digits


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("5.5", 550),
        ("¥5.5", 550),
        ("￥ 5.5", 550),
        ("5.50元", 550),
        ("１２.８", 1280),
        ("１２．８元", 1280),
        ("1,299", 129_900),
        ("1,299.90", 129_990),
        ("0", 0),
        ("-0", 0),
        (".5", 50),
        ("5.", 500),
        ("5.500", 550),
        ("+5", 500),
        ("RMB 12", 1200),
        (" 8 ", 800),
        ("8块", 800),
        ("10000000", MAX_FEN),
    ],
)
def test_a_price_in_any_usual_spelling_becomes_fen(text: str, fen: int) -> None:
    assert parse_fen(text) == fen


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-1", "negative_price"),
        ("−0.01", "negative_price"),
        ("¥-3", "negative_price"),
        ("-¥3", "negative_price"),
        ("5.555", "price_decimals"),
        ("0.001", "price_decimals"),
        ("10000000.01", "price_too_high"),
        ("99999999999999", "price_too_high"),
        ("", "bad_price"),
        ("五元", "bad_price"),
        ("12,8", "bad_price"),
        ("1,29", "bad_price"),
        ("1e3", "bad_price"),
        ("5-6", "bad_price"),
        ("--5", "bad_price"),
        ("5.5.5", "bad_price"),
        ("nan", "bad_price"),
        ("inf", "bad_price"),
        ("1" * 50, "bad_price"),
    ],
)
def test_what_is_no_price_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(MoneyError) as refused:
        parse_fen(text)

    assert refused.value.code == code


def test_a_refusal_is_a_value_error_that_quotes_the_text() -> None:
    with pytest.raises(ValueError, match="面谈"):
        parse_fen("面谈")


@pytest.mark.parametrize(("fen", "shown"), [(1590, "¥15.9"), (550, "¥5.5"), (500, "¥5"), (5, "¥0.05"), (0, "¥0")])
def test_a_card_shows_a_price_without_idle_zeros(fen: int, shown: str) -> None:
    assert format_yuan(fen) == shown


def test_whole_tens_keep_their_zeros() -> None:
    assert format_yuan(10_000) == "¥100"
    assert yuan_digits(129_900) == "1299"


def test_a_sum_always_has_two_decimals() -> None:
    assert format_amount(1590) == "¥15.90"
    assert format_amount(-500) == "-¥5.00"


def test_a_table_gets_plain_digits() -> None:
    assert amount_digits(-5) == "-0.05"
