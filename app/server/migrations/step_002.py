# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Corrected numbers and refunds."""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE adjust (
        event_id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL,
        target TEXT NOT NULL,
        delta BIGINT NOT NULL
    )""",
    "CREATE INDEX adjust_target ON adjust (target, session_id)",
    """CREATE TABLE refund (
        event_id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL,
        sku_id TEXT NOT NULL,
        product_id TEXT,
        units BIGINT NOT NULL CHECK (units >= 1),
        unit_price_fen BIGINT CHECK (unit_price_fen >= 0),
        target TEXT
    )""",
    "CREATE INDEX refund_session ON refund (session_id)",
    "ALTER TABLE session ADD COLUMN closed_refunded_units BIGINT",
    "ALTER TABLE session ADD COLUMN closed_refunded_fen BIGINT",
)
