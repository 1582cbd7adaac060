# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Review (回顾): sessions of the past and what came of them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.domain.ports import LedgerReader, SessionSummary
from app.domain.session_state import SessionState
from app.domain.sync import Acknowledged
from app.ui.commands import Command, CommandRegistry
from app.ui.review.detail_panel import DetailPanel
from app.ui.review.ports import ReviewPageServices
from app.ui.review.session_list import SessionList
from app.ui.review.summary import SessionDetail, detail_of
from app.ui.theme.model import Theme

_REFRESH_MS = 500


class ReviewPage(QWidget):
    """Sessions, and for the selected one totals, sales per item and the timeline of planned against actual.

    The ledger is read on the worker only while the page is on screen; an answer about a session that is no longer
    selected is dropped.
    """

    def __init__(self, services: ReviewPageServices, registry: CommandRegistry, _theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._services = services
        self._session_id = ""
        self._summaries: dict[str, SessionSummary] = {}
        self.sessions = SessionList()
        self.detail = DetailPanel()
        self.detail.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(16)
        row.addWidget(self.sessions, 2)
        row.addWidget(self.detail, 3)
        self._refresh = QTimer(self)
        self._refresh.setObjectName("review-refresh")
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self.reload)
        self.sessions.session_chosen.connect(self._on_session_chosen)
        self.detail.export_wanted.connect(self._on_export_wanted)
        services.session.session_changed.connect(self._on_session_changed)
        services.sync.acknowledged.connect(self._on_acknowledged)
        registry.add(
            Command(
                "review.reload",
                lambda: self.tr("Read the sessions again"),
                ("Ctrl+R",),
                self.reload,
                group="review",
                page="review",
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is new."""
        super().showEvent(event)
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing while nobody looks."""
        self._refresh.stop()
        super().hideEvent(event)

    def reload(self) -> None:
        """Read the sessions, and the selected one, again."""
        services = self._services
        services.worker.run(services.reader.sessions, self._on_sessions_read, self._on_read_failed)
        if self._session_id:
            self._read_detail()

    def export_to(self, kind: str, path: Path) -> None:
        """Write the selected session to ``path`` as ``csv`` or ``jsonl``."""
        services = self._services
        write = services.export_csv if kind == "csv" else services.export_jsonl
        self.detail.show_note(self.tr("Writing {name}…").format(name=path.name), tone="muted")
        job = partial(_export, write, self._session_id, path)
        services.worker.run(job, self._on_exported, self._on_export_failed)

    def _read_detail(self) -> None:
        job = partial(_read_session, self._services.reader, self._session_id)
        self._services.worker.run(job, self._on_detail_read, self._on_read_failed)

    def _on_session_chosen(self, session_id: str) -> None:
        self._session_id = session_id
        self.detail.show_note("")
        self._read_detail()

    def _on_session_changed(self, _state: SessionState | None) -> None:
        self._refresh_soon()

    def _on_acknowledged(self, _acknowledged: Acknowledged) -> None:
        self._refresh_soon()

    def _refresh_soon(self) -> None:
        if self.isVisible() and not self._refresh.isActive():
            self._refresh.start()

    def _on_sessions_read(self, sessions: Sequence[SessionSummary]) -> None:
        self._summaries = {one.session_id: one for one in sessions}
        self.sessions.show_sessions(sessions)
        self._show_standing()

    def _on_detail_read(self, detail: SessionDetail | None) -> None:
        if detail is None or detail.state.session_id != self._session_id:
            return
        self.detail.show()
        self.detail.show_detail(detail, self._services.content.content, self._services.session.clock.now())
        self._show_standing()

    def _show_standing(self) -> None:
        if one := self._summaries.get(self._session_id):
            self.detail.show_standing(one)

    def _on_read_failed(self, error: Exception) -> None:
        sentence = self.tr(
            "The ledger could not be read just now: {reason} Nothing is lost. Press Ctrl+R to try again."
        )
        self.sessions.show_note(sentence.format(reason=error))

    def _on_export_wanted(self, kind: str) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the session"), f"{self._session_id}.{kind}", f"{kind.upper()} (*.{kind})"
        )
        if name:
            self.export_to(kind, Path(name))

    def _on_exported(self, path: Path) -> None:
        self.detail.show_note(self.tr("Exported to {path}").format(path=path))

    def _on_export_failed(self, error: Exception) -> None:
        sentence = self.tr("Not exported: {reason} Choose another folder and try again.").format(reason=error)
        self.detail.show_note(sentence, tone="bad")


def _read_session(reader: LedgerReader, session_id: str) -> SessionDetail | None:
    state = reader.session(session_id)
    return None if state is None else detail_of(state, reader.events(session_id), reader.head())


def _export(write: Callable[[str, Path], None], session_id: str, path: Path) -> Path:
    write(session_id, path)
    return path
