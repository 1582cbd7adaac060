# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scene buttons that never claim more than OBS confirmed."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.obs.commands import ObsFailure, ObsOutcome, SetPreview, SwitchScene, TakePreview
from app.domain.obs.state import ObsState, Scene
from app.ui.icons import IconSet
from app.ui.live.scene_button import SceneButton
from app.ui.models.scene_slots import SceneSlots, scene_key
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.labels import set_property


class SceneBar(QWidget):
    """One button for each scene: pressed is pending, and on only when OBS says so.

    In studio mode a button sets the preview, and the Take button puts that on air.

    Signals:
        scene_requested(Scene): put this scene on air.
        preview_requested(Scene): put this scene into the preview.
        take_requested: put the preview on air.
    """

    scene_requested = Signal(object)
    preview_requested = Signal(object)
    take_requested = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._scale = ROOMY
        self._state = ObsState()
        self._slots = SceneSlots()
        self._pending: str | None = None
        self._failed: str | None = None
        self._taking = False
        self._styled: tuple[object, ...] = ()
        self._buttons: dict[str, SceneButton] = {}
        self._scroll = QScrollArea()
        self.take = QPushButton(self.tr("Take"))
        self._build()

    @property
    def scenes(self) -> tuple[str, ...]:
        """The names on the buttons, in OBS's order."""
        return tuple(button.scene.name for button in self._buttons.values())

    def state_of(self, scene: str) -> str:
        """Return ``on``, ``preview``, ``pending``, ``failed``, ``lost`` or an empty text."""
        return str(self.button_of(scene).property("state") or "")

    def button_of(self, scene: str) -> SceneButton:
        """Return the button with this name. Raises KeyError if there is none."""
        found = next((one for one in self._buttons.values() if one.scene.name == scene), None)
        if found is None:
            raise KeyError(scene)
        return found

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self._row.setSpacing(scale.gap)
        self._nothing.setFont(scale.font(Type.BODY))
        self.take.setFont(scale.font(Type.BODY, bold=True))
        self.take.setMinimumHeight(36 if scale.compact else 48)
        for button in self._buttons.values():
            button.set_scale(scale)
        self._restyle()

    def set_state(self, state: ObsState, visible: tuple[Scene, ...]) -> None:
        """Show ``visible`` of the scenes of OBS and which one is on."""
        if state.program_scene != self._state.program_scene or not state.studio_mode:
            self._taking = False
        self._state = state
        slots = self._slots.update(state, visible)
        if tuple((slot.key, slot.scene) for slot in slots) != tuple((k, b.scene) for k, b in self._buttons.items()):
            self._rebuild(tuple(slot.scene for slot in slots))
        if not state.connected or (self._pending is not None and self._is_target(self._pending)):
            self._pending = None
        self._taking = self._taking and state.connected
        self._restyle_if_new()

    def set_picture(self, scene: str, picture: QPixmap, age_s: float) -> None:
        """Show what a scene looked like ``age_s`` seconds ago; a scene without a button is left alone."""
        for key, button in self._buttons.items():
            if button.scene.name == scene:
                had = button.has_picture
                button.set_picture(picture, age_s)
                if had is not button.has_picture:
                    self._style(key, button, lost=any(slot.key == key and slot.lost for slot in self._slots.slots))

    def request_at(self, position: int) -> None:
        """Ask for the scene at ``position``, as its button does; a position without a scene does nothing."""
        keys = tuple(self._buttons)
        if position < len(keys):
            self._request(keys[position])

    def request_take(self) -> None:
        """Put the preview on air, as the button does."""
        if self.take.isEnabled() and not self.take.isHidden():
            self._taking = True
            self._restyle()
            self.take_requested.emit()

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Take a pending button back, and mark it where OBS did not switch."""
        command = outcome.command
        if isinstance(command, TakePreview):
            self._taking = False
        elif not isinstance(command, SwitchScene | SetPreview):
            return
        else:
            key = command.uuid or command.scene
            lost = outcome.failure is ObsFailure.NOT_FOUND and key in self._buttons
            if lost:
                self._slots.mark_lost(key)
            if key == self._pending:
                self._failed = None if outcome.ok or lost else key
                self._pending = None
        self._restyle()

    def _request(self, key: str) -> None:
        button = self._buttons[key]
        if not button.isEnabled() or key == self._pending:
            return
        self._pending, self._failed = key, None
        self._restyle()
        (self.preview_requested if self._state.studio_mode else self.scene_requested).emit(button.scene)

    def _is_target(self, key: str) -> bool:
        """Return whether the scene is where a press of its button would put it."""
        button = self._buttons.get(key)
        target = self._state.preview_scene if self._state.studio_mode else self._state.program_scene
        return button is None or button.scene.name == target

    def _build(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("Scenes"))
        self._body = QWidget()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._nothing = QLabel(self.tr("No scenes: OBS is not connected."))
        self._nothing.setProperty("tone", "muted")
        self._row.addWidget(self._nothing)
        self._row.addStretch(1)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addLayout(self._row)
        column.addStretch(1)
        self._scroll.setWidget(self._body)
        self.take.setIcon(self._icons.icon("take"))
        self.take.setToolTip(self.tr("Put the preview on air  (Ctrl+T)"))
        self.take.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.take.clicked.connect(self.request_take)
        self.take.hide()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.take)

    def minimumSizeHint(self) -> QSize:
        """Return room for one button."""
        return QSize(120, self._body.minimumSizeHint().height() + 2)

    def _rebuild(self, scenes: tuple[Scene, ...]) -> None:
        before, self._buttons = self._buttons, {}
        for position, scene in enumerate(scenes):
            key = scene_key(scene)
            button = before.pop(key, None) or self._new_button(key, scene)
            button.scene = scene
            key_hint = f"  (Ctrl+{position + 1})" if position < 9 else ""
            button.setToolTip(f"{scene.name}{key_hint}")
            self._buttons[key] = button
            self._row.insertWidget(position, button)
        for button in before.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self._nothing.setVisible(not scenes)

    def _new_button(self, key: str, scene: Scene) -> SceneButton:
        button = SceneButton(self._icons, scene)
        button.set_scale(self._scale)
        button.clicked.connect(partial(self._request, key))
        return button

    def _restyle_if_new(self) -> None:
        """Style the buttons where something that they show changed: OBS tells its state many times a second."""
        state = self._state
        shown = (state.connected, state.program_scene, state.preview_scene, state.studio_mode)
        if (self._slots.slots, shown, self._pending, self._taking) != self._styled:
            self._restyle()

    def _restyle(self) -> None:
        state = self._state
        shown = (state.connected, state.program_scene, state.preview_scene, state.studio_mode)
        self._styled = (self._slots.slots, shown, self._pending, self._taking)
        lost = {slot.key for slot in self._slots.slots if slot.lost}
        for key, button in self._buttons.items():
            self._style(key, button, lost=key in lost)
            usable = state.connected and key not in lost
            if button.isEnabled() is not usable:
                button.setEnabled(usable)
        studio = self._state.studio_mode and self._state.connected
        self.take.setVisible(studio)
        self.take.setEnabled(studio and not self._taking and bool(self._state.preview_scene))
        self.take.setText(self.tr("Waiting") if self._taking else self.tr("Take"))
        spoken = (
            self.tr("Waiting for OBS to put the preview on air") if self._taking else self.tr("Put the preview on air")
        )
        self.take.setAccessibleName(spoken)
        self.take.setIcon(self._icons.icon("pending" if self._taking else "take", "warn" if self._taking else "text"))
        set_property(self.take, "state", "pending" if self._taking else "")

    def _style(self, key: str, button: SceneButton, *, lost: bool) -> None:
        state, name, studio = self._state, button.scene.name, self._state.studio_mode
        on = state.connected and name == state.program_scene
        preview = state.connected and studio and name == state.preview_scene
        if lost:
            look = ("lost", "warning", "warn", self.tr("not found"), self.tr("{scene}: OBS does not have it any more"))
        elif key == self._pending:
            look = ("pending", "pending", "warn", "", self.tr("{scene}: waiting for OBS"))
        elif on:
            words = self.tr("on air") if studio else ""
            look = ("on", "live", "accent", words, self.tr("{scene}: on now"))
        elif preview:
            look = ("preview", "eye", "good", self.tr("preview"), self.tr("{scene}: in the preview"))
        elif key == self._failed:
            look = ("failed", "error", "bad", "", self.tr("{scene}: OBS did not switch"))
        else:
            calm = self._scale.compact or button.has_picture
            look = ("", "" if calm else "scene", "muted", "", "{scene}")
        kind, icon, role, words, spoken = look
        button.show_state(kind, icon, role, words=words, spoken=spoken.replace("{scene}", name))
