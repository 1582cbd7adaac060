# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a lineup row to the one command that makes OBS show it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from app.contract.content import LineupItem, SegmentKind
from app.domain.content_set import ContentSet
from app.domain.obs.commands import PresentItem
from app.domain.obs.naming import scene_for
from app.domain.obs.overlay import OverlayTexts, overlay_texts
from app.domain.obs.overlay_inputs import OverlayInputs
from app.domain.obs.state import ObsState


def present_command(
    item: LineupItem,
    content: ContentSet,
    shop_id: str,
    inputs: OverlayInputs,
    obs: ObsState,
    *,
    pictures: Path,
    today: date,
) -> PresentItem:
    """Return the command that shows ``item`` of a shop's lineup in the OBS of ``obs``.

    ``pictures`` is the folder in which a product's picture lies unless its path is absolute.
    """
    texts = overlay_texts(item, content, content.shops.get(shop_id), today)
    there = {one.source for one in obs.items}
    scene = scene_for(shop_id, item.obs_scene, obs.scene_names, inputs.scene_pattern) or None
    return PresentItem(
        texts=_texts(texts, inputs, there),
        scene=scene,
        images={inputs.picture: _picture(item, content, pictures)} if inputs.picture in there else {},
        scene_uuid=next((one.uuid for one in obs.scenes if one.name == scene), ""),
    )


def _texts(texts: OverlayTexts, inputs: OverlayInputs, there: set[str]) -> Mapping[str, str]:
    always = ((inputs.product, texts.product), (inputs.price, texts.price), (inputs.identity, texts.identity))
    where_there = ((inputs.product_ug, texts.product_ug), (inputs.policy, texts.policy))
    return {name: text for name, text in always if name} | {name: text for name, text in where_there if name in there}


def _picture(item: LineupItem, content: ContentSet, pictures: Path) -> str:
    product = content.products.get(item.product_id or "")
    if item.kind is SegmentKind.POLICY or product is None or not product.picture:
        return ""
    return (pictures / product.picture).as_posix()
