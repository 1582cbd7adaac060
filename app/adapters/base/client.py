# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Protocol v1 over HTTP. The one place in the program that imports the HTTP client.

Whatever is not plainly the base's own answer counts as *outcome unknown*: a captive portal's page, a proxy's error,
half a body, a timeout. Only a well-formed problem document is a refusal.
"""

import gzip
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Final, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel, ValidationError

from app.adapters.base.tls import trust, untrusted
from app.contract.errors import ErrorCode, Problem
from app.contract.protocol import (
    PROTO,
    PROTO_HEADER,
    ChangesResponse,
    EnrollRequest,
    EnrollResponse,
    GenerationRequest,
    GenerationResponse,
    HelloRequest,
    HelloResponse,
    PoisonNoted,
    PoisonReport,
    PushRequest,
    PushResponse,
    RotateResponse,
    SnapshotResponse,
    VerifyRequest,
    VerifyResponse,
)
from app.domain.ports import BaseRefused, BaseUnreachable

_GZIP_FROM_BYTES: Final = 16_384
_MAX_ANSWER_BYTES: Final = 64 * 1_048_576
_ANSWER_S: Final = 60.0
_CONNECT_S: Final = 5.0
_MAX_WAIT_S: Final = 3600
_HTTPS_PORT: Final = 443

_Answer = TypeVar("_Answer", bound=BaseModel)


class HttpBaseClient:
    """BaseClient over HTTP(S). One thread at a time may call it; ``close`` may come from any thread."""

    def __init__(
        self,
        url: str,
        token: Callable[[], str | None],
        *,
        timeout_s: float = 10.0,
        ca_file: str = "",
        ca_pem: str = "",
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        """Prepare; nothing is sent before the first call.

        Args:
            url: the base's address, such as ``https://base.example:8443``.
            token: returns the device token, asked anew for each call.
            timeout_s: seconds without a byte after which a call ends.
            ca_file: PEM file of the authority that signed the base's certificate; empty: the system's.
            ca_pem: that authority as text, as it was pinned at enrolment; goes before ``ca_file``.
            transport: carries the requests instead of the network.

        Raises:
            BaseUnreachable: the address or the authority file cannot be used.
        """
        self._token = token
        self._closed = False
        self._sockets: list[socket.SocketType] = []
        self._lock = threading.Lock()
        try:
            self._url = httpx2.URL(url)
        except httpx2.InvalidURL as error:
            raise BaseUnreachable(_bad_address(url)) from error
        if self._url.scheme not in {"http", "https"} or not self._url.host:
            raise BaseUnreachable(_bad_address(url))
        self._client = httpx2.Client(
            base_url=self._url,
            timeout=httpx2.Timeout(timeout_s, connect=min(timeout_s, _CONNECT_S)),
            verify=trust(ca_file, ca_pem),
            trust_env=not _is_loopback(self._url.host),
            follow_redirects=False,
            transport=transport,
        )

    def enroll(self, request: EnrollRequest) -> EnrollResponse:
        """Join the base with a one-time code."""
        return self._call("POST", "/v1/enroll", EnrollResponse, request, with_token=False)

    def hello(self, request: HelloRequest) -> HelloResponse:
        """Ask where the base's copy of this ledger stands."""
        return self._call("POST", "/v1/hello", HelloResponse, request)

    def push(self, request: PushRequest) -> PushResponse:
        """Send a batch of events."""
        return self._call("POST", "/v1/push", PushResponse, request)

    def verify(self, session_id: str, request: VerifyRequest) -> VerifyResponse:
        """Ask whether the base holds this PC's part of a session."""
        return self._call("POST", f"/v1/sessions/{quote(session_id, safe='')}/verify", VerifyResponse, request)

    def open_generation(self, device_id: str, request: GenerationRequest) -> GenerationResponse:
        """Say that this PC's ledger goes on in a new generation."""
        path = f"/v1/devices/{quote(device_id, safe='')}/generations"
        return self._call("POST", path, GenerationResponse, request)

    def rotate_token(self) -> RotateResponse:
        """Ask for the next token; the one in use goes on until the first use of the next."""
        return self._call("POST", "/v1/token/rotate", RotateResponse)

    def report_poison(self, report: PoisonReport) -> PoisonNoted:
        """Report an event that the base does not take."""
        return self._call("POST", "/v1/diagnostics", PoisonNoted, report)

    def changes(self, since: str | None, limit: int) -> ChangesResponse:
        """Fetch content changes after a cursor."""
        params = {"limit": str(limit)} | ({} if since is None else {"since": since})
        return self._call("GET", "/v1/changes", ChangesResponse, params=params)

    def snapshot(self) -> SnapshotResponse:
        """Fetch the full content set."""
        return self._call("GET", "/v1/snapshot", SnapshotResponse)

    def close(self) -> None:
        """Drop the connections; a call under way in another thread ends with BaseUnreachable."""
        self._closed = True
        with self._lock:
            for known in self._sockets:
                _shut(known)
            self._sockets.clear()
        self._client.close()

    def _call(
        self,
        method: str,
        path: str,
        answer: type[_Answer],
        message: BaseModel | None = None,
        *,
        params: dict[str, str] | None = None,
        with_token: bool = True,
    ) -> _Answer:
        headers = {PROTO_HEADER: str(PROTO), "Accept": "application/json"}
        if with_token and (token := self._token()):
            headers["Authorization"] = f"Bearer {token}"
        content = message.model_dump_json().encode() if message is not None else None
        if content is not None:
            headers["Content-Type"] = "application/json"
            if len(content) >= _GZIP_FROM_BYTES:
                headers["Content-Encoding"] = "gzip"
                content = gzip.compress(content, compresslevel=1)
        request = self._client.build_request(
            method, path, headers=headers, content=content, params=params, extensions={"trace": self._trace}
        )
        status, heads, body = self._exchange(request)
        return _read_answer(status, heads, body, answer)

    def _exchange(self, request: httpx2.Request) -> tuple[int, httpx2.Headers, bytes]:
        if self._closed:
            raise BaseUnreachable("The connection to the base was closed.")
        deadline = time.monotonic() + _ANSWER_S
        body = bytearray()
        try:
            response = self._client.send(request, stream=True)
            try:
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > _MAX_ANSWER_BYTES or time.monotonic() > deadline:
                        raise BaseUnreachable("The base's answer was too long or too slow. It will be asked again.")
            finally:
                response.close()
        except httpx2.HTTPError as error:
            raise self._unreachable(error) from error
        except (OSError, ValueError, RuntimeError) as error:
            # What is left of a connection that close() shut down under this call is not always an HTTPError.
            if not self._closed:
                raise
            raise BaseUnreachable("The connection to the base was closed.") from error
        return response.status_code, response.headers, bytes(body)

    def _unreachable(self, error: httpx2.HTTPError) -> BaseUnreachable:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLError):
                return untrusted(self._url.host, self._url.port or _HTTPS_PORT, cause)
            cause = cause.__cause__ or cause.__context__
        if isinstance(error, httpx2.TimeoutException):
            told = f"The base at {self._url.host} does not answer. Sales are saved on this PC; it will try again."
        else:
            told = f"No connection to the base at {self._url.host} ({error}). Sales are saved on this PC."
        return BaseUnreachable(told)

    def _trace(self, event: str, info: dict[str, Any]) -> None:
        if event not in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            return
        known = info["return_value"].get_extra_info("socket")
        if not isinstance(known, socket.SocketType):
            return
        with self._lock:
            self._sockets = [*(other for other in self._sockets if other.fileno() >= 0), known]
            if self._closed:
                _shut(known)


