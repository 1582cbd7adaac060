# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first schema."""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE server_state (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        epoch TEXT NOT NULL,
        change_seq BIGINT NOT NULL
    )""",
    """CREATE TABLE device (
        device_id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        platform TEXT NOT NULL,
        app_version TEXT NOT NULL,
        gen BIGINT NOT NULL,
        acked_through BIGINT NOT NULL,
        acked_hash TEXT NOT NULL,
        enrolled_at TEXT NOT NULL,
        last_seen_at TEXT NOT NULL,
        drain_until TEXT
    )""",
    """CREATE TABLE device_token (
        token_hash TEXT NOT NULL PRIMARY KEY,
        device_id TEXT NOT NULL REFERENCES device (device_id),
        created_at TEXT NOT NULL
    )""",
    """CREATE TABLE enroll_code (
        code_hash TEXT NOT NULL PRIMARY KEY,
        expires_at TEXT NOT NULL,
        used_by TEXT
    )""",
    """CREATE TABLE page_key (
        key_hash TEXT NOT NULL PRIMARY KEY,
        created_at TEXT NOT NULL
    )""",
    """CREATE TABLE raw_event (
        event_id TEXT NOT NULL PRIMARY KEY,
        device_id TEXT NOT NULL,
        gen BIGINT NOT NULL CHECK (gen >= 1),
        seq BIGINT NOT NULL CHECK (seq >= 1),
        session_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        content TEXT NOT NULL,
        received_at TEXT NOT NULL,
        UNIQUE (device_id, gen, seq)
    )""",
    "CREATE INDEX raw_event_session ON raw_event (session_id)",
    """CREATE TABLE quarantine (
        event_id TEXT NOT NULL PRIMARY KEY REFERENCES raw_event (event_id),
        code TEXT NOT NULL,
        noted_at TEXT NOT NULL
    )""",
    """CREATE TABLE session (
        session_id TEXT NOT NULL PRIMARY KEY,
        first_seen_at TEXT NOT NULL,
        shop_id TEXT NOT NULL,
        shop_name TEXT NOT NULL,
        anchor TEXT NOT NULL,
        rehearsal BOOLEAN NOT NULL,
        tz_offset_min INTEGER NOT NULL,
        opened_at TEXT,
        closed_at TEXT,
        closed_sales BIGINT,
        closed_units BIGINT,
        closed_fen BIGINT
    )""",
    """CREATE TABLE sale (
        event_id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL,
        sku_id TEXT NOT NULL,
        product_id TEXT,
        units BIGINT NOT NULL CHECK (units >= 1),
        unit_price_fen BIGINT CHECK (unit_price_fen >= 0),
        late BOOLEAN NOT NULL
    )""",
    "CREATE INDEX sale_session ON sale (session_id)",
    """CREATE TABLE void (
        event_id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL,
        target TEXT NOT NULL
    )""",
    "CREATE INDEX void_target ON void (target, session_id)",
    """CREATE TABLE content (
        type TEXT NOT NULL,
        id TEXT NOT NULL,
        version BIGINT NOT NULL,
        deleted BOOLEAN NOT NULL,
        body TEXT,
        change_seq BIGINT NOT NULL UNIQUE,
        position BIGINT NOT NULL,
        PRIMARY KEY (type, id)
    )""",
)
