# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an input's settings say of files, devices and text, in the dialect of each platform."""

from pathlib import Path
from typing import Any

import pytest

from app.adapters.obs.survey_inputs import ListedInput, listed_inputs, survey_input
from app.adapters.obs.wire import Answer
from app.domain.obs.survey import ChosenDevice, SurveyInput, UsedFile


def read(kind: str, settings: dict[str, Any], *, local: bool = False, **answers: Answer) -> SurveyInput:
    said = {"GetInputSettings": good("GetInputSettings", inputSettings=settings), **answers}
    return survey_input(ListedInput("one", kind, "u1", everywhere=False), said, local=local)


def good(kind: str, **data: Any) -> Answer:
    return Answer(kind, True, 100, "", data)


def refused(kind: str) -> Answer:
    return Answer(kind, False, 604, "no", {})


@pytest.mark.parametrize(
    ("kind", "settings", "files"),
    [
        ("image_source", {"file": "a.png"}, ("a.png",)),
        ("image_source", {"file": ""}, ()),
        ("image_source", {}, ()),
        ("ffmpeg_source", {"local_file": "a.mp4"}, ("a.mp4",)),
        ("ffmpeg_source", {"local_file": "a.mp4", "is_local_file": False, "input": "rtmp://x"}, ()),
        ("slideshow", {"files": [{"value": "a.png"}, {"value": ""}, {"value": "b.png"}]}, ("a.png", "b.png")),
        ("slideshow_v2", {"files": [{"value": "a.png"}]}, ("a.png",)),
        ("vlc_source", {"playlist": "odd"}, ()),
        ("browser_source", {"url": "https://x", "local_file": "a.html"}, ()),
        ("browser_source", {"local_file": "a.html", "is_local_file": True}, ("a.html",)),
        ("text_ft2_source_v2", {"text_file": "a.txt", "from_file": True}, ("a.txt",)),
        ("text_gdiplus_v3", {"file": "a.txt"}, ()),
        ("color_source_v3", {"file": "a.png"}, ()),
    ],
)
def test_files_are_found_where_each_kind_keeps_them(
    kind: str, settings: dict[str, Any], files: tuple[str, ...]
) -> None:
    assert tuple(file.path for file in read(kind, settings).files) == files


def test_a_file_is_looked_for_only_on_this_pc(tmp_path: Path) -> None:
    there, gone = tmp_path / "图.png", tmp_path / "gone.png"
    there.write_bytes(b"x")
    assert read("image_source", {"file": str(there)}, local=True).files == (UsedFile(str(there), True),)
    assert read("image_source", {"file": str(gone)}, local=True).files == (UsedFile(str(gone), False),)
    assert read("image_source", {"file": str(gone)}).files == (UsedFile(str(gone), None),)


@pytest.mark.parametrize("path", [r"\\server\share\a.png", "//server/share/a.png", "http://x/a.png"])
def test_a_share_or_an_address_is_never_looked_for(path: str) -> None:
    assert read("image_source", {"file": path}, local=True).files == (UsedFile(path, None),)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("v4l2_input", "device_id"),
        ("dshow_input", "video_device_id"),
        ("wasapi_input_capture", "device_id"),
        ("monitor_capture", "monitor_id"),
        ("macos-avcapture", "device"),
    ],
)
def test_a_chosen_device_is_held_against_those_that_work(kind: str, name: str) -> None:
    listed = good(
        "GetInputPropertiesListPropertyItems",
        propertyItems=[
            {"itemName": "here", "itemValue": "cam0", "itemEnabled": True},
            {"itemName": "lost", "itemValue": "cam9", "itemEnabled": False},
        ],
    )
    found = read(kind, {name: "cam9"}, GetInputPropertiesListPropertyItems=listed)
    assert found.device == ChosenDevice("cam9", ("cam0",))
    asked = {request.kind: request.data for request in ListedInput("one", kind, "", everywhere=False).requests()}
    assert asked["GetInputPropertiesListPropertyItems"] == {"inputName": "one", "propertyName": name}


def test_a_screen_is_chosen_by_number() -> None:
    listed = good("GetInputPropertiesListPropertyItems", propertyItems=[{"itemValue": 0, "itemEnabled": True}])
    assert read("xshm_input", {"screen": 1}, GetInputPropertiesListPropertyItems=listed).device == ChosenDevice(
        "1", ("0",)
    )


def test_without_a_choice_or_a_list_there_is_nothing_to_hold_against() -> None:
    assert read("v4l2_input", {}).device is None
    lacking = read("v4l2_input", {"device_id": "x"}, GetInputPropertiesListPropertyItems=refused("x"))
    assert lacking.device == ChosenDevice("x", None)


def test_sound_text_and_media_are_read() -> None:
    sounding = read("ffmpeg_source", {}, GetInputMute=good("GetInputMute", inputMuted=True))
    assert (sounding.muted, sounding.text, sounding.playing) == (True, None, False)
    playing = read("ffmpeg_source", {}, GetMediaInputStatus=good("x", mediaState="OBS_MEDIA_STATE_PLAYING"))
    assert playing.playing
    text = read("text_gdiplus_v2", {"text": "馕"}, GetInputMute=refused("GetInputMute"))
    assert (text.muted, text.text, text.playing) == (None, "馕", None)


def test_nothing_else_of_the_settings_is_kept() -> None:
    kept = read("ffmpeg_source", {"is_local_file": False, "input": "rtsp://u:geheim@cam", "password": "geheim"})
    assert "geheim" not in repr(kept)


def test_global_devices_are_marked_and_uuids_kept() -> None:
    listed = listed_inputs(
        [{"inputName": "Mic/Aux", "inputKind": "wasapi_input_capture", "inputUuid": "u"}, {"inputName": "x"}],
        {"mic1": "Mic/Aux", "mic2": None},
    )
    assert listed == [
        ListedInput("Mic/Aux", "wasapi_input_capture", "u", everywhere=True),
        ListedInput("x", "", "", everywhere=False),
    ]
