# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine's rules against a base in memory that answers as it is told."""

import contextlib
import random
from collections.abc import Sequence
from datetime import timedelta

import pytest

from app.contract.errors import ErrorCode
from app.contract.ids import new_id
from app.contract.protocol import (
    ChangesResponse,
    GenerationRequest,
    GenerationResponse,
    HelloRequest,
    HelloResponse,
    Limits,
    PoisonNoted,
    PushRequest,
    PushResponse,
    RotateResponse,
)
from app.domain.parking import MAX_PER_RUN
from app.domain.ports import BaseRefused, BaseUnreachable
from app.domain.sync import Backoff, SyncEngine, SyncResult
from tests.helpers.base_client import MemoryInbox, MemoryOutbox, MemoryParked
from tests.helpers.clock import EVENING, FixedClock
from tests.helpers.ledger import Evening
from tests.helpers.scripted_base import ScriptedBase, shop


class Pair:
    """A desk with some events, and its base."""

    def __init__(self, events: int = 5) -> None:
        self.outbox = MemoryOutbox()
        evening = Evening()
        self.evening = evening
        self.outbox.append_all([evening.opening, *(evening.sale() for _ in range(events - 1))] if events else [])
        self.inbox = MemoryInbox(self.outbox)
        self.base = ScriptedBase()
        self.engine = SyncEngine(self.outbox, self.inbox, self.base, app_version="0.1.0")

    def sync(self) -> SyncResult:
        return self.engine.run_once()


def sizes(pushes: Sequence[PushRequest]) -> list[int]:
    return [len(request.events) for request in pushes]


def test_everything_that_waits_is_pushed_in_order() -> None:
    pair = Pair(events=1_203)
    assert pair.sync() == SyncResult(pushed=1_203, pulled=0, pending=0)
    assert pair.base.stored == pair.outbox.rows
    assert sizes(pair.base.pushes) == [500, 500, 203]


def test_a_second_sync_asks_once_and_sends_nothing() -> None:
    pair = Pair()
    pair.sync()
    pair.base.pushes.clear()
    assert pair.sync() == SyncResult(pushed=0, pulled=0, pending=0)
    assert (pair.base.pushes, pair.base.snapshots, len(pair.base.hellos)) == ([], 1, 2)


def test_a_batch_stays_within_the_bytes_the_base_takes() -> None:
    pair = Pair(events=50)
    pair.base.limits = Limits(max_batch_bytes=8_192)
    pair.sync()
    assert pair.base.stored == pair.outbox.rows
    assert all(len(request.model_dump_json()) <= 8_192 for request in pair.base.pushes)
    assert len(pair.base.pushes) > 3


def test_a_base_restored_to_an_older_state_gets_its_events_again() -> None:
    pair = Pair(events=9)
    pair.sync()
    del pair.base.stored[4:]
    assert pair.sync().pending == 0
    assert pair.base.stored == pair.outbox.rows


def test_what_a_restored_base_lacks_is_waiting_again_before_it_is_sent() -> None:
    pair = Pair(events=9)
    pair.sync()
    del pair.base.stored[4:]

    def lose(_request: PushRequest) -> None:
        raise BaseUnreachable("away")

    pair.base.on_push = lose
    with pytest.raises(BaseUnreachable):
        pair.sync()
    assert pair.outbox.head().pending == 5


def test_a_base_that_lost_everything_gets_every_event_again() -> None:
    pair = Pair(events=9)
    pair.sync()
    pair.base.stored.clear()
    pair.base.epoch = new_id()
    pair.sync()
    assert pair.base.stored == pair.outbox.rows
    assert pair.outbox.server_epoch == pair.base.epoch
    assert pair.base.snapshots == 2


def test_an_answer_that_was_lost_is_no_harm() -> None:
    pair = Pair()

    def lose_answer(request: PushRequest) -> PushResponse:
        pair.base.stored = list(request.events)
        raise BaseUnreachable("lost")

    pair.base.on_push = lose_answer
    with pytest.raises(BaseUnreachable):
        pair.sync()
    assert pair.outbox.acked_through == 0
    pair.base.on_push = lambda _request: None
    assert pair.sync() == SyncResult(pushed=5, pulled=0, pending=0)
    assert len(pair.base.pushes) == 1


@pytest.mark.parametrize(
    "changed",
    [{"batch_id": new_id()}, {"gen": 2}, {"server_epoch": new_id()}, {"acked_through": 0}],
    ids=["batch", "generation", "epoch", "no progress"],
)
def test_an_answer_to_something_else_acknowledges_nothing(changed: dict[str, object]) -> None:
    pair = Pair()
    pair.base.on_push = lambda request: pair.base.answer(request).model_copy(
        update={"acked_through": 5, "acked_hash": pair.outbox.rows[-1].hash} | changed
    )
    with pytest.raises(BaseUnreachable):
        pair.sync()
    assert pair.outbox.acked_through == 0


