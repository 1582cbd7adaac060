# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which fonts to ask for: Chinese first, then Arabic script, so that Uyghur is never left to chance."""

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

CHAIN: Final = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "Noto Sans Arabic",
    "Noto Naskh Arabic",
    "Microsoft Uighur",
    "Segoe UI",
    "Geeza Pro",
    "Noto Sans",
    "DejaVu Sans",
)


@cache
def families() -> tuple[str, ...]:
    """Return the families of the chain that this PC has; naming an absent one makes Qt search all fonts.

    Qt is asked once: each answer is a search of its own, and a page asks for a hundred fonts.
    """
    return tuple(family for family in CHAIN if QFontDatabase.hasFamily(family))


def ui_font(size_px: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the interface font at ``size_px`` logical pixels, with digits of one width."""
    font = QFont()
    found = families()
    if found:
        font.setFamilies(list(found))
    font.setPixelSize(size_px)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
