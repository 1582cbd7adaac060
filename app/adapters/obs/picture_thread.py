# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The connection that asks OBS for pictures of scenes: one at a time, small, and rarer where they take long."""

import base64
import logging
from collections.abc import Callable

from app.adapters.obs.failures import NotReadyError
from app.adapters.obs.reads import NOT_READY, data_of
from app.adapters.obs.side_wire import SideWire, UnsupportedError
from app.adapters.obs.sights import Sights
from app.adapters.obs.state_store import StateStore
from app.adapters.obs.wire import Answer, Request, Wire
from app.domain.clock import Clock
from app.domain.obs.jpeg import jpeg_size
from app.domain.obs.state import LinkPhase
from app.domain.obs.watch import Picture, PicturePlan, Shot

_log = logging.getLogger(__name__)

SCREENSHOT = "GetSourceScreenshot"

_FORMATS = ("jpg", "jpeg")
_QUALITY = 75
_ANSWER_S = 5.0
_NOT_LIVE_S = 0.25
_OVERSIZE = 4
"""So many times as large as asked may a picture be: the first of an upright scene is asked for by its width."""
_LOOK_S = 0.1
"""How soon (s) a scene that came on air is noticed."""


class PictureThread:
    """Keeps ``LatestPictures`` new while pictures are watched and the link is live."""

    def __init__(self, make: Callable[[], Wire], sights: Sights, store: StateStore, clock: Clock) -> None:
        self._sights = sights
        self._store = store
        self._clock = clock
        self._told_unreadable = False
        self.side = SideWire("obs-pictures", make, self._shoot)

    def _shoot(self, wire: Wire) -> None:
        image_format = self._format_of(wire)
        plan = PicturePlan()
        while self.side.wanted:
            state = self._store.state
            if state.phase is not LinkPhase.LIVE:
                self.side.pause(_NOT_LIVE_S)
                continue
            self._sights.pictures.begin(state.epoch)
            plan.aim(self._sights.interest, state.program_scene, state.scene_names)
            self._sights.pictures.keep(plan.sources)
            now = self._clock.monotonic()
            shot = plan.next_shot(now)
            if shot is None:
                self.side.pause(min(_LOOK_S, plan.wait_s(now)))
                continue
            self._take(shot, self._ask(wire, shot, image_format), state.epoch)
            after = self._clock.monotonic()
            plan.took(after - now, after)

    def _format_of(self, wire: Wire) -> str:
        """Ask whether this OBS makes pictures, and in which of the formats that the desk can show."""
        while self.side.wanted:
            try:
                version = data_of(wire.request(Request("GetVersion")))
            except NotReadyError:
                self.side.pause(_NOT_LIVE_S)
                continue
            offered = {str(name).lower() for name in version.get("supportedImageFormats", ())}
            known = next((name for name in _FORMATS if name in offered), None)
            if known is None or SCREENSHOT not in version["availableRequests"]:
                raise UnsupportedError(SCREENSHOT)
            return known
        return _FORMATS[0]

    def _ask(self, wire: Wire, shot: Shot, image_format: str) -> Answer:
        before = self._sights.pictures.pictures.get(shot.source)
        upright = before is not None and before.height > before.width
        wanted = {
            "sourceName": shot.source,
            "imageFormat": image_format,
            # One edge only: told both, OBS stretches the picture.
            "imageHeight" if upright else "imageWidth": shot.edge_px,
            "imageCompressionQuality": _QUALITY,
        }
        return wire.request(Request(SCREENSHOT, wanted), _ANSWER_S)

    def _take(self, shot: Shot, answer: Answer, epoch: int) -> None:
        pictures = self._sights.pictures
        if answer.code == NOT_READY or self._store.state.epoch != epoch:
            return
        if not answer.ok:
            pictures.drop(shot.source)
            return
        try:
            picture = picture_in(answer, shot, self._clock.monotonic())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            pictures.drop(shot.source)
            self._unreadable(error)
            return
        pictures.put(picture)
        self.side.worked()

    def _unreadable(self, error: Exception) -> None:
        if not self._told_unreadable:
            self._told_unreadable = True
            _log.warning("a picture from OBS could not be read (%s); it is left out", type(error).__name__)


def picture_in(answer: Answer, shot: Shot, at: float) -> Picture:
    """Return the picture in OBS's answer.

    Raises:
        ValueError: it is not a JPEG, or much larger than asked: the desk shows small pictures only.
        KeyError, TypeError, AttributeError: the answer is not of the form that OBS gives.
    """
    jpeg = base64.b64decode(answer.data["imageData"].partition(",")[2], validate=True)
    width, height = jpeg_size(jpeg)
    if max(width, height) > _OVERSIZE * shot.edge_px:
        raise ValueError(f"{width}x{height} where {shot.edge_px} was asked")
    return Picture(shot.source, jpeg, at, width, height)
