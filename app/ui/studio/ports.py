# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Studio page needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.clock import Clock, SystemClock

if TYPE_CHECKING:
    from app.services.content import ContentService
    from app.services.obs import ObsService
    from app.services.permissions import PermissionsService
    from app.services.studio import StudioService


@dataclass(frozen=True, slots=True)
class StudioPageServices:
    """Services the page listens to and drives; all live on the UI thread."""

    studio: StudioService
    content: ContentService
    obs: ObsService
    permissions: PermissionsService
    clock: Clock = field(default_factory=SystemClock)
