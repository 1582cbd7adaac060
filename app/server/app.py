# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The application: everything is built here and handed down, nothing lives at module level."""

import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response

from app import __version__
from app.contract.errors import ErrorCode
from app.domain.clock import Clock, SystemClock
from app.server.body_limit import BodyLimit
from app.server.database import Database
from app.server.metrics import PushCounter
from app.server.pages.router import router as pages_router
from app.server.problems import ProblemError, install_handlers, problem_response
from app.server.rate_limit import FailureLimit, RequestLimit
from app.server.replay import replay_quarantine
from app.server.request_limit import TokenLimit
from app.server.routers import health, sync
from app.server.services import ServerServices, iso
from app.server.settings import ServerSettings


def create_app(settings: ServerSettings, *, clock: Clock | None = None) -> FastAPI:
    """Return a base server over ``settings.db_url``, whose schema is brought up to date.

    The application's shutdown closes the database.

    Raises:
        DatabaseUrlError: the address cannot be used.
        SchemaTooNewError: the database belongs to a newer server.
    """
    time_source = clock or SystemClock()
    database = Database.open(settings.db_url)
    replay_quarantine(database, iso(time_source.now()))

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        database.close()

    app = FastAPI(
        title="Anchor Desk base",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.services = ServerServices(
        settings=settings,
        clock=time_source,
        database=database,
        enroll_failures=FailureLimit(time_source),
        page_failures=FailureLimit(time_source),
        pushes=PushCounter(),
    )
    install_handlers(app)
    app.add_exception_handler(RequestValidationError, _on_bad_parameters)
    app.include_router(sync.router)
    app.include_router(health.router)
    app.include_router(pages_router)
    app.add_middleware(BodyLimit)
    app.add_middleware(TokenLimit, limit=RequestLimit(time_source))
    return app


async def _on_bad_parameters(_request: Request, _error: Exception) -> Response:
    return problem_response(
        ProblemError(422, ErrorCode.BAD_ENVELOPE, "A parameter of the address is out of range.").problem
    )
