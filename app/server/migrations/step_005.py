# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens that rotate and have a scope, generations with their reason, and what desks said they hold."""

from typing import Final

STATEMENTS: Final = (
    "ALTER TABLE server_state ADD COLUMN token_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE enroll_code ADD COLUMN scope TEXT NOT NULL DEFAULT 'desk'",
    "ALTER TABLE device_token ADD COLUMN scope TEXT NOT NULL DEFAULT 'desk'",
    "ALTER TABLE device_token ADD COLUMN unused BOOLEAN NOT NULL DEFAULT FALSE",
    "CREATE INDEX device_token_device ON device_token (device_id)",
    "ALTER TABLE device ADD COLUMN told_gen BIGINT",
    "ALTER TABLE device ADD COLUMN told_seq BIGINT",
    "ALTER TABLE device ADD COLUMN told_session_id TEXT",
    """CREATE TABLE generation (
        device_id TEXT NOT NULL REFERENCES device (device_id),
        gen BIGINT NOT NULL,
        reason TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        PRIMARY KEY (device_id, gen)
    )""",
)
