# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sessions this PC knows, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.money import format_amount
from app.domain.ports import SessionSummary
from app.ui.review.standing import standing_flag, standing_text
from app.ui.review.summary import local_text
from app.ui.review.text_table import TextTableModel, text_table
from app.ui.widgets.labels import set_tone, tell
from app.ui.widgets.panel import Panel

_ROW_PX = 76
_WIDTH_PX = (352, 440)


class SessionList(Panel):
    """A row for each session: shop, anchor and time, what was sold.

    Signals:
        session_chosen(str): the id of the session that is selected now.
        backups_wanted: show the backups of the database.
    """

    session_chosen = Signal(str)
    backups_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Sessions"))
        headers = (self.tr("Shop and anchor"), self.tr("Sold"))
        self._model = TextTableModel(headers, numbers=frozenset({1}), parent=self)
        self.table = text_table(self._model, self.tr("Sessions"), wide=0, row_px=_ROW_PX)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self._note = QLabel()
        self._note.setWordWrap(True)
        set_tone(self._note, "muted")
        self._restored = QLabel()
        self._restored.setWordWrap(True)
        set_tone(self._restored, "good")
        self._restored.hide()
        backups = QPushButton(self.tr("Backups…"))
        backups.setAccessibleName(self.tr("Show the backups"))
        backups.setToolTip("Ctrl+B")
        backups.clicked.connect(self.backups_wanted)
        self.head.addWidget(backups)
        self.body.addWidget(self._restored)
        self.body.addWidget(self._note)
        self.body.addWidget(self.table, 1)
        self.body.addStretch()
        self.setMinimumWidth(_WIDTH_PX[0])
        self.setMaximumWidth(_WIDTH_PX[1])
        self.show_sessions(())

    def show_sessions(self, sessions: Sequence[SessionSummary]) -> None:
        """Show ``sessions``, keeping the selected one; the newest is selected where there was none."""
        chosen = self._chosen()
        self._model.set_rows([self._row(one) for one in sessions], [one.session_id for one in sessions])
        self.table.setVisible(bool(sessions))
        empty = self.tr("No session yet. Open one in Prepare: it appears here, saved on this PC.")
        self.show_note("" if sessions else empty)
        row = max(0, self._model.row_of(chosen))
        if sessions and self._chosen() != self._model.key(row):
            self.table.selectRow(row)

    def show_note(self, text: str) -> None:
        """Say a sentence above the list."""
        tell(self._note, text)
        self._note.setVisible(bool(text))

    def show_restored(self, text: str) -> None:
        """Say what a restore did."""
        tell(self._restored, text)
        self._restored.show()

    def _chosen(self) -> str:
        index = self.table.currentIndex()
        return self._model.key(index.row()) if index.isValid() else ""

    def _row(self, one: SessionSummary) -> tuple[str, ...]:
        rehearsal = self.tr(" · rehearsal") if one.rehearsal else ""
        units = self.tr("{count} units").format(count=one.totals.units)
        when = f"{local_text(one.opened_at, date=True)}{standing_flag(one)}{rehearsal}"
        return (
            f"{one.shop_name} · {one.anchor}\n{when}\n{standing_text(one)}",
            f"{format_amount(one.totals.amount_fen)}\n{units}",
        )

    def _on_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.session_chosen.emit(self._model.key(current.row()))
