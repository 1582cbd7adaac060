# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Live page shows while no session is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.icons import IconSet
from app.ui.theme.scale import Scale, Type


class NoSessionPanel(QFrame):
    """Says that no session is open and leads to where one is opened.

    Signals:
        prepare_requested: show the Prepare page.
    """

    prepare_requested = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        icon = QLabel()
        icon.setPixmap(icons.pixmap("prepare", "muted", 56))
        icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(self.tr("No session is open"))
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = QLabel(self.tr("Choose shop, anchor and lineup in Prepare, then rehearse or go live."))
        self._text.setProperty("tone", "muted")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = QPushButton(self.tr("Go to Prepare"))
        self._button.setProperty("kind", "primary")
        self._button.setIcon(icons.icon("prepare", "on_accent"))
        self._button.setAccessibleName(self.tr("Go to Prepare"))
        self._button.clicked.connect(self.prepare_requested)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(icon)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._title.setFont(scale.font(Type.CLOCK, bold=True))
        self._text.setFont(scale.font(Type.BODY))
        self._button.setFont(scale.font(Type.BODY))
