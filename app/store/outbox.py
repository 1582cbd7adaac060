# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger as sync sees it: what the base still lacks, and how far it is."""

from collections.abc import Sequence

from app.contract.events import LedgerEvent
from app.domain.ports import LedgerHead
from app.store.event_rows import chain_head
from app.store.generations import adopt_device, generation_note, open_generation
from app.store.known_clock import KnownClock
from app.store.reader import StoreReader
from app.store.transaction import Transaction
from app.store.writer import Alone, StoreWriter


class StoreOutbox:
    """Implements the Outbox port."""

    def __init__(self, writer: StoreWriter, reader: StoreReader, known_clock: KnownClock) -> None:
        self._writer = writer
        self._reader = reader
        self._known_clock = known_clock

    def head(self) -> LedgerHead:
        """Return where the ledger stands."""
        return self._reader.head()

    def pending(self, after_seq: int, limit: int, *, gen: int | None = None) -> Sequence[LedgerEvent]:
        """Return up to ``limit`` events of generation ``gen``, else the current one, after ``after_seq``, in order."""
        return self._reader.events_after(after_seq, limit, gen=gen)

    def acknowledge(self, *, server_epoch: str, through: int) -> None:
        """Record that the base has everything up to ``through``; lower than before is a rewind, and is kept.

        More than this ledger holds is recorded as all it holds, so that what is logged next still counts as pending.
        A pull cursor belongs to the epoch it came with: a new epoch drops it.

        Raises:
            LedgerWriteError: when nothing was recorded.
        """

        def write(transaction: Transaction) -> None:
            known = min(max(through, 0), chain_head(transaction.connection).seq)
            transaction.connection.execute(
                "UPDATE sync_state SET acked_through = ?, server_epoch = ?,"
                " pull_cursor = CASE WHEN server_epoch IS ? THEN pull_cursor END",
                (known, server_epoch, server_epoch),
            )

        self._writer.submit(write).result()

    def note_clock(self, offset_ms: int) -> None:
        """Remember the base's clock minus this PC's in ms; what is logged from now on says it.

        Raises:
            LedgerWriteError: when nothing was recorded.
        """

        def write(transaction: Transaction) -> None:
            self._known_clock.keep(transaction.connection, offset_ms)

        self._writer.submit(write).result()

    def hash_at(self, seq: int, *, gen: int | None = None) -> str | None:
        """Return the hash of event ``seq`` of ``gen``, else of the current generation: genesis for 0, None for none."""
        return self._reader.hash_at(seq, gen=gen)

    def open_generation(self, reason: str, *, above: int = 0) -> LedgerHead:
        """Begin a new chain, of a generation higher than ``above``, with every event that is not acknowledged.

        Raises:
            LedgerWriteError: nothing was changed.
        """

        def switch(alone: Alone) -> int:
            return open_generation(alone, reason, above=above)

        self._writer.submit_alone(switch).result()
        return self._reader.head()

    def adopt_device(self, device_id: str) -> LedgerHead:
        """Go on as ``device_id``, in a new chain with every event of this ledger, under its old event id.

        Raises:
            LedgerWriteError: nothing was changed.
        """

        def switch(alone: Alone) -> int:
            return adopt_device(alone, device_id)

        self._writer.submit_alone(switch).result()
        return self._reader.head()

    def generation_reason(self, gen: int) -> str:
        """Return why generation ``gen`` was begun here, empty where that is not known."""
        return self._reader.note(generation_note(gen)) or ""
