# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Eight hours at five events a second in short: 300 sales, a random fault, and on; in the end nothing differs."""

import random
from collections.abc import Iterator

from app.domain.ports import BaseUnreachable
from tests.helpers.fault_proxy import Fault
from tests.helpers.ledger import disk_image, open_at
from tests.torture.line import Pair
from tests.torture.report import Budget, Tally

SALES_A_MINUTE = 300
FAULTS = (*(fault for fault in Fault if fault is not Fault.NONE), "kill the base", "kill the desk", "back up")


def run(budget: Budget) -> Iterator[Tally]:
    """Live one minute after the other; ``tries`` are minutes."""
    rng = random.Random(20_260_520)
    tally = Tally("soak: minutes of 300 sales with a fault in each")
    with Pair() as pair:
        for minute in budget.rounds(tally):
            pair.log(*(pair.evening.sale(f"SKU-{rng.randrange(60)}") for _ in range(SALES_A_MINUTE)))
            _go_wrong(pair, rng.choice(FAULTS), minute)
            _sync(pair)
            pair.proxy.heal()
            tally.tries += 1
        pair.sync()
        tries = tally.tries
        tally.need(pair.store.outbox.head().pending == 0, "something never arrived")
        tally.need(pair.store.verify().ok, "verify found problems")
        local = {event.event_id for event in pair.store.reader.all_events()}
        tally.need(local == set(pair.told), "the desk has other events than its user was told")
        tally.count(pair.told, pair.stored())
        tally.tries = tries
    yield tally


def _go_wrong(pair: Pair, fault: object, minute: int) -> None:
    if isinstance(fault, Fault):
        pair.proxy.spoil(fault, after=minute % 3)
    elif fault == "kill the base":
        pair.server.kill()
        _sync(pair)
        pair.server.start()
    elif fault == "kill the desk":
        # Go on from the files as they lie there, as if the old process had ended without a word.
        root = disk_image(pair.root, pair.folder / f"desk-{minute}")
        pair.store.close()
        pair.root, pair.store = root, open_at(root)
    else:
        pair.store.care.round()


def _sync(pair: Pair) -> None:
    try:
        pair.sync()
    except BaseUnreachable:
        return
