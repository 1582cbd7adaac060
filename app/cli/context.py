# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The profile a command works with: its settings, its secrets, its store under the profile's lock."""

import argparse
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.console import CliError
from app.settings.profile import Profile

if TYPE_CHECKING:
    from app.adapters.secrets.store import KeyringSecrets
    from app.domain.clock import Clock
    from app.settings.model import Settings
    from app.store.open_store import DeskStore


@dataclass(frozen=True, slots=True)
class OpenProfile:
    """A profile that this process alone works with, and its store."""

    profile: Profile
    settings: "Settings"
    store: "DeskStore"
    clock: "Clock"


def profile_of(args: argparse.Namespace) -> Profile:
    """Return the profile that the command line, the environment or the platform names."""
    explicit: Path | None = args.profile
    return Profile.resolve(explicit, os.environ)


def settings_of(profile: Profile) -> "Settings":
    """Read the profile's settings.

    Raises:
        CliError: when the file is bad.
    """
    from app.settings.file import SettingsError, load_settings

    try:
        return load_settings(profile.settings_file)
    except SettingsError as error:
        raise CliError(str(error)) from error


def secrets_of(profile: Profile) -> "KeyringSecrets":
    """Return the profile's secrets in the system's keyring."""
    from app.adapters.secrets.store import KeyringSecrets, service_name

    return KeyringSecrets(service_name(profile.root))


@contextmanager
def open_profile(args: argparse.Namespace) -> Iterator[OpenProfile]:
    """Lock the profile, open its store, and close both at the end. Makes the profile if there is none.

    Raises:
        CliError: when the desk is using the profile, or when folder, settings or database cannot be opened.
    """
    from app.diagnostics.logging_setup import release_logging
    from app.domain.clock import SystemClock
    from app.settings.profile_lock import ProfileInUseError, ProfileLock
    from app.store.open_store import StoreOpenError, open_store

    profile = profile_of(args)
    _ensure(profile)
    settings = settings_of(profile)
    clock = SystemClock()
    try:
        with ProfileLock(profile.lock_file):
            _log_to(profile)
            store = open_store(profile, clock)
            try:
                yield OpenProfile(profile, settings, store, clock)
            finally:
                store.close()
                release_logging()
    except (ProfileInUseError, StoreOpenError) as error:
        raise CliError(str(error)) from error


def _ensure(profile: Profile) -> None:
    try:
        profile.ensure()
    except OSError as error:
        raise CliError(
            f"The profile folder {profile.root} cannot be used: {error}. Nothing was changed. "
            "Choose another folder with --profile DIR."
        ) from error


def _log_to(profile: Profile) -> None:
    from app.diagnostics.logging_setup import configure_logging

    try:
        configure_logging(profile.logs_dir)
    except OSError:
        configure_logging(None, logging.WARNING)
