# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The microphone in the strip: open or muted, and whether viewers hear what is said."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.obs.meters import FLOOR_DB, MeterLevel, SoundCheck
from app.domain.obs.state import AudioInput
from app.ui.icons import IconSet
from app.ui.widgets.labels import set_property

SILENT_S = 20.0
_LINE_PX = 3
_INSET_PX = 4


class SoundButton(QPushButton):
    """Shows the worst that is known of the microphone; pressing mutes or opens it."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._input: AudioInput | None = None
        self._check = SoundCheck()
        self._loud = 0.0

    @property
    def alarming(self) -> bool:
        """Whether viewers hear less than they should."""
        return self._input is not None and (self._input.muted or self._check.silent_s >= SILENT_S)

    def set_input(self, one: AudioInput | None) -> None:
        """Show a microphone, or none."""
        self._input = one
        self._show()

    def set_check(self, check: SoundCheck) -> None:
        """Show what the meters say of it."""
        self._check = check
        self._show()

    def set_level(self, level: MeterLevel | None) -> None:
        """Show as a line how loud viewers hear the microphone; None: not known."""
        loud = 0.0 if level is None else round((level.peak_db - FLOOR_DB) / -FLOOR_DB, 2)
        if loud != self._loud:
            self._loud = loud
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the level as a line along its foot."""
        super().paintEvent(event)
        if self._loud > 0.0:
            width = round((self.width() - 2 * _INSET_PX) * min(1.0, self._loud))
            line = QRect(_INSET_PX, self.height() - _INSET_PX - _LINE_PX, width, _LINE_PX)
            QPainter(self).fillRect(line, self.palette().highlight())

    def _show(self) -> None:
        one = self._input
        if one is None:
            return
        silent = not one.muted and self._check.silent_s >= SILENT_S
        if one.muted:
            text = self.tr("YOU TALK, BUT ARE MUTED") if self._check.muted_while_talking else self.tr("MIC MUTED")
            spoken = self.tr("Microphone is muted; press to open it")
        elif silent:
            text = self.tr("Silent for {seconds} s").format(seconds=int(self._check.silent_s))
            spoken = self.tr("Viewers hear nothing; the microphone is on; press to mute")
        else:
            text, spoken = self.tr("Mic on"), self.tr("Microphone is on; press to mute")
        icon, role = ("mic-off", "bad") if one.muted else ("warning", "warn") if silent else ("mic", "good")
        self.setText(text)
        self.setIcon(self._icons.icon(icon, role))
        self.setAccessibleName(f"{text}. {spoken}" if silent or self._check.muted_while_talking else spoken)
        self.setToolTip(one.name)
        set_property(self, "state", "failed" if one.muted else "lost" if silent else "")
