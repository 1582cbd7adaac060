# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way into the ledger."""

from concurrent.futures import Future

from app.contract.events import LedgerEvent
from app.domain.drafts import EventDraft
from app.domain.ledger_chain import place
from app.store.errors import invalid_event
from app.store.event_rows import chain_head, find_event
from app.store.known_clock import KnownClock
from app.store.transaction import Transaction
from app.store.writer import StoreWriter


class StoreLedger:
    """Implements the LedgerWriter port."""

    def __init__(self, writer: StoreWriter, known_clock: KnownClock) -> None:
        self._writer = writer
        self._known_clock = known_clock

    def append(self, draft: EventDraft) -> "Future[LedgerEvent]":
        """Append one event and return at once; the future resolves once it is in database and journal for good.

        A second append of one ``event_id`` returns the stored event and adds nothing. The future raises
        LedgerWriteError when nothing was saved. Its callbacks run on the writer thread: they must hand on and return.
        """

        def write(transaction: Transaction) -> LedgerEvent:
            return _append(transaction, draft, self._known_clock)

        return self._writer.submit(write)


def _append(transaction: Transaction, draft: EventDraft, known_clock: KnownClock) -> LedgerEvent:
    stored = find_event(transaction.connection, draft.event_id)
    if stored is not None:
        return stored
    try:
        offset_ms = known_clock.offset_ms(transaction.connection)
        event = place(draft, chain_head(transaction.connection), clock_offset_ms=offset_ms)
    except ValueError as error:
        raise invalid_event(error) from error
    transaction.insert(event)
    return event
