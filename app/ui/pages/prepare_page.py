# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepare (备播): everything that happens before the session."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.content_set import ContentSet
from app.domain.import_outcome import ImportOutcome
from app.domain.import_preview import ImportPreview, previewed
from app.domain.obs.state import ObsState
from app.domain.session_state import SessionState
from app.domain.sync import SyncPhase, SyncStatus
from app.ui.commands import Command, CommandRegistry
from app.ui.icons import IconSet
from app.ui.prepare.connections import Connections
from app.ui.prepare.forms import BaseForm, ObsForm
from app.ui.prepare.import_panel import ImportPanel
from app.ui.prepare.ports import PrepareActions, PrepareDefaults, PreparePageServices
from app.ui.prepare.preflight_control import PreflightControl
from app.ui.prepare.preflight_panel import PreflightPanel
from app.ui.prepare.readiness import readiness
from app.ui.prepare.ready_panel import ReadyPanel
from app.ui.prepare.session_panel import SessionPanel
from app.ui.prepare.waiver_form import WaiverForm
from app.ui.theme.model import Theme

_TWO_COLUMNS_PX = 960
_MAX_WIDTH_PX = 1440


class PreparePage(QWidget):
    """Choose shop, anchor and lineup; import files; see what is ready; connect OBS; join the base; open a session.

    Files may be dropped anywhere on the page. Nothing here is modal but the file chooser.

    Signals:
        session_started(): the session that this page opened is saved.
    """

    session_started = Signal()

    def __init__(
        self,
        services: PreparePageServices,
        actions: PrepareActions,
        registry: CommandRegistry,
        theme: Theme,
        *,
        defaults: PrepareDefaults,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._services = services
        self._actions = actions
        self._starting = False
        self.obs_form = ObsForm(defaults.obs, defaults.obs_in_use, defaults.safe_scene)
        self.base_form = BaseForm(defaults.base_url)
        self.waiver_form = WaiverForm()
        self.session_panel = SessionPanel(theme, defaults.anchor, self.waiver_form)
        self.import_panel = ImportPanel()
        icons = IconSet(theme)
        self.ready_panel = ReadyPanel(icons, self.obs_form, self.base_form)
        self.preflight_panel = PreflightPanel(icons, services.session.clock)
        self._connections = Connections(services, actions, self.obs_form, self.base_form, parent=self)
        self._preflight = PreflightControl(
            services, actions, self.preflight_panel, self.session_panel, self.waiver_form, parent=self
        )
        self._preflight.live_allowed.connect(self._open_live)
        self._scroll = QScrollArea()
        # Queued: what just opened has no place in the layout yet.
        self._preflight.news_in.connect(self._scroll.ensureWidgetVisible, Qt.ConnectionType.QueuedConnection)
        self._columns = self._build()
        self._connect_panels()
        self._connect_services()
        self._add_commands(registry)
        self.session_panel.set_content(services.content.content)
        self._on_session_changed(services.session.state)
        services.wording.choose(self.session_panel.shop_id)
        self._refresh_readiness()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the dropped files."""
        paths = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        if paths:
            event.acceptProposedAction()
            self.look_at(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column where there is no room for two."""
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS_PX
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)

    def look_at(self, paths: tuple[Path, ...]) -> None:
        """Show what importing ``paths`` would change; nothing is imported."""
        self.import_panel.show_reading(paths)
        content = self._services.content.content
        look = partial(_look_at, self._actions.preview_import, paths, content)
        self._services.worker.run(look, self._on_preview_ready, self._on_preview_failed)

    def start(self, rehearsal: bool) -> None:
        """Open the chosen session, or ask for a reason first where the preflight is red.

        The Live page follows once the session is saved. A rehearsal is never held up.
        """
        if not self._may_open():
            return
        if rehearsal or not self._preflight.holds_back():
            self._open(rehearsal)

    def _may_open(self) -> bool:
        choice = self.session_panel.choice
        return choice is not None and not self._starting and self._services.session.state is None

    def _open_live(self) -> None:
        if self._may_open():
            self._open(rehearsal=False)

    def _open(self, rehearsal: bool) -> None:
        choice = self.session_panel.choice
        if choice is None:
            return
        self._starting = True
        self.session_panel.show_busy(self.tr("Opening the session…"))
        self._actions.remember_anchor(choice.anchor)
        self._services.session.open(choice.shop_id, choice.shop_name, choice.anchor, choice.lineup_id, rehearsal)

    def _build(self) -> QBoxLayout:
        content = QWidget()
        content.setMaximumWidth(_MAX_WIDTH_PX)
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        columns.setContentsMargins(24, 24, 24, 24)
        columns.setSpacing(16)
        for panels in ((self.session_panel, self.import_panel), (self.ready_panel, self.preflight_panel)):
            column = QVBoxLayout()
            column.setSpacing(16)
            for panel in panels:
                column.addWidget(panel)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        return columns

    def _connect_panels(self) -> None:
        self.session_panel.shop_changed.connect(self._on_shop_changed)
        self.session_panel.start_wanted.connect(self.start)
        self.session_panel.live_wanted.connect(self._on_live_wanted)
        self.session_panel.close_wanted.connect(self._services.session.close)
        self.import_panel.files_chosen.connect(self.look_at)
        self.import_panel.import_wanted.connect(self._services.content.import_paths)
        self.ready_panel.retry_obs_wanted.connect(self._services.obs.retry_now)
        self.ready_panel.retry_base_wanted.connect(self._services.sync.retry_now)

    def _connect_services(self) -> None:
        services = self._services
        services.content.content_changed.connect(self._on_content_changed)
        services.content.import_finished.connect(self.import_panel.show_imported)
        services.content.failed.connect(self.import_panel.show_failure)
        services.session.session_changed.connect(self._on_session_changed)
        services.session.failed.connect(self._on_session_failed)
        services.obs.state_changed.connect(self._on_obs_changed)
        services.sync.status_changed.connect(self._on_sync_changed)
        services.wording.report_changed.connect(self._refresh_readiness)

    def _add_commands(self, registry: CommandRegistry) -> None:
        def add(name: str, label: Callable[[], str], key: str, run: Callable[[], None]) -> None:
            keys = (key,) if key else ()
            registry.add(Command(f"prepare.{name}", label, keys, run, group="prepare", page="prepare", in_text=True))

        add("import", lambda: self.tr("Choose files to import"), "Ctrl+O", self.import_panel.ask_for_files)
        add("go_live", lambda: self.tr("Go live"), "Ctrl+Return", partial(self.start, False))
        add("rehearse", lambda: self.tr("Rehearse"), "Ctrl+Shift+Return", partial(self.start, True))
        add("retry_obs", lambda: self.tr("Connect to OBS now"), "Ctrl+R", self._services.obs.retry_now)
        add("preflight", lambda: self.tr("Run preflight"), "Ctrl+Shift+R", self._preflight.run)
        add(
            "export_preflight",
            lambda: self.tr("Export the preflight"),
            "Ctrl+E",
            self.preflight_panel.ask_where_to_export,
        )
        add("accept_obs", lambda: self.tr("Accept OBS as it is"), "Ctrl+Alt+A", self._services.preflight.accept)
        add("close_session", lambda: self.tr("Close the session"), "Ctrl+Alt+W", self._services.session.close)

    def _on_shop_changed(self, shop_id: str) -> None:
        self._services.wording.choose(shop_id)
        self._refresh_readiness()

    def _on_live_wanted(self) -> None:
        self._actions.go_to_live()

    def _on_content_changed(self, content: ContentSet) -> None:
        self.session_panel.set_content(content)
        self._refresh_readiness()

    def _on_session_changed(self, state: SessionState | None) -> None:
        self.session_panel.show_session(state)
        if state is not None and self._starting:
            self._starting = False
            self._actions.go_to_live()
            self.session_started.emit()

    def _on_session_failed(self, sentence: str) -> None:
        self._starting = False
        self.session_panel.show_notice(sentence)

    def _on_obs_changed(self, _state: ObsState) -> None:
        self._refresh_readiness()

    def _on_sync_changed(self, _status: SyncStatus) -> None:
        self._refresh_readiness()

    def _on_preview_ready(self, preview: ImportPreview) -> None:
        self.import_panel.show_preview(preview)

    def _on_preview_failed(self, error: Exception) -> None:
        sentence = self.tr("The files could not be read, so nothing was changed: {reason}")
        self.import_panel.show_failure(sentence.format(reason=error))

    def _refresh_readiness(self) -> None:
        services = self._services
        today = services.session.clock.now().astimezone().date()
        status = services.sync.status
        shop_id, wording = self.session_panel.shop_id, services.wording.report
        items = readiness(services.content.content, shop_id, services.obs.state, status, today, wording=wording)
        self.ready_panel.show_items(items, base_joined=status.phase is not SyncPhase.NOT_ENROLLED)


def _look_at(
    read: Callable[[Sequence[Path], ContentSet], ImportOutcome], paths: Sequence[Path], content: ContentSet
) -> ImportPreview:
    return previewed(read(paths, content), content)
