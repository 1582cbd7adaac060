# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From how a template says it to how OBS's inputs and items take it."""

import re
from collections.abc import Mapping
from typing import Any, Final

from app.domain.obs.template import Fonts, InputTemplate, ItemTemplate, TextTemplate

PLACEHOLDER_KINDS: Final = ("color_source_v3", "color_source_v2", "color_source")
_BOUNDS: Final = {
    "inside": "OBS_BOUNDS_SCALE_INNER",
    "outside": "OBS_BOUNDS_SCALE_OUTER",
    "stretch": "OBS_BOUNDS_STRETCH",
    "shrink": "OBS_BOUNDS_MAX_ONLY",
}
_LEFT, _RIGHT, _TOP, _BOTTOM = 1, 2, 4, 8
_BOLD: Final = 1
_VERSION: Final = re.compile(r"_v\d+$")
_LEAST_BOUNDS: Final = 1.0
"""OBS refuses bounds below one pixel."""


def transform_of(item: ItemTemplate, width: int, height: int) -> Mapping[str, Any] | None:
    """Return where an item belongs on a canvas of ``width`` by ``height`` pixels, in obs-websocket's words."""
    if item.box is None:
        return None
    left, top, across, down = item.box
    return {
        "positionX": left * width,
        "positionY": top * height,
        "rotation": 0.0,
        "alignment": _LEFT | _TOP,
        "boundsType": _BOUNDS[item.fit],
        "boundsAlignment": _alignment(item.align),
        "boundsWidth": max(_LEAST_BOUNDS, across * width),
        "boundsHeight": max(_LEAST_BOUNDS, down * height),
    }


def settings_of(one: InputTemplate, kind: str, fonts: Fonts, platform: str, size: tuple[int, int]) -> dict[str, Any]:
    """Return the settings that a template asks of an input of ``kind``, the text's content left out."""
    settings: dict[str, Any] = {}
    if kind.startswith("color_source"):
        settings |= colour_settings(one.color or one.placeholder or "#000000", size)
    if one.text is not None and kind.startswith("text_"):
        settings |= _text_settings(one.text, kind, font_face(one.text.fonts or fonts, platform), size[1])
    return settings | one.settings.get(kind, {})


def colour_settings(colour: str, size: tuple[int, int]) -> dict[str, Any]:
    """Return the settings of a colour that fills the canvas."""
    return {"color": _abgr(colour), "width": size[0], "height": size[1]}


def font_face(fonts: Fonts, platform: str) -> str:
    """Return the font for the system that OBS runs on, as obs-websocket names it."""
    if platform == "windows":
        return fonts.windows
    return fonts.macos if platform in ("macos", "osx", "darwin") else fonts.linux


def _text_settings(text: TextTemplate, kind: str, face: str, height: int) -> dict[str, Any]:
    font = {
        "face": face,
        "size": max(1, round(text.size * height)),
        "flags": _BOLD if text.bold else 0,
        "style": "Bold" if text.bold else "Regular",
    }
    colour = _abgr(text.color)
    if kind.startswith("text_gdiplus"):
        return {
            "font": font,
            "color": colour & 0xFFFFFF,
            "opacity": 100,
            "outline": text.outline,
            "outline_size": 4,
            "outline_color": 0,
        }
    return {"font": font, "color1": colour, "color2": colour, "outline": text.outline}


def _abgr(colour: str) -> int:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0xFF000000 | blue << 16 | green << 8 | red


def _alignment(align: str) -> int:
    words = {"left": _LEFT, "right": _RIGHT, "top": _TOP, "bottom": _BOTTOM, "center": 0}
    return sum(words[word] for word in align.split("_"))


def family(kind: str) -> str:
    """Return a kind of input without its version: what one version is set to, the next one takes as well."""
    return _VERSION.sub("", kind)
