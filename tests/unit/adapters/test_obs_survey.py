# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A survey when OBS misbehaves: it always ends, by its deadline, with facts or with one plain sentence."""

import json
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from app.adapters.obs.port import ObsAddress
from app.adapters.obs.survey import BATCH, take_survey
from app.domain.clock import SystemClock
from app.domain.obs.meters import FLOOR_DB
from app.domain.obs.state import LinkFault, Scene
from app.domain.obs.survey import Survey, SurveyError
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_obs_model import FakeInput
from tests.helpers.until import until

SECRET = "key-that-nobody-may-see"
METERS = 1 << 16


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    with FakeObs() as fake:
        yield fake


def survey(
    obs: FakeObs, *, password: str | None = FAKE_PASSWORD, deadline_s: float = 5.0, listen_s: float = 0.01
) -> Survey:
    return take_survey(obs.address, password, SystemClock(), deadline_s=deadline_s, listen_s=listen_s)


def teach(obs: FakeObs, kind: str, answer: dict[str, Any]) -> None:
    obs.model._handlers[kind] = lambda _data: answer
    obs.model.available.add(kind)


def failure(obs: FakeObs, **options: Any) -> SurveyError:
    with pytest.raises(SurveyError) as caught:
        survey(obs, **options)
    return caught.value


def test_an_obs_that_knows_little_is_surveyed_as_far_as_it_goes(obs: FakeObs) -> None:
    found = survey(obs)
    assert found.scenes == (Scene("Scene"), Scene("Goods"), Scene("Policy"))
    assert [(one.name, one.muted) for one in found.inputs] == [
        ("Product", None),
        ("Price", None),
        ("Picture", None),
        ("Mic", False),
    ]
    assert (found.program_scene, found.password_asked, found.picture, found.video) == ("Scene", True, None, None)
    assert {"GetInputKindList", "GetVideoSettings"} <= set(found.not_told)
    assert {kind for kind, _data in obs.requests} <= obs.model.available


def test_the_survey_only_reads(obs: FakeObs) -> None:
    survey(obs)
    assert all(kind.startswith("Get") for kind, _data in obs.requests)


def test_many_inputs_are_asked_in_bounded_batches(obs: FakeObs) -> None:
    obs.model.inputs = {f"in {n}": FakeInput(muted=False) for n in range(250)}
    assert len(survey(obs).inputs) == 250
    assert max(len(batch) for batch in obs.batches) == BATCH


def test_a_server_without_a_password_is_told() -> None:
    with FakeObs(password=None) as obs:
        assert not survey(obs, password=None).password_asked


@pytest.mark.parametrize(
    ("password", "fault"), [("wrong", LinkFault.PASSWORD_WRONG), (None, LinkFault.PASSWORD_MISSING)]
)
def test_a_bad_password_is_tried_once(obs: FakeObs, password: str | None, fault: LinkFault) -> None:
    assert failure(obs, password=password).fault is fault
    assert obs.refused <= 1


def test_nobody_there_is_a_sentence() -> None:
    with FakeObs() as obs:
        address = ObsAddress(obs.address.host, obs.address.port)
    with pytest.raises(SurveyError, match="Start OBS") as caught:
        take_survey(address, FAKE_PASSWORD, SystemClock())
    assert caught.value.fault is LinkFault.NOT_RUNNING


@pytest.mark.parametrize("kind", ["GetSceneList", "GetInputMute"])
def test_an_obs_that_stops_answering_ends_the_survey_by_its_deadline(obs: FakeObs, kind: str) -> None:
    obs.hold(kind)
    assert failure(obs, deadline_s=0.3).fault is LinkFault.HUNG


def test_an_obs_that_is_loading_says_try_again(obs: FakeObs) -> None:
    obs.faults.not_ready = True
    error = failure(obs)
    assert (error.fault, "try again" in str(error)) == (LinkFault.NONE, True)


