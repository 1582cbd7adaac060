# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sizes: one 8-pixel grid and one type scale for roomy windows, a tighter one for small or much enlarged screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QFont

from app.ui.theme.fonts import ui_font

GRID: Final = 8


class Type(StrEnum):
    """Steps of the type scale."""

    NAME = "name"
    PRICE = "price"
    CLOCK = "clock"
    TITLE = "title"
    PLAIN = "plain"
    SCRIPT = "script"
    BODY = "body"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes for one density, in logical pixels."""

    compact: bool
    pixels: Mapping[Type, int]
    gap: int
    margin: int
    row: int

    def font(self, step: Type, *, bold: bool = False) -> QFont:
        """Return the font of one step."""
        return ui_font(self.pixels[step], weight=QFont.Weight.Bold if bold else QFont.Weight.Normal)


ROOMY: Final = Scale(
    compact=False,
    pixels=MappingProxyType(
        {
            Type.NAME: 42,
            Type.PRICE: 76,
            Type.CLOCK: 28,
            Type.TITLE: 20,
            Type.PLAIN: 32,
            Type.SCRIPT: 26,
            Type.BODY: 17,
            Type.SMALL: 14,
        }
    ),
    gap=8,
    margin=16,
    row=64,
)

COMPACT: Final = Scale(
    compact=True,
    pixels=MappingProxyType(
        {
            Type.NAME: 24,
            Type.PRICE: 40,
            Type.CLOCK: 20,
            Type.TITLE: 16,
            Type.PLAIN: 22,
            Type.SCRIPT: 20,
            Type.BODY: 14,
            Type.SMALL: 12,
        }
    ),
    gap=4,
    margin=8,
    row=48,
)


SPACIOUS: Final = Scale(
    compact=False,
    pixels=MappingProxyType(
        {
            Type.NAME: 60,
            Type.PRICE: 120,
            Type.CLOCK: 34,
            Type.TITLE: 24,
            Type.PLAIN: 40,
            Type.SCRIPT: 32,
            Type.BODY: 20,
            Type.SMALL: 16,
        }
    ),
    gap=8,
    margin=16,
    row=72,
)


def scale_for(width: int, height: int) -> Scale:
    """Return the scale for a page of this size in logical pixels."""
    if width >= 1640 and height >= 900:
        return SPACIOUS
    return ROOMY if width >= 1160 and height >= 640 else COMPACT
