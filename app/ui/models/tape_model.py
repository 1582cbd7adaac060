# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tape of sales as an item model, newest first."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.live_view import TapeRow
from app.domain.money import format_amount
from app.ui.live.texts import change_text, mark_label

SALE_ROLE = Qt.ItemDataRole.UserRole + 1


class TapeModel(QAbstractListModel):
    """Sales on the tape. A new sale is one inserted row, a new mark one changed row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TapeRow, ...] = ()

    @property
    def rows(self) -> tuple[TapeRow, ...]:
        """The rows on show, newest first."""
        return self._rows

    def set_rows(self, rows: tuple[TapeRow, ...]) -> None:
        """Show ``rows``."""
        old = self._rows
        if rows is old:
            return
        new = _new_in_front(old, rows)
        kept = len(rows) - new if new is not None else 0
        if new is None or kept > len(old):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        if kept < len(old):
            self.beginRemoveRows(QModelIndex(), kept, len(old) - 1)
            self._rows = old[:kept]
            self.endRemoveRows()
        if new:
            self.beginInsertRows(QModelIndex(), 0, new - 1)
            self._rows = rows
            self.endInsertRows()
        self._rows = rows
        for position, (before, after) in enumerate(zip(old[:kept], rows[new:], strict=True), start=new):
            if before is not after and before != after:
                changed = self.index(position)
                self.dataChanged.emit(changed, changed)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row: its title, the row itself, or all of it in words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == SALE_ROLE:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(row)
        return None

    def _spoken(self, row: TapeRow) -> str:
        text = self.tr("{time}, {title} {spec}, {units} units, {amount}, {mark}").format(
            time=row.time_text,
            title=row.title,
            spec=row.spec,
            units=row.units,
            amount=self.tr("no price") if row.amount_fen is None else format_amount(row.amount_fen),
            mark=mark_label(row.mark),
        )
        if changed := change_text(row):
            text = self.tr("{sale}, {changed}").format(sale=text, changed=changed)
        return self.tr("{sale}, taken back").format(sale=text) if row.voided else text


def _new_in_front(old: tuple[TapeRow, ...], rows: tuple[TapeRow, ...]) -> int | None:
    """Return how many rows come before the newest old one; None where the rest is not the old rows in order."""
    if not old:
        return None
    new = next((position for position, row in enumerate(rows) if row.event_id == old[0].event_id), None)
    if new is None or any(a.event_id != b.event_id for a, b in zip(old, rows[new:], strict=False)):
        return None
    return new
