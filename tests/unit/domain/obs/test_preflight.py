# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule of the preflight: what it finds, how grave it is, and that a sound studio is green."""

import string
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.contract.content import Shop
from app.domain.content_set import ContentSet
from app.domain.obs.meters import FLOOR_DB, MeterLevel
from app.domain.obs.preflight import Finding, Intent, Level, PreflightReport, intent_of
from app.domain.obs.preflight_judge import check, judge
from app.domain.obs.preflight_sentences import SENTENCES
from app.domain.obs.state import FrameStats, Scene, SourceType
from app.domain.obs.survey import ChosenDevice, Picture, Survey, SurveyInput, UsedFile, VideoMode
from tests.helpers.survey import (
    CAMERA,
    INTENT,
    LINEUP,
    MIC,
    NOW,
    PRICE,
    PRODUCT,
    SELLER,
    SHOP,
    placed,
    studio,
    with_input,
    with_item,
)

GOOD_CODES = {
    "obs.version",
    "picture.good",
    "video.good",
    "mic.good",
    "disk.good",
    "service.good",
    "replay.off",
    "clock.good",
    "seller.good",
    "scene.found",
}


def found(survey: Survey, intent: Intent = INTENT) -> dict[str, Finding]:
    """Return the findings that are not good, by code, and see that each says a whole sentence."""
    report = check(survey, intent, None)
    assert all("{" not in finding.sentence for finding in report.findings)
    return {finding.code: finding for finding in report.findings if finding.level is not Level.GOOD}


def only(survey: Survey, code: str, level: Level, subject: str | None = None, intent: Intent = INTENT) -> Finding:
    """Assert that ``code`` is the one finding that is not good, and return it."""
    findings = found(survey, intent)
    assert list(findings) == [code]
    assert findings[code].level is level
    assert subject is None or findings[code].subject == subject
    return findings[code]


def shown_in_goods(name: str, kind: str, **fields: object) -> Survey:
    """Return the sound studio with one more input, visible in the goods scene."""
    survey = studio()
    survey = replace(
        survey,
        inputs=(*survey.inputs, SurveyInput(name, kind, **fields)),
        input_kinds=(survey.input_kinds or frozenset()) | {kind},
    )
    return with_item(survey, placed("商品", name, 9, kind=kind))


def test_a_sound_studio_is_green_and_says_so() -> None:
    report = judge(studio(), INTENT)
    assert report.level is Level.GOOD
    assert {finding.code for finding in report.findings} == GOOD_CODES
    assert report.codes == ()


def test_the_worst_finding_sets_the_level_and_comes_first() -> None:
    report = judge(studio(service_set=False, password_asked=False), INTENT)
    assert report.level is Level.RED
    assert [finding.level for finding in report.findings[:3]] == [Level.RED, Level.AMBER, Level.GOOD]
    assert report.codes == ("service.missing",)
    assert judge(studio(password_asked=False), INTENT).level is Level.AMBER


def test_version_and_platform_are_told() -> None:
    told = next(finding for finding in judge(studio(), INTENT).findings if finding.code == "obs.version")
    assert told.sentence == "OBS 31.0.4 on windows answers, WebSocket 5.5.6."


def test_what_obs_does_not_tell_is_named() -> None:
    finding = only(studio(not_told=("GetVideoSettings",), video=None), "obs.not_told", Level.AMBER)
    assert "GetVideoSettings" in finding.sentence


def test_a_server_without_a_password_is_amber() -> None:
    only(studio(password_asked=False), "obs.no_password", Level.AMBER)


def test_a_kind_that_obs_lacks_is_red_only_where_viewers_would_see_it() -> None:
    survey = shown_in_goods("Browser", "browser_source")
    lacking = replace(survey, input_kinds=(survey.input_kinds or frozenset()) - {"browser_source"})
    only(lacking, "kind.missing", Level.RED, "Browser")
    hidden = with_item(lacking, placed("商品", "Browser", 9, kind="browser_source", visible=False))
    only(hidden, "kind.missing", Level.AMBER, "Browser")


@pytest.mark.parametrize(
    ("kind", "exists", "width", "code", "level"),
    [
        ("image_source", False, 0, "file.missing", Level.RED),
        ("image_source", None, 0, "file.missing", Level.RED),
        ("image_source", True, 0, "file.unreadable", Level.RED),
        ("ffmpeg_source", False, 0, "file.missing", Level.RED),
        ("ffmpeg_source", None, 0, "file.not_seen", Level.AMBER),
    ],
)
def test_a_file_that_shows_nothing_is_found(
    kind: str, exists: bool | None, width: int, code: str, level: Level
) -> None:
    survey = shown_in_goods("图", kind, files=(UsedFile("C:/图.png", exists),))
    finding = only(with_item(survey, placed("商品", "图", 9, kind=kind, width=width)), code, level, "图")
    assert "C:/图.png" in finding.sentence


