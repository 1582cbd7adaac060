# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Language and theme alone, for the first window: it is up before the typed settings could even be imported."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

LANGUAGES: Final = ("system", "en", "zh_CN")
THEMES: Final = ("dark", "light", "high_contrast")


@dataclass(frozen=True, slots=True)
class Look:
    """What a window must know before it is shown. The first of ``LANGUAGES`` and ``THEMES`` are the defaults."""

    language: str = LANGUAGES[0]
    theme: str = THEMES[0]


def read_look(path: Path) -> Look:
    """Read language and theme from the settings file. Whatever cannot be read is left at its default.

    What is wrong with the file is told by ``load_settings``, which reads it in full soon after.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("appearance")
    except (OSError, ValueError):
        return Look()
    section = table if isinstance(table, dict) else {}
    return Look(_one_of(LANGUAGES, section.get("language")), _one_of(THEMES, section.get("theme")))


def _one_of(known: tuple[str, ...], value: Any) -> str:
    return value if value in known else known[0]
