# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copied and rolled back profiles, shared sessions, removed desks, restored bases: the base ends up with the union."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from app.adapters.secrets.store import MemorySecrets
from app.contract.errors import ErrorCode
from app.desk.install import settle_install
from app.domain.ports import BaseRefused
from app.server.admin import new_epoch, revoke_device
from app.server.pages.queries import Sums
from tests.helpers.base_client import enrolled_token
from tests.helpers.clock import EVENING
from tests.helpers.evening_world import Desk, World
from tests.helpers.ledger import Evening, disk_image, open_at
from tests.torture.report import Budget, Tally


def run(budget: Budget) -> Iterator[Tally]:
    """Play each of them again and again, a new world each time."""
    rows: tuple[tuple[str, Callable[[World, Tally, int], None]], ...] = (
        ("profile copied to a second PC, both go on", _cloned),
        ("profile put back to an old copy", _rolled_back),
        ("two desks in one session, closed on one while the other is away", _shared),
        ("token revoked mid-session, drained, enrolled again", _revoked),
        ("base restored, epoch kept", lambda world, tally, number: _restored(world, tally, number, is_new=False)),
        ("base restored, new epoch", lambda world, tally, number: _restored(world, tally, number, is_new=True)),
    )
    for number, (what, play) in enumerate(rows):
        yield _played(what, play, budget.part(len(rows) - number))


def _played(what: str, play: Callable[[World, Tally, int], None], budget: Budget) -> Tally:
    tally = Tally(what)
    for number in budget.rounds(tally):
        with _world() as world:
            play(world, tally, number)
            told = {event.event_id for desk in world.desks for event in desk.told}
            tally.count(told, world.stored())
            for desk in world.desks:
                tally.need(desk.store.verify().ok, "verify found problems")
    return tally


@contextmanager
def _world() -> Iterator[World]:
    world = World()
    world.start_base()
    world.add_desk()
    evening = Evening(clock=world.desks[0].clock)
    world.evenings.append(evening)
    world.desks[0].append(evening.opening)
    try:
        yield world
    finally:
        world.close()


def _sell(world: World, desk: Desk, count: int) -> None:
    desk.append(*(world.evenings[0].sale(units=number % 4 + 1) for number in range(count)))


def _join(world: World, desk: Desk) -> None:
    """Enrol anew: of two PCs with one id only the last enrolled has a token that opens."""
    desk.token = enrolled_token(world.base, world.db_url, desk.device_id)


def _cloned(world: World, tally: Tally, number: int) -> None:
    first = world.desks[0]
    _sell(world, first, 1 + number % 7)
    if number % 3:
        world.sync(first)
        _sell(world, first, number % 5)
    root = disk_image(first.root, world.folder / "copy")
    copy = Desk(root, open_at(root), first.device_id, first.token, told=list(first.told))
    world.desks.append(copy)
    tally.need(settle_install(copy.store, _other_keyring(copy)), "the copy began no generation of its own")
    for turn in range(2 + number % 3):
        desk = world.desks[(number + turn) % 2]
        _sell(world, desk, 1 + turn)
    for desk in world.desks:
        _join(world, desk)
        world.sync(desk, generations=True)
        tally.need(desk.store.outbox.head().pending == 0, "something never arrived")


def _other_keyring(copy: Desk) -> MemorySecrets:
    """Return the keyring of another PC; the first PC's had given the database its id."""
    copy.store.install.remember("the first PC")
    return MemorySecrets()


def _rolled_back(world: World, tally: Tally, number: int) -> None:
    desk = world.desks[0]
    _sell(world, desk, 1 + number % 9)
    if number % 2:
        world.sync(desk)
    old = disk_image(desk.root, world.folder / "old")
    _sell(world, desk, 1 + number % 11)
    world.sync(desk)
    before = list(desk.told)
    desk.store.close()
    shutil.rmtree(desk.root)
    shutil.copytree(old, desk.root)
    desk.store = open_at(desk.root)
    _sell(world, desk, number % 13)
    world.sync(desk, generations=True)
    tally.need(desk.store.outbox.head().pending == 0, "something never arrived")
    tally.need(world.sync(desk, generations=True).pushed == 0, "the second sync sent something")
    tally.need({event.event_id for event in before} <= set(world.stored()), "the base lost what it had")


def _shared(world: World, tally: Tally, number: int) -> None:
    first, second = world.desks[0], world.add_desk()
    evening = world.evenings[0]
    _sell(world, first, 1 + number % 5)
    _sell(world, second, 1 + number % 7)
    if number % 2:
        world.sync(second)
        _sell(world, second, 1 + number % 3)
    first.append(evening.close())
    world.sync(first)
    _sell(world, second, number % 4)
    world.sync(second)
    sums = world.base_totals(evening.session_id)
    tally.need(sums == world.expected_totals(evening.session_id) != Sums(), "the base's totals are not the union's")


def _revoked(world: World, tally: Tally, number: int) -> None:
    desk = world.desks[0]
    _sell(world, desk, 1 + number % 5)
    world.sync(desk)
    _sell(world, desk, 1 + number % 7)
    revoke_device(world.db_url, desk.device_id)
    _sell(world, desk, number % 3)
    tally.need(_refusal(world, desk) == ErrorCode.TOKEN_REVOKED, "a removed desk was not told so")
    tally.need(world.stored(desk) == [event.event_id for event in desk.told], "the drained desk brought not all")
    revoke_device(world.db_url, desk.device_id, drain_days=0)
    _sell(world, desk, 2)
    tally.need(_refusal(world, desk) != "", "a desk that is drained was let in")
    _join(world, desk)
    world.sync(desk)


def _refusal(world: World, desk: Desk) -> str:
    try:
        world.sync(desk)
    except BaseRefused as refusal:
        return refusal.code
    return ""


def _restored(world: World, tally: Tally, number: int, *, is_new: bool) -> None:
    for _ in range(number % 3):
        world.add_desk()
    for desk in world.desks:
        _sell(world, desk, 1 + number % 9)
        world.sync(desk)
    world.back_up()
    for desk in world.desks:
        _sell(world, desk, 1 + number % 17)
        desk.clock.set(EVENING + timedelta(days=number % 5))
        world.sync(desk)
    world.restore()
    if is_new:
        new_epoch(world.db_url)
    for desk in world.desks:
        _sell(world, desk, number % 4)
        world.sync(desk)
        tally.need(world.sync(desk).pushed == 0, "the second sync sent something")
