# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles the shipped translation into a folder, with the tool that comes with PySide6."""

import subprocess
import sys
from pathlib import Path

from app.settings.resources import resource_path
from app.ui.i18n import CATALOGUE

_TOOLS = Path(sys.executable).parent


def compile_catalogue(folder: Path) -> Path:
    """Put the compiled catalogue into ``folder`` and return the folder."""
    source = resource_path("i18n", f"{CATALOGUE}.ts")
    target = folder / f"{CATALOGUE}.qm"
    subprocess.run([_TOOLS / "pyside6-lrelease", source, "-qm", target], check=True, capture_output=True, timeout=60)
    return folder


def update_catalogue(sources: list[Path], target: Path) -> None:
    """Collect every translatable string of ``sources`` into the catalogue ``target``, which is kept and extended."""
    options = ["-source-language", "en", "-target-language", "zh_CN", "-locations", "none", "-no-obsolete"]
    subprocess.run(
        [_TOOLS / "pyside6-lupdate", *sources, "-ts", target, *options], check=True, capture_output=True, timeout=100
    )
