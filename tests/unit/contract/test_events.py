# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
import pytest
from pydantic import ValidationError

from app.contract.events import (
    GENESIS_HASH,
    LedgerEvent,
    PreflightWaivedBody,
    SaleAddBody,
    canonical_json,
    chain_hash,
    content_hash,
    expected_hash,
)
from tests.helpers.ledger import Evening, chained


@pytest.fixture
def event() -> LedgerEvent:
    return chained([Evening().opening])[0]


def test_canonical_json_sorts_keys_and_keeps_chinese() -> None:
    assert canonical_json({"b": 1, "a": "馕"}) == '{"a":"馕","b":1}'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, object()])
def test_canonical_json_refuses_what_json_does_not_have(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical_json({"x": value})


def test_a_lone_surrogate_has_no_content_hash() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        content_hash({"body": "\ud800"})


def test_hashes_of_this_version_never_change() -> None:
    content = content_hash({"event_id": "e", "body": {"sku": "馕", "units": 3}, "seq": 9, "prev_hash": "x"})
    assert content == "96850ba62732d241b1eda6ff3abcb92e8c2b1f8c769881650afc9f0ccee744d5"
    linked = chain_hash(prev_hash=GENESIS_HASH, device_id="d", gen=1, seq=1, content=content)
    assert linked == "770df7e86ac79b5c978552916657cd93ef11e3d1c99d5c3bd9c1e61369a87663"


def test_renumbering_keeps_the_content_hash_and_changes_the_chain_hash(event: LedgerEvent) -> None:
    moved = event.model_copy(update={"gen": 2, "seq": 7, "prev_hash": "1" * 64})
    assert content_hash(moved.model_dump()) == content_hash(event.model_dump())
    assert expected_hash(moved.model_dump()) != event.hash


@pytest.mark.parametrize(
    "change", [{"body": {"units": 4}}, {"occurred_at": "2026-05-20T12:00:00.000001+00:00"}, {"actor": "someone else"}]
)
def test_any_change_of_content_changes_the_hash(event: LedgerEvent, change: dict[str, object]) -> None:
    assert expected_hash(event.model_copy(update=change).model_dump()) != event.hash


def test_an_event_keeps_fields_of_newer_versions_through_json(event: LedgerEvent) -> None:
    newer = LedgerEvent.model_validate(event.model_dump() | {"venue": "kashgar"})
    again = LedgerEvent.model_validate_json(newer.model_dump_json())
    assert again.model_extra == {"venue": "kashgar"}
    assert expected_hash(again.model_dump()) == expected_hash(newer.model_dump())


@pytest.mark.parametrize("units", [0, -1, 10_000, 1.5, "3", True])
def test_a_sale_needs_whole_units_in_range(units: object) -> None:
    with pytest.raises(ValidationError):
        SaleAddBody.model_validate({"sku_id": "X", "units": units, "unit_price_fen": 1})


@pytest.mark.parametrize("price", [-1, 10_000_000_01, 19.9])
def test_a_price_is_whole_fen_in_range(price: object) -> None:
    with pytest.raises(ValidationError):
        SaleAddBody.model_validate({"sku_id": "X", "units": 1, "unit_price_fen": price})


def test_a_sale_may_have_no_price() -> None:
    assert SaleAddBody(sku_id="gold", units=1, unit_price_fen=None).unit_price_fen is None


@pytest.mark.parametrize("body", [{"reason": ""}, {"by": ""}, {"codes": ["x"] * 101}, {"reason": "x" * 401}])
def test_a_waiver_needs_a_reason_and_a_name(body: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PreflightWaivedBody.model_validate({"level": "red", "codes": ["mic.muted"], "reason": "r", "by": "b"} | body)
