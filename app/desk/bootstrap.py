# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting the desk: profile and lock, then Qt, then the window, then everything behind it."""

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.adapters.secrets.store import KeyringSecrets, SecretStore, service_name
from app.desk import light_start
from app.desk.alarms import ExceptionAlarm
from app.desk.desk import Desk
from app.desk.quit_signals import QuitSignals
from app.desk.settings_keeper import SettingsKeeper
from app.diagnostics.crash import CrashHooks
from app.diagnostics.logging_setup import configure_logging, release_logging
from app.domain.clock import SystemClock
from app.settings.look import read_look
from app.settings.profile import Profile
from app.settings.profile_lock import ProfileLock
from app.ui.i18n import install_language
from app.ui.theme import apply_theme, load_theme

if TYPE_CHECKING:
    from app.store.open_store import DeskStore


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """How to start.

    Attributes:
        profile: the profile folder; None: of the environment, else the platform's.
        secrets: where secrets live; None: the system's keyring.
        prepare: called on the store's thread between opening the store and the first use of it; may take long.
    """

    profile: Path | None = None
    secrets: SecretStore | None = None
    prepare: "Callable[[DeskStore, SettingsKeeper, SecretStore], None] | None" = None


def run_desk(options: DeskOptions) -> int:
    """Run the desk until it is closed. 0 after an orderly end, 1 when it could not start."""
    profile = Profile.resolve(options.profile, os.environ)
    lock = ProfileLock(profile.lock_file)
    try:
        profile.ensure()
        free = lock.acquire()
    except OSError as error:
        return _refuse(
            f"The profile folder {profile.root} cannot be used: {error}. Nothing was changed. "
            "Choose another folder with --profile DIR."
        )
    if not free:
        return _refuse(
            f"Anchor Desk is already running with this profile ({profile.root}). This second start ends here; "
            "nothing was changed. Go on in the window that is open."
        )
    try:
        return _run_locked(options, profile)
    finally:
        lock.release()


def _run_locked(options: DeskOptions, profile: Profile) -> int:
    configure_logging(_logs_dir(profile))
    hooks = CrashHooks(profile.logs_dir)
    try:
        hooks.install()
    except OSError as error:
        logging.getLogger(__name__).warning("no crash file: %s", error)
    try:
        return _run_window(options, profile)
    finally:
        hooks.remove()
        release_logging()


def _run_window(options: DeskOptions, profile: Profile) -> int:
    keeper = SettingsKeeper(profile.settings_file)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("anchor-desk")
    application.setApplicationDisplayName("Anchor Desk")
    application.setDesktopFileName("anchor-desk")
    application.setQuitOnLastWindowClosed(False)
    look = read_look(profile.settings_file)
    install_language(application, look.language)
    theme = load_theme(look.theme)
    apply_theme(application, theme)
    signals = QuitSignals()
    signals.asked.connect(application.quit)
    secrets = options.secrets or KeyringSecrets(service_name(profile.root))
    backup: Path | None = None
    try:
        while True:
            desk = Desk(
                profile=profile,
                keeper=keeper,
                secrets=secrets,
                clock=SystemClock(),
                theme=theme,
                prepare=options.prepare,
                backup=backup,
            )
            code = _run_one(application, desk)
            backup = desk.backup_wanted
            if backup is None:
                return code
    finally:
        signals.close()


def _run_one(application: QApplication, desk: Desk) -> int:
    """Run one desk until it is closed or wants another one to take its place."""
    alarm = ExceptionAlarm()
    alarm.happened.connect(desk.tell_program_fault)
    alarm.install()
    for end in (desk.closed, desk.restart_asked):
        end.connect(application.quit)
    desk.settled.connect(light_start.end)
    try:
        desk.show()
        return application.exec()
    finally:
        desk.close()
        alarm.remove()


def _logs_dir(profile: Profile) -> Path | None:
    return profile.logs_dir if os.access(profile.logs_dir, os.W_OK) else None


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1
