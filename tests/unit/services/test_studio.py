# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking and applying on a worker of its own: one at a time, refused on air, stopped in time."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from app.adapters.obs.provision import ProvisionError
from app.contract.content import Shop
from app.domain.obs.studio import PlanView, ShopChoice
from app.domain.obs.template import TemplateError
from app.services.studio import StudioPhase
from app.services.studio_texts import failure_sentence, stopped_sentence
from tests.helpers.services import pump
from tests.helpers.studio import CARPET_SHOP, NAN_SHOP, STONE_SHOP, StudioRig


@pytest.fixture
def rig(qapp: QCoreApplication) -> Iterator[StudioRig]:
    built = StudioRig()
    yield built
    built.close()


def plan_of(rig: StudioRig) -> PlanView:
    plan = rig.service.plan
    assert plan is not None
    return plan


def test_looking_tells_what_differs_and_writes_nothing(rig: StudioRig) -> None:
    rig.choose(NAN_SHOP)
    before = set(rig.obs.scenes)

    rig.look()

    assert plan_of(rig).to_do > 0
    assert set(rig.obs.scenes) == before


def test_an_apply_makes_the_scenes_and_the_next_look_finds_nothing(rig: StudioRig) -> None:
    rig.choose(NAN_SHOP)
    rig.apply()

    (report,) = rig.reports
    assert report.converged
    assert all(one.done for one in report.results)
    assert plan_of(rig).plan.empty
    done, total = rig.steps[-1]
    assert done == total > 0

    rig.look()

    assert plan_of(rig).to_do == 0


def test_counts_tell_what_stands_in_the_way_and_what_is_not_ours(rig: StudioRig) -> None:
    rig.choose(NAN_SHOP)
    rig.apply()
    rig.obs.CreateInput({"sceneName": "商品", "inputName": "My logo", "inputKind": "image_source", "inputSettings": {}})
    rig.obs.RemoveScene({"sceneName": "互动"})
    rig.obs.CreateScene({"sceneName": "互动"})
    rig.obs.kept.clear()

    rig.look()

    view = plan_of(rig)
    assert view.in_the_way > 0
    assert view.unavailable == 0

    rig.choose(NAN_SHOP, adopt=True)
    rig.apply()

    assert plan_of(rig).left_alone == 1


def test_another_choice_forgets_the_plan(rig: StudioRig) -> None:
    rig.choose(NAN_SHOP)
    rig.look()

    rig.choose(NAN_SHOP, STONE_SHOP)

    assert rig.service.plan is None


def test_what_was_seen_for_another_choice_is_dropped(rig: StudioRig) -> None:
    rig.choose(NAN_SHOP)
    rig.hold()
    rig.service.look()
    pump(lambda: bool(rig.requests))

    rig.choose(STONE_SHOP)
    rig.release()
    rig.settle()

    assert rig.service.plan is None


def test_two_runs_never_meet(rig: StudioRig) -> None:
    rig.choose(NAN_SHOP)
    rig.hold()
    rig.service.apply()
    rig.service.apply()
    rig.service.look()
    pump(lambda: bool(rig.requests))
    rig.release()
    rig.settle()

    assert len(rig.requests) == 1


def test_on_air_nothing_is_asked_of_obs_unless_it_was_allowed(rig: StudioRig) -> None:
    rig.on_air = rig.obs.streaming = True
    rig.choose(NAN_SHOP)

    rig.service.apply()
    assert rig.requests == []
    assert rig.failures == [failure_sentence("streaming")]
    assert rig.service.phase is StudioPhase.IDLE

    rig.service.allow_while_live(True)
    rig.apply()
    assert [one.while_live for one in rig.options] == [True]
    assert rig.reports[0].converged


def test_a_stream_that_started_meanwhile_is_refused_by_the_apply_itself(rig: StudioRig) -> None:
    rig.obs.streaming = True
    rig.choose(NAN_SHOP)

    rig.apply()

    assert rig.failures == [failure_sentence("streaming")]
    assert "商品" not in rig.obs.scenes


