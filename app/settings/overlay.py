# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of the inputs that the desk fills, as scene templates ask for them."""

from app.domain.obs.template import IDENTITY, PICTURE, POLICY_TEXT, PRICE, PRODUCT
from app.settings.model import ObsSettings


def overlay_names(obs: ObsSettings) -> dict[str, str]:
    """Return the name of each input that the desk fills, by its role in the templates."""
    return {
        PRODUCT: obs.product_input,
        PRICE: obs.price_input,
        IDENTITY: obs.identity_input,
        POLICY_TEXT: obs.policy_input,
        PICTURE: obs.picture_input,
    }