def test_an_answer_about_another_history_acknowledges_nothing() -> None:
    pair = Pair()
    pair.base.on_push = lambda request: pair.base.answer(request).model_copy(
        update={"acked_through": 5, "acked_hash": "f" * 64}
    )
    with pytest.raises(BaseRefused) as refusal:
        pair.sync()
    assert refusal.value.code == ErrorCode.DEVICE_FORKED
    assert pair.outbox.acked_through == 0


def test_a_base_ahead_of_this_ledger_stops_the_sync_and_changes_nothing() -> None:
    pair = Pair(events=6)
    pair.sync()
    del pair.outbox.rows[3:]
    with pytest.raises(BaseRefused) as refusal:
        pair.sync()
    assert refusal.value.code == ErrorCode.DEVICE_FORKED
    assert len(pair.base.stored) == 6


def test_a_base_with_a_newer_generation_stops_the_sync() -> None:
    pair = Pair()
    pair.base.gen = 2
    with pytest.raises(BaseRefused) as refusal:
        pair.sync()
    assert refusal.value.code == ErrorCode.GEN_STALE


@pytest.mark.parametrize("code", [ErrorCode.SEQ_GAP, ErrorCode.EPOCH_CHANGED])
def test_a_base_restored_during_a_sync_is_asked_again(code: ErrorCode) -> None:
    pair = Pair(events=8)

    def restore(_request: PushRequest) -> None:
        pair.base.on_push = lambda _request: None
        pair.base.epoch = new_id()
        raise BaseRefused(code, 409, "restored")

    pair.base.on_push = restore
    assert pair.sync().pending == 0
    assert pair.base.stored == pair.outbox.rows


def test_a_base_that_refuses_for_ever_is_not_asked_for_ever() -> None:
    pair = Pair()

    def refuse(_request: PushRequest) -> None:
        raise BaseRefused(ErrorCode.SEQ_GAP, 409, "again")

    pair.base.on_push = refuse
    with pytest.raises(BaseRefused):
        pair.sync()
    assert len(pair.base.pushes) == 3


@pytest.mark.parametrize("code", [ErrorCode.TOO_LARGE, ErrorCode.BAD_ENVELOPE])
def test_one_event_the_base_cannot_take_holds_up_only_what_follows_it(code: ErrorCode) -> None:
    pair = Pair(events=20)
    poison = pair.outbox.rows[12]

    def refuse(request: PushRequest) -> None:
        if poison in request.events:
            raise BaseRefused(code, 422, "no")

    pair.base.on_push = refuse
    with pytest.raises(BaseRefused, match=poison.event_id):
        pair.sync()
    assert pair.base.stored == pair.outbox.rows[:12]
    assert pair.outbox.acked_through == 12


def test_an_event_larger_than_any_push_is_named_and_never_sent() -> None:
    pair = Pair(events=3)
    pair.base.limits = Limits(max_batch_bytes=700)
    with pytest.raises(BaseRefused, match=pair.outbox.rows[0].event_id):
        pair.sync()
    assert pair.base.pushes == []


def parking(pair: Pair) -> MemoryParked:
    parked = MemoryParked()
    pair.engine = SyncEngine(pair.outbox, pair.inbox, pair.base, app_version="0.1.0", parked=parked)
    return parked


@pytest.mark.parametrize("code", [ErrorCode.TOO_LARGE, ErrorCode.BAD_ENVELOPE])
def test_a_poison_event_is_parked_and_told_and_the_others_flow(code: ErrorCode) -> None:
    pair = Pair(events=40)
    parked = parking(pair)
    poison = pair.outbox.rows[12]

    def refuse(request: PushRequest) -> None:
        if poison in request.events:
            raise BaseRefused(code, 422, "no")

    pair.base.on_push = refuse
    assert pair.sync().pending == 0
    assert parked.codes == {poison.event_id: code}
    assert [(report.seq, report.code, report.detail) for report in pair.base.poison] == [(13, code, "no")]
    assert pair.base.stored == pair.outbox.rows
    assert poison in pair.outbox.rows


def test_an_event_larger_than_any_push_is_parked_without_being_sent() -> None:
    pair = Pair(events=3)
    parked = parking(pair)
    pair.base.limits = Limits(max_batch_bytes=700)
    pair.sync()
    assert (pair.base.pushes, parked.count(), len(pair.base.poison)) == ([], 3, 3)


