# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``obs``: how OBS stands, in words and in JSON, and its password on no command line."""

import socket
from dataclasses import replace

import pytest

from app.cli.obs import obs_sentence, status_json
from app.domain.obs.state import AudioInput, FrameStats, LinkFault, LinkPhase, ObsState, OutputPhase, Scene, Transition
from app.settings.file import save_settings
from app.settings.model import ObsPlace, ObsSettings, Settings
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.unit.cli.conftest import Terminal

_LIVE = ObsState(
    phase=LinkPhase.LIVE,
    obs_version="32.1.0",
    websocket_version="5.7.0",
    scenes=(Scene("讲解"), Scene("政策")),
    program_scene="讲解",
    audio=(AudioInput("Mic", muted=True),),
    stream=OutputPhase.ON,
    stream_ms=61_000,
    frames=FrameStats(fps=30.0, output_total=1_800, output_skipped=2),
)


def test_a_live_obs_is_told_in_json() -> None:
    told = status_json(_LIVE)
    assert (told["connected"], told["obs_version"], told["program_scene"]) == (True, "32.1.0", "讲解")
    assert told["scenes"] == ["讲解", "政策"]
    assert (told["streaming"], told["recording"], told["stream_ms"]) == (True, False, 61_000)
    assert told["audio"] == [{"name": "Mic", "muted": True}]
    assert (told["fps"], told["frames_dropped"]) == (30.0, 2)


def test_the_rest_of_a_live_obs_is_told_in_json() -> None:
    told = status_json(
        replace(
            _LIVE,
            studio_mode=True,
            preview_scene="政策",
            transition=Transition("Fade", 300),
            transitions=("Cut", "Fade"),
            replay=OutputPhase.ON,
            stream_kbps=2500.0,
            disk_free_mb=1024.5,
            collection="Studio",
            profile="Evening",
        )
    )
    assert (told["studio_mode"], told["preview_scene"]) == (True, "政策")
    assert (told["transition"], told["transitions"]) == ("Fade", ["Cut", "Fade"])
    assert (told["replay"], told["virtual_camera"]) == ("on", None)
    assert (told["stream_kbps"], told["disk_free_mb"]) == (2500.0, 1024.5)
    assert (told["collection"], told["profile"]) == ("Studio", "Evening")


@pytest.mark.parametrize(
    ("phase", "streaming", "recording"),
    [
        (OutputPhase.OFF, False, False),
        (OutputPhase.STARTING, False, False),
        (OutputPhase.ON, True, True),
        (OutputPhase.RECONNECTING, True, False),
        (OutputPhase.PAUSED, False, True),
        (OutputPhase.STOPPING, False, False),
    ],
)
def test_only_a_running_output_counts(phase: OutputPhase, streaming: bool, recording: bool) -> None:
    told = status_json(replace(_LIVE, stream=phase, record=phase))
    assert (told["streaming"], told["recording"]) == (streaming, recording)


@pytest.mark.parametrize("fault", list(LinkFault))
def test_every_fault_has_a_sentence_that_names_the_place(fault: LinkFault) -> None:
    sentence = obs_sentence(ObsState(fault=fault), "pc", 4455)
    assert "pc:4455" in sentence
    assert sentence.endswith((".", "anchor-desk obs password"))


def test_no_obs_is_a_finding_in_words_and_json(terminal: Terminal) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    answer = terminal.run("obs", "status", "--obs", f"127.0.0.1:{port}", "--json")
    assert answer.code == 1
    assert (answer.json["connected"], answer.json["fault"]) == (False, "not_running")
    assert f"Nothing listens at 127.0.0.1:{port}" in answer.err


def test_a_password_needs_a_keyring(terminal: Terminal) -> None:
    answer = terminal.run("obs", "password", stdin=b"hunter2\n")
    assert answer.code == 1
    assert "ANCHOR_DESK_OBS_PASSWORD" in answer.err
    assert "hunter2" not in answer.out + answer.err


@pytest.mark.parametrize("typed", [b"", b"\n", b"x" * 2_000])
def test_a_password_that_is_none_is_refused(terminal: Terminal, typed: bytes) -> None:
    answer = terminal.run("obs", "password", stdin=typed)
    assert answer.code == 1
    assert "No password was kept" in answer.err


def test_a_running_obs_is_read_with_the_password_of_the_environment(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANCHOR_DESK_OBS_PASSWORD", FAKE_PASSWORD)
    with FakeObs() as obs:
        address = f"127.0.0.1:{obs.address.port}"
        told = terminal.run("obs", "status", "--obs", address, "--json")
        shown = terminal.run("obs", "status", "--obs", address)
    assert (told.code, told.json["connected"], told.json["streaming"]) == (0, True, False)
    assert told.json["program_scene"] in told.json["scenes"]
    assert f"> {told.json['program_scene']}\n" in shown.out
    assert FAKE_PASSWORD not in told.out + told.err + shown.out + shown.err


@pytest.mark.parametrize(("given", "fault"), [("", "password_missing"), ("wrong one", "password_wrong")])
def test_a_missing_and_a_wrong_password_are_told_apart(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, given: str, fault: str
) -> None:
    monkeypatch.setenv("ANCHOR_DESK_OBS_PASSWORD", given)
    with FakeObs() as obs:
        answer = terminal.run("obs", "status", "--obs", f"127.0.0.1:{obs.address.port}", "--json")
    assert (answer.code, answer.json["fault"]) == (1, fault)
    assert "anchor-desk obs password" in answer.err


def test_an_obs_of_the_settings_is_asked_by_its_name(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANCHOR_DESK_OBS_PASSWORD", FAKE_PASSWORD)
    with FakeObs() as obs:
        second = ObsPlace(name="二号直播间", port=obs.address.port)
        terminal.profile.ensure()
        save_settings(terminal.profile.settings_file, Settings(obs=ObsSettings(others=(second,))))
        assert terminal.run("obs", "status", "--obs", "二号直播间", "--json").json["connected"]


def test_an_obs_that_nobody_named_is_wrong_usage(terminal: Terminal) -> None:
    answer = terminal.run("obs", "status", "--obs", "三号直播间")
    assert answer.code == 2
    assert "There is no OBS called '三号直播间'" in answer.err
