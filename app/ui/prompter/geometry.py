# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How large text is: millimetres on the glass, minutes of arc in the eye."""

import math
from typing import Final

DEFAULT_GLYPH_MM: Final = 26.0
MIN_ARCMIN: Final = 22.0
MAX_CHARACTERS_PER_LINE: Final = 20
_MM_PER_INCH = 25.4
_CREDIBLE_DPI = (40.0, 400.0)


def credible_dpi(physical: float, logical: float) -> float:
    """Return dots per inch to measure with: ``physical`` unless the screen lies about its size, then ``logical``.

    Projectors and some converters report a width of 0, 1 or 16 mm; what follows from that is no real screen.
    """
    low, high = _CREDIBLE_DPI
    return physical if low <= physical <= high else logical


def mm_to_px(millimetres: float, dpi: float) -> float:
    """Return pixels for a length in millimetres."""
    return millimetres * dpi / _MM_PER_INCH


def arcminutes(glyph_mm: float, distance_m: float) -> float:
    """Return the angle in minutes of arc under which a glyph is seen."""
    return math.degrees(2 * math.atan(glyph_mm / 2000 / distance_m)) * 60


def smallest_glyph_mm(distance_m: float) -> float:
    """Return the glyph height in millimetres below which text must not go at this distance."""
    return 2000 * distance_m * math.tan(math.radians(MIN_ARCMIN / 60) / 2)


def column_px(available_px: float, glyph_px: float) -> float:
    """Return the width of the text column: at most twenty full-width characters."""
    return min(available_px, glyph_px * MAX_CHARACTERS_PER_LINE)
