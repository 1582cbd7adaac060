# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts a theme on the application: Fusion, a palette, one style sheet."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from app.settings.resources import resource_path
from app.ui.theme.fonts import ui_font
from app.ui.theme.model import Theme

BASE_FONT_PX = 15


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application in ``theme``; may be called again to change it while running."""
    app.setStyle("Fusion")
    app.setFont(ui_font(BASE_FONT_PX))
    app.setPalette(palette_of(theme))
    app.setStyleSheet(style_sheet(theme))


def palette_of(theme: Theme) -> QPalette:
    """Return the palette for widgets that the style sheet does not reach."""
    role = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "raised",
        role.Text: "text",
        role.Button: "raised",
        role.ButtonText: "text",
        role.BrightText: "on_alarm",
        role.Highlight: "selection",
        role.HighlightedText: "text",
        role.PlaceholderText: "muted",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Accent: "accent",
    }
    for color_role, name in pairs.items():
        palette.setColor(color_role, theme.color(name))
    for color_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, color_role, theme.color("disabled"))
    return palette


def style_sheet(theme: Theme) -> str:
    """Return the style sheet with the theme's colours in place of ``@role``."""
    text = resource_path("themes", "anchor-desk.qss").read_text(encoding="utf-8")
    for name in ("chevron", "tick"):
        picture = resource_path("themes", f"{name}-{'dark' if theme.dark else 'light'}.svg")
        text = text.replace(f"{{{name}}}", picture.as_posix())
    for role in sorted(theme.roles, key=len, reverse=True):
        text = text.replace(f"@{role}", theme.roles[role])
    return text
