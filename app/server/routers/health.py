# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the process lives, and whether it can do its work."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from app.server.metrics import CONTENT_TYPE, exposition
from app.server.pages.access import CHALLENGE, may_read
from app.server.services import services_of

router: Final = APIRouter()


@router.get("/healthz")
async def healthz() -> JSONResponse:
    """Say that the process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def readyz(request: Request) -> JSONResponse:
    """Say whether the database can be written and has the current schema."""
    ready = services_of(request).database.is_ready()
    return JSONResponse({"status": "ready" if ready else "schema_behind"}, status_code=200 if ready else 503)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Return what the base counts, to those who may read its pages."""
    services = services_of(request)
    if not may_read(request, services):
        return Response(status_code=401, headers={"WWW-Authenticate": CHALLENGE})
    with services.database.read() as connection:
        return Response(exposition(connection, services.pushes, services.clock.now()), media_type=CONTENT_TYPE)
