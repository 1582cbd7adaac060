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
        yield _cuts(mode, budget.part(len(MODES) - number + 1))
    for mode in MODES:
        yield _must_lose(mode, budget.part(2, at_most=100))


def _cuts(mode: str, budget: Budget) -> Tally:
    from tests.helpers.lossy_life import Life

    tally = Tally(f"power cut: {mode}, synchronous=FULL")
    for cut in budget.rounds(tally):
        with tempfile.TemporaryDirectory(prefix="torture-power-") as folder:
            life = Life(Path(folder), mode, cut)
            lost = life.lost() | life.lost(journal=False) | life.lost(database=False)
            tally.count(life.acked, sorted(life.acked - lost))
    return tally


def _must_lose(mode: str, budget: Budget) -> Tally:
    """With synchronous=NORMAL acknowledged events are lost: so the rows above can tell."""
    from tests.helpers.lossy_life import Life

    tally = Tally(f"power cut: {mode}, synchronous=NORMAL must lose something")
    losing = 0
    for cut in budget.rounds():
        with tempfile.TemporaryDirectory(prefix="torture-power-") as folder:
            life = Life(Path(folder), mode, cut, rewrite=lambda sql: sql.replace("= FULL", "= NORMAL"))
            losing += bool(life.lost(journal=False))
        tally.tries += 1
        if losing:
            break
    tally.need(losing > 0, "nothing was lost")
    return tally
