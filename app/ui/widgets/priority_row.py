# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One line of widgets in which the least important give way where there is no room for all."""

from PySide6.QtWidgets import QHBoxLayout, QWidget


class PriorityRow(QHBoxLayout):
    """A row that hides the lowest ranks until the rest fits.

    A widget with ``least`` pixels counts with those only: it shortens its own words before anything is hidden.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ranks: dict[QWidget, int] = {}
        self._least: dict[QWidget, int] = {}

    def add(self, widget: QWidget, *, rank: int = 0, least: int = 0, stretch: int = 0) -> None:
        """Add a widget; ``rank`` 0 is not wanted now."""
        self.addWidget(widget, stretch)
        self._ranks[widget] = rank
        self._least[widget] = least
        widget.setVisible(rank > 0)

    def rank(self, widget: QWidget, rank: int) -> None:
        """Say how much a widget is wanted now: 0 not at all, a higher one outlives a lower one."""
        self._ranks[widget] = rank

    def fit(self, width: int) -> None:
        """Show what fits into ``width`` pixels, the most wanted first."""
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right() + self.spacing()
        shown: set[QWidget] = set()
        for widget in sorted(self._ranks, key=self._ranks.__getitem__, reverse=True):
            if self._ranks[widget] <= 0:
                continue
            left = room - self._width(widget) - self.spacing()
            if left >= 0 or not shown:
                shown.add(widget)
                room = left
        for widget in self._ranks:
            if widget.isHidden() is (widget in shown):
                widget.setVisible(widget in shown)

    def _width(self, widget: QWidget) -> int:
        hint = max(widget.sizeHint().width(), widget.minimumWidth())
        return min(hint, self._least[widget]) if self._least[widget] else hint