def test_a_base_that_takes_nothing_stops_the_sync_instead_of_being_told_of_each() -> None:
    pair = Pair(events=100)
    parked = parking(pair)

    def refuse(_request: PushRequest) -> None:
        raise BaseRefused(ErrorCode.BAD_ENVELOPE, 422, "no")

    pair.base.on_push = refuse
    with pytest.raises(BaseRefused):
        pair.sync()
    assert (parked.count(), pair.outbox.acked_through) == (MAX_PER_RUN, MAX_PER_RUN)


def test_a_base_that_cannot_be_told_of_poison_is_waited_for() -> None:
    pair = Pair(events=3)
    parked = parking(pair)

    def refuse(_request: PushRequest) -> None:
        raise BaseRefused(ErrorCode.BAD_ENVELOPE, 422, "no")

    def too_old(_report: object) -> PoisonNoted:
        raise BaseRefused("not_found", 404, "")

    pair.base.on_push = refuse
    pair.base.report_poison = too_old  # type: ignore[method-assign]
    with pytest.raises(BaseRefused, match=pair.outbox.rows[0].event_id):
        pair.sync()
    assert (parked.count(), pair.outbox.acked_through) == (1, 0)


def test_the_first_sync_takes_a_snapshot_and_later_ones_only_changes() -> None:
    pair = Pair(events=0)
    pair.base.content = [shop(1), shop(2)]
    assert pair.sync().pulled == 2
    pair.base.content.append(shop(3))
    assert pair.sync().pulled == 1
    assert [record_id for _, record_id in pair.inbox.records] == ["S1", "S2", "S3"]
    assert pair.base.snapshots == 1


def test_changes_are_read_page_by_page() -> None:
    pair = Pair(events=0)
    pair.sync()
    pair.base.content = [shop(number) for number in range(1_201)]
    assert pair.sync().pulled == 1_201
    assert pair.outbox.pull_cursor == f"{pair.base.epoch}.1201"


def test_a_cursor_the_base_no_longer_knows_means_a_snapshot() -> None:
    pair = Pair(events=0)
    pair.base.content = [shop(1)]
    pair.sync()
    pair.base.cursor_floor = 2
    assert pair.sync().pulled == 1
    assert pair.base.snapshots == 2


def test_a_cursor_that_expires_between_two_pages_means_a_snapshot_in_one_go() -> None:
    pair = Pair(events=0)
    pair.sync()
    pair.base.content = [shop(number) for number in range(1_201)]
    pages = iter([pair.base.changes])

    def expire(since: str | None, limit: int) -> ChangesResponse:
        page = next(pages, None)
        if page is None:
            raise BaseRefused(ErrorCode.CURSOR_EXPIRED, 410, "")
        return page(since, limit)

    pair.base.changes = expire  # type: ignore[method-assign]
    pair.sync()
    assert (pair.base.snapshots, len(pair.inbox.records)) == (2, 1_201)


def test_a_removed_desk_brings_in_its_events_and_then_says_so() -> None:
    pair = Pair()
    pair.base.token_state = "draining"
    with pytest.raises(BaseRefused) as refusal:
        pair.sync()
    assert refusal.value.code == ErrorCode.TOKEN_REVOKED
    assert pair.base.stored == pair.outbox.rows
    assert pair.base.snapshots == 0


def test_a_closed_engine_writes_nothing_more() -> None:
    pair = Pair()

    def close(_request: PushRequest) -> None:
        pair.engine.close()

    pair.base.on_push = close
    with pytest.raises(BaseUnreachable):
        pair.sync()
    assert (pair.outbox.acked_through, pair.inbox.records, pair.base.closed) == (0, {}, True)


def test_waits_grow_to_a_minute_and_are_never_refused() -> None:
    backoff = Backoff(rng=random.Random(7))
    waits = [backoff.next() for _ in range(2_000)]
    assert waits[0] <= 1
    assert all(wait <= 60 for wait in waits)
    assert max(waits[100:]) > 50


def test_a_reset_starts_at_the_shortest_wait_again() -> None:
    backoff = Backoff(rng=random.Random(7))
    for _ in range(20):
        backoff.next()
    backoff.reset()
    assert backoff.next() <= 1


def test_a_wait_the_base_asked_for_is_kept() -> None:
    assert Backoff().next(at_least_s=120) >= 120


def renumbering(pair: Pair) -> MemoryOutbox:
    pair.engine = SyncEngine(pair.outbox, pair.inbox, pair.base, app_version="0.1.0", renumbers=True)
    return pair.outbox


