# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which characters this PC can show in the fonts that the prompter asks for, and in those that Qt falls back on."""

from collections.abc import Callable

from PySide6.QtGui import QFontMetrics

from app.domain.import_outcome import ImportProblem
from app.domain.import_preview import ImportPreview
from app.domain.import_scripts import unshown_characters
from app.ui.theme.fonts import ui_font

_ANY_SIZE_PX = 20


def shown_by_fonts() -> Callable[[str], bool]:
    """Return a function that tells of one character whether any font has it."""
    metrics = QFontMetrics(ui_font(_ANY_SIZE_PX))
    return lambda character: metrics.inFontUcs4(ord(character))


def glyph_notes(preview: ImportPreview) -> tuple[ImportProblem, ...]:
    """Return a note for each script of the import with characters that this PC cannot show."""
    shows = shown_by_fonts()
    missing = {character for character in preview.characters if not shows(character)}
    return unshown_characters(preview.scripts, lambda character: character not in missing) if missing else ()
