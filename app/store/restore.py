# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting a backup in the database's place. The database of before is kept, and the journal brings what is newer."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.clock import Clock
from app.domain.ports import Backup, VerifyReport
from app.settings.profile import Profile
from app.store.backups import copy_database, made_at, newest_first
from app.store.damage import DamageMark, set_aside
from app.store.errors import StoreOpenError, UnfitBackupError
from app.store.journal import Journal
from app.store.migrations import APPLICATION_ID
from app.store.open_store import open_store

_UNFIT: Final = "{file} {fault}. Nothing was changed. To see the backups: anchor-desk restore --list"


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that is in place. ``from_journal`` of its ``events`` are newer than the backup."""

    set_aside_path: Path | None
    events: int
    from_journal: int


def list_backups(profile: Profile) -> Sequence[Backup]:
    """Return the profile's backups, newest first, each with the number of its events; a worker's job."""
    return tuple(_backup_of(file) for file in newest_first(profile.backups_dir))


def check_backup(profile: Profile, backup: Path) -> int:
    """Return how many events ``backup`` has, after the checks that come before a restore. Nothing is changed.

    Raises:
        StoreOpenError: ``unfit_backup``.
    """
    try:
        with closing(_opened(backup)) as source:
            _need_fit(source, backup, profile.journal_dir)
            return _count(source, backup)
    except (sqlite3.Error, TypeError) as error:
        raise _unfit("unreadable", backup, f"cannot be read as a backup ({error})") from error


def restore_backup(profile: Profile, clock: Clock, backup: Path) -> tuple[Restored, VerifyReport]:
    """Put ``backup`` in the place of the profile's database, whose lock the caller holds; then check the ledger.

    Raises:
        StoreOpenError: ``unfit_backup`` and nothing was changed, or as ``open_store``: nothing was deleted.
    """
    part = profile.database.with_name(f"{profile.database.name}.restoring")
    try:
        part.unlink(missing_ok=True)
        in_backup = _copy(backup, part, profile.journal_dir)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        aside = set_aside(profile.database, clock.now().strftime("%Y%m%dT%H%M%S%f"), word="replaced")
        part.rename(profile.database)
        DamageMark(profile.database).clear()
    except OSError as error:
        raise StoreOpenError(
            "not_writable", f"The backup could not be put in place. Nothing is lost. ({error})"
        ) from error
    finally:
        part.unlink(missing_ok=True)
    store = open_store(profile, clock)
    try:
        report = store.verify()
        return Restored(aside, report.events, report.events - in_backup), report
    finally:
        store.close()


def _copy(backup: Path, target: Path, journal_dir: Path) -> int:
    """Copy a backup that fits this profile and is whole; returns how many events it has."""
    try:
        with closing(_opened(backup)) as source:
            _need_fit(source, backup, journal_dir)
            copy_database(source, target, _nothing)
        with closing(sqlite3.connect(target)) as copy:
            return _count(copy, backup)
    except (sqlite3.Error, TypeError) as error:
        raise _unfit("unreadable", backup, f"cannot be read as a backup ({error})") from error


def _backup_of(file: Path) -> Backup:
    try:
        with closing(_opened(file)) as source:
            events = int(source.execute("SELECT count(*) FROM event").fetchone()[0])
    except sqlite3.Error:
        events = None
    return Backup(file, made_at(file), file.stat().st_size, events)


def _opened(backup: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)


def _need_fit(source: sqlite3.Connection, backup: Path, journal_dir: Path) -> None:
    if source.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _unfit("foreign", backup, "is no database of the desk")
    device_id, gen = source.execute("SELECT device_id, gen FROM sync_state").fetchone()
    if Journal.device_of(journal_dir, gen) not in {None, device_id}:
        raise _unfit("other_profile", backup, "belongs to another profile")


def _count(copy: sqlite3.Connection, backup: Path) -> int:
    """Return how many events a sound copy has."""
    findings = [finding for (finding,) in copy.execute("PRAGMA quick_check(1)") if finding != "ok"]
    if findings:
        raise _unfit("damaged", backup, f"is damaged ({findings[0]})")
    return int(copy.execute("SELECT count(*) FROM event").fetchone()[0])


def _unfit(fault: str, backup: Path, words: str) -> UnfitBackupError:
    return UnfitBackupError(fault, _UNFIT.format(file=backup, fault=words))


def _nothing() -> None:
    """Nobody waits while the profile is locked."""
