# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bounded request bodies: counted while they come in, and unpacked only as far as the limit."""

import asyncio
import zlib
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.contract.errors import ErrorCode
from app.contract.protocol import MAX_BATCH_BYTES
from app.server.problems import ProblemError, problem_response

MAX_BODY_BYTES: Final = MAX_BATCH_BYTES + 65_536
MAX_BODIES_BYTES: Final = 256 * 1_048_576
_BODY_S: Final = 30.0
_GZIP_WINDOW: Final = 31


class BodyLimit:
    """ASGI middleware: hands the application a whole, plain body of at most ``limit`` bytes, or refuses.

    The bodies of all requests under way may be ``altogether`` bytes; who comes on top of that is asked to wait.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        limit: int = MAX_BODY_BYTES,
        altogether: int = MAX_BODIES_BYTES,
        timeout_s: float = _BODY_S,
    ) -> None:
        self._app = app
        self._limit = limit
        self._altogether = altogether
        self._timeout_s = timeout_s
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        with _Share(self) as share:
            try:
                body = self._unpacked(Headers(scope=scope), await self._read(scope, receive, share), share)
            except ProblemError as error:
                headers = {"Connection": "close"} | (error.headers or {})
                await problem_response(error.problem, headers)(scope, receive, send)
                return
            except _ClientGoneError:
                return
            told = MutableHeaders(scope=scope)
            del told["content-encoding"]
            told["content-length"] = str(len(body))
            await self._app(scope, _Replay(body, receive), send)

    def hold(self, size: int) -> None:
        """Count ``size`` more bytes of bodies, or less where it is negative.

        Raises:
            ProblemError: 503, when that is too much; it is counted all the same.
        """
        self._held += size
        if size > 0 and self._held > self._altogether:
            raise ProblemError(
                503,
                ErrorCode.RATE_LIMITED,
                "The base has too much to do at the moment. Nothing was stored; send it again.",
                headers={"Retry-After": "2"},
            )

    async def _read(self, scope: Scope, receive: Receive, share: "_Share") -> bytes:
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > self._limit:
            raise self._too_large()
        body = bytearray()
        try:
            async with asyncio.timeout(self._timeout_s):
                more = True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise _ClientGoneError
                    share.add(len(message.get("body", b"")))
                    body += message.get("body", b"")
                    if len(body) > self._limit:
                        raise self._too_large()
                    more = message.get("more_body", False)
        except TimeoutError as error:
            raise ProblemError(408, ErrorCode.BAD_ENVELOPE, "The request came in too slowly.") from error
        return bytes(body)

    def _unpacked(self, headers: Headers, body: bytes, share: "_Share") -> bytes:
        encoding = headers.get("content-encoding", "identity").strip().lower()
        if encoding == "identity":
            return body
        if encoding != "gzip":
            raise ProblemError(415, ErrorCode.BAD_ENVELOPE, "Only gzip is understood as content encoding.")
        stream = zlib.decompressobj(wbits=_GZIP_WINDOW)
        try:
            plain = stream.decompress(body, self._limit + 1)
        except zlib.error as error:
            raise ProblemError(400, ErrorCode.BAD_ENVELOPE, "The gzip body is damaged.") from error
        if len(plain) > self._limit:
            raise self._too_large()
        if not stream.eof:
            raise ProblemError(400, ErrorCode.BAD_ENVELOPE, "The gzip body is cut off.")
        share.add(len(plain))
        return plain

    def _too_large(self) -> ProblemError:
        return ProblemError(413, ErrorCode.TOO_LARGE, f"A request may have {self._limit} bytes at most, unpacked.")


class _Share:
    """What one request holds of the memory for bodies, given back when it ends."""

    def __init__(self, owner: BodyLimit) -> None:
        self._owner = owner
        self._size = 0

    def __enter__(self) -> "_Share":
        return self

    def __exit__(self, *_: object) -> None:
        self._owner.hold(-self._size)

    def add(self, size: int) -> None:
        """Take ``size`` more bytes."""
        self._size += size
        self._owner.hold(size)


class _ClientGoneError(Exception):
    """The client left before its request was complete."""


class _Replay:
    """A receive channel that gives the body once and then listens for the client again."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        """Return the next message."""
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}
