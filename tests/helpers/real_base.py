# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test does at a base in a process of its own: enrol a desk, look what is stored."""

from sqlalchemy import select

from app.adapters.base.client import HttpBaseClient
from app.contract.protocol import EnrollRequest
from app.server.admin import create_enroll_code
from app.server.database import Database
from app.server.tables import RAW_EVENT


def stored_at(db_url: str) -> list[str]:
    """Return the ids of all events at the base."""
    database = Database(db_url)
    try:
        with database.read() as connection:
            return list(connection.execute(select(RAW_EVENT.c.event_id)).scalars())
    finally:
        database.close()


def enrol(url: str, db_url: str, device_id: str) -> str:
    """Enrol a desk at a running base; returns its token."""
    client = HttpBaseClient(url, lambda: None)
    request = EnrollRequest(
        code=create_enroll_code(db_url).code,
        device_id=device_id,
        device_name="Studio 1",
        platform="test",
        app_version="0.1.0",
    )
    try:
        return client.enroll(request).token
    finally:
        client.close()
