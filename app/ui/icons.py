# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Icons: the project's own SVG outlines, tinted with a theme role when they are loaded."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.settings.resources import resource_path
from app.ui.theme.model import Theme


class IconSet:
    """Loads and keeps the icons of one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._cache: dict[tuple[str, str, int], QPixmap] = {}

    def pixmap(self, name: str, role: str = "text", size: int = 20) -> QPixmap:
        """Return icon ``name`` in the colour of ``role``, ``size`` logical pixels square.

        Raises FileNotFoundError for an icon that is not shipped.
        """
        key = (name, role, size)
        if key not in self._cache:
            self._cache[key] = self._render(name, role, size)
        return self._cache[key]

    def icon(self, name: str, role: str = "text", size: int = 20) -> QIcon:
        """Return the same as an icon for a button; greyed with the theme's role when disabled."""
        icon = QIcon(self.pixmap(name, role, size))
        icon.addPixmap(self.pixmap(name, "disabled", size), QIcon.Mode.Disabled)
        return icon

    def _render(self, name: str, role: str, size: int) -> QPixmap:
        text = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(text.replace("currentColor", self._theme.hex(role)).encode()))
        screen = QGuiApplication.primaryScreen()
        ratio = screen.devicePixelRatio() if screen is not None else 1.0
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap
