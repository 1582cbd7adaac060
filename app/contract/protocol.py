# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protocol v1, "ledger push, content pull": requests and answers as JSON models.

Every call but ``enroll`` carries ``Authorization: Bearer <token>`` and ``Sync-Proto: 1``.
"""

from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from app.contract.content import ContentType
from app.contract.events import HashHex, LedgerEvent

PROTO: Final = 1
PROTO_MIN: Final = max(1, PROTO - 2)
PROTO_HEADER: Final = "Sync-Proto"
MAX_BATCH_EVENTS: Final = 500
MAX_BATCH_BYTES: Final = 1_048_576
MAX_POISON_CHARS: Final = 16_384


class TokenState(StrEnum):
    """How a device's token stands.

    ``active``: it does all that its scope allows. ``rotate_due``: so it does, and it is old enough to be replaced
    through ``POST /v1/token/rotate``. ``draining``: the device was removed; it may only bring in what it still holds.
    """

    ACTIVE = "active"
    ROTATE_DUE = "rotate_due"
    DRAINING = "draining"


class TokenScope(StrEnum):
    """What an enrolment code allows beyond what every desk does: a technician's desk may also write content."""

    DESK = "desk"
    TECHNICIAN = "technician"


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class ProtoRange(_Message):
    """Protocol versions a server speaks."""

    min: int = PROTO_MIN
    max: int = PROTO


class Limits(_Message):
    """What one push may carry."""

    max_batch_events: int = MAX_BATCH_EVENTS
    max_batch_bytes: int = MAX_BATCH_BYTES


class EnrollRequest(_Message):
    """Join with a one-time ``code``. ``device_id`` was minted by the profile, so events logged before stay valid.

    ``previous_device_id``: the desk goes on as that device, if the base knows it and does not know ``device_id``.
    """

    code: Annotated[str, Field(min_length=1, max_length=64)]
    device_id: Annotated[str, Field(min_length=36, max_length=36)]
    device_name: Annotated[str, Field(max_length=200)]
    platform: Annotated[str, Field(max_length=200)]
    app_version: Annotated[str, Field(max_length=40)]
    previous_device_id: str | None = None


class EnrollResponse(_Message):
    """The token is shown once; the server keeps only its sha256. The desk's ledger goes on under ``device_id``.

    ``ca_pem``: the private authority by which the desk is to believe the base from now on, and by no other.
    """

    device_id: str
    token: str = Field(repr=False)
    server_epoch: str
    proto: ProtoRange = ProtoRange()
    event_schema_max: int
    limits: Limits = Limits()
    scope: str = TokenScope.DESK.value
    ca_pem: str | None = None


class RotateResponse(_Message):
    """The device's next token. The one it has goes on until the first use of the next one."""

    token: str = Field(repr=False)


class HelloRequest(_Message):
    """Where this desk's ledger and content stand. ``head_session_id`` is the session of event ``last_seq``."""

    app_version: str
    proto: int = PROTO
    gen: int
    last_seq: int
    acked_through: int
    head_hash: HashHex
    pull_cursor: str | None = None
    head_session_id: Annotated[str, Field(max_length=64)] | None = None


class HelloResponse(_Message):
    """Where the server's copy stands. Its ``acked_through`` always wins.

    ``has_changes`` False: there is no content after the desk's cursor, so it need not ask.
    """

    server_epoch: str
    server_time: str
    acked_gen: int
    acked_through: int
    acked_hash: HashHex
    cursor_ok: bool
    has_changes: bool = True
    limits: Limits = Limits()
    notices: list[str] = []
    token_state: str = TokenState.ACTIVE.value
    scope: str = TokenScope.DESK.value


class GenerationRequest(_Message):
    """Open generation ``gen`` of one's own ledger. ``reason``: ``forked``, ``rolled_back``, ``cloned`` or the like."""

    gen: Annotated[int, Field(ge=1, lt=2**63)]
    reason: Annotated[str, Field(max_length=64)] = ""


class GenerationResponse(_Message):
    """The base's watermark in generation ``gen``. ``opened`` False: it was open before this call."""

    server_epoch: str
    gen: int
    acked_through: int
    acked_hash: HashHex
    opened: bool


