# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One zip file for whoever helps from afar: what this PC is and what the program wrote, with secrets taken out.

The ledger, scripts, prices and pictures stay at home; of the profile only settings and logs go in.
"""

import json
import platform
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from app.diagnostics.crash import CRASH_NAME
from app.diagnostics.doctor import Check
from app.diagnostics.logging_setup import LOG_NAME
from app.diagnostics.redaction import redact
from app.settings.profile import Profile

_LOG_BYTES: Final = 2_500_000
"""Of each log only the newest part goes in (bytes), so that the file can be sent by mail."""


def write_bundle(target: Path, profile: Profile, checks: Sequence[Check], versions: Mapping[str, str]) -> list[str]:
    """Write the zip to ``target`` whole or not at all, and return the names of what is in it.

    ``checks`` are the doctor's findings, ``versions`` names what else is installed (OBS, Qt, this program).

    Raises:
        OSError: when it cannot be written; what was there before stays.
    """
    entries = dict(_entries(profile, checks, versions))
    with tempfile.NamedTemporaryFile(prefix=target.name, suffix=".new", dir=target.parent, delete=False) as out:
        made = Path(out.name)
        try:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, text in entries.items():
                    archive.writestr(name, text)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
    made.replace(target)
    return sorted(entries)


def _entries(profile: Profile, checks: Sequence[Check], versions: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "versions.json", _json({**_own_versions(), **versions})
    yield "doctor.json", redact(_json([asdict(check) for check in checks]))
    for path in (profile.settings_file, profile.logs_dir / CRASH_NAME, *_logs(profile)):
        text = _tail(path)
        if text:
            yield path.name, redact(text)


def _logs(profile: Profile) -> list[Path]:
    return sorted(profile.logs_dir.glob(f"{LOG_NAME}*"))


def _own_versions() -> dict[str, str]:
    return {"python": sys.version, "system": platform.platform(), "sqlite": sqlite3.sqlite_version}


def _tail(path: Path) -> str:
    """Return the newest part of a text file, cut at a line; empty where there is none or it cannot be read."""
    try:
        with path.open("rb") as source:
            size = source.seek(0, 2)
            source.seek(max(0, size - _LOG_BYTES))
            data = source.read()
    except OSError:
        return ""
    if size > _LOG_BYTES:
        data = data.partition(b"\n")[2]
    return data.decode("utf-8", "replace")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
