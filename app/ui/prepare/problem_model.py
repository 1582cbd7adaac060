# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings and changes of an import as lists, and how an entry is painted."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.import_outcome import ImportProblem
from app.domain.import_preview import RecordChange, Standing
from app.ui.prepare.change_texts import change_text
from app.ui.prepare.import_texts import import_sentence, place_text

_ROOT = QModelIndex()
_GAP = 8
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class TextsModel(QAbstractListModel):
    """One entry for each text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts on show."""
        return self._texts

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show other texts."""
        self.beginResetModel()
        self._texts = tuple(texts)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._texts)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an entry's text."""
        return self._texts[index.row()] if role in _TEXT_ROLES else None


class ProblemModel(TextsModel):
    """One entry for each finding: where it stands, and under it what to do."""

    def set_problems(self, problems: Sequence[ImportProblem]) -> None:
        """Show other findings."""
        self.set_texts([_text(problem) for problem in problems])


class ChangeModel(TextsModel):
    """One entry for each record that is new or changed: which it is, and under it the lines that go and come."""

    def set_changes(self, changes: Sequence[RecordChange]) -> None:
        """Show other changes."""
        self.set_texts([change_text(change) for change in changes if change.standing is not Standing.SAME])


class ProblemDelegate(QStyledItemDelegate):
    """Paints the whole text of a finding, however many lines it takes, and a line under it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room of the whole text at the view's width."""
        width = self._view.viewport().width()
        room = QRect(0, 0, width - 2 * _GAP, 0)
        return QSize(width, QFontMetrics(option.font).boundingRect(room, _WRAPPED, index.data()).height() + 2 * _GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a finding."""
        rect: QRect = option.rect
        palette: QPalette = option.palette
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.highlight())
        painter.setPen(palette.alternateBase().color())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(option.font)
        painter.setPen(palette.text().color())
        painter.drawText(rect.adjusted(_GAP, _GAP, -_GAP, -_GAP), _WRAPPED, index.data())
        painter.restore()


def _text(problem: ImportProblem) -> str:
    return "\n".join(part for part in (place_text(problem.place), import_sentence(problem)) if part)