@pytest.mark.parametrize(
    ("kind", "exists", "width"),
    [("image_source", True, 640), ("image_source", None, 640), ("ffmpeg_source", True, 0), ("ffmpeg_source", None, 9)],
)
def test_a_file_that_is_there_is_no_finding(kind: str, exists: bool | None, width: int) -> None:
    survey = shown_in_goods("图", kind, files=(UsedFile("C:/图.png", exists),))
    assert found(with_item(survey, placed("商品", "图", 9, kind=kind, width=width))) == {}


def test_an_empty_image_source_is_no_finding() -> None:
    survey = shown_in_goods("图", "image_source")
    assert found(with_item(survey, placed("商品", "图", 9, kind="image_source", width=0))) == {}


def test_a_device_that_is_gone_is_found() -> None:
    gone = with_input(studio(), CAMERA, device=ChosenDevice("/dev/video9", ("/dev/video0",)))
    finding = only(gone, "device.absent", Level.RED, CAMERA)
    assert "/dev/video9" in finding.sentence
    there = with_input(studio(), CAMERA, device=ChosenDevice("/dev/video0", ("/dev/video0",)))
    assert found(there) == {}
    untold = with_input(studio(), CAMERA, device=ChosenDevice("/dev/video9", None))
    assert found(untold) == {}


def test_a_global_device_that_is_gone_is_red_though_no_scene_holds_it() -> None:
    only(with_input(studio(), MIC, device=ChosenDevice("usb", ())), "device.absent", Level.RED, MIC)


def test_a_black_program_is_red() -> None:
    only(studio(picture=Picture(1.0, moved=True)), "picture.black", Level.RED, "商品")


def test_a_program_that_stands_still_is_amber_only_with_a_camera_in_it() -> None:
    still = studio(picture=Picture(90.0, moved=False))
    finding = only(still, "picture.frozen", Level.AMBER)
    assert CAMERA in finding.sentence
    without = with_item(still, placed("商品", CAMERA, 1, visible=False))
    assert found(without) == {}


def test_a_playing_medium_that_stands_still_is_amber() -> None:
    still = replace(shown_in_goods("片头", "ffmpeg_source", playing=True), picture=Picture(90.0, moved=False))
    still = with_item(still, placed("商品", CAMERA, 1, visible=False))
    only(still, "picture.frozen", Level.AMBER)
    assert found(with_input(still, "片头", playing=False)) == {}


def test_no_picture_is_amber() -> None:
    only(studio(picture=None), "picture.unknown", Level.AMBER)


@pytest.mark.parametrize(
    ("video", "code"),
    [
        (VideoMode(24.0, 1920, 1080, 1920, 1080), "video.slow"),
        (VideoMode(30.0, 1920, 1080, 852, 480), "video.small"),
        (VideoMode(30.0, 1080, 1920, 480, 852), "video.small"),
    ],
)
def test_slow_or_small_video_is_amber(video: VideoMode, code: str) -> None:
    only(studio(video=video), code, Level.AMBER)


@pytest.mark.parametrize("video", [VideoMode(25.0, 1280, 720, 1280, 720), VideoMode(30000 / 1001, 9, 9, 720, 1280)])
def test_common_video_is_good(video: VideoMode) -> None:
    assert found(studio(video=video)) == {}


def test_many_skipped_frames_are_amber_and_few_are_not() -> None:
    only(studio(frames=FrameStats(render_total=1000, render_skipped=11)), "frames.skipped", Level.AMBER)
    only(studio(frames=FrameStats(output_total=1000, output_skipped=50)), "frames.skipped", Level.AMBER)
    assert found(studio(frames=FrameStats(render_total=1000, render_skipped=10))) == {}
    assert found(studio(frames=FrameStats(render_total=100, render_skipped=30))) == {}


def test_the_only_microphone_muted_is_red() -> None:
    only(with_input(studio(), MIC, muted=True), "mic.muted", Level.RED, MIC)


def test_one_of_two_microphones_muted_is_amber() -> None:
    survey = shown_in_goods("Mic 2", "wasapi_input_capture", muted=True)
    only(survey, "mic.muted", Level.AMBER, "Mic 2")


