# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The doctor: is this PC fit for an evening? Each check asks the real thing and says what to do."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.contract.events import GENESIS_HASH
from app.contract.protocol import HelloRequest, HelloResponse
from app.domain.clock import Clock
from app.domain.obs.state import ObsState
from app.domain.ports import BaseClient, BaseRefused, BaseUnreachable
from app.settings.profile import Profile

DISK_FINDING_BYTES: Final = 1_000_000_000
DISK_NOTE_BYTES: Final = 5_000_000_000
CLOCK_FINDING_MS: Final = 60_000


class Level(StrEnum):
    """How a check came out. A note may stay as it is; a finding should be put right before going on air."""

    OK = "ok"
    NOTE = "note"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's answer. ``advice`` says what to do, empty when all is well."""

    name: str
    level: Level
    detail: str
    advice: str = ""


def check_profile(profile: Profile) -> Check:
    """Can the profile folder be written, and is it on a disk of this PC that nothing else copies about?"""
    from app.store.errors import StoreOpenError
    from app.store.location import check_location

    try:
        check_location(profile.root)
        profile.ensure()
        with tempfile.TemporaryFile(dir=profile.root) as probe:
            probe.write(b"ready")
            probe.flush()
    except OSError as error:
        return Check(
            "profile",
            Level.FINDING,
            f"The profile folder {profile.root} cannot be written: {error}.",
            "Give this user the folder, or choose another with --profile DIR.",
        )
    except StoreOpenError as error:
        return Check("profile", Level.FINDING, error.sentence, "Choose another folder with --profile DIR.")
    return Check("profile", Level.OK, f"{profile.root} can be written.")


def check_disk(folder: Path) -> Check:
    """Is there room for recordings, the ledger and its journal?"""
    try:
        free = shutil.disk_usage(_existing(folder)).free
    except OSError as error:
        return Check("disk", Level.FINDING, f"The disk of {folder} does not answer: {error}.", "Check the disk.")
    detail = f"{free / 1e9:.1f} GB free where the profile is."
    if free < DISK_FINDING_BYTES:
        return Check("disk", Level.FINDING, detail, "Free some space now: on a full disk no sale can be saved.")
    if free < DISK_NOTE_BYTES:
        return Check("disk", Level.NOTE, detail, "Enough for sales; too little for a recording of the evening.")
    return Check("disk", Level.OK, detail)


def check_sqlite(version: tuple[int, int, int] = sqlite3.sqlite_version_info[:3]) -> Check:
    """Which SQLite is this, and which journal mode does it get?"""
    from app.store.connections import journal_mode_for

    mode = journal_mode_for(version)
    name = ".".join(str(part) for part in version)
    if mode == "wal":
        return Check("sqlite", Level.OK, f"SQLite {name}: WAL, synchronous=FULL.")
    return Check(
        "sqlite",
        Level.OK,
        f"SQLite {name} has the WAL-reset bug, so the safe {mode.upper()} journal is used, synchronous=FULL.",
    )


def check_database(profile: Profile) -> Check:
    """What did the last check and the last backup of the database find? They are made while the desk runs."""
    from app.store.damage import DamageMark
    from app.store.health import read_health

    health = read_health(profile.root)
    if health.findings or DamageMark(profile.database).is_set():
        found = "; ".join(health.findings) or "met while writing"
        return Check(
            "database",
            Level.FINDING,
            f"The database is damaged ({found}). Every event is also in the journal.",
            "Start the desk again: it sets the file aside and rebuilds the ledger.",
        )
    if health.backup_fault:
        advice = "Free some space. Sales are saved all the same."
        return Check("database", Level.FINDING, f"The last backup failed: {health.backup_fault}.", advice)
    if not health.checked_at:
        advice = "The desk checks and backs up while it runs."
        return Check("database", Level.NOTE, "Not checked or backed up so far.", advice)
    detail = f"Whole at {health.checked_at}, checked in full at {health.integrity_at}; backup of {health.backup_at}."
    return Check("database", Level.OK, detail)


def check_keyring() -> Check:
    """Is there a keyring that can keep the device token and OBS's password?"""
    from app.adapters.secrets.store import KeyringSecrets, SecretStoreError, backend_name

    probe = KeyringSecrets("anchor-desk-doctor")
    try:
        name = backend_name()
        probe.set("probe", "ready")
        probe.delete("probe")
    except SecretStoreError as error:
        return Check("keyring", Level.FINDING, error.sentence, "Without it this PC cannot be enrolled with a base.")
    return Check("keyring", Level.OK, f"{name} keeps secrets.")


def check_obs(read: Callable[[], ObsState], explain: Callable[[ObsState], str]) -> Check:
    """Does OBS answer with the password that is kept?

    Args:
        read: connects once and returns what it found.
        explain: says in a sentence why there is no connection.
    """
    state = read()
    if not state.connected:
        return Check("obs", Level.FINDING, explain(state))
    detail = f"OBS {state.obs_version} answers, {len(state.scenes)} scenes, on air with '{state.program_scene}'."
    return Check("obs", Level.OK, detail)


def check_base(client: BaseClient, clock: Clock, app_version: str) -> tuple[Check, Check]:
    """Does the base answer and know this PC, and do the two clocks agree? Returns the checks ``base`` and ``clock``."""
    unknown = Check("clock", Level.NOTE, "Not compared: the base did not answer.", "Check this PC's date and time.")
    before = clock.now()
    try:
        hello = client.hello(
            HelloRequest(app_version=app_version, gen=1, last_seq=0, acked_through=0, head_hash=GENESIS_HASH)
        )
    except BaseUnreachable as error:
        advice = "Sales can be logged all the same; they are sent when the base answers."
        return Check("base", Level.FINDING, str(error), advice), unknown
    except BaseRefused as error:
        advice = "Ask the base's staff; quote the code. Sales can be logged all the same."
        return Check("base", Level.FINDING, f"The base refused: {error} Code: {error.code}.", advice), unknown
    middle = before + (clock.now() - before) / 2
    return Check("base", Level.OK, "The base answers and knows this PC."), _clock_check(hello, middle)


def check_no_base() -> tuple[Check, Check]:
    """What the doctor says on a PC that is not enrolled."""
    return (
        Check("base", Level.NOTE, "This PC is not enrolled with a base.", "To join one: anchor-desk enroll URL CODE"),
        Check("clock", Level.NOTE, "Not compared: there is no base.", "Check this PC's date and time."),
    )


def _clock_check(hello: HelloResponse, now: datetime) -> Check:
    try:
        server = datetime.fromisoformat(hello.server_time)
        offset_ms = round((server - now).total_seconds() * 1000)
    except (ValueError, TypeError):
        return Check("clock", Level.NOTE, f"The base gave a strange time: {hello.server_time}.", "Tell its staff.")
    detail = f"The base's clock is {abs(offset_ms)} ms {'ahead of' if offset_ms >= 0 else 'behind'} this PC's."
    if abs(offset_ms) > CLOCK_FINDING_MS:
        return Check("clock", Level.FINDING, detail, "Set this PC's date and time: sales carry it.")
    return Check("clock", Level.OK, detail)


def _existing(folder: Path) -> Path:
    return next((part for part in (folder, *folder.parents) if part.exists()), folder)
