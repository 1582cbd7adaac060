# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the picture goes: stream, recording, replay buffer, virtual camera."""

from collections.abc import Hashable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.obs.commands import (
    MarkChapter,
    ObsCommand,
    ObsOutcome,
    PauseRecord,
    SaveReplay,
    SetRecord,
    SetReplay,
    SetStream,
    SetVirtualCamera,
    SplitRecord,
)
from app.domain.obs.state import ObsState, OutputPhase
from app.ui.icons import IconSet
from app.ui.live.drawer.buttons import ActionButton, Face, StateButton
from app.ui.live.drawer.section import DeskView, Section
from app.ui.live.output_button import OutputButton
from app.ui.theme.model import Theme
from app.ui.theme.scale import Scale, Type

_RUNNING = (OutputPhase.ON, OutputPhase.PAUSED, OutputPhase.STARTING, OutputPhase.RECONNECTING)


class Outputs(Section):
    """Everything OBS puts out. What this OBS does not have is not shown; a line says why."""

    def __init__(self, theme: Theme, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ObsState()
        self._replay_box = QWidget()
        self.stream = OutputButton(theme, icons, record=False)
        self.record = OutputButton(theme, icons, record=True)
        self.stream.requested.connect(self._on_stream_requested)
        self.record.requested.connect(self._on_record_requested)
        self.pause = StateButton(
            icons,
            Face("play", "accent", self.tr("Resume"), self.tr("The recording is paused; press to go on")),
            Face("pause", "text", self.tr("Pause"), self.tr("Pause the recording")),
        )
        self.split = ActionButton(icons, Face("split", "text", self.tr("New file"), self.tr("Record into a new file")))
        self.chapter = ActionButton(icons, Face("chapter", "text", self.tr("Chapter"), self.tr("Set a chapter mark")))
        self.replay = StateButton(
            icons,
            Face("stop", "bad", self.tr("Stop"), self.tr("The replay buffer runs; press to stop it")),
            Face("play", "text", self.tr("Start"), self.tr("Start the replay buffer")),
        )
        self.save = ActionButton(icons, Face("save", "text", self.tr("Save"), self.tr("Save the replay")))
        self.camera = StateButton(
            icons,
            Face("stop", "bad", self.tr("Stop"), self.tr("The virtual camera runs; press to stop it")),
            Face("play", "text", self.tr("Start"), self.tr("Start the virtual camera")),
        )
        self._no_replay = QLabel(self.tr("This OBS has no replay buffer. Switch it on in OBS: Settings, Output."))
        self._no_camera = QLabel(self.tr("This OBS has no virtual camera on this PC."))
        self._headings = [QLabel(text) for text in self._heading_texts()]
        self._connect()
        self._build()

    def facts(self, view: DeskView) -> Hashable:
        """Return what of ``view`` is shown here."""
        return (
            *(view.state.stream, view.state.record, view.state.replay, view.state.virtual_camera),
            *(view.state.connected, view.state.available_requests),
        )

    def set_view(self, view: DeskView) -> None:
        """Show the outputs."""
        state = self._state = view.state
        self.stream.set_state(state)
        self.record.set_state(state)
        recording = state.connected and state.record in (OutputPhase.ON, OutputPhase.PAUSED)
        self.pause.set_fact(state.record is OutputPhase.PAUSED)
        for button, request in ((self.split, "SplitRecordFile"), (self.chapter, "CreateRecordChapter")):
            button.setVisible(state.can(request))
            button.setEnabled(recording and state.record is OutputPhase.ON)
        self.pause.setEnabled(recording)
        self._show_optional(self.replay, self._no_replay, state.replay)
        self._show_optional(self.camera, self._no_camera, state.virtual_camera)
        self._replay_box.setVisible(state.replay is not None)
        self.save.setVisible(state.replay is not None)
        self.save.setEnabled(state.connected and state.replay is OutputPhase.ON)
        if not state.connected:
            for waiting in (self.pause, self.replay, self.camera, self.split, self.chapter, self.save):
                waiting.give_up()

    def on_outcome(self, outcome: ObsOutcome) -> None:
        """Settle the button that asked for it."""
        self.stream.on_outcome(outcome)
        self.record.on_outcome(outcome)
        settled: dict[type[ObsCommand], StateButton | ActionButton] = {
            PauseRecord: self.pause,
            SplitRecord: self.split,
            MarkChapter: self.chapter,
            SetReplay: self.replay,
            SaveReplay: self.save,
            SetVirtualCamera: self.camera,
        }
        button = settled.get(type(outcome.command))
        if button is not None:
            button.settle(outcome.ok)

    def set_scale(self, scale: Scale) -> None:
        """Use the sizes of ``scale``."""
        self.stream.set_scale(scale)
        self.record.set_scale(scale)
        for label in self._headings:
            label.setFont(scale.font(Type.SMALL))
        for label in (self._no_replay, self._no_camera):
            label.setFont(scale.font(Type.SMALL))
        for button in self._buttons():
            button.setFont(scale.font(Type.SMALL))

    def _heading_texts(self) -> tuple[str, str, str, str]:
        return self.tr("Stream"), self.tr("Recording"), self.tr("Replay buffer"), self.tr("Virtual camera")

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.pause, self.split, self.chapter, self.replay, self.save, self.camera

    def _connect(self) -> None:
        self.pause.wanted.connect(self._on_pause_wanted)
        self.split.asked.connect(self._on_split_asked)
        self.chapter.asked.connect(self._on_chapter_asked)
        self.replay.wanted.connect(self._on_replay_wanted)
        self.save.asked.connect(self._on_save_asked)
        self.camera.wanted.connect(self._on_camera_wanted)

    def _build(self) -> None:
        extras, replay = QWidget(), self._replay_box
        for box, buttons in ((extras, (self.pause, self.split, self.chapter)), (replay, (self.replay, self.save))):
            line = QHBoxLayout(box)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            for button in buttons:
                line.addWidget(button)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[QWidget, ...], ...] = (
            (self.stream,),
            (self.record,),
            (replay, self._no_replay),
            (self.camera, self._no_camera),
        )
        for heading, widgets in zip(self._headings, rows, strict=True):
            heading.setProperty("tone", "muted")
            row = grid.rowCount()
            grid.addWidget(heading, row, 0)
            for widget in widgets:
                grid.addWidget(widget, row, 1)
            if widgets[0] is self.record:
                grid.addWidget(extras, row + 1, 0, 1, 2)
        for label in (self._no_replay, self._no_camera):
            label.setWordWrap(True)

    def _show_optional(self, button: StateButton, why: QLabel, phase: OutputPhase | None) -> None:
        button.setVisible(phase is not None)
        why.setVisible(phase is None and self._state.connected)
        button.set_fact(phase in _RUNNING)
        button.setEnabled(self._state.connected and phase is not OutputPhase.STOPPING)

    def _on_stream_requested(self, on: bool) -> None:
        self.command_requested.emit(SetStream(on))

    def _on_record_requested(self, on: bool) -> None:
        self.command_requested.emit(SetRecord(on))

    def _on_pause_wanted(self, paused: bool) -> None:
        self.command_requested.emit(PauseRecord(paused))

    def _on_split_asked(self) -> None:
        self.command_requested.emit(SplitRecord())

    def _on_chapter_asked(self) -> None:
        self.command_requested.emit(MarkChapter())

    def _on_replay_wanted(self, on: bool) -> None:
        self.command_requested.emit(SetReplay(on))

    def _on_save_asked(self) -> None:
        self.command_requested.emit(SaveReplay())

    def _on_camera_wanted(self, on: bool) -> None:
        self.command_requested.emit(SetVirtualCamera(on))
