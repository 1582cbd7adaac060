# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real services on an in-memory world, with OBS and the base as a test wants them, for the pages that read them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.contract.content import ContentRecord
from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome
from app.domain.obs.fingerprint import Fingerprint
from app.domain.obs.state import ObsState
from app.domain.obs.survey import Survey
from app.domain.ports import SessionSummary
from app.domain.session_state import fold
from app.domain.sync import SyncPhase, SyncStatus
from app.services.obs import ObsService
from app.services.preflight import PreflightPorts, PreflightService
from app.ui.prepare.ports import PrepareActions
from tests.helpers.services import FakeObsControl, MemoryLedger, Rig
from tests.helpers.survey import INTENT, studio


class ListedLedger(MemoryLedger):
    """A ledger in memory that also lists its sessions."""

    def sessions(self, *, limit: int = 200) -> Sequence[SessionSummary]:
        ids = dict.fromkeys(event.session_id for event in reversed(self.stored))
        states = [fold(session_id, self.stored) for session_id in ids]
        return [
            SessionSummary(
                state.session_id,
                state.shop_id,
                state.shop_name,
                state.anchor,
                state.rehearsal,
                state.opened_at or "",
                state.closed_at,
                state.totals,
            )
            for state in states[:limit]
        ]


class TalkingObs(FakeObsControl):
    """An OBS link whose state a test sets."""

    def __init__(self) -> None:
        super().__init__()
        self.retries = 0
        self.tell: Callable[[ObsState], None] = self._deaf

    def retry_now(self) -> None:
        self.retries += 1

    def service(self) -> ObsService:
        service = ObsService(self._listen)
        service.start()
        return service

    def _listen(self, listener: Callable[[ObsState], None]) -> "TalkingObs":
        self.tell = listener
        return self

    def _deaf(self, _state: ObsState) -> None:
        raise AssertionError("nobody listens yet")


class ScriptedPreflight:
    """What the preflight works on: the next survey, or the error it ends with; and the accepted state."""

    def __init__(self) -> None:
        self.next: Survey | Exception = studio()
        self.accepted: Fingerprint | None = None

    def service(self, rig: Rig) -> PreflightService:
        ports = PreflightPorts(self._take, lambda: self.accepted, self._accept)
        return PreflightService(ports, rig.content, rig.session, rig.worker, overlay=INTENT.overlay)

    def _take(self) -> Survey:
        if isinstance(self.next, Exception):
            raise self.next
        return self.next

    def _accept(self, fingerprint: Fingerprint) -> None:
        self.accepted = fingerprint


class StillSync(QObject):
    """The sync service as a page sees it."""

    status_changed = Signal(object)
    acknowledged = Signal(object)
    content_pulled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.status = SyncStatus(SyncPhase.NOT_ENROLLED)
        self.retries = 0

    def retry_now(self) -> None:
        self.retries += 1

    def become(self, status: SyncStatus) -> None:
        self.status = status
        self.status_changed.emit(status)


@dataclass
class Recorder:
    """Takes the page's actions down; ``error`` is raised by those that may fail."""

    outcome: ImportOutcome = field(default_factory=ImportOutcome)
    error: Exception | None = None
    calls: list[tuple[object, ...]] = field(default_factory=list)

    def actions(self) -> PrepareActions:
        return PrepareActions(
            preview_import=self._preview,
            save_obs_place=self._note("place"),
            save_obs_password=self._note("password"),
            enroll=self._note("enroll"),
            export_preflight=self._note("export_preflight"),
            remember_anchor=self._note("anchor"),
            go_to_live=self._note("live"),
        )

    def named(self, name: str) -> list[tuple[object, ...]]:
        return [call[1:] for call in self.calls if call[0] == name]

    def _preview(self, paths: object, _content: ContentSet) -> ImportOutcome:
        self.calls.append(("preview", paths))
        if self.error is not None:
            raise self.error
        return self.outcome

    def _note(self, name: str) -> Callable[..., None]:
        def note(*values: object) -> None:
            self.calls.append((name, *values))
            if self.error is not None and name in ("address", "password", "enroll", "export_preflight"):
                raise self.error

        return note


def outcome_with(*records: ContentRecord) -> ImportOutcome:
    return ImportOutcome(records)


FILES = (Path("shops.xlsx"),)
