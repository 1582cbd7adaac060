# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An evening of one to three desks and their base, in which anything that goes wrong in the field goes wrong."""

import errno
import functools
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, ClassVar
from unittest import mock

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.contract.content import Shop
from app.domain.ledger_chain import ChainHead, place
from app.domain.ports import BaseUnreachable, LedgerWriteError
from app.server.admin import import_content, new_epoch
from app.store.journal import Journal
from tests.helpers.clock import EVENING
from tests.helpers.evening_world import LINE_FAULTS, Desk, World
from tests.helpers.ledger import Evening, append_all

LINE = st.sampled_from((None, *LINE_FAULTS))
SKEWS = (timedelta(0), timedelta(days=-1), timedelta(days=365), timedelta(minutes=10), timedelta(minutes=-10))


ZONES = (480, 420, 540)


def step(**choices: Any) -> Callable[[Callable[..., None]], Any]:
    """A rule whose runs are counted in the machine's ``taken``."""

    def decorate(function: Callable[..., None]) -> Any:
        @functools.wraps(function)
        def counted(machine: "EveningMachine", *args: Any, **chosen: Any) -> None:
            machine.taken[function.__name__] += 1
            function(machine, *args, **chosen)

        return rule(**choices)(counted)

    return decorate


class EveningMachine(RuleBasedStateMachine):
    """The model is what each user was told is saved, and what the base answered 200 for."""

    taken: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.names = 0

    @initialize(desks=st.integers(1, 3))
    def begin(self, desks: int) -> None:
        self.world.start_base()
        for _ in range(desks):
            self.world.add_desk()
        self.open_session(0)

    def desk(self, choice: int) -> Desk:
        return self.world.desks[choice % len(self.world.desks)]

    def evening(self, choice: int) -> Evening:
        return self.world.evenings[choice % len(self.world.evenings)]

    @step(at=st.integers(0, 2))
    def open_session(self, at: int) -> None:
        evening = Evening(clock=self.desk(at).clock)
        self.desk(at).append(evening.opening)
        self.world.evenings.append(evening)

    @step(at=st.integers(0, 2), session=st.integers(0, 9), count=st.integers(1, 20))
    def log_sales(self, at: int, session: int, count: int) -> None:
        evening = self.evening(session)
        self.desk(at).append(*(evening.sale("abc"[n % 3], n % 5 + 1, 100 * n) for n in range(count)))

    @step(at=st.integers(0, 2), choice=st.integers(0, 9_999))
    def the_desk_saves_something_again(self, at: int, choice: int) -> None:
        """As after an answer that it did not hear: it is stored once, where it was."""
        desk = self.desk(at)
        if desk.drafts:
            place = choice % len(desk.drafts)
            assert append_all(desk.store, [desk.drafts[place]]) == [desk.told[place]]

    @step(at=st.integers(0, 2), session=st.integers(0, 9))
    def present(self, at: int, session: int) -> None:
        self.desk(at).append(self.evening(session).present())

    @step(at=st.integers(0, 2), session=st.integers(0, 9))
    def close_session(self, at: int, session: int) -> None:
        self.desk(at).append(self.evening(session).close())

    @step(at=st.integers(0, 2), data=st.data())
    def take_back(self, at: int, data: st.DataObject) -> None:
        """Take back any sale from any desk, also one that this desk never saw, also twice."""
        sales = [event for desk in self.world.desks for event in desk.told if event.kind == "sale.add"]
        if sales:
            sale = data.draw(st.sampled_from(sales))
            evening = next(evening for evening in self.world.evenings if evening.session_id == sale.session_id)
            self.desk(at).append(evening.void(sale.event_id))

    @step(at=st.integers(0, 2), session=st.integers(0, 9))
    def a_sale_meets_a_full_disk(self, at: int, session: int) -> None:
        """Nobody may be told that it is saved; whoever is, is in the model."""

        def no_room(_journal: Journal, _lines: Sequence[str], *, last_seq: int) -> None:
            raise OSError(errno.ENOSPC, "no space left")

        desk = self.desk(at)
        logging.disable(logging.ERROR)
        try:
            with mock.patch.object(Journal, "append", no_room):
                desk.append(self.evening(session).sale("full", 1, 100))
        except LedgerWriteError:
            return
        finally:
            logging.disable(logging.NOTSET)

    @step(at=st.integers(0, 2), well=st.integers(0, 2), faults=st.lists(LINE, min_size=1, max_size=3))
    def sell_and_sync_over_a_bad_line(self, at: int, well: int, faults: list[str | None]) -> None:
        self.log_sales(at, 0, 2)
        try:
            self.world.sync(self.desk(at), [None] * well + faults)
        except BaseUnreachable:
            return

    @step(at=st.integers(0, 2), fault=st.sampled_from(LINE_FAULTS))
    def a_push_goes_wrong(self, at: int, fault: str) -> None:
        self.log_sales(at, 0, 2)
        try:
            self.world.sync(self.desk(at), [None, fault])
        except BaseUnreachable:
            return

    @step(at=st.integers(0, 2))
    def sync_in_peace(self, at: int) -> None:
        desk = self.desk(at)
        self.world.sync(desk)
        assert desk.store.outbox.head().acked_through == len(desk.told)
        assert self.world.stored(desk) == [event.event_id for event in desk.told]

    @precondition(lambda self: self.world.late)
    @step(choice=st.integers(0, 99))
    def a_late_request_arrives(self, choice: int) -> None:
        late = self.world.late
        assert self.world.deliver(late.pop(choice % len(late))) in {200, 409}

    @step(at=st.integers(0, 2), data=st.data())
    def any_old_run_arrives_again(self, at: int, data: st.DataObject) -> None:
        desk = self.desk(at)
        if desk.told:
            first = data.draw(st.integers(1, len(desk.told)))
            last = data.draw(st.integers(first, len(desk.told)))
            status, code = self.world.push_by_hand(desk, desk.told[first - 1 : last])
            assert status == 200 or code == "seq_gap"

    @step(at=st.integers(0, 2))
    def a_forged_event_arrives(self, at: int) -> None:
        """It has the right number and a right hash of its own, but does not continue the ledger."""
        desk = self.desk(at)
        head = ChainHead(desk.device_id, 1, len(self.world.stored(desk)), "f" * 64)
        forged = place(self.evening(0).sale("forged", 1, 1), head)
        assert self.world.push_by_hand(desk, [forged]) == (409, "device_forked")

    @step()
    def the_base_publishes(self) -> None:
        self.names += 1
        import_content(self.world.db_url, [Shop(shop_id=f"S{self.names}", name=f"Shop {self.names}")])

    @step(at=st.integers(0, 2))
    def restart_desk(self, at: int) -> None:
        self.world.restart(self.desk(at))

    @step(at=st.integers(0, 2))
    def kill_desk(self, at: int) -> None:
        self.world.kill(self.desk(at))

    @step()
    def restart_base(self) -> None:
        self.world.stop_base()
        self.world.start_base()

    @step()
    def back_up_base(self) -> None:
        self.world.back_up()

    @precondition(lambda self: self.world.backup is not None)
    @step()
    def restore_base(self) -> None:
        self.world.restore()

    @precondition(lambda self: self.world.backup is not None)
    @step()
    def restore_base_under_a_new_epoch(self) -> None:
        self.world.restore()
        new_epoch(self.world.db_url)

    @step(at=st.integers(0, 2))
    def the_base_loses_what_it_had_just_taken(self, at: int) -> None:
        self.world.back_up()
        self.log_sales(at, 0, 3)
        self.world.sync(self.desk(at))
        self.world.restore()

    @step(at=st.integers(0, 2), skew=st.sampled_from(SKEWS), zone=st.sampled_from(ZONES))
    def clock_jumps(self, at: int, skew: timedelta, zone: int) -> None:
        self.desk(at).clock.set(EVENING + skew, tz_offset_min=zone)

    @invariant()
    def what_the_user_was_told_is_on_the_disk_and_nothing_else(self) -> None:
        for desk in self.world.desks:
            assert list(desk.store.reader.all_events()) == desk.told
            assert desk.store.verify().problems == ()

    @invariant()
    def the_base_holds_what_it_answered_for_once_each(self) -> None:
        if not self.world.desks:
            return
        stored = self.world.stored()
        assert len(stored) == len(set(stored))
        assert set(stored) == self.world.taken
        for desk in self.world.desks:
            own = self.world.stored(desk)
            assert own == [event.event_id for event in desk.told[: len(own)]]

    @invariant()
    def no_desk_counts_on_more_than_the_base_can_return(self) -> None:
        for desk in self.world.desks:
            if not desk.base_went_back:
                assert desk.store.outbox.head().acked_through <= len(self.world.stored(desk))

    def teardown(self) -> None:
        if not self.world.desks:
            return
        try:
            self.when_all_is_quiet()
        finally:
            self.world.close()

    def when_all_is_quiet(self) -> None:
        """Every late request arrives, every desk syncs twice: all totals agree and the second sync does nothing."""
        for late in self.world.late:
            assert self.world.deliver(late) in {200, 409}
        for desk in self.world.desks:
            self.world.sync(desk)
            again = self.world.sync(desk)
            assert (again.pushed, again.pulled, again.pending) == (0, 0, 0)
            names = {record.shop_id for record in desk.store.content.load() if isinstance(record, Shop)}
            assert names == {f"S{number}" for number in range(1, self.names + 1)} or self.world.backup is not None
        told = {event.event_id for desk in self.world.desks for event in desk.told}
        assert set(self.world.stored()) == told
        for evening in self.world.evenings:
            expected = self.world.expected_totals(evening.session_id)
            assert self.world.base_totals(evening.session_id) == expected
