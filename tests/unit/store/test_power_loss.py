# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The power goes: what was acknowledged is on the disk, in the database alone and in the journal alone.

``ANCHOR_DESK_TORTURE_CUTS`` asks for more cuts than in CI.
"""

import importlib.util
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

if importlib.util.find_spec("apsw") is None:
    if os.environ.get("CI") == "true":
        pytest.fail("apsw is not installed: the power cannot be cut")
    pytest.skip("apsw is not installed", allow_module_level=True)

from tests.helpers.lossy_life import MODES, Life

CUTS = int(os.environ.get("ANCHOR_DESK_TORTURE_CUTS", "40"))


@pytest.fixture(autouse=True)
def _without_log() -> Iterator[None]:
    """Every cut makes a failed write, which the writer rightly logs."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("mode", MODES)
def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path, mode: str) -> None:
    acked = 0
    for cut in range(CUTS):
        life = Life(tmp_path / str(cut), mode, cut)
        acked += len(life.acked)
        assert life.lost() == set(), f"cut {cut}: both records"
        assert life.lost(journal=False) == set(), f"cut {cut}: the database alone"
        assert life.lost(database=False) == set(), f"cut {cut}: the journal alone"
    assert acked > CUTS


@pytest.mark.parametrize("mode", MODES)
def test_the_cut_would_show_a_database_that_is_not_synced(tmp_path: Path, mode: str) -> None:
    """With synchronous=NORMAL acknowledged events are lost: so the test above can tell."""

    def weaken(statement: str) -> str:
        return statement.replace("synchronous = FULL", "synchronous = NORMAL")

    lives = (Life(tmp_path / str(cut), mode, cut, rewrite=weaken) for cut in range(0, CUTS, 2))
    assert any(life.lost(journal=False) for life in lives)


def test_the_cut_would_show_a_journal_that_is_not_flushed(tmp_path: Path) -> None:
    lives = (Life(tmp_path / str(cut), "truncate", cut, flush=False) for cut in range(0, CUTS, 2))
    assert any(life.lost(database=False) for life in lives)
