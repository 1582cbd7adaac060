# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mark in OBS survives the way there and back, and what is no mark makes nothing ours."""

from typing import Any

import pytest

from app.domain.obs.ownership import Mark, NewerMarkError, OwnedInput, OwnedScene, ShopMark, read_mark, written_mark

_MARK = Mark(
    shops={"SX": ShopMark("food", 2, plain=True)},
    scenes={"商品@SX": OwnedScene("商品", "u-1", {"shop_name@SX": 3})},
    inputs={"shop_name@SX": OwnedInput("店名 ئۇيغۇرچە", "text_ft2_source_v2")},
)


def test_a_mark_comes_back_as_it_was_written() -> None:
    assert read_mark(written_mark(None, "合集", _MARK), "合集") == _MARK


def test_a_mark_is_ascii_because_obs_garbles_the_rest() -> None:
    assert written_mark(None, "合集", _MARK).isascii()


def test_another_collections_mark_is_kept_and_not_taken_for_this_ones() -> None:
    stored = written_mark(written_mark(None, "other", _MARK), "this", Mark())
    assert read_mark(stored, "other") == _MARK
    assert read_mark(stored, "this") == Mark()
    assert read_mark(stored, "third") == Mark()


@pytest.mark.parametrize(
    "stored",
    [None, "", "no JSON", "[]", "7", 7, {}, '{"format":1}', '{"format":1,"collections":{"this":{"shops":[]}}}'],
)
def test_what_cannot_be_read_is_no_mark(stored: Any) -> None:
    assert read_mark(stored, "this") == Mark()
    assert read_mark(written_mark(stored, "this", _MARK), "this") == _MARK


def test_a_newer_mark_is_left_alone() -> None:
    with pytest.raises(NewerMarkError):
        read_mark('{"format":2,"collections":{}}', "this")
