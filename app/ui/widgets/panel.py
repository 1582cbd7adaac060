# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A titled surface that holds one subject."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme.scale import ROOMY, Type
from app.ui.widgets.labels import HeadlineLabel, tell


class Panel(QFrame):
    """A surface with a title line; ``body`` takes the content and ``head`` whatever stands beside the title."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(16)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self._title = HeadlineLabel()
        self._title.setFont(ROOMY.font(Type.TITLE, bold=True))
        self.head.addWidget(self._title, 1)
        outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Name the panel."""
        tell(self._title, title)
        self.setAccessibleName(title)
