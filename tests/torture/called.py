# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults that have tests of their own and no counts worth raising: the tests are run, each a try."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import tests.helpers.chosen_sqlite as chosen
from tests.torture.report import Budget, Tally

_ROWS: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("TLS: expired, wrong host, unknown authority", ("tests/unit/adapters", "-k", "tls or prove_itself"), False),
    ("base heals: the backlog drains without a new sale", ("tests/unit/services", "-k", "comes_back_by_itself"), False),
    ("versions: older and newer desks and bases", ("tests/unit/server", "-k", "version or newer or upgrade"), False),
    ("the store's own tests, in WAL", ("tests/unit/store", "-k", "not power_loss"), True),
)


def run(_budget: Budget) -> Iterator[Tally]:
    """Run them once."""
    for what, arguments, is_newer in _ROWS:
        if not is_newer or sys.platform == "linux":
            yield _called(Tally(f"tests: {what}"), arguments, is_newer)


def _called(tally: Tally, arguments: tuple[str, ...], is_newer: bool) -> Tally:
    environment = os.environ | ({chosen.VARIABLE: chosen.NEWER} if is_newer else {})
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    end = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "nothing was said"
    passed = re.search(r"(\d+) passed", end)
    tally.tries = int(passed[1]) if passed else 0
    tally.need(done.returncode == 0, end)
    return tally
