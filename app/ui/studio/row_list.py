# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of rows: a model, how a row is painted, and the view."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.icons import IconSet
from app.ui.studio.rows import Row, RowMark, mark_look
from app.ui.theme.model import Theme

_ROOT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_ICON_PX = 18
_GAP = 8
_PAD = 5
_HEAD_PAD = 8
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_BATCH = 100


class RowModel(QAbstractListModel):
    """The rows in order, heads among them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.detail or row.text
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            word = mark_look(row.mark).word
            return f"{word}: {row.text}" if word else row.text
        return None


class RowDelegate(QStyledItemDelegate):
    """Paints icon, word and the whole sentence, however many lines it takes."""

    def __init__(self, view: QListView, icons: IconSet, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._icons = icons
        self._theme = theme
        self._looks = {mark: mark_look(mark) for mark in RowMark}
        self._word_px: dict[str, int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room of the whole sentence at the view's width."""
        row: Row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        if row.mark is RowMark.HEAD:
            return QSize(width, QFontMetrics(_bold(option.font)).height() + 2 * _HEAD_PAD)
        room = QRect(0, 0, width - self._text_left(option) - _GAP, 0)
        height = QFontMetrics(option.font).boundingRect(room, _WRAPPED, row.text).height()
        return QSize(width, max(height, _ICON_PX) + 2 * _PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row: Row = index.data(ROW_ROLE)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._theme.color("selection"))
        if row.mark is RowMark.HEAD:
            self._paint_head(painter, option, row)
        else:
            self._paint_row(painter, option, row)
        painter.restore()

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        rect: QRect = option.rect
        if not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.color("raised"))
        look = self._looks[row.mark]
        icon = self._icons.pixmap(look.icon, look.tone, _ICON_PX)
        painter.drawPixmap(rect.left() + _GAP, rect.center().y() - _ICON_PX // 2, icon)
        painter.setFont(_bold(option.font))
        painter.setPen(self._theme.color("text"))
        line = rect.adjusted(2 * _GAP + _ICON_PX, 0, -_GAP, 0)
        text = QFontMetrics(painter.font()).elidedText(row.text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        rect: QRect = option.rect
        look = self._looks[row.mark]
        top = rect.top() + _PAD
        line = QFontMetrics(option.font).height()
        icon = self._icons.pixmap(look.icon, look.tone, _ICON_PX)
        painter.drawPixmap(rect.left() + _GAP, top + max(0, line - _ICON_PX) // 2, icon)
        painter.setPen(self._theme.color(look.tone))
        painter.setFont(_bold(option.font))
        word_left = rect.left() + 2 * _GAP + _ICON_PX
        painter.drawText(QRect(word_left, top, self._word_width(option), line), _WRAPPED, look.word)
        painter.setFont(option.font)
        painter.setPen(self._theme.color("text"))
        text_left = rect.left() + self._text_left(option)
        room = QRect(text_left, top, rect.right() - _GAP - text_left + 1, rect.bottom() - _PAD - top + 1)
        painter.drawText(room, _WRAPPED, row.text)

    def _text_left(self, option: QStyleOptionViewItem) -> int:
        return 3 * _GAP + _ICON_PX + self._word_width(option)

    def _word_width(self, option: QStyleOptionViewItem) -> int:
        key = option.font.toString()
        if key not in self._word_px:
            metrics = QFontMetrics(_bold(option.font))
            self._word_px[key] = max(metrics.horizontalAdvance(look.word) for look in self._looks.values()) + 2
        return self._word_px[key]


class RowView(QListView):
    """The list. It lays rows out in portions, so that thousands of them hold nothing up."""

    def __init__(self, icons: IconSet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self, icons, theme))
        self.setProperty("lined", "true")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        mode = QListView.LayoutMode.Batched if len(rows) > _BATCH else QListView.LayoutMode.SinglePass
        self.setLayoutMode(mode)
        self.setBatchSize(_BATCH)
        self.rows.set_rows(rows)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
