# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishing and following content."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.contract.content import ContentRecord, Product, Shop, Sku
from app.contract.events import GENESIS_HASH
from app.contract.ids import new_id
from app.server.admin import import_content
from tests.helpers.base_client import enrolled_token

SHOP = Shop(shop_id="S01", name="天山干果铺")
PRODUCT = Product(product_id="X01", shop_id="S01", name_zh="皮牙子馕", selling_points=("现烤",))
SKU = Sku(sku_id="X01-1", product_id="X01", spec="5 个", live_price=1_990)
RECORDS: list[ContentRecord] = [SHOP, PRODUCT, SKU]


class Follower:
    """An enrolled desk that only reads."""

    def __init__(self, base: TestClient, db_url: str) -> None:
        self.base = base
        token = enrolled_token(base, db_url, new_id())
        self.headers = {"Authorization": f"Bearer {token}", "Sync-Proto": "1"}

    def snapshot(self) -> Any:
        return self.base.get("/v1/snapshot", headers=self.headers).json()

    def changes(self, **params: Any) -> Any:
        return self.base.get("/v1/changes", params=params, headers=self.headers)

    def hello(self, cursor: str | None) -> Any:
        body = {"app_version": "0.1.0", "gen": 1, "last_seq": 0, "acked_through": 0, "head_hash": GENESIS_HASH}
        return self.base.post("/v1/hello", json=body | {"pull_cursor": cursor}, headers=self.headers).json()


@pytest.fixture
def follower(base: TestClient, db_url: str) -> Follower:
    return Follower(base, db_url)


def ids(records: list[dict[str, Any]]) -> list[str]:
    return [record["id"] for record in records]


def test_a_snapshot_has_all_records_as_they_were_published(follower: Follower, db_url: str) -> None:
    assert import_content(db_url, RECORDS) == 3
    records = follower.snapshot()["records"]
    assert ids(records) == ["S01", "X01", "X01-1"]
    assert Product.model_validate(records[1]["body"]) == PRODUCT


def test_publishing_the_same_again_changes_nothing(follower: Follower, db_url: str) -> None:
    import_content(db_url, RECORDS)
    before = follower.snapshot()
    assert import_content(db_url, RECORDS) == 0
    assert follower.snapshot() == before


def test_a_change_reaches_who_follows_with_a_higher_version(follower: Follower, db_url: str) -> None:
    import_content(db_url, RECORDS)
    cursor = follower.snapshot()["cursor"]
    import_content(db_url, [SKU.model_copy(update={"live_price": 1_590})])
    page = follower.changes(since=cursor).json()
    assert [(change["id"], change["version"]) for change in page["changes"]] == [("X01-1", 2)]
    assert page["changes"][0]["body"]["live_price"] == 1_590
    assert follower.changes(since=page["next"]).json()["changes"] == []


def test_a_changed_record_keeps_its_place_in_the_snapshot(follower: Follower, db_url: str) -> None:
    import_content(db_url, RECORDS)
    import_content(db_url, [SHOP.model_copy(update={"name": "新名"})])
    assert ids(follower.snapshot()["records"]) == ["S01", "X01", "X01-1"]


def test_changes_come_page_by_page(follower: Follower, db_url: str) -> None:
    import_content(db_url, RECORDS)
    seen: list[str] = []
    params: dict[str, Any] = {"limit": 2}
    more = True
    while more:
        page = follower.changes(**params).json()
        seen += ids(page["changes"])
        params["since"], more = page["next"], page["has_more"]
    assert seen == ["S01", "X01", "X01-1"]


def test_hello_tells_whether_there_is_anything_new(follower: Follower, db_url: str) -> None:
    import_content(db_url, RECORDS)
    cursor = follower.snapshot()["cursor"]
    told = follower.hello(cursor)
    assert (told["cursor_ok"], told["has_changes"]) == (True, False)
    import_content(db_url, [SHOP.model_copy(update={"name": "新名"})])
    assert follower.hello(cursor)["has_changes"]
    assert not follower.hello(None)["cursor_ok"]


@pytest.mark.parametrize("cursor", ["nonsense", "", f"{new_id()}.1", "{epoch}.99", "{epoch}.-1", "{epoch}.١"])
def test_a_cursor_of_another_life_is_expired(follower: Follower, db_url: str, cursor: str) -> None:
    import_content(db_url, RECORDS)
    since = cursor.replace("{epoch}", follower.snapshot()["server_epoch"])
    answer = follower.changes(since=since)
    assert (answer.status_code, answer.json()["code"]) == (410, "cursor_expired")


@pytest.mark.parametrize("limit", [0, -1, 1_001, "many"])
def test_a_page_size_out_of_range_is_a_problem_document(follower: Follower, limit: object) -> None:
    answer = follower.changes(limit=limit)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
