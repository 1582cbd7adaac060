# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The prompter window: the anchor's screen."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.clock import Clock
from app.domain.live_view import LiveView
from app.services.live_view import LiveViewService
from app.services.prompter import PrompterService, PromptState
from app.ui.clock_text import minutes_text, seconds_since
from app.ui.commands import CommandRegistry
from app.ui.icons import IconSet
from app.ui.prompter.capture import exclude_from_capture
from app.ui.prompter.choice import document_for
from app.ui.prompter.commands import add_prompter_commands
from app.ui.prompter.controls import PrompterControls
from app.ui.prompter.geometry import MIN_ARCMIN, arcminutes, mm_to_px, smallest_glyph_mm
from app.ui.prompter.screens import anchor_screen, screen_dpi
from app.ui.prompter.status_line import StatusLine, StatusTexts
from app.ui.prompter.view import PromptView
from app.ui.shortcuts import ShortcutBinder
from app.ui.theme.model import Theme

PAGE_ID: Final = "prompter"
_CONTROLS_LINGER_MS = 3_000
_STATUS_SCALE = 0.5


class PrompterWindow(QWidget):
    """The script, page by page or scrolling, or the current item's cue card.

    ``open_on_best_screen`` shows it; closing it only hides it. Its keys are commands of the page ``prompter``, bound
    in this window alone, so that a clicker here never presents an item or switches a scene.

    Args:
        prompter: mode, size, mirror, page and run of the prompter.
        live_view: what is on.
        registry: takes the prompter's commands.
        theme: for the controls only; the text is always white on black.
        clock: drives the scroll.
        distance_m: how far away the anchor reads, in metres.
    """

    def __init__(
        self,
        prompter: PrompterService,
        live_view: LiveViewService,
        registry: CommandRegistry,
        theme: Theme,
        *,
        clock: Clock,
        distance_m: float,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._prompter = prompter
        self._live_view = live_view
        self._registry = registry
        self._clock = clock
        self._distance_m = distance_m
        self._state = prompter.state
        self.setWindowTitle(self.tr("Anchor Desk prompter"))
        self.setMinimumSize(640, 360)
        self.resize(1280, 720)
        self.setMouseTracking(True)
        self.setStyleSheet("PrompterWindow { background: #000000; }")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = PromptView(clock, self)
        self.view.setMouseTracking(True)
        self.status = StatusLine(self)
        self.controls = PrompterControls(IconSet(theme), self)
        self._linger = self._timer("prompter-controls-linger", _CONTROLS_LINGER_MS, single_shot=True)
        self._linger.timeout.connect(self.controls.hide)
        self._seconds = self._timer("prompter-segment-clock", 1_000)
        self._seconds.timeout.connect(self._show_status)
        add_prompter_commands(registry, self, prompter, clock)
        self._binder = ShortcutBinder(self, registry, page=PAGE_ID)
        self.controls.command_wanted.connect(self._on_command_wanted)
        self.view.place_changed.connect(self._on_place_changed)
        prompter.prompt_changed.connect(self._on_prompt_changed)
        live_view.view_changed.connect(self._on_view_changed)
        self._on_view_changed(live_view.view)
        self._on_prompt_changed(prompter.state)

    def open_on_best_screen(self) -> None:
        """Show full screen on the first screen that is not the primary one; in a normal window if there is none."""
        screen = anchor_screen(QGuiApplication.screens(), QGuiApplication.primaryScreen())
        if screen is None:
            self.showNormal()
        else:
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
            self.showFullScreen()
        self.raise_()

    def turn(self, pages: int) -> None:
        """Turn pages; a scrolling text moves by a screen."""
        before = self._prompter.state
        if before.mode != "scroll":
            if pages > 0:
                self._prompter.page_next()
            else:
                self._prompter.page_previous()
        if self._prompter.state.position == before.position:
            self.view.step(pages)

    def change_speed(self, difference_cpm: int) -> None:
        """Scroll faster or slower, in characters per minute."""
        self._prompter.set_speed(self._state.speed_cpm + difference_cpm)

    def hold_or_leave(self) -> None:
        """Hold a running scroll; else leave the full screen."""
        if self._state.running and self._state.mode == "scroll":
            self._prompter.toggle_running()
        elif self.isFullScreen():
            self.toggle_full_screen()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or become a window again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
        self._place_children()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the screen, and stay out of captures: the system forgets that when a window was hidden."""
        super().showEvent(event)
        exclude_from_capture(int(self.winId()))
        self._seconds.start()
        self._apply_size()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clock of a window that nobody sees."""
        self._seconds.stop()
        self._linger.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Ask again to stay out of captures after the window was minimised or moved between states."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isVisible():
            exclude_from_capture(int(self.winId()))
            self._place_children()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place text, status line and controls."""
        super().resizeEvent(event)
        self._place_children()
        self._show_document()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Bring the controls back for three seconds."""
        super().mouseMoveEvent(event)
        if self.isFullScreen():
            self.controls.show()
            self.controls.raise_()
            self._linger.start()

    def _timer(self, name: str, interval_ms: int, *, single_shot: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setInterval(interval_ms)
        timer.setSingleShot(single_shot)
        return timer

    def _place_children(self) -> None:
        """In a window the controls stand below; on a full screen they lie over the text and never move it."""
        bar = self.controls.sizeHint().height()
        below = 0 if self.isFullScreen() else bar
        line = self.status.height()
        self.view.setGeometry(0, 0, self.width(), max(1, self.height() - below - line))
        self.status.setGeometry(0, self.height() - below - line, self.width(), line)
        self.controls.setGeometry(0, self.height() - bar, self.width(), bar)
        self.controls.setVisible(not self.isFullScreen() or self._linger.isActive())

    def _on_command_wanted(self, command_id: str) -> None:
        self._registry.get(command_id).trigger()

    def _show_document(self) -> None:
        """Lay the text out where somebody sees it: each present of an item would cost a hidden window 8 ms."""
        if not self.isVisible():
            return
        card, fits = self._state.mode == "card", self.view.reading.fits
        self.view.set_document(document_for(self._live_view.view, card=card, fits=fits))

    def _on_view_changed(self, _view: LiveView) -> None:
        self._show_document()
        self._show_status()

    def _on_prompt_changed(self, state: PromptState) -> None:
        before, self._state = self._state, state
        self.view.set_mirror(state.mirror)
        self.status.set_mirror(state.mirror)
        self._apply_size()
        self.view.set_scrolling(state.mode == "scroll")
        self.view.set_guide(state.guide)
        self.view.set_speed(state.speed_cpm)
        self.view.set_running(state.running)
        same_text = state.mode == before.mode and state.script == before.script
        if same_text and state.position != before.position:
            self.view.step(state.position - before.position)
        self._show_status()

    def _apply_size(self) -> None:
        dpi = screen_dpi(self.screen())
        self.view.set_glyph_px(mm_to_px(self._state.glyph_mm, dpi))
        smallest = smallest_glyph_mm(self._distance_m)
        self.status.set_glyph_px(mm_to_px(max(smallest, self._state.glyph_mm * _STATUS_SCALE), dpi))
        self._place_children()
        self._show_document()
        self._show_measures()

    def _on_place_changed(self) -> None:
        self._prompter.set_page_count(self.view.place().pages)
        self._show_status()

    def _show_measures(self) -> None:
        state = self._state
        warning = ""
        if arcminutes(state.glyph_mm, self._distance_m) < MIN_ARCMIN:
            warning = self.tr("Too small to read at {distance} m. Use {size} mm or more.").format(
                distance=f"{self._distance_m:g}", size=f"{smallest_glyph_mm(self._distance_m):.0f}"
            )
        self.controls.show_state(
            mode=state.mode,
            mirror=state.mirror,
            guide=state.guide,
            running=state.running,
            wording_waits=self.view.place().wording_waits,
        )
        self.controls.show_measures(glyph_mm=state.glyph_mm, speed_cpm=state.speed_cpm, warning=warning)

    def _show_status(self) -> None:
        view, place = self._live_view.view, self.view.place()
        time, late = self._segment_time(view)
        where = f"{place.page} / {place.pages}" if place.pages > 1 else ""
        if self._state.mode == "scroll":
            where = f"{round(place.passed * 100)} %"
        next_up = self.tr("Next: {title}").format(title=view.next_title) if view.next_title else ""
        notice = self.tr("New wording waits for the next item.") if place.wording_waits else ""
        self.status.set_texts(StatusTexts(time=time, next_up=next_up, place=where, notice=notice, late=late))

    def _segment_time(self, view: LiveView) -> tuple[str, bool]:
        head = view.session
        if head is None or head.segment_started_at is None:
            return "", False
        spent = seconds_since(head.segment_started_at, self._clock.now())
        if not head.segment_planned_s:
            return minutes_text(spent), False
        late = spent > head.segment_planned_s
        return f"{'⚠ ' if late else ''}{minutes_text(spent)} / {minutes_text(head.segment_planned_s)}", late
