# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One event that the base does not take must not hold up the others: it is parked here and reported there."""

import json
from typing import Final

from app.contract.events import LedgerEvent
from app.contract.protocol import MAX_POISON_CHARS, PoisonReport
from app.domain.ports import BaseClient, BaseRefused, BaseUnreachable, ParkedEvents

MAX_PER_RUN: Final = 10
_MAX_DETAIL: Final = 1_000


class Parking:
    """Parks single events. A base that takes nothing at all is not told of each: that is no poison, that is a fault."""

    def __init__(self, parked: ParkedEvents, client: BaseClient) -> None:
        self._parked = parked
        self._client = client
        self._in_run = 0

    def begin_run(self) -> None:
        """Start counting anew."""
        self._in_run = 0

    def park(self, event: LedgerEvent, epoch: str, refusal: BaseRefused) -> int | None:
        """Park ``event`` and report it; return the base's watermark, None if the event must go on waiting.

        Raises:
            BaseUnreachable: no answer; the event is parked and will be reported again.
            BaseRefused: the base refused the report.
        """
        if self._in_run >= MAX_PER_RUN:
            return None
        text = _text(event)
        report = PoisonReport(
            server_epoch=epoch,
            gen=event.gen,
            seq=event.seq,
            event_id=event.event_id,
            prev_hash=event.prev_hash,
            hash=event.hash,
            code=refusal.code,
            detail=str(refusal)[:_MAX_DETAIL],
            size=len(text.encode()),
            text=text[:MAX_POISON_CHARS],
        )
        self._parked.park(event, refusal.code, str(refusal)[:_MAX_DETAIL])
        try:
            noted = self._client.report_poison(report)
        except BaseRefused as refused:
            if refused.is_unknown_call:
                return None
            raise
        if noted.server_epoch != epoch or noted.acked_through < event.seq:
            raise BaseUnreachable("The base's answer does not belong to what was sent. It will be sent again.")
        self._in_run += 1
        return noted.acked_through


def _text(event: LedgerEvent) -> str:
    """Return ``event`` as JSON; one with text that has no UTF-8 in ASCII, where such text is written as escapes."""
    try:
        return event.model_dump_json()
    except ValueError:
        return json.dumps(event.model_dump(mode="python"))
