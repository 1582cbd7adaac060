# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``log --session ID``: sales from standard input, one line each, one durable commit each."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.cli.console import CliError, complain, say
from app.cli.context import OpenProfile, content_of, open_profile
from app.cli.ledger_views import need_session, saved
from app.cli.log_lines import (
    MAX_LINE_BYTES,
    AdjustLine,
    CoveredLine,
    LineError,
    NoteLine,
    RefundLine,
    SaleLine,
    SlipLine,
    UndoLine,
    decode_line,
    parse_line,
)

if TYPE_CHECKING:
    from app.domain.drafts import EventDraft
    from app.domain.session_state import SessionState


def run(args: argparse.Namespace) -> int:
    """Log every line of standard input. A bad line is explained, logs nothing, and makes the exit code 1."""
    with open_profile(args) as opened:
        state = need_session(opened.store.reader, args.session)
        if not state.is_open:
            raise CliError(f"Session {state.session_id} is closed. Nothing was logged. Open a new session.")
        logger = _Logger(opened, state)
        good = True
        for number, raw in enumerate(_lines(), start=1):
            try:
                logger.log(raw)
            except LineError as error:
                complain(f"Line {number} logged nothing: {error}.")
                good = False
            except CliError as error:
                complain(f"Line {number}: {error}")
                good = False
    return 0 if good else 1


def _lines() -> Iterator[bytes]:
    """Lines of standard input as they come; an over-long one is cut, never held in memory whole."""
    source = sys.stdin.buffer
    while line := source.readline(MAX_LINE_BYTES + 1):
        yield line
        while len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            line = source.readline(MAX_LINE_BYTES + 1)


class _Logger:
    """Turns lines into ledger events of one open session."""

    def __init__(self, opened: OpenProfile, state: "SessionState") -> None:
        from app.domain.drafts import EventDrafter

        self._ledger = opened.store.ledger
        self._session_id = state.session_id
        content = content_of(opened.store)
        self._skus, self._policy_points = content.skus, content.policy_points
        self._drafter = EventDrafter(opened.clock, state.anchor)
        self._standing = {sale.event_id: sale.units for sale in state.sales if sale.voided_by is None}

    def log(self, raw: bytes) -> None:
        """Log one line.

        Raises:
            LineError: when the line makes no sense; nothing was logged.
            CliError: when the event could not be saved.
        """
        match parse_line(decode_line(raw), self._skus):
            case SaleLine(sku_id, units):
                self._sell(sku_id, units)
            case UndoLine(event_id):
                self._undo(event_id)
            case AdjustLine(event_id, delta):
                self._adjust(event_id, delta)
            case RefundLine(sku_id, units):
                self._refund(sku_id, units)
            case NoteLine() | CoveredLine() | SlipLine() as line:
                self._write(line)

    def _sell(self, sku_id: str, units: int) -> None:
        from app.contract.events import SaleAddBody

        sku = self._skus[sku_id]
        body = SaleAddBody(
            sku_id=sku_id,
            product_id=sku.product_id,
            units=units,
            unit_price_fen=sku.live_price,
            source="command_line",
        )
        event = saved(self._ledger.append(self._drafter.sale(self._session_id, body)))
        self._standing[event.event_id] = units
        say(f"saved {event.event_id}")

    def _undo(self, event_id: str) -> None:
        from app.contract.events import SaleVoidBody

        if event_id not in self._standing:
            raise LineError(f"this session has no sale '{event_id}' that could be taken back")
        saved(self._ledger.append(self._drafter.void(self._session_id, SaleVoidBody(target=event_id))))
        del self._standing[event_id]
        say(f"voided {event_id}")

    def _adjust(self, event_id: str, delta: int) -> None:
        from app.contract.events import SaleAdjustBody

        units = self._standing.get(event_id)
        if units is None:
            raise LineError(f"this session has no sale '{event_id}' that could be corrected")
        if units + delta < 0:
            raise LineError(f"the sale is of {units} units, so {-delta} cannot be taken off")
        body = SaleAdjustBody(target=event_id, delta=delta)
        saved(self._ledger.append(self._drafter.adjust(self._session_id, body)))
        self._standing[event_id] = units + delta
        say(f"adjusted {event_id} to {units + delta}")

    def _refund(self, sku_id: str, units: int) -> None:
        from app.contract.events import SaleRefundBody

        sku = self._skus[sku_id]
        body = SaleRefundBody(sku_id=sku_id, product_id=sku.product_id, units=units, unit_price_fen=sku.live_price)
        event = saved(self._ledger.append(self._drafter.refund(self._session_id, body)))
        say(f"refunded {event.event_id}")

    def _write(self, line: NoteLine | CoveredLine | SlipLine) -> None:
        from pydantic import ValidationError

        try:
            draft = self._draft(line)
        except ValidationError:
            raise LineError("its text is too long") from None
        event = saved(self._ledger.append(draft))
        say(f"noted {event.event_id}")

    def _draft(self, line: NoteLine | CoveredLine | SlipLine) -> "EventDraft":
        from app.contract.session_bodies import NoteBody, PolicyCoveredBody, SlipCorrectedBody

        match line:
            case NoteLine(text):
                return self._drafter.note(self._session_id, NoteBody(text=text))
            case CoveredLine(policy_id):
                if policy_id not in self._policy_points:
                    raise LineError(f"there is no policy point '{policy_id}'")
                return self._drafter.policy_covered(
                    self._session_id, PolicyCoveredBody(policy_id=policy_id, how="tick")
                )
            case SlipLine(said, correction):
                return self._drafter.slip_corrected(
                    self._session_id, SlipCorrectedBody(said=said, correction=correction)
                )
