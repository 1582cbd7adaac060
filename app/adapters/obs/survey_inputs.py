# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the settings of an input say of files, devices and text. Only that leaves here: settings may hold secrets."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.adapters.obs.wire import Answer, Request
from app.domain.obs.kinds import family
from app.domain.obs.survey import ChosenDevice, SurveyInput, UsedFile

DEVICE_SETTINGS: Final[Mapping[str, str]] = {
    "v4l2_input": "device_id",
    "dshow_input": "video_device_id",
    "av_capture_input": "device",
    "macos-avcapture": "device",
    "macos-avcapture-fast": "device",
    "decklink-input": "device_hash",
    "pulse_input_capture": "device_id",
    "pulse_output_capture": "device_id",
    "alsa_input_capture": "device_id",
    "wasapi_input_capture": "device_id",
    "wasapi_output_capture": "device_id",
    "coreaudio_input_capture": "device_id",
    "coreaudio_output_capture": "device_id",
    "monitor_capture": "monitor_id",
    "xshm_input": "screen",
}
"""Where a kind keeps its chosen device; the list of those present is the property of the same name."""


@dataclass(frozen=True, slots=True)
class _FileSetting:
    """Where a kind keeps a file. It counts only if ``switch`` is set to ``on`` (``default`` if unset)."""

    name: str
    switch: str = ""
    on: bool = True
    default: bool = True
    listed: bool = False


_FILE_SETTINGS: Final[Mapping[str, _FileSetting]] = {
    "image_source": _FileSetting("file"),
    "ffmpeg_source": _FileSetting("local_file", "is_local_file"),
    "vlc_source": _FileSetting("playlist", listed=True),
    "slideshow": _FileSetting("files", listed=True),
    "browser_source": _FileSetting("local_file", "is_local_file", default=False),
    "text_ft2_source": _FileSetting("text_file", "from_file", default=False),
    "text_gdiplus": _FileSetting("file", "read_from_file", default=False),
}
MEDIA: Final = frozenset({"ffmpeg_source", "vlc_source"})
_TEXTS: Final = frozenset({"text_ft2_source", "text_gdiplus"})


@dataclass(frozen=True, slots=True)
class ListedInput:
    """An input as GetInputList names it."""

    name: str
    kind: str
    uuid: str
    everywhere: bool

    def requests(self) -> tuple[Request, ...]:
        """Return what is to be asked of this input, always in the same order."""
        named = {"inputName": self.name}
        base = family(self.kind)
        asked = [Request("GetInputMute", named)]
        if base in _FILE_SETTINGS or base in DEVICE_SETTINGS or base in _TEXTS:
            asked.append(Request("GetInputSettings", named))
        if base in DEVICE_SETTINGS:
            named_property = {**named, "propertyName": DEVICE_SETTINGS[base]}
            asked.append(Request("GetInputPropertiesListPropertyItems", named_property))
        if base in MEDIA:
            asked.append(Request("GetMediaInputStatus", named))
        asked.append(Request("GetSourceFilterList", {"sourceName": self.name}))
        return tuple(asked)


def listed_inputs(inputs: Sequence[Mapping[str, Any]], special: Mapping[str, Any]) -> list[ListedInput]:
    """Return the inputs of a GetInputList; ``special`` is GetSpecialInputs' answer, the global audio devices."""
    everywhere = {str(name) for name in special.values() if name}
    return [
        ListedInput(
            str(one["inputName"]),
            str(one.get("inputKind") or ""),
            str(one.get("inputUuid", "")),
            str(one["inputName"]) in everywhere,
        )
        for one in inputs
    ]


def survey_input(listed: ListedInput, answers: Mapping[str, Answer], *, local: bool) -> SurveyInput:
    """Return what the answers to ``listed.requests()`` say, by request. ``local``: OBS runs on this PC."""
    settings = _data(answers, "GetInputSettings").get("inputSettings") or {}
    muted = _data(answers, "GetInputMute").get("inputMuted")
    state = _data(answers, "GetMediaInputStatus").get("mediaState")
    base = family(listed.kind)
    return SurveyInput(
        name=listed.name,
        kind=listed.kind,
        uuid=listed.uuid,
        muted=None if muted is None else bool(muted),
        everywhere=listed.everywhere,
        text=str(settings.get("text", "")) if base in _TEXTS else None,
        files=tuple(UsedFile(path, _exists(path) if local else None) for path in _files(base, settings)),
        device=_device(base, settings, answers.get("GetInputPropertiesListPropertyItems")),
        playing=None if base not in MEDIA else state == "OBS_MEDIA_STATE_PLAYING",
    )


def _data(answers: Mapping[str, Answer], kind: str) -> Mapping[str, Any]:
    answer = answers.get(kind)
    return answer.data if answer is not None and answer.ok else {}


def _files(base: str, settings: Mapping[str, Any]) -> Iterator[str]:
    where = _FILE_SETTINGS.get(base)
    if where is None or (where.switch and bool(settings.get(where.switch, where.default)) != where.on):
        return
    value = settings.get(where.name) or ""
    if where.listed:
        entries = value if isinstance(value, list) else []
        yield from (str(entry["value"]) for entry in entries if isinstance(entry, Mapping) and entry.get("value"))
    elif isinstance(value, str) and value:
        yield value


def _exists(path: str) -> bool | None:
    """Whether a file is there; None for what may hang (a share) or is no path (a stream's address)."""
    if path.startswith(("\\\\", "//")) or "://" in path:
        return None
    with contextlib.suppress(OSError, ValueError):
        return Path(path).exists()
    return None


def _device(base: str, settings: Mapping[str, Any], answer: Answer | None) -> ChosenDevice | None:
    chosen = settings.get(DEVICE_SETTINGS.get(base, ""))
    if chosen is None or chosen == "":
        return None
    if answer is None or not answer.ok:
        return ChosenDevice(str(chosen))
    # OBS keeps a lost device in some lists, but disabled.
    offered = (item for item in answer.data.get("propertyItems") or () if item.get("itemEnabled", True))
    return ChosenDevice(str(chosen), tuple(str(item.get("itemValue")) for item in offered))
