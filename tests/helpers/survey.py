# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A studio in which everything is right, to be made wrong one thing at a time."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from app.contract.content import LineupItem, SegmentKind, Shop
from app.domain.obs.meters import MeterLevel
from app.domain.obs.overlay import seller_identity
from app.domain.obs.overlay_inputs import OverlayInputs
from app.domain.obs.preflight import Intent
from app.domain.obs.state import FrameStats, Scene, SceneItem, SourceType
from app.domain.obs.survey import Picture, SeenItem, Survey, SurveyInput, VideoMode

PRODUCT, PRICE, SELLER = "Anchor Desk product", "Anchor Desk price", "Anchor Desk seller"
MIC, CAMERA = "话筒", "摄像头"
NOW = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
SHOP = Shop(shop_id="S1", name="坑馕坊", legal_name="某某食品店", address="某市某路 1 号", contact="000-0000")
LINEUP = (
    LineupItem(row_id="r1", lineup_id="L1", seq=1, kind=SegmentKind.PRODUCT, product_id="X01", obs_scene="商品"),
    LineupItem(row_id="r2", lineup_id="L1", seq=2, kind=SegmentKind.POLICY, policy_id="P01", obs_scene="政策"),
)
INTENT = Intent(OverlayInputs(PRODUCT, PRICE, SELLER), NOW, SHOP, LINEUP)

KINDS = {CAMERA: "v4l2_input", PRODUCT: "text_ft2_source_v2", PRICE: "text_ft2_source_v2", SELLER: "text_ft2_source_v2"}


def placed(container: str, source: str, item_id: int, **changes: Any) -> SeenItem:
    """Return a visible item of 640 x 360; ``changes`` name fields of SceneItem, or ``width``."""
    width = changes.pop("width", 640)
    fields = {"source_type": SourceType.INPUT, "visible": True, "kind": KINDS.get(source, ""), **changes}
    return SeenItem(SceneItem(container, item_id, source, **fields), item_id - 1, width, 360)


def studio(**changes: Any) -> Survey:
    """Return a survey without a fault, with ``changes``."""
    inputs = (
        SurveyInput(MIC, "pulse_input_capture", muted=False, everywhere=True),
        SurveyInput(CAMERA, "v4l2_input"),
        SurveyInput(PRODUCT, KINDS[PRODUCT], text=""),
        SurveyInput(PRICE, KINDS[PRICE], text=""),
        SurveyInput(SELLER, KINDS[SELLER], text=seller_identity(SHOP)),
    )
    items = (
        placed("商品", CAMERA, 1),
        placed("商品", PRODUCT, 2),
        placed("商品", PRICE, 3),
        placed("商品", SELLER, 4),
        placed("政策", CAMERA, 1),
        placed("政策", SELLER, 2),
    )
    good = Survey(
        taken_at=NOW.isoformat(),
        obs_version="31.0.4",
        websocket_version="5.5.6",
        platform="windows",
        collection="坑馕坊",
        input_kinds=frozenset(one.kind for one in inputs),
        scenes=(Scene("商品"), Scene("政策")),
        program_scene="商品",
        items=items,
        inputs=inputs,
        picture=Picture(90.0, moved=True),
        levels=(MeterLevel(MIC, -30.0, -20.0, -18.0),),
        video=VideoMode(30.0, 1920, 1080, 1280, 720),
        frames=FrameStats(render_total=9000, output_total=0),
        disk_free_mb=200_000.0,
        service_set=True,
        replay=False,
    )
    return replace(good, **changes)


def with_input(survey: Survey, which: str, **changes: Any) -> Survey:
    """Return ``survey`` with fields of one input changed."""
    return replace(survey, inputs=tuple(replace(one, **changes) if one.name == which else one for one in survey.inputs))


def with_item(survey: Survey, item: SeenItem) -> Survey:
    """Return ``survey`` with the item of that number replaced, or one more item on top."""

    def place(seen: SeenItem) -> tuple[str, int]:
        return seen.item.container, seen.item.item_id

    items = tuple(item if place(seen) == place(item) else seen for seen in survey.items)
    return replace(survey, items=items if item in items else (*items, item))
