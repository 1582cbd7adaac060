# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Callable

import pytest

from app.domain.obs.state import LinkPhase, ObsState, OutputPhase
from app.domain.session_state import SessionState
from app.services.records import RecordsService
from tests.helpers.services import Rig, pump


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def obs() -> dict[str, ObsState]:
    return {"now": ObsState()}


@pytest.fixture
def records(live: Rig, obs: dict[str, ObsState], told: list[str]) -> RecordsService:
    service = RecordsService(live.session, lambda: obs["now"])
    service.refused.connect(told.append)
    return service


def state_after(live: Rig) -> SessionState:
    live.settle()
    assert live.session.state is not None
    return live.session.state


def test_a_policy_point_is_ticked_once_and_its_card_says_so(
    live: Rig, records: RecordsService, told: list[str]
) -> None:
    live.presenting.present("R3")
    records.cover_policy("P08")
    assert [(one.policy_id, one.how) for one in state_after(live).covered] == [("P08", "tick")]
    live.live_view.refresh_now()
    assert live.live_view.view.policy is not None
    assert live.live_view.view.policy.covered
    assert records.cover_policy("P08") is None
    assert "as said already" in told[-1]


def test_a_point_left_out_keeps_the_reason_and_may_still_be_said(live: Rig, records: RecordsService) -> None:
    records.leave_out_policy("P08", "没有时间")
    state_after(live)
    records.cover_policy("P08")
    assert [(one.how, one.reason) for one in state_after(live).covered] == [("reason", "没有时间"), ("tick", "")]


def test_a_slip_keeps_the_time_of_the_recording(live: Rig, records: RecordsService, obs: dict[str, ObsState]) -> None:
    records.correct_slip("九块九", "十五块九", row_id="R2", revision="r3")
    began = live.clock.monotonic()
    obs["now"] = ObsState(phase=LinkPhase.LIVE, record=OutputPhase.ON, record_ms=60_000, age_base=began)
    live.clock.move(1.5)
    records.correct_slip("九块九", "十五块九")
    assert [(one.row_id, one.record_ms) for one in state_after(live).slips] == [("R2", None), (None, 61_500)]


def test_an_approval_is_kept(live: Rig, records: RecordsService) -> None:
    records.approve("小周", "abc", 2)
    approval = state_after(live).approvals[0]
    assert (approval.reviewer, approval.revision_hash, approval.findings) == ("小周", "abc", 2)


def test_a_note_to_the_anchor_is_acknowledged_once(live: Rig, records: RecordsService, told: list[str]) -> None:
    records.note("灯光偏暗")
    note_id = records.send_note("加快")
    assert note_id is not None
    state_after(live)
    records.acknowledge_note(note_id)
    kinds = [(note.kind, note.text, note.note_id == note_id) for note in state_after(live).notes]
    assert kinds == [("note", "灯光偏暗", False), ("note.sent", "加快", True), ("note.acknowledged", "加快", True)]
    assert records.acknowledge_note(note_id) is None
    assert records.acknowledge_note("unknown") is None
    assert len(told) == 2


@pytest.mark.parametrize(
    "write",
    [
        lambda records: records.note("长" * 3_000),
        lambda records: records.approve("", "abc", 0),
        lambda records: records.correct_slip("长" * 3_000, "短"),
    ],
)
def test_what_cannot_be_written_is_told(
    live: Rig, records: RecordsService, told: list[str], write: Callable[[RecordsService], str | None]
) -> None:
    before = len(live.ledger.stored)
    assert write(records) is None
    assert "Nothing was written" in told[0]
    assert len(live.ledger.stored) == before


def test_without_an_open_session_nothing_is_written(live: Rig, records: RecordsService, told: list[str]) -> None:
    live.session.close()
    assert records.note("灯光偏暗") is None
    pump(lambda: live.session.state is None)
    assert records.cover_policy("P08") is None
    assert len(told) == 2
