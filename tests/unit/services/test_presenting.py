# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from app.contract.content import Script
from app.domain.obs.commands import ObsFailure, PresentItem
from tests.helpers.services import Rig, pump

PRODUCT, PRICE, SELLER = "Anchor Desk product", "Anchor Desk price", "Anchor Desk seller"


def newest_command(rig: Rig) -> PresentItem:
    command = rig.obs.commands[-1]
    assert isinstance(command, PresentItem)
    return command


def current(rig: Rig) -> str | None:
    return rig.presenting.current.row_id if rig.presenting.current else None


def test_one_press_changes_script_obs_and_ledger(live: Rig) -> None:
    assert live.presenting.present("R2")
    view = live.live_view.view
    assert view.script is not None
    assert view.script.title == "皮牙子芝麻馕"
    command = newest_command(live)
    assert command.scene == "产品"
    assert command.texts[PRODUCT] == "皮牙子芝麻馕"
    assert command.texts[PRICE] == "1个 ¥5.5\n3个 ¥15.9（日常价 ¥18）"
    assert command.texts[SELLER] == "疆味食品店\n示例路1号\n000-0000"
    live.settle()
    body = live.ledger.stored[-1].body
    assert (body["row_id"], body["product_id"], body["link_no"], body["obs_scene"]) == ("R2", "X01", 1, "产品")


def test_a_policy_segment_clears_product_and_price_and_keeps_the_seller(live: Rig) -> None:
    live.presenting.present("R2")
    live.presenting.present("R3")
    texts = newest_command(live).texts
    assert (texts[PRODUCT], texts[PRICE]) == ("", "")
    assert texts[SELLER]
    assert newest_command(live).scene == "政策"
    assert live.live_view.view.product is None
    assert live.live_view.view.policy is not None
    live.settle()
    assert live.ledger.stored[-1].body["product_id"] is None


@pytest.mark.parametrize("failure", [failure for failure in ObsFailure if failure is not ObsFailure.NONE])
def test_without_obs_script_and_ledger_change_and_the_notice_says_so(live: Rig, failure: ObsFailure) -> None:
    said: list[str] = []
    live.presenting.notice.connect(said.append)
    live.obs.answer = failure
    live.obs.missing = ("产品",)
    live.presenting.present("R2")
    pump(lambda: bool(said))
    live.settle()
    assert said[-1].startswith("Script and ledger changed, but OBS")
    assert live.live_view.view.current_row_id == "R2"
    assert live.ledger.kinds()[-1] == "item.presented"


def test_a_good_answer_takes_the_notice_away(live: Rig) -> None:
    said: list[str] = []
    live.presenting.notice.connect(said.append)
    live.presenting.present("R2")
    pump(lambda: said == [""])
    live.settle()
    assert said == [""]


def test_the_answer_to_an_older_press_is_not_told(live: Rig) -> None:
    told: list[object] = []
    live.presenting.outcome.connect(told.append)
    live.obs.answer = ObsFailure.NO_LINK
    live.presenting.present("R2")
    live.obs.answer = ObsFailure.NONE
    live.presenting.present("R3")
    pump(lambda: bool(told))
    live.settle()
    assert [getattr(outcome, "command", None) for outcome in told] == [newest_command(live)]


def test_next_and_previous_walk_the_lineup_and_stop_at_its_ends(live: Rig) -> None:
    walked = []
    for step in (live.presenting.next, live.presenting.next, live.presenting.previous, live.presenting.previous):
        step()
        walked.append(current(live))
    assert walked == ["R1", "R2", "R1", "R1"]
    live.settle()
    assert live.ledger.kinds().count("item.presented") == 3


def test_undo_goes_back_row_by_row_in_obs_too_and_the_ledger_keeps_every_press(live: Rig) -> None:
    for row_id in ("R1", "R2", "R4"):
        live.presenting.present(row_id)
    assert live.presenting.undo()
    assert current(live) == "R2"
    assert newest_command(live).texts[PRODUCT] == "皮牙子芝麻馕"
    assert live.presenting.undo()
    assert current(live) == "R1"
    assert not live.presenting.undo()
    live.settle()
    rows = [event.body["row_id"] for event in live.ledger.stored if event.kind == "item.presented"]
    assert rows == ["R1", "R2", "R4", "R2", "R1"]


def test_a_link_number_jumps_to_its_row(live: Rig) -> None:
    assert live.presenting.present_link(2)
    assert current(live) == "R4"
    assert not live.presenting.present_link(9)
    assert current(live) == "R4"
    live.settle()


def test_without_a_session_nothing_is_put_on(rig: Rig) -> None:
    said: list[str] = []
    rig.presenting.notice.connect(said.append)
    assert not rig.presenting.present("R2")
    assert said
    assert rig.obs.commands == []


def test_new_wording_waits_for_the_next_segment_and_numbers_do_not(live: Rig) -> None:
    live.presenting.present("R2")
    live.settle()
    before = live.live_view.view.script
    live.update(Script(script_id="x01.md", text="# 新话术"))
    live.update(live.content.content.skus["X01-1"].model_copy(update={"live_price": 600}))
    live.live_view.refresh_now()
    after = live.live_view.view.script
    assert before is not None
    assert after is not None
    assert after.segment_id == before.segment_id
    assert [span.text.strip("\u2068\u2069") for span in after.blocks[1].spans] == ["今天", "6", "元"]
    live.presenting.present("R1")
    live.presenting.present("R2")
    live.settle()
    assert live.live_view.view.script is not None
    assert [block.text for block in live.live_view.view.script.blocks] == ["新话术"]
