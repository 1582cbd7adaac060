# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start and stop of stream or recording in one button; stopping must be held."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.obs.commands import ObsOutcome, SetRecord, SetStream
from app.domain.obs.state import ObsState, OutputPhase
from app.ui.icons import IconSet
from app.ui.theme.model import Theme
from app.ui.theme.scale import Scale, Type
from app.ui.widgets.hold_button import HoldButton
from app.ui.widgets.labels import set_property


class OutputButton(HoldButton):
    """Reads from the state what a press would do, and says so.

    Signals:
        requested(bool): start (True) or stop (False).
    """

    requested = Signal(bool)

    def __init__(self, theme: Theme, icons: IconSet, *, record: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._icons = icons
        self._record = record
        self._pending: bool | None = None
        self._state = ObsState()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("tight", "true")
        self.confirmed.connect(self._on_confirmed)
        self.set_state(self._state)

    @property
    def phase(self) -> OutputPhase:
        """Where the output stands in OBS."""
        return self._state.record if self._record else self._state.stream

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self.setFont(scale.font(Type.SMALL))

    def set_state(self, state: ObsState) -> None:
        """Show what a press would do now."""
        before = self.phase
        self._state = state
        if self.phase is not before or not state.connected:
            self._pending = None
        self._show()

    def start(self) -> None:
        """Ask to start, if that is what a press would do."""
        if self.isEnabled() and self.phase is OutputPhase.OFF:
            self._on_confirmed()

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Stop waiting when the command was answered."""
        if isinstance(outcome.command, SetRecord if self._record else SetStream):
            self._pending = None
            self._show()

    def _on_confirmed(self) -> None:
        self._pending = self.phase is OutputPhase.OFF
        self._show()
        self.requested.emit(self._pending)

    def _show(self) -> None:
        on = self.phase not in (OutputPhase.OFF, OutputPhase.STOPPING)
        waiting = self._pending is not None or self.phase in (OutputPhase.STARTING, OutputPhase.STOPPING)
        if self.hold is not (on and not waiting):
            self.set_hold(on and not waiting)
        # A stream that hangs while it starts must still be stoppable; only the short wait for an answer blocks.
        self.setEnabled(self._state.connected and self._pending is None and self.phase is not OutputPhase.STOPPING)
        if self.phase is OutputPhase.STARTING and self._pending is None:
            self.set_hold(True)
        text, spoken = self._words(on=on)
        self.setText(text)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        icon = "pending" if self._pending is not None else "stop" if on else "record" if self._record else "live"
        self.setIcon(self._icons.icon(icon, "bad" if on else "text"))
        set_property(self, "state", "pending" if self._pending is not None else "")

    def _words(self, *, on: bool) -> tuple[str, str]:
        if self._pending is not None:
            waiting = self.tr("Waiting for OBS")
            return waiting, waiting
        if self._record:
            if on:
                return self.tr("Hold: stop record"), self.tr("Stop the recording: hold for one second")
            return self.tr("Record"), self.tr("Start the recording")
        if on:
            return self.tr("Hold: end stream"), self.tr("End the stream: hold for one second")
        return self.tr("Go live"), self.tr("Start the stream")
