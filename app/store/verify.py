# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The full check of the local ledger: every hash, every gap, journal against database, totals against the fold."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, func, select

from app.contract.events import LedgerEvent
from app.domain.ledger_chain import ChainHead, follows
from app.domain.ports import LedgerHead, LedgerProblem, VerifyReport
from app.domain.session_state import SessionState, Totals, fold
from app.store.connections import ReadPool
from app.store.errors import StoreReadError
from app.store.event_rows import journal_line, to_event
from app.store.journal import Journal, read_lines
from app.store.reader import read_head, read_session_events, read_sku_totals, totals_of
from app.store.tables import EVENT, SESSION_TOTAL, SUPERSEDED

_PAGE: Final = 2_000
_MAX_PROBLEMS: Final = 200
_SET_ASIDE: Final = ("desk.damaged-*.sqlite", "desk.replaced-*.sqlite")


def verify_ledger(pool: ReadPool, journal_dir: Path) -> VerifyReport:
    """Check everything up to the ledger's end as it is now.

    Reads in pages, so that the writer never waits long. At most 200 problems are listed.
    """
    check = _Check(pool, journal_dir)
    try:
        check.run()
    except StoreReadError as error:
        check.tell("database_unreadable", "desk.sqlite", str(error))
    aside = (file.name for pattern in _SET_ASIDE for file in journal_dir.parent.glob(pattern))
    return VerifyReport(
        events=check.events,
        problems=tuple(check.problems[:_MAX_PROBLEMS]),
        generations=check.generations,
        set_aside=tuple(sorted(aside)),
    )


class _Check:
    def __init__(self, pool: ReadPool, journal_dir: Path) -> None:
        self._pool = pool
        self._journal_dir = journal_dir
        self._sessions: set[str] = set()
        self.events = 0
        self.generations = 0
        self.problems: list[LedgerProblem] = []

    def run(self) -> None:
        with self._pool.read() as connection:
            head = read_head(connection)
            for (finding,) in connection.exec_driver_sql("PRAGMA quick_check(10)").all():
                if finding != "ok":
                    self.tell("database_damaged", "desk.sqlite", finding)
            self._sessions.update(connection.execute(select(SESSION_TOTAL.c.session_id)).scalars().all())
            ends = _chain_ends(connection, head)
            lost = connection.execute(
                select(SUPERSEDED.c.event_id).where(SUPERSEDED.c.event_id.not_in(select(EVENT.c.event_id)))
            ).scalars()
            for event_id in lost:
                self.tell("superseded_lost", f"event {event_id}", "No newer generation has the event.")
        for end in ends:
            self.generations += 1
            self._check_events(end)
        for parked in Journal.parked(self._journal_dir):
            self.tell("journal_parked", parked.name, "This journal contradicted the database and was set aside.")
        for session_id in sorted(self._sessions):
            self._check_session(session_id)

    def tell(self, code: str, where: str, detail: str) -> None:
        self.problems.append(LedgerProblem(code, where, detail))

    def _check_events(self, head: ChainHead) -> None:
        """Walk one generation in database and journal side by side."""
        journal = _JournalWalk(self._journal_dir / f"{head.gen}.jsonl")
        place = ChainHead.genesis(head.device_id, head.gen)
        for row in self._rows(head):
            self.events += row["is_live"]
            self._sessions.add(row["session_id"])
            try:
                event = to_event(row)
            except ValueError as error:
                self.tell("row_damaged", f"event {row['gen']}/{row['seq']}", f"The row cannot be read: {error}")
            else:
                problem = follows(event, place)
                if problem is not None:
                    self.problems.append(problem)
                self.problems.extend(journal.compare(event))
            place = ChainHead(row["device_id"], row["gen"], row["seq"], row["hash"])
        if (place.seq, place.hash) != (head.seq, head.hash):
            self.tell("gap", f"event {head.gen}/{head.seq}", "The ledger ends before its last event.")

    def _rows(self, head: ChainHead) -> Iterator[Mapping[str, Any]]:
        seq = 0
        while seq < head.seq:
            page = self._page(head, seq)
            yield from page
            seq = page[-1]["seq"] if page else head.seq

    def _page(self, head: ChainHead, after: int) -> Sequence[Mapping[str, Any]]:
        """Return events of a generation, with those that have a place in a newer one by now."""
        with self._pool.read() as connection:
            rows: list[dict[str, Any]] = []
            for table in (EVENT, SUPERSEDED):
                wanted = (
                    select(table)
                    .where(table.c.device_id == head.device_id, table.c.gen == head.gen)
                    .where(table.c.seq > after, table.c.seq <= head.seq)
                    .order_by(table.c.seq)
                    .limit(_PAGE)
                )
                found = connection.execute(wanted).mappings().all()
                rows += [dict(row) | {"is_live": table is EVENT} for row in found]
        return sorted(rows, key=itemgetter("seq"))[:_PAGE]

    def _check_session(self, session_id: str) -> None:
        """Fold a session anew and compare it with what the projections say at the same moment."""
        where = f"session {session_id}"
        with self._pool.read() as connection:
            row = connection.execute(
                select(SESSION_TOTAL).where(SESSION_TOTAL.c.session_id == session_id)
            ).one_or_none()
            skus = {line.sku_id: line.totals for line in read_sku_totals(connection, session_id)}
            try:
                state = fold(session_id, read_session_events(connection, session_id))
            except (ValueError, KeyError) as error:
                self.tell("session_damaged", where, f"Its events cannot be folded: {error}")
                return
        if row is None:
            self.tell("projection_missing", where, "The session has events but no totals.")
            return
        told = (row.shop_id, row.shop_name, row.anchor, bool(row.rehearsal), row.opened_at, row.closed_at)
        if told != (state.shop_id, state.shop_name, state.anchor, state.rehearsal, state.opened_at, state.closed_at):
            self.tell("projection_differs", where, "Shop, anchor or times are not what the events say.")
        if totals_of(row) != state.totals:
            self.tell("projection_differs", where, f"Totals are {totals_of(row)}, the events say {state.totals}.")
        if skus != _totals_by_sku(state):
            self.tell("projection_differs", where, "The totals by SKU are not what the events say.")


