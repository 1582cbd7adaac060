# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The session that is open on this PC: open, resume, close, and the fold of what was saved."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.contract.events import EventKind, LedgerEvent, SessionCloseBody, SessionOpenBody
from app.domain.clock import Clock
from app.domain.drafts import EventDraft, EventDrafter
from app.domain.ports import LedgerReader, LedgerWriter
from app.domain.session_state import SessionState, fold_event
from app.services.ledger_feed import LedgerFeed
from app.services.worker import Worker

_log = logging.getLogger(__name__)


class SessionService(QObject):
    """Holds the open session. ``state`` is None exactly when no session is open.

    ``studio`` gives the name of the OBS in use, empty for this PC's first, which the opening event keeps.

    Signals:
        session_changed(SessionState | None): after each saved event of the session, its opening and its close.
        session_closed(SessionState): the final state, just before ``session_changed(None)``.
        resumed(SessionState): an open session was found in the ledger at start.
        failed(str): a plain sentence about what did not happen.
    """

    session_changed = Signal(object)
    session_closed = Signal(object)
    resumed = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        ledger: LedgerWriter,
        reader: LedgerReader,
        clock: Clock,
        worker: Worker,
        *,
        studio: Callable[[], str] = str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._studio = studio
        self._clock = clock
        self._worker = worker
        self._state: SessionState | None = None
        self._opening = False
        self._closing = False
        self._generation = 0
        self._read_through = (0, 0)
        self.feed = LedgerFeed(ledger, parent=self)
        self._feeds: list[LedgerFeed] = []
        self.attach_feed(self.feed)
        self.feed.rejected.connect(self._on_rejected)

    @property
    def state(self) -> SessionState | None:
        """The open session as the ledger has it, or None."""
        return self._state

    @property
    def generation(self) -> int:
        """The generation of the ledger in whose numbers ``state`` was read."""
        return self._generation

    def take(self, state: SessionState, *, generation: int) -> None:
        """Go on from the open session as it was read from the ledger in this generation."""
        self._state = state
        self._generation, self._read_through = generation, (state.last_gen, state.last_seq)
        self.session_changed.emit(state)

    @property
    def closing(self) -> bool:
        """Whether the close was asked for and is not saved yet."""
        return self._closing

    @property
    def clock(self) -> Clock:
        """The clock every draft of this session is stamped with."""
        return self._clock

    def drafter(self) -> EventDrafter:
        """Return a drafter in the name of the session's anchor."""
        return EventDrafter(self._clock, self._state.anchor if self._state else "")

    def attach_feed(self, feed: LedgerFeed) -> None:
        """Fold what ``feed`` saves, and hold the close of the session back until the feed is idle."""
        self._feeds.append(feed)
        feed.saved.connect(self.apply_event)
        feed.changed.connect(self._on_feed_changed)

    def resume(self) -> None:
        """Look in the ledger for a session that was never closed and carry on with it."""
        self._worker.run(self._reader.open_session, self._on_open_session_read, self._on_resume_failed)

    def open(
        self, shop_id: str, shop_name: str, anchor: str, lineup_id: str | None = None, rehearsal: bool = False
    ) -> None:
        """Open a session; ``session_changed`` follows once it is saved. A rehearsal never counts in sales."""
        if self._state is not None or self._opening:
            self.failed.emit(QCoreApplication.translate("SessionService", "A session is already open. Close it first."))
            return
        self._opening = True
        body = SessionOpenBody(
            shop_id=shop_id,
            shop_name=shop_name,
            anchor=anchor,
            lineup_id=lineup_id,
            rehearsal=rehearsal,
            studio=self._studio() or None,
        )
        self.feed.submit(EventDrafter(self._clock, anchor).session_open(body))

    def close(self) -> None:
        """Close the open session, as soon as everything in it is saved. Works without a network."""
        if self._state is None:
            self.failed.emit(QCoreApplication.translate("SessionService", "No session is open."))
            return
        if self._closing:
            return
        self._closing = True
        if not all(feed.idle for feed in self._feeds):
            self.failed.emit(
                QCoreApplication.translate(
                    "SessionService",
                    "Some entries are still being saved. The session closes by itself when they are.",
                )
            )
        self._close_when_idle()

    def submit(self, draft: EventDraft) -> None:
        """Save an event of this session that is not a sale."""
        self.feed.submit(draft)

    def apply_event(self, event: LedgerEvent) -> None:
        """Fold a saved event. Events of other sessions change nothing."""
        state = self._state
        if event.kind == EventKind.SESSION_OPEN and state is None:
            state = SessionState(event.session_id)
            self._opening = False
            self._generation, self._read_through = event.gen, (0, 0)
        if state is None or event.session_id != state.session_id or (event.gen, event.seq) <= self._read_through:
            return
        state = fold_event(state, event)
        if state.is_open:
            self._state = state
            self.session_changed.emit(state)
            return
        self._state = None
        self._closing = False
        self.session_closed.emit(state)
        self.session_changed.emit(None)

    def flush(self) -> None:
        """Try once more, at once, to save what could not be saved so far."""
        for feed in self._feeds:
            feed.retry_now()

    def stop(self) -> None:
        """Stop saving and calling back; what is unsaved is named in the log."""
        for feed in self._feeds:
            feed.close()

    def _on_open_session_read(self, state: SessionState | None) -> None:
        if state is None or self._state is not None:
            return
        self.take(state, generation=state.last_gen)
        self.resumed.emit(state)

    def _on_resume_failed(self, error: Exception) -> None:
        _log.error("looking for an open session failed", exc_info=error)
        self.failed.emit(
            QCoreApplication.translate(
                "SessionService",
                "The ledger could not be read, so an interrupted session may not be shown. Nothing was changed. "
                "Start the program again; if it stays so, run: anchor-desk verify",
            )
        )

    def _on_rejected(self, sentence: str) -> None:
        self._opening = False
        self.failed.emit(sentence)

    def _on_feed_changed(self) -> None:
        if self._closing:
            self._close_when_idle()

    def _close_when_idle(self) -> None:
        if self._state is not None and all(feed.idle for feed in self._feeds):
            job = partial(_close_body, self._reader, self._state.session_id)
            self._worker.run(job, self._on_close_counted, self._on_head_failed)

    def _on_close_counted(self, body: SessionCloseBody) -> None:
        state = self._state
        if state is None or not self._closing or not self.feed.idle:
            return
        self.feed.submit(self.drafter().session_close(state.session_id, body))

    def _on_head_failed(self, error: Exception) -> None:
        self._closing = False
        _log.error("reading the ledger's head failed", exc_info=error)
        self.failed.emit(
            QCoreApplication.translate(
                "SessionService",
                "The ledger could not be read, so the session is still open. Nothing is lost. Try to close it again.",
            )
        )


def _close_body(reader: LedgerReader, session_id: str) -> SessionCloseBody:
    """(worker) Count the session in the ledger itself: what is signed at the close was read from there."""
    state, head = reader.session(session_id), reader.head()
    if state is None:
        raise LookupError(f"the ledger does not know session {session_id}")
    return state.close_body(last_seq=head.last_seq, chain_hash=head.head_hash)
