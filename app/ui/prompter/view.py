# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reading surface: lines copied from tiles, page by page or moving, mirrored or not."""

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPolygonF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.clock import Clock
from app.ui.prompter.document import PromptDocument
from app.ui.prompter.flash import FLASH_S
from app.ui.prompter.layout import BACKGROUND, BOUND_NUMBER
from app.ui.prompter.reading import PromptPlace, Reading
from app.ui.prompter.tiles import LineTiles
from app.ui.theme.fonts import families

_FRAME_MS = 16


class PromptView(QWidget):
    """Shows one document. A revision of the document being read changes its numbers only, never the line read.

    Signals:
        place_changed(): another page, document, wording or speed.
    """

    place_changed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mirror = False
        self._guide = False
        self._tiles = LineTiles()
        self.reading = Reading(clock, tuple(families()))
        self._frames = self._timer("prompter-frames", _FRAME_MS)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._on_frame_due)
        self._idle = self._timer("prompter-render-ahead", 0, single_shot=True)
        self._idle.timeout.connect(self._on_idle)
        self._flash_over = self._timer("prompter-flash-over", int(FLASH_S * 1000) + 50, single_shot=True)
        self._flash_over.timeout.connect(self._on_flash_over)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _timer(self, name: str, interval_ms: int, *, single_shot: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setInterval(interval_ms)
        timer.setSingleShot(single_shot)
        return timer

    @property
    def speed_cpm(self) -> int:
        """Scroll speed in characters per minute."""
        return self.reading.scroller.speed_cpm

    def place(self) -> PromptPlace:
        """Return where in the document the screen stands."""
        return self.reading.place()

    def set_document(self, document: PromptDocument) -> None:
        """Show ``document``. New wording of the text being read waits until the next text; numbers change at once."""
        if document != self.reading.document:
            if self.reading.set_document(document):
                self._flash_over.start()
            self._show_place()

    def take_new_wording(self) -> None:
        """Show the wording that waits."""
        self.reading.take_new_wording()
        self._show_place()

    def set_glyph_px(self, glyph_px: float) -> None:
        """Set the glyph height in pixels."""
        if abs(glyph_px - self.reading.glyph_px) > 0.01:
            self.reading.set_glyph_px(glyph_px)
            self._show_place()

    def set_mirror(self, mirror: bool) -> None:
        """Flip the text from left to right, for reading through glass."""
        self._mirror = mirror
        self.update()

    def set_guide(self, guide: bool) -> None:
        """Show a mark at the line to be read while the text scrolls."""
        self._guide = guide
        self.update()

    def set_scrolling(self, scrolling: bool) -> None:
        """Scroll, or turn pages."""
        if scrolling != self.reading.scrolling:
            self.reading.set_scrolling(scrolling)
            self._drive()

    def set_running(self, running: bool) -> None:
        """Run or hold a scrolling text."""
        self.reading.scroller.set_running(running)
        self._drive()

    def set_speed(self, speed_cpm: int) -> None:
        """Set the scroll speed in characters per minute."""
        self.reading.scroller.set_speed(speed_cpm)
        self.place_changed.emit()

    def step(self, pages: int) -> None:
        """Turn by whole pages; a scrolling text moves by a screen less one line."""
        self.reading.step(pages)
        self._drive()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Copy the lines that are on the screen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(BACKGROUND))
        ratio = self.devicePixelRatioF()
        self._tiles.set_surface(mirror=self._mirror, ratio=ratio)
        layout, left = self.reading.layout, self.reading.left()
        for index in self.reading.on_screen():
            line = layout.lines[index]
            top = round(self.reading.screen_y(line) * ratio) / ratio
            painter.drawPixmap(QPointF(left, top), self._tiles.tile(layout, line))
        if self._guide and self.reading.scrolling and layout.lines:
            self._draw_reading_mark(painter)
        painter.end()
        self._idle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines and pages anew for the new size."""
        super().resizeEvent(event)
        self.reading.resize(self.width(), self.height())
        self._show_place()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on where time has brought the text while nobody looked."""
        super().showEvent(event)
        self.reading.refresh()
        self._drive()

    def hideEvent(self, event: QHideEvent) -> None:
        """Paint nothing ahead for a screen that nobody sees."""
        super().hideEvent(event)
        for timer in (self._idle, self._frames, self._flash_over):
            timer.stop()

    def _show_place(self) -> None:
        self.update()
        self.place_changed.emit()

    def _drive(self) -> None:
        scroller = self.reading.scroller
        if self.reading.scrolling and scroller.running and not scroller.at_end():
            self._frames.start()
        else:
            self._frames.stop()
        self._show_place()

    def _on_frame_due(self) -> None:
        self.update()
        if self.reading.scroller.at_end():
            self._drive()

    def _on_idle(self) -> None:
        """Paint one line that is about to come, then let others have their turn."""
        layout, shown = self.reading.layout, self.reading.on_screen()
        for line in layout.lines[shown.stop : shown.stop + len(shown)]:
            if not self._tiles.holds(layout, line):
                self._tiles.tile(layout, line)
                self._idle.start()
                return

    def _on_flash_over(self) -> None:
        self.reading.refresh()
        self._show_place()

    def _draw_reading_mark(self, painter: QPainter) -> None:
        glyph = self.reading.glyph_px
        size = glyph * 0.28
        x = max(glyph * 0.1, self.reading.left() - glyph * 0.6)
        middle = self.reading.reading_y() + glyph * 0.72
        mark = QPolygonF([QPointF(x, middle - size), QPointF(x + size * 1.2, middle), QPointF(x, middle + size)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(BOUND_NUMBER))
        if self._mirror:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.drawPolygon(mark)
