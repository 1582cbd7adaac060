# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the budgets of the design and prints them as a table: ``python -m tests.benchmarks [ROW ...]``."""

import compileall
import importlib
import os
import sys
from pathlib import Path

from tests.benchmarks.report import Row, notes, table

ROWS = (
    "startup",
    "sale_commit",
    "obs_latency",
    "ui_stall",
    "ui_flood",
    "provision",
    "million",
    "sync_desk",
    "base_server",
    "term_rules",
)
ROOT = Path(__file__).resolve().parents[2]


def main(chosen: list[str]) -> int:
    """Measure the chosen rows, or all. Exit code 1 says that a budget is not met, 2 that a name is unknown."""
    unknown = set(chosen) - set(ROWS)
    if unknown:
        print(f"Unknown rows: {', '.join(sorted(unknown))}. Known: {', '.join(ROWS)}.", file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    compileall.compile_dir(ROOT / "app", quiet=2)
    rows: list[Row] = []
    for name in chosen or ROWS:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        rows.extend(importlib.import_module(f"tests.benchmarks.{name}").measure())
    print(table(rows))
    print(notes(rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
