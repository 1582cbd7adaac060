# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rules need from the outside, as Protocols: the ledger, the content store and the base server.

``store`` and ``adapters`` implement these; ``services`` and the command line join them.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from app.contract.content import ContentRecord
from app.contract.errors import ErrorCode
from app.contract.events import LedgerEvent
from app.contract.protocol import (
    Change,
    ChangesResponse,
    EnrollRequest,
    EnrollResponse,
    GenerationRequest,
    GenerationResponse,
    HelloRequest,
    HelloResponse,
    PoisonNoted,
    PoisonReport,
    PushRequest,
    PushResponse,
    RotateResponse,
    SnapshotResponse,
    VerifyRequest,
    VerifyResponse,
)
from app.domain.drafts import EventDraft
from app.domain.session_state import SessionState, Totals
from app.domain.tls_fault import TlsFault

_NOT_FOUND: Final = 404


class LedgerWriteError(Exception):
    """An event was NOT saved.

    ``code`` is stable: ``disk_full``, ``read_only``, ``busy``, ``corrupt``, ``io_error``; and ``invalid_event`` for an
    event that no ledger takes, so that trying again is of no use.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """Where the local ledger stands. ``last_seq`` 0 and the genesis hash: empty.

    ``head_session_id`` is the session of event ``last_seq``.
    """

    device_id: str
    gen: int
    last_seq: int
    head_hash: str
    acked_through: int
    server_epoch: str | None
    pull_cursor: str | None
    head_session_id: str | None = None

    @property
    def pending(self) -> int:
        """How many events the base does not have yet."""
        return self.last_seq - self.acked_through


class BaseStanding(StrEnum):
    """How a session stands with the base: the last three are the base's own answers about all of it."""

    OPEN = "open"
    CLOSED = "closed"
    AT_BASE = "at_base"
    VERIFIED = "verified"
    INCOMPLETE = "incomplete"
    MISMATCH = "mismatch"


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One row of a session list. ``answer`` is what the base last said, where that is about all of the session."""

    session_id: str
    shop_id: str
    shop_name: str
    anchor: str
    rehearsal: bool
    opened_at: str
    closed_at: str | None
    totals: Totals
    at_base: bool = False
    answer: VerifyResponse | None = None

    @property
    def standing(self) -> BaseStanding:
        """How the session stands with the base."""
        if self.closed_at is None:
            return BaseStanding.OPEN
        if self.answer is not None:
            return BaseStanding(self.answer.status)
        return BaseStanding.AT_BASE if self.at_base else BaseStanding.CLOSED


@dataclass(frozen=True, slots=True)
class SessionClaim:
    """A closed session whose events are all at the base, as this PC asks the base about it."""

    session_id: str
    request: VerifyRequest


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """One thing ``verify`` found wrong. ``where`` names journal, database row or projection."""

    code: str
    where: str
    detail: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a full check of the local ledger found. ``set_aside`` names files that recovery or restore put away."""

    events: int
    problems: tuple[LedgerProblem, ...]
    generations: int = 1
    set_aside: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether chain, journal and projections agree."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup of this PC's database. ``made_at`` is ISO 8601 UTC; ``events`` is None where it cannot be read."""

    path: Path
    made_at: str
    size: int
    events: int | None


class LedgerWriter(Protocol):
    """The one way into the ledger. Returns at once; the future resolves after the durable commit."""

    def append(self, draft: EventDraft) -> "Future[LedgerEvent]":
        """Append one event. A second append of one ``event_id`` returns the stored event and adds nothing.

        The future raises LedgerWriteError when nothing was saved.
        """
        ...


class LedgerReader(Protocol):
    """Read-only views; each call is I/O and belongs on a worker thread."""

    def head(self) -> LedgerHead:
        """Return where the ledger stands."""
        ...

    def sessions(self, *, limit: int = 200) -> Sequence[SessionSummary]:
        """Return sessions, newest first (by sequence)."""
        ...

    def session(self, session_id: str) -> SessionState | None:
        """Return one session folded from its events, or None if the ledger does not know it."""
        ...

    def open_session(self) -> SessionState | None:
        """Return the session that is still open, the newest if there are several."""
        ...

    def events(self, session_id: str) -> Sequence[LedgerEvent]:
        """Return a session's events in sequence order."""
        ...


class Outbox(Protocol):
    """The ledger as sync sees it. Writes go through the writer thread and block until they are durable."""

    def head(self) -> LedgerHead:
        """Return where the ledger stands."""
        ...

    def pending(self, after_seq: int, limit: int, *, gen: int | None = None) -> Sequence[LedgerEvent]:
        """Return up to ``limit`` events of generation ``gen``, else the current one, after ``after_seq``, in order."""
        ...

    def acknowledge(self, *, server_epoch: str, through: int) -> None:
        """Record that the base has everything up to ``through``. Lower than before is a rewind, and is kept."""
        ...

    def note_clock(self, offset_ms: int) -> None:
        """Remember the base's clock minus this PC's in ms; what is logged from now on says it."""
        ...

    def hash_at(self, seq: int, *, gen: int | None = None) -> str | None:
        """Return the hash of event ``seq`` of ``gen``, else of the current generation: genesis for 0, None for none."""
        ...

    def open_generation(self, reason: str, *, above: int = 0) -> LedgerHead:
        """Begin a new chain, of a generation higher than ``above``, with every event that is not acknowledged.

        The events keep their ids and all they say. ``reason`` is kept with the generation. Returns the new head, of
        which nothing is acknowledged. Raises LedgerWriteError when nothing was changed.
        """
        ...

    def adopt_device(self, device_id: str) -> LedgerHead:
        """Go on as ``device_id``, in a new chain with every event of this ledger, under its old event id.

        Raises LedgerWriteError when nothing was changed.
        """
        ...

    def generation_reason(self, gen: int) -> str:
        """Return why generation ``gen`` was begun here, empty where that is not known."""
        ...


