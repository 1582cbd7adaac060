# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What several commands read from the ledger, and its JSON."""

from concurrent.futures import Future
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.cli.console import CliError

if TYPE_CHECKING:
    from app.contract.events import LedgerEvent
    from app.domain.ports import LedgerReader, SessionSummary
    from app.domain.session_state import SessionState


def need_session(reader: "LedgerReader", session_id: str) -> "SessionState":
    """Return a session.

    Raises:
        CliError: when the ledger has none with this id.
    """
    state = reader.session(session_id)
    if state is None:
        raise CliError(f"There is no session '{session_id}' on this PC. See: anchor-desk session list")
    return state


def saved(future: "Future[LedgerEvent]") -> "LedgerEvent":
    """Wait for the durable commit and return the stored event.

    Raises:
        CliError: when nothing was saved.
    """
    from app.domain.ports import LedgerWriteError

    try:
        return future.result()
    except LedgerWriteError as error:
        raise CliError(f"{error} Code: {error.code}.") from error


def summary_json(session: "SessionSummary") -> dict[str, Any]:
    """Return a session list's row; money in fen. ``answer`` is the base's last word on the session, or None."""
    row = asdict(session)
    row.update(row.pop("totals"))
    row["answer"] = session.answer.model_dump(mode="json") if session.answer else None
    return row


def session_json(state: "SessionState") -> dict[str, Any]:
    """Return a whole session with its totals; money in fen."""
    whole = asdict(state)
    whole["totals"] = asdict(state.totals)
    return whole
