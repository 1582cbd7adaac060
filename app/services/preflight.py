# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preflight on Qt's threads: one look at OBS at a time, the newest report, and who goes live in spite of it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.contract.events import PreflightWaivedBody
from app.domain.obs.overlay_inputs import OverlayInputs
from app.domain.obs.preflight import Intent, Level, PreflightReport, intent_of
from app.domain.obs.survey import Survey
from app.domain.session_state import SessionState
from app.services.content import ContentService
from app.services.session import SessionService
from app.services.worker import Worker

if TYPE_CHECKING:
    from app.domain.obs.fingerprint import Fingerprint

_log = logging.getLogger(__name__)

_MOST_CODES = 100


@dataclass(frozen=True, slots=True)
class PreflightPorts:
    """What the preflight works on; all three block and are called on the worker.

    Attributes:
        take_survey: look at OBS; may raise SurveyError.
        load_accepted: the accepted state of OBS, None where there is none or it cannot be read.
        save_accepted: keep the accepted state; may raise SettingsError.
    """

    take_survey: Callable[[], Survey]
    load_accepted: "Callable[[], Fingerprint | None]"
    save_accepted: "Callable[[Fingerprint], None]"


@dataclass(frozen=True, slots=True)
class _Looked:
    """What one look brought: the report, and the state of OBS that could be accepted."""

    report: PreflightReport
    present: "Fingerprint"


class PreflightService(QObject):
    """Runs the preflight and keeps its newest report. Nothing here ever stops a rehearsal.

    Signals:
        started(): a look at OBS begins.
        report_changed(PreflightReport): the newest report.
        failed(Exception): there is no new report; SurveyError where OBS was the reason. The old report stays.
        accepted(): the present state of OBS is what later changes show against.
    """

    started = Signal()
    report_changed = Signal(object)
    failed = Signal(object)
    accepted = Signal()

    def __init__(
        self,
        ports: PreflightPorts,
        content: ContentService,
        session: SessionService,
        worker: Worker,
        *,
        overlay: OverlayInputs,
        clock_offset: Callable[[], int | None] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preflight-service")
        self._ports = ports
        self._content = content
        self._session = session
        self._worker = worker
        self._overlay = overlay
        self._clock_offset = clock_offset
        self._looked: _Looked | None = None
        self._waiver: PreflightWaivedBody | None = None
        self._busy = False
        session.session_changed.connect(self._on_session_changed)
        session.failed.connect(self._on_session_failed)

    @property
    def report(self) -> PreflightReport | None:
        """The newest report, None before the first."""
        return self._looked.report if self._looked is not None else None

    @property
    def busy(self) -> bool:
        """Whether a look at OBS is under way."""
        return self._busy

    @property
    def needs_reason(self) -> bool:
        """Whether going live needs a named reason: the newest report is red."""
        return self.report is not None and self.report.level is Level.RED

    def run(self, shop_id: str, lineup_id: str | None) -> None:
        """Look at OBS for a broadcast of this shop; ``report_changed`` or ``failed`` follows."""
        if self._busy:
            return
        self._busy = True
        self.started.emit()
        now = self._session.clock.now()
        offset = self._clock_offset()
        intent = intent_of(self._content.content, shop_id, lineup_id, self._overlay, now=now, clock_offset_ms=offset)
        self._worker.run(partial(self._look, intent), self._on_looked, self._on_failed)

    def accept(self) -> None:
        """Take OBS as it was at the newest report as what later changes show against; ``accepted`` follows."""
        if self._looked is not None:
            save = partial(self._ports.save_accepted, self._looked.present)
            self._worker.run(save, self._on_accepted, self._on_accept_failed)

    def waive(self, reason: str, by: str) -> None:
        """Go live in spite of a red report: the session that is opened next carries ``reason`` and ``by``."""
        report = self.report
        if report is not None:
            self._waiver = PreflightWaivedBody(
                level=report.level.value, codes=report.codes[:_MOST_CODES], reason=reason.strip(), by=by.strip()
            )

    def _look(self, intent: Intent) -> _Looked:
        from app.domain.obs.fingerprint import fingerprint
        from app.domain.obs.preflight_judge import check

        survey = self._ports.take_survey()
        return _Looked(check(survey, intent, self._ports.load_accepted()), fingerprint(survey))

    def _on_looked(self, looked: _Looked) -> None:
        self._busy = False
        self._looked = looked
        self.report_changed.emit(looked.report)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        _log.info("the preflight gave no report: %s", error)
        self.failed.emit(error)

    def _on_accepted(self, _nothing: None) -> None:
        self.accepted.emit()

    def _on_accept_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _on_session_changed(self, state: SessionState | None) -> None:
        waiver, self._waiver = self._waiver, None
        if waiver is not None and state is not None and not state.rehearsal:
            self._session.submit(self._session.drafter().preflight_waived(state.session_id, waiver))

    def _on_session_failed(self, _sentence: str) -> None:
        self._waiver = None
