# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting between attempts."""

from app.adapters.obs.backoff import Backoff


def test_waits_grow_to_ten_seconds_and_stay_there() -> None:
    backoff = Backoff(lambda: 1.0)

    assert [backoff.next_s() for _ in range(7)] == [0.5, 1.0, 2.0, 5.0, 10.0, 10.0, 10.0]


def test_a_live_link_begins_again_with_the_shortest_wait() -> None:
    backoff = Backoff(lambda: 1.0)
    backoff.next_s()
    backoff.next_s()

    backoff.reset()

    assert backoff.next_s() == 0.5


def test_jitter_spreads_the_waits_and_never_exceeds_ten_seconds() -> None:
    waits = []
    for _ in range(50):
        backoff = Backoff()
        waits.append([backoff.next_s() for _ in range(6)])

    assert len({row[0] for row in waits}) > 10
    assert all(0.4 <= row[0] <= 0.6 and row[-1] <= 10.0 for row in waits)
