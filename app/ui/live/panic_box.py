# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The red button of the strip, and in plain words what came of it."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton

from app.domain.obs.commands import PanicOutcome
from app.domain.obs.state import LinkPhase, ObsState
from app.ui.icons import IconSet
from app.ui.theme.scale import Scale, Type
from app.ui.widgets.chip import Chip

_GOOD_SHOWN_S = 20.0
_PATIENCE_S = 4.0


@dataclass(frozen=True, slots=True)
class PanicWords:
    """What to show of a panic."""

    text: str
    icon: str
    tone: str


class PanicBox(QObject):
    """``button``, ``result`` and ``dismiss``, placed by the strip. A result that is bad stays until it is dismissed.

    Signals:
        requested: cut to the safe scene and mute, now.
        changed: there is a result to show, or none any more.
    """

    requested = Signal()
    changed = Signal()

    def __init__(self, icons: IconSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.button = QPushButton(self.tr("PANIC F12"))
        self.button.setProperty("kind", "panic")
        self.button.setIcon(icons.icon("panic", "on_alarm"))
        self.button.setAccessibleName(self.tr("Panic: show the safe scene and mute everything"))
        self.button.setToolTip(self.button.accessibleName())
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.requested)
        self.result = Chip(icons, self.tr("Panic"))
        self.dismiss = QPushButton()
        self.dismiss.setProperty("kind", "quiet")
        self.dismiss.setIcon(icons.icon("close", size=16))
        self.dismiss.setAccessibleName(self.tr("Dismiss the result of the panic"))
        self.dismiss.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dismiss.clicked.connect(self._clear)
        self._asked_at: float | None = None
        self._until: float | None = None
        self._has_result = False
        self._now = 0.0

    @property
    def has_result(self) -> bool:
        """Whether there is something to show."""
        return self._has_result

    @property
    def can_dismiss(self) -> bool:
        """Whether the result is final."""
        return self._has_result and self._asked_at is None

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self.button.setFont(scale.font(Type.BODY, bold=True))
        self.result.set_scale(scale)

    def show_asked(self) -> None:
        """Show that OBS was asked."""
        self._asked_at, self._until = self._now, None
        self._show(PanicWords(self.tr("PANIC: waiting for OBS"), "pending", "warn"))

    def show_outcome(self, outcome: PanicOutcome, state: ObsState) -> None:
        """Show what came of it. ``state`` is what was known of OBS when the outcome arrived."""
        self._asked_at = None
        self._until = self._now + _GOOD_SHOWN_S if outcome.ok else None
        self._show(self._words(outcome, state))

    def tick(self, monotonic: float) -> None:
        """Let a good result go after a while, and lose patience with an OBS that says nothing."""
        self._now = monotonic
        if self._until is not None and monotonic >= self._until:
            self._clear()
        if self._asked_at is not None and monotonic - self._asked_at >= _PATIENCE_S:
            self._show(PanicWords(self._no_answer(), "error", "bad"))

    def _words(self, outcome: PanicOutcome, state: ObsState) -> PanicWords:
        scene = outcome.order.safe_scene
        nothing_done = not outcome.scene_safe and not outcome.muted
        if nothing_done and state.phase is LinkPhase.HUNG:
            return PanicWords(self.tr("OBS hangs: viewers may still see and hear you."), "error", "bad")
        if nothing_done and not state.connected:
            return PanicWords(self._no_answer(), "error", "bad")
        sound = self._sound(outcome)
        if outcome.ok and not scene:
            words = self.tr("No safe scene is set: the picture is as before. {sound}").format(sound=sound)
            return PanicWords(words, "warning", "warn")
        if outcome.ok:
            return PanicWords(
                self.tr("Safe: viewers see “{scene}”. {sound}").format(scene=scene, sound=sound), "check", "good"
            )
        if outcome.scene_safe:
            return PanicWords(
                self.tr("Viewers see “{scene}”. {sound}").format(scene=scene, sound=sound), "warning", "bad"
            )
        if scene not in state.scene_names:
            words = self.tr("STILL SEEN: OBS has no scene “{scene}”. {sound}")
        else:
            words = self.tr("STILL SEEN: OBS did not show “{scene}”. {sound}")
        return PanicWords(words.format(scene=scene, sound=sound), "error", "bad")

    def _sound(self, outcome: PanicOutcome) -> str:
        if outcome.not_muted:
            return self.tr("STILL HEARD: {inputs}.").format(inputs=", ".join(outcome.not_muted))
        return self.tr("All sound is muted.")

    def _no_answer(self) -> str:
        return self.tr("OBS does not answer: viewers may still see and hear you.")

    def _show(self, words: PanicWords) -> None:
        self.result.show_state(words.icon, words.text, tone=words.tone, detail=words.text)
        self._has_result = True
        self.changed.emit()

    def _clear(self) -> None:
        self._until = self._asked_at = None
        self._has_result = False
        self.changed.emit()
