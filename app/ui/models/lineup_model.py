# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lineup as an item model."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.live_view import LineupRow, RowState
from app.ui.clock_text import minutes_text
from app.ui.live.texts import kind_label

ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class LineupModel(QAbstractListModel):
    """Rows of the lineup in order. A changed row changes alone; only another lineup resets the model."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LineupRow, ...] = ()

    @property
    def rows(self) -> tuple[LineupRow, ...]:
        """The rows on show."""
        return self._rows

    def set_rows(self, rows: tuple[LineupRow, ...]) -> None:
        """Show ``rows``."""
        if rows is self._rows:
            return
        old = self._rows
        if [row.row_id for row in old] != [row.row_id for row in rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        for position, (before, after) in enumerate(zip(old, rows, strict=True)):
            if before != after:
                changed = self.index(position)
                self.dataChanged.emit(changed, changed)

    def row_of(self, row_id: str) -> int:
        """Return the position of a row, -1 if it is not in the lineup."""
        return next((position for position, row in enumerate(self._rows) if row.row_id == row_id), -1)

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
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(row)
        return None

    def _spoken(self, row: LineupRow) -> str:
        state = {
            RowState.DONE: self.tr("done"),
            RowState.CURRENT: self.tr("on now"),
            RowState.NEXT: self.tr("next"),
            RowState.UPCOMING: self.tr("to come"),
        }[row.state]
        return self.tr("{title}, {kind}, {state}, planned {planned}, so far {actual}, sold {units}").format(
            title=row.title,
            kind=kind_label(row.kind),
            state=state,
            planned=minutes_text(row.planned_s),
            actual=minutes_text(row.actual_s),
            units=row.units,
        )