def test_a_silent_microphone_is_amber_and_without_meters_nothing_is_said() -> None:
    silent = (MeterLevel(MIC, FLOOR_DB, FLOOR_DB, FLOOR_DB),)
    only(studio(levels=silent), "mic.silent", Level.AMBER, MIC)
    only(studio(levels=()), "mic.silent", Level.AMBER, MIC)
    assert found(studio(levels=None)) == {}


def test_no_sound_at_all_is_red() -> None:
    survey = with_input(studio(), MIC, muted=None)
    only(survey, "audio.none", Level.RED)


def test_sound_without_a_microphone_is_amber() -> None:
    only(with_input(studio(input_kinds=None), MIC, kind="ffmpeg_source"), "audio.no_microphone", Level.AMBER)


@pytest.mark.parametrize(
    ("free_mb", "code", "level"), [(9_000.0, "disk.low", Level.AMBER), (1_000.0, "disk.full", Level.RED)]
)
def test_a_full_disk_is_found(free_mb: float, code: str, level: Level) -> None:
    only(studio(disk_free_mb=free_mb), code, level)


def test_no_stream_service_is_red_and_an_unknown_one_is_no_finding() -> None:
    only(studio(service_set=False), "service.missing", Level.RED)
    assert found(studio(service_set=None)) == {}


def test_outputs_that_run_already_are_amber() -> None:
    only(studio(streaming=True), "stream.running", Level.AMBER)
    only(studio(recording=True), "record.running", Level.AMBER)


@pytest.mark.parametrize(("replay", "code"), [(None, "replay.none"), (True, "replay.on"), (False, "replay.off")])
def test_the_replay_buffer_is_told(replay: bool | None, code: str) -> None:
    codes = {finding.code for finding in judge(studio(replay=replay), INTENT).findings}
    assert {one for one in codes if one.startswith("replay")} == {code}


def test_the_clock_is_judged_by_its_year_and_by_the_bases() -> None:
    wrong = replace(INTENT, now=datetime(2018, 1, 1, tzinfo=UTC))
    only(studio(), "clock.wrong", Level.RED, intent=wrong)
    off = only(studio(), "clock.off", Level.AMBER, intent=replace(INTENT, clock_offset_ms=-61_000))
    assert "61 s" in off.sentence
    assert found(studio(), replace(INTENT, clock_offset_ms=900)) == {}


@pytest.mark.parametrize("field", ["legal_name", "address", "contact"])
def test_a_blank_in_the_sellers_record_is_red(field: str) -> None:
    shop = SHOP.model_copy(update={field: " "})
    finding = only(studio(), "seller.incomplete", Level.RED, "S1", replace(INTENT, shop=shop))
    assert field in finding.sentence


def test_no_shop_named_is_amber() -> None:
    only(studio(), "seller.no_shop", Level.AMBER, intent=replace(INTENT, shop=None))


def test_a_seller_source_that_is_not_there_is_red() -> None:
    survey = studio()
    gone = replace(survey, inputs=tuple(one for one in survey.inputs if one.name != SELLER))
    only(gone, "seller.no_source", Level.RED, SELLER)


def test_a_scene_of_the_lineup_that_hides_the_seller_is_red() -> None:
    hidden = with_item(studio(), placed("商品", SELLER, 4, visible=False))
    finding = only(hidden, "seller.hidden", Level.RED, "商品")
    assert SELLER in finding.sentence


def test_policy_talk_is_kept_apart_from_selling_and_names_no_seller() -> None:
    assert found(with_item(studio(), placed("政策", SELLER, 2, visible=False))) == {}


def test_a_lineup_means_the_shop_s_own_scenes_where_obs_has_them() -> None:
    own = studio(scenes=(Scene("商品 · S1"), Scene("政策")), program_scene="政策")
    for number, name in enumerate((CAMERA, PRODUCT, PRICE, SELLER), 1):
        own = with_item(own, placed("商品 · S1", name, number))
    assert found(own) == {}


def test_the_seller_may_be_shown_by_a_nested_scene_and_a_group() -> None:
    survey = studio(scenes=(Scene("商品"), Scene("政策"), Scene("底栏")))
    survey = with_item(survey, placed("商品", "底栏", 4, source_type=SourceType.SCENE))
    survey = with_item(survey, placed("底栏", "组", 1, source_type=SourceType.GROUP))
    shown = with_item(survey, placed("组", SELLER, 1))
    assert found(shown) == {}
    only(
        with_item(shown, placed("底栏", "组", 1, source_type=SourceType.GROUP, visible=False)),
        "seller.hidden",
        Level.RED,
    )


