# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The prompter's controls: for the person at the desk, never mirrored, gone from a full screen while nobody moves."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.prompt_memory import PromptMode
from app.ui.icons import IconSet
from app.ui.widgets.labels import set_tone, tell

_MODES: Final[tuple[PromptMode, ...]] = ("card", "page", "scroll")


class PrompterControls(QFrame):
    """Buttons for mode, size, speed, mirror and full screen; what they mean is in the registry's commands.

    Signals:
        command_wanted(str): the command with this id was pressed.
    """

    command_wanted = Signal(str)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setObjectName("strip")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 8)
        self._row.setSpacing(8)
        self._modes = self._mode_buttons()
        self._row.addSpacing(16)
        self._add_button("prompter.smaller", "A−", self.tr("Smaller text"))
        self._size = self._label(96)
        self._add_button("prompter.larger", "A+", self.tr("Larger text"))
        self._row.addSpacing(16)
        self._slower = self._add_button("prompter.slower", "−", self.tr("Slower"))
        self._speed = self._label(112)
        self._faster = self._add_button("prompter.faster", "+", self.tr("Faster"))
        self._run = self._add_button("prompter.run", "", self.tr("Start or hold the scroll"))
        self._row.addSpacing(16)
        self._mirror = self._add_button("prompter.mirror", self.tr("Mirror"), self.tr("Mirror the text"))
        self._mirror.setCheckable(True)
        self._guide = self._add_button("prompter.guide", self.tr("Guide"), self.tr("Mark the line to be read"))
        self._guide.setCheckable(True)
        self._warning = QLabel()
        self._warning.setWordWrap(True)
        set_tone(self._warning, "warn")
        self._row.addWidget(self._warning, 1)
        self._wording = self._add_button("prompter.take_wording", self.tr("Show new wording"), "")
        self._wording.setAccessibleName(self._wording.text())
        self._add_button("prompter.full_screen", self.tr("Full screen"), self.tr("Full screen"))

    def show_state(self, *, mode: PromptMode, mirror: bool, guide: bool, running: bool, wording_waits: bool) -> None:
        """Show how the prompter stands."""
        self._modes.button(_MODES.index(mode)).setChecked(True)
        self._mirror.setChecked(mirror)
        self._guide.setChecked(guide)
        for widget in (self._slower, self._speed, self._faster, self._run, self._guide):
            widget.setVisible(mode == "scroll")
        self._run.setIcon(self._icons.icon("pause" if running else "play"))
        self._wording.setVisible(wording_waits)

    def show_measures(self, *, glyph_mm: float, speed_cpm: int, warning: str) -> None:
        """Show size and speed, and why the size is a bad one."""
        tell(self._size, self.tr("{size} mm").format(size=round(glyph_mm)))
        tell(self._speed, self.tr("{speed} chars/min").format(speed=speed_cpm))
        tell(self._warning, warning)

    def _mode_buttons(self) -> QButtonGroup:
        group = QButtonGroup(self)
        texts = (self.tr("Card"), self.tr("Page"), self.tr("Scroll"))
        for index, (mode, text) in enumerate(zip(_MODES, texts, strict=True)):
            button = self._add_button(f"prompter.mode.{mode}", text, text)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            group.addButton(button, index)
        return group

    def _add_button(self, command_id: str, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(command_id)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setIconSize(QSize(20, 20))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._on_clicked)
        self._row.addWidget(button)
        return button

    def _label(self, width: int) -> QLabel:
        label = QLabel()
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setMinimumWidth(width)
        self._row.addWidget(label)
        return label

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.command_wanted.emit(sender.objectName())
