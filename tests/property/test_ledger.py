# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is logged, retried, taken back and crashed, in any order: the ledger stays whole and loses nothing."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from app.contract.events import LedgerEvent
from app.domain.drafts import EventDraft
from app.domain.ledger_chain import ChainHead, chain_problems
from app.domain.session_state import fold
from app.store.open_store import DeskStore
from tests.helpers.ledger import Evening, append_all, disk_image, open_at

PRICES = st.one_of(st.none(), st.integers(0, 100_000))


class LedgerMachine(RuleBasedStateMachine):
    """The model is a list: what was acknowledged, in order, and whether each session is open."""

    sessions = Bundle("sessions")
    sales = Bundle("sales")

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="ledger-"))
        self._lives = 0
        self._root = self._folder / "0"
        self._store: DeskStore = open_at(self._root)
        self._device_id = self._store.device_id()
        self._acked: list[LedgerEvent] = []
        self._drafts: list[EventDraft] = []

    def teardown(self) -> None:
        self._store.close()
        shutil.rmtree(self._folder)

    def _append(self, *drafts: EventDraft) -> None:
        self._acked += append_all(self._store, drafts)
        self._drafts += drafts

    @initialize(target=sessions)
    def first_session(self) -> Evening:
        return self.open_session()

    @rule(target=sessions)
    def open_session(self) -> Evening:
        evening = Evening()
        self._append(evening.opening)
        return evening

    @rule(target=sales, evening=sessions, sku=st.sampled_from("abc"), units=st.integers(1, 99), price=PRICES)
    def sell(self, evening: Evening, sku: str, units: int, price: int | None) -> tuple[Evening, EventDraft]:
        draft = evening.sale(sku, units, price)
        self._append(draft)
        return evening, draft

    @rule(evening=sessions, count=st.integers(2, 9))
    def sell_many_at_once(self, evening: Evening, count: int) -> None:
        self._append(*(evening.sale("d", 1, 100) for _ in range(count)))

    @rule(sale=sales)
    def take_back(self, sale: tuple[Evening, EventDraft]) -> None:
        evening, draft = sale
        self._append(evening.void(draft.event_id))

    @rule(evening=sessions, sale=sales)
    def take_back_from_any_session(self, evening: Evening, sale: tuple[Evening, EventDraft]) -> None:
        self._append(evening.void(sale[1].event_id))

    @rule(sale=sales, delta=st.integers(-120, 120).filter(bool))
    def correct(self, sale: tuple[Evening, EventDraft], delta: int) -> None:
        evening, draft = sale
        self._append(evening.adjust(draft.event_id, delta))

    @rule(evening=sessions, sku=st.sampled_from("abcx"), units=st.integers(1, 99), price=PRICES)
    def refund(self, evening: Evening, sku: str, units: int, price: int | None) -> None:
        self._append(evening.refund(sku, units, price))

    @rule(evening=consumes(sessions))
    def close_session(self, evening: Evening) -> None:
        self._append(evening.close())

    @rule(choice=st.integers(0, 10_000))
    def retry(self, choice: int) -> None:
        index = choice % len(self._drafts)
        assert append_all(self._store, [self._drafts[index]]) == [self._acked[index]]

    @rule(through=st.integers(0, 30))
    def acknowledge(self, through: int) -> None:
        self._store.outbox.acknowledge(server_epoch="epoch", through=through)
        assert self._store.outbox.head().pending == max(0, len(self._acked) - through)

    @rule()
    def restart(self) -> None:
        self._store.close()
        self._store = open_at(self._root)

    @rule(torn=st.binary(max_size=60), lose_database=st.booleans(), lost_lines=st.integers(0, 3))
    def crash(self, torn: bytes, lose_database: bool, lost_lines: int) -> None:
        """Go on from the disk as it is, with one of the two records damaged."""
        self._lives += 1
        root = disk_image(self._root, self._folder / str(self._lives))
        self._store.close()
        journal = root / "journal" / "1.jsonl"
        lines = journal.read_bytes().splitlines(keepends=True)
        if lose_database:
            for file in root.glob("desk.sqlite*"):
                file.unlink()
            lost_lines = 0
        journal.write_bytes(b"".join(lines[: len(lines) - lost_lines]) + torn.replace(b"\n", b""))
        self._root = root
        self._store = open_at(root)

    @invariant()
    def nothing_is_lost_and_nothing_is_added(self) -> None:
        assert list(self._store.reader.all_events()) == self._acked
        assert self._store.device_id() == self._device_id

    @invariant()
    def the_chain_has_no_gap(self) -> None:
        assert [event.seq for event in self._acked] == list(range(1, len(self._acked) + 1))
        assert not list(chain_problems(self._acked, ChainHead.genesis(self._device_id, 1)))

    @invariant()
    def totals_are_the_fold(self) -> None:
        for summary in self._store.reader.sessions():
            state = fold(summary.session_id, self._acked)
            assert (summary.totals, summary.closed_at) == (state.totals, state.closed_at)

    @invariant()
    def database_and_journal_agree(self) -> None:
        assert self._store.verify().problems == ()


LedgerMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
TestLedger = LedgerMachine.TestCase
