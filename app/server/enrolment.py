# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One-time codes, and which device a desk that brings one goes on as.

A code is the staff's leave, given by hand for ten minutes and one use, to bring one PC in. It is good at this base
only, and it alone says what the PC may do: a device that was a technician's is not one again through an ordinary code.
Who may go on as which device:

- The profile's own id (``device_id``): always. A PC that lost its token holds that id and the ledger under it, and
  nobody can type it by mistake. Its former token ends at once, so a PC that was pushed out says so at its next call.
- A former id (``previous_device_id``, of a PC whose profile is gone): only of a device that the staff have removed.
  One that still works is refused, so that a mistyped id does not silence another studio.
- An id that this base does not have, such as another base's: the desk is a new device under its own id.

None of this changes or reveals what is stored: the ledger of a device only grows, other events under numbers that are
taken are a fork, and no call returns events.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select, update

from app.contract.errors import ErrorCode
from app.contract.events import EVENT_SCHEMA_VERSION, GENESIS_HASH
from app.contract.protocol import EnrollRequest, EnrollResponse, TokenScope
from app.server.database import insert_new
from app.server.device_tokens import end_all, issue
from app.server.problems import ProblemError
from app.server.projections import storable
from app.server.services import iso
from app.server.tables import DEVICE, ENROLL_CODE, SERVER_STATE
from app.server.tokens import digest, fold_code, mint_code

CODE_LIFE: Final = timedelta(minutes=10)


def make_code(connection: Connection, now: datetime, scope: TokenScope = TokenScope.DESK) -> tuple[str, datetime]:
    """Mint a code, store its sha256 and return it with the moment it expires."""
    code, expires = mint_code(), now + CODE_LIFE
    connection.execute(delete(ENROLL_CODE).where(ENROLL_CODE.c.expires_at <= iso(now)))
    connection.execute(
        ENROLL_CODE.insert().values(code_hash=digest(fold_code(code)), expires_at=iso(expires), scope=scope.value)
    )
    return code, expires


def enroll(connection: Connection, request: EnrollRequest, now: datetime) -> EnrollResponse:
    """Use up the code and give the device a new token; its older tokens end. Its ledger here stays as it is.

    Raises:
        ProblemError: 403 ``enroll_code_invalid`` for a code that is wrong, used or too old; 409 ``device_exists`` for
            a former id that is still at work, and the code stays good.
    """
    scope = _use_code(connection, request, now)
    device_id = _goes_on_as(connection, request)
    _upsert_device(connection, request, device_id, iso(now))
    end_all(connection, device_id)
    token = issue(connection, device_id, scope, now)
    epoch = connection.execute(select(SERVER_STATE.c.epoch)).scalar_one()
    return EnrollResponse(
        device_id=device_id,
        token=token,
        server_epoch=epoch,
        event_schema_max=EVENT_SCHEMA_VERSION,
        scope=scope.value,
    )


def _use_code(connection: Connection, request: EnrollRequest, now: datetime) -> TokenScope:
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
    of_code = select(ENROLL_CODE.c.scope).where(ENROLL_CODE.c.code_hash == code_hash)
    return TokenScope(connection.execute(of_code).scalar_one())


def _goes_on_as(connection: Connection, request: EnrollRequest) -> str:
    own, former = storable(request.device_id), storable(request.previous_device_id or "")
    asked = select(DEVICE.c.device_id, DEVICE.c.drain_until).where(DEVICE.c.device_id.in_((own, former)))
    drains = {row.device_id: row.drain_until for row in connection.execute(asked)}
    if own in drains or former not in drains:
        return own
    if drains[former] is None:
        raise ProblemError(
            409,
            ErrorCode.DEVICE_EXISTS,
            "The PC that this one is to go on as is still at work. Ask the base's staff to remove it first.",
        )
    return former


def _upsert_device(connection: Connection, request: EnrollRequest, device_id: str, now: str) -> None:
    told = {
        "name": storable(request.device_name),
        "platform": storable(request.platform),
        "app_version": storable(request.app_version),
        "enrolled_at": now,
        "last_seen_at": now,
        "drain_until": None,
    }
    fresh = {"device_id": device_id, "gen": 1, "acked_through": 0, "acked_hash": GENESIS_HASH}
    connection.execute(insert_new(connection, DEVICE).values(**fresh, **told))
    connection.execute(update(DEVICE).where(DEVICE.c.device_id == device_id).values(**told))
