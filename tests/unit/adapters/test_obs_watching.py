# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Meters and pictures on demand, against a fake OBS that is broken on purpose."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.adapters.obs.link import ObsLink
from app.adapters.obs.sights import LatestPictures
from app.domain.obs.commands import SwitchScene
from app.domain.obs.meters import MeterLevel
from app.domain.obs.state import LinkPhase
from app.domain.obs.watch import PROGRAM_EDGE_PX, THUMBNAIL_EDGE_PX, Watch
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_picture import meter_event, screenshot
from tests.helpers.obs_link import StateTape, is_live, running_link
from tests.helpers.until import until

METERS = 1 << 16
HALF = {"Mic": [[0.5, 1.0, 1.0]]}
SHOT = "GetSourceScreenshot"


class Stage:
    """A live link to a fake OBS, and how many clients it has for itself alone."""

    def __init__(self, obs: FakeObs, link: ObsLink, tape: StateTape) -> None:
        self.obs = obs
        self.link = link
        self.tape = tape
        tape.wait_for(is_live, "live")
        self.own_clients = obs.clients

    def watch_meters(self) -> None:
        self.link.watch(Watch(meters=True))
        until(lambda: self.obs.subscribers(METERS) == 1, "meters are subscribed")

    def hears(self, levels: dict[str, list[list[float]]]) -> MeterLevel:
        """Send levels until the link has them, and return the first."""

        def heard() -> MeterLevel | None:
            self.obs.emit("InputVolumeMeters", meter_event(levels))
            frame = self.link.meters
            if frame is None or [level.input_name for level in frame.levels] != list(levels):
                return None
            return frame.levels[0]

        found = until(heard, f"levels of {list(levels)}")
        assert found is not None
        return found

    def alone(self) -> bool:
        return self.obs.clients == self.own_clients


@contextmanager
def staged(dialect: str = "5.1", prepare: Callable[[FakeObs], None] = lambda _obs: None) -> Iterator[Stage]:
    with FakeObs(dialect=dialect) as obs:
        prepare(obs)
        with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
            yield Stage(obs, link, tape)


def test_meters_have_a_connection_only_while_somebody_watches() -> None:
    with staged() as stage:
        assert stage.obs.subscribers(METERS) == 0
        stage.watch_meters()
        assert stage.hears(HALF) == MeterLevel("Mic", pytest.approx(-6.02, abs=0.01), 0.0, 0.0)
        assert stage.obs.clients == stage.own_clients + 1

        stage.link.watch(Watch())

        until(stage.alone, "the connection is closed")
        until(lambda: stage.link.meters is None, "no old level is left")


def test_the_newest_levels_replace_all_before() -> None:
    with staged() as stage:
        stage.watch_meters()
        for number in range(200):
            stage.obs.emit("InputVolumeMeters", meter_event({f"input {number}": []}))

        until(lambda: (frame := stage.link.meters) and frame.levels[0].input_name == "input 199", "the newest")


@pytest.mark.expected_log("audio levels of OBS could not be read")
@pytest.mark.parametrize(
    "poison",
    [
        "{",
        "[]",
        "17",
        '{"op": 5}',
        '{"op": 5, "d": {"eventType": "InputVolumeMeters"}}',
        '{"op": 5, "d": {"eventType": "InputVolumeMeters", "eventData": {"inputs": [{"inputName": 1}]}}}',
    ],
)
def test_a_poisoned_message_is_skipped(poison: str) -> None:
    with staged() as stage:
        stage.watch_meters()
        greeted = stage.obs.greeted
        stage.obs.emit_raw(poison, METERS)

        stage.hears(HALF)
        assert stage.obs.greeted == greeted


def test_a_meter_connection_that_dies_is_opened_again_and_the_link_lives_on() -> None:
    with staged() as stage:
        stage.watch_meters()
        greeted = stage.obs.greeted
        stage.obs.cut_subscribers(METERS)

        until(lambda: stage.obs.subscribers(METERS) == 1 and stage.obs.greeted > greeted, "opened again")
        stage.hears(HALF)
        assert stage.tape.phases()[-1] is LinkPhase.LIVE
        assert stage.obs.greeted == greeted + 1


def test_interest_survives_a_restart_of_obs() -> None:
    with staged() as stage:
        stage.link.watch(Watch(meters=True, program_picture=True))
        until(lambda: "Scene" in stage.link.pictures and stage.obs.subscribers(METERS), "watched")
        stage.obs.stop()
        stage.tape.wait_for(lambda state: not state.connected, "gone")
        before = stage.link.pictures["Scene"]
        stage.obs.start()
        stage.tape.wait_for(is_live, "live again")

        stage.hears(HALF)
        until(lambda: (seen := stage.link.pictures.get("Scene")) and seen.at > before.at, "a new picture")


