# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The technician's PIN."""

import pytest

from app.domain.pin import TRIES, WAIT_S, TryGuard, hash_pin, is_pin, pin_matches


@pytest.mark.parametrize("text", ["123", "123456789", "12a4", "", "١٢٣٤", "12 34"])
def test_a_pin_is_four_to_eight_digits(text: str) -> None:
    assert not is_pin(text)
    with pytest.raises(ValueError, match="4 to 8 digits"):
        hash_pin(text)


def test_only_the_pin_itself_matches_its_hash() -> None:
    kept = hash_pin("2468")
    assert pin_matches("2468", kept)
    assert not pin_matches("2469", kept)


def test_the_hash_is_salted_and_does_not_hold_the_pin() -> None:
    first, second = hash_pin("24681357"), hash_pin("24681357")
    assert first != second
    assert "24681357" not in first


@pytest.mark.parametrize(
    "kept", ["", "2468", "scrypt$x$8$1$AAAA$AAAA", "scrypt$16384$8$1$!!$AAAA", "md5$2$8$1$AAAA$AA=="]
)
def test_something_else_in_the_keyring_matches_nothing(kept: str) -> None:
    assert not pin_matches("2468", kept)


def test_five_wrong_tries_close_the_door_for_half_a_minute() -> None:
    guard = TryGuard()
    for _ in range(TRIES - 1):
        guard.count_wrong(100.0)
    assert guard.wait_s(100.0) == 0.0
    guard.count_wrong(100.0)
    assert guard.wait_s(110.0) == WAIT_S - 10.0
    assert guard.wait_s(100.0 + WAIT_S) == 0.0


def test_a_right_pin_starts_the_count_anew() -> None:
    guard = TryGuard()
    for _ in range(TRIES - 1):
        guard.count_wrong(0.0)
    guard.count_right()
    guard.count_wrong(0.0)
    assert guard.wait_s(0.0) == 0.0
