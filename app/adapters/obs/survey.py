# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Surveys OBS once, over connections of its own, so that the desk's link never waits for it."""

import ipaddress
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from app.adapters.obs.bitmap import IMAGE_FORMAT, Bitmap, BitmapError, read_data_url
from app.adapters.obs.failures import NotReadyError, SilentError, classify
from app.adapters.obs.port import ObsAddress
from app.adapters.obs.reads import NOT_READY, data_of
from app.adapters.obs.session import greet
from app.adapters.obs.survey_inputs import ListedInput, listed_inputs, survey_input
from app.adapters.obs.survey_scenes import filters_of, frames_of, groups_in, items_of, scenes_of, video_of
from app.adapters.obs.survey_sound import METERS, loudest
from app.adapters.obs.wire import Answer, Request, Wire, silence_library
from app.domain.clock import Clock
from app.domain.obs.meters import MeterLevel
from app.domain.obs.reducer import Connected
from app.domain.obs.state import Filter, LinkFault
from app.domain.obs.survey import Picture, SeenItem, Survey, SurveyError, SurveyInput

DEADLINE_S: Final = 15.0
ANSWER_S: Final = 5.0
"""The longest wait for one answer."""
LISTEN_S: Final = 1.5
BATCH: Final = 100
"""Requests in one batch: OBS does a batch without a pause, and the desk's own requests must come in between."""
SHOT: Final = (160, 90)
"""Size (px) of the look at the program: small for OBS, large enough for a camera's noise to show."""

_log = logging.getLogger(__name__)

_WHOLE: Final = (
    "GetSceneList",
    "GetCurrentProgramScene",
    "GetInputList",
    "GetStats",
    "GetStreamStatus",
    "GetRecordStatus",
    "GetInputKindList",
    "GetVideoSettings",
    "GetSpecialInputs",
    "GetReplayBufferStatus",
    "GetSceneCollectionList",
    "GetProfileList",
)
_PARTS: Final = (
    "GetSceneItemList",
    "GetGroupSceneItemList",
    "GetSourceFilterList",
    "GetInputPropertiesListPropertyItems",
    "GetMediaInputStatus",
    "GetSourceScreenshot",
    "GetStreamServiceSettings",
)
_MAY_BE_REFUSED: Final = frozenset({"GetReplayBufferStatus"})


def take_survey(
    address: ObsAddress,
    password: str | None,
    clock: Clock,
    *,
    deadline_s: float = DEADLINE_S,
    listen_s: float = LISTEN_S,
) -> Survey:
    """Connect, read what the preflight and the drift check judge, hang up. Blocks up to ``deadline_s`` seconds.

    Nothing is changed in OBS. ``listen_s`` is how long its audio meters are listened to.

    Raises:
        SurveyError: OBS could not be reached or did not answer.
    """
    silence_library()
    wires = (Wire(address), Wire(address, subscriptions=METERS))
    try:
        return _Surveyor(*wires, clock, deadline_s, listen_s).run(password, local=_is_local(address.host))
    except NotReadyError as error:
        raise SurveyError(LinkFault.NONE, "OBS is busy loading. Nothing was checked; try again in a moment.") from error
    except Exception as error:
        failure = classify(error)
        raise SurveyError(failure.fault, failure.detail) from error
    finally:
        for wire in wires:
            wire.abort()
            wire.release()


@dataclass(frozen=True, slots=True)
class _Scenery:
    """What the scenes hold, and what the inputs are."""

    items: tuple[SeenItem, ...]
    inputs: tuple[SurveyInput, ...]
    filters: tuple[Filter, ...]


