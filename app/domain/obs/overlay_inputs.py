# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which inputs of OBS the desk fills while live."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.obs.naming import SCENE_PATTERN


@dataclass(frozen=True, slots=True)
class OverlayInputs:
    """The names of the inputs that the desk fills; an empty name is never filled.

    ``product``, ``price`` and ``identity`` belong to every base: a missing one is told. The others are filled where
    OBS has them. ``scene_pattern`` is how a shop's own scene is called.
    """

    product: str = ""
    price: str = ""
    identity: str = ""
    product_ug: str = ""
    policy: str = ""
    picture: str = ""
    scene_pattern: str = SCENE_PATTERN

    @property
    def roles(self) -> Mapping[str, str]:
        """What each input is used for, and its name."""
        named = {
            "product": self.product,
            "price": self.price,
            "identity": self.identity,
            "product_ug": self.product_ug,
            "policy": self.policy,
            "picture": self.picture,
        }
        return {role: name for role, name in named.items() if name}

    @property
    def selling(self) -> tuple[str, ...]:
        """The inputs that name, price or show a product: none of them may stand in a policy scene."""
        return tuple(name for name in (self.product, self.product_ug, self.price, self.picture) if name)
