# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafts and events for tests: an evening at an invented shop, in one person's name."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from app.contract.events import (
    GENESIS_HASH,
    EventKind,
    ItemPresentedBody,
    LedgerEvent,
    PreflightWaivedBody,
    SaleAddBody,
    SaleAdjustBody,
    SaleRefundBody,
    SaleVoidBody,
    SessionCloseBody,
    SessionOpenBody,
)
from app.contract.studio_bodies import OutputChangedBody, SceneChangedBody
from app.domain.clock import Clock
from app.domain.drafts import EventDraft, EventDrafter
from app.domain.ledger_chain import ChainHead, place
from app.settings.profile import Profile
from app.store.open_store import DeskStore, open_store
from tests.helpers.clock import FixedClock

DEVICE_ID = "01990000-0000-7000-8000-000000000001"


class Evening:
    """Drafts the events of one session."""

    def __init__(self, *, clock: Clock | None = None, rehearsal: bool = False) -> None:
        self.drafter = EventDrafter(clock or FixedClock(), "Aygul")
        body = SessionOpenBody(
            shop_id="S01", shop_name="天山干果铺", anchor="Aygul", lineup_id="L01", rehearsal=rehearsal
        )
        self.opening = self.drafter.session_open(body)
        self.session_id = self.opening.session_id

    def present(self, row_id: str = "R01", product_id: str | None = "X01") -> EventDraft:
        body = ItemPresentedBody(row_id=row_id, segment_kind="product", product_id=product_id)
        return self.drafter.item_presented(self.session_id, body)

    def sale(self, sku_id: str = "X01-1", units: int = 2, price_fen: int | None = 1_990) -> EventDraft:
        body = SaleAddBody(sku_id=sku_id, product_id="X01", units=units, unit_price_fen=price_fen)
        return self.drafter.sale(self.session_id, body)

    def void(self, target: str) -> EventDraft:
        return self.drafter.void(self.session_id, SaleVoidBody(target=target))

    def adjust(self, target: str, delta: int) -> EventDraft:
        return self.drafter.adjust(self.session_id, SaleAdjustBody(target=target, delta=delta, reason="数错"))

    def refund(self, sku_id: str = "X01-1", units: int = 1, price_fen: int | None = 1_990) -> EventDraft:
        body = SaleRefundBody(sku_id=sku_id, product_id="X01", units=units, unit_price_fen=price_fen, reason="破损")
        return self.drafter.refund(self.session_id, body)

    def waive(self, reason: str = "备用机位", by: str = "小周") -> EventDraft:
        body = PreflightWaivedBody(level="red", codes=("picture.black", "mic.muted"), reason=reason, by=by)
        return self.drafter.preflight_waived(self.session_id, body)

    def output(self, kind: EventKind) -> EventDraft:
        return self.drafter.output_changed(self.session_id, kind, OutputChangedBody())

    def scene(self, scene: str, *, found: bool = False) -> EventDraft:
        return self.drafter.scene_changed(self.session_id, SceneChangedBody(scene=scene, found=found))

    def close(self) -> EventDraft:
        body = SessionCloseBody(sales=0, units=0, total_fen=0, last_seq=0, chain_hash=GENESIS_HASH)
        return self.drafter.session_close(self.session_id, body)


def chained(drafts: Iterable[EventDraft]) -> list[LedgerEvent]:
    """Place drafts one after the other in an empty ledger."""
    head = ChainHead.genesis(DEVICE_ID, 1)
    events = []
    for draft in drafts:
        events.append(place(draft, head))
        head = ChainHead.after(events[-1])
    return events


def append_all(store: DeskStore, drafts: Iterable[EventDraft]) -> list[LedgerEvent]:
    """Append drafts and wait until all are saved."""
    futures = [store.ledger.append(draft) for draft in drafts]
    return [future.result(timeout=30) for future in futures]


def open_at(root: Path) -> DeskStore:
    """Open the store of a profile folder under a standing clock."""
    return open_store(Profile(root), FixedClock())


def disk_image(root: Path, target: Path) -> Path:
    """Copy a profile as it is on the disk now, as a crash would leave it while no write is under way."""
    shutil.copytree(root, target)
    return target
