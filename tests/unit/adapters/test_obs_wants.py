# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wishes for reads: equal ones are one, and too many single ones are one for everything."""

from app.adapters.obs.wants import Wanted, Wants


def test_a_thousand_equal_wishes_are_one() -> None:
    wants = Wants()
    for _ in range(1000):
        wants.add(Wanted(program=True, inputs=frozenset(("Mic",))))

    assert wants.take(0.0) == Wanted(program=True, inputs=frozenset(("Mic",)))
    assert not wants.take(0.0)


def test_wishes_of_all_kinds_add_up() -> None:
    both = Wanted(lists=True, containers=frozenset("A")) | Wanted(studio=True, containers=frozenset("B"))

    assert both == Wanted(lists=True, studio=True, containers=frozenset("AB"))
    assert (both.snapshot, both.small) == (True, True)


def test_more_names_than_a_full_read_would_take_become_a_full_read() -> None:
    wanted = Wanted(health=True)
    for number in range(600):
        wanted |= Wanted(filters=frozenset((f"source {number}",)))

    assert (wanted.everything, wanted.health, wanted.names < 512) == (True, True, True)


def test_the_end_of_a_collection_change_wishes_for_everything() -> None:
    wants = Wants()
    wants.set_changing(True)
    quiet = wants.take(0.0)
    wants.set_changing(False)

    assert (bool(quiet), wants.take(0.0)) == (False, Wanted(everything=True))
