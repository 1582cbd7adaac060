# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who calls: the device behind a bearer token, and whether it speaks our protocol."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from fastapi import Request
from sqlalchemy import Connection, Row, bindparam, literal, select, update

from app.contract.errors import ErrorCode
from app.contract.protocol import PROTO, PROTO_HEADER, PROTO_MIN, TokenState
from app.server.problems import ProblemError
from app.server.services import ServerServices, iso, services_of
from app.server.tables import DEVICE, DEVICE_TOKEN, SERVER_STATE
from app.server.tokens import digest

_SEEN_EVERY: Final = timedelta(seconds=60)
_QUERY: Final = (
    select(
        DEVICE.c.device_id,
        DEVICE.c.gen,
        DEVICE.c.acked_through,
        DEVICE.c.acked_hash,
        DEVICE.c.last_seen_at,
        DEVICE.c.drain_until,
        SERVER_STATE.c.epoch,
        SERVER_STATE.c.change_seq,
    )
    .select_from(DEVICE_TOKEN)
    .join(DEVICE, DEVICE.c.device_id == DEVICE_TOKEN.c.device_id)
    .join(SERVER_STATE, literal(True))
    .where(DEVICE_TOKEN.c.token_hash == bindparam("token_hash"))
)


@dataclass(frozen=True, slots=True)
class Caller:
    """An authenticated device, where its ledger stands here, and the server's own state."""

    device_id: str
    gen: int
    acked_through: int
    acked_hash: str
    state: TokenState
    epoch: str
    change_seq: int


def check_protocol(request: Request) -> None:
    """Refuse protocol versions that this server does not speak."""
    if not speaks(request.headers.get(PROTO_HEADER, "")):
        spoken = str(PROTO) if PROTO_MIN == PROTO else f"{PROTO_MIN} to {PROTO}"
        raise ProblemError(
            426,
            ErrorCode.UPGRADE_REQUIRED,
            f"This base speaks protocol {spoken}. Sales stay safe on the desk; update Anchor Desk to go on.",
            headers={PROTO_HEADER: str(PROTO)},
        )


def speaks(version: str, *, oldest: int = PROTO_MIN, newest: int = PROTO) -> bool:
    """Return whether ``version``, as a desk sent it, is one of those from ``oldest`` to ``newest``."""
    return version in {str(number) for number in range(oldest, newest + 1)}


def authenticate(request: Request, *, draining: bool = False) -> Caller:
    """Return the calling device.

    Args:
        request: the request with its bearer token.
        draining: whether a revoked device that still brings in its events may do this.

    Raises:
        ProblemError: 426, 401 ``token_invalid`` / ``token_revoked`` or 403 ``scope``.
    """
    check_protocol(request)
    services = services_of(request)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _unknown_token()
    with services.database.read() as connection:
        row = connection.execute(_QUERY, {"token_hash": digest(token.strip())}).one_or_none()
    if row is None:
        raise _unknown_token()
    now = services.clock.now()
    state = _state(row, now)
    if state is TokenState.DRAINING and not draining:
        raise ProblemError(403, ErrorCode.SCOPE, "This desk was removed; it may only bring in its events.")
    _note_seen(services, row, now)
    return Caller(row.device_id, row.gen, row.acked_through, row.acked_hash, state, row.epoch, row.change_seq)


def revoke_tokens(connection: Connection, device_id: str) -> None:
    """Forget all tokens of a device."""
    connection.execute(DEVICE_TOKEN.delete().where(DEVICE_TOKEN.c.device_id == device_id))


def _state(row: Row[*tuple[Any, ...]], now: datetime) -> TokenState:
    if row.drain_until is None:
        return TokenState.ACTIVE
    if row.drain_until > iso(now):
        return TokenState.DRAINING
    raise ProblemError(
        401, ErrorCode.TOKEN_REVOKED, "The base has removed this desk. Its sales are safe on the desk; enrol again."
    )


def _note_seen(services: ServerServices, row: Row[*tuple[Any, ...]], now: datetime) -> None:
    # Once a minute is enough for the device list, and keeps a durable write out of every call.
    if row.last_seen_at > iso(now - _SEEN_EVERY):
        return
    with services.database.write() as connection:
        connection.execute(update(DEVICE).where(DEVICE.c.device_id == row.device_id).values(last_seen_at=iso(now)))


def _unknown_token() -> ProblemError:
    return ProblemError(
        401,
        ErrorCode.TOKEN_INVALID,
        "The base does not know this desk. Its sales are safe on the desk; enrol it again.",
        headers={"WWW-Authenticate": "Bearer"},
    )
