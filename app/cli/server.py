# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``serve`` and ``admin``: the base server and its data."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from app.cli.console import CliError, complain, say, say_json
from app.cli.content import read_files, report

if TYPE_CHECKING:
    from app.domain.content_set import ContentSet

_SERVER_PARTS: Final = ("fastapi", "uvicorn", "starlette", "jinja2", "psycopg")


def run_serve(args: argparse.Namespace) -> int:
    """Serve until Ctrl+C."""
    with _base_errors():
        from app.server.run import serve
        from app.server.settings import ServerSettings

        return serve(ServerSettings(db_url=_db_url(args)), args.host, args.port)


def run_enroll_code(args: argparse.Namespace) -> int:
    """Make a one-time code with which one PC can join."""
    with _base_errors():
        from app.contract.protocol import TokenScope
        from app.server.admin import create_enroll_code

        made = create_enroll_code(_db_url(args), scope=TokenScope(args.scope))
    if args.json:
        say_json({"code": made.code, "expires_at": made.expires_at.isoformat()})
    else:
        say(made.code)
        complain(f"Good for one PC until {made.expires_at.astimezone():%H:%M}: anchor-desk enroll URL {made.code}")
    return 0


def run_admin_import(args: argparse.Namespace) -> int:
    """Publish spreadsheets and scripts to all desks, all or nothing."""
    with _base_errors():
        from app.server.admin import import_content

        db_url = _db_url(args)
        existing = _published(db_url)
        outcome = read_files(args.files, existing)
        if outcome.ok and not args.dry_run:
            import_content(db_url, outcome.records)
    return report(outcome, existing, dry_run=args.dry_run, as_json=args.json)


def run_devices(args: argparse.Namespace) -> int:
    """List the PCs that ever joined."""
    with _base_errors():
        from app.server.admin import list_devices

        devices = list_devices(_db_url(args))
    if args.json:
        say_json({"devices": [asdict(device) for device in devices]})
        return 0
    for device in devices:
        say(f"{device.device_id}  {device.state}  {device.events} events  seen {device.last_seen_at}  {device.name}")
    if not devices:
        say("No PC has joined yet.")
    return 0


def run_revoke(args: argparse.Namespace) -> int:
    """Take a PC's access away; what it has logged can still arrive for a while."""
    with _base_errors():
        from app.server.admin import DRAIN_DAYS, revoke_device

        found = revoke_device(_db_url(args), args.device_id)
    if not found:
        raise CliError(f"There is no PC '{args.device_id}'. Nothing was changed. See: anchor-desk admin devices")
    say(f"Revoked {args.device_id}. For {DRAIN_DAYS} days it may still bring in what it has logged, nothing else.")
    return 0


def run_new_epoch(args: argparse.Namespace) -> int:
    """Begin a new life of the base after its database was put back from a backup."""
    with _base_errors():
        from app.server.admin import new_epoch

        epoch = new_epoch(_db_url(args))
    if args.json:
        say_json({"epoch": epoch})
    else:
        say("Done. Each PC sends what this database lacks at its next sync. Nothing was deleted.")
    return 0


def run_page_key(args: argparse.Namespace) -> int:
    """Make a new key for the web pages; the former one ends."""
    with _base_errors():
        from app.server.admin import create_page_key

        key = create_page_key(_db_url(args))
    if args.json:
        say_json({"key": key})
    else:
        say(key)
        complain("This key is shown once. Browsers ask for it as the password, with any user name.")
    return 0


def _published(db_url: str) -> "ContentSet":
    from app.contract.content import CONTENT_MODELS
    from app.domain.content_set import ContentSet
    from app.server.database import Database
    from app.server.publishing import snapshot

    database = Database.open(db_url)
    try:
        with database.read() as connection:
            changes = snapshot(connection).records
    finally:
        database.close()
    return ContentSet.of(CONTENT_MODELS[change.type].model_validate(change.body) for change in changes)  # type: ignore[misc]


def _db_url(args: argparse.Namespace) -> str:
    if args.db:
        return str(args.db)
    from platformdirs import user_data_path

    return f"sqlite:///{(user_data_path('anchor-desk-base', appauthor=False) / 'base.sqlite').as_posix()}"


@contextmanager
def _base_errors() -> Iterator[None]:
    """Turn what the base's database can say into sentences. Wraps the imports too: the server is an optional part.

    Raises:
        CliError: with the sentence.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _SERVER_PARTS:
            raise
        raise CliError(
            f"The base server's parts are not installed ({error.name} is missing). Nothing was changed. "
            "Install them with: pip install 'anchor-desk[server]'"
        ) from error
    except Exception as error:
        sentence = _database_sentence(error)
        if sentence is None:
            raise
        raise CliError(sentence) from error


def _database_sentence(error: Exception) -> str | None:
    from sqlalchemy.exc import SQLAlchemyError

    from app.server.database import DatabaseUrlError
    from app.server.migrations import SchemaTooNewError

    if isinstance(error, DatabaseUrlError | SchemaTooNewError):
        return str(error)
    if isinstance(error, SQLAlchemyError | OSError):
        # The text of a driver's error may repeat the address with its password.
        return f"The base's database cannot be used ({type(error).__name__}). Nothing was changed. Check --db."
    return None
