# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Themes are data: roles from a TOML file become the palette and the style sheet."""

from app.ui.theme.apply import apply_theme
from app.ui.theme.model import ROLES, Theme, load_theme, theme_names

__all__ = ["ROLES", "Theme", "apply_theme", "load_theme", "theme_names"]
