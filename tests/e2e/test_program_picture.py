# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What viewers see, read off OBS's own picture: the price, the Chinese and the Uyghur name of the item on air."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.stage import Stage
from tests.helpers.bare_obs import BareClient
from tests.helpers.real_obs import RealObs
from tests.helpers.text_reader import program_png, read_text
from tests.helpers.until import until

pytestmark = [pytest.mark.e2e, pytest.mark.real_obs, pytest.mark.timeout(240)]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with RealObs() as obs, Stage(tmp_path, obs) as stage:
        yield stage


def shown(witness: BareClient, language: str) -> str:
    """Return the text on air without blanks and marks: a reader of pictures puts those in at will."""
    return re.sub(r"[\s\u200e\u200f]", "", read_text(program_png(witness), language))


def test_viewers_see_the_price_and_both_names_of_the_item_that_was_put_on(stage: Stage) -> None:
    with stage.base, stage.obs.bare_client() as witness:
        stage.set_up_pc()
        assert stage.command_line.json("sync", "--once")["pulled"] > 0
        applied = stage.command_line.run("obs", "apply", "--shop", "SX")
        assert applied.returncode == 0, applied.stdout + applied.stderr
        stage.start_desk()
        stage.sees(r"OBS 29\.\S+ answers")
        stage.press("ctrl+Return")
        stage.sees("Stream: OFF AIR")
        stage.press("1", "g")
        until(lambda: witness.program_scene() == "商品", "the product scene is on air")
        until(lambda: "15.9" in shown(witness, "eng"), "the price is on the picture", timeout_s=30, every_s=0.5)
        assert "皮牙子" in shown(witness, "chi_sim")
        assert "تونۇرنان" in shown(witness, "uig")
        stage.press("2", "g")
        until(lambda: "29.9" in shown(witness, "eng"), "the next price is on the picture", timeout_s=30, every_s=0.5)
        assert "15.9" not in shown(witness, "eng")
        assert "奶香甜" in shown(witness, "chi_sim")
        stage.press("ctrl+shift+z")
        until(lambda: "15.9" in shown(witness, "eng"), "one undo brings the first back", timeout_s=30, every_s=0.5)
        assert "皮牙子" in shown(witness, "chi_sim")