def test_an_empty_seller_text_is_amber_and_anothers_is_red() -> None:
    only(with_input(studio(), SELLER, text="  "), "seller.text_empty", Level.AMBER, SELLER)
    only(with_input(studio(), SELLER, text="另一家"), "seller.text_other", Level.RED, SELLER)


def test_a_missing_overlay_text_is_amber() -> None:
    survey = studio()
    gone = replace(survey, inputs=tuple(one for one in survey.inputs if one.name != PRICE))
    only(gone, "overlay.missing", Level.AMBER, PRICE)


def test_a_missing_lineup_scene_is_red_and_names_its_rows() -> None:
    survey = studio()
    gone = replace(
        survey, scenes=survey.scenes[:1], items=tuple(one for one in survey.items if one.item.container == "商品")
    )
    finding = only(gone, "scene.missing", Level.RED, "政策")
    assert "(rows 2)" in finding.sentence


@pytest.mark.parametrize("name", [PRODUCT, PRICE])
def test_a_product_shown_in_a_policy_scene_is_red(name: str) -> None:
    finding = only(with_item(studio(), placed("政策", name, 7)), "policy.overlay", Level.RED, "政策")
    assert name in finding.sentence
    assert found(with_item(studio(), placed("政策", name, 7, visible=False))) == {}


@pytest.mark.parametrize(
    "kind", ["monitor_capture", "xshm_input_v2", "pipewire-desktop-capture-source", "screen_capture"]
)
def test_the_screen_on_air_is_red(kind: str) -> None:
    only(shown_in_goods("屏", kind), "leak.screen", Level.RED, "商品")


def test_a_hidden_screen_is_amber_and_one_in_another_scene_is_none() -> None:
    survey = shown_in_goods("屏", "display_capture")
    hidden = with_item(survey, placed("商品", "屏", 9, kind="display_capture", visible=False))
    only(hidden, "leak.hidden", Level.AMBER, "商品")
    elsewhere = replace(hidden, items=hidden.items[:-1], scenes=(*hidden.scenes, Scene("后台")))
    assert found(with_item(elsewhere, placed("后台", "屏", 1, kind="display_capture"))) == {}


def test_a_screen_inside_a_nested_group_is_found() -> None:
    survey = shown_in_goods("屏", "xshm_input")
    survey = replace(survey, items=survey.items[:-1], scenes=(*survey.scenes, Scene("内")))
    survey = with_item(survey, placed("政策", "内", 5, source_type=SourceType.SCENE))
    survey = with_item(survey, placed("内", "组", 1, source_type=SourceType.GROUP))
    only(with_item(survey, placed("组", "屏", 1, kind="xshm_input")), "leak.screen", Level.RED, "政策")


def test_scenes_that_hold_each_other_end() -> None:
    survey = with_item(studio(), placed("商品", "政策", 8, source_type=SourceType.SCENE))
    survey = with_item(survey, placed("政策", "商品", 8, source_type=SourceType.SCENE))
    assert set(found(survey)) == {"policy.overlay"}


def test_a_window_on_air_is_amber() -> None:
    only(shown_in_goods("窗", "window_capture"), "leak.window", Level.AMBER, "商品")


def test_a_local_web_page_on_air_is_amber() -> None:
    survey = shown_in_goods("页", "browser_source", files=(UsedFile("C:/内部.html", True),))
    assert "C:/内部.html" in only(survey, "leak.browser_file", Level.AMBER, "页").sentence
    assert found(shown_in_goods("页", "browser_source")) == {}


def test_names_with_braces_are_told_as_they_are() -> None:
    survey = with_input(studio(), MIC, name="{0} {x}", muted=True)
    assert "“{0} {x}”" in judge(survey, INTENT).findings[0].sentence


def test_an_intent_takes_shop_and_lineup_from_the_content() -> None:
    content = ContentSet.of((SHOP, Shop(shop_id="S2", name="另一家"), *LINEUP))
    intent = intent_of(content, "S1", "L1", INTENT.overlay, now=NOW)
    assert intent == INTENT
    assert intent_of(content, "S9", None, INTENT.overlay, now=NOW) == Intent(INTENT.overlay, NOW)


def test_every_sentence_can_be_reached_and_has_only_named_places() -> None:
    for code, sentence in SENTENCES.items():
        names = [name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name is not None]
        assert all(names), code
        assert sentence.endswith("."), code


def test_a_report_without_findings_is_good() -> None:
    assert PreflightReport("", "", "", ()).level is Level.GOOD
