# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection that hears OBS's audio meters: 20 times a second, each replacing the one before.

OBS buffers without limit what is not read, so the reader parses and puts down, and waits for nobody but OBS.
"""

import json
import logging
from collections.abc import Callable

from obsws_python.subs import Subs
from websocket import WebSocketTimeoutException

from app.adapters.obs.side_wire import SideWire
from app.adapters.obs.sights import LatestMeters
from app.adapters.obs.wire import Wire
from app.domain.clock import Clock
from app.domain.obs.meters import MeterFrame, read_meters

_log = logging.getLogger(__name__)

METER_SUBSCRIPTION = int(Subs.INPUTVOLUMEMETERS)

_EVENT = 5
_POLL_S = 1.0


class MeterThread:
    """Keeps ``LatestMeters`` new while levels are watched."""

    def __init__(self, make: Callable[[], Wire], latest: LatestMeters, clock: Clock) -> None:
        self._latest = latest
        self._clock = clock
        self._told_unreadable = False
        self.side = SideWire("obs-meters", make, self._read)

    def _read(self, wire: Wire) -> None:
        try:
            while self.side.wanted:
                try:
                    text = wire.next_message(_POLL_S)
                except WebSocketTimeoutException:
                    continue
                except UnicodeDecodeError as error:
                    self._unreadable(error)
                    continue
                self._take(text)
        finally:
            self._latest.put(None)

    def _take(self, text: str) -> None:
        try:
            frame = frame_in(text, self._clock.monotonic())
        except Exception as error:  # noqa: BLE001 - one bad message must not end the reading of the others
            self._unreadable(error)
            return
        if frame is not None:
            self._latest.put(frame)
            self.side.worked()

    def _unreadable(self, error: Exception) -> None:
        if not self._told_unreadable:
            self._told_unreadable = True
            _log.warning("audio levels of OBS could not be read (%s); they are left out", type(error).__name__)


def frame_in(text: str, at: float) -> MeterFrame | None:
    """Return the levels in a message that came at ``at`` (monotonic s); None where it brings something else.

    Raises:
        ValueError, KeyError, TypeError: it is no message of OBS's.
    """
    message = json.loads(text)
    if message["op"] != _EVENT or message["d"]["eventType"] != "InputVolumeMeters":
        return None
    return read_meters(message["d"]["eventData"], at)
