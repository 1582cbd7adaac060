# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sending one generation of the ledger: in batches, in halves where the base wants them smaller, poison parked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.contract.errors import ErrorCode
from app.contract.events import LedgerEvent
from app.contract.ids import new_id
from app.contract.protocol import MAX_BATCH_EVENTS, Limits, PushRequest, PushResponse
from app.domain.parking import Parking
from app.domain.ports import BaseClient, BaseRefused, BaseUnreachable, Outbox

OTHER_HISTORY: Final = (
    "The base holds other events of this PC than this PC does: its data was copied or put back from a backup. "
    "Logging goes on and nothing was overwritten. Ask the base's staff."
)
_ENVELOPE_BYTES: Final = 512
_HALVE: Final = frozenset({ErrorCode.TOO_LARGE.value, ErrorCode.BAD_ENVELOPE.value})


@dataclass(frozen=True, slots=True)
class Chain:
    """The generation that is sent, and to whom. ``is_current``: how far the base is with it is kept in the ledger."""

    gen: int
    server_epoch: str
    limits: Limits
    is_current: bool = True


class Pusher:
    """Sends events and checks each answer before it is believed."""

    def __init__(
        self, outbox: Outbox, client: BaseClient, parking: Parking | None, check_open: Callable[[], None]
    ) -> None:
        """Prepare.

        Args:
            outbox: the ledger as sync sees it.
            client: the base.
            parking: takes events that the base does not take; None: one such event holds up what follows it.
            check_open: raises BaseUnreachable once the sync was ended; nothing is written after that.
        """
        self._outbox = outbox
        self._client = client
        self._parking = parking
        self._check_open = check_open

    def send_after(self, chain: Chain, after: int, *, last: int | None = None) -> None:
        """Send the events after sequence number ``after``, up to ``last`` or to the end.

        Raises:
            BaseUnreachable: the outcome is unknown.
            BaseRefused: the base refused; what was acknowledged before stays acknowledged.
        """
        while events := self._next_batch(chain, after, last):
            through = self._push(chain, events)
            after = events[-1].seq if last is not None else through

    def _next_batch(self, chain: Chain, after: int, last: int | None) -> Sequence[LedgerEvent]:
        """Return the events after ``after`` that fit into one push, at least one unless nothing waits."""
        most = min(max(1, chain.limits.max_batch_events), MAX_BATCH_EVENTS)
        count = most if last is None else min(most, last - after)
        events = self._outbox.pending(after, count, gen=chain.gen) if count > 0 else ()
        room = chain.limits.max_batch_bytes - _ENVELOPE_BYTES
        for place, event in enumerate(events):
            size = _size(event)
            room -= room + 1 if size is None else size + 1
            if room < 0:
                return events[: max(1, place)]
        return events

    def _push(self, chain: Chain, events: Sequence[LedgerEvent]) -> int:
        """Send ``events``, in halves if the base finds them too large or malformed, and return the new watermark."""
        request = PushRequest(
            batch_id=new_id(),
            server_epoch=chain.server_epoch,
            gen=chain.gen,
            first_seq=events[0].seq,
            events=list(events),
        )
        try:
            if len(events) == 1:
                _check_sendable(events[0], chain.limits)
            answer = self._client.push(request)
        except BaseRefused as refusal:
            self._check_open()
            if refusal.code not in _HALVE:
                raise
            if len(events) == 1:
                return self._park(chain, events[0], refusal)
            half = len(events) // 2
            self._push(chain, events[:half])
            return self._push(chain, events[half:])
        self._check_open()
        self._check_answer(request, answer)
        self._keep(chain, answer.acked_through)
        return answer.acked_through

    def _park(self, chain: Chain, event: LedgerEvent, refusal: BaseRefused) -> int:
        """Park ``event``, which the base does not take, and return the watermark after it.

        Raises:
            BaseRefused: it cannot be stepped over: the sync stops here.
        """
        through = None if self._parking is None else self._parking.park(event, chain.server_epoch, refusal)
        if through is None:
            raise BaseRefused(refusal.code, refusal.status, f"{_stuck(event)} ({refusal})") from refusal
        self._check_open()
        self._keep(chain, through)
        return through

    def _keep(self, chain: Chain, through: int) -> None:
        if chain.is_current:
            self._outbox.acknowledge(server_epoch=chain.server_epoch, through=through)

    def _check_answer(self, request: PushRequest, answer: PushResponse) -> None:
        echoed = (answer.batch_id, answer.server_epoch, answer.gen) == (
            request.batch_id,
            request.server_epoch,
            request.gen,
        )
        if not echoed or answer.acked_through < request.first_seq:
            raise BaseUnreachable("The base's answer does not belong to what was sent. It will be sent again.")
        if self._outbox.hash_at(answer.acked_through, gen=request.gen) != answer.acked_hash:
            raise BaseRefused(ErrorCode.DEVICE_FORKED, 409, OTHER_HISTORY)


def _size(event: LedgerEvent) -> int | None:
    """Return the bytes of ``event`` on the wire, None where it holds text that has no UTF-8 (a lone surrogate)."""
    try:
        return len(event.model_dump_json().encode())
    except ValueError:
        return None


def _check_sendable(event: LedgerEvent, limits: Limits) -> None:
    size = _size(event)
    if size is None:
        raise BaseRefused(ErrorCode.BAD_ENVELOPE, 422, "It holds text that cannot be sent.")
    if size > limits.max_batch_bytes - _ENVELOPE_BYTES:
        raise BaseRefused(ErrorCode.TOO_LARGE, 413, "It is larger than a push may be.")


def _stuck(event: LedgerEvent) -> str:
    return (
        f"The base cannot take event {event.event_id} (number {event.seq}). It is safe on this PC, with all that "
        "follow it. Quote its number to the base's staff."
    )
