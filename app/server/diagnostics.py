# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Events that the base does not take: noted, so that nobody forgets them, and stepped over, so that others flow."""

from typing import Final

from sqlalchemy import Connection, func, select

from app.contract.errors import ErrorCode
from app.contract.protocol import PoisonNoted, PoisonReport
from app.server.database import insert_new
from app.server.problems import ProblemError
from app.server.projections import storable
from app.server.tables import POISON
from app.server.watermark import Watermark, check_epoch, forked, gap, lock_watermark, set_watermark

_MAX_PER_DEVICE: Final = 200


def note_poison(connection: Connection, device_id: str, report: PoisonReport, *, now: str) -> PoisonNoted:
    """Note the event and move the watermark over it, if it is the next one; a second report changes nothing.

    Raises:
        ProblemError: 409 as for a push; 429 ``rate_limited`` when the desk has reported too many.
    """
    check_epoch(connection, report.server_epoch)
    mark = lock_watermark(connection, device_id, report.gen, now=now)
    if report.seq > mark.through + 1:
        raise gap(mark)
    if report.seq == mark.through + 1:
        if report.prev_hash != mark.hash:
            raise forked()
        _insert(connection, device_id, report, now)
        mark = Watermark(report.gen, report.seq, report.hash)
        set_watermark(connection, device_id, mark)
    return PoisonNoted(server_epoch=report.server_epoch, acked_through=mark.through, acked_hash=mark.hash)


def _insert(connection: Connection, device_id: str, report: PoisonReport, now: str) -> None:
    known = select(func.count()).select_from(POISON).where(POISON.c.device_id == device_id)
    if connection.execute(known).scalar_one() >= _MAX_PER_DEVICE:
        raise ProblemError(
            429,
            ErrorCode.RATE_LIMITED,
            "This desk has reported too many events that the base does not take. They are safe on the desk.",
            headers={"Retry-After": "3600"},
        )
    texts = report.model_dump(include={"event_id", "hash", "code", "detail", "text"})
    values = {name: storable(text) for name, text in texts.items()}
    numbers = {"device_id": device_id, "gen": report.gen, "seq": report.seq, "size": report.size, "noted_at": now}
    connection.execute(insert_new(connection, POISON).values(**values, **numbers))
