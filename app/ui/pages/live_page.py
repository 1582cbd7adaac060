# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Live (直播): what the session needs within reach, from strip to tape."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.clock import Clock, SystemClock
from app.ui.commands import CommandRegistry
from app.ui.theme.model import Theme

if TYPE_CHECKING:
    from app.services.live_view import LiveViewService
    from app.services.obs import ObsService
    from app.services.presenting import PresentingService
    from app.services.prompter import PrompterService
    from app.services.sales import SalesService
    from app.services.session import SessionService
    from app.services.sync import SyncService


@dataclass(frozen=True, slots=True)
class LivePageServices:
    """Services the page listens to and drives; all live on the UI thread."""

    live_view: "LiveViewService"
    obs: "ObsService"
    sync: "SyncService"
    sales: "SalesService"
    presenting: "PresentingService"
    session: "SessionService"
    prompter: "PrompterService"
    clock: Clock = field(default_factory=SystemClock)


class LivePage(QWidget):
    """Shows the LiveView, the OBS state and the sync status; sends commands to the services.

    Signals:
        prepare_requested: the person wants to open a session.
    """

    prepare_requested = Signal()

    def __init__(self, services: LivePageServices, registry: CommandRegistry, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._registry = registry
        self._theme = theme
