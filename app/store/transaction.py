# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One open transaction of the writer."""

import sqlite3
from dataclasses import dataclass, field

from app.contract.events import LedgerEvent
from app.store.event_rows import INSERT_EVENT, to_row
from app.store.projections import fold_into_totals


def insert_event(connection: sqlite3.Connection, event: LedgerEvent) -> None:
    """Insert a ledger event and fold it into the totals.

    Raises:
        sqlite3.Error: when the database does not take it.
    """
    connection.execute(INSERT_EVENT, to_row(event))
    fold_into_totals(connection, event)


@dataclass(slots=True)
class Transaction:
    """One open transaction. Events inserted through it reach the journal before the commit."""

    connection: sqlite3.Connection
    inserted: list[LedgerEvent] = field(default_factory=list)

    def insert(self, event: LedgerEvent) -> None:
        """Insert a ledger event and remember it for the journal.

        Raises:
            sqlite3.Error: when the database does not take it.
        """
        insert_event(self.connection, event)
        self.inserted.append(event)
