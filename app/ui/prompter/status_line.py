# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The line under the text: how long the segment runs, what comes next, which page. Mirrored with the text."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.prompter.document import Tone
from app.ui.prompter.layout import BACKGROUND, TONES
from app.ui.theme.fonts import ui_font

_PADDING_EM = 0.5


@dataclass(frozen=True, slots=True)
class StatusTexts:
    """What the line says; ``late`` turns ``time`` into a warning, ``notice`` stands before ``next_up``."""

    time: str = ""
    next_up: str = ""
    place: str = ""
    notice: str = ""
    late: bool = False


class StatusLine(QWidget):
    """Paints three texts: left, middle (elided where there is no room) and right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = StatusTexts()
        self._mirror = False
        self._glyph_px = 40
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def texts(self) -> StatusTexts:
        """What the line says now."""
        return self._texts

    def set_glyph_px(self, glyph_px: float) -> None:
        """Set the height of the line's glyphs in pixels."""
        self._glyph_px = max(8, round(glyph_px))
        self.setFixedHeight(round(self._glyph_px * 1.9))

    def set_mirror(self, mirror: bool) -> None:
        """Flip with the text."""
        self._mirror = mirror
        self.update()

    def set_texts(self, texts: StatusTexts) -> None:
        """Say something else."""
        if texts != self._texts:
            self._texts = texts
            self.setAccessibleName(" · ".join(filter(None, (texts.time, texts.notice, texts.next_up, texts.place))))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the texts."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(BACKGROUND))
        if self._mirror:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.setFont(ui_font(self._glyph_px))
        metrics = painter.fontMetrics()
        padding = self._glyph_px * _PADDING_EM
        left = metrics.horizontalAdvance(self._texts.time)
        right = metrics.horizontalAdvance(self._texts.place)
        room = QRectF(self.rect()).adjusted(padding, 0, -padding, 0)
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(TONES[Tone.WARNING if self._texts.late else Tone.QUIET]))
        painter.drawText(room, upright | Qt.AlignmentFlag.AlignLeft, self._texts.time)
        painter.setPen(QColor(TONES[Tone.QUIET]))
        painter.drawText(room, upright | Qt.AlignmentFlag.AlignRight, self._texts.place)
        middle = room.adjusted(left + padding * 2, 0, -right - padding * 2, 0)
        if self._texts.notice:
            painter.setPen(QColor(TONES[Tone.WARNING]))
        said = "   ".join(filter(None, (self._texts.notice, self._texts.next_up)))
        elided = metrics.elidedText(said, Qt.TextElideMode.ElideRight, int(middle.width()))
        painter.drawText(middle, upright | Qt.AlignmentFlag.AlignHCenter, elided)
        painter.end()
