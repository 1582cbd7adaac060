# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lineup: what was, what is on, what comes, and one press to put a row on."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from app.domain.live_view import LiveView
from app.ui.icons import IconSet
from app.ui.live.painting import LineupDelegate
from app.ui.models.lineup_model import ROW_ROLE, LineupModel
from app.ui.theme.model import Theme
from app.ui.theme.scale import Scale, Type
from app.ui.widgets.labels import ElidedLabel


class LineupPanel(QFrame):
    """The lineup list.

    Signals:
        present_requested(str): put the row with this id on.
    """

    present_requested = Signal(str)

    def __init__(self, theme: Theme, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._heading = ElidedLabel(self.tr("Lineup"))
        self._heading.setProperty("tone", "muted")
        self._model = LineupModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Lineup"))
        self._delegate = LineupDelegate(theme, icons, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.doubleClicked.connect(self._on_double_clicked)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._model.modelReset.connect(self._on_current_changed)
        self._present = QPushButton(self.tr("Put on"))
        self._present.setIcon(icons.icon("play"))
        self._present.setAccessibleName(self.tr("Put the selected row on"))
        self._present.setToolTip(self.tr("Or double-click the row"))
        self._present.clicked.connect(self._on_present_clicked)
        self._present.setEnabled(False)
        self._current: str | None = None
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading, 1)
        self._head.addWidget(self._present)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(0)
        self._layout.addLayout(self._head)
        self._layout.addWidget(self._list, 1)

    def set_view(self, view: LiveView) -> None:
        """Show the lineup of ``view``; the list follows the row that is on only when that row changes."""
        self._model.set_rows(view.rows)
        if view.current_row_id != self._current:
            self._current = view.current_row_id
            position = self._model.row_of(view.current_row_id or "")
            if position >= 0:
                ahead = min(position + 2, self._model.rowCount() - 1)
                self._list.scrollTo(self._model.index(ahead))
                self._list.scrollTo(self._model.index(position))

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._delegate.set_scale(scale)
        self._heading.setFont(scale.font(Type.BODY, bold=True))
        self._layout.setContentsMargins(1, scale.gap, 1, scale.gap)
        self._head.setContentsMargins(scale.margin, 0, scale.margin, scale.gap)
        self._list.scheduleDelayedItemsLayout()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.present_requested.emit(index.data(ROW_ROLE).row_id)

    def _on_present_clicked(self) -> None:
        self._on_double_clicked(self._list.currentIndex())

    def _on_current_changed(self, *_indexes: QModelIndex) -> None:
        self._present.setEnabled(self._list.currentIndex().isValid())
