# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What pages ask for and only the composition root can do: settings, secrets, enrolment, exports."""

import io
import logging
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from app.adapters.secrets.store import SecretStore, obs_password_name
from app.desk.composition import DeskServices
from app.desk.settings_keeper import SettingsKeeper
from app.settings.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.obs.preflight import PreflightReport
    from app.domain.ports import Backup
    from app.settings.model import BaseSettings

_log = logging.getLogger(__name__)


class DeskActions(QObject):
    """Actions behind the pages. Those marked (worker) block and are called on a worker thread.

    What must happen to a service after one of them is brought to the UI thread by a queued signal.
    """

    _obs_moved = Signal()
    _password_kept = Signal()

    def __init__(
        self,
        services: DeskServices,
        keeper: SettingsKeeper,
        secrets: SecretStore,
        *,
        profile: Profile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._keeper = keeper
        self._secrets = secrets
        self._profile = profile
        self._obs_moved.connect(self._on_obs_moved, Qt.ConnectionType.QueuedConnection)
        self._password_kept.connect(services.obs.retry_now, Qt.ConnectionType.QueuedConnection)

    def save_obs_place(self, name: str, host: str, port: int) -> None:
        """(worker) Keep where the OBS called ``name`` (empty: the first) listens, and connect there.

        Raises:
            SettingsError: when it could not be kept, or a session is open with another OBS.
        """
        from app.settings.model import ObsPlace

        self._refuse_other_obs(name)
        changed = self._keeper.settings.obs.with_place(ObsPlace(name=name, host=host, port=port))
        self._keeper.change("obs", **changed.model_dump())
        self._obs_moved.emit()

    def save_safe_scene(self, scene: str) -> None:
        """(worker) Keep which scene the panic key shows from now on; empty: it leaves the picture alone.

        Raises:
            SettingsError: when it could not be kept.
        """
        self._keeper.change("obs", safe_scene=scene)

    def save_obs_password(self, name: str, password: str) -> None:
        """(worker) Put the password of the OBS called ``name`` into the keyring and connect with it.

        Raises:
            SecretStoreError: when the keyring did not take it.
            SettingsError: a session is open with another OBS.
        """
        self._refuse_other_obs(name)
        self._secrets.set(obs_password_name(name), password)
        self._password_kept.emit()

    def enroll(self, url: str, code: str) -> None:
        """(worker) Join the base at ``url`` with a one-time code.

        Raises:
            BaseUnreachable: no base answered.
            BaseRefused: the base refused.
            SecretStoreError: the keyring did not take the token.
            SettingsError: the address could not be kept.
        """
        from app.desk.joining import Invitation, join

        base = self._keeper.settings.base
        invitation = Invitation(url, code, base.device_name or platform.node() or "desk")
        join(self._services.store, self._secrets, base, invitation, self._keep_base)
        self._services.sync.retry_now()

    def _keep_base(self, base: "BaseSettings") -> None:
        self._keeper.change("base", **base.model_dump())

    def remember_anchor(self, anchor: str) -> None:
        """Keep the anchor's name for the next start; returns at once."""
        self._services.chores.run(
            lambda: self._keeper.change("", anchor=anchor), self._on_anchor_kept, self._on_anchor_not_kept
        )

    def check_backup(self, path: Path) -> int:
        """(worker) Return how many events a backup has, after the checks that come before a restore.

        Raises:
            OSError: when it is not fit; a sentence in the desk's language.
        """
        from app.desk.store_texts import unfit_text
        from app.store.errors import StoreOpenError
        from app.store.restore import check_backup

        try:
            return check_backup(self._profile, path)
        except StoreOpenError as error:
            raise OSError(unfit_text(error)) from error

    def list_backups(self) -> "Sequence[Backup]":
        """(worker) Return the backups of this profile, newest first."""
        from app.store.restore import list_backups

        return list_backups(self._profile)

    def export_csv(self, session_id: str, path: Path) -> None:
        """(worker) Write one session's sales to ``path``.

        Raises:
            OSError: when it cannot be written; what was there before stays.
        """
        from app.adapters.files.export_ledger import export_csv

        state = self._services.store.reader.session(session_id)
        if state is None:
            raise OSError(f"The ledger has no session {session_id}.")
        out = io.BytesIO()
        head = self._services.store.reader.head()
        export_csv(state, self._services.content.content, out, head_hash=head.head_hash)
        _write(path, out)

    def export_jsonl(self, session_id: str, path: Path) -> None:
        """(worker) Write one session's events to ``path``.

        Raises:
            OSError: when it cannot be written; what was there before stays.
        """
        from app.adapters.files.export_ledger import export_jsonl

        out = io.BytesIO()
        export_jsonl(self._services.store.reader.events(session_id), out)
        _write(path, out)

    def _refuse_other_obs(self, name: str) -> None:
        from app.settings.file import SettingsError

        if self._services.session.state is not None and name != self._keeper.settings.obs.place.name:
            raise SettingsError(
                QCoreApplication.translate(
                    "Desk", "A session is open with another OBS. Close the session first, then choose this one."
                )
            )

    def export_preflight(self, report: "PreflightReport", path: Path) -> None:
        """(worker) Write a preflight report to ``path``: ``.json``, ``.csv``, or text.

        Raises:
            OSError: when it cannot be written; what was there before stays.
        """
        from app.adapters.files.export_preflight import preflight_file
        from app.settings.file import write_atomically

        write_atomically(path, preflight_file(report, path.suffix))

    def _on_obs_moved(self) -> None:
        self._services.obs.stop()
        self._services.obs.start()

    def _on_anchor_kept(self, _settings: object) -> None:
        _log.debug("the anchor's name was kept")

    def _on_anchor_not_kept(self, error: Exception) -> None:
        _log.warning("the anchor's name was not kept: %s", error)


def _write(path: Path, out: io.BytesIO) -> None:
    from app.settings.file import write_atomically

    write_atomically(path, out.getvalue())
