# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How anchors like to read, in one JSON file of the profile, written whole or not at all."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from app.domain.prompt_memory import (
    MAX_CPM,
    MAX_GLYPH_MM,
    MIN_CPM,
    MIN_GLYPH_MM,
    PromptChoice,
    PromptMemory,
    PromptMode,
)
from app.settings.file import SettingsError, write_atomically


class _Kept(BaseModel):
    anchor: str
    row_id: str
    mode: PromptMode
    glyph_mm: Annotated[float, Field(ge=MIN_GLYPH_MM, le=MAX_GLYPH_MM)]
    speed_cpm: Annotated[int, Field(ge=MIN_CPM, le=MAX_CPM)]
    guide: bool = False


_FILE = TypeAdapter(list[_Kept])


def load_prompt_memory(path: Path) -> PromptMemory:
    """Return what is remembered; nothing where there is no file yet.

    Raises:
        SettingsError: when the file cannot be read or is damaged.
    """
    try:
        kept = _FILE.validate_json(path.read_bytes())
    except FileNotFoundError:
        return PromptMemory()
    except (OSError, ValidationError) as error:
        raise SettingsError(
            f"How the anchors like to read, {path}, cannot be read: {error}. It begins anew; nothing else is concerned."
        ) from error
    return PromptMemory({(one.anchor, one.row_id): _choice(one) for one in kept})


def _choice(kept: _Kept) -> PromptChoice:
    return PromptChoice(kept.mode, kept.glyph_mm, kept.speed_cpm, kept.guide)


def save_prompt_memory(path: Path, memory: PromptMemory) -> None:
    """Replace the file in one step.

    Raises:
        SettingsError: when it could not be written; the old one stays.
    """
    kept = [
        _Kept(
            anchor=anchor,
            row_id=row_id,
            mode=one.mode,
            glyph_mm=one.glyph_mm,
            speed_cpm=one.speed_cpm,
            guide=one.guide,
        )
        for (anchor, row_id), one in memory.kept.items()
    ]
    try:
        write_atomically(path, _FILE.dump_json(kept))
    except OSError as error:
        raise SettingsError(f"How the anchors like to read was not saved to {path}: {error}.") from error
