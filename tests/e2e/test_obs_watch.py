# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What viewers see and hear, from a real OBS: a tone that plays and a scene of one colour."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from app.adapters.obs.link import ObsLink
from app.domain.obs.commands import SetMute
from app.domain.obs.meters import FLOOR_DB, MeterLevel, SoundCheck
from app.domain.obs.sound_watch import SoundWatch
from app.domain.obs.state import LinkPhase
from app.domain.obs.watch import PROGRAM_EDGE_PX, Watch
from tests.helpers.bare_obs import BareClient
from tests.helpers.obs_link import StateTape, is_live, running_link
from tests.helpers.programs import need_program
from tests.helpers.real_obs import RealObs
from tests.helpers.until import until

pytestmark = [pytest.mark.real_obs, pytest.mark.e2e]

SCENE, OTHER, BRIEF = "Watch 直播", "Watch other", "Watch brief"
MIC, COLOR = "Watch mic", "Watch colour"
BLUE_ABGR = 0xFFC86414
BLUE = QColor(0x14, 0x64, 0xC8)


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a minute of a sine tone."""
    path = tmp_path_factory.mktemp("tone") / "tone.wav"
    command = (need_program("ffmpeg"), "-loglevel", "error", "-f", "lavfi", "-i", "sine=f=440:d=30", "-ac", "2", path)
    subprocess.run(command, check=True, timeout=60, stdin=subprocess.DEVNULL)
    return path


@pytest.fixture(scope="module")
def made(shared_obs: RealObs, tone: Path) -> Iterator[BareClient]:
    """An OBS with a scene that plays the tone before a blue wall; all of it is taken away afterwards."""
    with shared_obs.bare_client() as client:
        for scene in (SCENE, OTHER):
            client.make_scene(scene)
        playing = {"local_file": str(tone), "is_local_file": True, "looping": True}
        _make(client, MIC, "ffmpeg_source", playing)
        _make(client, COLOR, "color_source_v3", {"color": BLUE_ABGR, "width": 640, "height": 360})
        yield client
        for name in (MIC, COLOR):
            client.request("RemoveInput", {"inputName": name})
        for scene in (SCENE, OTHER):
            client.request("RemoveScene", {"sceneName": scene})
        # OBS answers before it has removed them.
        until(lambda: not _names(client) & {SCENE, OTHER, MIC, COLOR}, "all removed")


@pytest.fixture
def studio(made: BareClient) -> Iterator[BareClient]:
    """The same, with that scene on air and the tone unmuted."""
    before = made.program_scene()
    made.request("SetInputMute", {"inputName": MIC, "inputMuted": False})
    made.request("SetCurrentProgramScene", {"sceneName": SCENE})
    yield made
    made.request("SetCurrentProgramScene", {"sceneName": before})


@pytest.fixture
def linked(shared_obs: RealObs, studio: BareClient) -> Iterator[ObsLink]:
    with running_link(shared_obs.address, shared_obs.password) as (link, tape):
        tape.wait_for(lambda state: is_live(state) and state.program_scene == SCENE, "live")
        yield link


def _names(client: BareClient) -> set[str]:
    scenes = {item["sceneName"] for item in client.request("GetSceneList")["scenes"]}
    return scenes | {item["inputName"] for item in client.request("GetInputList")["inputs"]}


def _make(client: BareClient, name: str, kind: str, settings: dict[str, object]) -> None:
    client.request("CreateInput", {"sceneName": SCENE, "inputName": name, "inputKind": kind, "inputSettings": settings})


def level_of(link: ObsLink, wanted: Callable[[MeterLevel], bool], what: str) -> MeterLevel:
    def found() -> MeterLevel | None:
        frame = link.meters
        levels = frame.levels if frame is not None else ()
        return next((level for level in levels if level.input_name == MIC and wanted(level)), None)

    level = until(found, what)
    assert level is not None
    return level


def color_in(jpeg: bytes) -> QColor:
    image = QImage.fromData(jpeg)
    return image.pixelColor(image.width() // 2, image.height() // 2)


def is_blue(color: QColor) -> bool:
    pairs = zip(color.getRgb()[:3], BLUE.getRgb()[:3], strict=True)  # type: ignore[index, arg-type]
    return all(abs(seen - made) < 16 for seen, made in pairs)


def test_a_tone_that_plays_has_a_level(linked: ObsLink) -> None:
    linked.watch(Watch(meters=True))

    level = level_of(linked, lambda level: level.peak_db > FLOOR_DB, "the tone is heard")

    assert FLOOR_DB < level.magnitude_db <= level.peak_db <= 0.0
    assert level.raw_peak_db == pytest.approx(level.peak_db, abs=0.1)


def test_muting_while_it_plays_is_told_as_talk_into_a_muted_microphone(linked: ObsLink) -> None:
    linked.watch(Watch(meters=True))
    level_of(linked, lambda level: level.peak_db > FLOOR_DB, "the tone is heard")
    watch = SoundWatch()

    def check() -> SoundCheck:
        nonlocal watch
        if (frame := linked.meters) is not None:
            watch = watch.fold(frame, (MIC,))
        return watch.check

    assert linked.submit(SetMute(MIC, True)).result(10).ok
    until(lambda: check().muted_microphone == MIC, "told")
    muted = level_of(linked, lambda level: level.peak_db == FLOOR_DB, "silent for viewers")
    assert muted.raw_peak_db > FLOOR_DB
    until(lambda: check().silent_s >= 1.0, "silence is counted")
    assert linked.submit(SetMute(MIC, False)).result(10).ok

    until(lambda: check() == SoundCheck(), "no longer told")


def test_the_scene_on_air_is_seen_in_its_colour(linked: ObsLink) -> None:
    linked.watch(Watch(program_picture=True, thumbnails=(OTHER,)))
    until(lambda: set(linked.pictures) == {SCENE, OTHER}, "both scenes")
    on_air = until(
        lambda: (seen := linked.pictures.get(SCENE)) and is_blue(color_in(seen.jpeg)) and seen, "the wall is seen"
    )

    assert on_air
    assert (on_air.width, on_air.height) == (PROGRAM_EDGE_PX, PROGRAM_EDGE_PX * 9 // 16)
    assert color_in(linked.pictures[OTHER].jpeg).lightness() < 16


def test_a_scene_that_is_removed_is_seen_no_more(linked: ObsLink, studio: BareClient) -> None:
    studio.make_scene(BRIEF)
    linked.watch(Watch(thumbnails=(OTHER, BRIEF)))
    until(lambda: set(linked.pictures) == {OTHER, BRIEF}, "both seen")
    studio.request("RemoveScene", {"sceneName": BRIEF})

    until(lambda: set(linked.pictures) == {OTHER}, "gone")
    assert linked.state.phase is LinkPhase.LIVE


def test_a_watched_link_closes_while_obs_is_frozen(shared_obs: RealObs, studio: BareClient) -> None:
    with running_link(shared_obs.address, shared_obs.password) as (link, tape):
        _watch_all(link, tape)
        shared_obs.stop_signal()
        try:
            link.close(3.0)
            left = [thread.name for thread in threading.enumerate() if thread.name.startswith("obs-")]
        finally:
            shared_obs.cont()

    assert left == []


def test_a_frozen_obs_is_hung_as_soon_while_it_is_watched_and_watched_again_after(
    shared_obs: RealObs, studio: BareClient
) -> None:
    with running_link(shared_obs.address, shared_obs.password) as (link, tape):
        _watch_all(link, tape)
        shared_obs.stop_signal()
        try:
            tape.wait_for(lambda state: state.phase is LinkPhase.HUNG, "hung", timeout_s=5.0)
            assert link.meters is None
        finally:
            shared_obs.cont()
        tape.wait_for(is_live, "live again", timeout_s=20)

        level_of(link, lambda level: level.peak_db > FLOOR_DB, "heard again")


def _watch_all(link: ObsLink, tape: StateTape) -> None:
    tape.wait_for(is_live, "live")
    link.watch(Watch(meters=True, program_picture=True, thumbnails=(OTHER,)))
    until(lambda: link.meters and link.pictures, "watched")
