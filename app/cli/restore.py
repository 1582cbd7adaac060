# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``restore``: put a backup of the database in place."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.console import CliError, say, say_json
from app.cli.context import USAGE_ERROR, locked_profile, profile_of
from app.settings.profile import Profile

if TYPE_CHECKING:
    from app.domain.ports import Backup


def run(args: argparse.Namespace) -> int:
    """Restore a backup and check the ledger after it; exit 1 when the check finds something."""
    if args.list:
        return _list(profile_of(args), as_json=args.json)
    with locked_profile(args) as profile:
        return _restore(profile, args)


def _restore(profile: Profile, args: argparse.Namespace) -> int:
    from app.domain.clock import SystemClock
    from app.store.errors import StoreOpenError
    from app.store.restore import restore_backup

    backup = _chosen(profile, args.file)
    try:
        restored, report = restore_backup(profile, SystemClock(), backup)
    except StoreOpenError as error:
        raise CliError(f"{error} Code: {error.code}.") from error
    aside = restored.set_aside_path
    if args.json:
        say_json(
            {
                "ok": report.ok,
                "backup": str(backup),
                "set_aside": None if aside is None else str(aside),
                "events": restored.events,
                "from_journal": restored.from_journal,
            }
        )
    else:
        kept = "There was no database before." if aside is None else f"The database of before is kept as {aside}."
        say(
            f"{backup.name} is in place. {kept} {restored.from_journal} newer events came back from the journal; "
            f"the ledger has {restored.events} events."
        )
        say("The ledger is whole." if report.ok else "The check found something. See it with: anchor-desk verify")
    return 0 if report.ok else 1


def _chosen(profile: Profile, file: Path | None) -> Path:
    from app.store.backups import newest_first

    if file is None:
        newest = next(iter(newest_first(profile.backups_dir)), None)
        if newest is None:
            raise CliError(f"There is no backup in {profile.backups_dir}. Nothing was changed.")
        return newest
    for candidate in (file, profile.backups_dir / file.name):
        if candidate.is_file():
            return candidate.absolute()
    raise CliError(
        f"There is no file {file}. Nothing was changed. To see the backups: anchor-desk restore --list",
        exit_code=USAGE_ERROR,
    )


def _list(profile: Profile, *, as_json: bool) -> int:
    from app.store.restore import list_backups

    backups = list_backups(profile)
    if as_json:
        say_json([_backup_json(backup) for backup in backups])
        return 0
    for backup in backups:
        events = "cannot be read" if backup.events is None else f"{backup.events} events"
        say(f"{backup.path.name}  {backup.made_at}  {events}  {backup.size / 1e6:.1f} MB")
    if not backups:
        say(f"There is no backup in {profile.backups_dir}.")
    return 0


def _backup_json(backup: "Backup") -> dict[str, object]:
    return {"name": backup.path.name, "bytes": backup.size, "made_at": backup.made_at, "events": backup.events}
