# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A theme as a value: a name, whether it is dark, and a colour for each role."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QColor

from app.settings.resources import resource_path

ROLES: Final = frozenset(
    {
        "window",
        "surface",
        "raised",
        "hover",
        "sunken",
        "border",
        "text",
        "muted",
        "accent",
        "on_accent",
        "selection",
        "good",
        "warn",
        "bad",
        "live",
        "on_live",
        "rehearsal",
        "on_rehearsal",
        "alarm",
        "on_alarm",
        "token",
        "token_fill",
        "disabled",
        "focus",
    }
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role. ``roles`` maps every name in ROLES to ``#RRGGBB``."""

    name: str
    dark: bool
    roles: Mapping[str, str]

    def color(self, role: str) -> QColor:
        """Return the colour of ``role``. Raises KeyError for a name that is not a role."""
        return QColor(self.roles[role])

    def hex(self, role: str) -> str:
        """Return the colour of ``role`` as ``#RRGGBB``. Raises KeyError for a name that is not a role."""
        return self.roles[role]


def theme_names() -> tuple[str, ...]:
    """Return the names of the shipped themes."""
    return tuple(sorted(path.stem for path in resource_path("themes").glob("*.toml")))


def load_theme(name: str) -> Theme:
    """Read a shipped theme. Raises ValueError if it is unknown, or lacks or invents a role."""
    path = resource_path("themes", f"{name}.toml")
    if not path.is_file():
        raise ValueError(f"there is no theme named {name}")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    roles = dict(data["roles"])
    if set(roles) != ROLES:
        raise ValueError(f"theme {name} has wrong roles: {sorted(set(roles) ^ ROLES)}")
    return Theme(name=name, dark=bool(data["dark"]), roles=MappingProxyType(roles))
