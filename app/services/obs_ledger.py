# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes into the ledger by itself what OBS did while a session was open: stream, recording, scene on air."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject

from app.contract.events import EventKind
from app.contract.studio_bodies import STUDIO_TEXT_LENGTH, OutputChangedBody, SceneChangedBody
from app.domain.drafts import EventDrafter
from app.domain.obs.state import ObsState, OutputPhase
from app.domain.session_state import SessionState
from app.services.obs import ObsService
from app.services.session import SessionService

OBS_ACTOR = "OBS"
"""In whose name the entries are: nobody at the desk pressed anything."""

_ON = frozenset((OutputPhase.ON, OutputPhase.RECONNECTING, OutputPhase.PAUSED))
_SETTLED = _ON | {OutputPhase.OFF}


@dataclass(frozen=True, slots=True)
class _Told:
    """What the ledger says of OBS. A session starts with nothing on and no scene known."""

    stream: bool = False
    record: bool = False
    scene: str | None = None


class ObsLedgerService(QObject):
    """Follows OBS and the session. Only what OBS confirmed is written, and only where the ledger says otherwise.

    While an output starts or stops, and while OBS does not answer, nothing is known and nothing is written. What has
    changed by the first look, at the session's opening or after a lost link, is written as ``found``.
    """

    def __init__(self, obs: ObsService, session: SessionService, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._state = obs.state
        self._session_id: str | None = None
        self._told = _Told()
        self._seen_epoch: int | None = None
        obs.state_changed.connect(self._on_obs_changed)
        session.session_changed.connect(self._on_session_changed)

    def _on_obs_changed(self, state: ObsState) -> None:
        self._state = state
        self._look()

    def _on_session_changed(self, session: SessionState | None) -> None:
        session_id = session.session_id if session else None
        if session is None or session_id == self._session_id:
            self._session_id = session_id
            return
        self._session_id = session_id
        self._told = _told_by(session)
        self._seen_epoch = None
        self._look()

    def _look(self) -> None:
        """Write how OBS differs from what the ledger says."""
        state = self._state
        if not state.connected:
            self._seen_epoch = None
            return
        if self._session_id is None or self._session.closing:
            return
        found = self._seen_epoch != state.epoch
        self._seen_epoch = state.epoch
        self._write_stream(self._session_id, state, found)
        self._write_record(self._session_id, state, found)
        self._write_scene(self._session_id, state, found)

    def _write_stream(self, session_id: str, state: ObsState, found: bool) -> None:
        on = state.stream in _ON
        if state.stream not in _SETTLED or on is self._told.stream:
            return
        self._told = replace(self._told, stream=on)
        kind = EventKind.STREAM_STARTED if on else EventKind.STREAM_STOPPED
        running = state.stream_ms if on and found else None
        self._write_output(session_id, kind, OutputChangedBody(**_seen(state, found), running_ms=running))

    def _write_record(self, session_id: str, state: ObsState, found: bool) -> None:
        on = state.record in _ON
        if state.record not in _SETTLED or on is self._told.record:
            return
        self._told = replace(self._told, record=on)
        kind = EventKind.RECORD_STARTED if on else EventKind.RECORD_STOPPED
        running = state.record_ms if on and found else None
        path = None if found else state.record_path[:STUDIO_TEXT_LENGTH] or None
        self._write_output(session_id, kind, OutputChangedBody(**_seen(state, found), running_ms=running, path=path))

    def _write_output(self, session_id: str, kind: EventKind, body: OutputChangedBody) -> None:
        self._session.submit(self._drafter().output_changed(session_id, kind, body))

    def _write_scene(self, session_id: str, state: ObsState, found: bool) -> None:
        scene = (state.program_scene or "")[:STUDIO_TEXT_LENGTH]
        if not scene or scene == self._told.scene:
            return
        self._told = replace(self._told, scene=scene)
        body = SceneChangedBody(**_seen(state, found), scene=scene, studio_mode=state.studio_mode)
        self._session.submit(self._drafter().scene_changed(session_id, body))

    def _drafter(self) -> EventDrafter:
        return EventDrafter(self._session.clock, OBS_ACTOR)


def _seen(state: ObsState, found: bool) -> dict[str, Any]:
    return {"obs_version": state.obs_version[:STUDIO_TEXT_LENGTH], "found": found}


def _told_by(session: SessionState) -> _Told:
    """Return what the ledger says of OBS in a session that is carried on after a restart."""
    told = _Told()
    for note in session.studio:
        match note.kind:
            case EventKind.STREAM_STARTED | EventKind.STREAM_STOPPED:
                told = replace(told, stream=note.kind == EventKind.STREAM_STARTED)
            case EventKind.RECORD_STARTED | EventKind.RECORD_STOPPED:
                told = replace(told, record=note.kind == EventKind.RECORD_STARTED)
            case EventKind.SCENE_CHANGED:
                told = replace(told, scene=note.scene)
    return told
