# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sync as rules: what to send, what to believe, what to do on each answer. No thread, no timer, no socket here.

No answer of the base ever deletes or blocks anything local. The base's ``acked_through`` always wins: lower than
the desk's means that the base was restored, and the missing events are sent again.
"""

import math
import random
import threading
import time
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.contract.errors import ErrorCode
from app.contract.events import GENESIS_HASH
from app.contract.protocol import GenerationRequest, HelloRequest, HelloResponse, TokenState
from app.domain.clock import Clock
from app.domain.parking import Parking
from app.domain.ports import (
    BaseClient,
    BaseRefused,
    BaseUnreachable,
    ContentInbox,
    LedgerHead,
    Outbox,
    ParkedEvents,
    SessionChecks,
    TokenKeeper,
)
from app.domain.pushing import OTHER_HISTORY, Chain, Pusher
from app.domain.session_checks import SessionChecker
from app.domain.tls_fault import TlsFault

CHANGES_PAGE: Final = 500
_MAX_RESTARTS: Final = 2
_CLOCK_STEP_MS: Final = 500
NO_TOKEN: Final = "no_token"  # noqa: S105 - a code
KEYRING: Final = "keyring"
"""Codes beside the base's own: this PC has no token, or its keyring does not give it."""
CLOCK_WRONG_MS: Final = 120_000
ROTATE_AGAIN_S: Final = 3_600.0
_START_OVER: Final = frozenset({ErrorCode.SEQ_GAP.value, ErrorCode.EPOCH_CHANGED.value})
_OTHER_LEDGER: Final = frozenset({ErrorCode.DEVICE_FORKED.value, ErrorCode.GEN_STALE.value})


class SyncPhase(StrEnum):
    """What the sync is doing."""

    NOT_ENROLLED = "not_enrolled"
    IDLE = "idle"
    SYNCING = "syncing"
    OFFLINE = "offline"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What one run did: events newly known to be at the base, content records taken over, events still waiting.

    ``checked``: closed sessions about which the base gave a new answer.
    """

    pushed: int
    pulled: int
    pending: int
    checked: int = 0


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """How far the base is: it has every event of ``generation`` up to sequence number ``through``.

    A number says nothing without its generation: a new one numbers from 1 again what the base lacks.
    """

    generation: int = 1
    through: int = 0


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the desk shows about the base.

    ``oldest_pending_at`` and ``last_success_at`` are ISO 8601 UTC; ``detail`` is a plain English sentence, empty when
    all is well; ``code`` is the base's error code, or ``local`` where the fault is this PC's, for other languages.
    ``parked`` events are safe here, but the base did not take them. ``clock_offset_ms`` is the base's
    clock minus this PC's when it last answered, None before that. ``tls``: what answers is not believed to be the base.
    """

    phase: SyncPhase
    pending: int = 0
    acknowledged: Acknowledged = Acknowledged()
    oldest_pending_at: str | None = None
    detail: str = ""
    last_success_at: str | None = None
    code: str = ""
    parked: int = 0
    clock_offset_ms: int | None = None
    tls: TlsFault | None = None


class Backoff:
    """Full-jitter waiting times: each is drawn evenly below a ceiling that doubles from ``base_s`` to ``cap_s``.

    The longest wait leaves room to bring in a full evening's backlog within a minute after the network healed.
    """

    def __init__(self, *, base_s: float = 1.0, cap_s: float = 55.0, rng: random.Random | None = None) -> None:
        self._base_s = base_s
        self._cap_s = cap_s
        self._rng = rng or random.Random()  # noqa: S311 - spreads retries, guards nothing
        self._ceiling_s = base_s

    def next(self, *, at_least_s: float | None = None) -> float:
        """Return the next wait in seconds, never below ``at_least_s``; it may be asked for ever."""
        wait = self._rng.uniform(0.0, self._ceiling_s)
        self._ceiling_s = min(self._cap_s, self._ceiling_s * 2)
        return wait + (at_least_s or 0.0)

    def reset(self) -> None:
        """Start again at the shortest ceiling."""
        self._ceiling_s = self._base_s


