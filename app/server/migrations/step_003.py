# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the base answered to desks that asked whether their sessions are here."""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE session_check (
        session_id TEXT NOT NULL,
        device_id TEXT NOT NULL,
        status TEXT NOT NULL,
        events BIGINT NOT NULL,
        checked_at TEXT NOT NULL,
        PRIMARY KEY (session_id, device_id)
    )""",
)