def test_another_history_at_the_base_opens_a_generation_and_what_waited_arrives_under_its_old_ids() -> None:
    pair = Pair(events=6)
    pair.sync()
    outbox = renumbering(pair)
    outbox.append_all([pair.evening.sale(), pair.evening.sale()])
    waiting = [event.event_id for event in outbox.rows[6:]]
    pair.base.stored[5] = pair.base.stored[5].model_copy(update={"hash": "f" * 64})

    def new_generation(request: PushRequest) -> PushResponse | None:
        if request.gen == 2:
            pair.base.gen, pair.base.stored = 2, list(request.events)
            return pair.base.answer(request)
        return None

    pair.base.on_push = new_generation
    assert pair.sync().pending == 0
    assert outbox.reasons == ["device_forked"]
    assert [event.event_id for event in pair.base.stored] == waiting
    assert pair.sync().pushed == 0


def test_a_generation_that_the_base_has_passed_opens_a_later_one() -> None:
    pair = Pair(events=3)
    pair.base.gen, pair.base.stored = 2, Pair(events=2).outbox.rows
    outbox = renumbering(pair)

    def new_generation(request: PushRequest) -> PushResponse:
        pair.base.gen, pair.base.stored = request.gen, list(request.events)
        return pair.base.answer(request)

    pair.base.on_push = new_generation
    assert pair.sync().pending == 0
    assert (outbox.reasons, pair.base.gen) == ([ErrorCode.GEN_STALE], 3)


def test_a_new_generation_is_announced_with_its_reason_before_its_first_event() -> None:
    pair = Pair(events=6)
    pair.sync()
    renumbering(pair).append_all([pair.evening.sale(), pair.evening.sale()])
    pair.base.knows_generations = True
    pair.base.stored[5] = pair.base.stored[5].model_copy(update={"hash": "f" * 64})
    assert pair.sync().pending == 0
    assert [(asked.gen, asked.reason) for asked in pair.base.generations] == [(2, ErrorCode.DEVICE_FORKED)]
    assert (pair.base.gen, pair.base.stored) == (2, pair.outbox.rows)


def test_a_generation_that_another_copy_opened_meanwhile_is_stepped_over() -> None:
    pair = Pair(events=6)
    pair.sync()
    pair.base.knows_generations = True
    outbox = renumbering(pair)
    outbox.append(pair.evening.sale())
    outbox.open_generation("cloned")
    real = pair.base.open_generation

    def the_copy_was_first(device_id: str, request: GenerationRequest) -> GenerationResponse:
        pair.base.open_generation = real  # type: ignore[method-assign]
        pair.base.gen, pair.base.stored = 4, [Pair(events=1).outbox.rows[0]]
        return real(device_id, request)

    pair.base.open_generation = the_copy_was_first  # type: ignore[method-assign]
    assert pair.sync().pending == 0
    assert (outbox.gen, pair.base.gen, len(pair.base.stored)) == (5, 5, 1)


def test_a_base_restored_to_before_a_generation_gets_the_older_ones_first() -> None:
    pair = Pair(events=6)
    pair.sync()
    outbox = renumbering(pair)
    pair.base.knows_generations = True
    outbox.append_all([pair.evening.sale(), pair.evening.sale()])
    outbox.open_generation("cloned")
    pair.sync()
    assert (outbox.gen, outbox.acked_through) == (2, 2)
    pair.base.gen, pair.base.stored = 1, pair.base.older[1][:3]
    assert pair.sync().pending == 0
    assert pair.base.older[1] == outbox.older[1]
    assert pair.base.stored == outbox.rows


def test_a_base_that_lost_everything_gets_every_generation_again() -> None:
    pair = Pair(events=6)
    pair.sync()
    outbox = renumbering(pair)
    for _ in range(2):
        outbox.append(pair.evening.sale())
        outbox.open_generation("cloned")
        pair.base.knows_generations = True
        pair.sync()
    pair.base.gen, pair.base.stored, pair.base.older = 1, [], {}
    assert pair.sync().pending == 0
    everything = [event for gen in (1, 2) for event in outbox.older[gen]] + outbox.rows
    assert [event for gen in (1, 2) for event in pair.base.older[gen]] + pair.base.stored == everything
    assert len(everything) == 8


def test_generations_are_not_opened_for_ever() -> None:
    pair = Pair(events=3)
    outbox = renumbering(pair)

    def refuse(_request: PushRequest) -> None:
        raise BaseRefused(ErrorCode.DEVICE_FORKED, 409, "no")

    pair.base.on_push = refuse
    with pytest.raises(BaseRefused):
        pair.sync()
    assert len(outbox.reasons) == 2


