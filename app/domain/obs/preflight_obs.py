# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the preflight on OBS itself: its version, sources, picture, sound and outputs."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from app.domain.obs.kinds import CAMERAS, IMAGE, MICROPHONES, family
from app.domain.obs.meters import FLOOR_DB, MeterLevel
from app.domain.obs.preflight import Finding, Level, Look
from app.domain.obs.survey import SurveyInput, UsedFile

BLACK_LUMINANCE: Final = 4.0
"""A mean luminance (of 255) below this is a black picture: a covered lens still has noise."""
LEAST_FPS: Final = 25.0
LEAST_HEIGHT: Final = 720
SKIPPED_PERCENT: Final = 1.0
"""Of all rendered or sent frames; below that viewers see nothing of it."""
SKIPPED_OF: Final = 300
"""Fewer frames than this say nothing: OBS skips some while it starts."""
DISK_LOW_MB: Final = 10 * 1024
DISK_FULL_MB: Final = 2 * 1024
CLOCK_OFF_MS: Final = 5_000
YEARS: Final = range(2025, 2100)


def _version(look: Look) -> Iterator[Finding]:
    survey = look.survey
    values = {"version": survey.obs_version, "platform": survey.platform, "websocket": survey.websocket_version}
    yield Finding("obs.version", Level.GOOD, "OBS", values)
    if survey.not_told:
        yield Finding("obs.not_told", Level.AMBER, "OBS", {"requests": ", ".join(survey.not_told)})
    if not survey.password_asked:
        yield Finding("obs.no_password", Level.AMBER, "OBS")


def _kinds(look: Look) -> Iterator[Finding]:
    known = look.survey.input_kinds
    for one in look.survey.inputs if known is not None else ():
        if known is not None and one.kind not in known:
            yield Finding("kind.missing", look.grave(one.name), one.name, {"kind": one.kind})


def _files(look: Look) -> Iterator[Finding]:
    widths: dict[str, int] = {}
    for seen in look.survey.items:
        widths[seen.item.source] = max(seen.width, widths.get(seen.item.source, 0))
    for one in look.survey.inputs:
        for file in one.files:
            code = _file_code(one, file, widths.get(one.name))
            if code:
                level = Level.AMBER if code == "file.not_seen" else look.grave(one.name)
                yield Finding(code, level, one.name, {"file": file.path})


def _file_code(one: SurveyInput, file: UsedFile, width: int | None) -> str:
    """Return what is wrong with a file. OBS takes a missing one without a word; a source of no width tells it."""
    if file.exists is False:
        return "file.missing"
    if width != 0:
        return ""
    if family(one.kind) != IMAGE:
        # A medium that was never played has no width either.
        return "file.not_seen" if file.exists is None else ""
    return "file.unreadable" if file.exists else "file.missing"


def _devices(look: Look) -> Iterator[Finding]:
    for one in look.survey.inputs:
        device = one.device
        if device is not None and device.offered is not None and device.chosen not in device.offered:
            level = Level.RED if one.everywhere else look.grave(one.name)
            yield Finding("device.absent", level, one.name, {"device": device.chosen})


def _picture(look: Look) -> Iterator[Finding]:
    picture, scene = look.survey.picture, look.survey.program_scene
    if picture is None:
        yield Finding("picture.unknown", Level.AMBER, scene)
        return
    if picture.luminance < BLACK_LUMINANCE:
        yield Finding("picture.black", Level.RED, scene)
        return
    moving = list(_moving(look, scene))
    if moving and not picture.moved:
        yield Finding("picture.frozen", Level.AMBER, scene, {"sources": ", ".join(moving)})
        return
    yield Finding("picture.good", Level.GOOD, scene)


def _moving(look: Look, scene: str) -> Iterator[str]:
    shown = {placed.source for placed in look.tree.inputs(scene) if placed.shown and placed.seen.width}
    for one in look.survey.inputs:
        if one.name in shown and (family(one.kind) in CAMERAS or one.playing):
            yield one.name


