# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One connection to OBS. Exactly one thread owns a wire; others may only ``abort`` it.

The library's handshake and errors are used, its constructor and ``req`` are not: they log the password, follow proxy
variables and accept any answer as the one asked for.
"""

import contextlib
import itertools
import json
import logging
import select
import socket
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from obsws_python.baseclient import ObsClient
from websocket import ABNF, WebSocket, WebSocketException, WebSocketTimeoutException

from app.adapters.obs.failures import (
    ClosedByObs,
    NotObsError,
    PasswordMissingError,
    SilentError,
    WrongAnswerError,
)
from app.adapters.obs.port import ObsAddress

CONNECT_TIMEOUT_S = 2.0
REPLY_TIMEOUT_S = 4.0

_HELLO, _EVENT, _REPLY, _BATCH_REPLY = 0, 5, 7, 9


@dataclass(frozen=True, slots=True)
class Request:
    """One request. ``kind`` is obs-websocket's request type."""

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What OBS said to one request. ``code`` is obs-websocket's status code."""

    kind: str
    ok: bool
    code: int
    comment: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Posted:
    """A batch that was sent and not yet answered."""

    batch_id: str
    kinds: tuple[str, ...]


def silence_library() -> None:
    """Keep the library's loggers quiet at every level: their records can carry the password and the stream key."""
    for name in ("obsws_python", "websocket"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


class _Socket(WebSocket):
    """A websocket that raises with the close code, where the library's returns an empty string."""

    def recv(self) -> str:
        opcode, data = self.recv_data()
        if opcode == ABNF.OPCODE_CLOSE:
            code = struct.unpack("!H", data[:2])[0] if len(data) >= 2 else 1005
            raise ClosedByObs(code, data[2:].decode("utf-8", "replace"))
        return data if isinstance(data, str) else data.decode("utf-8")


class Wire(ObsClient):  # type: ignore[misc]
    """One connection: ``open``, ``identify``, then requests, batches or events, then ``abort``.

    Any exception from a wire means: throw it away. Only ``collect`` may be called again after a timeout.
    """

    def __init__(self, address: ObsAddress, *, subscriptions: int = 0) -> None:
        self._address = address
        self._ids = itertools.count(1)
        self.subs = subscriptions
        self.ws = _Socket(skip_utf8_validation=True)

    def __repr__(self) -> str:
        return f"Wire({self._address.host}:{self._address.port})"

    def open(self) -> None:
        """Connect and take OBS's hello.

        Raises:
            OSError: nobody there.
            SilentError: somebody there who does not answer.
            NotObsError: it is not obs-websocket 5.
        """
        host, port = self._address.host, self._address.port
        # A socket of our own is never led through a proxy.
        raw = socket.create_connection((host, port), CONNECT_TIMEOUT_S)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        url_host = f"[{host}]" if ":" in host else host
        try:
            self.ws.connect(f"ws://{url_host}:{port}", socket=raw, timeout=CONNECT_TIMEOUT_S, redirect_limit=0)  # type: ignore[no-untyped-call]
        except WebSocketTimeoutException as error:
            raise SilentError("no websocket handshake") from error
        except WebSocketException as error:
            raise NotObsError(type(error).__name__) from error
        finally:
            if not self.ws.connected:
                raw.close()
        self.server_hello = self._take_hello()

    def identify(self, password: str | None) -> None:
        """Answer OBS's challenge. The password is not kept.

        Raises:
            PasswordMissingError: OBS wants one and there is none; nothing was sent.
            ClosedByObs: OBS refused (4009) or has no common protocol version (4010).
        """
        if "authentication" in self.server_hello["d"] and not password:
            raise PasswordMissingError
        self.password = password or ""
        try:
            self.authenticate()
        finally:
            del self.password

    def request(self, request: Request, timeout_s: float = REPLY_TIMEOUT_S) -> Answer:
        """Send one request and return OBS's answer, refusals included."""
        request_id = str(next(self._ids))
        body = {"requestType": request.kind, "requestId": request_id, "requestData": request.data}
        self.ws.settimeout(timeout_s)
        self.ws.send(json.dumps({"op": 6, "d": body}))
        return _answer(self._take(_REPLY, request_id), request.kind)

    def batch(self, requests: Sequence[Request], timeout_s: float = REPLY_TIMEOUT_S) -> list[Answer]:
        """Send requests as one batch, executed in order, and return one answer for each."""
        return self.collect(self.post(requests), timeout_s)

    def post(self, requests: Sequence[Request]) -> Posted:
        """Send a batch without waiting for its answer."""
        batch_id = str(next(self._ids))
        items = [{"requestType": request.kind, "requestData": request.data} for request in requests]
        self.ws.settimeout(REPLY_TIMEOUT_S)
        self.ws.send(json.dumps({"op": 8, "d": {"requestId": batch_id, "haltOnFailure": False, "requests": items}}))
        return Posted(batch_id, tuple(request.kind for request in requests))

    def collect(self, posted: Posted, timeout_s: float) -> list[Answer]:
        """Wait for the answer of a posted batch; on a timeout it may still be collected later.

        Raises:
            WebSocketTimeoutException: not within ``timeout_s`` seconds.
        """
        self.ws.settimeout(timeout_s)
        results = self._take(_BATCH_REPLY, posted.batch_id).get("results")
        if not isinstance(results, list) or len(results) != len(posted.kinds):
            raise WrongAnswerError("a batch with results missing")
        return [_answer(result, kind) for result, kind in zip(results, posted.kinds, strict=True)]

    def next_message(self, timeout_s: float) -> str:
        """Return the next raw message, for the event reader.

        Raises:
            WebSocketTimeoutException: none within ``timeout_s`` seconds; call again.
        """
        self.ws.settimeout(timeout_s)
        return str(self.ws.recv())

    def check_idle(self) -> None:
        """Notice, without waiting, that OBS closed a connection on which nothing is outstanding."""
        raw = self.ws.sock
        if raw is not None and select.select([raw], [], [], 0)[0]:
            self.ws.settimeout(REPLY_TIMEOUT_S)
            self.ws.recv()
            raise WrongAnswerError("a message nobody asked for")

    def abort(self) -> None:
        """Wake and fail whoever waits on this wire; safe from any thread, never waits."""
        raw = self.ws.sock
        if raw is not None:
            with contextlib.suppress(OSError):
                raw.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """Give the socket back to the system. Only when its thread has ended."""
        self.ws.shutdown()  # type: ignore[no-untyped-call]

    def _take_hello(self) -> dict[str, Any]:
        try:
            hello = json.loads(self.ws.recv())
            versions = (hello["op"], hello["d"]["rpcVersion"])
        except WebSocketTimeoutException as error:
            raise NotObsError("no hello") from error
        except (ValueError, KeyError, TypeError) as error:
            raise NotObsError("not a hello") from error
        if versions != (_HELLO, 1):
            raise NotObsError("another protocol version")
        return dict(hello)

    def _take(self, op: int, request_id: str) -> dict[str, Any]:
        try:
            message = json.loads(self.ws.recv())
            body = message["d"]
            fits = message["op"] == op and body["requestId"] == request_id
        except (ValueError, KeyError, TypeError) as error:
            raise WrongAnswerError(type(error).__name__) from error
        if not fits:
            raise WrongAnswerError("an answer to another request")
        return dict(body)


def _answer(body: Any, kind: str) -> Answer:
    try:
        status = body["requestStatus"]
        answer = Answer(
            kind=body["requestType"],
            ok=bool(status["result"]),
            code=int(status["code"]),
            comment=str(status.get("comment") or ""),
            data=body.get("responseData") or {},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WrongAnswerError(type(error).__name__) from error
    if answer.kind != kind:
        raise WrongAnswerError("an answer of another kind")
    return answer
