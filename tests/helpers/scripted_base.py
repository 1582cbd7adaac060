# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A base in memory that answers as a test tells it."""

from collections.abc import Callable

from app.contract.content import ContentType
from app.contract.errors import ErrorCode
from app.contract.events import GENESIS_HASH, LedgerEvent
from app.contract.ids import new_id
from app.contract.protocol import (
    Change,
    ChangesResponse,
    CheckStatus,
    EnrollRequest,
    EnrollResponse,
    GenerationRequest,
    GenerationResponse,
    HelloRequest,
    HelloResponse,
    Limits,
    PoisonNoted,
    PoisonReport,
    PushRequest,
    PushResponse,
    RotateResponse,
    SnapshotResponse,
    VerifyRequest,
    VerifyResponse,
)
from app.domain.ports import BaseRefused


class ScriptedBase:
    """Implements BaseClient over a list of stored events; ``on_push`` may answer in its place."""

    def __init__(self) -> None:
        self.epoch = new_id()
        self.gen = 1
        self.stored: list[LedgerEvent] = []
        self.pushes: list[PushRequest] = []
        self.hellos: list[HelloRequest] = []
        self.content: list[Change] = []
        self.cursor_floor = 0
        self.snapshots = 0
        self.token_state = "active"
        self.limits = Limits()
        self.on_push: Callable[[PushRequest], PushResponse | None] = lambda _request: None
        self.claims: list[tuple[str, VerifyRequest]] = []
        self.on_verify: Callable[[str, VerifyRequest], VerifyResponse] = self.verified
        self.poison: list[PoisonReport] = []
        self.closed = False
        self.generations: list[GenerationRequest] = []
        self.knows_generations = False
        self.older: dict[int, list[LedgerEvent]] = {}
        self.on_rotate: Callable[[], RotateResponse] = self._rotates_nothing

    def enroll(self, _request: EnrollRequest) -> EnrollResponse:
        raise AssertionError("the engine never enrols")

    def hello(self, request: HelloRequest) -> HelloResponse:
        self.hellos.append(request)
        after = self._number(request.pull_cursor)
        return HelloResponse(
            server_epoch=self.epoch,
            server_time="2026-05-20T12:00:00.000000+00:00",
            acked_gen=self.gen,
            acked_through=len(self.stored),
            acked_hash=self._head_hash(),
            cursor_ok=after is not None and after >= self.cursor_floor,
            has_changes=after != len(self.content),
            token_state=self.token_state,
            limits=self.limits,
        )

    def push(self, request: PushRequest) -> PushResponse:
        self.pushes.append(request)
        answer = self.on_push(request)
        if answer is not None:
            return answer
        if request.gen < self.gen:
            raise BaseRefused(ErrorCode.GEN_STALE, 409, "")
        if request.gen > self.gen:
            self._begin(request.gen)
        if request.first_seq > len(self.stored) + 1:
            raise BaseRefused(ErrorCode.SEQ_GAP, 409, "", len(self.stored) + 1)
        self.stored[request.first_seq - 1 :] = request.events
        return self.answer(request)

    def answer(self, request: PushRequest) -> PushResponse:
        return PushResponse(
            batch_id=request.batch_id,
            server_epoch=self.epoch,
            server_time="2026-05-20T12:00:00.000000+00:00",
            gen=request.gen,
            acked_through=len(self.stored),
            acked_hash=self._head_hash(),
            applied=len(request.events),
            duplicates=0,
        )

    def verify(self, session_id: str, request: VerifyRequest) -> VerifyResponse:
        self.claims.append((session_id, request))
        return self.on_verify(session_id, request)

    def open_generation(self, _device_id: str, request: GenerationRequest) -> GenerationResponse:
        self.generations.append(request)
        if not self.knows_generations:
            raise BaseRefused("not_found", 404, "")
        if request.gen < self.gen:
            raise BaseRefused(ErrorCode.GEN_STALE, 409, "", self.gen + 1)
        opened = request.gen > self.gen
        if opened:
            self._begin(request.gen)
        return GenerationResponse(
            server_epoch=self.epoch,
            gen=self.gen,
            acked_through=len(self.stored),
            acked_hash=self._head_hash(),
            opened=opened,
        )

    def rotate_token(self) -> RotateResponse:
        return self.on_rotate()

    def report_poison(self, report: PoisonReport) -> PoisonNoted:
        self.poison.append(report)
        event = LedgerEvent.model_validate_json(report.text)
        assert report.seq == len(self.stored) + 1
        self.stored.append(event)
        return PoisonNoted(server_epoch=self.epoch, acked_through=report.seq, acked_hash=report.hash)

    def changes(self, since: str | None, limit: int) -> ChangesResponse:
        after = self._number(since) or 0
        page = self.content[after : after + limit]
        return ChangesResponse(
            server_epoch=self.epoch,
            changes=page,
            next=f"{self.epoch}.{after + len(page)}",
            has_more=after + len(page) < len(self.content),
        )

    def snapshot(self) -> SnapshotResponse:
        self.snapshots += 1
        return SnapshotResponse(
            server_epoch=self.epoch, records=self.content, cursor=f"{self.epoch}.{len(self.content)}"
        )

    def close(self) -> None:
        self.closed = True

    def verified(self, _session_id: str, request: VerifyRequest) -> VerifyResponse:
        return VerifyResponse(status=CheckStatus.VERIFIED, count=request.count, totals=request.totals)

    def _begin(self, gen: int) -> None:
        self.older[self.gen], self.gen, self.stored = self.stored, gen, []

    def _rotates_nothing(self) -> RotateResponse:
        raise AssertionError("nobody asked for a new token")

    def _head_hash(self) -> str:
        return self.stored[-1].hash if self.stored else GENESIS_HASH

    def _number(self, cursor: str | None) -> int | None:
        epoch, _, number = (cursor or "").rpartition(".")
        return int(number) if epoch == self.epoch else None


def shop(number: int) -> Change:
    return Change(type=ContentType.SHOP, id=f"S{number}", version=1, body={"shop_id": f"S{number}", "name": "n"})
