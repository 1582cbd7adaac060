# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""After a close is at the base, the base is asked; what it says is kept; what it lacks is sent again."""

from collections.abc import Sequence

import pytest

from app.contract.errors import ErrorCode
from app.contract.protocol import (
    CheckStatus,
    MissingElsewhere,
    PoisonNoted,
    PushRequest,
    PushResponse,
    SessionTotals,
    VerifyRequest,
    VerifyResponse,
)
from app.domain.ports import BaseRefused, BaseUnreachable, SessionClaim
from app.domain.session_checks import ASK_AGAIN_S, SessionChecker
from app.domain.sync import SyncEngine
from tests.helpers.base_client import MemoryInbox, MemoryOutbox, MemoryParked
from tests.helpers.ledger import Evening
from tests.helpers.scripted_base import ScriptedBase

TOTALS = SessionTotals(sales=8, units=16, total_fen=31_840)


class ListedChecks:
    """Implements SessionChecks over a list."""

    def __init__(self, outbox: MemoryOutbox, session_id: str) -> None:
        self.outbox, self.session_id = outbox, session_id
        self.kept: list[VerifyResponse] = []

    def due(self, _limit: int) -> Sequence[SessionClaim]:
        rows = self.outbox.rows
        if self.kept and (self.kept[-1].status, self.kept[-1].count) == (CheckStatus.VERIFIED, len(rows)):
            return []
        request = VerifyRequest(
            device_id=self.outbox.device_id,
            gen=1,
            last_seq=len(rows),
            count=len(rows),
            totals=TOTALS,
            chain_hash=rows[-1].hash,
        )
        return [SessionClaim(self.session_id, request)]

    def record(self, _claim: SessionClaim, answer: VerifyResponse) -> None:
        self.kept.append(answer)


class Desk:
    """A desk with a closed session."""

    def __init__(self) -> None:
        self.outbox, self.evening, self.base = MemoryOutbox(), Evening(), ScriptedBase()
        sales = [self.evening.sale() for _ in range(8)]
        self.outbox.append_all([self.evening.opening, *sales, self.evening.close()])
        self.checks = ListedChecks(self.outbox, self.evening.session_id)
        self.engine = SyncEngine(
            self.outbox, MemoryInbox(self.outbox), self.base, app_version="0.1.0", checks=self.checks
        )


@pytest.fixture
def desk() -> Desk:
    return Desk()


def lacking(desk: Desk, first: int, last: int) -> None:
    """Let the base say that it lacks numbers until they are pushed again."""
    before = len(desk.base.pushes)

    def answer(session_id: str, request: VerifyRequest) -> VerifyResponse:
        sent = {event.seq for push in desk.base.pushes[before:] for event in push.events}
        if set(range(first, last + 1)) <= sent:
            return desk.base.verified(session_id, request)
        return VerifyResponse(status=CheckStatus.INCOMPLETE, missing=[(1, first, last)], count=1, totals=TOTALS)

    desk.base.on_verify = answer
    desk.base.on_push = desk.base.answer


def test_a_closed_session_is_asked_about_once_after_its_events_arrived(desk: Desk) -> None:
    assert desk.engine.run_once().checked == 1
    assert desk.engine.run_once().checked == 0
    assert desk.base.claims == [(desk.evening.session_id, desk.base.claims[0][1])]
    assert [answer.status for answer in desk.checks.kept] == [CheckStatus.VERIFIED]


def test_an_event_after_the_close_asks_again(desk: Desk) -> None:
    desk.engine.run_once()
    desk.outbox.append(desk.evening.sale())
    assert desk.engine.run_once().checked == 1
    assert [request.count for _, request in desk.base.claims] == [10, 11]


def test_what_the_base_lost_is_sent_again_though_its_watermark_says_otherwise(desk: Desk) -> None:
    desk.engine.run_once()
    desk.checks.kept.clear()
    desk.engine = SyncEngine(desk.outbox, MemoryInbox(desk.outbox), desk.base, app_version="0.1.0", checks=desk.checks)
    lacking(desk, 3, 5)
    desk.engine.run_once()
    assert [[event.seq for event in push.events] for push in desk.base.pushes[1:]] == [[3, 4, 5]]
    assert [answer.status for answer in desk.checks.kept] == [CheckStatus.VERIFIED]
    assert desk.outbox.acked_through == 10


