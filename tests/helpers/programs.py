# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that a test needs beside Python. With ``CI=true`` a missing one fails; elsewhere the test is skipped."""

import os
import shutil
from pathlib import Path

import pytest

_EXTRA_FOLDERS = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/games"))


def find_program(name: str) -> Path | None:
    """Return where ``name`` is installed, or None."""
    found = shutil.which(name)
    if found:
        return Path(found)
    return next((folder / name for folder in _EXTRA_FOLDERS if (folder / name).is_file()), None)


def need_program(name: str) -> Path:
    """Return where ``name`` is installed; without it the test fails in CI and is skipped elsewhere."""
    found = find_program(name)
    if found is None:
        message = f"{name} is not installed; packaging/dev.py setup installs it on Debian"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found
