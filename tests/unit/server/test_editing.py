# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A technician edits a record; nobody's change is overwritten unseen."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.contract.content import Shop, TermRule
from app.contract.ids import new_id
from app.contract.protocol import TokenScope
from app.server.admin import import_content, revoke_device
from tests.helpers.base_client import enrolled_token
from tests.helpers.clock import FixedClock
from tests.unit.server.test_content import RECORDS, SHOP, Follower

NEW_NAME = {"shop_id": "S01", "name": "新名"}


class Technician(Follower):
    """A desk that may write content."""

    def __init__(self, base: TestClient, db_url: str, scope: TokenScope = TokenScope.TECHNICIAN) -> None:
        self.base = base
        self.device_id = new_id()
        token = enrolled_token(base, db_url, self.device_id, scope=scope)
        self.headers = {"Authorization": f"Bearer {token}", "Sync-Proto": "1"}

    def put(self, record_id: str, version: int | str | None, body: Any = None, **more: Any) -> Any:
        matches = {} if version is None else {"If-Match": f'"{version}"'}
        put = {"type": "shop", "body": body} | more
        return self.base.put(f"/v1/content/{record_id}", json=put, headers=self.headers | matches)


@pytest.fixture
def technician(base: TestClient, db_url: str) -> Technician:
    import_content(db_url, RECORDS)
    return Technician(base, db_url)


def test_an_edit_of_the_present_version_is_stored_and_reaches_who_follows(
    technician: Technician, base: TestClient, db_url: str
) -> None:
    follower = Follower(base, db_url)
    cursor = follower.snapshot()["cursor"]
    answer = technician.put("S01", 1, NEW_NAME)
    assert (answer.status_code, answer.json()["version"], answer.headers["etag"]) == (200, 2, '"2"')
    page = follower.changes(since=cursor).json()
    assert [(change["id"], change["version"], change["body"]["name"]) for change in page["changes"]] == [
        ("S01", 2, "新名")
    ]


def test_an_edit_of_an_older_version_is_refused_with_both(technician: Technician) -> None:
    technician.put("S01", 1, NEW_NAME)
    answer = technician.put("S01", 1, {"shop_id": "S01", "name": "另一个名"})
    assert (answer.status_code, answer.headers["content-type"]) == (412, "application/problem+json")
    told = answer.json()
    assert told["code"] == "version_conflict"
    assert (told["current"]["version"], told["current"]["body"]["name"]) == (2, "新名")
    assert (told["yours"]["version"], told["yours"]["body"]["name"]) == (1, "另一个名")
    assert technician.snapshot()["records"][0]["body"]["name"] == "新名"


def test_an_edit_whose_answer_was_lost_may_be_sent_again(technician: Technician) -> None:
    first = technician.put("S01", 1, NEW_NAME)
    cursor = technician.snapshot()["cursor"]
    assert technician.put("S01", 1, NEW_NAME).json() == first.json()
    assert technician.snapshot()["cursor"] == cursor


def test_a_new_record_is_version_nought_before(technician: Technician) -> None:
    body = {"shop_id": "S02", "name": "二号店"}
    assert technician.put("S02", 3, body).json()["code"] == "version_conflict"
    assert "current" not in technician.put("S02", 3, body).json()
    assert technician.put("S02", 0, body).json()["version"] == 1
    assert [record["id"] for record in technician.snapshot()["records"]] == ["S01", "X01", "X01-1", "S02"]


def test_a_record_can_be_deleted_and_made_again(technician: Technician) -> None:
    cursor = technician.snapshot()["cursor"]
    gone = technician.put("S01", 1, deleted=True).json()
    assert (gone["deleted"], gone["body"], gone["version"]) == (True, None, 2)
    assert technician.put("S01", 1, deleted=True).json() == gone
    page = technician.changes(since=cursor).json()
    assert [(change["id"], change["deleted"]) for change in page["changes"]] == [("S01", True)]
    assert technician.put("S01", 2, NEW_NAME).json()["version"] == 3
    assert technician.put("S09", 0, deleted=True).json()["code"] == "version_conflict"


def test_an_edit_must_say_of_which_version_it_is(technician: Technician) -> None:
    answer = technician.put("S01", None, NEW_NAME)
    assert (answer.status_code, answer.json()["code"]) == (428, "version_required")


@pytest.mark.parametrize("version", ["*", "-1", "1.5", "١", "", "9" * 40, '1", "2'])
def test_what_is_no_version_is_a_bad_envelope(technician: Technician, version: str) -> None:
    answer = technician.base.put(
        "/v1/content/S01",
        json={"type": "shop", "body": NEW_NAME},
        headers=technician.headers | {"If-Match": version.encode()},  # type: ignore[dict-item]
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_envelope")


@pytest.mark.parametrize(
    ("record_id", "put"),
    [
        ("S01", {"type": "shop", "body": {"shop_id": "S02", "name": "x"}}),
        ("S01", {"type": "shop", "body": {"shop_id": "S01"}}),
        ("S01", {"type": "shop", "body": None}),
        ("S01", {"type": "moon", "body": NEW_NAME}),
        ("X01-1", {"type": "sku", "body": {"sku_id": "X01-1", "product_id": "X01", "spec": "x", "live_price": "9.9"}}),
        ("a%00b", {"type": "shop", "body": {"shop_id": "a\x00b", "name": "x"}}),
    ],
)
def test_a_body_that_is_no_such_record_is_refused(technician: Technician, record_id: str, put: Any) -> None:
    answer = technician.base.put(f"/v1/content/{record_id}", json=put, headers=technician.headers | {"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_envelope")


def test_an_id_may_hold_any_sign(technician: Technician) -> None:
    rule = TermRule(term="最/好 ?#", level="warn")
    answer = technician.base.put(
        "/v1/content/%E6%9C%80%2F%E5%A5%BD%20%3F%23",
        json={"type": "term_rule", "body": rule.model_dump(mode="json")},
        headers=technician.headers | {"If-Match": '"0"'},
    )
    assert (answer.status_code, answer.json()["id"]) == (200, "最/好 ?#")


def test_only_a_technician_writes(base: TestClient, db_url: str) -> None:
    import_content(db_url, RECORDS)
    answer = Technician(base, db_url, TokenScope.DESK).put("S01", 1, NEW_NAME)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope")


def test_a_removed_technician_writes_no_more(technician: Technician, db_url: str, clock: FixedClock) -> None:
    revoke_device(db_url, technician.device_id, clock=clock)
    assert technician.put("S01", 1, NEW_NAME).json()["code"] == "scope"


def test_of_edits_of_one_version_at_once_one_holds(technician: Technician) -> None:
    names = [SHOP.model_copy(update={"name": f"名 {number}"}) for number in range(6)]

    def put(shop: Shop) -> int:
        return int(technician.put("S01", 1, shop.model_dump(mode="json")).status_code)

    with ThreadPoolExecutor(6, thread_name_prefix="edit") as pool:
        assert sorted(pool.map(put, names)) == [200, 412, 412, 412, 412, 412]
    assert technician.snapshot()["records"][0]["version"] == 2
