# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups of this PC's database: which there are, whether one is sound, and putting it back in place."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.ports import Backup
from app.ui.review.text_table import TextTableModel, text_table
from app.ui.widgets.labels import set_tone, tell
from app.ui.widgets.panel import Panel

_ROW_PX = 40


class BackupPanel(Panel):
    """The list, and beneath it two steps: check the one that is selected, then restore it.

    Signals:
        closed: back to the sessions.
        check_wanted(object): look into the backup at this path.
        restore_wanted(object): put the backup at this path, which was checked, in place.
    """

    closed = Signal()
    check_wanted = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Backups on this PC"))
        self._backups: tuple[Backup, ...] = ()
        self._session_open = False
        self._checked: Path | None = None
        headers = (self.tr("Made"), self.tr("Entries"), self.tr("Size"))
        self._model = TextTableModel(headers, numbers=frozenset({1, 2}), parent=self)
        self.table = text_table(self._model, self.tr("Backups on this PC"), wide=0, row_px=_ROW_PX)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._back = self._button(self.tr("Back to the sessions"))
        self._back.clicked.connect(self.closed)
        self.check = self._button(self.tr("Check this backup"))
        self.check.setToolTip("Ctrl+K")
        self.check.clicked.connect(self._on_check_clicked)
        self.restore = self._button(self.tr("Restore it and start again"))
        self.restore.setToolTip("Ctrl+Return")
        self.restore.setProperty("kind", "primary")
        self.restore.clicked.connect(self._on_restore_clicked)
        self._build()
        self.show_backups(())

    @property
    def selected(self) -> Path | None:
        """The backup that is selected."""
        index = self.table.currentIndex()
        return self._backups[index.row()].path if index.isValid() else None

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show ``backups``, newest first; the newest is selected."""
        self._backups = tuple(backups)
        rows = [self._row(backup) for backup in backups]
        self._model.set_rows(rows, [backup.path.name for backup in backups])
        self.table.setVisible(bool(backups))
        if backups:
            self.table.selectRow(0)
        self._choose()

    def set_session_open(self, is_open: bool) -> None:
        """Know whether a session is open: while one is, nothing is restored."""
        if is_open is not self._session_open:
            self._session_open = is_open
            self._choose()

    def show_checked(self, path: Path, events: int) -> None:
        """Tell that the backup is sound; it may be restored now."""
        if path != self.selected:
            return
        self._checked = path
        self._say(
            self.tr(
                "It is whole and fits this PC: {events} entries. Restoring keeps the present database beside it, "
                "brings newer entries back from the journal and starts the desk again."
            ).format(events=events),
            "good",
        )
        self._enable()

    def show_failed(self, reason: str) -> None:
        """Tell why a backup cannot be used, or why the list cannot be read."""
        self._say(self.tr("Nothing was changed. {reason}").format(reason=reason), "bad")
        self._enable()

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.check)
        buttons.addWidget(self.restore)
        buttons.addStretch(1)
        self.head.addWidget(self._back)
        self.body.addWidget(self._note)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(buttons)
        self.body.addStretch()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        return button

    def _row(self, backup: Backup) -> tuple[str, ...]:
        made = datetime.fromisoformat(backup.made_at).astimezone().strftime("%Y-%m-%d %H:%M")
        entries = self.tr("cannot be read") if backup.events is None else str(backup.events)
        return (made, entries, f"{backup.size / 1e6:.1f} MB")

    def _choose(self) -> None:
        """Begin anew with the backup that is selected."""
        self._checked = None
        if self._session_open:
            self._say(self.tr("A session is open. Close it first, then a backup can be restored."), "warn")
        elif self._backups:
            self._say(self.tr("Choose a backup and check it. Nothing is changed by that."), "muted")
        else:
            self._say(self.tr("There is no backup yet. One is made every 30 minutes while the desk runs."), "muted")
        self._enable()

    def _say(self, text: str, tone: str) -> None:
        set_tone(self._note, tone)
        tell(self._note, text)

    def _enable(self) -> None:
        chosen = self.selected
        self.check.setEnabled(chosen is not None)
        self.restore.setEnabled(chosen is not None and chosen == self._checked and not self._session_open)

    def _on_row_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._choose()

    def _on_check_clicked(self) -> None:
        chosen = self.selected
        if chosen is not None:
            self._say(self.tr("Checking…"), "muted")
            self.check_wanted.emit(chosen)

    def _on_restore_clicked(self) -> None:
        if self._checked is not None:
            self.restore_wanted.emit(self._checked)
