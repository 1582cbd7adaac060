# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The import from end to end: files in, content records or problems out. Nothing is stored here."""

from collections.abc import Sequence
from pathlib import Path

from app.adapters.files.read_tables import read_tables
from app.domain.content_set import ContentSet
from app.domain.import_content import build_records
from app.domain.import_outcome import ImportOutcome


def import_files(paths: Sequence[Path], existing: ContentSet, *, alone: bool = False) -> ImportOutcome:
    """Read and check ``paths`` together.

    All or nothing: one problem anywhere and the outcome has no records. Blocks on files and takes a while for large
    ones, so it belongs on a worker thread; it never raises on the content of a file.

    Args:
        paths: tables (.xlsx, .xlsm, .xls, .csv, .tsv) and scripts (.md, .txt), in any order.
        existing: content that this PC already has; references may lead there, and rows with known codes replace.
        alone: the files are only looked at, so references may also lead to what nobody knows.
    """
    source = read_tables(paths)
    return build_records(
        source.tables,
        source.scripts,
        existing,
        problems=source.problems,
        warnings=source.warnings,
        unread_files=alone or bool(source.problems),
    )
