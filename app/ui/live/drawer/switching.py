# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How one picture follows another: studio mode, transition, duration."""

from collections.abc import Hashable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSpinBox, QWidget

from app.domain.obs.commands import ObsOutcome, SetStudioMode, SetTransition
from app.domain.obs.state import ObsState
from app.ui.icons import IconSet
from app.ui.live.drawer.buttons import Face, StateButton
from app.ui.live.drawer.section import DeskView, Section
from app.ui.theme.scale import Scale, Type
from app.ui.widgets.labels import set_tone, tell
from app.ui.widgets.wheel_guard import WheelGuard

_LONGEST_MS = 20_000
_STEP_MS = 50


class Switching(Section):
    """Studio mode and the transition. Choice and number show what OBS uses; a wish waits in the line beneath."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ObsState()
        self._waiting: SetTransition | None = None
        self._failed = False
        self.studio = StateButton(
            icons,
            Face("check", "accent", self.tr("Studio mode is on"), self.tr("Studio mode is on; press to leave it")),
            Face("off", "muted", self.tr("Studio mode is off"), self.tr("Studio mode is off; press to switch it on")),
        )
        self.studio.wanted.connect(self._on_studio_wanted)
        self.choice = QComboBox()
        self.choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.choice.setAccessibleName(self.tr("Transition"))
        self.choice.activated.connect(self._on_chosen)
        self.duration = QSpinBox()
        self.duration.setRange(_STEP_MS, _LONGEST_MS)
        self.duration.setSingleStep(_STEP_MS)
        self.duration.setSuffix(" ms")
        self.duration.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.duration.setKeyboardTracking(False)
        self.duration.setAccessibleName(self.tr("Duration of the transition"))
        self.duration.valueChanged.connect(self._on_duration_changed)
        WheelGuard(self).guard(self.choice, self.duration)
        self._label = QLabel(self.tr("Transition"))
        self._label.setProperty("tone", "muted")
        self.note = QLabel()
        self.note.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._label, 0, 0, 1, 2)
        grid.addWidget(self.choice, 1, 0)
        grid.addWidget(self.duration, 1, 1)
        grid.addWidget(self.note, 2, 0, 1, 2)
        grid.addWidget(self.studio, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def facts(self, view: DeskView) -> Hashable:
        """Return what of ``view`` is shown here."""
        return (view.state.transition, view.state.transitions, view.state.studio_mode, view.state.connected)

    def set_view(self, view: DeskView) -> None:
        """Show the transition in use."""
        state = self._state = view.state
        if self._waiting is not None and (not state.connected or self._is_done(self._waiting)):
            self._waiting = None
        self.studio.set_fact(state.studio_mode)
        self.studio.setEnabled(state.connected)
        if not state.connected:
            self.studio.give_up()
        self._show()

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Stop waiting."""
        if isinstance(outcome.command, SetStudioMode):
            self.studio.settle(outcome.ok)
        elif isinstance(outcome.command, SetTransition) and outcome.command == self._waiting:
            self._waiting = None
            self._failed = not outcome.ok
            self._show()

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        for widget in (self._label, self.note, self.studio, self.choice, self.duration):
            widget.setFont(scale.font(Type.SMALL))

    def _is_done(self, wish: SetTransition) -> bool:
        now = self._state.transition
        named = wish.name is None or (now is not None and now.name == wish.name)
        return named and (wish.duration_ms is None or (now is not None and now.duration_ms == wish.duration_ms))

    def _show(self) -> None:
        state, now = self._state, self._state.transition
        names = [self.choice.itemText(position) for position in range(self.choice.count())]
        if names != list(state.transitions):
            self.choice.clear()
            self.choice.addItems(state.transitions)
        self.choice.setCurrentIndex(self.choice.findText(now.name) if now is not None else -1)
        self.choice.setEnabled(state.connected and self._waiting is None)
        timed = now is not None and now.duration_ms is not None
        if now is not None and now.duration_ms is not None and not self.duration.hasFocus():
            self.duration.blockSignals(True)
            self.duration.setValue(now.duration_ms)
            self.duration.blockSignals(False)
        self.duration.setVisible(timed)
        self.duration.setEnabled(state.connected)
        self._show_note(fixed=now is not None and not timed)

    def _show_note(self, *, fixed: bool) -> None:
        wish = self._waiting
        if wish is not None:
            what = wish.name or f"{wish.duration_ms} ms"
            tell(self.note, self.tr("Waiting for OBS: {what}").format(what=what))
        elif self._failed:
            tell(self.note, self.tr("OBS did not change the transition."))
        else:
            tell(self.note, self.tr("This transition has no duration of its own.") if fixed else "")
        set_tone(self.note, "warn" if wish is not None else "bad" if self._failed else "muted")
        self.note.setVisible(bool(self.note.text()))

    def _ask(self, wish: SetTransition) -> None:
        self._waiting, self._failed = wish, False
        self._show()
        self.command_requested.emit(wish)

    def _on_studio_wanted(self, on: bool) -> None:
        self.command_requested.emit(SetStudioMode(on))

    def _on_chosen(self, position: int) -> None:
        name = self.choice.itemText(position)
        if self._state.transition is None or name != self._state.transition.name:
            self._ask(SetTransition(name=name))

    def _on_duration_changed(self, duration_ms: int) -> None:
        if self._state.transition is None or duration_ms != self._state.transition.duration_ms:
            self._ask(SetTransition(duration_ms=duration_ms))
