# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger as its callers see it: append, read back, totals."""

import threading
from concurrent.futures import Future
from pathlib import Path

import pytest

from app.contract.events import LedgerEvent
from app.domain.ledger_chain import ChainHead, chain_problems, place
from app.domain.ports import LedgerWriteError
from app.domain.session_state import Totals, fold
from app.store.event_rows import chain_head
from app.store.open_store import DeskStore
from app.store.transaction import Transaction
from tests.helpers.ledger import Evening, append_all, open_at


def test_a_new_ledger_is_empty_under_a_device_id_of_its_own(store: DeskStore) -> None:
    head = store.reader.head()
    assert (head.gen, head.last_seq, head.acked_through, head.server_epoch) == (1, 0, 0, None)
    assert head.device_id == store.device_id()
    assert len(head.device_id) == 36


def test_appended_events_are_read_back_as_they_were_given(store: DeskStore, evening: Evening) -> None:
    written = append_all(store, [evening.opening, evening.present(), evening.sale(), evening.close()])
    assert list(store.reader.events(evening.session_id)) == written


def test_sequences_have_no_gap_and_the_chain_holds(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening, *(evening.sale() for _ in range(150))])
    events = list(store.reader.all_events())
    assert [event.seq for event in events] == list(range(1, 152))
    assert list(chain_problems(events, ChainHead.genesis(store.device_id(), 1))) == []


def test_appending_one_id_again_returns_the_stored_event(store: DeskStore, evening: Evening) -> None:
    draft = evening.sale()
    first, second = append_all(store, [draft, draft])
    assert second == first
    assert store.ledger.append(draft).result(timeout=10) == first
    assert store.reader.head().last_seq == 1


def test_one_id_is_kept_once_across_a_restart(root: Path, evening: Evening) -> None:
    draft = evening.sale()
    before = open_at(root)
    first = before.ledger.append(draft).result(timeout=10)
    before.close()
    after = open_at(root)
    again = after.ledger.append(draft).result(timeout=10)
    after.close()
    assert again == first


def test_totals_come_with_the_sale(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening, evening.sale(units=3, price_fen=500), evening.sale(units=1, price_fen=None)])
    (summary,) = store.reader.sessions()
    assert summary.totals == Totals(sales=2, units=4, amount_fen=1_500, unpriced=1)
    assert (summary.shop_name, summary.anchor, summary.closed_at) == ("天山干果铺", "Aygul", None)


def test_totals_by_sku_leave_out_what_was_taken_back(store: DeskStore, evening: Evening) -> None:
    wrong = evening.sale("X01-2", units=9, price_fen=100)
    append_all(store, [evening.opening, evening.sale("X01-1", units=2, price_fen=100), wrong])
    append_all(store, [evening.void(wrong.event_id), evening.void(wrong.event_id)])
    told = {line.sku_id: line.totals for line in store.reader.sku_totals(evening.session_id)}
    assert told == {"X01-1": Totals(1, 2, 200, 0), "X01-2": Totals()}


def test_a_void_of_another_sessions_sale_changes_no_totals(store: DeskStore, evening: Evening) -> None:
    sale, other = evening.sale(), Evening()
    append_all(store, [evening.opening, sale, other.opening, other.void(sale.event_id)])
    newest, oldest = store.reader.sessions()
    assert (newest.totals, oldest.totals.sales) == (Totals(), 1)


def test_a_session_is_the_fold_of_its_events_alone(store: DeskStore, evening: Evening) -> None:
    other = Evening()
    drafts = [evening.opening, other.opening, evening.sale(), other.sale(), evening.present()]
    append_all(store, drafts)
    state = store.reader.session(evening.session_id)
    assert state == fold(evening.session_id, store.reader.events(evening.session_id))
    assert state is not None
    assert len(state.sales) == 1


def test_an_unknown_session_is_none(store: DeskStore) -> None:
    assert store.reader.session("nobody") is None


def test_sessions_are_listed_newest_first_by_sequence(store: DeskStore) -> None:
    evenings = [Evening() for _ in range(4)]
    append_all(store, [evening.opening for evening in evenings])
    append_all(store, [evenings[0].sale()])
    listed = [summary.session_id for summary in store.reader.sessions(limit=3)]
    assert listed == [evening.session_id for evening in reversed(evenings)][:3]


