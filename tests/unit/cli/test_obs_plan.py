# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""``obs plan`` and ``obs apply``: what they print, in words and in JSON, and their exit codes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_studio import FakeStudio
from tests.unit.cli.conftest import Answer, Terminal


class Studio:
    """A terminal whose shops are to get scenes in a fake OBS."""

    def __init__(self, terminal: Terminal, obs: FakeObs) -> None:
        self._terminal = terminal
        self.obs = obs

    def run(self, verb: str, *arguments: str) -> Answer:
        """Run ``obs VERB`` on the fake OBS."""
        return self._terminal.run("obs", verb, "--obs", f"127.0.0.1:{self.obs.address.port}", *arguments)


@pytest.fixture
def studio(shop: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    monkeypatch.setenv("ANCHOR_DESK_OBS_PASSWORD", FAKE_PASSWORD)
    obs = FakeObs()
    obs.model = FakeStudio()
    with obs:
        yield Studio(shop, obs)


_FOOD = ("--template", "food", "--shop", "S01")


def test_a_plan_names_each_step_and_changes_nothing(studio: Studio) -> None:
    told = studio.run("plan", *_FOOD, "--json")
    assert (told.code, told.json["empty"]) == (1, False)
    assert told.json["steps"][0] == {
        "action": "create",
        "kind": "scene",
        "name": "商品",
        "scene": "",
        "detail": "Make the scene '商品'.",
    }
    assert (told.json["foreign"], told.json["unavailable"]) == ([], [])
    assert studio.obs.model.written == []
    assert "Nothing was changed; 'anchor-desk obs apply' does them." in studio.run("plan", *_FOOD).out


def test_an_apply_tells_what_was_done_and_then_there_is_nothing_to_do(studio: Studio) -> None:
    told = studio.run("apply", *_FOOD, "--json")
    assert (told.code, told.json["empty"], told.json["remaining"], told.json["stopped"]) == (0, True, [], "")
    assert {step["result"] for step in told.json["steps"]} == {"done"}

    again = studio.run("plan", *_FOOD)

    assert (again.code, again.out) == (0, "OBS is as the templates say.\n")
    assert studio.run("apply", *_FOOD).out == "OBS was as the templates say; nothing was changed.\n"


def test_a_failed_step_is_told_with_what_remains(studio: Studio) -> None:
    studio.obs.faults.refuse = {"SetInputMute": 604}
    told = studio.run("apply", *_FOOD)
    assert told.code == 1
    assert "failed  Make the input 'Anchor Desk microphone'" in told.out
    assert "OBS says that it has no sound. (SetInputMute: 604" in told.out


def test_what_stands_in_the_way_is_told_and_adopted_on_request(studio: Studio) -> None:
    studio.obs.model.CreateScene({"sceneName": "政策"})
    told = studio.run("plan", *_FOOD, "--json")
    assert (told.code, [one["name"] for one in told.json["foreign"] if one["in_the_way"]]) == (1, ["政策"])
    applied = studio.run("apply", *_FOOD)
    assert (applied.code, "add --adopt" in applied.err) == (1, True)

    assert studio.run("apply", *_FOOD, "--adopt").code == 0
    assert studio.run("plan", *_FOOD).code == 0


def test_what_obs_lacks_is_a_note(studio: Studio) -> None:
    studio.obs.model.kinds.remove("v4l2_input")
    told = studio.run("apply", *_FOOD)
    assert (told.code, "Note: This OBS has none of the kinds dshow_input" in told.err) == (0, True)


def test_a_streaming_obs_needs_a_word_more(studio: Studio) -> None:
    studio.obs.model.streaming = True
    told = studio.run("apply", *_FOOD)
    assert (told.code, "Code: streaming." in told.err) == (1, True)
    assert studio.run("apply", *_FOOD, "--while-live").code == 0


def test_a_broken_link_is_told_with_a_code(studio: Studio) -> None:
    studio.obs.faults.close_on = {"CreateScene": 1001}
    told = studio.run("apply", *_FOOD, "--json")
    assert (told.code, told.json["code"], told.json["remaining"]) == (1, "lost", None)
    assert "apply again to do the rest. Code: lost." in told.err


def test_all_shops_get_scenes_of_their_own(studio: Studio) -> None:
    assert studio.run("apply", "--template", "food", "--all-shops").code == 0
    assert {"商品 · S01", "商品 · S02"} <= set(studio.obs.model.scenes)


def test_several_shops_can_be_named(studio: Studio) -> None:
    assert studio.run("apply", "--template", "food", "--shop", "S01", "S02").code == 0
    assert studio.run("plan", "--template", "food", "--shop", "S02", "--shop", "S01").code == 0


def test_the_names_come_from_the_settings(studio: Studio, shop: Terminal) -> None:
    shop.profile.settings_file.write_text('[obs]\nprice_input = "价格"\nscene_pattern = "{shop}:{scene}"\n', "utf-8")
    assert studio.run("apply", "--template", "food", "--all-shops").code == 0
    assert "价格" in studio.obs.model.inputs
    assert "S01:商品" in studio.obs.model.scenes


def test_the_template_chosen_on_the_studio_page_is_that_of_the_command_line_too(studio: Studio, shop: Terminal) -> None:
    shop.profile.settings_file.write_text('[obs.shop_templates]\nS01 = "food"\n', "utf-8")
    assert studio.run("apply", "--shop", "S01").code == 0
    assert studio.run("plan", *_FOOD).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--template", "food"), 2, "Say which shops: --shop ID ..., or --all-shops. Known: S01, S02."),
        (("--template", "food", "--shop", "S09"), 2, "There is no shop S09 here. Known: S01, S02."),
        (("--template", "fodo", "--shop", "S01"), 2, "There is no template 'fodo'."),
        (("--template", "./none.toml", "--shop", "S01"), 2, "There is no template file none.toml."),
        (("--shop", "S01"), 1, "There is no template for the category '' of shop S01."),
    ],
)
def test_what_cannot_be_meant_is_told(studio: Studio, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    told = studio.run("plan", *arguments)
    assert (told.code, sentence in told.err) == (code, True)
    assert studio.obs.greeted == 0


def test_a_wrong_template_is_a_finding(studio: Studio, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('title = "Mine"\nscnes = []\n', "utf-8")
    told = studio.run("plan", "--template", str(path), "--shop", "S01")
    assert (told.code, f"{path}: scnes: " in told.err) == (1, True)


def test_no_shops_and_no_obs_are_told(terminal: Terminal) -> None:
    told = terminal.run("obs", "plan", "--template", "food")
    assert (told.code, "no shops yet" in told.err) == (1, True)


def test_one_shop_or_all_but_not_both() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["obs", "plan", "--shop", "S01", "--all-shops"])
    assert caught.value.code == 2
