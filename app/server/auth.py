# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who calls: the device behind a bearer token, and whether it speaks our protocol."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from fastapi import Request
from sqlalchemy import Row, bindparam, literal, select, update

from app.contract.errors import ErrorCode
from app.contract.protocol import PROTO, PROTO_HEADER, PROTO_MIN, TokenScope, TokenState
from app.server.device_tokens import (
    ROTATE_AFTER,
    DeviceState,
    device_state,
    note_first_use,
    refusal,
    unknown_token,
)
from app.server.problems import ProblemError
from app.server.services import ServerServices, iso, services_of
from app.server.tables import DEVICE, DEVICE_TOKEN, SERVER_STATE
from app.server.tokens import digest

_SEEN_EVERY: Final = timedelta(seconds=60)
_QUERY: Final = (
    select(
        DEVICE_TOKEN.c.token_hash,
        DEVICE_TOKEN.c.created_at,
        DEVICE_TOKEN.c.scope,
        DEVICE_TOKEN.c.unused,
        DEVICE.c.device_id,
        DEVICE.c.gen,
        DEVICE.c.acked_through,
        DEVICE.c.acked_hash,
        DEVICE.c.last_seen_at,
        DEVICE.c.drain_until,
        DEVICE.c.told_gen,
        DEVICE.c.told_seq,
        DEVICE.c.told_session_id,
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
    """An authenticated device, where its ledger stands here, what it told last, and the server's own state."""

    device_id: str
    token_hash: str
    scope: TokenScope
    state: TokenState
    gen: int
    acked_through: int
    acked_hash: str
    told: tuple[int | None, int | None, str | None]
    epoch: str
    change_seq: int


def check_protocol(version: str) -> None:
    """Refuse protocol versions that this server does not speak.

    Raises:
        ProblemError: 426 ``upgrade_required`` with the versions that it speaks.
    """
    if not speaks(version):
        spoken = str(PROTO) if PROTO_MIN == PROTO else f"{PROTO_MIN} to {PROTO}"
        raise ProblemError(
            426,
            ErrorCode.UPGRADE_REQUIRED,
            f"This base speaks protocol {spoken}. Sales stay safe on the desk; update Anchor Desk to go on.",
            headers={PROTO_HEADER: str(PROTO)},
            proto_min=PROTO_MIN,
            proto_max=PROTO,
        )


def speaks(version: str, *, oldest: int = PROTO_MIN, newest: int = PROTO) -> bool:
    """Return whether ``version``, as a desk sent it, is one of those from ``oldest`` to ``newest``."""
    return version in {str(number) for number in range(oldest, newest + 1)}


def authenticate(request: Request, *, draining: bool = False, scope: TokenScope = TokenScope.DESK) -> Caller:
    """Return the calling device.

    Args:
        request: the request with its bearer token.
        draining: whether a revoked device that still brings in its events may do this.
        scope: what the token must allow.

    Raises:
        ProblemError: 426, 401 ``token_invalid`` / ``token_revoked``, 404 ``unknown_device`` or 403 ``scope``.
    """
    check_protocol(request.headers.get(PROTO_HEADER, ""))
    services = services_of(request)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise unknown_token()
    with services.database.read() as connection:
        row = connection.execute(_QUERY, {"token_hash": digest(token.strip())}).one_or_none()
        if row is None:
            raise refusal(connection, token.strip())
    now = services.clock.now()
    state = _state(row, now)
    if state is TokenState.DRAINING and not draining:
        raise ProblemError(403, ErrorCode.SCOPE, "This desk was removed; it may only bring in its events.")
    if scope is TokenScope.TECHNICIAN and row.scope != scope.value:
        raise ProblemError(
            403, ErrorCode.SCOPE, "Only a technician's desk may do this. Ask the base's staff for a technician code."
        )
    _note_use(services, row, now)
    return Caller(
        device_id=row.device_id,
        token_hash=row.token_hash,
        scope=TokenScope(row.scope),
        state=state,
        gen=row.gen,
        acked_through=row.acked_through,
        acked_hash=row.acked_hash,
        told=(row.told_gen, row.told_seq, row.told_session_id),
        epoch=row.epoch,
        change_seq=row.change_seq,
    )


def _state(row: Row[*tuple[Any, ...]], now: datetime) -> TokenState:
    device = device_state(row.drain_until, now)
    if device is DeviceState.DRAINING:
        return TokenState.DRAINING
    if device is DeviceState.ACTIVE:
        return TokenState.ROTATE_DUE if row.created_at <= iso(now - ROTATE_AFTER) else TokenState.ACTIVE
    raise ProblemError(
        401, ErrorCode.TOKEN_REVOKED, "The base has removed this desk. Its sales are safe on the desk; enrol again."
    )


def _note_use(services: ServerServices, row: Row[*tuple[Any, ...]], now: datetime) -> None:
    # Once a minute is enough for the device list, and keeps a durable write out of every call.
    seen_lately = row.last_seen_at > iso(now - _SEEN_EVERY)
    if seen_lately and not row.unused:
        return
    with services.database.write() as connection:
        if row.unused:
            note_first_use(connection, row.device_id, row.token_hash)
        connection.execute(update(DEVICE).where(DEVICE.c.device_id == row.device_id).values(last_seen_at=iso(now)))
