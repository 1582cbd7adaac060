# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A PC whose clock is wrong or jumps: order and totals are those of a PC whose clock stands right, and it is told."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from app.domain.sync import SyncEngine
from tests.helpers.base_client import client_for
from tests.helpers.clock import EVENING, FixedClock
from tests.helpers.evening_world import Desk, World
from tests.helpers.ledger import Evening
from tests.torture.report import Budget, Tally

SALES = 40
_DAY, _YEAR, _STEP = timedelta(days=1), timedelta(days=365), timedelta(minutes=10)


def run(budget: Budget) -> Iterator[Tally]:
    """Play each kind of wrong clock again and again."""
    jumps: tuple[tuple[str, Callable[[FixedClock, int], None]], ...] = (
        ("a day behind", lambda clock, _sale: clock.set(EVENING - _DAY)),
        ("a year ahead", lambda clock, _sale: clock.set(EVENING + _YEAR)),
        (
            "10 minutes to and fro between sales",
            lambda clock, sale: clock.set(EVENING + (_STEP if sale % 2 else -_STEP)),
        ),
        (
            "summer time begins and ends",
            lambda clock, sale: clock.set(EVENING, tz_offset_min=540 if sale % 20 < 10 else 480),
        ),
    )
    for number, (what, jump) in enumerate(jumps):
        tally = Tally(f"clock: {what}")
        for turn in budget.part(len(jumps) - number).rounds(tally):
            _play(tally, jump, turn)
        yield tally


def _play(tally: Tally, jump: Callable[[FixedClock, int], None], turn: int) -> None:
    world = World()
    world.start_base()
    try:
        desk = world.add_desk()
        evening = Evening(clock=desk.clock)
        desk.append(evening.opening)
        for sale in range(SALES):
            jump(desk.clock, sale + turn)
            desk.append(evening.sale("abc"[sale % 3], sale % 5 + 1, 100 * sale))
            if sale % 16 == turn % 16:
                world.sync(desk)
        world.sync(desk)
        stored = world.stored(desk)
        tally.need(stored == [event.event_id for event in desk.told], "the base has another order")
        tally.need([event.seq for event in desk.told] == list(range(1, SALES + 2)), "a number is missing")
        sums = world.base_totals(evening.session_id)
        tally.need(sums == world.expected_totals(evening.session_id), "the totals depend on the clock")
        tally.need(_offset_told(world, desk), "nobody is told that the clock is wrong")
        tally.count([event.event_id for event in desk.told], stored)
    finally:
        world.close()


def _offset_told(world: World, desk: Desk) -> bool:
    """Return whether the sync measures how far this PC's clock is from the base's, which has the real time."""
    engine = SyncEngine(
        desk.store.outbox, desk.store.inbox, client_for(world.base, desk.token), app_version="0.1.0", clock=desk.clock
    )
    try:
        engine.run_once()
        return engine.clock_offset_ms is not None and abs(engine.clock_offset_ms) > 60_000
    finally:
        engine.close()
