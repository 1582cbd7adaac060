# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of the base's clock: kept in the database, so that an evening without a network still knows it."""

import sqlite3
from typing import Final

_NAME: Final = "clock_offset_ms"


class KnownClock:
    """(writer thread) The base's clock minus this PC's in ms, as last measured."""

    def __init__(self) -> None:
        self._is_read = False
        self._offset_ms: int | None = None

    def offset_ms(self, connection: sqlite3.Connection) -> int | None:
        """Return it, None before the base ever answered. It is read once: each sale asks for it."""
        if not self._is_read:
            known = "SELECT CAST(value AS INTEGER) FROM store_note WHERE name = ?"
            row = connection.execute(known, (_NAME,)).fetchone()
            self._offset_ms = None if row is None else row[0]
            self._is_read = True
        return self._offset_ms

    def keep(self, connection: sqlite3.Connection, offset_ms: int) -> None:
        """Remember what was measured."""
        if offset_ms != self.offset_ms(connection):
            connection.execute("INSERT OR REPLACE INTO store_note (name, value) VALUES (?, ?)", (_NAME, str(offset_ms)))
            self._offset_ms = offset_ms