def test_a_parked_event_does_not_keep_what_else_was_lost_from_being_sent_again(desk: Desk) -> None:
    desk.engine.run_once()
    desk.checks.kept.clear()
    desk.engine = SyncEngine(
        desk.outbox,
        MemoryInbox(desk.outbox),
        desk.base,
        app_version="0.1.0",
        checks=desk.checks,
        parked=MemoryParked(),
    )
    lacking(desk, 3, 8)
    poison = desk.outbox.rows[3]

    def refuse(request: PushRequest) -> PushResponse:
        if poison in request.events:
            raise BaseRefused(ErrorCode.BAD_ENVELOPE, 422, "no")
        return desk.base.answer(request)

    desk.base.on_push = refuse
    desk.base.report_poison = lambda _report: PoisonNoted(  # type: ignore[method-assign]
        server_epoch=desk.base.epoch, acked_through=10, acked_hash=desk.outbox.rows[-1].hash
    )
    before = len(desk.base.pushes)
    desk.engine.run_once()
    taken = {event.seq for push in desk.base.pushes[before:] if poison not in push.events for event in push.events}
    assert taken == {3, 5, 6, 7, 8}


def test_a_mismatch_is_kept_and_not_asked_for_ever(desk: Desk) -> None:
    desk.base.on_verify = lambda _id, _request: VerifyResponse(status=CheckStatus.MISMATCH, count=9, totals=TOTALS)
    assert [desk.engine.run_once().checked for _ in range(3)] == [1, 0, 0]
    assert desk.checks.kept[0].totals == TOTALS


def test_a_base_too_old_to_be_asked_is_no_trouble(desk: Desk) -> None:
    def refuse(_session_id: str, _request: VerifyRequest) -> VerifyResponse:
        raise BaseRefused("not_found", 404, "")

    desk.base.on_verify = refuse
    assert (desk.engine.run_once().pending, desk.checks.kept) == (0, [])


def test_what_another_desk_still_holds_is_asked_about_again_after_a_minute(desk: Desk) -> None:
    other = MissingElsewhere(device_id="other", device_name="二号机", missing=[(1, 4, 9)])
    waiting = VerifyResponse(status=CheckStatus.INCOMPLETE, elsewhere=[other], count=10, totals=TOTALS)
    desk.base.on_verify = lambda _id, _request: waiting
    now = [1_000.0]
    checker = SessionChecker(desk.checks, desk.base, monotonic=lambda: now[0])

    def send_nothing(_gen: int, _first: int, _last: int) -> None:
        raise AssertionError("this desk has nothing to send")

    assert [checker.run(send_nothing) for _ in range(2)] == [1, 0]
    now[0] += ASK_AGAIN_S
    desk.base.on_verify = desk.base.verified
    assert checker.run(send_nothing) == 1
    assert [answer.status for answer in desk.checks.kept] == [CheckStatus.INCOMPLETE, CheckStatus.VERIFIED]


UNKNOWN_DEVICE = BaseRefused(ErrorCode.UNKNOWN_DEVICE, 404, "")


@pytest.mark.parametrize(
    "error", [BaseUnreachable("away"), BaseRefused(ErrorCode.TOKEN_INVALID, 401, ""), UNKNOWN_DEVICE]
)
def test_no_answer_is_no_verification_and_is_asked_again(desk: Desk, error: Exception) -> None:
    def fail(_session_id: str, _request: VerifyRequest) -> VerifyResponse:
        raise error

    desk.base.on_verify = fail
    with pytest.raises(type(error)):
        desk.engine.run_once()
    assert (desk.checks.kept, desk.outbox.acked_through) == ([], 10)
    desk.base.on_verify = desk.base.verified
    assert desk.engine.run_once().checked == 1
