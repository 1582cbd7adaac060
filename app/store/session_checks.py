# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the base said about closed sessions, and which it must be asked about."""

from collections.abc import Sequence
from typing import Final

from pydantic import ValidationError
from sqlalchemy import Connection, RowMapping, bindparam, text

from app.contract.protocol import CheckStatus, SessionTotals, VerifyRequest, VerifyResponse
from app.domain.ports import SessionClaim
from app.store.connections import ReadPool
from app.store.transaction import Transaction
from app.store.writer import StoreWriter

# The newest event of a session is found by the index event_of_session, also in a long ledger.
_STANDING: Final = """
SELECT t.session_id, newest.device_id, newest.gen, newest.seq, newest.hash, t.sales, t.units, t.amount_fen,
       newest.gen < s.gen OR newest.seq <= s.acked_through AS at_base,
       CASE WHEN c.gen = newest.gen AND c.last_seq = newest.seq THEN c.status END AS status,
       CASE WHEN c.gen = newest.gen AND c.last_seq = newest.seq THEN c.answer END AS answer
FROM session_total AS t
JOIN sync_state AS s
JOIN event AS newest ON newest.rowid = (
    SELECT e.rowid FROM event AS e WHERE e.session_id = t.session_id ORDER BY e.gen DESC, e.seq DESC LIMIT 1)
LEFT JOIN session_check AS c ON c.session_id = t.session_id
"""
_DUE: Final = text(
    f"SELECT *, (SELECT count(*) FROM event AS e WHERE e.session_id = found.session_id) AS events"  # noqa: S608
    f" FROM ({_STANDING} WHERE t.closed_at IS NOT NULL) AS found"
    " WHERE at_base AND coalesce(status, '') <> :verified ORDER BY gen DESC, seq DESC LIMIT :limit"
)
_SHOWN: Final = text(f"{_STANDING} WHERE t.session_id IN :ids").bindparams(bindparam("ids", expanding=True))
_KEEP: Final = """
INSERT INTO session_check (session_id, gen, last_seq, status, answer) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (session_id) DO UPDATE SET
    gen = excluded.gen, last_seq = excluded.last_seq, status = excluded.status, answer = excluded.answer
"""


class StoreSessionChecks:
    """Implements the SessionChecks port."""

    def __init__(self, writer: StoreWriter, pool: ReadPool) -> None:
        self._writer = writer
        self._pool = pool

    def due(self, limit: int) -> Sequence[SessionClaim]:
        """Return closed sessions that are at the base and not verified as they are now, newest first."""
        values = {"verified": CheckStatus.VERIFIED.value, "limit": limit}
        with self._pool.read() as connection:
            return tuple(_claim(row) for row in connection.execute(_DUE, values).mappings())

    def record(self, claim: SessionClaim, answer: VerifyResponse) -> None:
        """Keep the base's answer about ``claim``.

        Raises:
            LedgerWriteError: when nothing was recorded.
        """
        asked = claim.request
        row = (claim.session_id, asked.gen, asked.last_seq, answer.status.value, answer.model_dump_json())

        def write(transaction: Transaction) -> None:
            transaction.connection.execute(_KEEP, row)

        self._writer.submit(write).result()


def read_standings(connection: Connection, session_ids: Sequence[str]) -> dict[str, tuple[bool, VerifyResponse | None]]:
    """Return, by session, whether all of it is at the base and what the base said about it as it is now."""
    rows = connection.execute(_SHOWN, {"ids": list(session_ids)})
    return {row.session_id: (bool(row.at_base), read_answer(row.answer)) for row in rows}


def read_answer(stored: str | None) -> VerifyResponse | None:
    """Return a stored answer; one that another version wrote and this one cannot read counts as none."""
    if stored is None:
        return None
    try:
        return VerifyResponse.model_validate_json(stored)
    except ValidationError:
        return None


def _claim(row: RowMapping) -> SessionClaim:
    request = VerifyRequest(
        device_id=row["device_id"],
        gen=row["gen"],
        last_seq=row["seq"],
        count=row["events"],
        totals=SessionTotals(sales=row["sales"], units=row["units"], total_fen=row["amount_fen"]),
        chain_hash=row["hash"],
    )
    return SessionClaim(row["session_id"], request)
