# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Content from the base and from imports, side by side."""

import sqlite3
from pathlib import Path

import pytest

from app.contract.content import ContentType, Product, Shop, Sku
from app.contract.protocol import Change
from app.domain.content_set import ContentSet
from app.domain.ports import LedgerWriteError
from app.store.open_store import DeskStore
from tests.helpers.ledger import open_at


def _shop(number: int, name: str = "干果铺", *, version: int = 1, deleted: bool = False) -> Change:
    body = None if deleted else {"shop_id": f"S{number}", "name": name}
    return Change(type=ContentType.SHOP, id=f"S{number}", version=version, deleted=deleted, body=body)


def _names(store: DeskStore) -> list[str]:
    return [record.name for record in store.content.load() if isinstance(record, Shop)]


def test_there_is_nothing_at_first(store: DeskStore) -> None:
    assert store.content.load() == ()


def test_imported_records_are_loaded_as_they_were(root: Path) -> None:
    records = [
        Shop(shop_id="S1", name="干果铺", langs=("zh", "ug")),
        Product(product_id="X01", shop_id="S1", name_zh="皮牙子馕", name_ug="پىياز نېنى"),
        Sku(sku_id="X01-2", product_id="X01", spec="5 个", live_price=2_990),
        Sku(sku_id="X01-1", product_id="X01", spec="2 个", live_price=None),
    ]
    store = open_at(root)
    store.content.import_records(records)
    store.close()
    again = open_at(root)
    loaded = list(again.content.load())
    again.close()
    assert loaded == records
    assert [sku.sku_id for sku in ContentSet.of(loaded).skus_of("X01")] == ["X01-2", "X01-1"]


def test_importing_again_replaces_the_text_and_keeps_the_place(store: DeskStore) -> None:
    store.content.import_records([Shop(shop_id="S1", name="one"), Shop(shop_id="S2", name="two")])
    store.content.import_records([Shop(shop_id="S3", name="three"), Shop(shop_id="S1", name="one, again")])
    assert _names(store) == ["one, again", "two", "three"]


def test_one_id_may_be_a_shop_and_a_product(store: DeskStore) -> None:
    store.content.import_records([Shop(shop_id="1", name="s"), Product(product_id="1", shop_id="1", name_zh="p")])
    assert len(store.content.load()) == 2


def test_changes_of_the_base_are_stored_with_their_cursor(store: DeskStore) -> None:
    store.inbox.apply_changes([_shop(1, "one"), _shop(2, "two")], cursor="c7")
    store.inbox.apply_changes([_shop(1, "one, again", version=2)], cursor="c8")
    assert _names(store) == ["one, again", "two"]
    assert store.outbox.head().pull_cursor == "c8"


def test_the_base_wins_over_an_import_before_and_after(store: DeskStore) -> None:
    store.content.import_records([Shop(shop_id="S1", name="imported")])
    store.inbox.apply_changes([_shop(1, "published")], cursor="c1")
    assert _names(store) == ["published"]
    store.content.import_records([Shop(shop_id="S1", name="imported again")])
    assert _names(store) == ["published"]


def test_a_record_keeps_its_place_when_the_base_takes_it_over(store: DeskStore) -> None:
    store.content.import_records([Shop(shop_id="S1", name="one"), Shop(shop_id="S2", name="two")])
    store.inbox.apply_changes([_shop(1, "one of the base")], cursor="c1")
    assert _names(store) == ["one of the base", "two"]


def test_what_the_base_deleted_is_gone_and_can_come_back(store: DeskStore) -> None:
    store.content.import_records([Shop(shop_id="S1", name="imported")])
    store.inbox.apply_changes([_shop(1, deleted=True, version=2)], cursor="c1")
    assert _names(store) == []
    store.inbox.apply_changes([_shop(1, "back", version=3)], cursor="c2")
    assert _names(store) == ["back"]


def test_a_snapshot_replaces_what_the_base_said_and_keeps_what_only_this_pc_has(store: DeskStore) -> None:
    store.content.import_records([Shop(shop_id="S9", name="only here"), Shop(shop_id="S1", name="imported")])
    store.inbox.apply_changes([_shop(1, "old"), _shop(2, "dropped")], cursor="c1")
    store.inbox.replace_all([_shop(1, "new"), _shop(3, "third")], server_epoch="epoch-2", cursor="c9")
    assert _names(store) == ["only here", "new", "third"]
    head = store.outbox.head()
    assert (head.server_epoch, head.pull_cursor) == ("epoch-2", "c9")


def test_a_snapshot_keeps_the_order_of_the_base(store: DeskStore) -> None:
    store.inbox.apply_changes([_shop(1, "one"), _shop(2, "two")], cursor="c1")
    store.inbox.replace_all([_shop(2, "two"), _shop(1, "one")], server_epoch="epoch-1", cursor="c2")
    assert _names(store) == ["two", "one"]


@pytest.mark.expected_log("nothing was written")
def test_a_swap_that_fails_leaves_everything_as_it_was(root: Path, store: DeskStore) -> None:
    store.inbox.replace_all([_shop(1, "one")], server_epoch="epoch-1", cursor="c1")
    connection = sqlite3.connect(root / "desk.sqlite")
    connection.execute(
        "CREATE TRIGGER no_third BEFORE INSERT ON content_record WHEN new.id = 'S3'"
        " BEGIN SELECT RAISE(ABORT, 'refused'); END"
    )
    connection.close()
    with pytest.raises(LedgerWriteError):
        store.inbox.replace_all([_shop(2, "two"), _shop(3, "three")], server_epoch="epoch-2", cursor="c2")
    with pytest.raises(LedgerWriteError):
        store.inbox.apply_changes([_shop(1, "changed"), _shop(3, "three")], cursor="c3")
    with pytest.raises(LedgerWriteError):
        store.content.import_records([Shop(shop_id="S2", name="two"), Shop(shop_id="S3", name="three")])
    assert _names(store) == ["one"]
    head = store.outbox.head()
    assert (head.server_epoch, head.pull_cursor) == ("epoch-1", "c1")


def test_a_record_that_this_version_cannot_read_is_kept_and_left_out(store: DeskStore) -> None:
    odd = Change(type=ContentType.SKU, id="K1", version=1, body={"sku_id": "K1", "live_price": "by weight"})
    store.inbox.apply_changes([odd, _shop(1, "one")], cursor="c1")
    assert _names(store) == ["one"]
    assert len(store.content.load()) == 1


def test_fields_of_newer_versions_are_kept(store: DeskStore) -> None:
    newer = Change(type=ContentType.SHOP, id="S1", version=1, body={"shop_id": "S1", "name": "n", "stars": 5})
    store.inbox.apply_changes([newer], cursor="c1")
    (shop,) = store.content.load()
    assert shop.model_extra == {"stars": 5}
