# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One-time codes and the tokens they are traded for."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select, update

from app.contract.errors import ErrorCode
from app.contract.events import EVENT_SCHEMA_VERSION, GENESIS_HASH
from app.contract.protocol import EnrollRequest, EnrollResponse
from app.server.auth import revoke_tokens
from app.server.problems import ProblemError
from app.server.projections import storable
from app.server.services import iso
from app.server.tables import DEVICE, DEVICE_TOKEN, ENROLL_CODE, SERVER_STATE
from app.server.tokens import digest, fold_code, mint_code, mint_token

CODE_LIFE: Final = timedelta(minutes=10)


def make_code(connection: Connection, now: datetime) -> tuple[str, datetime]:
    """Mint a code, store its sha256 and return it with the moment it expires."""
    code, expires = mint_code(), now + CODE_LIFE
    connection.execute(delete(ENROLL_CODE).where(ENROLL_CODE.c.expires_at <= iso(now)))
    connection.execute(ENROLL_CODE.insert().values(code_hash=digest(fold_code(code)), expires_at=iso(expires)))
    return code, expires


def enroll(connection: Connection, request: EnrollRequest, now: datetime) -> EnrollResponse:
    """Use up the code and give the device a new token; its older tokens end. Its ledger here stays as it is.

    Raises:
        ProblemError: 403 ``enroll_code_invalid`` for a code that is wrong, used or too old.
    """
    code_hash = digest(fold_code(request.code))
    used = connection.execute(
        update(ENROLL_CODE)
        .where(
            ENROLL_CODE.c.code_hash == code_hash,
            ENROLL_CODE.c.used_by.is_(None),
            ENROLL_CODE.c.expires_at > iso(now),
        )
        .values(used_by=storable(request.device_id))
    )
    if used.rowcount != 1:
        raise ProblemError(
            403,
            ErrorCode.ENROLL_CODE_INVALID,
            "This code is wrong, was used already or is older than 10 minutes. Ask the base's staff for a new one.",
        )
    device_id = storable(request.device_id)
    _upsert_device(connection, request, device_id, iso(now))
    token = mint_token()
    revoke_tokens(connection, device_id)
    connection.execute(DEVICE_TOKEN.insert().values(token_hash=digest(token), device_id=device_id, created_at=iso(now)))
    epoch = connection.execute(select(SERVER_STATE.c.epoch)).scalar_one()
    return EnrollResponse(device_id=device_id, token=token, server_epoch=epoch, event_schema_max=EVENT_SCHEMA_VERSION)


def _upsert_device(connection: Connection, request: EnrollRequest, device_id: str, now: str) -> None:
    told = {
        "name": storable(request.device_name),
        "platform": storable(request.platform),
        "app_version": storable(request.app_version),
        "enrolled_at": now,
        "last_seen_at": now,
        "drain_until": None,
    }
    known = connection.execute(update(DEVICE).where(DEVICE.c.device_id == device_id).values(**told))
    if known.rowcount == 0:
        connection.execute(
            DEVICE.insert().values(device_id=device_id, gen=1, acked_through=0, acked_hash=GENESIS_HASH, **told)
        )
