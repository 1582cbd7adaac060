# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faders: those in use in front, the many muted ones behind a button."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.obs.commands import ObsOutcome
from app.domain.obs.faders import front_inputs
from app.domain.obs.state import AudioInput
from app.ui.icons import IconSet
from app.ui.live.actions import microphone
from app.ui.live.drawer.mixer_row import MixerRow
from app.ui.live.drawer.section import DeskView, Section, remove_all
from app.ui.theme.scale import ROOMY, Scale, Type

MeterFactory = Callable[[str], QWidget]


class Mixer(Section):
    """One row for each audio input. What was open once stays in front until OBS loads other scenes."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._scale = ROOMY
        self._view = DeskView()
        self._rows: dict[str, MixerRow] = {}
        self._kept: set[str] = set()
        self._all = False
        self._make_meter: MeterFactory | None = None
        self._nothing = QLabel(self.tr("No sound inputs."))
        self._nothing.setProperty("tone", "muted")
        self.more = QPushButton()
        self.more.setProperty("kind", "quiet")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self._on_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self.more)
        self._column.addStretch(1)

    @property
    def shown(self) -> tuple[str, ...]:
        """The inputs whose faders are on show."""
        return tuple(name for name, row in self._rows.items() if not row.isHidden())

    def row(self, name: str) -> MixerRow:
        """Return the row of an input. Raises KeyError if there is none."""
        return self._rows[name]

    def set_meter_factory(self, make: MeterFactory) -> None:
        """Give every row the meter that ``make`` returns for the input's name. The row owns it."""
        self._make_meter = make
        for name, row in self._rows.items():
            row.set_meter(make(name))

    def facts(self, view: DeskView) -> Hashable:
        """Return what of ``view`` is shown here."""
        return (view.state.audio, view.sources, view.state.connected, view.state.epoch)

    def set_view(self, view: DeskView) -> None:
        """Show the inputs that may be heard and changed."""
        if view.state.epoch != self._view.state.epoch:
            self._kept.clear()
        self._view = view
        inputs = tuple(one for one in view.state.audio if view.sources.has(one.name))
        if tuple(self._rows) != tuple(one.name for one in inputs):
            self._rebuild(inputs)
        self._kept.update(one.name for one in inputs if not one.muted)
        mic = microphone(view.state)
        if mic is not None:
            self._kept.add(mic.name)
        for one in inputs:
            self._rows[one.name].set_input(one)
            self._rows[one.name].set_usable(view.state.connected)
        self._show_front(inputs)

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Pass it on to the row."""
        for row in self._rows.values():
            row.on_outcome(outcome)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self._nothing.setFont(scale.font(Type.BODY))
        self.more.setFont(scale.font(Type.SMALL))
        self._column.setSpacing(scale.gap)
        for row in self._rows.values():
            row.set_scale(scale)

    def _rebuild(self, inputs: tuple[AudioInput, ...]) -> None:
        before, self._rows = self._rows, {}
        for position, one in enumerate(inputs):
            row = before.pop(one.name, None) or self._new_row(one)
            self._rows[one.name] = row
            self._column.insertWidget(position, row)
        remove_all(self._column, before.values())

    def _new_row(self, one: AudioInput) -> MixerRow:
        row = MixerRow(self._icons, one)
        row.set_scale(self._scale)
        row.command_requested.connect(self.command_requested)
        if self._make_meter is not None:
            row.set_meter(self._make_meter(one.name))
        return row

    def _show_front(self, inputs: tuple[AudioInput, ...]) -> None:
        front = {one.name for one in front_inputs(inputs, self._kept)}
        for name, row in self._rows.items():
            row.setVisible(self._all or name in front)
        behind = len(inputs) - len(front)
        self._nothing.setVisible(not inputs)
        self.more.setVisible(behind > 0)
        words = self.tr("Show fewer") if self._all else self.tr("Show all ({count} more)").format(count=behind)
        self.more.setText(words)
        self.more.setAccessibleName(words)

    def _on_more(self) -> None:
        self._all = not self._all
        self.set_view(self._view)
