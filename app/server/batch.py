# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a pushed batch: shape, hashes and chain, before any of it touches the database."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import from_json

from app.contract.errors import ErrorCode
from app.contract.events import LedgerEvent, chain_hash, content_json
from app.contract.protocol import PushRequest
from app.server.problems import ProblemError

_MAX_COLUMN_INT: Final = 2**63 - 1
_SHOWN_ERRORS: Final = 10


@dataclass(frozen=True, slots=True)
class ReceivedEvent:
    """A well-formed event with its canonical content, exactly as the desk hashed it."""

    event: LedgerEvent
    content: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A well-formed push: consecutive, chained, each hash right."""

    request: PushRequest
    events: Sequence[ReceivedEvent]

    @property
    def last_seq(self) -> int:
        """The sequence number of the last event."""
        return self.request.first_seq + len(self.events) - 1


def read_batch(body: bytes, device_id: str) -> Batch:
    """Return the batch in ``body``, which ``device_id`` sent.

    Raises:
        ProblemError: 400 or 422 ``bad_envelope``, 403 ``scope`` for another device's events.
    """
    try:
        raw = from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise ProblemError(400, ErrorCode.BAD_ENVELOPE, f"The batch is not JSON: {error}.") from error
    try:
        request = PushRequest.model_validate(raw, strict=True)
    except ValidationError as error:
        shown = [{"where": list(item["loc"]), "message": item["msg"]} for item in error.errors()[:_SHOWN_ERRORS]]
        raise ProblemError(422, ErrorCode.BAD_ENVELOPE, "The batch is not well-formed.", errors=shown) from error
    received = tuple(_read_event(event, item) for event, item in zip(request.events, raw["events"], strict=True))
    if any(event.device_id != device_id for event in request.events):
        raise ProblemError(403, ErrorCode.SCOPE, "A desk can bring in its own events only.")
    _check_chain(request)
    return Batch(request, received)


def _read_event(event: LedgerEvent, raw: dict[str, Any]) -> ReceivedEvent:
    if "\x00" in event.event_id or max(event.gen, event.seq) > _MAX_COLUMN_INT:
        raise _malformed(event, "its id or number cannot be stored")
    try:
        content = content_json(raw)
    except ValueError as error:
        raise _malformed(event, "its content has no canonical JSON") from error
    hashed = hashlib.sha256(content.encode()).hexdigest()
    linked = chain_hash(
        prev_hash=event.prev_hash, device_id=event.device_id, gen=event.gen, seq=event.seq, content=hashed
    )
    if linked != event.hash:
        raise _malformed(event, "its hash does not fit its content")
    return ReceivedEvent(event, content, hashed)


def _check_chain(request: PushRequest) -> None:
    previous: LedgerEvent | None = None
    for offset, event in enumerate(request.events):
        if (event.gen, event.seq) != (request.gen, request.first_seq + offset):
            raise _malformed(event, "its number is not the next one")
        if previous is not None and event.prev_hash != previous.hash:
            raise _malformed(event, "it is not chained to the event before it")
        previous = event


def _malformed(event: LedgerEvent, why: str) -> ProblemError:
    return ProblemError(422, ErrorCode.BAD_ENVELOPE, f"Event {event.event_id} (number {event.seq}): {why}.")
