# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OBS on Qt's threads: the link's states and outcomes become signals of the UI thread."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, Signal

from app.adapters.obs.port import ObsControl
from app.domain.obs.commands import ObsCommand, ObsFailure, ObsOutcome, Panic, PanicOutcome
from app.domain.obs.meters import MeterFrame
from app.domain.obs.state import ObsState
from app.domain.obs.watch import Picture, Watch

_NO_PICTURES: Mapping[str, Picture] = MappingProxyType({})

LinkFactory = Callable[[Callable[[ObsState], None]], ObsControl]


class ObsService(QObject):
    """Owns the link to OBS. Lives on the UI thread; nothing here waits for OBS except ``stop``.

    Signals:
        state_changed: the new ``ObsState``.
        command_finished: the ``ObsOutcome`` of a command sent or submitted.
        panic_finished: the ``PanicOutcome`` of a panic.
    """

    state_changed = Signal(object)
    command_finished = Signal(object)
    panic_finished = Signal(object)
    _state_arrived = Signal(object)
    _outcome_arrived = Signal(object)
    _panic_arrived = Signal(object)

    def __init__(self, link_factory: LinkFactory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("obs-service")
        self._link_factory = link_factory
        self._link: ObsControl | None = None
        self._state = ObsState()
        self._interest = Watch()
        self._state_arrived.connect(self._on_state, Qt.ConnectionType.QueuedConnection)
        self._outcome_arrived.connect(self._on_outcome, Qt.ConnectionType.QueuedConnection)
        self._panic_arrived.connect(self._on_panic, Qt.ConnectionType.QueuedConnection)

    @property
    def state(self) -> ObsState:
        """OBS as last told on this thread."""
        return self._state

    def start(self) -> None:
        """Begin to connect. Does nothing while the link is up or trying."""
        if self._link is None:
            self._link = self._link_factory(self._state_arrived.emit)
            if self._interest != Watch():
                self._link.watch(self._interest)
            self._link.start()

    def stop(self) -> None:
        """Drop the link, within 3 s even if OBS hangs. Never stops the stream."""
        if self._link is not None:
            link, self._link = self._link, None
            link.close()

    def send(self, command: ObsCommand) -> None:
        """Ask OBS for a change; ``command_finished`` tells what came of it."""
        self.submit(command)

    def submit(self, command: ObsCommand) -> Future[ObsOutcome]:
        """Ask OBS for a change and return its outcome to come. Never wait for it on the UI thread."""
        if self._link is None:
            future: Future[ObsOutcome] = Future()
            future.set_result(ObsOutcome(command, ObsFailure.NO_LINK, "OBS is not connected. Nothing was changed."))
        else:
            future = self._link.submit(command)
        future.add_done_callback(self._forward)
        return future

    def panic(self, order: Panic) -> None:
        """Cut to the safe scene and mute, now; ``panic_finished`` tells what came of it."""
        if self._link is None:
            detail = "OBS is not connected. Viewers may still see and hear the studio: cut at OBS or at the mixer."
            self._panic_arrived.emit(PanicOutcome(order, scene_safe=False, not_muted=order.mute, detail=detail))
        else:
            self._link.panic(order).add_done_callback(self._forward_panic)

    def retry_now(self) -> None:
        """Connect at once, as after the password was corrected."""
        if self._link is not None:
            self._link.retry_now()

    @property
    def meters(self) -> MeterFrame | None:
        """The newest audio levels, while they are watched."""
        return self._link.meters if self._link is not None else None

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """The newest picture of each watched scene; another object after each change."""
        return self._link.pictures if self._link is not None else _NO_PICTURES

    def watch(self, interest: Watch) -> None:
        """Say what is looked at from now on; it holds for every later link too."""
        self._interest = interest
        if self._link is not None:
            self._link.watch(interest)

    def _forward(self, future: Future[ObsOutcome]) -> None:
        self._outcome_arrived.emit(future.result())

    def _forward_panic(self, future: Future[PanicOutcome]) -> None:
        self._panic_arrived.emit(future.result())

    def _on_panic(self, outcome: PanicOutcome) -> None:
        self.panic_finished.emit(outcome)

    def _on_state(self, state: ObsState) -> None:
        self._state = state
        self.state_changed.emit(state)

    def _on_outcome(self, outcome: ObsOutcome) -> None:
        self.command_finished.emit(outcome)