def _read_answer(status: int, headers: httpx2.Headers, body: bytes, answer: type[_Answer]) -> _Answer:
    """Return the base's answer.

    Raises:
        BaseRefused: for a problem document; and for any 413, which a proxy before the base may say in its own words.
        BaseUnreachable: for everything else.
    """
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    wait = _retry_after(headers)
    if status >= 500:
        raise BaseUnreachable(f"The base has trouble of its own (status {status}). It will be asked again.", wait)
    if kind == "application/problem+json" and status >= 400:
        try:
            problem = Problem.model_validate_json(body)
        except ValidationError as error:
            raise BaseUnreachable(_NOT_A_BASE) from error
        raise BaseRefused(problem.code, status, problem.detail or problem.title, problem.expected, wait)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        raise BaseRefused(ErrorCode.TOO_LARGE, status, "It is larger than what lies before the base lets through.")
    if status != 200 or kind != "application/json":
        raise BaseUnreachable(_NOT_A_BASE, wait)
    try:
        return answer.model_validate_json(body)
    except ValidationError as error:
        raise BaseUnreachable(_NOT_A_BASE) from error


def _retry_after(headers: httpx2.Headers) -> float | None:
    """Return the wait in seconds, at most an hour. A date counts from the answer's own date: this PC's may be wrong."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(min(int(value), _MAX_WAIT_S))
    try:
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("date", ""))
    except (TypeError, ValueError):
        return None
    return min(max(wait.total_seconds(), 0.0), float(_MAX_WAIT_S))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shut(known: socket.SocketType) -> None:
    try:
        # The base class's shutdown wakes a blocked reader and leaves a TLS object intact for it.
        socket.SocketType.shutdown(known, socket.SHUT_RDWR)
    except OSError:
        return


def _bad_address(url: str) -> str:
    return f"{url!r} is not the address of a base. It begins with http:// or https://, as on the enrolment sheet."


_NOT_A_BASE: Final = (
    "What answers at the base's address is not a base; perhaps the network asks for a login first. "
    "Sales are saved on this PC; it will try again."
)
