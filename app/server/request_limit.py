# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turning away a device that asks too much, before its request costs a body, a thread or the database anything."""

import hashlib
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from app.contract.errors import ErrorCode
from app.server.problems import ProblemError, problem_response
from app.server.rate_limit import RequestLimit

_PROTOCOL: Final = "/v1/"


class TokenLimit:
    """ASGI middleware: a bucket per bearer token; who sends none is told apart by address."""

    def __init__(self, app: ASGIApp, *, limit: RequestLimit) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or answer 429."""
        if scope["type"] != "http" or not scope["path"].startswith(_PROTOCOL):
            await self._app(scope, receive, send)
            return
        key = _key(scope)
        wait_s = self._limit.enter(key)
        if wait_s:
            refused = ProblemError(
                429, ErrorCode.RATE_LIMITED, "This desk asks too much at once. Its sales are safe on the desk."
            )
            headers = {"Retry-After": str(wait_s), "Connection": "close"}
            await problem_response(refused.problem, headers)(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._limit.leave(key)


def _key(scope: Scope) -> bytes:
    token = Headers(scope=scope).get("authorization", "")
    client = scope.get("client")
    return hashlib.sha256(token.encode() if token else f"at {client[0] if client else ''}".encode()).digest()
