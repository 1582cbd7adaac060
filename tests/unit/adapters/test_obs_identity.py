# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which scene and which input a command means: by uuid where OBS has them, by name elsewhere."""

from collections.abc import Iterator

import pytest

from app.adapters.obs.link import ObsLink
from app.domain.obs.commands import ObsCommand, ObsFailure, PresentItem, SetPreview, SwitchScene
from tests.helpers.fake_obs import FAKE_PASSWORD, FakeObs
from tests.helpers.fake_obs_model import FakeInput
from tests.helpers.obs_link import StateTape, is_live, running_link


@pytest.fixture
def obs() -> Iterator[FakeObs]:
    with FakeObs(dialect="5.5") as fake:
        yield fake


@pytest.fixture
def linked(obs: FakeObs) -> Iterator[tuple[ObsLink, StateTape]]:
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")
        yield link, tape


def _commands(uuid: str) -> list[ObsCommand]:
    return [SwitchScene("Goods", uuid), PresentItem({"Product": "new"}, "Goods", scene_uuid=uuid)]


@pytest.mark.parametrize("which", [0, 1], ids=["switch", "present"])
def test_a_renamed_scene_is_still_found_by_its_uuid(
    obs: FakeObs, linked: tuple[ObsLink, StateTape], which: int
) -> None:
    command = _commands(obs.model.uuid_of("Goods"))[which]
    obs.model.rename_scene("Goods", "Wares")

    outcome = linked[0].submit(command).result(5)

    assert outcome.ok
    assert (obs.model.program, linked[0].state.program_scene) == ("Wares", "Wares")


@pytest.mark.parametrize("which", [0, 1], ids=["switch", "present"])
def test_another_scene_of_the_old_name_is_never_taken_for_it(
    obs: FakeObs, linked: tuple[ObsLink, StateTape], which: int
) -> None:
    command = _commands(obs.model.uuid_of("Goods"))[which]
    obs.model.remove_scene("Goods")
    obs.model.add_scene("Goods")

    outcome = linked[0].submit(command).result(5)

    assert (outcome.failure, outcome.missing) == (ObsFailure.NOT_FOUND, ("Goods",))
    assert obs.model.program == "Scene"
    assert obs.model.inputs["Product"].settings == {"text": "first"}


def test_the_preview_goes_by_uuid_too(obs: FakeObs) -> None:
    uuid = obs.model.uuid_of("Goods")
    obs.model.preview = "Scene"
    obs.model.rename_scene("Goods", "Wares")
    with running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")

        assert link.submit(SetPreview("Goods", uuid)).result(5).ok
        assert link.state.preview_scene == "Wares"


def test_an_obs_without_uuids_is_asked_by_name() -> None:
    with FakeObs(dialect="5.1") as obs, running_link(obs.address, FAKE_PASSWORD) as (link, tape):
        tape.wait_for(is_live, "live")

        assert link.submit(SwitchScene("Goods", "a uuid from another OBS")).result(5).ok
        assert obs.asked("SetCurrentProgramScene") == [{"sceneName": "Goods"}]


def test_a_picture_is_set_with_texts_and_scene(obs: FakeObs, linked: tuple[ObsLink, StateTape]) -> None:
    outcome = linked[0].submit(PresentItem({"Product": "馕"}, "Goods", {"Picture": "/馕.png"})).result(5)

    assert outcome.ok
    assert obs.model.inputs["Picture"].settings == {"file": "/馕.png"}
    assert (obs.model.inputs["Product"].settings, obs.model.program) == ({"text": "馕"}, "Goods")


@pytest.mark.parametrize("kind", ["text_ft2_source", "text_ft2_source_v2", "text_gdiplus_v2", "text_gdiplus_v3"])
def test_texts_of_every_kind_are_set(obs: FakeObs, linked: tuple[ObsLink, StateTape], kind: str) -> None:
    obs.model.inputs["Product"].kind = kind

    assert linked[0].submit(PresentItem({"Product": "new"})).result(5).ok
    assert obs.model.inputs["Product"].settings["text"] == "new"


def test_a_picture_without_a_picture_source_is_named(linked: tuple[ObsLink, StateTape]) -> None:
    outcome = linked[0].submit(PresentItem(images={"No picture": "/x.png"})).result(5)

    assert (outcome.failure, outcome.missing) == (ObsFailure.NOT_FOUND, ("No picture",))


def test_a_picture_for_a_source_that_shows_none_is_not_confirmed_and_undone(
    obs: FakeObs, linked: tuple[ObsLink, StateTape]
) -> None:
    obs.model.inputs["Browser"] = FakeInput({"url": "https://example.org"}, kind="browser_source")

    outcome = linked[0].submit(PresentItem({"Product": "new"}, "Goods", {"Browser": "/x.png"})).result(5)

    assert (outcome.failure, "put back" in outcome.detail) == (ObsFailure.NOT_CONFIRMED, True)
    assert obs.model.inputs["Browser"].settings == {"url": "https://example.org"}
    assert (obs.model.inputs["Product"].settings, obs.model.program) == ({"text": "first"}, "Scene")


def test_a_failed_present_restores_everything_exactly(obs: FakeObs, linked: tuple[ObsLink, StateTape]) -> None:
    obs.model.inputs["Product"].settings = {"font": "big"}
    before = {name: dict(one.settings) for name, one in obs.model.inputs.items()}

    outcome = linked[0].submit(PresentItem({"Product": "new", "Price": "2"}, "gone", {"Picture": "/2.png"})).result(5)

    assert (outcome.failure, outcome.missing) == (ObsFailure.NOT_FOUND, ("gone",))
    assert {name: one.settings for name, one in obs.model.inputs.items()} == before
    assert "What had changed was put back" in outcome.detail


def test_what_cannot_be_put_back_is_said(obs: FakeObs, linked: tuple[ObsLink, StateTape]) -> None:
    obs.faults.ignore.add("SetInputSettings")
    obs.faults.spoil_after["SetCurrentProgramScene"] = 1

    outcome = linked[0].submit(PresentItem({"Product": "new"}, "Goods")).result(5)

    assert outcome.failure is ObsFailure.NOT_CONFIRMED
    assert "Not all could be put back" in outcome.detail
