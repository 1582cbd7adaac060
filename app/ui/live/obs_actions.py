# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What keys and buttons of the Live page ask of OBS."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.obs.commands import (
    ObsCommand,
    SetMute,
    SetPreview,
    SetRecord,
    SetStream,
    SwitchScene,
    TakePreview,
)
from app.domain.obs.state import Scene
from app.ui.live.actions import microphone

if TYPE_CHECKING:
    from app.services.obs import ObsService


class ObsActions(QObject):
    """Turns presses into commands; nothing here says that OBS obeyed."""

    def __init__(self, obs: "ObsService", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._obs = obs

    def send(self, command: ObsCommand) -> None:
        """Ask for any change."""
        self._obs.send(command)

    def switch_scene(self, scene: Scene) -> None:
        """Ask for a scene on air."""
        self.send(SwitchScene(scene.name, scene.uuid))

    def set_preview(self, scene: Scene) -> None:
        """Ask for a scene in the preview."""
        self.send(SetPreview(scene.name, scene.uuid))

    def take_preview(self) -> None:
        """Ask for the preview on air."""
        self.send(TakePreview())

    def set_stream(self, on: bool) -> None:
        """Ask to start or stop the stream."""
        self.send(SetStream(on))

    def set_record(self, on: bool) -> None:
        """Ask to start or stop the recording."""
        self.send(SetRecord(on))

    def toggle_mic(self) -> None:
        """Mute or open the microphone, as opposed to what OBS last said."""
        one = microphone(self._obs.state)
        if one is not None:
            self.send(SetMute(one.name, not one.muted))

    def retry(self) -> None:
        """Try to reach OBS now."""
        self._obs.retry_now()
