# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which events the base did not take."""

import sqlite3

from sqlalchemy import func, select

from app.contract.events import LedgerEvent
from app.store.connections import ReadPool
from app.store.tables import PARKED_EVENT
from app.store.transaction import Transaction
from app.store.writer import StoreWriter


class StoreParkedEvents:
    """Implements the ParkedEvents port."""

    def __init__(self, writer: StoreWriter, pool: ReadPool) -> None:
        self._writer = writer
        self._pool = pool

    def park(self, event: LedgerEvent, code: str, detail: str) -> None:
        """Remember ``event``; a second time changes nothing.

        Raises:
            LedgerWriteError: when nothing was recorded.
        """

        def write(transaction: Transaction) -> None:
            park_event(transaction.connection, event, code, detail)

        self._writer.submit(write).result()

    def count(self) -> int:
        """Return how many are parked."""
        with self._pool.read() as connection:
            return int(connection.execute(select(func.count()).select_from(PARKED_EVENT)).scalar_one())

    def event_ids(self) -> frozenset[str]:
        """Return which are parked."""
        with self._pool.read() as connection:
            return frozenset(connection.execute(select(PARKED_EVENT.c.event_id)).scalars())


def park_event(connection: sqlite3.Connection, event: LedgerEvent, code: str, detail: str) -> None:
    """(writer thread) Remember ``event`` in the open transaction; a second time changes nothing."""
    connection.execute(
        "INSERT INTO parked_event (event_id, gen, seq, code, detail) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (event.event_id, event.gen, event.seq, code, detail),
    )
