# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the routers share: one object per application, reached through ``request.app.state``."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from fastapi import Request

from app.domain.clock import Clock
from app.server.database import Database
from app.server.rate_limit import FailureLimit
from app.server.settings import ServerSettings

if TYPE_CHECKING:
    from app.server.metrics import PushCounter


@dataclass(frozen=True, slots=True)
class ServerServices:
    """Settings, clock, database and limits of one server."""

    settings: ServerSettings
    clock: Clock
    database: Database
    enroll_failures: FailureLimit
    page_failures: FailureLimit
    pushes: "PushCounter"


def services_of(request: Request) -> ServerServices:
    """Return the services of the application that serves ``request``."""
    return cast(ServerServices, request.app.state.services)


def iso(moment: datetime) -> str:
    """Return ``moment`` (UTC) as the database keeps it; such texts sort by time."""
    return moment.isoformat(timespec="microseconds")


async def read_body(request: Request) -> bytes:
    """Return the request's body, which the body limit has already bounded."""
    return await request.body()