class PushRequest(_Message):
    """A run of consecutive events of one generation, ``events[0].seq == first_seq``."""

    batch_id: Annotated[str, Field(min_length=36, max_length=36)]
    server_epoch: str
    gen: Annotated[int, Field(ge=1)]
    first_seq: Annotated[int, Field(ge=1)]
    events: Annotated[list[LedgerEvent], Field(min_length=1, max_length=MAX_BATCH_EVENTS)]


class Quarantined(_Message):
    """An event kept raw but not yet understood."""

    event_id: str
    code: str


class PushResponse(_Message):
    """Sent only after the server's commit."""

    batch_id: str
    server_epoch: str
    server_time: str
    gen: int
    acked_through: int
    acked_hash: HashHex
    applied: int
    duplicates: int
    quarantined: list[Quarantined] = []


class SessionTotals(_Message):
    """What one desk sold in a session, without what it took back (money in fen)."""

    sales: int
    units: int
    total_fen: int


class CheckStatus(StrEnum):
    """What the base says about a session that a desk closed."""

    VERIFIED = "verified"
    INCOMPLETE = "incomplete"
    MISMATCH = "mismatch"


class VerifyRequest(_Message):
    """What one desk logged in a session: its event count, its totals, and its last event of it (number and hash)."""

    device_id: Annotated[str, Field(min_length=36, max_length=36)]
    gen: Annotated[int, Field(ge=1, lt=2**63)]
    last_seq: Annotated[int, Field(ge=1, lt=2**63)]
    count: Annotated[int, Field(ge=1)]
    totals: SessionTotals
    chain_hash: HashHex


class MissingElsewhere(_Message):
    """Runs of numbers ``(gen, first, last)`` that the base lacks of another desk of the session, as far as it knows."""

    device_id: str
    device_name: str
    missing: list[tuple[int, int, int]]


class VerifyResponse(_Message):
    """Whether the base holds the same. ``totals`` are what it counts for that desk.

    ``missing`` lists runs of numbers ``(gen, first, last)`` that it lacks of that desk, ``elsewhere`` those of the
    session's other desks; either makes the session incomplete. ``devices``, ``late`` and ``doubles`` are about the
    whole session: desks that logged in it, sales that came after its close, and pairs that may be doubles.
    """

    status: CheckStatus
    missing: list[tuple[int, int, int]] = []
    elsewhere: list[MissingElsewhere] = []
    count: int
    totals: SessionTotals
    devices: int = 1
    late: int = 0
    doubles: int = 0


class PoisonReport(_Message):
    """An event that the base does not take: its place in the chain, why, and its text as far as it fits.

    The base notes it and lets what follows flow; the event itself stays on the desk.
    """

    server_epoch: str
    gen: Annotated[int, Field(ge=1, lt=2**63)]
    seq: Annotated[int, Field(ge=1, lt=2**63)]
    event_id: Annotated[str, Field(min_length=36, max_length=36)]
    prev_hash: HashHex
    hash: HashHex
    code: Annotated[str, Field(max_length=64)]
    detail: Annotated[str, Field(max_length=1_000)] = ""
    size: Annotated[int, Field(ge=0, lt=2**63)]
    text: Annotated[str, Field(max_length=MAX_POISON_CHARS)]


class PoisonNoted(_Message):
    """The base's watermark after the report."""

    server_epoch: str
    acked_through: int
    acked_hash: HashHex


class Change(_Message):
    """One content record at one version; ``deleted`` records carry no body."""

    type: ContentType
    id: str
    version: int
    deleted: bool = False
    body: dict[str, Any] | None = None


class ContentPut(_Message):
    """A technician's edit of one record: its new body, or its deletion.

    ``PUT /v1/content/{id}`` carries ``If-Match: "version"``, the version that was edited; ``"0"``: a new record. The
    answer is the record's Change.
    """

    type: ContentType
    deleted: bool = False
    body: dict[str, Any] | None = None


class ChangesResponse(_Message):
    """Changes after an opaque cursor."""

    server_epoch: str
    changes: list[Change]
    next: str
    has_more: bool


class SnapshotResponse(_Message):
    """The full content set and the cursor to go on from."""

    server_epoch: str
    records: list[Change]
    cursor: str
