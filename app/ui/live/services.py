# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Live page needs of the rest of the desk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.clock import Clock, SystemClock
from app.domain.obs.naming import SCENE_PATTERN

if TYPE_CHECKING:
    from app.services.live_view import LiveViewService
    from app.services.obs import ObsService
    from app.services.obs_watch import ObsWatchService
    from app.services.permissions import PermissionsService
    from app.services.presenting import PresentingService
    from app.services.prompter import PrompterService
    from app.services.records import RecordsService
    from app.services.sales import SalesService
    from app.services.session import SessionService
    from app.services.sync import SyncService


@dataclass(frozen=True, slots=True)
class LivePageServices:
    """Services the page listens to and drives; all live on the UI thread.

    ``safe_scene`` tells the scene that the panic key cuts to, as it is set now; empty leaves the picture alone.
    ``scene_pattern`` is how a shop's own scene is called.
    """

    live_view: "LiveViewService"
    obs: "ObsService"
    sync: "SyncService"
    sales: "SalesService"
    records: "RecordsService"
    presenting: "PresentingService"
    session: "SessionService"
    prompter: "PrompterService"
    permissions: "PermissionsService"
    obs_watch: "ObsWatchService"
    safe_scene: Callable[[], str]
    scene_pattern: str = SCENE_PATTERN
    clock: Clock = field(default_factory=SystemClock)
