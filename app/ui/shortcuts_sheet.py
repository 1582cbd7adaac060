# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheet of all keyboard shortcuts, read from the command registry when it is shown."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.commands import Command, CommandRegistry, shown_key
from app.ui.icons import IconSet


def group_label(group: str) -> str:
    """Return the heading of a group of commands."""
    labels = {
        "sales": QCoreApplication.translate("Groups", "Sales"),
        "lineup": QCoreApplication.translate("Groups", "Lineup and card"),
        "obs": QCoreApplication.translate("Groups", "OBS"),
        "desk": QCoreApplication.translate("Groups", "Control desk"),
        "prompter": QCoreApplication.translate("Groups", "Prompter"),
        "prepare": QCoreApplication.translate("Groups", "Prepare"),
        "studio": QCoreApplication.translate("Groups", "Studio"),
        "review": QCoreApplication.translate("Groups", "Review"),
        "base": QCoreApplication.translate("Groups", "Base"),
    }
    return labels.get(group, QCoreApplication.translate("Groups", "Window"))


def sheet_lines(commands: tuple[Command, ...]) -> list[tuple[str, str, str]]:
    """Return (group, label, keys) per line; commands of one label share a line, ten digits read ``0 … 9``."""
    lines: dict[tuple[str, str], list[str]] = {}
    for command in commands:
        if command.keys:
            lines.setdefault((command.group, command.label()), []).extend(shown_key(key) for key in command.keys)
    return [(group, label, _joined(keys)) for (group, label), keys in lines.items()]


def _joined(keys: list[str]) -> str:
    different = list(dict.fromkeys(keys))
    return f"{different[0]} … {different[-1]}" if len(different) > 3 else "   ".join(different)


class ShortcutsSheet(QWidget):
    """Lies over the window until a key or the button closes it; the session runs on beneath."""

    def __init__(self, registry: CommandRegistry, icons: IconSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._registry = registry
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        panel = QFrame()
        panel.setProperty("panel", "true")
        panel.setMaximumWidth(960)
        title = QLabel(self.tr("Keyboard shortcuts"))
        font = title.font()
        font.setPixelSize(22)
        font.setBold(True)
        title.setFont(font)
        close = QPushButton(self.tr("Close"))
        close.setIcon(icons.icon("close"))
        close.setAccessibleName(self.tr("Close the shortcuts sheet"))
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(close)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(24, 16, 24, 24)
        inner.setSpacing(16)
        inner.addLayout(head)
        inner.addWidget(self._scroll, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(48, 32, 48, 32)
        outer.addStretch(1)
        outer.addWidget(panel, 20)
        outer.addStretch(1)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the registry afresh."""
        self._scroll.setWidget(self._build_lines())
        self.raise_()
        self.setFocus()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what lies beneath."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 150))

    def _build_lines(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(8)
        lines = sheet_lines(self._registry.all())
        row = 0
        for group in dict.fromkeys(group for group, _label, _keys in lines):
            heading = QLabel(group_label(group))
            heading.setProperty("tone", "muted")
            heading.setContentsMargins(0, 16 if row else 0, 0, 0)
            grid.addWidget(heading, row, 0, 1, 2)
            row += 1
            for label, keys in ((label, keys) for of, label, keys in lines if of == group):
                grid.addWidget(QLabel(label), row, 0)
                key_label = QLabel(keys)
                key_label.setProperty("tone", "accent")
                grid.addWidget(key_label, row, 1)
                row += 1
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(row, 1)
        return body