def test_the_newest_open_session_is_found(store: DeskStore) -> None:
    evenings = [Evening() for _ in range(3)]
    append_all(store, [evening.opening for evening in evenings])
    append_all(store, [evenings[2].close()])
    state = store.reader.open_session()
    assert state is not None
    assert state.session_id == evenings[1].session_id


def test_no_session_is_open_after_the_last_close(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening, evening.close()])
    assert store.reader.open_session() is None
    assert store.reader.sessions()[0].closed_at is not None


def test_sales_of_a_session_that_was_never_opened_here_are_listed(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.sale(units=3)])
    assert store.reader.sessions()[0].totals.units == 3
    assert store.reader.open_session() is None


def test_a_body_that_does_not_fit_is_refused_and_the_others_are_saved(store: DeskStore, evening: Evening) -> None:
    bad = evening.sale()
    bad.body["units"] = -1
    gate = threading.Event()
    blocker = store.ledger._writer.submit(lambda _: gate.wait(10))
    futures = [store.ledger.append(draft) for draft in (evening.opening, bad, evening.sale())]
    gate.set()
    blocker.result(timeout=10)
    with pytest.raises(LedgerWriteError) as refused:
        futures[1].result(timeout=10)
    assert refused.value.code == "invalid_event"
    assert [futures[0].result(timeout=10).seq, futures[2].result(timeout=10).seq] == [1, 2]
    assert store.verify().ok


def test_what_a_faulty_task_wrote_is_undone_and_its_neighbours_stay(store: DeskStore, evening: Evening) -> None:
    def faulty(transaction: Transaction) -> None:
        transaction.insert(place(evening.sale(), chain_head(transaction.connection)))
        raise RuntimeError("a fault")

    writer = store.ledger._writer
    gate = threading.Event()
    futures = [writer.submit(lambda _: gate.wait(10)), store.ledger.append(evening.opening), writer.submit(faulty)]
    last = store.ledger.append(evening.sale())
    gate.set()
    assert isinstance(futures[2].exception(timeout=10), RuntimeError)
    assert last.result(timeout=10).seq == 2
    assert (store.reader.head().last_seq, store.verify().problems) == (2, ())


def test_many_threads_append_without_gap_or_loss(store: DeskStore) -> None:
    evenings = [Evening() for _ in range(6)]
    futures: list[Future[LedgerEvent]] = []

    def log(evening: Evening) -> None:
        futures.extend([store.ledger.append(evening.sale()) for _ in range(40)])

    threads = [threading.Thread(target=log, args=(evening,), name="seller") for evening in evenings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(future.result(timeout=30).seq for future in futures) == list(range(1, 241))
    assert store.verify().ok


def test_reads_from_many_threads_see_whole_commits(store: DeskStore, evening: Evening) -> None:
    append_all(store, [evening.opening])
    torn: list[tuple[int, int]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            head, totals = store.reader.head(), store.reader.sessions()[0].totals
            if totals.sales < head.last_seq - 1:
                torn.append((head.last_seq, totals.sales))

    threads = [threading.Thread(target=read, name="reader") for _ in range(6)]
    for thread in threads:
        thread.start()
    append_all(store, [evening.sale() for _ in range(60)])
    done.set()
    for thread in threads:
        thread.join()
    assert torn == []


def test_closing_finishes_what_was_queued(root: Path, evening: Evening) -> None:
    store = open_at(root)
    futures = [store.ledger.append(evening.sale()) for _ in range(200)]
    store.close()
    assert [future.result(timeout=0).seq for future in futures] == list(range(1, 201))


def test_after_closing_nothing_is_said_to_be_saved(root: Path, evening: Evening) -> None:
    store = open_at(root)
    store.close()
    store.close()
    with pytest.raises(LedgerWriteError):
        store.ledger.append(evening.sale()).result(timeout=1)


def test_a_cancelled_append_is_not_written(store: DeskStore, evening: Evening) -> None:
    gate = threading.Event()
    blocker = store.ledger._writer.submit(lambda _: gate.wait(10))
    future = store.ledger.append(evening.sale())
    assert future.cancel()
    gate.set()
    blocker.result(timeout=10)
    append_all(store, [evening.opening])
    assert store.reader.head().last_seq == 1
