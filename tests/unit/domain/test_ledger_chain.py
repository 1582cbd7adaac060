# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

import pytest

from app.contract.events import GENESIS_HASH, LedgerEvent, expected_hash
from app.domain.ledger_chain import ChainHead, chain_problems, follows, place
from tests.helpers.ledger import DEVICE_ID, Evening, chained


@pytest.fixture
def evening() -> Evening:
    return Evening()


@pytest.fixture
def events(evening: Evening) -> list[LedgerEvent]:
    return chained([evening.opening, *(evening.sale() for _ in range(5))])


def _codes(events: list[LedgerEvent]) -> list[str]:
    return [problem.code for problem in chain_problems(events, ChainHead.genesis(DEVICE_ID, 1))]


def test_the_first_event_follows_genesis(events: list[LedgerEvent]) -> None:
    assert (events[0].seq, events[0].prev_hash) == (1, GENESIS_HASH)


def test_each_event_takes_the_next_sequence_and_its_forerunners_hash(events: list[LedgerEvent]) -> None:
    assert [event.seq for event in events] == [1, 2, 3, 4, 5, 6]
    assert [event.prev_hash for event in events[1:]] == [event.hash for event in events[:-1]]


def test_a_placed_event_carries_its_own_hash(events: list[LedgerEvent]) -> None:
    assert all(event.hash == expected_hash(event.model_dump()) for event in events)


def test_a_placed_event_is_the_draft(evening: Evening) -> None:
    draft = evening.sale(units=7)
    event = place(draft, ChainHead.genesis(DEVICE_ID, 1))
    assert (event.event_id, event.body, event.occurred_at) == (draft.event_id, draft.body, draft.stamp.occurred_at)


@pytest.mark.parametrize("body", [{}, {"sku_id": "X", "units": 0, "unit_price_fen": 1}])
def test_a_body_that_does_not_fit_its_kind_is_refused(evening: Evening, body: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="SaleAddBody"):
        place(replace(evening.sale(), body=body), ChainHead.genesis(DEVICE_ID, 1))


def test_a_kind_not_known_here_is_placed_as_it_is(evening: Evening) -> None:
    draft = replace(evening.sale(), kind="weather.changed", body={"wind": 3})
    assert place(draft, ChainHead.genesis(DEVICE_ID, 1)).body == {"wind": 3}


def test_a_body_without_canonical_json_is_refused(evening: Evening) -> None:
    draft = replace(evening.sale(), kind="weather.changed", body={"wind": float("inf")})
    with pytest.raises(ValueError, match="not JSON compliant"):
        place(draft, ChainHead.genesis(DEVICE_ID, 1))


def test_a_whole_chain_has_no_problems(events: list[LedgerEvent]) -> None:
    assert _codes(events) == []


def test_a_missing_event_is_a_gap(events: list[LedgerEvent]) -> None:
    assert _codes([*events[:2], *events[3:]]) == ["gap"]


def test_a_changed_body_is_a_bad_hash(events: list[LedgerEvent]) -> None:
    events[2] = events[2].model_copy(update={"body": events[2].body | {"units": 9}})
    assert _codes(events) == ["bad_hash"]


def test_a_changed_and_rehashed_event_breaks_the_link_after_it(events: list[LedgerEvent]) -> None:
    forged = events[2].model_copy(update={"body": events[2].body | {"units": 9}})
    events[2] = forged.model_copy(update={"hash": expected_hash(forged.model_dump())})
    assert _codes(events) == ["broken_link"]


def test_another_devices_event_is_not_part_of_the_chain(events: list[LedgerEvent]) -> None:
    stranger = events[1].model_copy(update={"device_id": "another"})
    problem = follows(stranger, ChainHead.after(events[0]))
    assert problem is not None
    assert problem.code == "other_chain"
