# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text as a text source of OBS can draw it.

The FreeType source (Linux, macOS) puts one glyph after the other from left to right: it neither joins Arabic letters
nor knows right from left. For it such lines are joined and turned here. The GDI+ source (Windows) does both itself.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

_FREETYPE: Final = "text_ft2_source"
_ARABIC: Final = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_AE: Final = "\u06d5"
_AE_FORMS: Final = ("\ufee9", "", "", "\ufeea")
"""Uyghur AE joins to the right only. Its forms are drawn as those of HEH, which the library does not know of it."""


def drawable(text: str, kind: str) -> str:
    """Return what to set as the text of an input of ``kind`` so that viewers read ``text``.

    The same text where nothing has to be done, which is always so for Chinese, Latin and digits.
    """
    if not kind.startswith(_FREETYPE) or not _ARABIC.search(text):
        return text
    return "\n".join(_turned(line) if _ARABIC.search(line) else line for line in text.split("\n"))


def _turned(line: str) -> str:
    from bidi.algorithm import get_display

    return str(get_display(_reshaper().reshape(line)))


@cache
def _reshaper() -> "ArabicReshaper":
    from arabic_reshaper import ArabicReshaper

    # Ligatures would put glyphs into the text that many fonts lack.
    reshaper = ArabicReshaper({"support_ligatures": False})
    reshaper.letters = {**reshaper.letters, _AE: _AE_FORMS}
    return reshaper
