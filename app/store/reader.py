# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read-only views of the ledger. Every call is I/O; call from worker threads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Row, select, tuple_

from app.contract.events import GENESIS_HASH, LedgerEvent
from app.contract.protocol import VerifyResponse
from app.domain.ports import LedgerHead, SessionSummary
from app.domain.session_state import SessionState, Totals, fold
from app.store.connections import ReadPool
from app.store.event_rows import to_event
from app.store.session_checks import read_standings
from app.store.tables import EVENT, NOTE, SESSION_TOTAL, SKU_TOTAL, SYNC_STATE

_PAGE: Final = 2_000


@dataclass(frozen=True, slots=True)
class SkuTotals:
    """What one session sold of one SKU, without what was taken back."""

    sku_id: str
    totals: Totals


class StoreReader:
    """Implements the LedgerReader port; raises StoreReadError where the database cannot be read."""

    def __init__(self, pool: ReadPool) -> None:
        self._pool = pool

    def head(self) -> LedgerHead:
        """Return where the ledger stands."""
        with self._pool.read() as connection:
            return read_head(connection)

    def sessions(self, *, limit: int = 200) -> Sequence[SessionSummary]:
        """Return sessions, newest first (by sequence)."""
        newest = select(SESSION_TOTAL).order_by(SESSION_TOTAL.c.gen.desc(), SESSION_TOTAL.c.first_seq.desc())
        with self._pool.read() as connection:
            rows = connection.execute(newest.limit(limit)).all()
            standings = read_standings(connection, [row.session_id for row in rows])
            return tuple(_summary(row, *standings.get(row.session_id, (False, None))) for row in rows)

    def session(self, session_id: str) -> SessionState | None:
        """Return one session folded from its events, or None if the ledger does not know it."""
        events = self.events(session_id)
        return fold(session_id, events) if events else None

    def open_session(self) -> SessionState | None:
        """Return the session that is still open, the newest if there are several."""
        still_open = (
            select(SESSION_TOTAL.c.session_id)
            .where(SESSION_TOTAL.c.opened_at.is_not(None), SESSION_TOTAL.c.closed_at.is_(None))
            .order_by(SESSION_TOTAL.c.gen.desc(), SESSION_TOTAL.c.first_seq.desc())
            .limit(1)
        )
        with self._pool.read() as connection:
            session_id = connection.execute(still_open).scalar_one_or_none()
        return None if session_id is None else self.session(session_id)

    def events(self, session_id: str) -> Sequence[LedgerEvent]:
        """Return a session's events in sequence order."""
        with self._pool.read() as connection:
            return read_session_events(connection, session_id)

    def all_events(self) -> Iterator[LedgerEvent]:
        """Yield every event by generation and sequence, reading in pages that hold up no writer."""
        gen, seq = 0, 0
        while page := self._page(gen, seq):
            yield from page
            gen, seq = page[-1].gen, page[-1].seq

    def _page(self, gen: int, seq: int) -> Sequence[LedgerEvent]:
        wanted = select(EVENT).where(tuple_(EVENT.c.gen, EVENT.c.seq) > tuple_(gen, seq))
        with self._pool.read() as connection:
            rows = connection.execute(wanted.order_by(EVENT.c.gen, EVENT.c.seq).limit(_PAGE)).mappings().all()
        return tuple(to_event(row) for row in rows)

    def events_after(self, seq: int, limit: int, *, gen: int | None = None) -> Sequence[LedgerEvent]:
        """Return up to ``limit`` events of generation ``gen``, else the current one, after ``seq``, in order."""
        with self._pool.read() as connection:
            state = connection.execute(select(SYNC_STATE.c.device_id, SYNC_STATE.c.gen)).one()
            wanted = (
                select(EVENT)
                .where(EVENT.c.device_id == state.device_id, EVENT.c.gen == (gen or state.gen), EVENT.c.seq > seq)
                .order_by(EVENT.c.seq)
                .limit(limit)
            )
            return tuple(to_event(row) for row in connection.execute(wanted).mappings().all())

    def hash_at(self, seq: int, *, gen: int | None = None) -> str | None:
        """Return the hash of event ``seq`` of ``gen``, else of the current generation: genesis for 0, None for none."""
        if seq == 0:
            return GENESIS_HASH
        with self._pool.read() as connection:
            state = connection.execute(select(SYNC_STATE.c.device_id, SYNC_STATE.c.gen)).one()
            wanted = select(EVENT.c.hash).where(
                EVENT.c.device_id == state.device_id, EVENT.c.gen == (gen or state.gen), EVENT.c.seq == seq
            )
            found: str | None = connection.execute(wanted).scalar_one_or_none()
            return found

    def note(self, name: str) -> str | None:
        """Return what this database remembers of itself under ``name``, None for nothing."""
        with self._pool.read() as connection:
            return read_note(connection, name)

    def sku_totals(self, session_id: str) -> Sequence[SkuTotals]:
        """Return what a session sold of each SKU, in SKU order, from the projection."""
        with self._pool.read() as connection:
            return read_sku_totals(connection, session_id)


