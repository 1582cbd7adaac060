# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``serve`` and ``admin``: the base server and its data."""

import argparse
from typing import Final

from app.cli.console import CliError

_SERVER_PARTS: Final = ("fastapi", "uvicorn", "starlette", "jinja2", "psycopg")


def run_serve(args: argparse.Namespace) -> int:
    """Serve until Ctrl+C."""
    try:
        from app.server.run import serve
        from app.server.settings import ServerSettings
    except ImportError as error:
        raise _no_server(error) from error
    return serve(ServerSettings(db_url=_db_url(args)), args.host, args.port)


def _db_url(args: argparse.Namespace) -> str:
    if args.db:
        return str(args.db)
    from platformdirs import user_data_path

    folder = user_data_path("anchor-desk-base", appauthor=False, ensure_exists=True)
    return f"sqlite:///{(folder / 'base.sqlite').as_posix()}"


def _no_server(error: ImportError) -> CliError:
    if (error.name or "").partition(".")[0] not in _SERVER_PARTS:
        raise error
    return CliError(f"The base server's parts are not installed ({error.name}). Install them: anchor-desk[server]")
