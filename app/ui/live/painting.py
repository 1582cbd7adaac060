# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Delegates that paint lineup and tape rows: few, large signs, every state in words as well as colour."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.contract.content import SegmentKind
from app.domain.live_view import LineupRow, RowState, SaveMark, TapeRow
from app.domain.money import format_amount
from app.ui.clock_text import minutes_text
from app.ui.icons import IconSet
from app.ui.live.texts import change_text, kind_label, mark_label
from app.ui.models.lineup_model import ROW_ROLE
from app.ui.models.tape_model import SALE_ROLE
from app.ui.theme.model import Theme
from app.ui.theme.scale import ROOMY, Scale, Type

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MARKS = {
    SaveMark.PENDING: ("pending", "warn"),
    SaveMark.SAVED: ("check", "good"),
    SaveMark.AT_BASE: ("check-double", "good"),
    SaveMark.ATTENTION: ("warning", "warn"),
    SaveMark.FAILED: ("error", "bad"),
}


class RowDelegate(QStyledItemDelegate):
    """Paints two-line rows at the page's scale."""

    def __init__(self, theme: Theme, icons: IconSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._scale = ROOMY
        self._title = QFont()
        self._title_bold = QFont()
        self._small = QFont()
        self.set_scale(ROOMY)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self._title = scale.font(Type.BODY)
        self._title_bold = scale.font(Type.BODY, bold=True)
        self._small = scale.font(Type.SMALL)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(160, self._scale.row)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, role: str = "") -> QRect:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            role = "selection"
        if role:
            painter.fillRect(rect, self._theme.color(role))
        painter.setPen(self._theme.color("border"))
        painter.drawLine(rect.left() + self._scale.margin, rect.bottom(), rect.right(), rect.bottom())
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setPen(self._theme.color("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        return rect

    def _write(self, painter: QPainter, rect: QRect, text: str, *, font: QFont, role: str, right: bool = False) -> int:
        painter.setFont(font)
        painter.setPen(self._theme.color(role))
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(_RIGHT if right else _LEFT), shown)
        return metrics.horizontalAdvance(shown)

    def _lines(self, rect: QRect) -> tuple[QRect, QRect]:
        inner = rect.adjusted(self._scale.margin, self._scale.gap, -self._scale.margin, -self._scale.gap)
        half = inner.height() * 55 // 100
        return (
            QRect(inner.left(), inner.top(), inner.width(), half),
            QRect(inner.left(), inner.top() + half, inner.width(), inner.height() - half),
        )


class LineupDelegate(RowDelegate):
    """Number, title, kind, planned and actual time, units, state."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one lineup row."""
        row: LineupRow = index.data(ROW_ROLE)
        painter.save()
        current = row.state is RowState.CURRENT
        rect = self._ground(painter, option, role="raised" if current else "")
        if current:
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), self._theme.color("accent"))
        top, bottom = self._lines(rect)
        left = self._paint_number(painter, row, rect, top.left())
        top.setLeft(left)
        bottom.setLeft(left)
        self._paint_words(painter, row, top, bottom)
        painter.restore()

    def _paint_number(self, painter: QPainter, row: LineupRow, rect: QRect, left: int) -> int:
        size = 24 if self._scale.compact else 32
        box = QRect(left, rect.center().y() - size // 2, size, size)
        role = "disabled" if row.state is RowState.DONE else "text"
        if row.link_no is None:
            icon = size * 3 // 4
            pixmap = self._icons.pixmap(row.kind.value, "disabled" if row.state is RowState.DONE else "muted", icon)
            painter.drawPixmap(box.left() + (size - icon) // 2, box.top() + (size - icon) // 2, pixmap)
        else:
            font = self._scale.font(Type.TITLE, bold=True)
            painter.setFont(font)
            painter.setPen(self._theme.color(role))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(row.link_no))
        return box.right() + 2 * self._scale.gap

    def _paint_words(self, painter: QPainter, row: LineupRow, top: QRect, bottom: QRect) -> None:
        done = row.state is RowState.DONE
        badge = {
            RowState.CURRENT: self.tr("ON NOW"),
            RowState.NEXT: self.tr("NEXT"),
            RowState.DONE: self.tr("done"),
        }.get(row.state, "")
        used = 0
        if badge:
            role = "accent" if row.state is RowState.CURRENT else "muted"
            used = self._write(painter, top, badge, font=self._small, role=role, right=True) + 2 * self._scale.gap
        title = self._title_bold if row.state is RowState.CURRENT else self._title
        self._write(painter, top.adjusted(0, 0, -used, 0), row.title, font=title, role="muted" if done else "text")
        used = 0
        if row.units:
            sold = self.tr("sold {units}").format(units=row.units)
            used = self._write(painter, bottom, sold, font=self._small, role="text", right=True) + 2 * self._scale.gap
        over = row.actual_s > row.planned_s > 0
        if row.actual_s:
            time = f"{minutes_text(row.actual_s)} / {minutes_text(row.planned_s)}"
        else:
            time = minutes_text(row.planned_s)
        if over:
            time = self.tr("▲ {time} over").format(time=time)
        words = time if over or row.kind is SegmentKind.PRODUCT else f"{time} · {kind_label(row.kind)}"
        rest = bottom.adjusted(0, 0, -used, 0)
        self._write(painter, rest, words, font=self._small, role="warn" if over else "muted")


class TapeDelegate(RowDelegate):
    """Time, item, units, amount and how safe the sale is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one sale."""
        row: TapeRow = index.data(SALE_ROLE)
        painter.save()
        rect = self._ground(painter, option)
        top, bottom = self._lines(rect)
        role = "muted" if row.voided else "text"
        title, bold = QFont(self._title), QFont(self._title_bold)
        title.setStrikeOut(row.voided)
        bold.setStrikeOut(row.voided)
        used = self._write(painter, top, f"×{row.units}", font=bold, role=role, right=True) + 2 * self._scale.gap
        self._write(painter, top.adjusted(0, 0, -used, 0), row.title, font=title, role=role)
        self._paint_safety(painter, row, bottom)
        painter.restore()

    def _paint_safety(self, painter: QPainter, row: TapeRow, line: QRect) -> None:
        icon, role = _MARKS[row.mark]
        words = mark_label(row.mark)
        if row.voided:
            words = self.tr("taken back, {mark}").format(mark=words)
        used = self._write(painter, line, words, font=self._small, role=role, right=True)
        size = 14 if self._scale.compact else 16
        left = line.right() - used - size - self._scale.gap
        painter.drawPixmap(left, line.center().y() - size // 2, self._icons.pixmap(icon, role, size))
        amount = self.tr("no price") if row.amount_fen is None else format_amount(row.amount_fen)
        rest = QRect(line.left(), line.top(), left - line.left() - self._scale.gap, line.height())
        changed = change_text(row)
        words = f"{row.time_text}  {row.spec}" if row.voided else f"{row.time_text}  {row.spec}  {amount}"
        if changed:
            words = f"{row.time_text}  {changed}"
        self._write(painter, rest, words, font=self._small, role="text" if changed else "muted")
