# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way of an event into the ledger: submitted, saved, or kept and tried again until it is saved."""

import logging
from concurrent.futures import Future
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.contract.events import LedgerEvent
from app.domain.drafts import EventDraft
from app.domain.ports import LedgerWriteError, LedgerWriter
from app.services.worker import FutureRelay

_log = logging.getLogger(__name__)

RETRY_MS = 2_000
INVALID_EVENT = "invalid_event"


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A draft that is not in the ledger yet. ``code`` says why the last try failed, empty while none has."""

    draft: EventDraft
    waits_for: str | None = None
    code: str = ""
    future: "Future[LedgerEvent] | None" = None

    @property
    def landed(self) -> bool:
        """Whether the last try ended well, though it may not have been told yet."""
        return self.future is not None and self.future.done() and self.future.exception() is None

    @property
    def failed(self) -> bool:
        """Whether the last try to save it failed."""
        return bool(self.code)


class LedgerFeed(QObject):
    """Keeps every draft until the ledger has it. A retry carries the same event id, so nothing is ever doubled.

    Signals:
        saved(LedgerEvent): the event is durable on this PC.
        rejected(str): the ledger will never take this event; a plain sentence, the draft is dropped.
        changed(): ``entries`` changed.
    """

    saved = Signal(object)
    rejected = Signal(str)
    changed = Signal()

    def __init__(self, ledger: LedgerWriter, *, retry_ms: int = RETRY_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._entries: dict[str, Unsaved] = {}
        self._relay = FutureRelay(self)
        self._retry = QTimer(self)
        self._retry.setObjectName("ledger-retry")
        self._retry.setSingleShot(True)
        self._retry.setInterval(retry_ms)
        self._retry.timeout.connect(self.retry_now)

    @property
    def entries(self) -> tuple[Unsaved, ...]:
        """What is not saved yet, oldest first."""
        return tuple(self._entries.values())

    @property
    def idle(self) -> bool:
        """Whether everything submitted is saved."""
        return not self._entries

    def submit(self, draft: EventDraft, *, after: str | None = None) -> None:
        """Save ``draft``; if the event ``after`` is not saved yet, only once that one is."""
        waits_for = after if after in self._entries else None
        self._entries[draft.event_id] = Unsaved(draft, waits_for)
        if waits_for is None:
            self._append(draft)
        self.changed.emit()

    def retry_now(self) -> None:
        """Try what failed again, in the order in which it was submitted."""
        self._retry.stop()
        for entry in self.entries:
            if entry.failed:
                self._append(entry.draft)

    def trouble(self) -> str:
        """Say what is not saved, why, and what to do; empty when no try failed."""
        failed = [entry for entry in self._entries.values() if entry.failed]
        if not failed:
            return ""
        return self._sentence(failed[-1].code).replace("%1", str(len(failed)))

    def close(self) -> None:
        """Stop trying. What is still unsaved is named in the log."""
        self._retry.stop()
        self._relay.close()
        for entry in self.entries:
            if not entry.landed:
                _log.error("not saved at exit: event %s (%s)", entry.draft.event_id, entry.draft.kind)

    def _append(self, draft: EventDraft) -> None:
        future = self._ledger.append(draft)
        self._entries[draft.event_id] = replace(self._entries[draft.event_id], future=future)
        self._relay.watch(future, _Landing(self, draft.event_id).land)

    def land(self, event_id: str, future: "Future[LedgerEvent]") -> None:
        """Take in what came of the try to save ``event_id``."""
        entry = self._entries.get(event_id)
        if entry is None:
            return
        error = future.exception()
        if error is not None and _code_of(error) == INVALID_EVENT:
            del self._entries[event_id]
            _log.error("event %s was refused by the ledger: %s", event_id, error)
            self._release(event_id)
            self.rejected.emit(
                QCoreApplication.translate(
                    "LedgerFeed",
                    "This entry was NOT logged: the ledger cannot hold it. All others are safe. Enter it again.",
                )
            )
        elif error is not None:
            self._entries[event_id] = replace(entry, code=_code_of(error))
            _log.error("event %s not saved: %s", event_id, _code_of(error))
            if not self._retry.isActive():
                self._retry.start()
        else:
            del self._entries[event_id]
            self.saved.emit(future.result())
            self._release(event_id)
        self.changed.emit()

    def _release(self, event_id: str) -> None:
        for entry in self.entries:
            if entry.waits_for == event_id:
                self._entries[entry.draft.event_id] = replace(entry, waits_for=None)
                self._append(entry.draft)

    @staticmethod
    def _sentence(code: str) -> str:
        if code == "disk_full":
            return QCoreApplication.translate(
                "LedgerFeed",
                "NOT SAVED: %1. The disk is full. Nothing on the tape is lost: keep the program open and free some "
                "space, it is saved by itself.",
            )
        if code == "read_only":
            return QCoreApplication.translate(
                "LedgerFeed",
                "NOT SAVED: %1. The profile folder cannot be written. Nothing on the tape is lost: keep the program "
                "open and make the folder writable, it is saved by itself.",
            )
        if code == "busy":
            return QCoreApplication.translate(
                "LedgerFeed",
                "NOT SAVED: %1. Another program holds the ledger. Nothing on the tape is lost: keep the program open "
                "and close the other one, it is saved by itself.",
            )
        return QCoreApplication.translate(
            "LedgerFeed",
            "NOT SAVED: %1. The local ledger cannot be written. Nothing on the tape is lost: keep the program open, "
            "note the sales on paper and call the technician.",
        )


class _Landing:
    """Remembers which event a future belongs to."""

    def __init__(self, feed: LedgerFeed, event_id: str) -> None:
        self._feed = feed
        self._event_id = event_id

    def land(self, future: "Future[LedgerEvent]") -> None:
        self._feed.land(self._event_id, future)


def _code_of(error: BaseException) -> str:
    return error.code if isinstance(error, LedgerWriteError) else "io_error"