def test_the_bases_clock_is_compared_with_this_pcs_and_nothing_is_refused_for_it() -> None:
    pair = Pair(events=3)
    clock = FixedClock()
    clock.set(EVENING + timedelta(days=365))
    pair.engine = SyncEngine(pair.outbox, pair.inbox, pair.base, app_version="0.1.0", clock=clock)
    assert pair.sync().pending == 0
    assert pair.engine.clock_offset_ms == pair.outbox.clock_offset_ms == -365 * 86_400_000
    clock.set(EVENING + timedelta(milliseconds=-1_500))
    pair.sync()
    assert pair.engine.clock_offset_ms == 1_500
    clock.set(EVENING + timedelta(milliseconds=-1_700))
    pair.sync()
    assert pair.engine.clock_offset_ms == 1_500


class RotatingBase(ScriptedBase):
    """Knows tokens: those it handed out are good until one of them is used, then that one alone."""

    def __init__(self) -> None:
        super().__init__()
        self.good = {"old"}
        self.shown = lambda: "old"
        self.handed_out = 0
        self.token_state = "rotate_due"

    def hello(self, request: HelloRequest) -> HelloResponse:
        if self.shown() not in self.good:
            raise BaseRefused(ErrorCode.TOKEN_INVALID, 401, "")
        if self.shown() != "old":
            self.good, self.token_state = {self.shown()}, "active"
        return super().hello(request)

    def rotate_token(self) -> RotateResponse:
        self.handed_out += 1
        self.good.add(f"next {self.handed_out}")
        return RotateResponse(token=f"next {self.handed_out}")


class Wallet:
    """Implements TokenKeeper; ``takes`` says whether the keyring takes anything."""

    def __init__(self) -> None:
        self.token, self.former, self.takes = "old", "", True

    def renew(self, token: str) -> bool:
        if self.takes:
            self.token, self.former = token, self.token
        return self.takes

    def fall_back(self) -> bool:
        known, self.token, self.former = bool(self.former), self.former or self.token, ""
        return known


def rotating(pair: Pair, wallet: Wallet) -> RotatingBase:
    """Give the pair a base that wants the token changed, and a new engine, as after a start of the program."""
    base = pair.base if isinstance(pair.base, RotatingBase) else RotatingBase()
    pair.base, base.shown = base, lambda: wallet.token
    pair.engine = SyncEngine(pair.outbox, pair.inbox, base, app_version="0.1.0", token=wallet)
    return base


def test_a_token_that_is_due_is_changed_after_the_events_went_up() -> None:
    pair, wallet = Pair(), Wallet()
    base = rotating(pair, wallet)
    assert pair.sync().pending == 0
    assert (wallet.token, base.good) == ("next 1", {"old", "next 1"})
    assert pair.sync().pending == 0
    assert (base.good, base.handed_out) == ({"next 1"}, 1)


def test_a_keyring_that_does_not_take_the_next_token_leaves_the_old_one_working() -> None:
    pair, wallet = Pair(), Wallet()
    wallet.takes = False
    base = rotating(pair, wallet)
    for _ in range(3):
        pair.sync()
    assert (wallet.token, base.handed_out) == ("old", 1)
    wallet.takes = True
    rotating(pair, wallet)
    pair.sync()
    pair.sync()
    assert (wallet.token, base.good) == ("next 2", {"next 2"})


@pytest.mark.parametrize("error", [BaseRefused(ErrorCode.SCOPE, 403, ""), BaseUnreachable("lost")])
def test_a_next_token_that_did_not_come_costs_nothing(error: Exception) -> None:
    pair, wallet = Pair(), Wallet()
    base = rotating(pair, wallet)

    def fail() -> RotateResponse:
        raise error

    base.rotate_token = fail  # type: ignore[method-assign]
    with contextlib.suppress(BaseUnreachable):
        pair.sync()
    assert (wallet.token, pair.outbox.head().pending) == ("old", 0)
    assert pair.sync().pending == 0


def test_a_base_restored_to_before_the_change_is_shown_the_token_before() -> None:
    pair, wallet = Pair(), Wallet()
    base = rotating(pair, wallet)
    pair.sync()
    base.good, base.token_state = {"old"}, "active"
    pair.outbox.append(pair.evening.sale())
    assert pair.sync().pushed == 1
    assert wallet.token == "old"


def test_a_token_that_nobody_knows_is_told() -> None:
    pair, wallet = Pair(), Wallet()
    rotating(pair, wallet).good = set()
    with pytest.raises(BaseRefused) as refusal:
        pair.sync()
    assert refusal.value.code == ErrorCode.TOKEN_INVALID
