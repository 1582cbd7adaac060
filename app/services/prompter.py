# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the anchor's second screen shows and how."""

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, Signal

from app.domain.live_view import LiveView, ScriptView
from app.services.live_view import LiveViewService
from app.settings.model import PrompterSettings

PromptMode = Literal["card", "page", "scroll"]

MIN_GLYPH_MM = 5.0
MAX_GLYPH_MM = 120.0


@dataclass(frozen=True, slots=True)
class PromptState:
    """The prompter as data. ``glyph_mm`` is a character's height on the glass.

    ``position`` is the page in card and page mode, counted from 0 at each new segment; ``running`` says whether
    scroll mode moves.
    """

    script: ScriptView | None = None
    mode: PromptMode = "card"
    mirror: bool = False
    glyph_mm: float = 26.0
    position: int = 0
    running: bool = False


class PrompterService(QObject):
    """Follows the Live view. A new segment starts at its top; a number that changes moves nothing.

    Signals:
        prompt_changed(PromptState): the prompter must show something else.
    """

    prompt_changed = Signal(object)

    def __init__(
        self, live_view: LiveViewService, settings: PrompterSettings, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._state = PromptState(mode=settings.mode, mirror=settings.mirror, glyph_mm=settings.glyph_mm)
        self._pages = 1
        live_view.view_changed.connect(self._on_view_changed)

    @property
    def state(self) -> PromptState:
        """The prompter now."""
        return self._state

    def set_mode(self, mode: PromptMode) -> None:
        """Switch between card, page and scroll; reading starts at the top."""
        self._update(replace(self._state, mode=mode, position=0, running=False))

    def set_mirror(self, mirror: bool) -> None:
        """Mirror the text left to right, for a beam splitter."""
        self._update(replace(self._state, mirror=mirror))

    def set_glyph_mm(self, glyph_mm: float) -> None:
        """Set the character height in millimetres, kept within what can be read and shown."""
        self._update(replace(self._state, glyph_mm=min(MAX_GLYPH_MM, max(MIN_GLYPH_MM, glyph_mm))))

    def set_page_count(self, pages: int) -> None:
        """Take in how many pages the window made of the text, so that paging ends at the last."""
        self._pages = max(1, pages)
        self._update(replace(self._state, position=min(self._state.position, self._pages - 1)))

    def page_next(self) -> None:
        """Turn to the next page."""
        self._update(replace(self._state, position=min(self._state.position + 1, self._pages - 1)))

    def page_previous(self) -> None:
        """Turn to the page before."""
        self._update(replace(self._state, position=max(0, self._state.position - 1)))

    def toggle_running(self) -> None:
        """Start or hold the scroll."""
        self._update(replace(self._state, running=not self._state.running))

    def _on_view_changed(self, view: LiveView) -> None:
        script, shown = view.script, self._state.script
        if script is not None and shown is not None and script.segment_id == shown.segment_id:
            self._update(replace(self._state, script=script))
        else:
            self._update(replace(self._state, script=script, position=0, running=False))

    def _update(self, state: PromptState) -> None:
        if state != self._state:
            self._state = state
            self.prompt_changed.emit(state)