class SyncEngine:
    """Brings the base and this desk level: ledger up, content down. One thread at a time may run it."""

    def __init__(  # noqa: PLR0913 - the two sides and what each desk may leave out
        self,
        outbox: Outbox,
        inbox: ContentInbox,
        client: BaseClient,
        *,
        app_version: str,
        checks: SessionChecks | None = None,
        parked: ParkedEvents | None = None,
        renumbers: bool = False,
        clock: Clock | None = None,
        token: TokenKeeper | None = None,
    ) -> None:
        """Prepare; nothing is sent before ``run_once``.

        Args:
            outbox: the ledger as sync sees it.
            inbox: where content goes.
            client: the base.
            app_version: this program's version.
            checks: what the base said about closed sessions; None: it is not asked.
            parked: events the base does not take; None: one such event holds up what follows it.
            renumbers: whether another history at the base opens a new generation of the ledger, or stops the sync.
            clock: this PC's clock, to be compared with the base's; None: it is not.
            token: what keeps the token that ``client`` shows; None: it stays as it is.
        """
        self._outbox = outbox
        self._inbox = inbox
        self._client = client
        self._app_version = app_version
        self._checker = None if checks is None else SessionChecker(checks, client)
        self._parking = None if parked is None else Parking(parked, client)
        self._pusher = Pusher(outbox, client, self._parking, self._check_open)
        self._renumbers = renumbers
        self._base_gen = 0
        self._clock = clock
        self._token = token
        self._ask_token_at = -math.inf
        self.clock_offset_ms: int | None = None
        self._checked = 0
        self._closed = threading.Event()

    def close(self) -> None:
        """End for good, from any thread: a run under way stops at its next step and writes nothing more."""
        self._closed.set()
        self._client.close()

    def run_once(self) -> SyncResult:
        """Push everything that waits, then pull content.

        Raises:
            BaseUnreachable: the outcome is unknown; run again later.
            BaseRefused: the base refused; ``code`` says why. What was acknowledged before stays acknowledged.
        """
        head = self._outbox.head()
        before = head.acked_through
        self._checked = 0
        if self._parking is not None:
            self._parking.begin_run()
        restarts = 0
        while True:
            try:
                pulled = self._round(head)
            except BaseRefused as refusal:
                restarts += 1
                if restarts > _MAX_RESTARTS or not self._can_start_over(refusal):
                    raise
                head = self._outbox.head()
            else:
                head = self._outbox.head()
                return SyncResult(max(0, head.acked_through - before), pulled, head.pending, self._checked)

    def _can_start_over(self, refusal: BaseRefused) -> bool:
        """Return whether another round may do better; where the base holds another history, open a new generation.

        What was not acknowledged is numbered anew under its old ids, so the base stores nothing twice.
        """
        if refusal.code == ErrorCode.TOKEN_INVALID and self._token is not None:
            self._check_open()
            return self._token.fall_back()
        if refusal.code in _OTHER_LEDGER and self._renumbers:
            self._check_open()
            self._outbox.open_generation(refusal.code, above=self._base_gen)
            return True
        return refusal.code in _START_OVER

    def _measure_clock(self, before: datetime | None, server_time: str) -> None:
        """Keep the base's clock minus this PC's. Steps below half a second are the network's, not the clock's."""
        if self._clock is None or before is None:
            return
        try:
            here = before + (self._clock.now() - before) / 2
            offset = round((datetime.fromisoformat(server_time) - here).total_seconds() * 1_000)
        except (ValueError, TypeError, OverflowError):
            return
        if self.clock_offset_ms is None or abs(offset - self.clock_offset_ms) >= _CLOCK_STEP_MS:
            self.clock_offset_ms = offset
            self._outbox.note_clock(offset)

    def _round(self, head: LedgerHead) -> int:
        asked_at = None if self._clock is None else self._clock.now()
        hello = self._client.hello(
            HelloRequest(
                app_version=self._app_version,
                gen=head.gen,
                last_seq=head.last_seq,
                acked_through=head.acked_through,
                head_hash=head.head_hash,
                pull_cursor=head.pull_cursor,
                head_session_id=head.head_session_id,
            )
        )
        self._check_open()
        self._measure_clock(asked_at, hello.server_time)
        self._base_gen = hello.acked_gen
        if hello.acked_gen < head.gen:
            self._bring_in_older(head, hello)
            hello = self._announce_generation(head, hello)
        through = self._agree(head, hello)
        self._pusher.send_after(Chain(head.gen, hello.server_epoch, hello.limits), through)
        self._check_sessions(hello)
        if hello.token_state == TokenState.DRAINING:
            raise BaseRefused(
                ErrorCode.TOKEN_REVOKED,
                401,
                "The base has removed this PC. All its sales have arrived there. Enrol this PC again to go on.",
            )
        pulled = self._pull(head, hello)
        if hello.token_state == TokenState.ROTATE_DUE:
            self._rotate_token()
        return pulled

    def _rotate_token(self) -> None:
        """Ask for the next token and keep it before its first use. Whatever fails, the one in use goes on."""
        if self._token is None or time.monotonic() < self._ask_token_at:
            return
        self._ask_token_at = time.monotonic() + ROTATE_AGAIN_S
        try:
            answer = self._client.rotate_token()
        except BaseRefused:
            return
        self._check_open()
        if answer.token:
            self._token.renew(answer.token)

    def _bring_in_older(self, head: LedgerHead, hello: HelloResponse) -> None:
        """Bring a base that was restored to before this PC's generation began level with the generations before it.

        It must be done before the first event of the new one arrives: then the base takes nothing of older ones.
        """
        after, known_hash = hello.acked_through, hello.acked_hash
        for gen in range(hello.acked_gen, head.gen):
            # A base that holds more of it, or another history, has all of it that it can take.
            if self._outbox.hash_at(after, gen=gen) == known_hash:
                self._send_older(Chain(gen, hello.server_epoch, hello.limits, is_current=False), after)
            after, known_hash = 0, GENESIS_HASH

    def _send_older(self, chain: Chain, after: int) -> None:
        try:
            self._pusher.send_after(chain, after)
        except BaseRefused as refusal:
            if refusal.code not in _OTHER_LEDGER:
                raise
            self._check_open()

    def _announce_generation(self, head: LedgerHead, hello: HelloResponse) -> HelloResponse:
        """Say that this ledger goes on in a new generation and return ``hello`` with where the base stands in it.

        A base that does not know the call takes the generation with its first event.
        """
        asked = GenerationRequest(gen=head.gen, reason=self._outbox.generation_reason(head.gen)[:64])
        try:
            answer = self._client.open_generation(head.device_id, asked)
        except BaseRefused as refusal:
            if refusal.is_unknown_call:
                return hello
            self._base_gen = max(self._base_gen, (refusal.expected or 1) - 1)
            raise
        self._check_open()
        if answer.server_epoch != hello.server_epoch or answer.gen != head.gen:
            raise BaseUnreachable("The base's answer does not belong to what was asked. It will be asked again.")
        self._base_gen = answer.gen
        stands = {"acked_gen": answer.gen, "acked_through": answer.acked_through, "acked_hash": answer.acked_hash}
        return hello.model_copy(update=stands)

    def _agree(self, head: LedgerHead, hello: HelloResponse) -> int:
        """Take over the base's watermark and return it.

        Raises:
            BaseRefused: the base holds another history of this ledger than this PC does.
        """
        if hello.acked_gen > head.gen:
            raise BaseRefused(ErrorCode.GEN_STALE, 409, OTHER_HISTORY)
        through = hello.acked_through if hello.acked_gen == head.gen else 0
        known_hash = head.head_hash if through == head.last_seq else self._outbox.hash_at(through)
        if through and known_hash != hello.acked_hash:
            raise BaseRefused(ErrorCode.DEVICE_FORKED, 409, OTHER_HISTORY)
        if through != head.acked_through or hello.server_epoch != head.server_epoch:
            self._outbox.acknowledge(server_epoch=hello.server_epoch, through=through)
        return through

    def _check_sessions(self, hello: HelloResponse) -> None:
        """Ask about closed sessions; what the base lost in spite of its watermark is sent again."""
        if self._checker is None:
            return

        def send_again(gen: int, first: int, last: int) -> None:
            if gen == self._outbox.head().gen:
                self._pusher.send_after(Chain(gen, hello.server_epoch, hello.limits), first - 1, last=last)

        self._checked += self._checker.run(send_again)
        self._check_open()

    def _pull(self, head: LedgerHead, hello: HelloResponse) -> int:
        cursor = head.pull_cursor
        if cursor is None or not hello.cursor_ok or head.server_epoch != hello.server_epoch:
            return self._take_snapshot(hello.server_epoch)
        pulled = 0
        more = hello.has_changes
        while more:
            try:
                page = self._client.changes(cursor, CHANGES_PAGE)
            except BaseRefused as refusal:
                if refusal.code != ErrorCode.CURSOR_EXPIRED:
                    raise
                return pulled + self._take_snapshot(hello.server_epoch)
            self._check_open()
            if page.server_epoch != hello.server_epoch or (page.has_more and page.next == cursor):
                raise BaseUnreachable("The base changed while its content was being read. It will be read again.")
            self._inbox.apply_changes(page.changes, cursor=page.next)
            pulled += len(page.changes)
            cursor, more = page.next, page.has_more
        return pulled

    def _take_snapshot(self, epoch: str) -> int:
        snapshot = self._client.snapshot()
        self._check_open()
        if snapshot.server_epoch != epoch:
            raise BaseUnreachable("The base changed while its content was being read. It will be read again.")
        self._inbox.replace_all(snapshot.records, server_epoch=epoch, cursor=snapshot.cursor)
        return len(snapshot.records)

    def _check_open(self) -> None:
        if self._closed.is_set():
            raise BaseUnreachable("Sync was stopped.")