def _chain_ends(connection: Connection, head: LedgerHead) -> list[ChainHead]:
    """Return the last event of every generation, the current one last."""
    ends: dict[tuple[str, int], ChainHead] = {}
    for table in (EVENT, SUPERSEDED):
        last = select(table.c.device_id, table.c.gen, func.max(table.c.seq), table.c.hash)
        for row in connection.execute(last.group_by(table.c.device_id, table.c.gen)):
            end = ChainHead(*row)
            known = ends.get((end.device_id, end.gen))
            if known is None or known.seq < end.seq:
                ends[end.device_id, end.gen] = end
    ends[head.device_id, head.gen] = ChainHead(head.device_id, head.gen, head.last_seq, head.head_hash)
    return sorted(ends.values(), key=attrgetter("gen"))


def _totals_by_sku(state: SessionState) -> dict[str, Totals]:
    """Return the totals by SKU; a SKU whose every sale was taken back has zeros."""
    return {
        sku_id: replace(
            state,
            sales=tuple(sale for sale in state.sales if sale.sku_id == sku_id),
            refunds=tuple(refund for refund in state.refunds if refund.sku_id == sku_id),
        ).totals
        for sku_id in {sale.sku_id for sale in state.sales} | {refund.sku_id for refund in state.refunds}
    }


@dataclass(frozen=True, slots=True)
class _JournalLine:
    number: int
    text: bytes

    def seq(self) -> int | None:
        """Return the sequence of the event in the line, None where there is no event."""
        try:
            return int(json.loads(self.text)["seq"])
        except (ValueError, TypeError, KeyError):
            return None


class _JournalWalk:
    """Goes through the journal beside the database, by sequence."""

    def __init__(self, path: Path) -> None:
        lines = read_lines(path) if path.exists() else ()
        self._lines = (_JournalLine(number, text) for number, text in enumerate(lines, start=1))
        self._waiting: _JournalLine | None = None

    def compare(self, event: LedgerEvent) -> Iterator[LedgerProblem]:
        """Yield how the journal differs up to and with ``event``."""
        stored = journal_line(event).encode("utf-8")
        while (line := self._take()) is not None:
            if line.text == stored:
                return
            where, seq = f"journal line {line.number}", line.seq()
            if seq is None:
                yield LedgerProblem("journal_damaged", where, "The line is not an event.")
            elif seq < event.seq:
                yield LedgerProblem("journal_extra", where, "The database does not have this event at this place.")
            elif seq == event.seq:
                yield LedgerProblem("journal_differs", where, "The database has another event at this place.")
                return
            else:
                self._waiting = line
                break
        yield LedgerProblem("journal_missing", f"event {event.gen}/{event.seq}", "The journal does not have the event.")

    def _take(self) -> _JournalLine | None:
        line, self._waiting = self._waiting or next(self._lines, None), None
        return line