class _Surveyor:
    """One survey over two wires; the second one gets the meters."""

    def __init__(self, wire: Wire, ear: Wire, clock: Clock, deadline_s: float, listen_s: float) -> None:
        self._wire = wire
        self._ear = ear
        self._clock = clock
        self._end = clock.monotonic() + deadline_s
        self._listen_s = listen_s
        self._available: frozenset[str] = frozenset()

    def run(self, password: str | None, *, local: bool) -> Survey:
        for wire in (self._wire, self._ear):
            wire.open()
            wire.identify(password)
        obs = greet(self._wire, self._clock)
        self._available = obs.available_requests
        whole = self._whole()
        scenery = self._scenery(whole, local=local)
        program = str(data_of(whole["GetCurrentProgramScene"])["currentProgramSceneName"])
        first = self._shot(program)
        levels = self._listen()
        picture = _picture(first, self._shot(program) if first is not None else None)
        return self._survey(obs, whole, scenery, levels, picture)

    def _survey(
        self,
        obs: Connected,
        whole: Mapping[str, Answer],
        scenery: _Scenery,
        levels: tuple[MeterLevel, ...] | None,
        picture: Picture | None,
    ) -> Survey:
        stats, stream = data_of(whole["GetStats"]), data_of(whole["GetStreamStatus"])
        program = str(data_of(whole["GetCurrentProgramScene"])["currentProgramSceneName"])
        kinds, video, free = _said(whole, "GetInputKindList"), _said(whole, "GetVideoSettings"), stats.get(_FREE)
        replay = _said(whole, "GetReplayBufferStatus")
        return Survey(
            taken_at=self._clock.now().isoformat(),
            obs_version=obs.obs_version,
            websocket_version=obs.websocket_version,
            platform=obs.platform,
            password_asked="authentication" in self._wire.server_hello["d"],
            not_told=self._not_told(whole),
            collection=str(_said(whole, "GetSceneCollectionList").get("currentSceneCollectionName", "")),
            profile=str(_said(whole, "GetProfileList").get("currentProfileName", "")),
            input_kinds=frozenset(map(str, kinds["inputKinds"])) if kinds else None,
            scenes=scenes_of(data_of(whole["GetSceneList"]), program),
            program_scene=program,
            items=scenery.items,
            inputs=scenery.inputs,
            filters=scenery.filters,
            picture=picture,
            levels=levels,
            video=video_of(video) if video else None,
            frames=frames_of(stats, stream),
            disk_free_mb=None if free is None else float(free),
            service_set=self._service_set(),
            streaming=bool(stream["outputActive"]),
            recording=bool(data_of(whole["GetRecordStatus"])["outputActive"]),
            replay=bool(replay["outputActive"]) if replay else None,
        )

    def _whole(self) -> dict[str, Answer]:
        asked = [Request(kind) for kind in _WHOLE if kind in self._available]
        return {answer.kind: answer for answer in self._ask(asked)}

    def _scenery(self, whole: Mapping[str, Answer], *, local: bool) -> _Scenery:
        scenes = [str(scene["sceneName"]) for scene in data_of(whole["GetSceneList"])["scenes"]]
        items = self._items("GetSceneItemList", scenes)
        items += self._items("GetGroupSceneItemList", groups_in(items))
        listed = listed_inputs(data_of(whole["GetInputList"])["inputs"], _said(whole, "GetSpecialInputs"))
        answers = self._of_inputs(listed)
        inputs = tuple(survey_input(one, answers[one.name], local=local) for one in listed)
        filters = [
            found for one in listed for found in filters_of(one.name, answers[one.name].get("GetSourceFilterList"))
        ]
        filters += self._scene_filters(scenes)
        return _Scenery(tuple(items), inputs, tuple(filters))

    def _items(self, kind: str, containers: Sequence[str]) -> list[SeenItem]:
        if kind not in self._available:
            return []
        answers = self._ask([Request(kind, {"sceneName": name}) for name in containers])
        return [seen for name, answer in zip(containers, answers, strict=True) for seen in items_of(name, answer)]

    def _of_inputs(self, listed: Sequence[ListedInput]) -> dict[str, dict[str, Answer]]:
        asked = [(one.name, request) for one in listed for request in one.requests() if request.kind in self._available]
        found: dict[str, dict[str, Answer]] = {one.name: {} for one in listed}
        answers = self._ask([request for _name, request in asked])
        for (name, _request), answer in zip(asked, answers, strict=True):
            found[name][answer.kind] = answer
        return found

    def _scene_filters(self, scenes: Sequence[str]) -> list[Filter]:
        if "GetSourceFilterList" not in self._available:
            return []
        answers = self._ask([Request("GetSourceFilterList", {"sourceName": name}) for name in scenes])
        return [found for name, answer in zip(scenes, answers, strict=True) for found in filters_of(name, answer)]

    def _service_set(self) -> bool | None:
        """Whether a stream service is set. Its server and key go no further than these lines."""
        if "GetStreamServiceSettings" not in self._available:
            return None
        answer = self._wire.request(Request("GetStreamServiceSettings"), self._left())
        if not answer.ok:
            return None
        settings = answer.data.get("streamServiceSettings") or {}
        where = settings.get("server") or settings.get("service")
        return bool(where and (settings.get("key") or settings.get("bearer_token")))

    def _shot(self, scene: str) -> Bitmap | None:
        if "GetSourceScreenshot" not in self._available:
            return None
        wanted = {"sourceName": scene, "imageFormat": IMAGE_FORMAT, "imageWidth": SHOT[0], "imageHeight": SHOT[1]}
        answer = self._wire.request(Request("GetSourceScreenshot", wanted), self._left())
        if not answer.ok:
            return None
        try:
            return read_data_url(str(answer.data.get("imageData", "")))
        except BitmapError as error:
            _log.info("the program picture could not be read: %s", error)
            return None

    def _listen(self) -> tuple[MeterLevel, ...] | None:
        seconds = min(self._listen_s, self._left())
        return loudest(self._ear, seconds) if seconds > 0 else None

    def _not_told(self, whole: Mapping[str, Answer]) -> tuple[str, ...]:
        lacking = [kind for kind in (*_WHOLE, *_PARTS) if kind not in self._available]
        refused = [kind for kind, answer in whole.items() if not answer.ok and kind not in _MAY_BE_REFUSED]
        return tuple(lacking + refused)

    def _ask(self, requests: Sequence[Request]) -> list[Answer]:
        """Return one answer for each request, asked in bounded batches.

        Raises:
            NotReadyError: OBS is loading or changing its scene collection.
        """
        answers: list[Answer] = []
        for part in _parts(requests, BATCH):
            answers += self._wire.batch(part, self._left())
        if any(answer.code == NOT_READY for answer in answers):
            raise NotReadyError("survey")
        return answers

    def _left(self) -> float:
        left = self._end - self._clock.monotonic()
        if left <= 0:
            raise SilentError("the survey took too long")
        return min(left, ANSWER_S)


_FREE: Final = "availableDiskSpace"


def _said(whole: Mapping[str, Answer], kind: str) -> Mapping[str, Any]:
    answer = whole.get(kind)
    return answer.data if answer is not None and answer.ok else {}


def _picture(first: Bitmap | None, second: Bitmap | None) -> Picture | None:
    if first is None or second is None:
        return None
    return Picture(max(first.luminance, second.luminance), first.pixels != second.pixels)


def _parts(requests: Sequence[Request], size: int) -> Iterator[list[Request]]:
    rest = iter(requests)
    while part := list(islice(rest, size)):
        yield part


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
