# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Power cuts at random writes, in both journal modes; the database alone and the journal alone must hold all."""

import importlib.util
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.torture.report import Budget, Tally


def run(budget: Budget) -> Iterator[Tally]:
    """Cut the power again and again."""
    if importlib.util.find_spec("apsw") is None:
        missing = Tally("power cut")
        missing.need(False, "apsw is not installed: the power cannot be cut")
        yield missing
        return
    from tests.helpers.lossy_life import MODES

    for number, mode in enumerate(MODES):
        yield _cuts(mode, budget.part(len(MODES) - number))


def _cuts(mode: str, budget: Budget) -> Tally:
    from tests.helpers.lossy_life import Life

    tally = Tally(f"power cut: {mode}, synchronous=FULL")
    for cut in budget.rounds():
        with tempfile.TemporaryDirectory(prefix="torture-power-") as folder:
            life = Life(Path(folder), mode, cut)
            lost = life.lost() | life.lost(journal=False) | life.lost(database=False)
            tally.count(life.acked, sorted(life.acked - lost))
    return tally
