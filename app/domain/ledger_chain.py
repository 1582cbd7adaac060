# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The chain that a device's ledger is: where a new event goes, and whether a run of events is whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.contract.events import (
    BODY_MODELS,
    EVENT_SCHEMA_VERSION,
    GENESIS_HASH,
    LedgerEvent,
    chain_hash,
    content_hash,
    expected_hash,
)
from app.domain.drafts import EventDraft
from app.domain.ports import LedgerProblem


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The end of a chain: the next event takes ``seq + 1`` and carries ``hash`` as its ``prev_hash``."""

    device_id: str
    gen: int
    seq: int
    hash: str

    @classmethod
    def genesis(cls, device_id: str, gen: int) -> "ChainHead":
        """Return the head of an empty ledger."""
        return cls(device_id, gen, 0, GENESIS_HASH)

    @classmethod
    def after(cls, event: LedgerEvent) -> "ChainHead":
        """Return the head once ``event`` is the last one."""
        return cls(event.device_id, event.gen, event.seq, event.hash)


def place(draft: EventDraft, head: ChainHead, *, clock_offset_ms: int | None = None) -> LedgerEvent:
    """Return ``draft`` as the event that follows ``head``. ``clock_offset_ms``: the base's clock minus this PC's.

    Raises:
        ValueError: when the body does not fit its kind or has no canonical JSON (NaN, lone surrogate).
    """
    model = BODY_MODELS.get(draft.kind)
    if model is not None:
        model.model_validate(draft.body)
    stamp = draft.stamp
    content = {
        "event_id": draft.event_id,
        "session_id": draft.session_id,
        "kind": draft.kind,
        "occurred_at": stamp.occurred_at,
        "tz_offset_min": stamp.tz_offset_min,
        "mono_ns": stamp.mono_ns,
        "boot_id": stamp.boot_id,
        "clock_offset_ms": clock_offset_ms,
        "actor": draft.actor,
        "schema_version": EVENT_SCHEMA_VERSION,
        "body": draft.body,
    }
    seq = head.seq + 1
    own_hash = chain_hash(
        prev_hash=head.hash, device_id=head.device_id, gen=head.gen, seq=seq, content=content_hash(content)
    )
    chain = {
        "device_id": head.device_id,
        "gen": head.gen,
        "seq": seq,
        "prev_hash": head.hash,
        "hash": own_hash,
    }
    return LedgerEvent.model_validate(content | chain)


def relink(event: LedgerEvent, head: ChainHead) -> LedgerEvent:
    """Return ``event``, with its id and all it says, as the one that follows ``head`` in another chain."""
    chain = {"device_id": head.device_id, "gen": head.gen, "seq": head.seq + 1, "prev_hash": head.hash}
    moved = event.model_copy(update=chain)
    return moved.model_copy(update={"hash": expected_hash(moved.model_dump(mode="python"))})


def follows(event: LedgerEvent, head: ChainHead) -> LedgerProblem | None:
    """Return what is wrong with ``event`` as the one right after ``head``, None if nothing is.

    Codes: ``other_chain`` (device or generation), ``gap`` (sequence), ``broken_link`` (previous hash),
    ``bad_hash`` (the event was changed after it was written).
    """
    where = f"event {event.gen}/{event.seq}"
    if (event.device_id, event.gen) != (head.device_id, head.gen):
        return LedgerProblem("other_chain", where, "The event belongs to another device or generation.")
    if event.seq != head.seq + 1:
        return LedgerProblem("gap", where, f"Sequence {head.seq + 1} was expected here.")
    if event.prev_hash != head.hash:
        return LedgerProblem("broken_link", where, "The event does not continue the one before it.")
    if event.hash != _hash_or_empty(event):
        return LedgerProblem("bad_hash", where, "The event is not what was written: its hash differs.")
    return None


def chain_problems(events: Iterable[LedgerEvent], head: ChainHead) -> Iterator[LedgerProblem]:
    """Yield every break in ``events`` (in stored order), which should continue ``head``.

    After a break the check goes on from the event found, so one damaged event is told once or twice, not for ever.
    """
    for event in events:
        problem = follows(event, head)
        if problem is not None:
            yield problem
        head = ChainHead.after(event)


def _hash_or_empty(event: LedgerEvent) -> str:
    try:
        return expected_hash(event.model_dump(mode="python"))
    except ValueError:
        return ""
