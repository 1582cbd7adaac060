# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups and checks while the database is open, on a thread of their own.

Each round copies the database in small steps between the writer's own work, then checks the *copy*: so a check of any
length holds up no sale, and every backup that is kept is known to be whole.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from app.domain.clock import Clock
from app.settings.profile import Profile
from app.store.backups import copy_database, new_backup, thin
from app.store.damage import DamageMark
from app.store.errors import failure_code
from app.store.health import Health, read_health, write_health
from app.store.writer import Alone, StoreClosingError, StoreWriter

FIRST_AFTER_S: Final = 30.0
EVERY_S: Final = 30 * 60.0
_INTEGRITY_EVERY: Final = timedelta(days=7)
_PAUSE_S: Final = 0.005
_log = logging.getLogger(__name__)


class StoreCare:
    """Runs a round soon after the start and then every half hour, until ``stop`` and ``join``."""

    def __init__(self, writer: StoreWriter, profile: Profile, clock: Clock) -> None:
        self._writer = writer
        self._profile = profile
        self._clock = clock
        self._tell: Callable[[Health], None] | None = None
        self._stopped = threading.Event()
        self._gate = threading.Lock()
        self._checking: sqlite3.Connection | None = None
        self._thread = threading.Thread(target=self._run, name="store-care", daemon=True)
        self._thread.start()

    def watch(self, tell: Callable[[Health], None]) -> None:
        """Have ``tell`` called after each round, on this thread: it must hand on and return."""
        self._tell = tell

    def stop(self) -> None:
        """End the round under way at its next step."""
        self._stopped.set()
        with self._gate:
            if self._checking is not None:
                self._checking.interrupt()

    def join(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()

    def round(self) -> Health:
        """Make and check one backup, and keep what was found.

        A backup that fails, on a full disk for example, changes nothing else.

        Raises:
            StoreClosingError: the database is being closed; nothing was kept.
        """
        before, now = read_health(self._profile.root), self._clock.now()
        try:
            health = self._back_up(before, now)
        except _DamagedError as damaged:
            health = damaged.health
            self._remember_damage(health)
        except (sqlite3.Error, OSError) as error:
            _log.warning("no backup of the database was made: %s", error)
            health = replace(before, backup_fault=str(error))
        try:
            write_health(self._profile.root, health)
        except OSError as error:
            _log.warning("what the check found could not be kept: %s", error)
        if self._tell is not None:
            self._tell(health)
        return health

    def _run(self) -> None:
        wait_s = FIRST_AFTER_S
        while not self._stopped.wait(wait_s):
            wait_s = EVERY_S
            try:
                self.round()
            except StoreClosingError:
                return

    def _back_up(self, before: Health, now: datetime) -> Health:
        folder = self._profile.backups_dir
        with new_backup(folder, now.strftime("%Y%m%dT%H%M%S%f")) as part:

            def copy(alone: Alone) -> None:
                copy_database(alone.connection, part, lambda: alone.serve_others(_PAUSE_S))

            try:
                self._writer.submit_alone(copy).result()
            except sqlite3.Error as error:
                if failure_code(error) != "corrupt":
                    raise
                found = replace(before, checked_at=now.isoformat(), check="quick", findings=(str(error),))
                raise _DamagedError(found) from error
            health = self._check(part, before, now)
        try:
            thin(folder, now)
        except OSError as error:
            _log.warning("old backups could not be deleted: %s", error)
        return replace(health, backup_at=now.isoformat(), backup_fault="")

    def _check(self, copy: Path, before: Health, now: datetime) -> Health:
        """Check ``copy``, by the long check when it is a week since the last.

        Raises:
            _DamagedError: the database is not whole.
            StoreClosingError: the database is being closed.
        """
        at, last = now.isoformat(), before.integrity_at
        is_due = not last or now - datetime.fromisoformat(last) >= _INTEGRITY_EVERY
        check = "integrity" if is_due else "quick"
        try:
            findings = self._findings(copy, check)
        except sqlite3.Error as error:
            if self._stopped.is_set():
                raise StoreClosingError from error
            if failure_code(error) != "corrupt":
                raise
            findings = (str(error),)
        health = replace(
            before, checked_at=at, check=check, findings=findings, integrity_at=at if is_due else before.integrity_at
        )
        if findings:
            raise _DamagedError(health)
        return health

    def _findings(self, copy: Path, check: str) -> tuple[str, ...]:
        with closing(sqlite3.connect(copy, isolation_level=None, check_same_thread=False)) as connection:
            with self._gate:
                self._checking = connection
            try:
                if self._stopped.is_set():
                    raise StoreClosingError
                rows = connection.execute(f"PRAGMA {check}_check(10)").fetchall()
            finally:
                with self._gate:
                    self._checking = None
        return tuple(str(finding) for (finding,) in rows if finding != "ok")

    def _remember_damage(self, health: Health) -> None:
        _log.error("the database is damaged, the next start rebuilds it: %s", "; ".join(health.findings))
        try:
            DamageMark(self._profile.database).set("\n".join(health.findings))
        except OSError as error:
            _log.error("the damage could not be noted for the next start: %s", error)


class _DamagedError(Exception):
    """The copy is not whole, so the database is not."""

    def __init__(self, health: Health) -> None:
        super().__init__(health.findings)
        self.health = health
