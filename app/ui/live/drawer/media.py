# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Films and sounds: where they stand, how long they go on, and what to do with them."""

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.obs.commands import ControlMedia, MediaAction, ObsOutcome
from app.domain.obs.quality import media_left_ms
from app.domain.obs.state import MediaInput, MediaPhase
from app.ui.clock_text import minutes_text
from app.ui.icons import IconSet
from app.ui.live.drawer.buttons import ActionButton, Face
from app.ui.live.drawer.section import DeskView, Section, remove_all
from app.ui.theme.scale import ROOMY, Scale, Type
from app.ui.widgets.labels import ElidedLabel, set_tone, tell

_LOOKS = {
    MediaPhase.IDLE: ("off", "muted"),
    MediaPhase.PLAYING: ("play", "good"),
    MediaPhase.PAUSED: ("pause", "warn"),
    MediaPhase.ENDED: ("check", "muted"),
    MediaPhase.FAILED: ("error", "bad"),
}


class MediaRow(QFrame):
    """One medium.

    Signals:
        asked(MediaAction): do this to it.
    """

    asked = Signal(object)

    def __init__(self, icons: IconSet, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._medium = MediaInput(name, MediaPhase.IDLE)
        self._shown: MediaPhase | None = None
        self._usable = False
        self._picture = QLabel()
        self._name = ElidedLabel(name)
        self._phase = QLabel()
        self.buttons = {action: ActionButton(icons, face) for action, face in self._faces(name).items()}
        for action, button in self.buttons.items():
            button.asked.connect(partial(self.asked.emit, action))
        head = QHBoxLayout()
        head.addWidget(self._picture)
        head.addWidget(self._name, 1)
        head.addWidget(self._phase)
        keys = QHBoxLayout()
        for button in self.buttons.values():
            keys.addWidget(button)
        keys.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(keys)

    @property
    def phase_text(self) -> str:
        """How the medium stands, in words."""
        return self._phase.text()

    def set_medium(self, medium: MediaInput, *, usable: bool) -> None:
        """Show how it stands."""
        self._medium, self._usable = medium, usable
        playing, paused = medium.phase is MediaPhase.PLAYING, medium.phase is MediaPhase.PAUSED
        useful = {
            MediaAction.PLAY: not playing,
            MediaAction.PAUSE: playing,
            MediaAction.RESTART: True,
            MediaAction.STOP: playing or paused,
        }
        for action, button in self.buttons.items():
            button.setEnabled(usable and useful[action])
            if not usable:
                button.give_up()
        if medium.phase is not self._shown:
            self._shown = medium.phase
            icon, role = _LOOKS[medium.phase]
            self._picture.setPixmap(self._icons.pixmap(icon, role, 18))
            set_tone(self._phase, role)

    def tick(self, age_s: float) -> None:
        """Count the time left down, ``age_s`` seconds after OBS told it."""
        left = media_left_ms(self._medium, age_s if self._usable else 0.0)
        words = self._words(self._medium.phase)
        going = self._medium.phase in (MediaPhase.PLAYING, MediaPhase.PAUSED) and left is not None
        tell(self._phase, f"{words}  -{minutes_text(left // 1000)}" if going and left is not None else words)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._name.setFont(scale.font(Type.BODY))
        self._phase.setFont(scale.font(Type.SMALL))
        for button in self.buttons.values():
            button.setFont(scale.font(Type.SMALL))

    def _words(self, phase: MediaPhase) -> str:
        return {
            MediaPhase.IDLE: self.tr("stopped"),
            MediaPhase.PLAYING: self.tr("playing"),
            MediaPhase.PAUSED: self.tr("paused"),
            MediaPhase.ENDED: self.tr("ended"),
            MediaPhase.FAILED: self.tr("cannot be played"),
        }[phase]

    def _faces(self, name: str) -> dict[MediaAction, Face]:
        return {
            MediaAction.PLAY: Face("play", "text", "", self.tr("Play {name}").format(name=name)),
            MediaAction.PAUSE: Face("pause", "text", "", self.tr("Pause {name}").format(name=name)),
            MediaAction.RESTART: Face("restart", "text", "", self.tr("Play {name} from the start").format(name=name)),
            MediaAction.STOP: Face("stop", "text", "", self.tr("Stop {name}").format(name=name)),
        }


class Media(Section):
    """One row for each medium of the scenes that may be changed."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._scale = ROOMY
        self._rows: dict[str, MediaRow] = {}
        self._nothing = QLabel(self.tr("No films or sounds."))
        self._nothing.setProperty("tone", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)

    def row(self, name: str) -> MediaRow:
        """Return the row of a medium. Raises KeyError if there is none."""
        return self._rows[name]

    def facts(self, view: DeskView) -> Hashable:
        """Return what of ``view`` is shown here."""
        return (view.state.media, view.sources, view.state.connected, view.state.age_base)

    def set_view(self, view: DeskView) -> None:
        """Show the media."""
        media = tuple(one for one in view.state.media if view.sources.has(one.name))
        if tuple(self._rows) != tuple(one.name for one in media):
            self._rebuild(tuple(one.name for one in media))
        for one in media:
            self._rows[one.name].set_medium(one, usable=view.state.connected)
            self._rows[one.name].tick(0.0)
        self._nothing.setVisible(not media)

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Settle the button that asked for it."""
        command = outcome.command
        if isinstance(command, ControlMedia) and command.input_name in self._rows:
            self._rows[command.input_name].buttons[command.action].settle(outcome.ok)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self._scale = scale
        self._nothing.setFont(scale.font(Type.BODY))
        for row in self._rows.values():
            row.set_scale(scale)

    def tick(self, age_s: float) -> None:
        """Count the times left down."""
        for row in self._rows.values():
            row.tick(age_s)

    def _rebuild(self, names: tuple[str, ...]) -> None:
        before, self._rows = self._rows, {}
        for position, name in enumerate(names):
            row = before.pop(name, None) or self._new_row(name)
            self._rows[name] = row
            self._column.insertWidget(position, row)
        remove_all(self._column, before.values())

    def _new_row(self, name: str) -> MediaRow:
        row = MediaRow(self._icons, name)
        row.set_scale(self._scale)
        row.asked.connect(partial(self._on_asked, name))
        return row

    def _on_asked(self, name: str, action: MediaAction) -> None:
        self.command_requested.emit(ControlMedia(name, action))
