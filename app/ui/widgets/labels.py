# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels: toned by role, elided instead of clipped."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

_TWO_LINES: Final = 0.72


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour ``widget`` by a role that the style sheet knows as a tone; empty for plain text."""
    set_property(widget, "tone", tone)


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet selects on, and restyle only when it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    for child in widget.findChildren(QWidget):
        child.style().unpolish(child)
        child.style().polish(child)


def tell(label: QLabel, text: str) -> None:
    """Set a label's text, and its accessible name with it, only when it changed."""
    if label.text() != text:
        label.setText(text)
        label.setAccessibleName(text)


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is its tool tip and accessible name.

    Before that its letters shrink, down to ``least`` of their size.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, *, least: float = 1.0) -> None:
        super().__init__(text, parent)
        self._least = least
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few characters."""
        return QSize(self.fontMetrics().horizontalAdvance("……"), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as fits."""
        font = self._fitting()
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if text == self.text() else self.text())
        painter = QPainter(self)
        painter.setFont(font)
        alignment = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        self.style().drawItemText(
            painter, self.rect(), int(alignment), self.palette(), self.isEnabled(), text, self.foregroundRole()
        )

    def _fitting(self) -> QFont:
        font = QFont(self.font())
        wanted = self.fontMetrics().horizontalAdvance(self.text())
        if self._least < 1.0 and wanted > self.width() > 0:
            share = max(self._least, self.width() / (wanted + 1))
            font.setPixelSize(int(font.pixelSize() * share))
        return font


@dataclass(frozen=True, slots=True)
class HeadlineMeasures:
    """Pixels: the width of a few letters and of the whole text, the height of one line and of two smaller ones."""

    text: str
    least: int
    whole: int
    one_line: int
    two_lines: int


class HeadlineLabel(QLabel):
    """A name in large letters: one line while it fits, else two lines in smaller letters, elided at the very end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measured: HeadlineMeasures | None = None

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(self._measure().least, self.heightForWidth(self.width()))

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        return QSize(self._measure().whole, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrow name takes two lines."""
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measured = None
        super().changeEvent(event)

    def heightForWidth(self, width: int) -> int:
        """Return the height of one line, or of two smaller ones."""
        return self._measure().one_line if self._fits(width) else self._measure().two_lines

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint one line or two."""
        one = self._fits(self.width())
        font = self.font() if one else self._small()
        metrics = QFontMetrics(font)
        room = self.width() if one else 2 * self.width() - 2 * metrics.horizontalAdvance("馕")
        text = self.text() if one else metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if text == self.text() else self.text())
        painter = QPainter(self)
        painter.setFont(font)
        wrap = 0 if one else int(Qt.TextFlag.TextWrapAnywhere)
        self.style().drawItemText(
            painter,
            self.rect(),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | wrap,
            self.palette(),
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )

    def _fits(self, width: int) -> bool:
        return self._measure().whole <= width

    def _measure(self) -> HeadlineMeasures:
        """Return the sizes of this text in this font: every layout of the page asks for them many times over."""
        text = self.text()
        if self._measured is None or self._measured.text != text:
            metrics = self.fontMetrics()
            self._measured = HeadlineMeasures(
                text=text,
                least=metrics.horizontalAdvance("……"),
                whole=metrics.horizontalAdvance(text),
                one_line=metrics.lineSpacing(),
                two_lines=2 * QFontMetrics(self._small()).lineSpacing(),
            )
        return self._measured

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(int(font.pixelSize() * _TWO_LINES))
        return font
