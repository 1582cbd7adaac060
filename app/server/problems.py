# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refusals as RFC 9457 problem documents with stable codes."""

import logging
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import Response
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.exceptions import HTTPException

from app.contract.errors import ErrorCode, Problem

PROBLEM_TYPE: Final = "application/problem+json"
_logger = logging.getLogger(__name__)


class ProblemError(Exception):
    """A request is refused; the handler turns this into the answer."""

    def __init__(
        self,
        status: int,
        code: ErrorCode,
        detail: str,
        *,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        """Refuse.

        Args:
            status: the HTTP status.
            code: what the client decides on.
            detail: a plain sentence.
            headers: further headers of the answer.
            more: further fields of the Problem, such as ``expected``.
        """
        super().__init__(detail)
        self.headers = headers
        self.problem = Problem(title=HTTPStatus(status).phrase, status=status, code=code.value, detail=detail, **more)


def problem_response(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """Return ``problem`` as an HTTP answer."""
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, status_code=problem.status, media_type=PROBLEM_TYPE, headers=headers)


def install_handlers(app: FastAPI) -> None:
    """Make every error of ``app`` a problem document."""
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(OperationalError, _on_database_away)
    app.add_exception_handler(InterfaceError, _on_database_away)


async def _on_problem(_request: Request, error: Exception) -> Response:
    if not isinstance(error, ProblemError):
        raise error
    return problem_response(error.problem, error.headers)


async def _on_http_error(_request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    phrase = HTTPStatus(error.status_code).phrase
    problem = Problem(title=phrase, status=error.status_code, code=phrase.lower().replace(" ", "_"))
    return problem_response(problem, dict(error.headers) if error.headers else None)


async def _on_database_away(request: Request, error: Exception) -> Response:
    _logger.error("database not available for %s: %s", request.url.path, type(error.__cause__).__name__)
    problem = Problem(
        title=HTTPStatus.SERVICE_UNAVAILABLE.phrase,
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        code="storage_unavailable",
        detail="The base cannot reach its storage. Nothing was stored; send it again.",
    )
    return problem_response(problem, {"Retry-After": "5"})
