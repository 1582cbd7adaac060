# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines that each switch one thing of OBS on or off."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.icons import IconSet
from app.ui.live.drawer.buttons import Face, StateButton
from app.ui.live.drawer.section import remove_all
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.labels import ElidedLabel, set_tone

_INDENT_PX = 20


@dataclass(frozen=True, slots=True)
class ToggleLine:
    """One line. ``key`` tells it from the others; a line without faces is a heading."""

    key: Hashable
    text: str
    icon: str
    depth: int = 0
    on: Face | None = None
    off: Face | None = None


class ToggleList(QWidget):
    """Shows lines; a line keeps its button as long as it stays.

    Signals:
        wanted(key, bool): switch this on or off.
    """

    wanted = Signal(object, bool)

    def __init__(self, icons: IconSet, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._scale = ROOMY
        self._lines: tuple[ToggleLine, ...] = ()
        self._rows: list[QWidget] = []
        self._labels: dict[Hashable, ElidedLabel] = {}
        self._buttons: dict[Hashable, StateButton] = {}
        self._nothing = QLabel(nothing)
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("tone", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(line.text for line in self._lines)

    def button(self, key: Hashable) -> StateButton:
        """Return the button of a line. Raises KeyError if there is none."""
        return self._buttons[key]

    def set_lines(self, lines: tuple[ToggleLine, ...], nothing: str = "") -> None:
        """Show these lines, or ``nothing`` if there are none."""
        if nothing:
            self._nothing.setText(nothing)
        self._nothing.setVisible(not lines)
        if lines == self._lines:
            return
        remove_all(self._column, self._rows)
        self._lines, self._rows = lines, []
        self._labels.clear()
        self._buttons.clear()
        for position, line in enumerate(lines):
            row = self._new_row(line)
            self._rows.append(row)
            self._column.insertWidget(position, row)
        self.set_scale(self._scale)

    def set_fact(self, key: Hashable, *, on: bool, usable: bool, faint: bool = False) -> None:
        """Show whether a line is on; ``faint`` marks what is on but cannot be seen."""
        button = self._buttons[key]
        button.set_fact(on)
        button.setEnabled(usable)
        if not usable:
            button.give_up()
        set_tone(self._labels[key], "muted" if faint or not on else "")

    def settle(self, key: Hashable, ok: bool) -> None:
        """Tell what came of a press, if that line is still there."""
        if key in self._buttons:
            self._buttons[key].settle(ok)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        side = 32 if scale.compact else 36
        self._nothing.setFont(scale.font(Type.BODY))
        for label in self._labels.values():
            label.setFont(scale.font(Type.BODY))
        for button in self._buttons.values():
            button.setFixedSize(side + 8, side)

    def _new_row(self, line: ToggleLine) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(line.depth * _INDENT_PX, 0, 0, 0)
        layout.setSpacing(8)
        icon = QLabel()
        icon.setPixmap(self._icons.pixmap(line.icon, "muted", 18))
        label = ElidedLabel(line.text)
        self._labels[line.key] = label
        layout.addWidget(icon)
        layout.addWidget(label, 1)
        if line.on is not None and line.off is not None:
            button = StateButton(self._icons, line.on, line.off)
            button.set_icon_only()
            button.wanted.connect(partial(self.wanted.emit, line.key))
            self._buttons[line.key] = button
            layout.addWidget(button)
        else:
            set_tone(label, "muted")
        return row