def test_a_collection_that_changes_during_the_survey_is_not_half_told(obs: FakeObs) -> None:
    obs.faults.refuse["GetInputMute"] = 207
    assert failure(obs).fault is LinkFault.NONE


def test_lists_that_do_not_agree_are_not_believed(obs: FakeObs) -> None:
    obs.model.program = "a scene of another collection"
    assert failure(obs).fault is LinkFault.NONE


@pytest.mark.parametrize("fault", ["garbage", "wrong_kind", "wrong_id"])
def test_answers_that_make_no_sense_end_the_survey(obs: FakeObs, fault: str) -> None:
    getattr(obs.faults, fault).add("GetInputMute")
    assert failure(obs).fault is LinkFault.LOST


def test_one_refused_question_does_not_end_the_survey(obs: FakeObs) -> None:
    teach(obs, "GetVideoSettings", {})
    obs.faults.refuse["GetVideoSettings"] = 702
    assert "GetVideoSettings" in survey(obs).not_told


def test_a_missing_replay_buffer_is_no_refusal(obs: FakeObs) -> None:
    teach(obs, "GetReplayBufferStatus", {})
    obs.faults.refuse["GetReplayBufferStatus"] = 604
    found = survey(obs)
    assert (found.replay, "GetReplayBufferStatus" in found.not_told) == (None, False)


def test_a_picture_that_cannot_be_read_is_no_picture(obs: FakeObs) -> None:
    teach(obs, "GetSourceScreenshot", {"imageData": "data:image/png;base64,AAAA"})
    assert survey(obs).picture is None


@pytest.mark.parametrize(
    ("settings", "is_set"),
    [
        ({"server": "rtmp://x", "key": SECRET}, True),
        ({"service": "Some", "key": SECRET}, True),
        ({"server": "https://whip", "bearer_token": SECRET}, True),
        ({"server": "rtmp://x", "key": ""}, False),
        ({"key": SECRET}, False),
        ({}, False),
    ],
)
def test_of_the_stream_service_only_its_presence_leaves(
    obs: FakeObs, settings: dict[str, str], is_set: bool, caplog: pytest.LogCaptureFixture
) -> None:
    teach(obs, "GetStreamServiceSettings", {"streamServiceType": "rtmp_custom", "streamServiceSettings": settings})
    with caplog.at_level(logging.DEBUG):
        found = survey(obs)
    assert found.service_set is is_set
    assert SECRET not in repr(found)
    assert SECRET not in caplog.text


def test_the_loudest_of_each_input_is_kept(obs: FakeObs) -> None:
    def speak(raw: float) -> None:
        channels = [[raw / 4, raw / 2, raw], [0.0, 0.0, 0.0]]
        silent: list[list[float]] = []
        inputs = [{"inputName": "Mic", "inputLevelsMul": channels}, {"inputName": "Off", "inputLevelsMul": silent}]
        event = {"eventType": "InputVolumeMeters", "eventData": {"inputs": inputs}}
        obs.emit_raw(json.dumps({"op": 5, "d": event}), METERS)

    found: list[Survey] = []
    thread = threading.Thread(target=lambda: found.append(survey(obs, listen_s=0.5)), name="surveyor")
    thread.start()
    until(lambda: obs.asked("GetInputMute"), "the inputs were read")
    for raw in (0.1, 1.0, 0.01):
        speak(raw)
    thread.join(10)
    mic, off = found[0].levels or ()
    assert (mic.input_name, mic.raw_peak_db, mic.peak_db) == ("Mic", 0.0, pytest.approx(-6.02, abs=0.01))
    assert (off.input_name, off.raw_peak_db) == ("Off", FLOOR_DB)


def test_no_connection_is_left_behind(obs: FakeObs) -> None:
    survey(obs)
    obs.hold("GetSceneList")
    failure(obs, deadline_s=0.2)
    obs.release()
    until(lambda: obs.clients == 0, "all connections ended")