def test_interest_told_before_the_start_counts() -> None:
    with FakeObs() as obs:
        link = ObsLink(obs.address, lambda: FAKE_PASSWORD, listener=StateTape())
        link.watch(Watch(meters=True))
        link.start()
        try:
            until(lambda: obs.subscribers(METERS) == 1, "subscribed")
        finally:
            link.close()


def test_a_password_that_went_wrong_is_tried_once_for_meters() -> None:
    with staged() as stage:
        stage.obs.password = "changed meanwhile"
        stage.link.watch(Watch(meters=True))
        until(lambda: stage.obs.refused == 1, "refused")
        with pytest.raises(TimeoutError):
            until(lambda: stage.obs.refused > 1, "a second attempt", timeout_s=0.8)

        assert stage.link.state.phase is LinkPhase.LIVE


@pytest.mark.parametrize("dialect", ["5.1", "5.5"])
def test_the_scene_on_air_and_the_thumbnails_come_as_small_pictures(dialect: str) -> None:
    with staged(dialect) as stage:
        stage.link.watch(Watch(program_picture=True, thumbnails=("Scene", "Goods", "gone")))
        pictures = until(lambda: len(stage.link.pictures) == 2 and stage.link.pictures, "both pictures")

    assert {(name, seen.width, seen.height) for name, seen in pictures.items()} == {
        ("Scene", PROGRAM_EDGE_PX, PROGRAM_EDGE_PX * 9 // 16),
        ("Goods", THUMBNAIL_EDGE_PX, THUMBNAIL_EDGE_PX * 9 // 16),
    }
    assert {data["sourceName"] for data in stage.obs.asked(SHOT)} == {"Scene", "Goods"}


def test_an_upright_scene_is_as_small_as_a_wide_one_after_its_first_picture() -> None:
    with staged() as stage:
        stage.obs.model.canvas = (1080, 1920)
        stage.link.watch(Watch(program_picture=True))

        until(
            lambda: (seen := stage.link.pictures.get("Scene")) and (seen.width, seen.height) == (180, PROGRAM_EDGE_PX),
            "small and not stretched",
        )


@pytest.mark.expected_log("a picture from OBS could not be read")
def test_a_picture_much_larger_than_asked_is_left_out() -> None:
    with staged() as stage:
        stage.obs.model.replace_answer(
            SHOT, screenshot({"imageWidth": 1920, "sourceName": "", "imageFormat": "jpg"}, (16, 9))
        )
        stage.link.watch(Watch(program_picture=True))
        until(lambda: len(stage.obs.asked(SHOT)) > 1, "asked twice")

        assert stage.link.pictures == {}


def test_pictures_have_a_connection_only_while_somebody_watches() -> None:
    with staged() as stage:
        assert stage.obs.asked(SHOT) == []
        stage.link.watch(Watch(program_picture=True))
        until(lambda: stage.link.pictures, "a picture")
        stage.link.watch(Watch())

        until(stage.alone, "the connection is closed")


def test_one_picture_is_asked_for_at_a_time_and_nothing_else_waits_for_it() -> None:
    with staged() as stage:
        stage.obs.hold(SHOT)
        stage.link.watch(Watch(program_picture=True, thumbnails=("Goods", "Policy")))
        until(lambda: stage.obs.asked(SHOT), "asked")

        assert stage.link.submit(SwitchScene("Goods")).result(5).ok
        with pytest.raises(TimeoutError):
            until(lambda: len(stage.obs.asked(SHOT)) > 1, "a second picture", timeout_s=1.5)
        assert stage.link.state.phase is LinkPhase.LIVE


def test_a_scene_that_comes_on_air_is_seen_at_once() -> None:
    with staged() as stage:
        stage.link.watch(Watch(program_picture=True))
        until(lambda: set(stage.link.pictures) == {"Scene"}, "the first")
        stage.link.submit(SwitchScene("Policy")).result(5)

        until(lambda: set(stage.link.pictures) == {"Policy"}, "the scene on air, and no other")


def test_a_refused_picture_is_dropped() -> None:
    with staged() as stage:
        stage.link.watch(Watch(program_picture=True))
        until(lambda: stage.link.pictures, "a picture")
        stage.obs.faults.refuse[SHOT] = 600

        until(lambda: not stage.link.pictures, "dropped")
        assert stage.link.state.phase is LinkPhase.LIVE


def test_a_picture_of_another_scene_collection_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    put = LatestPictures.put
    monkeypatch.setattr(LatestPictures, "put", lambda self, seen: (shown.append(seen.source), put(self, seen)))
    with staged() as stage:
        stage.link.watch(Watch(program_picture=True))
        until(lambda: shown, "a picture")
        stage.obs.hold(SHOT)
        asked = len(stage.obs.asked(SHOT))
        until(lambda: len(stage.obs.asked(SHOT)) > asked, "the next is held")
        shown.clear()
        stage.obs.model.program = "Policy"
        stage.obs.emit("CurrentSceneCollectionChanging")
        stage.obs.emit("CurrentSceneCollectionChanged")
        stage.tape.wait_for(lambda state: state.epoch > 2 and is_live(state), "the new epoch")
        stage.obs.release()
        until(lambda: set(stage.link.pictures) == {"Policy"}, "the new scene on air, and no other")

    assert set(shown) == {"Policy"}


def test_whoever_stops_watching_does_not_wait_for_a_slow_picture() -> None:
    with staged() as stage:
        stage.obs.hold(SHOT)
        stage.link.watch(Watch(program_picture=True))
        until(lambda: stage.obs.asked(SHOT), "asked")
        greeted = stage.obs.greeted
        stage.link.watch(Watch())
        stage.link.watch(Watch(program_picture=True))

        until(lambda: stage.obs.greeted > greeted, "a new connection", timeout_s=3.0)


def _without_screenshots(obs: FakeObs) -> None:
    obs.model.available.discard(SHOT)


def _without_jpeg(obs: FakeObs) -> None:
    obs.model.image_formats = ["png", "webp"]


@pytest.mark.parametrize("prepare", [_without_screenshots, _without_jpeg])
def test_an_obs_that_makes_no_pictures_is_asked_for_none(prepare: Callable[[FakeObs], None]) -> None:
    with staged(prepare=prepare) as stage:
        greeted = stage.obs.greeted
        stage.link.watch(Watch(program_picture=True))
        until(lambda: stage.obs.greeted == greeted + 1, "asked what it can do")
        until(stage.alone, "closed")
        with pytest.raises(TimeoutError):
            until(lambda: stage.obs.greeted > greeted + 1, "a second attempt", timeout_s=0.8)

        assert stage.obs.asked(SHOT) == []


@pytest.mark.expected_log("a picture from OBS could not be read")
@pytest.mark.parametrize("image", ["", "data:image/jpg;base64,@@@", "data:image/jpg;base64,AAAA", 7])
def test_a_picture_that_is_none_is_left_out(image: object) -> None:
    with staged() as stage:
        stage.obs.model.replace_answer(SHOT, {"imageData": image})
        stage.link.watch(Watch(program_picture=True))
        until(lambda: len(stage.obs.asked(SHOT)) > 1, "asked twice on one connection")

        assert stage.link.pictures == {}


@pytest.mark.parametrize("fault", ["garbage", "wrong_id"])
def test_a_picture_connection_that_cannot_be_trusted_is_replaced(fault: str) -> None:
    with staged() as stage:
        getattr(stage.obs.faults, fault).add(SHOT)
        greeted = stage.obs.greeted
        stage.link.watch(Watch(program_picture=True))
        until(lambda: stage.obs.greeted > greeted + 1, "opened again")
        getattr(stage.obs.faults, fault).clear()

        until(lambda: stage.link.pictures, "a picture")
        assert stage.tape.phases()[-1] is LinkPhase.LIVE


def test_a_link_that_is_watched_closes_while_obs_is_silent() -> None:
    with staged() as stage:
        stage.link.watch(Watch(meters=True, program_picture=True, thumbnails=("Goods",)))
        until(lambda: stage.link.pictures and stage.obs.subscribers(METERS), "watched")
        stage.obs.go_silent()
        stage.link.close(3.0)
        left = [thread.name for thread in threading.enumerate() if thread.name.startswith("obs-")]

    assert left == []


def test_watching_on_and_off_in_a_hurry_leaves_the_last_word() -> None:
    with staged() as stage:
        for _ in range(50):
            stage.link.watch(Watch(meters=True, program_picture=True))
            stage.link.watch(Watch())
        until(stage.alone, "nothing is watched")
        stage.link.watch(Watch(meters=True))

        until(lambda: stage.obs.subscribers(METERS) == 1, "watched again", timeout_s=12.0)
        assert stage.link.state.phase is LinkPhase.LIVE
