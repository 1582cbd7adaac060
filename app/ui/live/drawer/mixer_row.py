# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One fader: what OBS says the volume is, and what was asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSlider, QVBoxLayout, QWidget

from app.domain.obs.commands import ObsOutcome, SetMute, SetVolume
from app.domain.obs.faders import SILENCE_DB, STEPS, STEPS_PER_DB, fader_db, fader_step
from app.domain.obs.state import AudioInput
from app.ui.icons import IconSet
from app.ui.live.drawer.buttons import Face, StateButton
from app.ui.theme.scale import Scale, Type
from app.ui.widgets.labels import ElidedLabel, set_tone, tell
from app.ui.widgets.throttle import Throttle
from app.ui.widgets.wheel_guard import WheelGuard

SEND_EVERY_MS = 50
_LIKE_DB = 0.6 / STEPS_PER_DB


class MixerRow(QFrame):
    """Name, mute, volume, and a place for a meter.

    Signals:
        command_requested(ObsCommand): mute, open or move the fader.
    """

    command_requested = Signal(object)

    def __init__(self, icons: IconSet, one: AudioInput, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._input = one
        self._wanted_db: float | None = None
        self._failed = False
        self._name = ElidedLabel(one.name)
        self._name.setToolTip(one.name)
        self._value = QLabel()
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.mute = StateButton(
            icons,
            Face(
                "volume-off",
                "bad",
                self.tr("Muted"),
                self.tr("{name} is muted; press to open it").format(name=one.name),
            ),
            Face("volume", "good", self.tr("Open"), self.tr("{name} is open; press to mute").format(name=one.name)),
        )
        self.mute.set_icon_only()
        self.mute.wanted.connect(self._on_mute_wanted)
        self.fader = QSlider(Qt.Orientation.Horizontal)
        self.fader.setRange(0, STEPS)
        self.fader.setPageStep(5 * STEPS_PER_DB)
        self.fader.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fader.setAccessibleName(self.tr("Volume of {name}").format(name=one.name))
        WheelGuard(self).guard(self.fader)
        self.fader.valueChanged.connect(self._on_fader_moved)
        self._throttle = Throttle(SEND_EVERY_MS, self)
        self._throttle.passed.connect(self._send_volume)
        self._build()
        self.set_input(one)

    @property
    def value_text(self) -> str:
        """The volume as it is told: confirmed, or confirmed and asked for."""
        return self._value.text()

    def set_meter(self, meter: QWidget) -> None:
        """Put a meter under the fader."""
        self._meter_place.addWidget(meter)

    def set_input(self, one: AudioInput) -> None:
        """Show what OBS says."""
        self._input = one
        self.mute.set_fact(one.muted)
        if self._wanted_db is not None and abs(one.volume_db - self._wanted_db) < _LIKE_DB:
            self._wanted_db = None
        self._follow()
        self._show_value()

    def set_usable(self, usable: bool) -> None:
        """Allow or refuse presses; without OBS nothing waits any more."""
        self.mute.setEnabled(usable)
        self.fader.setEnabled(usable)
        if not usable:
            self.mute.give_up()
            self._wanted_db = None
            self._follow()
            self._show_value()

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Stop waiting where the newest wish was answered."""
        command = outcome.command
        if isinstance(command, SetMute) and command.input_name == self._input.name:
            self.mute.settle(outcome.ok)
        elif isinstance(command, SetVolume) and command.input_name == self._input.name:
            self._on_volume_answered(command.volume_db, outcome.ok)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._name.setFont(scale.font(Type.BODY))
        self._value.setFont(scale.font(Type.SMALL))
        side = 32 if scale.compact else 36
        self.mute.setFixedSize(side + 8, side)

    def _build(self) -> None:
        self._meter_place = QVBoxLayout()
        self._meter_place.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.mute, 0, 0, 2, 1)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._value, 0, 2)
        grid.addWidget(self.fader, 1, 1, 1, 2)
        grid.addLayout(self._meter_place, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _on_mute_wanted(self, muted: bool) -> None:
        self.command_requested.emit(SetMute(self._input.name, muted))

    def _on_fader_moved(self, step: int) -> None:
        self._wanted_db, self._failed = fader_db(step), False
        self._show_value()
        self._throttle.push(self._wanted_db)

    def _send_volume(self, volume_db: float) -> None:
        self.command_requested.emit(SetVolume(self._input.name, volume_db))

    def _on_volume_answered(self, volume_db: float, ok: bool) -> None:
        if volume_db != self._wanted_db:
            return
        self._wanted_db = None
        self._failed = not ok
        self._follow()
        self._show_value()

    def _follow(self) -> None:
        if self._wanted_db is None and not self.fader.isSliderDown():
            self.fader.blockSignals(True)
            self.fader.setValue(fader_step(self._input.volume_db))
            self.fader.blockSignals(False)

    def _show_value(self) -> None:
        now = db_text(self._input.volume_db)
        if self._wanted_db is not None:
            tell(self._value, f"{now} → {db_text(self._wanted_db)} dB …")
            set_tone(self._value, "warn")
        elif self._failed:
            tell(self._value, self.tr("{value} dB, not changed").format(value=now))
            set_tone(self._value, "bad")
        else:
            tell(self._value, f"{now} dB")
            set_tone(self._value, "muted")


def db_text(volume_db: float) -> str:
    """Return a volume in dB as a person reads it."""
    return "-∞" if volume_db <= SILENCE_DB else f"{volume_db:.1f}"
