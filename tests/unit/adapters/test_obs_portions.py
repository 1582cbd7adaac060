# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A flood about many scenes is read a few at a time: what is on show first, and nobody waits for ever."""

from app.adapters.obs.portions import PORTION, Portions
from app.adapters.obs.wants import Wanted

ALL = frozenset(f"Scene {number:02d}" for number in range(50))


def nothing_on_show() -> frozenset[str]:
    return frozenset()


def test_few_scenes_are_read_at_once_with_all_else_that_is_wished_for() -> None:
    wanted = Wanted(program=True, inputs=frozenset(("Mic",)), containers=frozenset("ABC"))

    assert Portions().take(wanted, nothing_on_show) == (wanted, Wanted())


def test_of_many_scenes_a_portion_is_read_and_the_rest_waits() -> None:
    now, waiting = Portions().take(Wanted(program=True, containers=ALL), nothing_on_show)

    assert (now.program, len(now.containers)) == (True, PORTION)
    assert waiting == Wanted(containers=ALL - now.containers)


def test_what_is_on_show_is_always_in_the_portion() -> None:
    on_show = frozenset(sorted(ALL)[-3:])
    portions = Portions()
    for _ in range(10):
        now, _waiting = portions.take(Wanted(containers=ALL), lambda: on_show)
        assert on_show < now.containers
        assert len(now.containers) == PORTION


def test_nobody_waits_for_ever_while_all_are_wished_for_again_and_again() -> None:
    portions = Portions()
    rounds = [portions.take(Wanted(containers=ALL), nothing_on_show)[0].containers for _ in range(7)]

    assert frozenset().union(*rounds) == ALL


def test_nobody_waits_for_ever_though_more_is_on_show_than_a_portion() -> None:
    on_show = frozenset(sorted(ALL)[:20])
    portions = Portions()
    rounds = [portions.take(Wanted(containers=ALL), lambda: on_show)[0].containers for _ in range(30)]

    assert all(on_show <= read for read in rounds)
    assert frozenset().union(*rounds) == ALL
