# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which installation this database belongs to, so that a copied profile can be told from the first."""

from typing import Final

from app.store.connections import ReadPool
from app.store.reader import read_note
from app.store.transaction import Transaction
from app.store.writer import StoreWriter

_NAME: Final = "install_id"


class StoreInstall:
    """The install id that the database remembers; its twin is kept outside the profile."""

    def __init__(self, writer: StoreWriter, pool: ReadPool) -> None:
        self._writer = writer
        self._pool = pool

    def known_id(self) -> str | None:
        """Return the id, None in a database that was just made or rebuilt.

        Raises:
            StoreReadError: when the database cannot be read.
        """
        with self._pool.read() as connection:
            return read_note(connection, _NAME)

    def remember(self, install_id: str) -> None:
        """Keep the id.

        Raises:
            LedgerWriteError: when nothing was kept.
        """

        def write(transaction: Transaction) -> None:
            transaction.connection.execute(
                "INSERT OR REPLACE INTO store_note (name, value) VALUES (?, ?)", (_NAME, install_id)
            )

        self._writer.submit(write).result()
