# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from app.contract.content import PolicyPoint
from app.domain.live_view import LiveView, PolicyValidity
from tests.helpers.services import Rig, pump


def test_one_turn_of_the_event_loop_sends_one_view_however_many_sales(live: Rig) -> None:
    live.presenting.present("R2")
    live.settle()
    seen: list[LiveView] = []
    live.live_view.view_changed.connect(seen.append)
    live.ledger.hold = True
    for _ in range(20):
        live.sales.sell("X01-1", 1)
    pump(lambda: bool(seen))
    assert len(seen) == 1
    assert seen[0].totals.units == 20
    live.ledger.release()
    live.settle()


def test_nothing_is_sent_when_nothing_changed(live: Rig) -> None:
    live.settle()
    seen: list[LiveView] = []
    live.live_view.view_changed.connect(seen.append)
    live.live_view.refresh_now()
    assert seen == []


def test_parts_that_did_not_change_stay_the_same_objects(live: Rig) -> None:
    live.presenting.present("R2")
    live.sales.sell("X01-1", 1)
    live.settle()
    before = live.live_view.view
    live.clock.move(1)
    live.live_view.refresh_now()
    after = live.live_view.view
    assert after.rows != before.rows
    assert (after.tape, after.product, after.script) == (before.tape, before.product, before.script)
    assert after.tape is before.tape
    assert after.product is before.product
    assert after.script is before.script


def test_choosing_a_variant_goes_round_and_is_kept_for_the_product(live: Rig) -> None:
    live.presenting.present("R2")
    chosen = [live.live_view.view.selected_sku_id]
    for _ in range(2):
        live.live_view.select_next_sku()
        chosen.append(live.live_view.view.selected_sku_id)
    assert chosen == ["X01-1", "X01-3", "X01-1"]
    live.live_view.select_sku("X01-3")
    live.presenting.present("R3")
    assert live.live_view.view.selected_sku_id is None
    live.presenting.present("R2")
    assert live.live_view.view.selected_sku_id == "X01-3"
    live.settle()


def test_a_variant_of_another_product_cannot_be_chosen(live: Rig) -> None:
    live.presenting.present("R2")
    live.live_view.select_sku("X02-2")
    assert live.live_view.view.selected_sku_id == "X01-1"
    live.settle()


def test_a_policy_point_expires_on_screen_when_its_day_is_over(live: Rig) -> None:
    today = live.clock.now().astimezone().date().isoformat()
    point = {"policy_id": "P08", "topic": "育儿补贴", "plain_zh": "每孩每年3600元", "effective_to": today}
    live.update(PolicyPoint.model_validate(point))
    live.presenting.present("R3")
    live.live_view.refresh_now()
    assert live.live_view.view.policy is not None
    assert live.live_view.view.policy.validity is PolicyValidity.VALID
    live.clock.move(24 * 3600)
    pump(lambda: live.live_view.view.policy is None or live.live_view.view.policy.validity is PolicyValidity.EXPIRED)
    assert live.live_view.view.policy is not None
    live.settle()


def test_content_that_arrives_during_a_session_is_shown(live: Rig) -> None:
    live.presenting.present("R2")
    live.settle()
    live.update(live.content.content.skus["X01-1"].model_copy(update={"live_price": 500}))
    live.live_view.refresh_now()
    assert live.live_view.view.product is not None
    assert live.live_view.view.product.skus[0].live_price_fen == 500
