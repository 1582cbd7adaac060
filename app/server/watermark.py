# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a device's ledger is stored here, in its newest generation, and what does not fit onto that.

A generation is opened in one way only, whether the desk asks for it or just pushes in it: it is higher than the one
before and begins empty. Nothing that was stored in a former generation is touched.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from app.contract.errors import ErrorCode
from app.contract.events import GENESIS_HASH
from app.server.problems import ProblemError
from app.server.projections import storable
from app.server.tables import DEVICE, GENERATION, SERVER_STATE


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far one generation of a device's ledger is stored. ``opened``: this transaction opened it."""

    gen: int
    through: int
    hash: str
    opened: bool = False


def check_epoch(connection: Connection, epoch: str) -> None:
    """Refuse what was meant for another life of this base.

    Raises:
        ProblemError: 409 ``epoch_changed``.
    """
    if epoch != connection.execute(select(SERVER_STATE.c.epoch)).scalar_one():
        raise ProblemError(409, ErrorCode.EPOCH_CHANGED, "The base was restored. Say hello again.")


def lock_watermark(connection: Connection, device_id: str, gen: int, *, now: str, reason: str = "") -> Watermark:
    """Lock the device's row and return how far generation ``gen`` is stored; a higher one is opened.

    Args:
        connection: a writing transaction.
        device_id: the device.
        gen: the generation it works in.
        now: the server's time, ISO 8601 UTC.
        reason: why the desk left its former generation, in its words.

    Raises:
        ProblemError: 409 ``gen_stale`` with the lowest generation that can still be opened.
    """
    row = connection.execute(
        select(DEVICE.c.gen, DEVICE.c.acked_through, DEVICE.c.acked_hash)
        .where(DEVICE.c.device_id == device_id)
        .with_for_update()
    ).one()
    if gen < row.gen:
        raise ProblemError(
            409,
            ErrorCode.GEN_STALE,
            f"This desk's ledger is at generation {row.gen} here.",
            expected=row.gen + 1,
        )
    if gen == row.gen:
        return Watermark(gen, row.acked_through, row.acked_hash)
    mark = Watermark(gen, 0, GENESIS_HASH, opened=True)
    connection.execute(GENERATION.insert().values(device_id=device_id, gen=gen, reason=storable(reason), opened_at=now))
    set_watermark(connection, device_id, mark)
    return mark


def set_watermark(connection: Connection, device_id: str, mark: Watermark) -> None:
    """Record how far the device's ledger is stored, inside the caller's transaction."""
    connection.execute(
        update(DEVICE)
        .where(DEVICE.c.device_id == device_id)
        .values(gen=mark.gen, acked_through=mark.through, acked_hash=mark.hash)
    )


def gap(mark: Watermark) -> ProblemError:
    """Return the refusal of numbers that do not follow on what is stored."""
    return ProblemError(
        409, ErrorCode.SEQ_GAP, f"The base has events up to {mark.through} only.", expected=mark.through + 1
    )


def forked() -> ProblemError:
    """Return the refusal of another history under numbers that are taken."""
    return ProblemError(
        409,
        ErrorCode.DEVICE_FORKED,
        "The base holds other events under this desk's numbers. Nothing was overwritten on either side.",
    )
