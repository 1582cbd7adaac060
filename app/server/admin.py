# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the base's staff do from the command line, against the database that ``serve`` uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, select, update

from app.contract.content import ContentRecord
from app.contract.ids import new_id
from app.contract.protocol import TokenScope
from app.domain.clock import Clock, SystemClock
from app.server.database import Database
from app.server.device_tokens import device_state
from app.server.enrolment import make_code
from app.server.publishing import publish
from app.server.services import iso
from app.server.tables import DEVICE, GENERATION, PAGE_KEY, SERVER_STATE
from app.server.tokens import digest, mint_token

DRAIN_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class EnrollCode:
    """A one-time code, shown to the staff once."""

    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """A device as the staff see it. ``state`` is ``active``, ``draining`` or ``revoked``; times are ISO 8601 UTC.

    ``gen`` above 1: its ledger began anew because it was copied, put back or forked; ``gen_reason`` is what it said.
    """

    device_id: str
    name: str
    platform: str
    app_version: str
    state: str
    events: int
    enrolled_at: str
    last_seen_at: str
    gen: int
    gen_reason: str


def create_enroll_code(db_url: str, *, scope: TokenScope = TokenScope.DESK, clock: Clock | None = None) -> EnrollCode:
    """Make a one-time enrolment code that is good for 10 minutes, for a PC that may do what ``scope`` says."""
    database = Database.open(db_url)
    try:
        with database.write() as connection:
            code, expires = make_code(connection, (clock or SystemClock()).now(), scope)
    finally:
        database.close()
    return EnrollCode(code, expires)


def import_content(db_url: str, records: Sequence[ContentRecord]) -> int:
    """Publish ``records``, all or nothing, and return how many were new or changed."""
    database = Database.open(db_url)
    try:
        with database.write() as connection:
            return publish(connection, records)
    finally:
        database.close()


def list_devices(db_url: str, *, clock: Clock | None = None) -> tuple[DeviceInfo, ...]:
    """Return all devices that ever enrolled, by name."""
    now = (clock or SystemClock()).now()
    opened = and_(GENERATION.c.device_id == DEVICE.c.device_id, GENERATION.c.gen == DEVICE.c.gen)
    query = select(DEVICE, GENERATION.c.reason).outerjoin(GENERATION, opened)
    database = Database.open(db_url)
    try:
        with database.read() as connection:
            rows = connection.execute(query.order_by(DEVICE.c.name, DEVICE.c.device_id)).all()
    finally:
        database.close()
    return tuple(
        DeviceInfo(
            device_id=row.device_id,
            name=row.name,
            platform=row.platform,
            app_version=row.app_version,
            state=device_state(row.drain_until, now).value,
            events=row.acked_through,
            enrolled_at=row.enrolled_at,
            last_seen_at=row.last_seen_at,
            gen=row.gen,
            gen_reason=row.reason or "",
        )
        for row in rows
    )


def revoke_device(db_url: str, device_id: str, *, drain_days: int = DRAIN_DAYS, clock: Clock | None = None) -> bool:
    """Remove a device; for ``drain_days`` more days it may bring in its events, and nothing else.

    Returns:
        Whether there is such a device.
    """
    until = (clock or SystemClock()).now() + timedelta(days=drain_days)
    database = Database.open(db_url)
    try:
        with database.write() as connection:
            found = connection.execute(
                update(DEVICE).where(DEVICE.c.device_id == device_id).values(drain_until=iso(until))
            )
    finally:
        database.close()
    return found.rowcount == 1


def new_epoch(db_url: str) -> str:
    """Give the base a new life after its database was put back from a backup, and return its new epoch.

    Desks then say hello again, send what the backup lacks, and take the content anew. Nothing is deleted.
    """
    epoch = new_id()
    database = Database.open(db_url)
    try:
        with database.write() as connection:
            connection.execute(update(SERVER_STATE).values(epoch=epoch))
    finally:
        database.close()
    return epoch


def create_page_key(db_url: str, *, clock: Clock | None = None) -> str:
    """Make a new key for the web pages and return it; the key before it ends.

    A browser asks for it as the password (HTTP Basic, any user name). It never stands in an address.
    """
    key = mint_token()
    database = Database.open(db_url)
    try:
        with database.write() as connection:
            connection.execute(PAGE_KEY.delete())
            connection.execute(
                PAGE_KEY.insert().values(key_hash=digest(key), created_at=iso((clock or SystemClock()).now()))
            )
    finally:
        database.close()
    return key
