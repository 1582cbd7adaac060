# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking the base about closed sessions, and sending again what it says it lacks."""

import math
import time
from collections.abc import Callable
from typing import Final

from app.contract.protocol import CheckStatus, VerifyResponse
from app.domain.ports import BaseClient, BaseRefused, SessionChecks, SessionClaim

_AT_ONCE: Final = 20
ASK_AGAIN_S: Final = 60.0


class SessionChecker:
    """Asks once about each closed session as it is now.

    About one that was not verified it asks again after new events of it, or after a new start; where the base lacks
    events of another desk only, it asks again after ``ASK_AGAIN_S``.
    """

    def __init__(
        self, checks: SessionChecks, client: BaseClient, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._checks = checks
        self._client = client
        self._monotonic = monotonic
        self._ask_again_at: dict[tuple[str, int, int], float] = {}

    def run(self, send_again: Callable[[int, int, int], None]) -> int:
        """Ask about what is due and return for how many sessions an answer was kept.

        Args:
            send_again: sends the events of a generation from one number to another once more.

        Raises:
            BaseUnreachable: as the client says; what was answered before is kept.
            BaseRefused: as the client says. A base too old to be asked is no refusal.
        """
        kept = 0
        for claim in self._checks.due(_AT_ONCE):
            key = (claim.session_id, claim.request.gen, claim.request.last_seq)
            if self._ask_again_at.get(key, 0.0) > self._monotonic():
                continue
            try:
                answer = self._ask(claim, send_again)
            except BaseRefused as refusal:
                if not refusal.is_unknown_call:
                    raise
                return kept
            waits_for_others = answer.status is CheckStatus.INCOMPLETE and answer.elsewhere and not answer.missing
            self._ask_again_at[key] = self._monotonic() + ASK_AGAIN_S if waits_for_others else math.inf
            self._checks.record(claim, answer)
            kept += 1
        return kept

    def _ask(self, claim: SessionClaim, send_again: Callable[[int, int, int], None]) -> VerifyResponse:
        answer = self._client.verify(claim.session_id, claim.request)
        if answer.status is not CheckStatus.INCOMPLETE:
            return answer
        for gen, first, last in answer.missing:
            send_again(gen, first, last)
        return self._client.verify(claim.session_id, claim.request)
