# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The budget table says what was measured, and says so when a budget is not met."""

import pytest

from tests.benchmarks.report import Row, alternate, percentile, table


@pytest.mark.parametrize(("percent", "expected"), [(0, 1), (50, 50), (99, 99), (99.9, 100), (100, 100)])
def test_a_percentile_is_the_nearest_rank(percent: float, expected: float) -> None:
    assert percentile(list(range(100, 0, -1)), percent) == expected


def test_a_percentile_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="no samples"):
        percentile([], 50)


def test_a_ratio_over_its_limit_is_told() -> None:
    assert "NOT MET" in table([Row("cut", 2.0, "ms", 1.15, reference=1.0)])


def test_a_ratio_within_its_limit_is_met() -> None:
    row = Row("cut", 1.1, "ms", 1.15, reference=1.0)
    assert row.met
    assert row.cells()[3] == "1.10x"


def test_a_budget_without_reference_is_absolute() -> None:
    assert not Row("stall", 17.0, "ms", 16.0).met
    assert Row("stall", 15.0, "ms", 16.0).met


def test_both_sides_are_sampled_in_turns() -> None:
    order: list[str] = []

    def sample(side: str) -> float:
        order.append(side)
        return 1.0

    alternate(lambda: sample("ours"), lambda: sample("bare"), rounds=2, block=2)
    assert order == ["ours", "ours", "bare", "bare"] * 2
