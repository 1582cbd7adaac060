# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that reads OBS's events. It parses and passes on, and never waits for anybody but OBS.

An unread event is buffered by OBS without limit, so a slow reader would harm the live stream.
"""

import json
import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any

from obsws_python.subs import Subs
from websocket import WebSocketTimeoutException

from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wants import Wanted, Wants
from app.adapters.obs.wire import Wire
from app.domain.clock import Clock
from app.domain.obs.outputs import Output, OutputTold
from app.domain.obs.reducer import CollectionMoved
from app.domain.obs.state import OutputPhase

_log = logging.getLogger(__name__)

SUBSCRIPTIONS = int(
    Subs.GENERAL
    | Subs.CONFIG
    | Subs.SCENES
    | Subs.INPUTS
    | Subs.TRANSITIONS
    | Subs.FILTERS
    | Subs.OUTPUTS
    | Subs.SCENEITEMS
    | Subs.MEDIAINPUTS
    | Subs.UI
)

_EVENT = 5
_POLL_S = 1.0
_OUTPUTS = {
    "StreamStateChanged": Output.STREAM,
    "RecordStateChanged": Output.RECORD,
    "ReplayBufferStateChanged": Output.REPLAY,
    "VirtualcamStateChanged": Output.VIRTUAL_CAMERA,
}
_OUTPUT_PHASES = {
    "OBS_WEBSOCKET_OUTPUT_STARTING": OutputPhase.STARTING,
    "OBS_WEBSOCKET_OUTPUT_STARTED": OutputPhase.ON,
    "OBS_WEBSOCKET_OUTPUT_STOPPING": OutputPhase.STOPPING,
    "OBS_WEBSOCKET_OUTPUT_STOPPED": OutputPhase.OFF,
    "OBS_WEBSOCKET_OUTPUT_RECONNECTING": OutputPhase.RECONNECTING,
    "OBS_WEBSOCKET_OUTPUT_RECONNECTED": OutputPhase.ON,
    "OBS_WEBSOCKET_OUTPUT_PAUSED": OutputPhase.PAUSED,
    "OBS_WEBSOCKET_OUTPUT_RESUMED": OutputPhase.ON,
}
_HINTS = {
    "CurrentProgramSceneChanged": Wanted(program=True),
    "SceneTransitionStarted": Wanted(program=True),
    "SceneTransitionEnded": Wanted(program=True),
    "CurrentPreviewSceneChanged": Wanted(studio=True),
    "StudioModeStateChanged": Wanted(studio=True),
    "CurrentSceneTransitionChanged": Wanted(studio=True),
    "CurrentSceneTransitionDurationChanged": Wanted(studio=True),
    "SceneListChanged": Wanted(lists=True),
    "SceneRemoved": Wanted(lists=True),
    "InputRemoved": Wanted(lists=True),
    "CurrentProfileChanged": Wanted(lists=True),
    # A renamed source may be an item anywhere.
    "SceneNameChanged": Wanted(everything=True),
    "InputNameChanged": Wanted(everything=True),
}


def _new_scene(name: str) -> Wanted:
    return Wanted(lists=True, containers=frozenset((name,)))


def _new_input(name: str) -> Wanted:
    return Wanted(lists=True, inputs=frozenset((name,)))


def _input(name: str) -> Wanted:
    return Wanted(inputs=frozenset((name,)))


def _container(name: str) -> Wanted:
    return Wanted(containers=frozenset((name,)))


def _filters(name: str) -> Wanted:
    return Wanted(filters=frozenset((name,)))


def _media(name: str) -> Wanted:
    return Wanted(media=frozenset((name,)))


_NAMED_HINTS: dict[str, tuple[str, Callable[[str], Wanted]]] = {
    "SceneCreated": ("sceneName", _new_scene),
    "InputCreated": ("inputName", _new_input),
    "InputMuteStateChanged": ("inputName", _input),
    "InputVolumeChanged": ("inputName", _input),
    "SceneItemCreated": ("sceneName", _container),
    "SceneItemRemoved": ("sceneName", _container),
    "SceneItemListReindexed": ("sceneName", _container),
    "SceneItemEnableStateChanged": ("sceneName", _container),
    "SceneItemLockStateChanged": ("sceneName", _container),
    "SourceFilterCreated": ("sourceName", _filters),
    "SourceFilterRemoved": ("sourceName", _filters),
    "SourceFilterListReindexed": ("sourceName", _filters),
    "SourceFilterNameChanged": ("sourceName", _filters),
    "SourceFilterEnableStateChanged": ("sourceName", _filters),
    "MediaInputPlaybackStarted": ("inputName", _media),
    "MediaInputPlaybackEnded": ("inputName", _media),
    "MediaInputActionTriggered": ("inputName", _media),
}
"""Events that name what to read: under which key, and what that is."""


class EventThread:
    """Turns events into hints: what to read again, and how an output moves."""

    def __init__(
        self,
        wire: Wire,
        store: StateStore,
        wants: Wants,
        clock: Clock,
        on_dead: Callable[[BaseException], None],
    ) -> None:
        self._wire = wire
        self._store = store
        self._wants = wants
        self._clock = clock
        self._on_dead = on_dead
        self._told_unreadable = False
        self._thread = threading.Thread(target=self._run, name="obs-events", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; whether it ended."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._wants.stopped:
                try:
                    text = self._wire.next_message(_POLL_S)
                except WebSocketTimeoutException:
                    continue
                except UnicodeDecodeError as error:
                    self._unreadable(error)
                    continue
                self._take(text)
        except Exception as error:  # noqa: BLE001 - whatever it is, this wire is done and the supervisor is told
            self._on_dead(error)

    def _take(self, text: str) -> None:
        try:
            message = json.loads(text)
            if message["op"] == _EVENT:
                self._dispatch(str(message["d"]["eventType"]), message["d"].get("eventData") or {})
        except Exception as error:  # noqa: BLE001 - one bad message must not end the reading of the others
            self._unreadable(error)

    def _unreadable(self, error: Exception) -> None:
        if not self._told_unreadable:
            self._told_unreadable = True
            _log.warning("an event of OBS could not be read (%s); reading everything again", type(error).__name__)
        self._wants.add(Wanted(everything=True))

    def _dispatch(self, kind: str, data: Mapping[str, Any]) -> None:
        if kind in _OUTPUTS:
            self._output_told(_OUTPUTS[kind], data)
        elif kind in _HINTS:
            self._wants.add(_HINTS[kind])
        elif kind in _NAMED_HINTS:
            key, wish = _NAMED_HINTS[kind]
            self._wants.add(wish(str(data[key])))
        elif kind == "CurrentSceneCollectionChanging":
            self._wants.set_changing(True)
            self._store.apply(CollectionMoved())
        elif kind == "CurrentSceneCollectionChanged":
            self._store.apply(CollectionMoved())
            self._wants.set_changing(False)

    def _output_told(self, output: Output, data: Mapping[str, Any]) -> None:
        phase = _OUTPUT_PHASES.get(str(data.get("outputState")))
        if phase is not None:
            path = str(data.get("outputPath") or "")
            self._store.apply(OutputTold(self._store.state.epoch, output, phase, self._clock.monotonic(), path))
        self._wants.add(Wanted(health=True))
