# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scenes of many shops are called in one scene collection.

A lineup names plain scenes (商品, 政策, 互动). Where one collection holds many shops, each shop's own scene carries the
shop's id as well; scenes that all shops share, and those of a collection's only shop, keep the plain name.
"""

from collections.abc import Collection
from typing import Final

SCENE_PATTERN: Final = "{scene} · {shop}"
"""How a shop's own scene is called, unless the settings say otherwise."""


def own_scene(shop_id: str, plain: str, pattern: str = SCENE_PATTERN) -> str:
    """Return the name of a shop's own scene. ``pattern`` must hold ``{scene}`` and ``{shop}``."""
    # One pass by hand: a shop's or scene's name may hold braces itself.
    before, _, after = pattern.partition("{scene}")
    return before.replace("{shop}", shop_id) + plain + after.replace("{shop}", shop_id)


def scene_for(shop_id: str, plain: str, existing: Collection[str], pattern: str = SCENE_PATTERN) -> str:
    """Return the scene of OBS that a lineup of ``shop_id`` means by ``plain``.

    The shop's own scene comes first, else the plain one. If OBS has neither, ``plain`` is returned as it is, so that
    the refusal names what the lineup says.
    """
    own = own_scene(shop_id, plain, pattern) if plain else plain
    return own if own in existing else plain
