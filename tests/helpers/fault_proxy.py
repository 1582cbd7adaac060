# SPDX-FileCopyrightText: 2026 Anchor Desk contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP proxy on loopback that spoils connections in the ways that networks do."""

import socket
import struct
import threading
from enum import StrEnum
from types import TracebackType

_CHUNK = 65_536
_POLL_S = 0.05
_LOGIN_PAGE = b"<!doctype html><html><body>Please log in to this network.</body></html>"
_HTML_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
    b"Content-Length: " + str(len(_LOGIN_PAGE)).encode() + b"\r\n\r\n" + _LOGIN_PAGE
)


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
    DROP_RESPONSE = "drop_response"
    """The server gets the request and answers, but the answer is lost."""


class FaultProxy:
    """Forwards to ``host:port``. Set ``fault`` at any time; ``dropped`` counts answers that were spoiled."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self.fault = Fault.NONE
        self.dropped = 0
        self._closing = False
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

    def close(self) -> None:
        """Cut all connections and end all threads."""
        self._closing = True
        for thread in list(self._threads):
            thread.join(5)
        self._listener.close()
        with self._lock:
            for known in self._sockets:
                known.close()

    def cut(self) -> None:
        """Reset all connections that stand now."""
        with self._lock:
            for known in self._sockets:
                _reset(known)
            self._sockets.clear()

    def _spawn(self, target: object, name: str, *args: object) -> None:
        thread = threading.Thread(target=target, args=args, name=name, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing:
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            self._keep(client)
            self._spawn(self._serve, "fault-proxy-connection", client)

    def _keep(self, known: socket.socket) -> None:
        known.settimeout(_POLL_S)
        with self._lock:
            self._sockets.append(known)

    def _serve(self, client: socket.socket) -> None:
        server: socket.socket | None = None
        try:
            while (request := self._receive(client)) and self._is_forwarded(client):
                if server is None:
                    server = socket.create_connection(self._target, timeout=5)
                    self._keep(server)
                    self._spawn(self._answer, "fault-proxy-answer", server, client)
                server.sendall(request)
        except OSError:
            return
        finally:
            if self.fault is not Fault.HANG or self._closing:
                client.close()
                if server is not None:
                    _shut(server)

    def _is_forwarded(self, client: socket.socket) -> bool:
        """Spoil the request if that is what is asked for."""
        if self.fault is Fault.RESET:
            _reset(client)
        elif self.fault is Fault.HTML:
            client.sendall(_HTML_ANSWER)
        elif self.fault is Fault.HANG:
            while self.fault is Fault.HANG and self._receive(client):
                continue
        else:
            return True
        self.dropped += 1
        return False

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        try:
            while answer := self._receive(server):
                if self.fault in {Fault.TRUNCATE, Fault.DROP_RESPONSE}:
                    if self.fault is Fault.TRUNCATE:
                        client.sendall(answer[: len(answer) * 2 // 3])
                    self.dropped += 1
                    _shut(client)
                    return
                client.sendall(answer)
            _shut(client)
        except OSError:
            return
        finally:
            server.close()

    def _receive(self, known: socket.socket) -> bytes:
        while not self._closing:
            try:
                return known.recv(_CHUNK)
            except TimeoutError:
                continue
        return b""


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
