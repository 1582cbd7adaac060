# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a new generation of a ledger at the desk's own request: after a fork, a rollback or a copied profile."""

from sqlalchemy import Connection

from app.contract.protocol import GenerationRequest, GenerationResponse
from app.server.auth import Caller
from app.server.watermark import lock_watermark


def open_generation(
    connection: Connection, caller: Caller, request: GenerationRequest, *, now: str
) -> GenerationResponse:
    """Open the generation, or, when it is open, say how far it is stored. A push in it would open it just so.

    Of two copies of one desk that ask for the same number, the second finds the first one's events there as soon as
    either has pushed, and takes a higher number.

    Raises:
        ProblemError: 409 ``gen_stale`` for a number below the present one.
    """
    mark = lock_watermark(connection, caller.device_id, request.gen, now=now, reason=request.reason)
    return GenerationResponse(
        server_epoch=caller.epoch,
        gen=mark.gen,
        acked_through=mark.through,
        acked_hash=mark.hash,
        opened=mark.opened,
    )