def test_looking_is_allowed_on_air(rig: StudioRig) -> None:
    rig.on_air = rig.obs.streaming = True
    rig.choose(NAN_SHOP)

    rig.look()

    assert plan_of(rig).to_do > 0


def test_without_shops_or_without_a_template_nothing_is_asked(rig: StudioRig) -> None:
    rig.service.look()
    rig.choose(NAN_SHOP, CARPET_SHOP)
    rig.service.look()

    assert rig.requests == []
    assert "Tick the shops" in rig.failures[0]
    assert "地毯店 (SC)" in rig.failures[1]
    assert "疆味坑馕坊" not in rig.failures[1]


def test_a_template_by_name_serves_any_category(rig: StudioRig) -> None:
    rig.service.choose((ShopChoice(CARPET_SHOP, "food"),), adopt=False)

    rig.look()

    assert plan_of(rig).to_do > 0


@pytest.mark.parametrize("code", ["hung", "not_running", "password_wrong", "newer_mark", "not_ready", "of the future"])
def test_a_fault_of_obs_is_told_in_words_that_say_what_is_safe(rig: StudioRig, code: str) -> None:
    rig.error = ProvisionError("for the log", code)
    rig.choose(NAN_SHOP)

    rig.look()

    (sentence,) = rig.failures
    assert "othing was changed" in sentence
    assert sentence == failure_sentence(code)


def test_a_template_that_cannot_be_used_is_told_with_the_reason(rig: StudioRig) -> None:
    rig.error = TemplateError(("carpet.toml: scenes: is empty.",))
    rig.service.shelf.add("carpet.toml")
    pump(lambda: bool(rig.failures))

    assert "carpet.toml: scenes: is empty." in rig.failures[0]
    assert [one.name for one in rig.service.shelf.templates] == ["food", "jewellery"]


def test_a_file_joins_the_templates(rig: StudioRig) -> None:
    rig.service.shelf.add("/templates/carpet.toml")
    pump(lambda: len(rig.service.shelf.templates) == 3)

    assert rig.service.shelf.templates[-1].name == "/templates/carpet.toml"


@pytest.mark.expected_log("looking at OBS's scenes failed")
def test_a_fault_of_the_program_goes_to_the_log_and_leaves_the_service_usable(rig: StudioRig) -> None:
    rig.error = KeyError("a bug")
    rig.choose(NAN_SHOP)
    rig.look()
    assert "fault in the program" in rig.failures[0]

    rig.error = None
    rig.look()
    assert plan_of(rig).to_do > 0


def test_a_cancelled_apply_keeps_what_was_done_and_says_so(rig: StudioRig) -> None:
    shops = tuple(numbered(n) for n in range(12))
    rig.service.choose(tuple(ShopChoice(shop) for shop in shops), adopt=False)
    rig.hold()
    rig.service.apply()
    rig.service.cancel()
    assert rig.service.phase is StudioPhase.STOPPING
    rig.release()
    rig.settle()

    (report,) = rig.reports
    assert report.code == "cancelled"
    assert "Stopped as you asked" in stopped_sentence(report.code)
    assert not all(one.done for one in report.results)


def test_a_cancelled_look_shows_nothing(rig: StudioRig) -> None:
    rig.choose(NAN_SHOP)
    rig.hold()
    rig.service.look()
    rig.service.cancel()
    rig.release()
    rig.settle()

    assert rig.service.plan is None


def test_the_end_waits_no_longer_than_asked_while_obs_hangs_and_nothing_is_called_after_it(rig: StudioRig) -> None:
    rig.choose(NAN_SHOP)
    rig.hold()
    rig.service.look()
    pump(lambda: bool(rig.requests))

    assert not rig.service.stop(0.05)

    rig.release()
    assert rig.service.stop()
    assert rig.service.plan is None


def numbered(number: int) -> Shop:
    return NAN_SHOP.model_copy(update={"shop_id": f"S{number}", "name": f"店 {number}"})
