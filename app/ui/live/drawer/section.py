# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every part of the control desk has in common."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from app.domain.obs.commands import ObsOutcome
from app.domain.obs.permissions import VisibleSources
from app.domain.obs.state import ObsState, Scene
from app.ui.theme.scale import Scale


@dataclass(frozen=True, slots=True)
class DeskView:
    """OBS as the person at this desk may see it. ``scenes``: those whose contents may be changed."""

    state: ObsState = field(default_factory=ObsState)
    scenes: tuple[Scene, ...] = ()
    sources: VisibleSources = field(default_factory=VisibleSources)

    @property
    def open_program(self) -> str | None:
        """The scene on air, if its contents may be changed."""
        program = self.state.program_scene
        return program if any(scene.name == program for scene in self.scenes) else None


class Section(QWidget):
    """One subject. It shows what OBS confirmed, and of a press only that it is waiting.

    Signals:
        command_requested(ObsCommand): ask OBS for this.
    """

    command_requested = Signal(object)

    def facts(self, view: DeskView) -> Hashable:
        """Return what of ``view`` this part shows: while it is the same there is nothing new to show."""
        raise NotImplementedError

    def set_view(self, view: DeskView) -> None:
        """Show OBS."""
        raise NotImplementedError

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Take note of what came of a command, if it was about this subject."""
        raise NotImplementedError

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        raise NotImplementedError

    def tick(self, age_s: float) -> None:
        """Bring times up to date; OBS was read ``age_s`` seconds ago."""


def remove_all(layout: QLayout, widgets: Iterable[QWidget]) -> None:
    """Take ``widgets`` out of ``layout`` and let them go."""
    for widget in widgets:
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
