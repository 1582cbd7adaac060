# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``verify``: is the ledger of this PC whole?"""

import argparse
from dataclasses import asdict

from app.cli.console import say, say_json
from app.cli.context import read_profile


def run(args: argparse.Namespace) -> int:
    """Check chain, journal and projections; exit 1 if they do not agree."""
    with read_profile(args) as opened:
        report = opened.verify()
    if args.json:
        problems = [asdict(problem) for problem in report.problems]
        say_json({"ok": report.ok, "events": report.events, "problems": problems})
        return 0 if report.ok else 1
    if report.ok:
        chains = "" if report.generations == 1 else f" in {report.generations} generations"
        say(f"All {report.events} events{chains} agree: hash chain, journal and projections.")
    else:
        say(f"{len(report.problems)} problems in {report.events} events. Nothing was changed.")
        for problem in report.problems:
            say(f"{problem.where}: {problem.detail} ({problem.code})")
    for name in report.set_aside:
        say(f"{name} is kept from before a recovery or a restore. Delete it once nobody needs it.")
    return 0 if report.ok else 1
