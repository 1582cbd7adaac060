# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text to read aloud: paragraphs with a direction of their own, bound numbers that stand out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.domain.live_view import ScriptBlock
from app.ui.theme.model import Theme
from app.ui.theme.scale import ROOMY, Scale, Type

_LINE_PERCENT = 140


class Reader(QTextEdit):
    """Shows blocks. While ``key`` stays the same the reading position does not move."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = ROOMY
        self._step = Type.SCRIPT
        self._key = ""
        self._blocks: Sequence[ScriptBlock] = ()
        self.setProperty("reader", "true")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUndoRedoEnabled(False)

    def set_step(self, step: Type) -> None:
        """Choose the step of the type scale."""
        self._step = step

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``; the text starts at the top again, for every line has moved."""
        self._scale = scale
        self._fill()
        self.verticalScrollBar().setValue(0)

    def show_blocks(self, key: str, blocks: Sequence[ScriptBlock]) -> None:
        """Show ``blocks``; a new ``key`` starts at the top."""
        if key == self._key and blocks == self._blocks:
            return
        position = self.verticalScrollBar().value() if key == self._key else 0
        self._key, self._blocks = key, blocks
        self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(position)

    def _fill(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        # One edit is one layout; without it each span lays the whole text out again.
        cursor.beginEditBlock()
        for number, block in enumerate(self._blocks):
            layout = self._block_format(block, first=number == 0)
            if number:
                cursor.insertBlock(layout)
            else:
                cursor.setBlockFormat(layout)
            for span in block.spans:
                cursor.insertText(span.text, self._char_format(heading=block.heading, token=bool(span.token)))
        cursor.endEditBlock()

    def _block_format(self, block: ScriptBlock, *, first: bool) -> QTextBlockFormat:
        layout = QTextBlockFormat()
        layout.setLayoutDirection(Qt.LayoutDirection.RightToLeft if block.rtl else Qt.LayoutDirection.LeftToRight)
        layout.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        layout.setTopMargin(0 if first else self._scale.gap)
        return layout

    def _char_format(self, *, heading: bool, token: bool) -> QTextCharFormat:
        chars = QTextCharFormat()
        font = QFont(self._scale.font(Type.BODY if heading else self._step, bold=heading or token))
        chars.setFont(font)
        chars.setForeground(self._theme.color("token" if token else "muted" if heading else "text"))
        if token:
            chars.setBackground(self._theme.color("token_fill"))
        return chars
