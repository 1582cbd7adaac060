# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The profile a command works with: its settings, its secrets, its store under the profile's lock."""

import argparse
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.cli.console import CliError, complain
from app.settings.profile import Profile

if TYPE_CHECKING:
    from app.adapters.secrets.store import KeyringSecrets
    from app.domain.clock import Clock
    from app.domain.content_set import ContentSet
    from app.domain.ports import LedgerReader, VerifyReport
    from app.settings.model import ObsPlace, Settings
    from app.store.open_store import DeskStore

USAGE_ERROR: Final = 2
_LOCK_WAIT_S: Final = 3.0
_LOCK_PAUSE_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class OpenProfile:
    """A profile that this process alone works with, and its store."""

    profile: Profile
    settings: "Settings"
    store: "DeskStore"
    clock: "Clock"


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """A profile to read from, whether or not the desk works with it at this moment."""

    profile: Profile
    reader: "LedgerReader"
    verify: "Callable[[], VerifyReport]"
    content: "Callable[[], ContentSet]"


def profile_of(args: argparse.Namespace) -> Profile:
    """Return the profile that the command line, the environment or the platform names."""
    explicit: Path | None = args.profile
    return Profile.resolve(explicit, os.environ)


def obs_place_of(args: argparse.Namespace, settings: "Settings") -> "ObsPlace":
    """Return the OBS that ``--obs`` names or gives the address of, else the one in use.

    Raises:
        CliError: when no OBS has that name.
    """
    from app.settings.model import ObsPlace

    if args.obs is None:
        return settings.obs.place
    if isinstance(args.obs, tuple):
        host, port = args.obs
        return ObsPlace(host=host, port=port)
    known = settings.obs.named(args.obs)
    if known is None:
        names = ", ".join(place.name for place in settings.obs.others) or "none"
        raise CliError(
            f"There is no OBS called '{args.obs}'. Give HOST:PORT, or one of: {names}.", exit_code=USAGE_ERROR
        )
    return known


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
    from app.store.open_store import open_store

    with locked_profile(args) as profile, _opened(profile, open_store) as opened:
        yield opened


@contextmanager
def locked_profile(args: argparse.Namespace) -> Iterator[Profile]:
    """Lock the profile, and let go of it at the end. Makes the profile if there is none.

    Another command may hold the profile for a moment, so the lock is waited for a little.

    Raises:
        CliError: when the desk is using the profile, or when its folder cannot be used.
    """
    from app.settings.profile_lock import ProfileInUseError, ProfileLock

    profile = profile_of(args)
    _ensure(profile)
    lock = ProfileLock(profile.lock_file)
    deadline = time.monotonic() + _LOCK_WAIT_S
    while not lock.acquire() and time.monotonic() < deadline:
        time.sleep(_LOCK_PAUSE_S)
    try:
        with lock:
            yield profile
    except ProfileInUseError as error:
        raise CliError(str(error)) from error


@contextmanager
def read_profile(args: argparse.Namespace) -> Iterator[ReadProfile]:
    """Open a profile for reading. While the desk uses it, the database is read beside the desk.

    Raises:
        CliError: when folder, settings or database cannot be opened.
    """
    from app.settings.profile_lock import ProfileLock
    from app.store.open_store import open_store

    profile = profile_of(args)
    _ensure(profile)
    lock = ProfileLock(profile.lock_file)
    if not lock.acquire():
        with _beside_the_desk(profile) as reading:
            yield reading
        return
    with lock, _opened(profile, open_store) as opened:
        store = opened.store

        def content() -> "ContentSet":
            return content_of(store)

        yield ReadProfile(profile, store.reader, store.verify, content)


def content_of(store: "DeskStore") -> "ContentSet":
    """Return all content of this PC."""
    from app.domain.content_set import ContentSet

    return ContentSet.of(store.content.load())


@contextmanager
def _opened(profile: Profile, open_store: "Callable[[Profile, Clock], DeskStore]") -> Iterator[OpenProfile]:
    from app.diagnostics.logging_setup import release_logging
    from app.domain.clock import SystemClock
    from app.domain.ports import LedgerWriteError
    from app.store.errors import StoreOpenError, StoreReadError

    settings = settings_of(profile)
    clock = SystemClock()
    _log_to(profile)
    try:
        store = open_store(profile, clock)
        if store.recovered is not None:
            complain(store.recovered.sentence)
        try:
            yield OpenProfile(profile, settings, store, clock)
        finally:
            store.close()
    except (StoreOpenError, StoreReadError, LedgerWriteError) as error:
        raise CliError(f"{error} Code: {error.code}.") from error
    finally:
        release_logging()


@contextmanager
def _beside_the_desk(profile: Profile) -> Iterator[ReadProfile]:
    from app.domain.content_set import ContentSet
    from app.store.connections import ReadPool
    from app.store.content import load_content
    from app.store.errors import StoreReadError
    from app.store.reader import StoreReader
    from app.store.verify import verify_ledger

    pool = ReadPool(profile.database)
    reader = StoreReader(pool)

    def verify() -> "VerifyReport":
        return verify_ledger(pool, profile.journal_dir)

    def content() -> ContentSet:
        return ContentSet.of(load_content(pool))

    try:
        yield ReadProfile(profile, reader, verify, content)
    except StoreReadError as error:
        raise CliError(f"{error} Code: {error.code}.") from error
    finally:
        pool.close()


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
