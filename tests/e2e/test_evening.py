# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One whole evening on a real OBS, a real base server and the real desk, with every accident that an evening has.

Keys are pressed on the window as a keyboard does; what the desk tells is read as a screen reader does; what OBS shows
is asked by a client that shares no code with the desk.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.stage import PRICE_TEXT, PRODUCT_TEXT, Stage
from tests.helpers.bare_obs import BareClient
from tests.helpers.real_obs import RealObs
from tests.helpers.rtmp_sink import RtmpSink
from tests.helpers.until import until

pytestmark = [pytest.mark.e2e, pytest.mark.real_obs, pytest.mark.timeout(300)]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with RealObs() as obs, Stage(tmp_path, obs) as stage:
        yield stage


def test_an_evening_with_every_accident_loses_nothing(stage: Stage) -> None:
    with stage.base:
        with stage.obs.bare_client() as witness:
            stage.furnish_obs(witness)
            prepare(stage)
            go_live(stage)
            present_an_item(stage, witness)
            present_a_policy_point(stage, witness)
        log_sales_while_the_base_is_up(stage)
        log_sales_while_the_base_is_down(stage)
        lose_the_desk_and_come_back(stage)
        stream_for_real(stage)
        lose_obs_and_find_it_again(stage)
        close_the_session(stage)
    result = stage.command_line.json("verify")
    assert result["ok"], result
    assert result["events"] == len(stage.events_at_base())


def prepare(stage: Stage) -> None:
    stage.set_up_pc()
    stage.start_desk()
    stage.sees("疆味坑馕坊")
    stage.sees(r"OBS 29\.\S+ answers")


def go_live(stage: Stage) -> None:
    stage.press("ctrl+Return")
    stage.sees("Stream: OFF AIR")


def present_an_item(stage: Stage, witness: BareClient) -> None:
    assert witness.program_scene() != "商品"
    stage.press("1", "g")
    until(lambda: witness.program_scene() == "商品", "the product scene is on air")
    until(lambda: "皮牙子芝麻馕" in witness.text_of(PRODUCT_TEXT), "OBS shows the product's name")
    assert "5.5" in witness.text_of(PRICE_TEXT)
    stage.sees("皮牙子芝麻馕")


def present_a_policy_point(stage: Stage, witness: BareClient) -> None:
    stage.press("2", "g")
    until(lambda: "奶香甜馕" in witness.text_of(PRODUCT_TEXT), "OBS shows the second product")
    stage.press("Next")
    until(lambda: witness.program_scene() == "互动", "the interaction's scene is on air")
    stage.press("Next")
    until(lambda: witness.program_scene() == "政策", "the policy scene is on air")
    until(lambda: witness.text_of(PRODUCT_TEXT).strip() == "", "no product stands beside a policy point")
    stage.sees("Policy talk: nothing is sold now")
    stage.press("1", "g")
    until(lambda: witness.program_scene() == "商品", "the product scene is back on air")


def log_sales_while_the_base_is_up(stage: Stage) -> None:
    stage.press("F1", "F2", "F3", "1", "2", "Return", "ctrl+z")
    stage.sees(r"^8 sold")
    stage.sees("All at the base")
    until(lambda: stage.units_at_base() == 8, "the base counts the sales that stand")


def log_sales_while_the_base_is_down(stage: Stage) -> None:
    stage.base.kill()
    stage.press("F4", "v", "F1")
    stage.sees(r"^19 sold")
    stage.sees(r"Base: .*waiting")
    assert len(stage.events_here()) > len(stage.events_at_base())
    stage.base.start()
    stage.sees("All at the base", timeout_s=70)
    assert stage.events_at_base() == stage.events_here()
    assert stage.units_at_base() == 19


def lose_the_desk_and_come_back(stage: Stage) -> None:
    before = stage.events_here()
    stage.kill_desk()
    stage.start_desk()
    stage.sees(r"^19 sold")
    stage.sees("皮牙子芝麻馕")
    assert stage.events_here() == before
    stage.press("F1")
    stage.sees(r"^20 sold")
    until(lambda: stage.units_at_base() == 20, "the base has what was sold after the crash")


def stream_for_real(stage: Stage) -> None:
    with RtmpSink() as sink:
        with stage.obs.bare_client() as witness:
            witness.stream_to(sink.server, sink.key)
        stage.sees("Stream: OFF AIR")
        stage.press("ctrl+alt+s")
        stage.sees(r"Stream: ON AIR 00:00:\d\d")
        until(lambda: sink.received_bytes > 10_000, "the stream arrives", timeout_s=20)


def lose_obs_and_find_it_again(stage: Stage) -> None:
    stage.obs.kill()
    stage.sees("OBS is gone", timeout_s=1.0)
    stage.press("F1")
    stage.sees(r"^21 sold")
    stage.obs.start()
    stage.sees("Stream: OFF AIR", timeout_s=15)
    with stage.obs.bare_client() as witness:
        assert witness.request("GetStreamStatus")["outputActive"] is False


def close_the_session(stage: Stage) -> None:
    stage.press("alt+2")
    stage.sees("Hold to close the session")
    stage.press("ctrl+alt+w")
    stage.sees("Go live")
    until(lambda: stage.events_at_base() == stage.events_here(), "the close is at the base")
    assert stage.units_at_base() == 21
    assert len(set(stage.events_at_base())) == len(stage.events_at_base())
    sessions = stage.command_line.json("session", "list")["sessions"]
    assert [session["closed_at"] is not None for session in sessions] == [True]
