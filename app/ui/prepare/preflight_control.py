# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Joins the preflight panel and the reason for going live with the service behind them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.obs.preflight import Level, PreflightReport
from app.ui.prepare.ports import PrepareActions, PreparePageServices
from app.ui.prepare.preflight_panel import PreflightPanel
from app.ui.prepare.session_panel import SessionPanel
from app.ui.prepare.waiver_form import WaiverForm


class PreflightControl(QObject):
    """Runs the preflight for what is chosen on the page, and holds going live back while it needs a reason.

    Signals:
        live_allowed(): a reason was given; go live now.
        news_in(QWidget): this part of the page just changed at the person's own press; bring it into view.
    """

    live_allowed = Signal()
    news_in = Signal(object)

    def __init__(
        self,
        services: PreparePageServices,
        actions: PrepareActions,
        panel: PreflightPanel,
        session_panel: SessionPanel,
        waiver: WaiverForm,
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._actions = actions
        self._panel = panel
        self._session_panel = session_panel
        self._waiver = waiver
        preflight = services.preflight
        panel.run_wanted.connect(self.run)
        panel.accept_wanted.connect(preflight.accept)
        panel.export_wanted.connect(self.export_to)
        preflight.started.connect(panel.show_busy)
        preflight.report_changed.connect(self._on_report_changed)
        preflight.failed.connect(panel.show_failure)
        preflight.accepted.connect(panel.show_accepted)
        waiver.given.connect(self._on_reason_given)
        if preflight.report is not None:
            panel.show_report(preflight.report)

    def run(self) -> None:
        """Look at OBS for the chosen shop and lineup."""
        self.news_in.emit(self._panel)
        self._services.preflight.run(self._session_panel.shop_id, self._session_panel.lineup_id)

    def holds_back(self) -> bool:
        """Whether going live must wait for a reason; it is asked for then."""
        report = self._services.preflight.report
        if report is None or not self._services.preflight.needs_reason:
            return False
        self._waiver.ask(len(report.of(Level.RED)))
        self.news_in.emit(self._waiver)
        return True

    def export_to(self, path: Path) -> None:
        """Write the newest report to ``path``."""
        report = self._services.preflight.report
        if report is not None:
            job = partial(_export, self._actions.export_preflight, report, path)
            self._services.worker.run(job, self._on_exported, self._on_export_failed)

    def _on_report_changed(self, report: PreflightReport) -> None:
        self._panel.show_report(report)
        if not self._services.preflight.needs_reason:
            self._waiver.hide()

    def _on_reason_given(self, reason: str, by: str) -> None:
        self._services.preflight.waive(reason, by)
        self.live_allowed.emit()

    def _on_exported(self, path: Path) -> None:
        self._panel.show_notice(self.tr("The report is in {path}").format(path=path), tone="good")

    def _on_export_failed(self, error: Exception) -> None:
        self._panel.show_notice(self.tr("Not exported: {reason} Choose another folder.").format(reason=error))


def _export(write: Callable[[PreflightReport, Path], None], report: PreflightReport, path: Path) -> Path:
    write(report, path)
    return path
