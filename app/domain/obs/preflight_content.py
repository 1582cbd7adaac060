# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the preflight on what is to be broadcast: seller, overlay, lineup scenes, policy talk, private data."""

from collections.abc import Callable, Iterator
from typing import Final

from app.contract.content import Shop
from app.domain.obs.kinds import BROWSER, SCREENS, WINDOWS, family
from app.domain.obs.overlay import seller_identity
from app.domain.obs.preflight import Finding, Level, Look
from app.domain.obs.scene_tree import Placed


def _seller(look: Look) -> Iterator[Finding]:
    shop = look.intent.shop
    if shop is None:
        yield Finding("seller.no_shop", Level.AMBER, "shop")
        return
    wrong = [*_record(shop), *_identity(look, shop)]
    yield from wrong
    if not wrong:
        yield Finding("seller.good", Level.GOOD, shop.shop_id)


def _record(shop: Shop) -> Iterator[Finding]:
    fields = {"legal_name": shop.legal_name, "address": shop.address, "contact": shop.contact}
    blank = [name for name, value in fields.items() if not value.strip()]
    if blank:
        yield Finding("seller.incomplete", Level.RED, shop.shop_id, {"fields": ", ".join(blank)})


def _identity(look: Look, shop: Shop) -> Iterator[Finding]:
    name = look.intent.overlay.identity
    source = look.survey.input(name)
    if source is None:
        yield Finding("seller.no_source", Level.RED, name)
        return
    for scene in look.selling_scenes:
        if not look.tree.shows(scene, name):
            yield Finding("seller.hidden", Level.RED, scene, {"source": name})
    shown = source.text or ""
    if not shown.strip():
        yield Finding("seller.text_empty", Level.AMBER, name)
    elif not all(part in shown for part in seller_identity(shop).splitlines()):
        yield Finding("seller.text_other", Level.RED, name)


def _overlay(look: Look) -> Iterator[Finding]:
    for name in (look.intent.overlay.product, look.intent.overlay.price):
        if look.survey.input(name) is None:
            yield Finding("overlay.missing", Level.AMBER, name)


def _lineup_scenes(look: Look) -> Iterator[Finding]:
    known, wanted = set(look.survey.scene_names), look.intent.scenes
    missing = [scene for scene in wanted if scene not in known]
    for scene in missing:
        rows = ", ".join(str(row.seq) for row in look.intent.lineup if row.obs_scene == scene)
        yield Finding("scene.missing", Level.RED, scene, {"rows": rows})
    if wanted and not missing:
        yield Finding("scene.found", Level.GOOD, "lineup")


def _policy(look: Look) -> Iterator[Finding]:
    for scene in look.intent.policy_scenes:
        for name in look.intent.overlay.selling:
            if look.tree.shows(scene, name):
                yield Finding("policy.overlay", Level.RED, scene, {"source": name})


def _leaks(look: Look) -> Iterator[Finding]:
    for scene in look.watched:
        held: dict[str, Placed] = {}
        for placed in look.tree.inputs(scene):
            if placed.source not in held or placed.shown:
                held[placed.source] = placed
        for placed in held.values():
            yield from _leak(scene, placed)
    for one in look.survey.inputs:
        if family(one.kind) == BROWSER and one.files and one.name in look.on_air:
            yield Finding("leak.browser_file", Level.AMBER, one.name, {"file": one.files[0].path})


def _leak(scene: str, placed: Placed) -> Iterator[Finding]:
    kind, values = family(placed.seen.item.kind), {"source": placed.source}
    if kind in SCREENS and placed.shown:
        yield Finding("leak.screen", Level.RED, scene, values)
    elif kind in SCREENS:
        yield Finding("leak.hidden", Level.AMBER, scene, values)
    elif kind in WINDOWS and placed.shown:
        yield Finding("leak.window", Level.AMBER, scene, values)


RULES: Final[tuple[Callable[[Look], Iterator[Finding]], ...]] = (
    _seller,
    _overlay,
    _lineup_scenes,
    _policy,
    _leaks,
)
