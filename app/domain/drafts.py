# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts: ledger events before the writer gives them their place in the chain."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from app.contract.events import (
    EventKind,
    ItemPresentedBody,
    PreflightWaivedBody,
    SaleAddBody,
    SaleAdjustBody,
    SaleRefundBody,
    SaleVoidBody,
    SessionCloseBody,
    SessionOpenBody,
)
from app.contract.ids import new_id
from app.contract.session_bodies import ApprovalBody, NoteBody, PolicyCoveredBody, SlipCorrectedBody
from app.contract.studio_bodies import OutputChangedBody, SceneChangedBody
from app.domain.clock import Clock, Stamp


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event to append. The id is minted here so that a row can be shown, and retried, before it is saved."""

    event_id: str
    session_id: str
    kind: str
    body: dict[str, Any]
    actor: str
    stamp: Stamp


class EventDrafter:
    """Makes drafts in one person's name. Bodies are validated here, so a bad one never reaches the writer."""

    def __init__(self, clock: Clock, actor: str) -> None:
        self._clock = clock
        self._actor = actor

    def session_open(self, body: SessionOpenBody, *, session_id: str | None = None) -> EventDraft:
        """Draft the opening of a new session; its id is minted unless given."""
        return self._draft(session_id or new_id(), EventKind.SESSION_OPEN, body)

    def session_close(self, session_id: str, body: SessionCloseBody) -> EventDraft:
        """Draft the close of a session."""
        return self._draft(session_id, EventKind.SESSION_CLOSE, body)

    def item_presented(self, session_id: str, body: ItemPresentedBody) -> EventDraft:
        """Draft that a lineup row came on."""
        return self._draft(session_id, EventKind.ITEM_PRESENTED, body)

    def sale(self, session_id: str, body: SaleAddBody) -> EventDraft:
        """Draft a sale."""
        return self._draft(session_id, EventKind.SALE_ADD, body)

    def void(self, session_id: str, body: SaleVoidBody) -> EventDraft:
        """Draft the undo of one sale."""
        return self._draft(session_id, EventKind.SALE_VOID, body)

    def adjust(self, session_id: str, body: SaleAdjustBody) -> EventDraft:
        """Draft the correction of one sale's number."""
        return self._draft(session_id, EventKind.SALE_ADJUST, body)

    def refund(self, session_id: str, body: SaleRefundBody) -> EventDraft:
        """Draft a refund."""
        return self._draft(session_id, EventKind.SALE_REFUND, body)

    def preflight_waived(self, session_id: str, body: PreflightWaivedBody) -> EventDraft:
        """Draft that somebody goes live in spite of the preflight."""
        return self._draft(session_id, EventKind.PREFLIGHT_WAIVED, body)

    def output_changed(self, session_id: str, kind: EventKind, body: OutputChangedBody) -> EventDraft:
        """Draft that stream or recording went on or off; ``kind`` says which."""
        return self._draft(session_id, kind, body)

    def scene_changed(self, session_id: str, body: SceneChangedBody) -> EventDraft:
        """Draft that another scene is on air."""
        return self._draft(session_id, EventKind.SCENE_CHANGED, body)

    def policy_covered(self, session_id: str, body: PolicyCoveredBody) -> EventDraft:
        """Draft that a policy point was said, or why it was not."""
        return self._draft(session_id, EventKind.POLICY_COVERED, body)

    def slip_corrected(self, session_id: str, body: SlipCorrectedBody) -> EventDraft:
        """Draft that a slip of the tongue was put right."""
        return self._draft(session_id, EventKind.SLIP_CORRECTED, body)

    def approval(self, session_id: str, body: ApprovalBody) -> EventDraft:
        """Draft that somebody let the wording on air."""
        return self._draft(session_id, EventKind.APPROVAL, body)

    def note(self, session_id: str, body: NoteBody, kind: EventKind = EventKind.NOTE) -> EventDraft:
        """Draft a note; ``kind`` says whether it is a free one, a message to the anchor, or its receipt."""
        return self._draft(session_id, kind, body)

    def _draft(self, session_id: str, kind: EventKind, body: BaseModel) -> EventDraft:
        return EventDraft(
            event_id=new_id(),
            session_id=session_id,
            kind=kind.value,
            body=body.model_dump(mode="json"),
            actor=self._actor,
            stamp=self._clock.stamp(),
        )
