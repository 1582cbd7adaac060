# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``export ID --format csv|jsonl``: one session as a file."""

import argparse
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from app.cli.console import CliError, complain
from app.cli.context import ReadProfile, read_profile
from app.cli.ledger_views import need_session


def run(args: argparse.Namespace) -> int:
    """Write a session's sales (csv) or events (jsonl) to ``--output`` or standard output."""
    out = io.BytesIO()
    with read_profile(args) as opened:
        count, what = _FORMATS[args.format](opened, args.session_id, out)
    if args.output is None:
        sys.stdout.buffer.write(out.getvalue())
        sys.stdout.buffer.flush()
    else:
        _write(args.output, out.getvalue())
        complain(f"{count} {what} written to {args.output}.")
    return 0


def _csv(opened: ReadProfile, session_id: str, out: BinaryIO) -> tuple[int, str]:
    from app.adapters.files.export_ledger import export_csv

    state = need_session(opened.reader, session_id)
    head_hash = opened.reader.head().head_hash
    return export_csv(state, opened.content(), out, head_hash=head_hash), "rows"


def _jsonl(opened: ReadProfile, session_id: str, out: BinaryIO) -> tuple[int, str]:
    from app.adapters.files.export_ledger import export_jsonl

    need_session(opened.reader, session_id)
    return export_jsonl(opened.reader.events(session_id), out), "events"


_FORMATS: Final[dict[str, Callable[[ReadProfile, str, BinaryIO], tuple[int, str]]]] = {"csv": _csv, "jsonl": _jsonl}


def _write(path: Path, data: bytes) -> None:
    from app.settings.file import write_atomically

    try:
        write_atomically(path, data)
    except OSError as error:
        raise CliError(f"The export was not written to {path}: {error}. The ledger was not touched.") from error
