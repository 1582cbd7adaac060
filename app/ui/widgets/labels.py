# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels: toned by role, elided instead of clipped."""

from typing import Final

from PySide6.QtCore import QSize, Qt
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


class HeadlineLabel(QLabel):
    """A name in large letters: one line while it fits, else two lines in smaller letters, elided at the very end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(self.fontMetrics().horizontalAdvance("……"), self.heightForWidth(self.width()))

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrow name takes two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of one line, or of two smaller ones."""
        if self._fits(width):
            return self.fontMetrics().lineSpacing()
        return 2 * QFontMetrics(self._small()).lineSpacing()

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
        return self.fontMetrics().horizontalAdvance(self.text()) <= width

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(int(font.pixelSize() * _TWO_LINES))
        return font
