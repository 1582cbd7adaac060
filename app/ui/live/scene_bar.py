# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scene buttons that never claim more than OBS confirmed."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.obs.commands import ObsOutcome, SwitchScene
from app.domain.obs.state import ObsState
from app.ui.icons import IconSet
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.labels import set_property


class SceneBar(QScrollArea):
    """One button for each scene: pressed is pending, and on only when OBS says so.

    Signals:
        scene_requested(str): put this scene on air.
    """

    scene_requested = Signal(str)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._scale = ROOMY
        self._state = ObsState()
        self._pending: str | None = None
        self._failed: str | None = None
        self._buttons: dict[str, QPushButton] = {}
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Scenes"))
        self._body = QWidget()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._nothing = QLabel(self.tr("No scenes: OBS is not connected."))
        self._nothing.setProperty("tone", "muted")
        self._row.addWidget(self._nothing)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addLayout(self._row)
        column.addStretch(1)
        self._row.addStretch(1)
        self.setWidget(self._body)

    @property
    def scenes(self) -> tuple[str, ...]:
        """The scenes that have a button, in OBS's order."""
        return tuple(self._buttons)

    def state_of(self, scene: str) -> str:
        """Return ``on``, ``pending``, ``failed`` or an empty text."""
        return str(self._buttons[scene].property("state") or "")

    def minimumSizeHint(self) -> QSize:
        """Return room for one button."""
        return QSize(120, self._body.minimumSizeHint().height() + 2)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self._row.setSpacing(scale.gap)
        self._nothing.setFont(scale.font(Type.BODY))
        for button in self._buttons.values():
            self._size(button)
        self._restyle()

    def set_state(self, state: ObsState) -> None:
        """Show the scenes of OBS and which one is on."""
        self._state = state
        if tuple(self._buttons) != state.scene_names:
            self._rebuild(state.scene_names)
        if self._pending == state.program_scene or not state.connected:
            self._pending = None
        self._restyle()

    def request(self, scene: str) -> None:
        """Ask for a scene, as its button does."""
        if scene in self._buttons and self._state.connected and scene != self._pending:
            self._pending, self._failed = scene, None
            self._restyle()
            self.scene_requested.emit(scene)

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Take a pending button back, and mark it where OBS did not switch."""
        if isinstance(outcome.command, SwitchScene) and outcome.command.scene == self._pending:
            self._failed = None if outcome.ok else self._pending
            self._pending = None
            self._restyle()

    def _rebuild(self, scenes: tuple[str, ...]) -> None:
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for position, scene in enumerate(scenes):
            button = QPushButton()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._on_clicked, scene))
            if position < 9:
                button.setToolTip(f"{scene}  (Ctrl+{position + 1})")
            self._size(button)
            self._buttons[scene] = button
            self._row.insertWidget(position, button)
        self._nothing.setVisible(not scenes)

    def _size(self, button: QPushButton) -> None:
        button.setFont(self._scale.font(Type.BODY))
        button.setMinimumHeight(36 if self._scale.compact else 48)

    def _restyle(self) -> None:
        for scene, button in self._buttons.items():
            on = self._state.connected and scene == self._state.program_scene
            if scene == self._pending:
                kind, icon, role, words = "pending", "pending", "warn", self.tr("{scene}: waiting for OBS")
            elif on:
                kind, icon, role, words = "on", "live", "accent", self.tr("{scene}: on now")
            elif scene == self._failed:
                kind, icon, role, words = "failed", "error", "bad", self.tr("{scene}: OBS did not switch")
            else:
                kind, icon, role, words = "", "scene", "muted", "{scene}"
            button.setText(scene.replace("&", "&&"))
            calm = self._scale.compact and not kind
            button.setIcon(QIcon() if calm else self._icons.icon(icon, role))
            button.setAccessibleName(words.format(scene=scene))
            button.setEnabled(self._state.connected)
            set_property(button, "state", kind)

    def _on_clicked(self, scene: str) -> None:
        self.request(scene)
