# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the fault matrix: ``python -m tests.torture [--minutes N] [--tries N] [ROW ...]``.

A row ends once it has made its tries, or when its part of the time is over; the table says which.
"""

import argparse
import importlib
import json
import logging
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import tests.helpers.chosen_sqlite as chosen

if TYPE_CHECKING:
    from tests.torture.report import Tally

# How many faults of a kind a row tries, and its part of the time.
TRIES = {
    "kills": 1_000, "migrations": 100, "disk": 60, "power": 1_000, "line": 60, "devices": 30, "clocks": 30,
    "evening": 60, "guards": 1, "soak": 480, "called": 1,
}  # fmt: skip
SHARES = {
    "kills": 12.0, "migrations": 2.0, "disk": 1.5, "power": 3.0, "line": 4.0, "devices": 1.5, "clocks": 0.5,
    "evening": 4.0, "guards": 2.0, "soak": 4.0, "called": 1.0,
}  # fmt: skip
# Rows about the local database, which run in WAL too: on a newer SQLite, where the system's is kept away from it.
IN_BOTH_MODES = ("kills", "disk")
MINUTES = 60.0


def main(arguments: list[str]) -> int:
    """Run the chosen rows, or all. Exit code 1 says that something was lost, doubled or broken."""
    chosen_arguments = _parsed(arguments)
    logging.disable(logging.ERROR)
    runs = _runs(chosen_arguments.rows or list(TRIES))
    left = sum(SHARES[name] for name, _ in runs)
    until = time.monotonic() + chosen_arguments.minutes * 60
    tallies = []
    for name, is_newer in runs:
        seconds = max(0.0, until - time.monotonic()) * SHARES[name] / left
        left -= SHARES[name]
        tries = chosen_arguments.tries or TRIES[name]
        tallies += on_newer_sqlite(name, tries, seconds) if is_newer else _here(name, tries, seconds)
    if chosen_arguments.json:
        print(json.dumps([tally.as_json() for tally in tallies]))
    else:
        from tests.torture.report import table

        print(table(tallies))
    return 0 if all(tally.ok for tally in tallies) else 1


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.torture", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=MINUTES, help="how long all rows together may take")
    parser.add_argument("--tries", type=int, help="faults of a kind that each row tries")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"any of: {', '.join(TRIES)}")
    parsed = parser.parse_args(arguments)
    unknown = set(parsed.rows) - set(TRIES)
    if unknown:
        parser.error(f"unknown rows: {', '.join(sorted(unknown))}; known: {', '.join(TRIES)}")
    return parsed


def _runs(names: list[str]) -> list[tuple[str, bool]]:
    """Return each row, and after it whether it runs on the newer SQLite."""
    if os.environ.get(chosen.VARIABLE) == chosen.NEWER:
        return [(name, False) for name in names]
    both = IN_BOTH_MODES if sys.platform == "linux" else ()
    return [(name, is_newer) for name in names for is_newer in ((False, True) if name in both else (False,))]


def _here(name: str, tries: int, seconds: float) -> list["Tally"]:
    from tests.torture.report import Budget

    tallies = []
    for tally in importlib.import_module(f"tests.torture.{name}").run(Budget.of(tries, seconds)):
        print(f"{tally.what}: {tally.tries} tries, {tally.verdict}", file=sys.stderr, flush=True)
        tallies.append(tally)
    return tallies


def on_newer_sqlite(name: str, tries: int, seconds: float) -> list["Tally"]:
    """Run one row in a process of its own, on the SQLite on which the store uses WAL."""
    from tests.torture.report import Tally

    command = [sys.executable, "-m", "tests.torture", "--json", "--minutes", str(seconds / 60), "--tries", str(tries)]
    environment = os.environ | {chosen.VARIABLE: chosen.NEWER}
    done = subprocess.run([*command, name], env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(f"the row {name} ended with {done.returncode} on the newer SQLite")
    return [Tally(**counts) for counts in json.loads(done.stdout)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