def read_head(connection: Connection) -> LedgerHead:
    """Return where the ledger stands."""
    state = connection.execute(select(SYNC_STATE)).one()
    last = connection.execute(
        select(EVENT.c.seq, EVENT.c.hash, EVENT.c.session_id)
        .where(EVENT.c.device_id == state.device_id, EVENT.c.gen == state.gen)
        .order_by(EVENT.c.seq.desc())
        .limit(1)
    ).one_or_none()
    return LedgerHead(
        device_id=state.device_id,
        gen=state.gen,
        last_seq=0 if last is None else last.seq,
        head_hash=GENESIS_HASH if last is None else last.hash,
        acked_through=state.acked_through,
        server_epoch=state.server_epoch,
        pull_cursor=state.pull_cursor,
        head_session_id=None if last is None else last.session_id,
    )


def read_note(connection: Connection, name: str) -> str | None:
    """Return what the database remembers of itself under ``name``, None for nothing."""
    found: str | None = connection.execute(select(NOTE.c.value).where(NOTE.c.name == name)).scalar_one_or_none()
    return found


def read_session_events(connection: Connection, session_id: str) -> Sequence[LedgerEvent]:
    """Return a session's events in sequence order."""
    wanted = select(EVENT).where(EVENT.c.session_id == session_id).order_by(EVENT.c.gen, EVENT.c.seq)
    return tuple(to_event(row) for row in connection.execute(wanted).mappings().all())


def read_sku_totals(connection: Connection, session_id: str) -> Sequence[SkuTotals]:
    """Return the SKU totals that the projection holds for a session, in SKU order."""
    wanted = select(SKU_TOTAL).where(SKU_TOTAL.c.session_id == session_id).order_by(SKU_TOTAL.c.sku_id)
    return tuple(SkuTotals(row.sku_id, totals_of(row)) for row in connection.execute(wanted))


def totals_of(row: Row[tuple[object, ...]]) -> Totals:
    """Return the totals in a projection row."""
    return Totals(
        sales=row.sales,
        units=row.units,
        amount_fen=row.amount_fen,
        unpriced=row.unpriced,
        refunded_units=row.refunded_units,
        refunded_fen=row.refunded_fen,
    )


def _summary(row: Row[tuple[object, ...]], at_base: bool, answer: VerifyResponse | None) -> SessionSummary:
    return SessionSummary(
        session_id=row.session_id,
        shop_id=row.shop_id,
        shop_name=row.shop_name,
        anchor=row.anchor,
        rehearsal=bool(row.rehearsal),
        opened_at=row.opened_at or row.first_at,
        closed_at=row.closed_at,
        totals=totals_of(row),
        at_base=at_base,
        answer=answer,
    )
