# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates and desk mean the same inputs."""

import pytest
from pydantic import ValidationError

from app.domain.obs.naming import SCENE_PATTERN
from app.domain.obs.template import OVERLAY_ROLES
from app.settings.model import ObsSettings
from app.settings.obs_overlay import overlay_names


def test_every_role_that_the_desk_fills_has_a_name_of_its_own() -> None:
    names = overlay_names(ObsSettings(price_input="价格", product_ug_input="ئۇيغۇرچە"))
    assert set(names) == set(OVERLAY_ROLES)
    assert (names["price_text"], names["product_ug_text"]) == ("价格", "ئۇيغۇرچە")
    assert len(set(names.values())) == len(OVERLAY_ROLES)


def test_scenes_are_called_as_the_rest_of_the_program_expects() -> None:
    assert ObsSettings().scene_pattern == SCENE_PATTERN


@pytest.mark.parametrize("pattern", ["", "{scene}", "{shop}", "scene shop"])
def test_a_pattern_that_cannot_tell_shops_apart_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        ObsSettings(scene_pattern=pattern)
