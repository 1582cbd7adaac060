# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A profile as a PC has it in the middle of an evening: the sample shops, and an open session with sales."""

import socket
from pathlib import Path

from app.contract.events import ItemPresentedBody, SaleAddBody, SessionOpenBody
from app.desk.demo import import_here
from app.desk.settings_keeper import SettingsKeeper
from app.domain.clock import SystemClock
from app.domain.content_set import ContentSet
from app.domain.drafts import EventDrafter
from app.domain.lineup import default_lineup
from app.settings.profile import Profile
from app.store.open_store import DeskStore, open_store

SALES = 200


def make_profile(root: Path, *, obs_port: int | None = None, base_url: str = "") -> Profile:
    """Make the profile in ``root``; without ``obs_port`` its OBS is a port where nothing listens."""
    profile = Profile(root)
    profile.ensure()
    keeper = SettingsKeeper(profile.settings_file)
    keeper.change("obs", port=obs_port or _silent_port())
    keeper.change("base", url=base_url)
    store = open_store(profile, SystemClock())
    try:
        import_here(store)
        _hold_session(store)
    finally:
        store.close()
    return profile


def _hold_session(store: DeskStore) -> None:
    content = ContentSet.of(store.content.load())
    shop = min(content.shops.values(), key=lambda one: one.shop_id)
    drafter = EventDrafter(SystemClock(), "bench")
    opened = drafter.session_open(SessionOpenBody(shop_id=shop.shop_id, shop_name=shop.name, anchor="bench"))
    drafts = [opened]
    row = next(item for item in default_lineup(content, shop.shop_id) if item.product_id)
    shown = ItemPresentedBody(row_id=row.row_id, segment_kind=row.kind.value, product_id=row.product_id)
    drafts.append(drafter.item_presented(opened.session_id, shown))
    sku = next(one for one in content.skus.values() if one.product_id == row.product_id)
    sale = SaleAddBody(sku_id=sku.sku_id, product_id=sku.product_id, units=1, unit_price_fen=sku.live_price)
    drafts.extend(drafter.sale(opened.session_id, sale) for _ in range(SALES))
    for future in [store.ledger.append(draft) for draft in drafts]:
        future.result(30)


def _silent_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
