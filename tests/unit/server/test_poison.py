# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever an event holds, the base answers: it stores it, or names it as a bad envelope. It never fails on it."""

import gzip
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import hypothesis
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.events import CHAIN_FIELDS, GENESIS_HASH, LedgerEvent
from app.contract.ids import new_id
from app.server.tables import QUARANTINE, RAW_EVENT, SALE
from tests.helpers.clock import FixedClock
from tests.helpers.ledger import Evening
from tests.unit.server.test_push import PushingDesk, count, sealed

GOOD = {200: {""}, 400: {"bad_envelope"}, 413: {"too_large"}, 422: {"bad_envelope"}, 403: {"scope"}}


@pytest.fixture
def desk(base: TestClient, db_url: str) -> PushingDesk:
    made, evening = PushingDesk(base, db_url), Evening()
    made.outbox.append_all([evening.opening, *(evening.sale() for _ in range(4))])
    return made


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def raw_push(desk: PushingDesk, events: list[str], first_seq: int = 1, *, packed: bool = False) -> Any:
    """Send a batch whose events are JSON texts, however bad."""
    head = {"batch_id": new_id(), "server_epoch": desk.epoch, "gen": desk.outbox.gen, "first_seq": first_seq}
    body = (json.dumps(head)[:-1] + ', "events": [' + ",".join(events) + "]}").encode("utf-8", "surrogatepass")
    headers = desk.headers | ({"Content-Encoding": "gzip"} if packed else {})
    return desk.base.post("/v1/push", content=gzip.compress(body) if packed else body, headers=headers)


def texts(desk: PushingDesk) -> list[str]:
    return [json.dumps(event.model_dump(mode="json")) for event in desk.outbox.rows]


POISONS: dict[str, Callable[[str], str]] = {
    "nan": lambda text: text.replace('"units": 2', '"units": NaN'),
    "infinity": lambda text: text.replace('"units": 2', '"units": -Infinity'),
    "endless": lambda text: text.replace('"units": 2', '"units": 1e999'),
    "many digits": lambda text: text.replace('"units": 2', '"units": 1' + "0" * 6_000),
    "lone surrogate": lambda text: text.replace('"X01-1"', '"\\ud83d"'),
    "lone surrogate in bytes": lambda text: text.replace('"X01-1"', '"\ud83d"'),
    "lone surrogate as a name": lambda text: text.replace('"sku_id"', '"\\udc00"'),
    "5 MB": lambda text: text.replace('"X01-1"', '"' + "x" * 5_000_000 + '"'),
    "deep": lambda text: text.replace('"units": 2', '"units": ' + "[" * 300_000 + "]" * 300_000),
    "not closed": lambda text: text[:-1],
    "no event": lambda _text: "7",
}


@pytest.mark.parametrize("poison", POISONS)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_poison_event_is_refused_and_the_others_flow_round_it(
    desk: PushingDesk, db_url: str, poison: str, packed: bool
) -> None:
    """As the desk does it: the batch is refused, halves find the one, it is reported, and what follows is taken."""
    events = texts(desk)
    bad = POISONS[poison](events[2])
    assert bad != events[2]
    whole = raw_push(desk, [*events[:2], bad, *events[3:]], packed=packed)
    assert whole.json()["code"] in GOOD[whole.status_code]
    assert whole.status_code != 200
    assert count(db_url, RAW_EVENT) == 0
    assert raw_push(desk, events[:2], packed=packed).json()["acked_through"] == 2
    alone = raw_push(desk, [bad], 3, packed=packed)
    assert (alone.status_code, alone.json()["code"]) == (whole.status_code, whole.json()["code"])
    event = desk.outbox.rows[2]
    report = {"server_epoch": desk.epoch, "code": alone.json()["code"], "size": len(bad), "text": "x"}
    place = event.model_dump(include={"gen", "seq", "event_id", "prev_hash", "hash"})
    noted = desk.base.post("/v1/diagnostics", json=report | place, headers=desk.headers)
    assert noted.json()["acked_through"] == 3
    assert raw_push(desk, events[3:], 4, packed=packed).json()["acked_through"] == 5
    assert (count(db_url, RAW_EVENT), count(db_url, SALE)) == (4, 3)


@pytest.mark.parametrize("depth", [1, 50, 150, 180, 250])
def test_a_nested_event_is_stored_or_refused(desk: PushingDesk, db_url: str, depth: int) -> None:
    event = sealed(desk.outbox.rows[0].model_dump(mode="json") | {"extra": nested(depth)})
    answer = raw_push(desk, [json.dumps(event)])
    assert answer.json().get("code", "") in GOOD[answer.status_code]
    assert count(db_url, RAW_EVENT) == (answer.status_code == 200)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=40)
    | st.sampled_from(["", "x" * 500, "sale.void", "session.close", "2026-99-99", "2026-05-20T12:00:00", -1, 0, 1, 2]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from([*LedgerEvent.model_fields, "from_tomorrow"])


@settings(max_examples=120, deadline=None)
@given(
    changed=st.dictionaries(FIELDS, JSON, max_size=1),
    body=st.dictionaries(
        st.sampled_from(["sku_id", "product_id", "units", "unit_price_fen", "target", "delta", "sales", "last_seq"]),
        JSON,
        max_size=2,
    ),
    kind=st.sampled_from([None, "sale.void", "sale.adjust", "sale.refund", "session.open", "session.close", "note"]),
)
def test_no_event_makes_the_base_fail(
    desk: PushingDesk,
    base: TestClient,
    clock: FixedClock,
    changed: dict[str, Any],
    body: dict[str, Any],
    kind: str | None,
) -> None:
    """Any field may hold anything; where a hash can be made for it, it comes with the right one."""
    clock.advance(1)
    desk.outbox.gen += 1
    event = desk.outbox.rows[1].model_dump(mode="json") | {"seq": 1, "prev_hash": GENESIS_HASH, "gen": desk.outbox.gen}
    event |= {"event_id": new_id(), "body": event["body"] | body} | ({} if kind is None else {"kind": kind})
    event |= changed
    if not set(changed) & CHAIN_FIELDS:
        with suppress(ValueError, TypeError):
            event = sealed(event)
    answer = raw_push(desk, [json.dumps(event)])
    assert answer.json().get("code", "") in GOOD[answer.status_code]
    assert base.get("/", params={"lang": "en"}).status_code == 200
    if answer.status_code == 200:
        hypothesis.event("stored")
        session = quote(str(event["session_id"]), safe="")
        assert base.get(f"/sessions/{session}", params={"lang": "en"}).status_code in {200, 404}


def test_a_quarantined_event_does_not_hold_the_rest_of_its_batch(desk: PushingDesk, db_url: str) -> None:
    rows = [event.model_dump(mode="json") for event in desk.outbox.rows]
    rows[1] = sealed(rows[1] | {"body": rows[1]["body"] | {"units": 10**12}})
    for place in range(2, 5):
        rows[place] = sealed(rows[place] | {"prev_hash": rows[place - 1]["hash"]})
    answer = desk.send_raw(rows).json()
    assert (answer["acked_through"], answer["quarantined"]) == (
        5,
        [{"event_id": rows[1]["event_id"], "code": "bad_body"}],
    )
    assert (count(db_url, RAW_EVENT), count(db_url, SALE), count(db_url, QUARANTINE)) == (5, 3, 1)
