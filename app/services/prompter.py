# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the anchor's second screen shows and how."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.live_view import LiveView, ScriptView
from app.domain.prompt_memory import (
    DEFAULT_CPM,
    MAX_CPM,
    MAX_GLYPH_MM,
    MIN_CPM,
    MIN_GLYPH_MM,
    PromptChoice,
    PromptMemory,
    PromptMode,
)
from app.services.live_view import LiveViewService
from app.services.worker import Worker
from app.settings.model import PrompterSettings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PromptState:
    """The prompter as data. ``glyph_mm`` is a character's height on the glass, ``speed_cpm`` characters per minute.

    ``guide``: a mark stands at the line to be read. ``position`` is the page in card and page mode, counted from 0 at
    each new segment; ``running`` says whether scroll mode moves.
    """

    script: ScriptView | None = None
    mode: PromptMode = "card"
    mirror: bool = False
    glyph_mm: float = 26.0
    speed_cpm: int = DEFAULT_CPM
    guide: bool = False
    position: int = 0
    running: bool = False

    @property
    def choice(self) -> PromptChoice:
        """What is remembered of it."""
        return PromptChoice(self.mode, self.glyph_mm, self.speed_cpm, self.guide)


@dataclass(frozen=True, slots=True)
class PromptMemoryPorts:
    """Where it is remembered how anchors like to read. Both (worker); SettingsError where it cannot be done."""

    load: Callable[[], PromptMemory]
    save: Callable[[PromptMemory], None]


class PrompterService(QObject):
    """Follows the Live view. A new segment comes as its anchor last read it; a number that changes moves nothing.

    Signals:
        prompt_changed(PromptState): the prompter must show something else.
    """

    prompt_changed = Signal(object)

    def __init__(
        self,
        live_view: LiveViewService,
        settings: PrompterSettings,
        memory: PromptMemoryPorts,
        worker: Worker,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = PromptState(mode=settings.mode, mirror=settings.mirror, glyph_mm=settings.glyph_mm)
        self._pages = 1
        self._ports = memory
        self._worker = worker
        self._memory = PromptMemory()
        self._anchor = ""
        self._row_id = ""
        live_view.view_changed.connect(self._on_view_changed)

    @property
    def state(self) -> PromptState:
        """The prompter now."""
        return self._state

    def load_memory(self) -> None:
        """Read how anchors like to read; what was chosen until then goes before it."""
        self._worker.run(self._ports.load, self._on_memory_loaded, self._on_memory_failed)

    def set_mode(self, mode: PromptMode) -> None:
        """Switch between card, page and scroll; reading starts at the top."""
        self._choose(replace(self._state, mode=mode, position=0, running=False))

    def set_mirror(self, mirror: bool) -> None:
        """Mirror the text left to right, for a beam splitter."""
        self._update(replace(self._state, mirror=mirror))

    def set_glyph_mm(self, glyph_mm: float) -> None:
        """Set the character height in millimetres, kept within what can be read and shown."""
        self._choose(replace(self._state, glyph_mm=min(MAX_GLYPH_MM, max(MIN_GLYPH_MM, glyph_mm))))

    def set_speed(self, speed_cpm: int) -> None:
        """Set the scroll speed in characters per minute, kept within what can be read aloud."""
        self._choose(replace(self._state, speed_cpm=min(MAX_CPM, max(MIN_CPM, speed_cpm))))

    def set_guide(self, guide: bool) -> None:
        """Show a mark at the line to be read while the text scrolls, or none."""
        self._choose(replace(self._state, guide=guide))

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
            return
        new = replace(self._state, script=script, position=0, running=False)
        self._update(self._as_remembered(new, view.session.anchor if view.session else "", view.current_row_id or ""))

    def _as_remembered(self, state: PromptState, anchor: str, row_id: str) -> PromptState:
        """Return ``state`` as this anchor last read this row; at another anchor's turn, as he last read anything."""
        another = anchor != self._anchor
        self._anchor, self._row_id = anchor, row_id
        choice = self._memory.recall(anchor, row_id) if row_id else None
        if choice is None and another:
            choice = self._memory.latest(anchor)
        if choice is None:
            return state
        return replace(
            state, mode=choice.mode, glyph_mm=choice.glyph_mm, speed_cpm=choice.speed_cpm, guide=choice.guide
        )

    def _choose(self, state: PromptState) -> None:
        chosen = state.choice != self._state.choice
        self._update(state)
        if chosen and self._anchor:
            self._memory = self._memory.keep(self._anchor, self._row_id, state.choice)
            self._worker.run(partial(self._ports.save, self._memory), self._on_memory_saved, self._on_memory_failed)

    def _on_memory_loaded(self, memory: PromptMemory) -> None:
        for (anchor, row_id), choice in self._memory.kept.items():
            memory = memory.keep(anchor, row_id, choice)
        self._memory = memory
        anchor, self._anchor = self._anchor, ""
        self._update(self._as_remembered(self._state, anchor, self._row_id))

    def _on_memory_saved(self, _nothing: None) -> None:
        _log.debug("how %d texts are read was kept", len(self._memory.kept))

    def _on_memory_failed(self, error: Exception) -> None:
        _log.warning("%s", error)

    def _update(self, state: PromptState) -> None:
        if state != self._state:
            self._state = state
            self.prompt_changed.emit(state)
