# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A new generation carries what the base lacks, under the old ids; nothing is lost, whenever it breaks off."""

import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.events import LedgerEvent, content_hash
from app.domain.ledger_chain import ChainHead, chain_problems
from app.domain.ports import LedgerWriteError
from app.store import generations
from app.store.journal import Journal
from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, append_all, disk_image, open_at


def _log(store: DeskStore, evening: Evening, *, acked: int = 3) -> list[LedgerEvent]:
    """Six events, one of them taken back, the first ``acked`` at the base."""
    sales = [evening.sale(units=count) for count in (1, 2, 3, 4)]
    written = append_all(store, [evening.opening, *sales, evening.void(sales[3].event_id)])
    store.outbox.acknowledge(server_epoch="epoch-1", through=acked)
    return written


def _ids(store: DeskStore) -> list[str]:
    return [event.event_id for event in store.reader.all_events()]


def _seen(store: DeskStore, evening: Evening) -> tuple[object, ...]:
    state = store.reader.open_session()
    assert state is not None
    sales = [(sale.event_id, sale.units, sale.voided_by) for sale in state.sales]
    return sales, store.reader.sessions(), store.reader.sku_totals(evening.session_id)


def test_what_waits_gets_a_new_place_and_keeps_its_id(root: Path, store: DeskStore, evening: Evening) -> None:
    written = _log(store, evening)
    head = store.outbox.open_generation("forked")
    moved = list(store.outbox.pending(0, 99))
    assert (head.gen, head.last_seq, head.acked_through, head.pending) == (2, 3, 0, 3)
    assert [event.event_id for event in moved] == [event.event_id for event in written[3:]]
    contents = [[content_hash(event.model_dump()) for event in events] for events in (moved, written[3:])]
    assert contents[0] == contents[1]
    assert list(chain_problems(moved, ChainHead.genesis(head.device_id, 2))) == []
    assert len((root / "journal" / "2.jsonl").read_bytes().splitlines()) == 3


def test_totals_and_sessions_stay_what_they_are(store: DeskStore, evening: Evening) -> None:
    _log(store, evening)
    before = _seen(store, evening)
    store.outbox.open_generation("forked")
    assert _seen(store, evening) == before
    report = store.verify()
    assert (report.events, report.generations, report.problems) == (6, 2, ())


def test_the_old_places_are_kept_and_cannot_be_changed(root: Path, store: DeskStore, evening: Evening) -> None:
    written = _log(store, evening)
    store.outbox.open_generation("forked")
    connection = sqlite3.connect(root / "desk.sqlite")
    kept = connection.execute("SELECT event_id, gen, seq, hash FROM superseded_event ORDER BY seq").fetchall()
    assert kept == [(event.event_id, 1, event.seq, event.hash) for event in written[3:]]
    for statement in ("DELETE FROM superseded_event", "UPDATE superseded_event SET seq = 9", "DELETE FROM event"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(statement)
    connection.close()


def test_logging_goes_on_in_the_new_generation_also_after_a_restart(root: Path, evening: Evening) -> None:
    store = open_at(root)
    _log(store, evening)
    store.outbox.open_generation("forked")
    assert append_all(store, [evening.sale()])[0].seq == 4
    store.close()
    again = open_at(root)
    (event,) = append_all(again, [evening.sale()])
    report = again.verify()
    again.close()
    assert (event.gen, event.seq) == (2, 5)
    assert (report.events, report.problems) == (8, ())


def test_a_retried_sale_that_was_moved_is_not_logged_again(store: DeskStore, evening: Evening) -> None:
    sale = evening.sale()
    append_all(store, [evening.opening, sale])
    store.outbox.open_generation("forked")
    (again,) = append_all(store, [sale])
    assert (again.gen, again.seq) == (2, 2)
    assert store.reader.head().last_seq == 2


def test_a_generation_is_above_the_one_the_base_knows(store: DeskStore, evening: Evening) -> None:
    _log(store, evening)
    assert store.outbox.open_generation("stale", above=7).gen == 8


def test_with_everything_at_the_base_the_new_generation_is_empty(store: DeskStore, evening: Evening) -> None:
    _log(store, evening, acked=6)
    head = store.outbox.open_generation("forked")
    assert (head.last_seq, head.pending) == (0, 0)
    assert append_all(store, [evening.sale()])[0].seq == 1
    assert store.verify().problems == ()


@pytest.mark.parametrize("lost", ["desk.sqlite", "journal/1.jsonl", "journal/2.jsonl"])
def test_either_record_brings_both_generations_back(root: Path, evening: Evening, lost: str) -> None:
    store = open_at(root)
    _log(store, evening)
    store.outbox.open_generation("forked")
    append_all(store, [evening.sale()])
    before = (_ids(store), store.reader.sessions(), store.reader.head().last_seq)
    store.close()
    (root / lost).unlink()
    again = open_at(root)
    assert (_ids(again), again.reader.sessions(), again.reader.head().last_seq) == before
    codes = {problem.code for problem in again.verify().problems}
    again.close()
    assert codes == ({"journal_missing"} if lost == "journal/1.jsonl" else set())


def test_a_database_from_before_the_switch_goes_on_in_the_new_generation(root: Path, evening: Evening) -> None:
    store = open_at(root)
    written = _log(store, evening, acked=2)
    old = disk_image(root, root.with_name("old"))
    store.outbox.acknowledge(server_epoch="epoch-1", through=4)
    store.outbox.open_generation("forked")
    (last,) = append_all(store, [evening.sale()])
    store.close()
    for file in old.glob("desk.sqlite*"):
        shutil.copy(file, root)
    again = open_at(root)
    assert sorted(_ids(again)) == sorted([*(event.event_id for event in written), last.event_id])
    assert {event.event_id for event in again.outbox.pending(0, 99)} == {
        event.event_id for event in [*written[2:], last]
    }
    assert again.verify().problems == ()
    again.close()


@pytest.mark.parametrize("step", ["_switch", "_renumber", "_write_journal"])
def test_a_switch_that_fails_changes_nothing(
    root: Path, store: DeskStore, evening: Evening, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    written = _log(store, evening)
    with monkeypatch.context() as broken:
        broken.setattr(generations, step, fail)
        with pytest.raises(LedgerWriteError) as refused:
            store.outbox.open_generation("forked")
    assert refused.value.code == "disk_full"
    assert Journal.newest(root / "journal") == 1
    assert append_all(store, [evening.sale()])[0].seq == 7
    assert _ids(store)[:6] == [event.event_id for event in written]
    assert store.outbox.open_generation("forked").last_seq == 4
    assert store.verify().problems == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 20)), min_size=1, max_size=4))
def test_any_number_of_generations_loses_nothing(rounds: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, evening = Path(folder) / "profile", Evening()
        store = open_at(root)
        logged = [event.event_id for event in append_all(store, [evening.opening])]
        for sales, acked in rounds:
            logged += [event.event_id for event in append_all(store, [evening.sale() for _ in range(sales)])]
            store.outbox.acknowledge(server_epoch="epoch-1", through=acked)
            waiting = store.outbox.head().pending
            assert store.outbox.open_generation("forked").pending == waiting
        kept, report, sessions = _ids(store), store.verify(), store.reader.sessions()
        store.close()
        (root / "desk.sqlite").unlink()
        again = open_at(root)
        rebuilt, sessions_again = _ids(again), again.reader.sessions()
        again.close()
    assert kept == logged
    assert report.problems == ()
    assert (rebuilt, sessions_again) == (logged, sessions)
