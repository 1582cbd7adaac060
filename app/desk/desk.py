# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The running desk: window first, then the store, then what selling needs, then the rest; and the way back."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.adapters.secrets.store import SecretStore
from app.desk.alarms import Alarms
from app.desk.late_imports import QT_MODULES, LateImports
from app.desk.settings_keeper import SettingsKeeper
from app.desk.shutdown import close_together
from app.domain.clock import Clock
from app.services.worker import Worker
from app.settings.profile import Profile
from app.ui.commands import CommandRegistry
from app.ui.main_window import MainWindow
from app.ui.theme.model import Theme

if TYPE_CHECKING:
    from app.desk.composition import DeskServices
    from app.desk.pages import DeskPages
    from app.domain.sync import SyncStatus
    from app.services.studio import StudioService
    from app.store.health import Health
    from app.store.open_store import DeskStore
    from app.ui.prompter.window import PrompterWindow

_log = logging.getLogger(__name__)

PAINT_PATIENCE_MS = 700
LINKS_LIMIT_S = 3.0
STORE_LIMIT_S = 1.5


class Desk(QObject):
    """Owns the window and everything behind it.

    Signals:
        closed(): the person closed the window.
        ready(): a sale can be logged.
        settled(): the start is over, well or not.
        restart_asked(): close this desk and start another one with ``backup_wanted``.
    """

    closed = Signal()
    ready = Signal()
    settled = Signal()
    restart_asked = Signal()
    _store_checked = Signal(object)

    def __init__(
        self,
        *,
        profile: Profile,
        keeper: SettingsKeeper,
        secrets: SecretStore,
        clock: Clock,
        theme: Theme,
        prepare: "Callable[[DeskStore, SettingsKeeper, SecretStore], None] | None" = None,
        backup: Path | None = None,
    ) -> None:
        """Prepare; nothing is opened before ``show``. ``backup`` is put in the database's place first."""
        super().__init__()
        self._profile = profile
        self._keeper = keeper
        self._secrets = secrets
        self._clock = clock
        self._theme = theme
        self._prepare = prepare
        self._backup = backup
        self._restored = ""
        self.backup_wanted: Path | None = None
        self._store: DeskStore | None = None
        self._store_gate = threading.Lock()
        self._closing = False
        self._services: DeskServices | None = None
        self._pages: DeskPages | None = None
        self._prompter: PrompterWindow | None = None
        self._studio: StudioService | None = None
        self._registry = CommandRegistry(self)
        self._worker = Worker("desk-store", self)
        self._alarms = Alarms(self)
        self.window = MainWindow(self._registry, theme)
        self.window.closed.connect(self.closed)
        self._alarms.changed.connect(self.window.show_alarm)
        self._store_checked.connect(self._on_store_checked)
        self._after_paint = QTimer(self)
        self._after_paint.setObjectName("desk-after-first-paint")
        self._after_paint.setSingleShot(True)
        self._after_paint.timeout.connect(self._open_store)
        self._late_imports = LateImports(QT_MODULES, self)
        self._late_imports.done.connect(self._on_rest_imported)

    @property
    def services(self) -> "DeskServices | None":
        """All services, once the store is open."""
        return self._services

    @property
    def studio(self) -> "StudioService | None":
        """What makes the shops' scenes, once the start is over."""
        return self._studio

    def show(self) -> None:
        """Show the window; everything else starts once it is painted, or soon if it never is."""
        words = QCoreApplication.translate("Desk", "Opening the ledger of this PC …")
        if self._backup is not None:
            words = QCoreApplication.translate("Desk", "Putting the backup in place and checking the ledger …")
        self.window.show_loading(words)
        self.window.installEventFilter(self)
        self._after_paint.start(PAINT_PATIENCE_MS)
        self.window.fit_to_screen()
        self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on as soon as the window was painted for the first time."""
        if event.type() == QEvent.Type.Paint and watched is self.window:
            self.window.removeEventFilter(self)
            self._after_paint.start(0)
        return False

    def tell_program_fault(self, text: str) -> None:
        """Show that something in the program went wrong."""
        self._alarms.set("program", text)

    def close(self) -> None:
        """Close everything in order, within 5 s whatever hangs. Saves first what could not be saved so far."""
        self._after_paint.stop()
        self._late_imports.stop()
        with self._store_gate:
            self._closing = True
        services = self._services
        steps: list[tuple[str, Callable[[], object]]] = [("store worker", self._worker.close)]
        if services is not None:
            self._stop_screens(services)
            services.session.flush()
            steps += [
                ("OBS link", services.obs.stop),
                ("sync", services.sync.stop),
                ("chores", services.chores.close),
            ]
        if self._studio is not None:
            steps.append(("studio", self._studio.stop))
        close_together(steps, LINKS_LIMIT_S)
        if self._store is not None:
            close_together([("store", self._store.close)], STORE_LIMIT_S)
        if services is not None:
            services.session.stop()
        self.window.close()
        _delete_now(self.window)

    def _stop_screens(self, services: "DeskServices") -> None:
        if self._prompter is not None:
            self._prompter.close()
            _delete_now(self._prompter)
        services.obs_watch.stop()
        services.live_view.stop()
        services.presenting.stop()

    def _open_store(self) -> None:
        _mark("window_painted", self._clock)
        self._worker.run(self._read_store, self._on_store_open, self._on_store_failed)

    def _read_store(self) -> "DeskStore":
        self._keeper.load()
        from app.store.open_store import open_store

        if self._backup is not None:
            self._restored = _restore(self._profile, self._clock, self._backup)
        store = open_store(self._profile, self._clock)
        with self._store_gate:
            if self._closing:
                store.close()
                raise RuntimeError("closed while the store was being opened")
            self._store = store
        if self._prepare is not None:
            self._prepare(store, self._keeper, self._secrets)
        return store

    def _on_store_open(self, store: "DeskStore") -> None:
        from app.desk.actions import DeskActions
        from app.desk.composition import compose
        from app.desk.pages import DeskPages
        from app.desk.store_texts import recovered_text

        self._alarms.set("settings", self._keeper.fault)
        self._alarms.set("recovered", recovered_text(store.recovered))
        store.care.watch(self._store_checked.emit)
        services = compose(
            store,
            self._keeper,
            self._secrets,
            clock=self._clock,
            worker=self._worker,
            profile=self._profile,
            parent=self,
        )
        self._services = services
        self._connect_alarms(services)
        self._pages = DeskPages(
            self.window,
            services,
            DeskActions(services, self._keeper, self._secrets, profile=self._profile, parent=self),
            keeper=self._keeper,
            registry=self._registry,
            theme=self._theme,
            restore=self._on_restore_wanted,
            restored=self._restored,
        )
        services.content.reload()
        services.session.resume()
        self._worker.run(_nothing, self._on_first_reads_done, self._on_store_failed)
        self._pages.add_live().prepare_requested.connect(self._on_prepare_requested)

    def _connect_alarms(self, services: "DeskServices") -> None:
        services.sales.not_saved_changed.connect(self._alarms.set_not_saved)
        services.session.failed.connect(self._alarms.set_session_fault)
        services.session.session_changed.connect(self._alarms.session_went_on)
        services.content.failed.connect(self._alarms.set_content_fault)
        services.content.content_changed.connect(self._alarms.content_arrived)
        services.sync.status_changed.connect(self._on_sync_status)

    def _on_sync_status(self, status: "SyncStatus") -> None:
        from app.ui.base_texts import base_banner

        self._alarms.set("base", base_banner(status))

    def _on_store_checked(self, health: "Health") -> None:
        from app.desk.store_texts import health_text

        self._alarms.set("database", health_text(health))

    def _on_restore_wanted(self, backup: Path) -> None:
        self.backup_wanted = backup
        self.restart_asked.emit()

    def _on_prepare_requested(self) -> None:
        self.window.show_page("prepare")

    def _on_first_reads_done(self, _nothing: None) -> None:
        from app.desk.composition import import_link

        services, pages = self._services, self._pages
        if services is None or pages is None:
            return
        if services.session.state is not None:
            self.window.show_page("live")
        else:
            pages.add_prepare()
            self.window.show_page("prepare")
        _mark("can_log", self._clock)
        self.ready.emit()
        services.sync.start()
        services.chores.run(import_link, self._on_link_imported, self._on_link_failed)

    def _on_link_imported(self, _nothing: None) -> None:
        self._late_imports.start()

    def _on_rest_imported(self) -> None:
        from app.desk.composition import compose_studio

        if self._services is not None and self._pages is not None:
            self._services.obs.start()
            self._services.prompter.load_memory()
            self._studio = compose_studio(self._services.obs, self._keeper, self._secrets, parent=self)
            self._prompter = self._pages.add_rest(self._studio)
            if self._backup is not None:
                self.window.show_page("review")
        self.settled.emit()

    def _on_link_failed(self, error: Exception) -> None:
        raise error

    def _on_store_failed(self, error: Exception) -> None:
        _log.error("the ledger cannot be opened", exc_info=error)
        self._alarms.set("settings", self._keeper.fault)
        text = QCoreApplication.translate("Desk", "The ledger of this PC cannot be opened, so nothing can be logged.")
        self._alarms.set("store", f"{text} {error}")
        self.window.show_loading(text)
        self.settled.emit()


def _delete_now(widget: QWidget) -> None:
    """Delete a window and all in it while Qt still runs: no event loop will come by to do it."""
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)


def _restore(profile: Profile, clock: Clock, backup: Path) -> str:
    """(worker) Put ``backup`` in place and return what came of it; where it is not fit, all stays as it was."""
    from app.desk.store_texts import restored_text, unfit_text
    from app.store.errors import StoreOpenError
    from app.store.restore import restore_backup

    try:
        restored, report = restore_backup(profile, clock, backup)
    except StoreOpenError as error:
        _log.error("the backup %s was not restored: %s", backup.name, error)
        return unfit_text(error)
    return restored_text(restored, is_whole=report.ok)


def _nothing() -> None:
    """Take a turn in the worker's queue."""


def _mark(what: str, clock: Clock) -> None:
    """Log how far the start is, with the monotonic time in seconds that all processes of this PC share."""
    _log.info("%s monotonic_s=%.6f", what, clock.monotonic())
