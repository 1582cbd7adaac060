# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines painted once and kept: moving text is then only copying pixels."""

import math
from collections import OrderedDict

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.ui.prompter.layout import BACKGROUND, BlockLayout, PlacedLine, PromptLayout

_CAPACITY = 96


class LineTiles:
    """Pixmaps of lines, the least recently used dropped first. Mirrored tiles are painted mirrored."""

    def __init__(self) -> None:
        self._tiles: OrderedDict[tuple[BlockLayout, int], QPixmap] = OrderedDict()
        self._mirror = False
        self._ratio = 1.0

    def set_surface(self, *, mirror: bool, ratio: float) -> None:
        """Say how tiles must look; tiles of another look are dropped. ``ratio`` is device pixels per pixel."""
        if (mirror, ratio) != (self._mirror, self._ratio):
            self._tiles.clear()
        self._mirror, self._ratio = mirror, ratio

    def holds(self, layout: PromptLayout, line: PlacedLine) -> bool:
        """Return whether the line is already painted."""
        return (layout.blocks[line.block], line.number) in self._tiles

    def tile(self, layout: PromptLayout, line: PlacedLine) -> QPixmap:
        """Return the line's pixmap, painting it if need be."""
        key = (layout.blocks[line.block], line.number)
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._paint(layout, line)
            self._tiles[key] = tile
            while len(self._tiles) > _CAPACITY:
                self._tiles.popitem(last=False)
        self._tiles.move_to_end(key)
        return tile

    def _paint(self, layout: PromptLayout, line: PlacedLine) -> QPixmap:
        width = layout.style.column_px
        tile = QPixmap(max(1, math.ceil(width * self._ratio)), max(1, math.ceil(line.height * self._ratio)))
        tile.setDevicePixelRatio(self._ratio)
        tile.fill(QColor(BACKGROUND))
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        if self._mirror:
            painter.translate(width, 0)
            painter.scale(-1, 1)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        layout.blocks[line.block].draw_line(painter, line.number)
        painter.end()
        return tile
