# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger remembers which events the base did not take, and keeps them."""

from pathlib import Path

from tests.helpers.ledger import Evening, append_all, open_at


def test_parked_events_are_counted_once_and_outlive_a_restart(tmp_path: Path) -> None:
    store, evening = open_at(tmp_path / "desk"), Evening()
    events = append_all(store, [evening.opening, evening.sale()])
    for _ in range(2):
        store.parked.park(events[1], "bad_envelope", "no")
    store.close()
    store = open_at(tmp_path / "desk")
    assert (store.parked.count(), len(store.reader.events(evening.session_id))) == (1, 2)
    assert store.parked.event_ids() == {events[1].event_id}
    store.close()
