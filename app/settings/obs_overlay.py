# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the settings to the names of the inputs that the desk fills."""

from app.domain.obs.overlay_inputs import OverlayInputs
from app.domain.obs.template import IDENTITY, PICTURE, POLICY_TEXT, PRICE, PRODUCT, PRODUCT_UG
from app.settings.model import ObsSettings


def overlay_names(obs: ObsSettings) -> dict[str, str]:
    """Return the names of the inputs that the desk fills, by the role that templates know them by."""
    return {
        PRODUCT: obs.product_input,
        PRODUCT_UG: obs.product_ug_input,
        PRICE: obs.price_input,
        IDENTITY: obs.identity_input,
        POLICY_TEXT: obs.policy_input,
        PICTURE: obs.picture_input,
    }


def overlay_inputs(obs: ObsSettings) -> OverlayInputs:
    """Return the names of the inputs that the desk fills while live."""
    return OverlayInputs(
        product=obs.product_input,
        price=obs.price_input,
        identity=obs.identity_input,
        product_ug=obs.product_ug_input,
        policy=obs.policy_input,
        picture=obs.picture_input,
        scene_pattern=obs.scene_pattern,
    )
