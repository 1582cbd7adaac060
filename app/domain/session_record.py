# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session's ledger says people said and signed."""

from dataclasses import dataclass

from app.contract.events import LedgerEvent


@dataclass(frozen=True, slots=True)
class PolicyCovered:
    """A policy point that was ticked (``how`` is ``tick``) or left out for a ``reason``."""

    event_id: str
    policy_id: str
    how: str
    reason: str
    occurred_at: str

    @classmethod
    def of(cls, event: LedgerEvent) -> "PolicyCovered":
        """Return what a ``policy.covered`` says."""
        body = event.body
        return cls(event.event_id, body["policy_id"], body["how"], body.get("reason", ""), event.occurred_at)


@dataclass(frozen=True, slots=True)
class SlipCorrected:
    """What was said wrong and put right. ``record_ms`` is the recording's time in ms."""

    event_id: str
    said: str
    correction: str
    row_id: str | None
    record_ms: int | None
    revision: str
    occurred_at: str

    @classmethod
    def of(cls, event: LedgerEvent) -> "SlipCorrected":
        """Return what a ``slip.corrected`` says."""
        body = event.body
        return cls(
            event_id=event.event_id,
            said=body["said"],
            correction=body["correction"],
            row_id=body.get("row_id"),
            record_ms=body.get("record_ms"),
            revision=body.get("revision", ""),
            occurred_at=event.occurred_at,
        )


@dataclass(frozen=True, slots=True)
class Approval:
    """Who let which revision on air, with how many findings open."""

    event_id: str
    reviewer: str
    revision_hash: str
    findings: int
    occurred_at: str

    @classmethod
    def of(cls, event: LedgerEvent) -> "Approval":
        """Return what an ``approval`` says."""
        body = event.body
        findings = body.get("findings", 0)
        return cls(event.event_id, body["reviewer"], body["revision_hash"], findings, event.occurred_at)


@dataclass(frozen=True, slots=True)
class Note:
    """A free note, a message to the anchor, or its receipt: ``kind`` is the event's. ``note_id`` joins the last two."""

    event_id: str
    kind: str
    text: str
    note_id: str
    occurred_at: str

    @classmethod
    def of(cls, event: LedgerEvent) -> "Note":
        """Return what a ``note``, ``note.sent`` or ``note.acknowledged`` says."""
        return cls(event.event_id, event.kind, event.body["text"], event.body.get("note_id", ""), event.occurred_at)
