# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Take one guard away and see that the evening machine notices: so its silence means something."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from app.domain.ports import BaseRefused
from tests.property.evening_machine import EveningMachine
from tests.property.test_evening_machine import HUNT, MUTATIONS
from tests.torture.report import Budget, Tally


def run(budget: Budget) -> Iterator[Tally]:
    """Hunt without each guard in turn, each time with other evenings."""
    for mutate in MUTATIONS:
        tally = Tally(f"without a guard the machine must fail: {mutate.__name__}")
        for _ in budget.rounds(tally):
            with pytest.MonkeyPatch.context() as patch:
                mutate(patch)
                try:
                    run_state_machine_as_test(EveningMachine, settings=settings(HUNT, derandomize=False))
                except (AssertionError, BaseRefused):
                    pass
                else:
                    tally.need(False, "the machine did not notice")
            tally.tries += 1
        yield tally