def _video(look: Look) -> Iterator[Finding]:
    video = look.survey.video
    if video is None:
        return
    size = {"width": str(video.output_width), "height": str(video.output_height)}
    fps = f"{video.fps:g}" if video.fps == int(video.fps) else f"{video.fps:.2f}"
    slow, small = video.fps < LEAST_FPS - 0.05, min(video.output_width, video.output_height) < LEAST_HEIGHT
    if slow:
        yield Finding("video.slow", Level.AMBER, "video", {"fps": fps, "least": f"{LEAST_FPS:g}"})
    if small:
        yield Finding("video.small", Level.AMBER, "video", size)
    if not slow and not small:
        yield Finding("video.good", Level.GOOD, "video", {"fps": fps, **size})


def _frames(look: Look) -> Iterator[Finding]:
    frames = look.survey.frames
    counts = ((frames.render_skipped, frames.render_total), (frames.output_skipped, frames.output_total))
    percent = max((100.0 * skipped / total for skipped, total in counts if total >= SKIPPED_OF), default=0.0)
    if percent > SKIPPED_PERCENT:
        yield Finding("frames.skipped", Level.AMBER, "video", {"percent": f"{percent:.1f}"})


def _sound(look: Look) -> Iterator[Finding]:
    sounding = [one for one in look.survey.inputs if one.muted is not None]
    if not sounding:
        yield Finding("audio.none", Level.RED, "audio")
        return
    microphones = [one for one in sounding if family(one.kind) in MICROPHONES]
    heard = [one for one in microphones if one.everywhere or one.name in look.on_air] or microphones
    if not heard:
        yield Finding("audio.no_microphone", Level.AMBER, "audio")
    all_muted = all(one.muted for one in heard)
    for one in heard:
        if one.muted:
            yield Finding("mic.muted", Level.RED if all_muted else Level.AMBER, one.name)
        elif look.survey.levels is not None:
            yield _microphone(one, look.survey.levels)


def _microphone(one: SurveyInput, levels: Sequence[MeterLevel]) -> Finding:
    loudest = max((level.raw_peak_db for level in levels if level.input_name == one.name), default=FLOOR_DB)
    if loudest <= FLOOR_DB:
        return Finding("mic.silent", Level.AMBER, one.name)
    return Finding("mic.good", Level.GOOD, one.name)


def _disk(look: Look) -> Iterator[Finding]:
    free_mb = look.survey.disk_free_mb
    if free_mb is None:
        return
    free = {"free": f"{free_mb / 1024:.1f}"}
    if free_mb < DISK_FULL_MB:
        yield Finding("disk.full", Level.RED, "disk", free)
    elif free_mb < DISK_LOW_MB:
        yield Finding("disk.low", Level.AMBER, "disk", {**free, "least": str(DISK_LOW_MB // 1024)})
    else:
        yield Finding("disk.good", Level.GOOD, "disk", free)


def _outputs(look: Look) -> Iterator[Finding]:
    survey = look.survey
    if survey.service_set is not None:
        code, level = ("service.good", Level.GOOD) if survey.service_set else ("service.missing", Level.RED)
        yield Finding(code, level, "stream")
    if survey.streaming:
        yield Finding("stream.running", Level.AMBER, "stream")
    if survey.recording:
        yield Finding("record.running", Level.AMBER, "record")
    replay = {None: "replay.none", True: "replay.on", False: "replay.off"}[survey.replay]
    yield Finding(replay, Level.GOOD, "replay")


def _clock(look: Look) -> Iterator[Finding]:
    now, offset = look.intent.now, look.intent.clock_offset_ms
    if now.year not in YEARS:
        yield Finding("clock.wrong", Level.RED, "clock", {"time": now.strftime("%Y-%m-%d %H:%M")})
    elif offset is not None and abs(offset) > CLOCK_OFF_MS:
        yield Finding("clock.off", Level.AMBER, "clock", {"seconds": str(round(abs(offset) / 1000))})
    else:
        yield Finding("clock.good", Level.GOOD, "clock")


RULES: Final[tuple[Callable[[Look], Iterator[Finding]], ...]] = (
    _version,
    _kinds,
    _files,
    _devices,
    _picture,
    _video,
    _frames,
    _sound,
    _disk,
    _outputs,
    _clock,
)
