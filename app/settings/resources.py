# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that ship with the program: themes, icons, translations, the demo's spreadsheets."""

from pathlib import Path
from typing import Final

_APP: Final = Path(__file__).resolve().parent.parent


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder: ``resources/`` in a checkout, ``app/_resources`` when installed."""
    installed = _APP / "_resources"
    root = installed if installed.is_dir() else _APP.parent / "resources"
    return root.joinpath(*parts)
