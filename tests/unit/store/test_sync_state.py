# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outbox: what the base lacks, and how far it is."""

from pathlib import Path

from app.contract.events import GENESIS_HASH
from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, append_all, open_at


def test_everything_is_pending_at_first(store: DeskStore, evening: Evening) -> None:
    written = append_all(store, [evening.opening, evening.sale(), evening.sale()])
    assert list(store.outbox.pending(0, 10)) == written
    assert store.outbox.head().pending == 3


def test_a_batch_starts_after_the_watermark_and_keeps_to_its_limit(store: DeskStore, evening: Evening) -> None:
    written = append_all(store, [evening.opening, *(evening.sale() for _ in range(9))])
    assert list(store.outbox.pending(3, 4)) == written[3:7]
    assert store.outbox.pending(10, 4) == ()


def test_an_acknowledgement_stays(root: Path, evening: Evening) -> None:
    store = open_at(root)
    append_all(store, [evening.opening, evening.sale()])
    store.outbox.acknowledge(server_epoch="epoch-1", through=1)
    store.close()
    again = open_at(root)
    head = again.outbox.head()
    again.close()
    assert (head.acked_through, head.server_epoch, head.pending) == (1, "epoch-1", 1)


def test_a_lower_acknowledgement_is_a_rewind(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening, evening.sale(), evening.sale()])
    store.outbox.acknowledge(server_epoch="epoch-1", through=3)
    store.outbox.acknowledge(server_epoch="epoch-1", through=1)
    assert store.outbox.head().pending == 2


def test_a_base_that_claims_more_than_there_is_hides_no_later_sale(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening])
    store.outbox.acknowledge(server_epoch="epoch-1", through=50)
    append_all(store, [evening.sale()])
    assert store.outbox.head().pending == 1


def test_a_new_epoch_drops_the_pull_cursor(store: DeskStore) -> None:
    store.inbox.replace_all([], server_epoch="epoch-1", cursor="c1")
    store.outbox.acknowledge(server_epoch="epoch-1", through=0)
    assert store.outbox.head().pull_cursor == "c1"
    store.outbox.acknowledge(server_epoch="epoch-2", through=0)
    assert store.outbox.head().pull_cursor is None


def test_the_first_epoch_keeps_a_cursor_of_none(store: DeskStore) -> None:
    store.outbox.acknowledge(server_epoch="epoch-1", through=0)
    assert store.outbox.head().pull_cursor is None


def test_hashes_are_found_by_sequence(store: DeskStore, evening: Evening) -> None:
    (opened,) = append_all(store, [evening.opening])
    assert [store.outbox.hash_at(seq) for seq in (0, 1, 2)] == [GENESIS_HASH, opened.hash, None]


def test_the_head_is_the_last_event(store: DeskStore, evening: Evening) -> None:
    *_, last = append_all(store, [evening.opening, evening.sale()])
    head = store.outbox.head()
    assert (head.last_seq, head.head_hash) == (2, last.hash)


def test_events_say_how_far_this_pcs_clock_was_off_when_the_base_last_answered(root: Path, evening: Evening) -> None:
    store = open_at(root)
    append_all(store, [evening.opening])
    store.outbox.note_clock(-1_500)
    append_all(store, [evening.sale()])
    store.close()
    again = open_at(root)
    append_all(again, [evening.sale()])
    offsets = [event.clock_offset_ms for event in again.outbox.pending(0, 9)]
    again.close()
    assert offsets == [None, -1_500, -1_500]
