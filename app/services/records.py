# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people said and signed in the open session, written into its ledger: policy talk, slips, approvals, notes."""

from collections.abc import Callable

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.contract.events import EventKind
from app.contract.ids import new_id
from app.contract.session_bodies import ApprovalBody, NoteBody, PolicyCoveredBody, SlipCorrectedBody
from app.domain.drafts import EventDraft, EventDrafter
from app.domain.obs.state import ObsState, OutputPhase
from app.services.session import SessionService

Draft = Callable[[EventDrafter, str], EventDraft]


class RecordsService(QObject):
    """Writes what is no sale. ``obs`` gives OBS as last told: a slip keeps the recording's time.

    Every call returns the event's id, or None after ``refused`` told why nothing was written.

    Signals:
        refused(str): a plain sentence about why nothing was written.
    """

    refused = Signal(str)

    def __init__(self, session: SessionService, obs: Callable[[], ObsState], *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._obs = obs

    def cover_policy(self, policy_id: str) -> str | None:
        """Tick a policy point as said; once a session is enough."""
        state = self._session.state
        if state is not None and any(one.policy_id == policy_id and one.how == "tick" for one in state.covered):
            self.refused.emit(
                QCoreApplication.translate("RecordsService", "This policy point is marked as said already.")
            )
            return None
        return self._write(
            lambda drafter, session_id: drafter.policy_covered(
                session_id, PolicyCoveredBody(policy_id=policy_id, how="tick")
            )
        )

    def leave_out_policy(self, policy_id: str, reason: str) -> str | None:
        """Keep why a policy point was not said."""
        return self._write(
            lambda drafter, session_id: drafter.policy_covered(
                session_id, PolicyCoveredBody(policy_id=policy_id, how="reason", reason=reason)
            )
        )

    def correct_slip(self, said: str, correction: str, *, row_id: str | None = None, revision: str = "") -> str | None:
        """Keep what was said wrong and how it was put right, with the recording's time."""
        record_ms = self._record_ms()
        return self._write(
            lambda drafter, session_id: drafter.slip_corrected(
                session_id,
                SlipCorrectedBody(
                    said=said, correction=correction, row_id=row_id, record_ms=record_ms, revision=revision
                ),
            )
        )

    def approve(self, reviewer: str, revision_hash: str, findings: int) -> str | None:
        """Keep who let which wording on air, with how many findings open."""
        return self._write(
            lambda drafter, session_id: drafter.approval(
                session_id, ApprovalBody(reviewer=reviewer, revision_hash=revision_hash, findings=findings)
            )
        )

    def note(self, text: str) -> str | None:
        """Keep a free note."""
        return self._write(lambda drafter, session_id: drafter.note(session_id, NoteBody(text=text)))

    def send_note(self, text: str) -> str | None:
        """Keep that a message went to the anchor; returns the note's own id, which the receipt names."""
        note_id = new_id()
        body = NoteBody(text=text, note_id=note_id)
        sent = self._write(lambda drafter, session_id: drafter.note(session_id, body, EventKind.NOTE_SENT))
        return None if sent is None else note_id

    def acknowledge_note(self, note_id: str) -> str | None:
        """Keep that the anchor has seen a message; once is enough."""
        notes = self._session.state.notes if self._session.state else ()
        kinds = {note.kind: note.text for note in notes if note.note_id == note_id}
        if EventKind.NOTE_SENT not in kinds or EventKind.NOTE_ACKNOWLEDGED in kinds:
            self.refused.emit(QCoreApplication.translate("RecordsService", "There is no such note to acknowledge."))
            return None
        body = NoteBody(text=kinds[EventKind.NOTE_SENT], note_id=note_id)
        return self._write(lambda drafter, session_id: drafter.note(session_id, body, EventKind.NOTE_ACKNOWLEDGED))

    def _write(self, draft: Draft) -> str | None:
        state = self._session.state
        if state is None or self._session.closing:
            self.refused.emit(
                QCoreApplication.translate("RecordsService", "No session is open, so nothing was written.")
            )
            return None
        try:
            made = draft(self._session.drafter(), state.session_id)
        except ValidationError:
            self.refused.emit(
                QCoreApplication.translate(
                    "RecordsService", "Nothing was written: it is too long, or a name is missing."
                )
            )
            return None
        self._session.submit(made)
        return made.event_id

    def _record_ms(self) -> int | None:
        state = self._obs()
        if state.record is not OutputPhase.ON or state.age_base is None:
            return None
        since_s = max(0.0, self._session.clock.monotonic() - state.age_base)
        return state.record_ms + round(since_s * 1_000)
