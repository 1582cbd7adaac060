# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the fault matrix, bounded in time: ``python -m tests.torture [--minutes N] [ROW ...]``."""

import argparse
import importlib
import logging
import sys

from tests.torture.report import Budget, Tally, table

# Each row's part of the time, and how many faults of a kind it tries at most.
ROWS = {"kills": 0.4, "line": 0.2, "disk": 0.1, "power": 0.15, "evening": 0.15}
TRIES = {"kills": 120, "line": 60, "disk": 60, "power": 1_000, "evening": 10_000}
MINUTES = 10.0


def main(arguments: list[str]) -> int:
    """Run the chosen rows, or all. Exit code 1 says that something was lost, doubled or broken."""
    parser = argparse.ArgumentParser(prog="tests.torture", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=MINUTES, help="about how long all rows may take")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"any of: {', '.join(ROWS)}")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.rows) - set(ROWS)
    if unknown:
        parser.error(f"unknown rows: {', '.join(sorted(unknown))}; known: {', '.join(ROWS)}")
    logging.disable(logging.ERROR)
    names = chosen.rows or list(ROWS)
    share = sum(ROWS[name] for name in names)
    tallies: list[Tally] = []
    for name in names:
        budget = Budget.of(TRIES[name], chosen.minutes * 60 * ROWS[name] / share)
        for tally in importlib.import_module(f"tests.torture.{name}").run(budget):
            print(f"{tally.what}: {tally.tries} tries", file=sys.stderr, flush=True)
            tallies.append(tally)
    print(table(tallies))
    return 0 if all(tally.ok for tally in tallies) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
