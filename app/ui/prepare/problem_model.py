# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings of an import as a list."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.import_outcome import ImportProblem
from app.ui.prepare.import_texts import import_sentence, place_text

_ROOT = QModelIndex()
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class ProblemModel(QAbstractListModel):
    """One entry for each finding: where it stands, and under it what to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: tuple[str, ...] = ()

    def set_problems(self, problems: Sequence[ImportProblem]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self._texts = tuple(_text(problem) for problem in problems)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many findings there are."""
        return 0 if parent.isValid() else len(self._texts)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a finding's text."""
        return self._texts[index.row()] if role in _TEXT_ROLES else None


def _text(problem: ImportProblem) -> str:
    return "\n".join(part for part in (place_text(problem.place), import_sentence(problem)) if part)
