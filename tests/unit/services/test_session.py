# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest
from PySide6.QtCore import QCoreApplication

from app.domain.session_state import SessionState
from tests.helpers.services import Rig, pump


def test_opening_is_told_once_it_is_saved(rig: Rig) -> None:
    seen: list[SessionState | None] = []
    rig.session.session_changed.connect(seen.append)
    rig.ledger.hold = True
    rig.session.open("S1", "疆味坑馕坊", "小古", "L1")
    assert rig.session.state is None
    rig.ledger.release()
    pump(lambda: bool(seen))
    assert seen[0] is not None
    assert (seen[0].shop_id, seen[0].anchor, seen[0].rehearsal) == ("S1", "小古", False)


def test_a_second_session_is_refused_while_one_is_open(live: Rig) -> None:
    said: list[str] = []
    live.session.failed.connect(said.append)
    live.session.open("S1", "疆味坑馕坊", "小古")
    assert said
    assert live.ledger.kinds() == ["session.open"]


def test_a_rehearsal_is_marked_in_ledger_and_view(rig: Rig) -> None:
    rig.open(rehearsal=True)
    rig.live_view.refresh_now()
    assert rig.ledger.stored[0].body["rehearsal"] is True
    assert rig.live_view.view.session is not None
    assert rig.live_view.view.session.rehearsal is True


def test_the_close_carries_what_was_counted_and_the_head_before_it(live: Rig) -> None:
    live.sales.sell("X01-1", 3)
    live.sales.sell("X01-1", 1)
    live.sales.undo_last()
    live.settle()
    before = live.ledger.head()
    live.session.close()
    pump(lambda: live.session.state is None)
    body = live.ledger.stored[-1].body
    assert live.ledger.kinds()[-1] == "session.close"
    assert (body["sales"], body["units"], body["total_fen"]) == (1, 3, 1650)
    assert (body["last_seq"], body["chain_hash"]) == (before.last_seq, before.head_hash)
    assert body["events"] == before.last_seq == len(live.ledger.stored) - 1


def test_the_close_waits_for_sales_that_are_still_being_saved(live: Rig) -> None:
    live.ledger.hold = True
    live.sales.sell("X01-1", 2)
    live.session.close()
    assert live.sales.sell("X01-1", 1) is None
    live.ledger.release()
    pump(lambda: live.session.state is None)
    assert live.ledger.kinds() == ["session.open", "sale.add", "session.close"]
    assert live.ledger.stored[-1].body["units"] == 2


def test_after_the_close_the_view_is_empty_and_a_new_session_can_be_opened(live: Rig) -> None:
    live.session.close()
    pump(lambda: live.session.state is None)
    live.live_view.refresh_now()
    assert live.live_view.view.session is None
    live.open()
    assert live.session.state is not None


def test_a_desk_that_was_killed_carries_on_at_the_last_presented_row(live: Rig, qapp: QCoreApplication) -> None:
    live.presenting.present("R1")
    live.presenting.present("R2")
    live.sales.sell("X01-1", 2)
    live.settle()
    again = Rig.build(live.ledger)
    again.session.resume()
    pump(lambda: again.session.state is not None)
    again.live_view.refresh_now()
    assert again.live_view.view.current_row_id == "R2"
    assert again.live_view.view.totals.units == 2
    assert again.presenting.undo()
    assert again.presenting.current is not None
    assert again.presenting.current.row_id == "R1"
    again.settle()
    again.close()


def test_resuming_an_empty_ledger_opens_nothing(rig: Rig) -> None:
    done: list[object] = []
    rig.session.resume()
    rig.worker.run(lambda: 1, done.append, done.append)
    pump(lambda: bool(done))
    assert rig.session.state is None


@pytest.mark.expected_log("not saved")
def test_an_opening_that_cannot_be_saved_says_so_and_happens_when_it_can(rig: Rig) -> None:
    rig.ledger.fail_code = "read_only"
    rig.session.open("S1", "疆味坑馕坊", "小古", "L1")
    pump(lambda: bool(rig.sales.not_saved))
    assert rig.session.state is None
    rig.ledger.fail_code = ""
    pump(lambda: rig.session.state is not None)
    assert rig.sales.not_saved == ""
