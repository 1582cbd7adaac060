# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the last check and the last backup of the database found, kept in ``health.json`` beside it."""

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

_FILE: Final = "health.json"


@dataclass(frozen=True, slots=True)
class Health:
    """Times are ISO 8601 UTC, empty: never.

    ``check`` is ``quick`` or ``integrity``; ``findings`` are SQLite's own words, empty when the database was whole;
    ``backup_fault`` says why the last backup failed, empty when it did not.
    """

    checked_at: str = ""
    check: str = ""
    findings: tuple[str, ...] = field(default=())
    integrity_at: str = ""
    backup_at: str = ""
    backup_fault: str = ""


def read_health(root: Path) -> Health:
    """Return what is known of the database in the profile folder ``root``; a file that cannot be read is nothing."""
    try:
        found: Any = json.loads((root / _FILE).read_text(encoding="utf-8"))
        texts = {one.name: str(found.get(one.name, "")) for one in fields(Health) if one.name != "findings"}
        return Health(**texts, findings=tuple(str(finding) for finding in found.get("findings", ())))
    except (OSError, ValueError, AttributeError, TypeError):
        return Health()


def write_health(root: Path, health: Health) -> None:
    """Keep ``health``.

    Raises:
        OSError: when the file cannot be written; the former one is left.
    """
    part = root / f"{_FILE}.part"
    part.write_text(json.dumps(asdict(health), ensure_ascii=False), encoding="utf-8")
    os.replace(part, root / _FILE)
