# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Events that desks could not bring in, as they reported them."""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE poison_event (
        device_id TEXT NOT NULL,
        gen BIGINT NOT NULL,
        seq BIGINT NOT NULL,
        event_id TEXT NOT NULL,
        hash TEXT NOT NULL,
        code TEXT NOT NULL,
        detail TEXT NOT NULL,
        size BIGINT NOT NULL,
        text TEXT NOT NULL,
        noted_at TEXT NOT NULL,
        PRIMARY KEY (device_id, gen, seq)
    )""",
)
