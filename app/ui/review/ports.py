# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Review page needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.ports import Backup, LedgerReader

if TYPE_CHECKING:
    from app.services.content import ContentService
    from app.services.session import SessionService
    from app.services.sync import SyncService
    from app.services.worker import Worker


@dataclass(frozen=True, slots=True)
class ReviewPageServices:
    """Services and readers of the page.

    ``reader`` is only ever called through ``worker``, as are ``export_csv`` and ``export_jsonl``: they write one
    session (its id) to a file and raise OSError where they cannot. ``list_backups`` and ``check_backup`` are called
    through it too and raise an exception with a plain sentence; ``restore`` ends this desk, puts the backup in place
    and starts a new one. ``restored`` is what the last restore did, for the person to read.
    """

    reader: LedgerReader
    content: ContentService
    session: SessionService
    sync: SyncService
    worker: Worker
    export_csv: Callable[[str, Path], None]
    export_jsonl: Callable[[str, Path], None]
    list_backups: Callable[[], Sequence[Backup]]
    check_backup: Callable[[Path], int]
    restore: Callable[[Path], None]
    restored: str = ""
