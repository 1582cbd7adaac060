# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``obs preflight`` where OBS is missing, odd or loading: exit codes, sentences, and what is kept."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.unit.cli.conftest import Answer, Terminal


@pytest.fixture
def obs(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeObs]:
    monkeypatch.setenv("ANCHOR_DESK_OBS_PASSWORD", FAKE_PASSWORD)
    monkeypatch.setattr("app.adapters.obs.survey.take_survey.__kwdefaults__", {"deadline_s": 5.0, "listen_s": 0.01})
    with FakeObs() as fake:
        yield fake


def preflight(shop: Terminal, obs: FakeObs, *arguments: str | Path) -> Answer:
    place = f"{obs.address.host}:{obs.address.port}"
    return shop.run("obs", "preflight", "--obs", place, *arguments)


def test_findings_are_printed_by_level_with_their_codes(shop: Terminal, obs: FakeObs) -> None:
    told = preflight(shop, obs, "--shop", "S01")
    lines = told.out.splitlines()
    assert told.code == 1
    assert lines[0].startswith("Preflight: RED.")
    assert any(line.startswith("red     ") and line.endswith("(seller.no_source)") for line in lines)
    assert any(line.startswith("amber   ") and line.endswith("(obs.not_told)") for line in lines)
    assert told.err == ""


def test_amber_alone_is_no_failure(shop: Terminal, obs: FakeObs) -> None:
    told = preflight(shop, obs, "--json")
    assert (told.code, told.json["level"], told.json["drift"]) == (0, "amber", None)


def test_without_obs_there_is_one_sentence_and_exit_1(shop: Terminal, obs: FakeObs) -> None:
    obs.stop()
    told = preflight(shop, obs, "--json")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("Nothing listens at 127.0.0.1:")
    assert told.err.rstrip().endswith("Code: not_running.")


def test_an_obs_that_is_loading_says_try_again(shop: Terminal, obs: FakeObs) -> None:
    obs.faults.not_ready = True
    told = preflight(shop, obs)
    assert (told.code, "Try again" in told.err) == (1, True)


@pytest.mark.parametrize("arguments", [("--shop", "S99"), ("--shop", "S01", "--lineup", "L99")])
def test_unknown_shop_or_lineup_is_wrong_usage_and_obs_is_not_asked(
    shop: Terminal, obs: FakeObs, arguments: tuple[str, ...]
) -> None:
    told = preflight(shop, obs, *arguments)
    assert (told.code, told.out, obs.greeted) == (2, "", 0)


def test_a_report_goes_to_a_file_and_to_the_screen(shop: Terminal, obs: FakeObs, tmp_path: Path) -> None:
    file = tmp_path / "报告.json"
    told = preflight(shop, obs, "-o", file, "--json")
    assert json.loads(file.read_text("utf-8")) == told.json


def test_a_report_that_cannot_be_written_is_told(shop: Terminal, obs: FakeObs, tmp_path: Path) -> None:
    told = preflight(shop, obs, "-o", tmp_path / "no" / "r.txt")
    assert (told.code, told.err.startswith("The report was not written")) == (1, True)


def test_accepting_keeps_the_state_that_later_changes_show_against(shop: Terminal, obs: FakeObs) -> None:
    assert preflight(shop, obs, "--accept").code == 0
    assert shop.profile.obs_baseline_file("").exists()
    assert preflight(shop, obs, "--json").json["drift"] == []
    obs.model.inputs["Mic"].muted = True
    assert [one["code"] for one in preflight(shop, obs, "--json").json["drift"]] == ["input.muted"]


def test_a_damaged_accepted_state_does_not_stop_the_preflight(shop: Terminal, obs: FakeObs) -> None:
    preflight(shop, obs, "--accept")
    shop.profile.obs_baseline_file("").write_text("{", "utf-8")
    told = preflight(shop, obs, "--json")
    assert (told.code, told.json["drift"], "damaged" in told.err) == (0, None, True)
    assert preflight(shop, obs, "--accept").code == 0
    assert preflight(shop, obs, "--json").json["drift"] == []


def test_the_password_is_nowhere_in_what_is_printed_or_kept(shop: Terminal, obs: FakeObs, tmp_path: Path) -> None:
    told = preflight(shop, obs, "--accept", "-o", tmp_path / "r.txt")
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert FAKE_PASSWORD not in told.out + told.err
    assert [path.name for path in kept if FAKE_PASSWORD.encode() in path.read_bytes()] == []
