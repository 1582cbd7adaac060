# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP proxy on loopback that spoils connections in the ways that networks do."""

import socket
import struct
import threading
from collections.abc import Callable
from enum import StrEnum
from types import TracebackType

_CHUNK = 65_536
_POLL_S = 0.05
_REQUEST_STARTS = (b"GET ", b"POST ")
_LOGIN_PAGE = b"<!doctype html><html><body>Please log in to this network.</body></html>"
_HTML_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
    b"Content-Length: " + str(len(_LOGIN_PAGE)).encode() + b"\r\n\r\n" + _LOGIN_PAGE
)
_ERROR_ANSWER = b"HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Fault(StrEnum):
    """What the proxy does to a connection from now on."""

    NONE = "none"
    RESET = "reset"
    """The request is cut off with a reset and never reaches the server."""
    HANG = "hang"
    """The request is swallowed and never answered."""
    TRUNCATE = "truncate"
    """The server's answer ends in its middle."""
    HTML = "html"
    """A captive portal answers 200 with a web page."""
    SERVER_ERROR = "server_error"
    """Something on the way answers 500."""
    DROP_RESPONSE = "drop_response"
    """The server gets the request and answers, but the answer is lost."""


class FaultProxy:
    """Forwards to ``host:port``. ``dropped`` counts the requests that were spoiled."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._fault = Fault.NONE
        self._unharmed = 0
        self.dropped = 0
        self._closing = False
        self._delay_s = 0.0
        self._flows = threading.Event()
        self._flows.set()
        self._frozen: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(_POLL_S)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._spawn(self._accept, "fault-proxy")

    def __enter__(self) -> "FaultProxy":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def spoil(self, fault: Fault, *, after: int = 0) -> None:
        """Spoil every request from now on, but let ``after`` of them through first."""
        with self._lock:
            self._fault, self._unharmed = fault, after

    def heal(self) -> None:
        """Forward everything again and cut the connections that stand."""
        self.spoil(Fault.NONE)
        with self._lock:
            for known in self._sockets:
                _shut(known)
            self._sockets.clear()

    def slow_down(self, delay_s: float) -> None:
        """Hand on every piece so much later, in both directions."""
        self._delay_s = delay_s

    def black_hole(self) -> None:
        """Pass nothing on any more, on old connections and new ones, and close none."""
        self._flows.clear()

    def flow(self) -> None:
        """End the black hole: what was held goes on."""
        self._flows.set()

    def pull_the_cable(self) -> None:
        """Leave the connections that stand half open for ever; new ones work."""
        with self._lock:
            self._frozen |= set(self._sockets)

    def close(self) -> None:
        """Cut all connections and end all threads."""
        self._closing = True
        self._flows.set()
        self.heal()
        for thread in list(self._threads):
            thread.join(5)
        self._listener.close()

    def _spawn(self, target: Callable[..., None], name: str, *args: object) -> None:
        thread = threading.Thread(target=target, args=args, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing:
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            self._keep(client)
            self._spawn(self._serve, "fault-proxy-connection", _Connection(client))

    def _keep(self, known: socket.socket) -> None:
        known.settimeout(_POLL_S)
        with self._lock:
            self._sockets.append(known)

    def _serve(self, connection: "_Connection") -> None:
        try:
            while request := self._receive(connection.client):
                if request.startswith(_REQUEST_STARTS):
                    connection.fault = self._next_fault()
                if not self._is_forwarded(connection):
                    return
                if connection.server is None:
                    connection.server = socket.create_connection(self._target, timeout=5)
                    self._keep(connection.server)
                    self._spawn(self._answer, "fault-proxy-answer", connection)
                connection.server.sendall(request)
        except OSError:
            return
        finally:
            connection.client.close()
            if connection.server is not None:
                _shut(connection.server)

    def _next_fault(self) -> Fault:
        with self._lock:
            if self._fault is Fault.NONE:
                return Fault.NONE
            if self._unharmed:
                self._unharmed -= 1
                return Fault.NONE
            self.dropped += 1
            return self._fault

    def _is_forwarded(self, connection: "_Connection") -> bool:
        """Spoil the request if that is what is asked for."""
        if connection.fault is Fault.RESET:
            _reset(connection.client)
        elif connection.fault is Fault.HTML:
            connection.client.sendall(_HTML_ANSWER)
        elif connection.fault is Fault.SERVER_ERROR:
            connection.client.sendall(_ERROR_ANSWER)
        elif connection.fault is Fault.HANG:
            while self._receive(connection.client):
                continue
        else:
            return True
        return False

    def _answer(self, connection: "_Connection") -> None:
        assert connection.server is not None
        try:
            while answer := self._receive(connection.server):
                if connection.fault is Fault.NONE:
                    connection.client.sendall(answer)
                    continue
                if connection.fault is Fault.TRUNCATE:
                    connection.client.sendall(answer[: len(answer) * 2 // 3])
                break
            _shut(connection.client)
        except OSError:
            return
        finally:
            connection.server.close()

    def _receive(self, known: socket.socket) -> bytes:
        pause = threading.Event()
        while not self._closing:
            try:
                piece = known.recv(_CHUNK)
            except TimeoutError:
                continue
            if piece and known in self._frozen:
                continue
            self._flows.wait()
            pause.wait(self._delay_s)
            return piece
        return b""


class _Connection:
    """One client's connection, the one to the server behind it, and what happens to its present request."""

    def __init__(self, client: socket.socket) -> None:
        self.client = client
        self.server: socket.socket | None = None
        self.fault = Fault.NONE


def _reset(known: socket.socket) -> None:
    try:
        known.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        known.close()
    except OSError:
        return


def _shut(known: socket.socket) -> None:
    try:
        known.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
