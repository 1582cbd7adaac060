# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The evening machine for as long as there is time: thousands of steps of desks, base, bad line and jumping clocks."""

from collections import Counter
from collections.abc import Iterator

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.property.evening_machine import EveningMachine
from tests.torture.report import Budget, Tally

STEPS = 60
EVENINGS_PER_TRY = 5


def run(budget: Budget) -> Iterator[Tally]:
    """Run new evenings; besides their own row, each thing that went wrong in them has one.

    Raises:
        AssertionError: the machine found something wrong; its notes tell the steps that lead there.
    """
    tally = Tally("evenings: 1 to 3 desks, base, bad line, clocks")
    steps: Counter[str] = Counter()

    class CountedMachine(EveningMachine):
        taken = steps

        def when_all_is_quiet(self) -> None:
            super().when_all_is_quiet()
            told = [event.event_id for desk in self.world.desks for event in desk.told]
            tally.count(told, self.world.stored())

    wanted = settings(
        max_examples=EVENINGS_PER_TRY,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for _ in budget.rounds():
        run_state_machine_as_test(CountedMachine, settings=wanted)
    yield tally
    # Every invariant is checked after every step; what was acknowledged is counted once, above.
    yield Tally("evenings: steps, every invariant after each", tries=sum(steps.values()))
    for name, number in sorted(steps.items()):
        yield Tally(f"evenings: {name.replace('_', ' ')}", tries=number)
