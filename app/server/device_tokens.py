# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A device's tokens: issued at enrolment, replaced by rotation, ended by the first use of the next one."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, delete, select, update

from app.contract.errors import ErrorCode
from app.contract.protocol import RotateResponse, TokenScope
from app.server.problems import ProblemError
from app.server.services import iso
from app.server.tables import DEVICE, DEVICE_TOKEN, SERVER_STATE
from app.server.tokens import digest, mint_device_token, minted_for

ROTATE_AFTER: Final = timedelta(days=90)
_UNUSED_AT_ONCE: Final = 4


class DeviceState(StrEnum):
    """Whether a device works with the base, still brings in its events, or is out."""

    ACTIVE = "active"
    DRAINING = "draining"
    REVOKED = "revoked"


def device_state(drain_until: str | None, now: datetime) -> DeviceState:
    """Return the state of a device with this ``drain_until``."""
    if drain_until is None:
        return DeviceState.ACTIVE
    return DeviceState.DRAINING if drain_until > iso(now) else DeviceState.REVOKED


def issue(connection: Connection, device_id: str, scope: TokenScope, now: datetime, *, unused: bool = False) -> str:
    """Mint a token for a device, store its sha256 and return it."""
    token = mint_device_token(device_id, connection.execute(select(SERVER_STATE.c.token_key)).scalar_one())
    connection.execute(
        DEVICE_TOKEN.insert().values(
            token_hash=digest(token), device_id=device_id, created_at=iso(now), scope=scope.value, unused=unused
        )
    )
    return token


def end_all(connection: Connection, device_id: str) -> None:
    """Forget all tokens of a device."""
    connection.execute(delete(DEVICE_TOKEN).where(DEVICE_TOKEN.c.device_id == device_id))


def rotate(connection: Connection, device_id: str, token_hash: str, scope: TokenScope, now: datetime) -> RotateResponse:
    """Give a device its next token. The token it has stays good until the next one's first use.

    Asked again because the answer was lost, it gives another one; whichever the desk then uses is the one that stays.
    Who has stolen a token can rotate it too; the desk itself is then refused at its next call, and says so.

    Args:
        connection: a writing transaction.
        device_id: the device.
        token_hash: the sha256 of the token it called with.
        scope: that token's scope, which the next one has too.
        now: the server's time.

    Raises:
        ProblemError: 401 ``token_invalid``: that token has ended meanwhile.
    """
    _lock(connection, device_id)
    mine = DEVICE_TOKEN.c.device_id == device_id
    if connection.execute(select(DEVICE_TOKEN).where(mine, DEVICE_TOKEN.c.token_hash == token_hash)).first() is None:
        raise unknown_token()
    newest = (
        select(DEVICE_TOKEN.c.token_hash)
        .where(mine, DEVICE_TOKEN.c.unused)
        .order_by(DEVICE_TOKEN.c.created_at.desc())
        .limit(_UNUSED_AT_ONCE - 1)
    )
    kept = connection.execute(newest).scalars().all()
    connection.execute(delete(DEVICE_TOKEN).where(mine, DEVICE_TOKEN.c.unused, DEVICE_TOKEN.c.token_hash.not_in(kept)))
    return RotateResponse(token=issue(connection, device_id, scope, now, unused=True))


def note_first_use(connection: Connection, device_id: str, token_hash: str) -> None:
    """End all other tokens of a device, since it uses this one.

    Raises:
        ProblemError: 401 ``token_invalid``: another one was used first.
    """
    _lock(connection, device_id)
    used = connection.execute(update(DEVICE_TOKEN).where(DEVICE_TOKEN.c.token_hash == token_hash).values(unused=False))
    if used.rowcount != 1:
        raise unknown_token()
    connection.execute(
        delete(DEVICE_TOKEN).where(DEVICE_TOKEN.c.device_id == device_id, DEVICE_TOKEN.c.token_hash != token_hash)
    )


def refusal(connection: Connection, token: str) -> ProblemError:
    """Return why a token that is not stored opens nothing.

    A base that was put back from a backup older than an enrolment knows its own token again by the proof in it, and
    that it has no such device. Any other text is an invalid token, whether the device that it names exists or not.
    """
    device_id = minted_for(token, connection.execute(select(SERVER_STATE.c.token_key)).scalar_one())
    if device_id is None or connection.execute(select(DEVICE).where(DEVICE.c.device_id == device_id)).first():
        return unknown_token()
    return ProblemError(
        404,
        ErrorCode.UNKNOWN_DEVICE,
        "The base was put back from a backup older than this desk's enrolment. Its sales are safe on the desk; "
        "enrol it again and they all come back.",
    )


def unknown_token() -> ProblemError:
    """Return the refusal of a token that opens nothing."""
    return ProblemError(
        401,
        ErrorCode.TOKEN_INVALID,
        "The base does not know this desk. Its sales are safe on the desk; enrol it again.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def _lock(connection: Connection, device_id: str) -> None:
    connection.execute(select(DEVICE.c.device_id).where(DEVICE.c.device_id == device_id).with_for_update())