class ParkedEvents(Protocol):
    """Events that the base does not take. They stay in the ledger as they are; this only remembers which."""

    def park(self, event: LedgerEvent, code: str, detail: str) -> None:
        """Remember ``event``; a second time changes nothing."""
        ...

    def count(self) -> int:
        """Return how many are parked."""
        ...

    def event_ids(self) -> frozenset[str]:
        """Return which are parked."""
        ...


class SessionChecks(Protocol):
    """What the base said about the sessions that were closed here."""

    def due(self, limit: int) -> Sequence[SessionClaim]:
        """Return closed sessions that are at the base and not verified as they are now, newest first."""
        ...

    def record(self, claim: SessionClaim, answer: VerifyResponse) -> None:
        """Keep the base's answer about ``claim``."""
        ...


class ContentInbox(Protocol):
    """Content as sync and import write it. Each call is one transaction."""

    def apply_changes(self, changes: Sequence[Change], *, cursor: str) -> None:
        """Store published changes and the cursor after them."""
        ...

    def replace_all(self, records: Sequence[Change], *, server_epoch: str, cursor: str) -> None:
        """Swap in the base's full content set; locally imported records that the base does not know stay."""
        ...


class ContentStore(Protocol):
    """Content as this PC uses it."""

    def load(self) -> Sequence[ContentRecord]:
        """Return all current records, in the order in which they were first stored."""
        ...

    def import_records(self, records: Sequence[ContentRecord]) -> None:
        """Store records imported on this PC, all or nothing."""
        ...


class BaseUnreachable(Exception):
    """Outcome unknown: no answer, or an answer that is not the base's. Resend the same batch.

    ``retry_after_s`` is how long the base asked to wait, in seconds, if it did.
    """

    def __init__(self, detail: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class BaseUntrusted(BaseUnreachable):
    """What answers at the base's address could not prove that it is the base. Nothing was sent to it."""

    def __init__(self, fault: TlsFault, detail: str) -> None:
        super().__init__(detail)
        self.fault = fault


class BaseRefused(Exception):
    """The base answered with a problem document. ``retry_after_s`` as in BaseUnreachable."""

    def __init__(
        self,
        code: str,
        status: int,
        detail: str,
        expected: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(detail or code)
        self.code = code
        self.status = status
        self.expected = expected
        self.retry_after_s = retry_after_s

    @property
    def is_unknown_call(self) -> bool:
        """Whether the base is too old to know what it was asked."""
        return self.status == _NOT_FOUND and self.code != ErrorCode.UNKNOWN_DEVICE


class TokenKeeper(Protocol):
    """The token by which the base knows this PC."""

    def renew(self, token: str) -> bool:
        """Go on with ``token``, once it is kept for good; return False where it was not: the old one goes on."""
        ...

    def fall_back(self) -> bool:
        """Go on with the token before this one; return False where there is none."""
        ...


class BaseClient(Protocol):
    """Protocol v1 as the desk calls it.

    Every call may raise BaseUnreachable or BaseRefused, and nothing else.
    """

    def enroll(self, request: EnrollRequest) -> EnrollResponse:
        """Join the base with a one-time code."""
        ...

    def hello(self, request: HelloRequest) -> HelloResponse:
        """Ask where the base's copy of this ledger stands."""
        ...

    def push(self, request: PushRequest) -> PushResponse:
        """Send a batch of events."""
        ...

    def verify(self, session_id: str, request: VerifyRequest) -> VerifyResponse:
        """Ask whether the base holds this PC's part of a session."""
        ...

    def open_generation(self, device_id: str, request: GenerationRequest) -> GenerationResponse:
        """Say that this PC's ledger goes on in a new generation; may be repeated."""
        ...

    def rotate_token(self) -> RotateResponse:
        """Ask for the next token; the one in use goes on until the first use of the next."""
        ...

    def report_poison(self, report: PoisonReport) -> PoisonNoted:
        """Report an event that the base does not take, so that it lets the next ones in."""
        ...

    def changes(self, since: str | None, limit: int) -> ChangesResponse:
        """Fetch content changes after a cursor."""
        ...

    def snapshot(self) -> SnapshotResponse:
        """Fetch the full content set."""
        ...

    def close(self) -> None:
        """Drop the connections; a call under way in another thread ends with BaseUnreachable."""
        ...
