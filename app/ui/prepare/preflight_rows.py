# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One heading with the lines under it, as the preflight panel shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.icons import IconSet
from app.ui.theme.scale import ROOMY, Type
from app.ui.widgets.labels import set_tone, tell

_ICON_PX = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its icon, the role that colours it, and the sentence."""

    icon: str
    role: str
    sentence: str


class LineGroup(QWidget):
    """A heading with lines; hidden while there are none. Texts are shown as they are, never as markup."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._heading = QLabel()
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setFont(ROOMY.font(Type.BODY, bold=True))
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._heading)

    @property
    def sentences(self) -> list[str]:
        """What the lines say."""
        return [line.accessibleName() for line in self._lines]

    def show_lines(self, heading: str, lines: Sequence[Line]) -> None:
        """Show ``lines`` under ``heading``."""
        tell(self._heading, heading)
        for old in self._lines:
            self._column.removeWidget(old)
            old.deleteLater()
        self._lines = [self._line(line, heading) for line in lines]
        for widget in self._lines:
            self._column.addWidget(widget)
        self.setVisible(bool(lines))

    def _line(self, line: Line, heading: str) -> QWidget:
        row = QWidget(self)
        row.setAccessibleName(line.sentence)
        row.setAccessibleDescription(heading)
        icon = QLabel()
        icon.setPixmap(self._icons.pixmap(line.icon, line.role, _ICON_PX))
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        icon.setFixedWidth(24)
        text = QLabel()
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        # A long name of one word must not widen the page.
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tell(text, line.sentence)
        set_tone(text, "")
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(icon)
        across.addWidget(text, 1)
        return row
