# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault matrix in short: each fault a few times. ``packaging/dev.py torture`` runs it long."""

import importlib
import logging
import sys
from collections.abc import Iterator

import pytest

from tests.torture.__main__ import IN_BOTH_MODES, on_newer_sqlite
from tests.torture.report import Budget, Tally, table

# The other rows have tests of their own: test_power_loss and test_evening_machine.
SHORT_ROWS = {"kills": 3, "line": 3, "disk": 3, "devices": 2, "clocks": 1, "migrations": 2, "soak": 2}
SECONDS = 20.0


@pytest.fixture(autouse=True)
def _without_log() -> Iterator[None]:
    """Every fault makes failed writes, which the writer rightly logs."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.e2e
@pytest.mark.parametrize("row", SHORT_ROWS)
def test_nothing_acknowledged_is_lost_or_doubled(row: str) -> None:
    tallies = list(importlib.import_module(f"tests.torture.{row}").run(Budget.of(SHORT_ROWS[row], SECONDS)))
    assert all(tally.ok for tally in tallies), table(tallies)


if sys.platform == "linux":

    @pytest.mark.e2e
    @pytest.mark.parametrize("row", IN_BOTH_MODES)
    def test_nothing_acknowledged_is_lost_or_doubled_with_a_write_ahead_log(row: str) -> None:
        """On a SQLite that is let near WAL, which the system's may not be."""
        tallies = on_newer_sqlite(row, 1, SECONDS)
        assert {tally.what.rpartition(" ")[2] for tally in tallies} == {"(wal)"}
        assert all(tally.ok for tally in tallies), table(tallies)


def test_the_matrix_counts_what_is_lost_and_what_is_doubled() -> None:
    tally = Tally("a fault")
    tally.count(["a", "b", "c"], ["a", "c", "c", "d"])
    assert (tally.acknowledged, tally.lost, tally.doubled, tally.ok) == (3, 1, 1, False)


def test_a_row_that_tried_nothing_does_not_hold() -> None:
    assert not Tally("a fault").ok
