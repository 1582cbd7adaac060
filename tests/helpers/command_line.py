# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs ``anchor-desk`` as a person at a terminal does: a process of its own with a profile of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TIMEOUT_S = 60.0


class CommandLine:
    """``anchor-desk --profile FOLDER ...`` with an environment. Each call is one process, bounded in time."""

    def __init__(self, profile: Path, environment: Mapping[str, str] | None = None) -> None:
        self.profile = profile
        self._environment = {**os.environ, **(environment or {}), "PYTHONUTF8": "1"}

    def run(self, *arguments: str | Path, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        """Run one command and return what it printed and its exit code."""
        command = [sys.executable, "-m", "app.cli", "--profile", str(self.profile), *map(str, arguments)]
        return subprocess.run(
            command, input=stdin, env=self._environment, capture_output=True, text=True, timeout=TIMEOUT_S, check=False
        )

    def json(self, *arguments: str | Path, stdin: str = "", exit_code: int = 0) -> Any:
        """Run one command with ``--json`` and return what it printed, parsed.

        Raises:
            AssertionError: when the exit code is another.
        """
        result = self.run(*arguments, "--json", stdin=stdin)
        assert result.returncode == exit_code, f"exit {result.returncode}: {result.stdout}{result.stderr}"
        return json.loads(result.stdout)
