# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Live page needs of the rest of the desk."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.clock import Clock, SystemClock

if TYPE_CHECKING:
    from app.services.live_view import LiveViewService
    from app.services.obs import ObsService
    from app.services.permissions import PermissionsService
    from app.services.presenting import PresentingService
    from app.services.prompter import PrompterService
    from app.services.sales import SalesService
    from app.services.session import SessionService
    from app.services.sync import SyncService


@dataclass(frozen=True, slots=True)
class LivePageServices:
    """Services the page listens to and drives; all live on the UI thread.

    ``safe_scene`` is the scene that the panic key cuts to; empty leaves the picture alone.
    """

    live_view: "LiveViewService"
    obs: "ObsService"
    sync: "SyncService"
    sales: "SalesService"
    presenting: "PresentingService"
    session: "SessionService"
    prompter: "PrompterService"
    permissions: "PermissionsService"
    safe_scene: str = ""
    clock: Clock = field(default_factory=SystemClock)
